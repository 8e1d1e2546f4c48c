/* registry_reply: what the answer of a JSON API is worth before anybody looks at what it says.
 * Private to the source room. */
#ifndef GLOSS_SOURCE_REGISTRY_REPLY_H
#define GLOSS_SOURCE_REGISTRY_REPLY_H

#include <jansson.h>

#include "gloss/source/source.h"

/* SOURCE_OK for a whole answer of status 200; SOURCE_RETRY for what may go better the next time (no
 * answer, 408, 429, a server's fault, a body cut off); SOURCE_REFUSED for all else, challenges of
 * any status among it. */
enum source_status registry_reply_status(const struct reply *reply);

/* Whether it is a page for people: no API's own words, not even its "not found". */
bool registry_reply_is_page(const struct reply *reply);

/* The body when it is a JSON object, else NULL. The caller decrefs. */
json_t *registry_reply_object(const struct reply *reply);

/* Whether the server says that a budget of requests is spent (GitHub and those who copied it). */
bool registry_reply_is_spent(const struct reply *reply);

/* Proposes the day of an API's timestamp ("2024-01-31T04:02:47.000Z") as it is written there. */
void registry_propose_day(struct meta *m, enum meta_field field, const char *timestamp,
                          const char *source, int rank);

#endif
