/* feed: Atom (RFC 4287), RSS 2.0 and 1.0 with their dc: and content: modules, and JSON Feed, read
 * for the one entry that is a page. Private to the page room. */
#ifndef GLOSS_PAGE_FEED_H
#define GLOSS_PAGE_FEED_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "gloss/page/observed.h"
#include "gloss/page/proposal.h"

/* The two pages that are in play: links are relative to one and compared with the other. */
struct feed_place {
    const struct observed *feed;
    const struct observed *page;
};

/* Whether a link of the feed (NULL: none) is the page, apart from what counts where visitors come
 * from. */
bool feed_is_page(const struct feed_place *place, const char *link);

void feed_propose_xml(struct proposals *out, const struct feed_place *place, const char *bytes,
                      size_t len);
void feed_propose_json(struct proposals *out, const struct feed_place *place, const json_t *root);

/* Proposes the names of a credit; how an account is called ("admin", "jdoe") is none. */
void feed_propose_names(struct proposals *out, const char *text, const char *source, int rank);

/* Proposes what opens a longer text, without what leads on to the rest of it, and nothing when it
 * says nothing. */
void feed_propose_summary(struct proposals *out, const char *text, const char *source, int rank);

#endif
