/* OpenReview: its addresses, and submissions of both generations of its API. */
#include "records.h"

#include "gloss/source/openreview_id.h"

static void test_urls(void **state)
{
    static const struct {
        const char *url;
        const char *id; /* NULL: no submission */
        bool derived;
    } rows[] = {
        {"https://openreview.net/forum?id=8j9hz8DVi8", "8j9hz8DVi8", false},
        {"http://www.openreview.net/forum?id=BJJsrmfCZ", "BJJsrmfCZ", false},
        {"https://openreview.net/forum/?noteId=abc12345&id=8j9hz8DVi8&referrer=x", "8j9hz8DVi8",
         false},
        {"https://openreview.net/forum?id=B1-Hhn_Zx#discussion", "B1-Hhn_Zx", false},
        {"https://openreview.net/pdf?id=8j9hz8DVi8", "8j9hz8DVi8", true},
        {"https://openreview.net/attachment?id=8j9hz8DVi8&name=supplementary_material",
         "8j9hz8DVi8", true},
        {"https://openreview.net/revisions?id=8j9hz8DVi8", "8j9hz8DVi8", true},
        {"https://openreview.net/forum", NULL, false},
        {"https://openreview.net/forum?id=", NULL, false},
        {"https://openreview.net/forum?id=a%22b%22c", NULL, false},
        {"https://openreview.net/forum?noteId=8j9hz8DVi8", NULL, false},
        {"https://openreview.net/group?id=ICLR.cc/2024/Conference", NULL, false},
        {"https://openreview.net/group?id=ICLR2024", NULL, false},
        {"https://openreview.net/pdf/0123456789abcdef.pdf", NULL, false},
        {"https://openreview.net/profile?id=~Ana_Berg1", NULL, false},
        {"https://openreview.net.example/forum?id=8j9hz8DVi8", NULL, false},
        {"https://x.example/forum?id=8j9hz8DVi8", NULL, false},
        {"https://openreview.net/forum?id=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", NULL,
         false},
        {"", NULL, false},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct work_ref ref = {.id = "left over", .derived = true};
        bool found = openreview_match(rows[i].url, &ref);

        if (found != (rows[i].id != NULL) || strcmp(ref.id, rows[i].id ? rows[i].id : "") != 0 ||
            ref.derived != rows[i].derived)
            fail_msg("'%s' is read as '%s'%s", rows[i].url, ref.id, ref.derived ? ", derived" : "");
    }
}

static void test_v2(void **state)
{
    static const char *const ids[] = {"Shelf00001", "Unknown001", "Shelf00002", "b a d"};
    static const struct wanted_field rows[] = {
        {META_TITLE, "Shelves at the Edge of Capacity"},
        {META_PUBLISHED, "2024-01-16"}, /* 23:59:59 of that day */
        {META_MODIFIED, "2024-03-15"},
        {META_ABSTRACT, "We load shelves until they break. Code: https://github.com/shelf/edge."},
        {META_VENUE, "ICLR 2024 poster"},
        {META_TYPE, "paper-conference"},
        {META_SITE, "OpenReview"},
        {META_OPENREVIEW, "Shelf00001"},
        {META_CANONICAL, "https://openreview.net/forum?id=Shelf00001"},
        {META_PDF, "https://openreview.net/pdf?id=Shelf00001"},
        {META_LICENSE, "CC BY 4.0"},
        {META_NOTE, NULL},
    };
    static const struct wanted_field withdrawn[] = {
        {META_TITLE, "Shelves That Think"},
        {META_VENUE, NULL},
        {META_NOTE, "Withdrawn by the authors"},
        {META_PUBLISHED, "2024-09-22"},
        {META_MODIFIED, NULL},
        {META_TYPE, "article"},
    };
    struct record out[COUNT(ids)];

    (void)state;
    assert_int_equal(read_reply("openreview", reply_from("fixtures/openreview/v2/reply.json"), ids,
                                COUNT(ids), out),
                     SOURCE_OK);
    assert_int_equal(out[0].state, RECORD_FOUND);
    assert_int_equal(out[1].state, RECORD_UNKNOWN); /* the other generation may have it */
    assert_int_equal(out[2].state, RECORD_FOUND);
    assert_int_equal(out[3].state, RECORD_UNKNOWN);
    expect_fields(&out[0], rows, COUNT(rows));
    expect_list(&out[0], META_AUTHORS, "Ana Berg; Kim Lee");
    expect_list(&out[0], META_TAGS, "shelves; capacity");
    expect_list(&out[0], META_CODE, "https://github.com/shelf/edge");
    assert_int_equal(out[0].facts, 0);
    expect_fields(&out[2], withdrawn, COUNT(withdrawn));
    expect_list(&out[2], META_AUTHORS, "Ana Berg; Ben Reader");
    assert_int_equal(out[2].facts, FACT_BIT(FACT_WITHDRAWN_INDEX));
    release(out, COUNT(out));
}

