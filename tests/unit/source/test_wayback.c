/* The Wayback Machine: which capture of an address counts as a copy of it. */
#include "source/answer.h"

#define PAGE "https://a.example/papers/One%20Two?id=7"

static const char *const id[] = {"20240217/" PAGE};

static void test_requests(void **state)
{
    static const char *const bad[] = {"20240230/" PAGE, "2024021/" PAGE, "20240217",
                                      "20240217/mailto:a@b.example", ""};
    struct fetch_request *r;
    (void)state;
    expect_request("wayback", id, 1,
                   "https://web.archive.org/cdx/search/cdx?url=https%3A%2F%2Fa.example%2Fpapers"
                   "%2FOne%2520Two%3Fid%3D7&matchType=exact&output=json"
                   "&fl=timestamp,original,statuscode,mimetype&filter=statuscode:200&sort=closest"
                   "&closest=20240217&limit=20",
                   NULL);
    expect_request("wayback-available", id, 1,
                   "https://archive.org/wayback/available?url=https%3A%2F%2Fa.example%2Fpapers"
                   "%2FOne%2520Two%3Fid%3D7&timestamp=20240217",
                   NULL);
    for (size_t i = 0; i < COUNT(bad); i++) {
        r = source_by_name("wayback")->build(&bad[i], 1);
        assert_non_null(strstr(r->url, "?url=&"));
        assert_non_null(strstr(r->url, "&closest=&"));
        fetch_request_free(r);
    }
    assert_string_equal(source_by_name("wayback")->next, "wayback-available");
}

#define NAMES "[\"timestamp\",\"original\",\"statuscode\",\"mimetype\"]"
#define ROW(stamp, url, status, type) ",[\"" stamp "\",\"" url "\",\"" status "\",\"" type "\"]"

/* What the index answers, and the capture that is taken; NULL: there is none. */
static void test_index(void **state)
{
    static const struct {
        const char *id;
        const char *body;
        const char *capture;
    } rows[] = {
        {"20240217/" PAGE, "[" NAMES ROW("20240101000000", PAGE, "200", "text/html") "]",
         "https://web.archive.org/web/20240101000000/" PAGE},
        /* The closest, in whatever order they come. */
        {"20240217/" PAGE,
         "[" NAMES ROW("20150101000000", PAGE, "200", "text/html")
             ROW("20240301120000", PAGE, "200", "text/html")
                 ROW("20240210000000", PAGE, "200", "text/html") "]",
         "https://web.archive.org/web/20240210000000/" PAGE},
        /* Columns as the index has them when it was not asked for some. */
        {"20240217/" PAGE,
         "[[\"urlkey\",\"timestamp\",\"original\",\"mimetype\",\"statuscode\",\"digest\","
         "\"length\"],[\"k\",\"20240101000000\",\"" PAGE "\",\"text/html\",\"200\",\"D\",\"7\"]]",
         "https://web.archive.org/web/20240101000000/" PAGE},
        /* Another scheme, "www." or final slash is the same page... */
        {"20240217/https://a.example/x/",
         "[" NAMES ROW("20240101000000", "http://www.a.example:80/x", "200", "text/html") "]",
         "https://web.archive.org/web/20240101000000/http://www.a.example:80/x"},
        /* ...another case, or query, is not. */
        {"20240217/https://a.example/watch?v=aB",
         "[" NAMES ROW("20240101000000", "https://a.example/watch?v=ab", "200", "text/html") "]",
         NULL},
        {"20240217/" PAGE,
         "[" NAMES ROW("20240101000000", "https://a.example/papers/One%20Two", "200",
                       "text/html") "]",
         NULL},
        /* Error pages, redirects, records that only say "as before", a page in place of a file. */
        {"20240217/" PAGE,
         "[" NAMES ROW("20240217000000", PAGE, "404", "text/html")
             ROW("20240217000000", PAGE, "301", "text/html")
                 ROW("20240217000000", PAGE, "-", "warc/revisit") "]",
         NULL},
        {"20240217/https://a.example/x.PDF?dl=1",
         "[" NAMES ROW("20240217000000", "https://a.example/x.PDF?dl=1", "200", "text/html")
             ROW("20230217000000", "https://a.example/x.PDF?dl=1", "200", "application/pdf") "]",
         "https://web.archive.org/web/20230217000000/https://a.example/x.PDF?dl=1"},
        /* What is no moment, no address, no row. */
        {"20240217/" PAGE,
         "[" NAMES ROW("20241301000000", PAGE, "200", "text/html")
             ROW("2024", PAGE, "200", "text/html") ROW("../../x", PAGE, "200", "text/html")
                 ROW("20240101000000", "javascript:alert(1)", "200", "text/html") ",7,[]]",
         NULL},
        {"20240217/" PAGE, "[" NAMES "]", NULL},
        {"20240217/" PAGE, "[]", NULL},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct record out;
        if (read_reply("wayback", reply_of(200, rows[i].body), &rows[i].id, 1, &out) != SOURCE_OK)
            fail_msg("row %zu is no answer", i);
        assert_int_equal(out.state, rows[i].capture ? RECORD_FOUND : RECORD_ABSENT);
        if (rows[i].capture) {
            expect_field(&out, META_CANONICAL, rows[i].capture);
            expect_field(&out, META_PUBLISHED, NULL);
        }
        record_release(&out);
    }
}

