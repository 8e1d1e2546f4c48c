/* What the tests of Hugging Face and GitHub share besides records.h: tables of addresses and of
 * answers that bring nothing. */
#ifndef TESTS_SOURCE_ANSWER_H
#define TESTS_SOURCE_ANSWER_H

#include "source/records.h"

/* A page such as stands in front of APIs at times. */
#define CHALLENGE                                                                                  \
    "<!DOCTYPE html><html><head><title>Just a "                                                    \
    "moment...</title></head><body>Checking</body></html>"

/* What comes of answers that bring no record. */
struct bad_answer {
    int status;         /* 0: no answer in time */
    const char *body;   /* NULL: none */
    const char *header; /* "Name: value", or NULL */
    enum source_status came_to;
    enum record_state state;
};

static inline struct reply *bad_reply(const struct bad_answer *row)
{
    struct reply *r =
        row->body ? reply_of(row->status, row->body) : reply_new("https://x.example/");
    const char *colon = row->header ? strchr(row->header, ':') : NULL;
    r->status = row->status;
    r->failure = row->status == 0 ? FAIL_TIMEOUT : FAIL_NONE;
    if (colon) {
        char *name = xstrndup(row->header, (size_t)(colon - row->header));
        reply_add_header(r, name, colon + 2);
        free(name);
    }
    return r;
}

static inline void expect_bad_answers(const char *source, const char *id,
                                      const struct bad_answer *rows, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        struct record out;
        enum source_status came_to = read_reply(source, bad_reply(&rows[i]), &id, 1, &out);
        if (came_to != rows[i].came_to || out.state != rows[i].state || out.meta)
            fail_msg("%s: answer %zu, %d '%s', comes to %d, state %d", source, i, rows[i].status,
                     rows[i].body ? rows[i].body : "", (int)came_to, (int)out.state);
    }
}

/* Which work an address is. */
struct address {
    const char *url;
    const char *id; /* NULL: none of this scheme */
    bool derived;
};

static inline void expect_addresses(const char *scheme, const struct address *rows, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        struct work_ref ref = {.id = "left over", .version = 9, .derived = true};
        const struct source *s = source_for_url(rows[i].url, &ref);
        bool ours = s && strcmp(s->scheme, scheme) == 0;
        if (ours != (rows[i].id != NULL) ||
            (ours && (strcmp(ref.id, rows[i].id) != 0 || ref.derived != rows[i].derived)))
            fail_msg("'%s' is read as %s:%s%s", rows[i].url, s ? s->scheme : "", ref.id,
                     ref.derived ? ", derived" : "");
    }
}

/* The value of a request's header, or NULL. */
static inline const char *header_of(const struct fetch_request *r, const char *name)
{
    size_t n = strlen(name);
    for (char **h = r->headers; h && *h; h++)
        if (strncmp(*h, name, n) == 0 && (*h)[n] == ':')
            return *h + n + 2;
    return NULL;
}

#endif