static void test_v1(void **state)
{
    static const char *const ids[] = {"SkOlder1", "SkOlder2", "SkOlder3"};
    static const struct wanted_field rows[] = {
        {META_TITLE, "Automatic Shelving"},
        {META_PUBLISHED, "2017-10-28"},
        {META_ABSTRACT, "A shelf that fills itself."},
        {META_PDF, "https://shelves.example/automatic.pdf"},
        {META_TYPE, "article"},
    };
    struct record out[COUNT(ids)];

    (void)state;
    assert_int_equal(read_reply("openreview-v1", reply_from("fixtures/openreview/v1/reply.json"),
                                ids, COUNT(ids), out),
                     SOURCE_OK);
    expect_fields(&out[0], rows, COUNT(rows));
    expect_list(&out[0], META_AUTHORS, "Eve Older");
    assert_int_equal(out[0].facts, 0);
    expect_field(&out[1], META_NOTE, "Rejected without review");
    expect_field(&out[2], META_NOTE, "Deleted from OpenReview");
    assert_int_equal(out[1].facts, FACT_BIT(FACT_WITHDRAWN_INDEX));
    assert_int_equal(out[2].facts, FACT_BIT(FACT_WITHDRAWN_INDEX));
    release(out, COUNT(out));
}

static void test_dates(void **state)
{
    static const struct {
        const char *times;
        const char *published;
    } rows[] = {
        {"\"pdate\":0,\"cdate\":1538000000000", "2018-09-26"},
        {"\"pdate\":-5,\"odate\":\"2018\",\"tcdate\":1538000000000", "2018-09-26"},
        {"\"cdate\":1538000000000.5", "2018-09-26"},
        {"\"cdate\":99999999999999999", NULL},
        {"\"cdate\":1e300", NULL},
        {"\"tmdate\":1538000000000", NULL},
    };
    static const char *const id = "abcdef";

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        char *body = xasprintf("{\"notes\":[{\"id\":\"abcdef\",\"content\":{\"title\":\"x\"},%s}]}",
                               rows[i].times);
        struct record out;

        assert_int_equal(read_reply("openreview", reply_of(200, body), &id, 1, &out), SOURCE_OK);
        expect_field(&out, META_PUBLISHED, rows[i].published);
        record_release(&out);
        free(body);
    }
}

static void test_no_answers(void **state)
{
    static const char *const bodies[] = {
        "{\"notes\":[]}",
        "{\"notes\":[null,5,{\"id\":\"abcdef\"},{\"id\":\"abcdef\",\"content\":{}}]}",
        "{\"notes\":[{\"id\":\"abcdef\",\"content\":\"text\"},{\"content\":{\"title\":\"x\"}}]}",
    };
    static const char *const id = "abcdef";
    struct record out;

    (void)state;
    for (size_t i = 0; i < COUNT(bodies); i++) {
        assert_int_equal(read_reply("openreview", reply_of(200, bodies[i]), &id, 1, &out),
                         SOURCE_OK);
        assert_int_equal(out.state, RECORD_UNKNOWN);
    }
    assert_int_equal(
        read_reply("openreview", reply_of(404, "{\"name\":\"NotFoundError\"}"), &id, 1, &out),
        SOURCE_OK);
    assert_int_equal(out.state, RECORD_UNKNOWN);
    expect_failures("openreview", id);
    expect_failures("openreview-v1", id);
    expect_silence("openreview", id);
}

static void test_requests(void **state)
{
    static const char *const ids[] = {"8j9hz8DVi8", "a\"b", "BJJsrmfCZ"};

    (void)state;
    expect_request("openreview", ids, 1, "https://api2.openreview.net/notes?id=8j9hz8DVi8", NULL);
    expect_request("openreview-v1", ids, 1, "https://api.openreview.net/notes?id=8j9hz8DVi8", NULL);
    expect_request("openreview", ids, 3, "https://api2.openreview.net/notes/search",
                   "{\"ids\":[\"8j9hz8DVi8\",\"BJJsrmfCZ\"]}");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_urls),       cmocka_unit_test(test_v2),
        cmocka_unit_test(test_v1),         cmocka_unit_test(test_dates),
        cmocka_unit_test(test_no_answers), cmocka_unit_test(test_requests),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
