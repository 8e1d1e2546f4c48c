/* Answers of arXiv's API, good and bad: fixtures/arxiv holds the ones worth reading, the others are
 * made here. */
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

#define OPEN                                                                                       \
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?><feed xmlns=\"http://www.w3.org/2005/Atom\""        \
    " xmlns:arxiv=\"http://arxiv.org/schemas/atom\""                                               \
    " xmlns:opensearch=\"http://a9.com/-/spec/opensearch/1.1/\">"
#define TOTAL(n) "<opensearch:totalResults>" #n "</opensearch:totalResults>"
#define ENTRY(id, inside) "<entry><id>http://arxiv.org/abs/" id "</id>" inside "</entry>"
#define CLOSE "</feed>"

static struct reply *reply_with(int status, const char *body, size_t n)
{
    struct reply *r = reply_new("https://export.arxiv.org/api/query");

    r->status = status;
    r->body = xstrndup(body, n);
    r->body_len = n;
    return r;
}

static struct reply *reply_from(const char *path)
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
    r = reply_with(200, bytes.data, bytes.len);
    buf_release(&bytes);
    return r;
}

/* Reads and frees the reply. */
static enum source_status read_all(struct reply *r, const char *const *ids, size_t n,
                                   struct record *out)
{
    enum source_status status;

    memset(out, 0, n * sizeof *out);
    status = source_by_name("arxiv-api")->read(r, ids, n, out);
    reply_free(r);
    return status;
}

static void release_all(struct record *records, size_t n)
{
    for (size_t i = 0; i < n; i++)
        record_release(&records[i]);
}

static void expect_field(const struct record *r, enum meta_field field, const char *wanted)
{
    const char *found = meta_get(r->meta, field);

    if (wanted ? !found || strcmp(found, wanted) != 0 : found != NULL) {
        fail_msg("%s is '%s', not '%s'", meta_field_name(field), found ? found : "(none)",
                 wanted ? wanted : "(none)");
    }
    if (wanted) {
        assert_string_equal(meta_source(r->meta, field), "arxiv-api");
        assert_int_equal(meta_rank(r->meta, field), 900);
    }
}

static void expect_items(const struct record *r, enum meta_field field, const char *const *wanted,
                         size_t n)
{
    assert_int_equal(meta_count(r->meta, field), n);
    for (size_t i = 0; i < n; i++)
        assert_string_equal(meta_item(r->meta, field, i)->text, wanted[i]);
}

/* Asked in another order than answered, with one id the API does not know. */
static const char *const batch_ids[] = {"2402.11111", "2402.22222", "math/0309136", "0704.0002",
                                        "not an id"};

static void test_batch(void **state)
{
    struct record out[COUNT(batch_ids)];
    static const enum record_state states[] = {RECORD_FOUND, RECORD_ABSENT, RECORD_FOUND,
                                               RECORD_FOUND, RECORD_UNKNOWN};
    static const int versions[] = {3, 0, 2, 1, 0};

    (void)state;
    assert_int_equal(
        read_all(reply_from("fixtures/arxiv/batch/reply.xml"), batch_ids, COUNT(out), out),
        SOURCE_OK);
    for (size_t i = 0; i < COUNT(out); i++) {
        assert_int_equal(out[i].state, states[i]);
        assert_int_equal(out[i].version, versions[i]);
        assert_int_equal(out[i].meta != NULL, states[i] == RECORD_FOUND);
    }
    release_all(out, COUNT(out));
    assert_null(out[0].meta);
}