static void test_bad_index(void **state)
{
    static const struct bad_answer rows[] = {
        {200, "", NULL, SOURCE_RETRY, RECORD_UNKNOWN},
        {200, CHALLENGE, NULL, SOURCE_RETRY, RECORD_UNKNOWN},
        {200, "{}", NULL, SOURCE_RETRY, RECORD_UNKNOWN},
        {200, "[[\"timestamp\"", NULL, SOURCE_RETRY, RECORD_UNKNOWN},
        {200, "[[\"a\",\"b\"],[\"20240101000000\",\"" PAGE "\"]]", NULL, SOURCE_RETRY,
         RECORD_UNKNOWN},
        {200, "[7]", NULL, SOURCE_RETRY, RECORD_UNKNOWN},
        {403, "org.archive.util.io.RuntimeIOException: Blocked Site Error", NULL, SOURCE_REFUSED,
         RECORD_UNKNOWN},
        {400, "", NULL, SOURCE_REFUSED, RECORD_UNKNOWN},
        {404, CHALLENGE, NULL, SOURCE_REFUSED, RECORD_UNKNOWN},
        {429, "<html>Too Many Requests</html>", "Retry-After: 60", SOURCE_RETRY, RECORD_UNKNOWN},
        {503, "", NULL, SOURCE_RETRY, RECORD_UNKNOWN},
        {0, NULL, NULL, SOURCE_RETRY, RECORD_UNKNOWN},
    };
    (void)state;
    expect_bad_answers("wayback", id[0], rows, COUNT(rows));
    expect_bad_answers("wayback", "20240217/ftp://a.example/",
                       &(const struct bad_answer){200, "[]", NULL, SOURCE_REFUSED, RECORD_UNKNOWN},
                       1);
}

#define CLOSEST(stamp, status, url)                                                                \
    "{\"url\":\"x\",\"archived_snapshots\":{\"closest\":{\"status\":\"" status                     \
    "\",\"available\":true,\"url\":\"" url "\",\"timestamp\":\"" stamp "\"}}}"

static void test_service(void **state)
{
    struct record out;
    (void)state;
    assert_int_equal(
        read_reply("wayback-available",
                   reply_of(200, CLOSEST("20240101000000", "200",
                                         "http://web.archive.org/web/20240101000000/" PAGE)),
                   id, 1, &out),
        SOURCE_OK);
    expect_field(&out, META_CANONICAL, "https://web.archive.org/web/20240101000000/" PAGE);
    record_release(&out);
}

/* That it names no capture is one of its bad moments as often as not. */
static void test_bad_service(void **state)
{
    static const struct bad_answer rows[] = {
        {200, "{\"url\":\"x\",\"archived_snapshots\":{}}", NULL, SOURCE_OK, RECORD_UNKNOWN},
        {200, CLOSEST("20240101000000", "404", "http://web.archive.org/web/20240101000000/" PAGE),
         NULL, SOURCE_OK, RECORD_UNKNOWN},
        {200, CLOSEST("20240101000000", "200", "http://web.archive.org/web/20230101000000/" PAGE),
         NULL, SOURCE_OK, RECORD_UNKNOWN},
        {200,
         CLOSEST("20240101000000", "200",
                 "http://web.archive.org/web/20240101000000/https://b.example/"),
         NULL, SOURCE_OK, RECORD_UNKNOWN},
        {200, CLOSEST("20240101000000", "200", "20240101000000"), NULL, SOURCE_OK, RECORD_UNKNOWN},
        {200, CLOSEST("", "200", "http://web.archive.org/web//" PAGE), NULL, SOURCE_OK,
         RECORD_UNKNOWN},
        {200, "{\"archived_snapshots\":{\"closest\":7}}", NULL, SOURCE_OK, RECORD_UNKNOWN},
        {200, "{}", NULL, SOURCE_RETRY, RECORD_UNKNOWN},
        {200, "", NULL, SOURCE_RETRY, RECORD_UNKNOWN},
        {200, CHALLENGE, NULL, SOURCE_RETRY, RECORD_UNKNOWN},
        {403, CHALLENGE, "cf-mitigated: challenge", SOURCE_REFUSED, RECORD_UNKNOWN},
        {429, "", NULL, SOURCE_RETRY, RECORD_UNKNOWN},
        {0, NULL, NULL, SOURCE_RETRY, RECORD_UNKNOWN},
    };
    (void)state;
    expect_bad_answers("wayback-available", id[0], rows, COUNT(rows));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_requests),    cmocka_unit_test(test_index),
        cmocka_unit_test(test_bad_index),   cmocka_unit_test(test_service),
        cmocka_unit_test(test_bad_service),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
