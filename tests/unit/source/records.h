/* What tests of registries' readers share: replies out of files and strings, records looked at. */
#ifndef TESTS_SOURCE_RECORDS_H
#define TESTS_SOURCE_RECORDS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gloss/base/buf.h"
#include "gloss/base/finding.h"
#include "gloss/base/mem.h"
#include "gloss/source/source.h"

#define COUNT(rows) (sizeof(rows) / sizeof *(rows))

static inline struct reply *reply_of(int status, const char *body)
{
    struct reply *r = reply_new("https://registry.example/");

    r->status = status;
    r->body = xstrdup(body);
    r->body_len = strlen(body);
    return r;
}

static inline struct reply *reply_from(const char *path)
{
    FILE *f = fopen(path, "rb");
    struct buf bytes;
    char chunk[4096];
    size_t n;
    struct reply *r;

    if (!f)
        fail_msg("%s is missing", path);
    buf_init(&bytes, 1 << 20);
    while ((n = fread(chunk, 1, sizeof chunk, f)) > 0)
        buf_add(&bytes, chunk, n);
    fclose(f);
    r = reply_of(200, bytes.data);
    buf_release(&bytes);
    return r;
}

/* Reads and frees the reply. */
static inline enum source_status read_reply(const char *source, struct reply *r,
                                            const char *const *ids, size_t n, struct record *out)
{
    const struct source *s = source_by_name(source);
    enum source_status status;

    assert_non_null(s);
    memset(out, 0, n * sizeof *out);
    status = s->read(r, ids, n, out);
    reply_free(r);
    return status;
}

static inline void release(struct record *records, size_t n)
{
    for (size_t i = 0; i < n; i++)
        record_release(&records[i]);
}

static inline void expect_field(const struct record *r, enum meta_field field, const char *wanted)
{
    const char *found = meta_get(r->meta, field);

    if (wanted ? !found || strcmp(found, wanted) != 0 : found != NULL)
        fail_msg("%s is '%s', not '%s'", meta_field_name(field), found ? found : "(none)",
                 wanted ? wanted : "(none)");
}

/* A list's items, joined with "; ". */
static inline void expect_list(const struct record *r, enum meta_field field, const char *wanted)
{
    struct buf joined;

    buf_init(&joined, 1 << 16);
    for (size_t i = 0; i < meta_count(r->meta, field); i++)
        buf_addf(&joined, "%s%s", i > 0 ? "; " : "", meta_item(r->meta, field, i)->text);
    assert_string_equal(joined.data, wanted);
    buf_release(&joined);
}

struct wanted_field {
    enum meta_field field;
    const char *value; /* NULL: none */
};

static inline void expect_fields(const struct record *r, const struct wanted_field *rows, size_t n)
{
    for (size_t i = 0; i < n; i++)
        expect_field(r, rows[i].field, rows[i].value);
}

/* What every registry must make of an answer that is none. */
static inline void expect_failures(const char *source, const char *id)
{
    static const struct {
        int status;
        const char *body;
        enum source_status wanted;
    } rows[] = {
        {200, "", SOURCE_RETRY},
        {200, "<!DOCTYPE html><html><title>Just a moment...</title></html>", SOURCE_RETRY},
        {200, "{\"notes\": [", SOURCE_RETRY},
        {200, "null", SOURCE_RETRY},
        {200, "[[[[[[", SOURCE_RETRY},
        {200, "{}", SOURCE_RETRY},
        {200, "{\"message\":5,\"data\":5,\"notes\":5,\"responseCode\":\"1\"}", SOURCE_RETRY},
        {400, "{\"error\":\"bad request\"}", SOURCE_REFUSED},
        {401, "{}", SOURCE_REFUSED},
        {403, "{\"name\":\"ChallengeRequiredError\"}", SOURCE_REFUSED},
        {403, "<!DOCTYPE html><html><title>Just a moment...</title></html>", SOURCE_REFUSED},
        {301, "", SOURCE_REFUSED},
        {408, "", SOURCE_RETRY},
        {429, "{\"message\":\"Too Many Requests\",\"code\":\"429\"}", SOURCE_RETRY},
        {500, "", SOURCE_RETRY},
        {503, "<html>busy</html>", SOURCE_RETRY},
    };

    for (size_t i = 0; i < COUNT(rows); i++) {
        struct record out;
        enum source_status status =
            read_reply(source, reply_of(rows[i].status, rows[i].body), &id, 1, &out);

        if (status != rows[i].wanted || out.state != RECORD_UNKNOWN || out.meta)
            fail_msg("%s: %d '%s' comes to status %d, state %d", source, rows[i].status,
                     rows[i].body, (int)status, (int)out.state);
    }
}

/* No answer at all. */
static inline void expect_silence(const char *source, const char *id)
{
    struct reply *r = reply_new("https://registry.example/");
    struct record out;

    r->failure = FAIL_TIMEOUT;
    assert_int_equal(read_reply(source, r, &id, 1, &out), SOURCE_RETRY);
    assert_int_equal(out.state, RECORD_UNKNOWN);
}

static inline void expect_request(const char *source, const char *const *ids, size_t n,
                                  const char *url, const char *body)
{
    struct fetch_request *r = source_by_name(source)->build(ids, n);

    assert_string_equal(r->url, url);
    if (body)
        assert_string_equal(r->body, body);
    else
        assert_null(r->body);
    assert_true(r->body_max >= 1024 * 1024);
    fetch_request_free(r);
}

#endif
