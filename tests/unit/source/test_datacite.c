/* DataCite, under DOIs and under arXiv's ids; and the resolver of DOIs, which comes after it. */
#include "records.h"

static const char fixture[] = "fixtures/datacite/batch/reply.json";

static void test_dois(void **state)
{
    static const char *const ids[] = {"10.5555/unlisted", "10.5555/tools.7", "no doi",
                                      "10.5555/quo\"te"};
    static const struct wanted_field rows[] = {
        {META_TITLE, "A Tool for Shelves"},
        {META_PUBLISHED, "2021-03-04"},
        {META_MODIFIED, "2022-01-01"},
        {META_ABSTRACT, "It measures shelves & boards."},
        {META_TYPE, "software"},
        {META_VENUE, "Shelf Letters"},
        {META_SITE, "Zenodo"},
        {META_LICENSE, "https://licence.example/mit"},
        {META_LANGUAGE, "en"},
        {META_DOI, "10.5555/tools.7"},
        {META_CANONICAL, "https://doi.org/10.5555/tools.7"},
        {META_ARXIV, NULL},
    };
    struct record out[COUNT(ids)];

    (void)state;
    assert_int_equal(read_reply("datacite", reply_from(fixture), ids, COUNT(ids), out), SOURCE_OK);
    assert_int_equal(out[0].state, RECORD_ABSENT);
    assert_int_equal(out[1].state, RECORD_FOUND);
    assert_int_equal(out[2].state, RECORD_UNKNOWN);
    assert_int_equal(out[3].state, RECORD_UNKNOWN);
    expect_fields(&out[1], rows, COUNT(rows));
    expect_list(&out[1], META_AUTHORS,
                "Ana van der Berg; Institute of Shelves, Dept. 4; Jane Doe; Madonna");
    expect_list(&out[1], META_TAGS, "shelves");
    assert_string_equal(meta_item(out[1].meta, META_AUTHORS, 0)->family, "van der Berg");
    release(out, COUNT(out));
}

static void test_arxiv(void **state)
{
    static const char *const ids[] = {"2401.05391", "2401.99999", "bad"};
    static const struct wanted_field rows[] = {
        {META_TITLE, "Shelves over Time"},
        {META_PUBLISHED, "2023-12-19"}, /* not the month of the id */
        {META_ABSTRACT, "We look at shelves for a year."},
        {META_ARXIV, "2401.05391"},
        {META_DOI, NULL},
        {META_CANONICAL, "https://arxiv.org/abs/2401.05391"},
        {META_PDF, "https://arxiv.org/pdf/2401.05391"},
        {META_CATEGORY, "cs.LG"},
        {META_SITE, "arXiv"},
        {META_TYPE, "article"},
        {META_LICENSE, "cc-by-4.0"},
    };
    struct record out[COUNT(ids)];

    (void)state;
    assert_int_equal(read_reply("datacite-arxiv", reply_from(fixture), ids, COUNT(ids), out),
                     SOURCE_OK);
    assert_int_equal(out[0].state, RECORD_FOUND);
    assert_int_equal(out[1].state, RECORD_ABSENT);
    assert_int_equal(out[2].state, RECORD_UNKNOWN);
    expect_fields(&out[0], rows, COUNT(rows));
    expect_list(&out[0], META_AUTHORS, "Kim Lee");
    expect_list(&out[0], META_TAGS, "cs.LG; cs.AR");
    assert_string_equal(meta_source(out[0].meta, META_TITLE), "datacite-arxiv");
    assert_true(meta_rank(out[0].meta, META_TITLE) < 900);
    release(out, COUNT(out));
}

static void test_dates(void **state)
{
    static const struct {
        const char *attributes;
        const char *published;
    } rows[] = {
        {"\"publicationYear\":2019", "2019"},
        {"\"publicationYear\":\"2019\"", NULL},
        {"\"publicationYear\":2019,\"dates\":[{\"date\":\"2019-05-06\",\"dateType\":\"Created\"}]",
         "2019-05-06"},
        {"\"publicationYear\":2019,\"dates\":[{\"date\":\"1912-05-06\",\"dateType\":\"Created\"}]",
         "2019"},
        {"\"dates\":[{\"date\":\"2012-05-06\",\"dateType\":\"Created\"}]", "2012-05-06"},
        {"\"dates\":[{\"date\":\"2012/2014\",\"dateType\":\"Issued\"}]", "2012"},
        {"\"dates\":[{\"date\":\"soon\",\"dateType\":\"Issued\"},{\"date\":5,\"dateType\":"
         "\"Issued\"},"
         "null,{\"date\":\"2012\"}]",
         NULL},
    };
    static const char *const id = "10.5555/x";

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        char *body = xasprintf("{\"data\":[{\"id\":\"10.5555/X\",\"attributes\":{%s}}]}",
                               rows[i].attributes);
        struct record out;

        assert_int_equal(read_reply("datacite", reply_of(200, body), &id, 1, &out), SOURCE_OK);
        expect_field(&out, META_PUBLISHED, rows[i].published);
        record_release(&out);
        free(body);
    }
}