static void test_fields(void **state)
{
    static const struct {
        enum meta_field field;
        const char *value;
    } rows[] = {
        {META_TITLE, "Knots, Counted Twice"},
        {META_ABSTRACT, "We count knots twice & compare both counts, for n < 12."},
        {META_PUBLISHED, "2003-09-08"},
        {META_MODIFIED, "2004-02-29"},
        {META_CATEGORY, "math.GT"},
        {META_DOI, "10.1000/knots.2004.7"},
        {META_VENUE, "J. Imagined Topology 7 (2004) 1-12"},
        {META_NOTE, "12 pages, 3 figures"},
        {META_ARXIV, "math/0309136"},
        {META_CANONICAL, "https://arxiv.org/abs/math/0309136"},
        {META_PDF, "https://arxiv.org/pdf/math/0309136"},
        {META_TYPE, "article"},
        {META_SITE, "arXiv"},
        {META_CODE, NULL},
    };
    static const char *const tags[] = {"math.GT", "57M25"};
    struct record out[COUNT(batch_ids)];
    const struct record *r = &out[2];

    (void)state;
    read_all(reply_from("fixtures/arxiv/batch/reply.xml"), batch_ids, COUNT(out), out);
    for (size_t i = 0; i < COUNT(rows); i++)
        expect_field(r, rows[i].field, rows[i].value);
    expect_field(r, META_AUTHORS, "Ada Musterfrau");
    expect_items(r, META_TAGS, tags, COUNT(tags));
    assert_int_equal(r->facts, 0);
    release_all(out, COUNT(out));
}

static void test_names_and_code(void **state)
{
    static const char *const authors[] = {"Jörn Wübben", "Zoë Example", "The Garden Team"};
    static const char *const code[] = {"https://github.com/example-lab/sparse-gardens",
                                       "https://huggingface.co/example-lab/garden-7b",
                                       "https://github.com/example-lab/plots"};
    struct record out[COUNT(batch_ids)];

    (void)state;
    read_all(reply_from("fixtures/arxiv/batch/reply.xml"), batch_ids, COUNT(out), out);
    expect_items(&out[0], META_AUTHORS, authors, COUNT(authors));
    expect_items(&out[0], META_CODE, code, COUNT(code));
    expect_field(&out[0], META_PUBLISHED, "2024-02-16");
    assert_int_equal(out[0].facts, 0); /* withdrawn from a workshop only */

    assert_int_equal(out[3].facts, FACT_BIT(FACT_WITHDRAWN_INDEX));
    expect_field(&out[3], META_NOTE,
                 "This paper has been withdrawn by the author due to an error in Lemma 2");
    expect_field(&out[3], META_PDF, NULL);
    expect_field(&out[3], META_MODIFIED, NULL); /* never revised */
    release_all(out, COUNT(out));
}

static void test_minutes(void **state)
{
    static const char *const ids[] = {"2401.04088"};
    static const struct {
        const char *comment, *minutes; /* NULL: none */
    } rows[] = {
        {"35 pages, 10 figures", "60"},
        {"Accepted to ICLR 2024", NULL},
        {"", NULL},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        char *body = xasprintf(OPEN TOTAL(1)
                                   ENTRY("2401.04088v1", "<arxiv:comment>%s</arxiv:comment>") CLOSE,
                               rows[i].comment);
        struct record out[1];

        assert_int_equal(read_all(reply_with(200, body, strlen(body)), ids, 1, out), SOURCE_OK);
        expect_field(&out[0], META_MINUTES, rows[i].minutes);
        release_all(out, 1);
        free(body);
    }
}

static void test_withdrawn(void **state)
{
    static const struct {
        const char *summary, *comment;
        bool withdrawn;
    } rows[] = {
        {"Text.", "Withdrawn", true},
        {"Text.", "withdrawn due to a mistake", true},
        {"Text.", "Paper withdrawn, superseded by another", true},
        {"Text.", "The authors have withdrawn it", true},
        {"Text.", "9 pages. This article has been withdrawn by arXiv administrators", true},
        {"This paper has been withdrawn.", "", true},
        {"This submission was withdrawn because of an overlap.", "", true},
        {"Text.", "Withdrawn from a conference", false},
        {"Text.", "This paper was withdrawn from a conference", false},
        {"Money withdrawn from banks is modelled.", "3 pages", false},
        {"Troops are withdrawn.", "", false},
        {"Text.", "", false},
    };
    static const char *const ids[] = {"2401.04088"};

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        char *body = xasprintf(
            OPEN TOTAL(1) ENTRY("2401.04088v1",
                                "<summary>%s</summary><arxiv:comment>%s</arxiv:comment>") CLOSE,
            rows[i].summary, rows[i].comment);
        struct record out[1];

        assert_int_equal(read_all(reply_with(200, body, strlen(body)), ids, 1, out), SOURCE_OK);
        if ((out[0].facts != 0) != rows[i].withdrawn)
            fail_msg("'%s' with the comment '%s'", rows[i].summary, rows[i].comment);
        if (rows[i].withdrawn) {
            expect_field(&out[0], META_NOTE,
                         rows[i].comment[0] ? rows[i].comment : rows[i].summary);
        }
        release_all(out, 1);
        free(body);
    }
}

