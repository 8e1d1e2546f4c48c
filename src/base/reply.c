/* reply: the plain record of one HTTP exchange, and the words for how one fails. */
#include "gloss/base/reply.h"

#include <stdlib.h>
#include <strings.h>

#include "gloss/base/mem.h"

static const struct {
    const char *name;
    const char *words;
} failures[FAIL_COUNT] = {
#define X(symbol, name, words) [FAIL_##symbol] = {name, words},
    REPLY_FAILURES(X)
#undef X
};

const char *reply_failure_name(enum reply_failure f)
{
    return failures[f].name;
}

const char *reply_failure_words(enum reply_failure f)
{
    return failures[f].words;
}

struct reply *reply_new(const char *url)
{
    struct reply *r = xcalloc(1, sizeof(*r));

    r->url = xstrdup(url);
    return r;
}

void reply_free(struct reply *r)
{
    if (r == NULL)
        return;
    for (size_t i = 0; i < r->header_count; i++) {
        free(r->headers[i].name);
        free(r->headers[i].value);
    }
    free(r->headers);
    free(r->body);
    free(r->url);
    free(r);
}

void reply_add_header(struct reply *r, const char *name, const char *value)
{
    size_t n = r->header_count;

    /* The struct keeps no room: grown at each power of two, it needs none. */
    if ((n & (n - 1)) == 0)
        r->headers = xreallocarray(r->headers, n > 0 ? n * 2 : 1, sizeof(*r->headers));
    r->headers[n].name = xstrdup(name);
    r->headers[n].value = xstrdup(value);
    r->header_count = n + 1;
}

const char *reply_header(const struct reply *r, const char *name)
{
    for (size_t i = 0; i < r->header_count; i++)
        if (strcasecmp(r->headers[i].name, name) == 0)
            return r->headers[i].value;
    return NULL;
}
