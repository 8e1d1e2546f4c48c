/* fetch_request: what is asked for; see gloss/net/fetch.h. */
#include "gloss/net/fetch.h"

#include <stdlib.h>

#include "gloss/base/mem.h"

struct fetch_request *fetch_request_new(uint64_t id, const char *url, size_t body_max)
{
    struct fetch_request *r = xcalloc(1, sizeof *r);
    r->id = id;
    r->url = xstrdup(url);
    r->body_max = body_max;
    return r;
}

void fetch_request_add_header(struct fetch_request *r, const char *name, const char *value)
{
    size_t n = 0;
    while (r->headers != NULL && r->headers[n] != NULL)
        n++;
    r->headers = xreallocarray(r->headers, n + 2, sizeof *r->headers);
    /* libcurl reads "Name:" as "do not send it", and "Name;" as an empty value. */
    r->headers[n] = value[0] != '\0' ? xasprintf("%s: %s", name, value) : xasprintf("%s;", name);
    r->headers[n + 1] = NULL;
    /* A line break would begin another header, or a body. */
    for (char *c = r->headers[n]; *c != '\0'; c++)
        if (*c == '\r' || *c == '\n')
            *c = ' ';
}

void fetch_request_free(struct fetch_request *r)
{
    if (r == NULL)
        return;
    for (char **h = r->headers; h != NULL && *h != NULL; h++)
        free(*h);
    free(r->headers);
    free(r->url);
    free(r->body);
    free(r);
}