static void test_many_authors(void **state)
{
    static const char *const ids[] = {"1704.04760"};
    struct buf body;
    struct record out[1];

    (void)state;
    buf_init(&body, 1 << 20);
    buf_adds(&body, OPEN TOTAL(1) "<entry><id>http://arxiv.org/abs/1704.04760v1</id>");
    for (int i = 0; i < 75; i++) {
        buf_addf(&body, "<author><name>Given%c%c Family%c%c</name></author>", 'a' + i / 26,
                 'a' + i % 26, 'a' + i % 26, 'a' + i / 26);
    }
    buf_adds(&body, "</entry>" CLOSE);
    assert_int_equal(read_all(reply_with(200, body.data, body.len), ids, 1, out), SOURCE_OK);
    assert_int_equal(meta_count(out[0].meta, META_AUTHORS), 75);
    assert_string_equal(meta_item(out[0].meta, META_AUTHORS, 0)->text, "Givenaa Familyaa");
    assert_string_equal(meta_item(out[0].meta, META_AUTHORS, 74)->text, "Givencw Familywc");
    release_all(out, 1);
    buf_release(&body);
}

/* What the whole answer comes to, and what is known of the two ids asked for. */
static void test_statuses(void **state)
{
    enum { F = RECORD_FOUND, A = RECORD_ABSENT, U = RECORD_UNKNOWN };
    static const char *const ids[] = {"2401.04088", "math/0309136"};
    static const struct {
        const char *what;
        int http;
        enum reply_failure failure;
        const char *body;
        enum source_status status;
        int states[2];
    } rows[] = {
        {"both, the old one with its class",
         200,
         FAIL_NONE,
         OPEN TOTAL(2) ENTRY("math.GT/0309136v1", "") ENTRY("2401.04088v2", "") CLOSE,
         SOURCE_OK,
         {F, F}},
        {"one", 200, FAIL_NONE, OPEN TOTAL(1) ENTRY("math/0309136v1", "") CLOSE, SOURCE_OK, {A, F}},
        {"one, over https and without a count",
         200,
         FAIL_NONE,
         OPEN "<entry><id>https://arxiv.org/abs/2401.04088v2</id></entry>" CLOSE,
         SOURCE_OK,
         {F, A}},
        {"none, so suspicious", 200, FAIL_NONE, OPEN TOTAL(0) CLOSE, SOURCE_RETRY, {A, A}},
        {"others only",
         200,
         FAIL_NONE,
         OPEN TOTAL(1) ENTRY("2401.00001v1", "") CLOSE,
         SOURCE_RETRY,
         {A, A}},
        {"fewer than it says itself",
         200,
         FAIL_NONE,
         OPEN TOTAL(2) ENTRY("2401.04088v1", "") CLOSE,
         SOURCE_RETRY,
         {F, U}},
        {"an entry without id",
         200,
         FAIL_NONE,
         OPEN TOTAL(2) "<entry><title>x</title></entry>" ENTRY("2401.04088v1", "") CLOSE,
         SOURCE_OK,
         {F, A}},
        {"cut off",
         200,
         FAIL_NONE,
         OPEN TOTAL(2) ENTRY("2401.04088v1", "") "<entry><id>http",
         SOURCE_RETRY,
         {U, U}},
        {"an entity bomb",
         200,
         FAIL_NONE,
         "<!DOCTYPE f [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><feed>&b;</feed>",
         SOURCE_RETRY,
         {U, U}},
        {"HTML", 200, FAIL_NONE, "<!doctype html><title>Sorry<p>Back soon", SOURCE_RETRY, {U, U}},
        {"plain text", 200, FAIL_NONE, "Rate exceeded.", SOURCE_RETRY, {U, U}},
        {"nothing", 200, FAIL_NONE, "", SOURCE_RETRY, {U, U}},
        {"too many requests", 429, FAIL_NONE, "Rate exceeded.", SOURCE_RETRY, {U, U}},
        {"a whole feed, but 429",
         429,
         FAIL_NONE,
         OPEN TOTAL(1) ENTRY("2401.04088v1", "") CLOSE,
         SOURCE_RETRY,
         {U, U}},
        {"unavailable", 503, FAIL_NONE, "", SOURCE_RETRY, {U, U}},
        {"error", 500, FAIL_NONE, "", SOURCE_RETRY, {U, U}},
        {"bad request", 400, FAIL_NONE, "", SOURCE_REFUSED, {U, U}},
        {"forbidden", 403, FAIL_NONE, "", SOURCE_REFUSED, {U, U}},
        {"redirected", 301, FAIL_NONE, "", SOURCE_REFUSED, {U, U}},
        {"gone", 404, FAIL_NONE, "", SOURCE_REFUSED, {U, U}},
        {"no answer", 0, FAIL_TIMEOUT, "", SOURCE_RETRY, {U, U}},
        {"broken off",
         200,
         FAIL_PARTIAL,
         OPEN TOTAL(1) ENTRY("2401.04088v1", "") CLOSE,
         SOURCE_RETRY,
         {U, U}},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct reply *r = reply_with(rows[i].http, rows[i].body, strlen(rows[i].body));
        struct record out[2];
        enum source_status status;

        r->failure = rows[i].failure;
        status = read_all(r, ids, 2, out);
        if (status != rows[i].status || (int)out[0].state != rows[i].states[0] ||
            (int)out[1].state != rows[i].states[1]) {
            fail_msg("%s: status %d, states %d %d", rows[i].what, status, out[0].state,
                     out[1].state);
        }
        release_all(out, 2);
    }
}

