/* registry_reply: JSON APIs differ in what they say and agree in how they fail. A challenge in
 * front of an API answers 200 with a page, so a body that is no JSON object is never an answer. */
#include "gloss/source/registry_reply.h"

#include <string.h>

#include "gloss/base/date.h"
#include "gloss/base/json.h"
#include "gloss/base/text.h"

/* A challenge of Cloudflare's, whatever its status: no robot passes it by trying again. */
static bool is_challenge(const struct reply *reply)
{
    const char *mitigated = reply_header(reply, "cf-mitigated");
    return mitigated && text_istarts(mitigated, "challenge");
}

bool registry_reply_is_page(const struct reply *reply)
{
    const char *type = reply_header(reply, "Content-Type");
    return type && text_istarts(type, "text/html");
}

enum source_status registry_reply_status(const struct reply *reply)
{
    static const int passing[] = {408, 425, 429};
    if (is_challenge(reply))
        return SOURCE_REFUSED;
    if (reply->failure != FAIL_NONE || reply->status >= 500)
        return SOURCE_RETRY;
    for (size_t i = 0; i < sizeof passing / sizeof *passing; i++)
        if (reply->status == passing[i])
            return SOURCE_RETRY;
    if (reply->status != 200)
        return SOURCE_REFUSED;
    return reply->truncated ? SOURCE_RETRY : SOURCE_OK;
}

json_t *registry_reply_object(const struct reply *reply)
{
    json_t *root = reply->body ? json_parse_lenient(reply->body, reply->body_len) : NULL;
    if (json_is_object(root))
        return root;
    json_decref(root);
    return NULL;
}

bool registry_reply_is_spent(const struct reply *reply)
{
    const char *left = reply_header(reply, "X-RateLimit-Remaining");
    return (reply->status == 403 || reply->status == 429) && left && strcmp(left, "0") == 0;
}

void registry_propose_day(struct meta *m, enum meta_field field, const char *timestamp,
                          const char *source, int rank)
{
    struct date date;
    char day[DATE_SIZE];
    if (timestamp && date_parse(timestamp, 0, &date))
        (void)meta_propose(m, field, date_format(date, day), source, rank);
}