static void test_no_answers(void **state)
{
    static const char *const ids[] = {"10.5555/a", "10.5555/b"};
    struct record out[2];

    (void)state;
    assert_int_equal(
        read_reply("datacite", reply_of(200, "{\"data\":[],\"meta\":{\"total\":0}}"), ids, 2, out),
        SOURCE_OK);
    assert_int_equal(out[1].state, RECORD_ABSENT);
    assert_int_equal(
        read_reply("datacite", reply_of(200, "{\"data\":[null,{\"id\":\"10.5555/a\"},{\"id\":5}]}"),
                   ids, 2, out),
        SOURCE_OK);
    assert_int_equal(out[0].state, RECORD_ABSENT);
    expect_failures("datacite", "10.5555/a");
    expect_silence("datacite", "10.5555/a");
    expect_failures("datacite-arxiv", "2401.05391");
}

static void test_requests(void **state)
{
    static const char *const dois[] = {"10.5555/a", "bad", "10.5555/quo\"te", "10.5555/b&c"};
    static const char *const papers[] = {"2401.05391", "math/0309136", "nonsense"};

    (void)state;
    expect_request("datacite", dois, 4,
                   "https://api.datacite.org/dois?query=doi%3A%28%2210.5555%2Fa%22%20OR%20"
                   "%2210.5555%2Fb%26c%22%29&page%5Bsize%5D=2",
                   NULL);
    expect_request("datacite-arxiv", papers, 3,
                   "https://api.datacite.org/dois?query=doi%3A%28%2210.48550%2Farxiv.2401.05391%22"
                   "%20OR%20%2210.48550%2Farxiv.math%2F0309136%22%29&page%5Bsize%5D=2",
                   NULL);
}

static void test_resolver(void **state)
{
    static const struct {
        int status;
        const char *body;
        enum source_status wanted;
        enum record_state state;
    } rows[] = {
        {200, "{\"responseCode\":1,\"handle\":\"10.5555/A\",\"values\":[]}", SOURCE_OK,
         RECORD_FOUND},
        {200, "{\"responseCode\":200,\"handle\":\"10.5555/A\"}", SOURCE_OK, RECORD_FOUND},
        {404, "{\"responseCode\":100,\"handle\":\"\"}", SOURCE_OK, RECORD_ABSENT},
        {200, "{\"responseCode\":100}", SOURCE_OK, RECORD_ABSENT},
        {200, "{\"responseCode\":2}", SOURCE_RETRY, RECORD_UNKNOWN},
        {404, "<html>no such page</html>", SOURCE_RETRY, RECORD_UNKNOWN},
        {200, "{\"responseCode\":1.5}", SOURCE_RETRY, RECORD_UNKNOWN},
    };
    static const char *const id = "10.5555/a b"; /* no DOI */
    static const char *const good = "10.5555/a";

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct record out;

        assert_int_equal(
            read_reply("doi-handle", reply_of(rows[i].status, rows[i].body), &good, 1, &out),
            rows[i].wanted);
        assert_int_equal(out.state, rows[i].state);
        if (out.meta) {
            expect_field(&out, META_DOI, good);
            expect_field(&out, META_TITLE, NULL);
        }
        record_release(&out);
    }
    expect_request("doi-handle", &good, 1, "https://doi.org/api/handles/10.5555%2Fa", NULL);
    expect_request("doi-handle", &id, 1, "https://doi.org/api/handles/", NULL);
    expect_failures("doi-handle", good);
    expect_silence("doi-handle", good);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_dois),     cmocka_unit_test(test_arxiv),
        cmocka_unit_test(test_dates),    cmocka_unit_test(test_no_answers),
        cmocka_unit_test(test_requests), cmocka_unit_test(test_resolver),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