static void test_recorded_answers(void **state)
{
    static const char *const ids[] = {"2402.11111"};
    static const struct {
        const char *path;
        enum source_status status;
        enum record_state record;
    } rows[] = {
        {"fixtures/arxiv/empty/reply.xml", SOURCE_OK, RECORD_ABSENT},
        {"fixtures/arxiv/error/reply.xml", SOURCE_REFUSED, RECORD_UNKNOWN},
        {"fixtures/arxiv/maintenance/reply.html", SOURCE_RETRY, RECORD_UNKNOWN},
    };
    struct record out[1];

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        assert_int_equal(read_all(reply_from(rows[i].path), ids, 1, out), rows[i].status);
        assert_int_equal(out[0].state, rows[i].record);
        release_all(out, 1);
    }
}

/* However the bytes are cut or turned, reading ends, and never well. */
static void test_cut_and_broken(void **state)
{
    struct reply *whole = reply_from("fixtures/arxiv/batch/reply.xml");
    struct record out[COUNT(batch_ids)];
    struct reply *r;

    (void)state;
    for (size_t n = 0; n + 8 < whole->body_len; n += 13) { /* "</feed>" and the line end */
        r = reply_with(200, whole->body, n);
        assert_int_equal(read_all(r, batch_ids, COUNT(out), out), SOURCE_RETRY);
        release_all(out, COUNT(out));
    }
    for (size_t at = 0; at < whole->body_len; at += 7) {
        r = reply_with(200, whole->body, whole->body_len);
        r->body[at] = (char)(r->body[at] ^ 0x80);
        (void)read_all(r, batch_ids, COUNT(out), out);
        release_all(out, COUNT(out));
    }
    r = reply_with(200, whole->body, whole->body_len);
    r->truncated = true;
    assert_int_equal(read_all(r, batch_ids, COUNT(out), out), SOURCE_RETRY);
    release_all(out, COUNT(out));
    r = reply_new("https://export.arxiv.org/");
    r->status = 200; /* without a body at all */
    assert_int_equal(read_all(r, batch_ids, COUNT(out), out), SOURCE_RETRY);
    reply_free(whole);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_batch),          cmocka_unit_test(test_fields),
        cmocka_unit_test(test_names_and_code), cmocka_unit_test(test_minutes),
        cmocka_unit_test(test_withdrawn),      cmocka_unit_test(test_many_authors),
        cmocka_unit_test(test_statuses),       cmocka_unit_test(test_recorded_answers),
        cmocka_unit_test(test_cut_and_broken),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
