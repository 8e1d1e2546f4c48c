/* Crossref: the request for a batch, and fixtures/crossref/batch, which answers it. */
#include "records.h"

static const char *const batch[] = {"10.5555/notice",     "10.5555/unlisted", "10.5555/wide.1",
                                    "10.5555/null-dates", "not a doi",        "10.5555/taken-back",
                                    "10.5555/with,comma"};

static void read_batch(struct record out[COUNT(batch)])
{
    assert_int_equal(read_reply("crossref", reply_from("fixtures/crossref/batch/reply.json"), batch,
                                COUNT(batch), out),
                     SOURCE_OK);
}

static void test_batch(void **state)
{
    static const enum record_state wanted[] = {RECORD_FOUND,  RECORD_ABSENT,  RECORD_FOUND,
                                               RECORD_FOUND,  RECORD_UNKNOWN, RECORD_FOUND,
                                               RECORD_UNKNOWN};
    struct record out[COUNT(batch)];

    (void)state;
    read_batch(out);
    for (size_t i = 0; i < COUNT(batch); i++) {
        assert_int_equal(out[i].state, wanted[i]);
        assert_int_equal(out[i].meta != NULL, wanted[i] == RECORD_FOUND);
    }
    release(out, COUNT(out));
}

static void test_fields(void **state)
{
    static const struct wanted_field rows[] = {
        {META_TITLE, "On the Width of Shelves: Loads & Spans: A Study"},
        {META_PUBLISHED, "2020-07-03"},
        {META_VENUE, "Proceedings of the Symposium on Shelves"},
        {META_SITE, "Society of Shelves"},
        {META_TYPE, "paper-conference"},
        {META_LANGUAGE, "en"},
        {META_DOI, "10.5555/wide.1"},
        {META_CANONICAL, "https://doi.org/10.5555/wide.1"},
        {META_ISBN, "9781450300000"},
        {META_LICENSE, "https://licence.example/vor"},
        {META_ABSTRACT, "We measure shelves of width w. They bend."},
        {META_NOTE, NULL},
        {META_PDF, NULL},
    };
    struct record out[COUNT(batch)];
    const struct meta_item *author;

    (void)state;
    read_batch(out);
    expect_fields(&out[2], rows, COUNT(rows));
    expect_list(&out[2], META_AUTHORS,
                "Ana van der Berg; José García; Martin King Jr.; The Shelf Consortium; Madonna");
    author = meta_item(out[2].meta, META_AUTHORS, 0);
    assert_string_equal(author->given, "Ana");
    assert_string_equal(author->family, "van der Berg");
    assert_string_equal(meta_item(out[2].meta, META_AUTHORS, 1)->family, "García");
    assert_string_equal(meta_item(out[2].meta, META_AUTHORS, 2)->family, "King Jr.");
    assert_null(meta_item(out[2].meta, META_AUTHORS, 3)->family);
    assert_int_equal(out[2].facts, 0);
    assert_string_equal(meta_source(out[2].meta, META_TITLE), "crossref");
    assert_int_equal(meta_rank(out[2].meta, META_TITLE), 900);
    release(out, COUNT(out));
}

static void test_odd_fields(void **state)
{
    static const struct wanted_field mojibake[] = {
        {META_TITLE, "The DNA of Zürich’s cafés"},
        {META_PUBLISHED, "2011-02"}, /* there is no 30 February */
        {META_VENUE, "An Event"},
        {META_LICENSE, "https://licence.example/only"},
        {META_TYPE, "article-journal"},
    };
    struct record out[COUNT(batch)];

    (void)state;
    read_batch(out);
    expect_fields(&out[3], mojibake, COUNT(mojibake));
    expect_list(&out[3], META_AUTHORS, "Müller Åse");
    /* The earliest counts, be it less precise. */
    expect_field(&out[0], META_PUBLISHED, "2015-12");
    expect_field(&out[0], META_TYPE, "document");
    expect_field(&out[5], META_PUBLISHED, "2015");
    expect_list(&out[5], META_AUTHORS, "Eve Ditor");
    release(out, COUNT(out));
}

static void test_retraction(void **state)
{
    static const struct {
        const char *work;
        unsigned facts;
    } rows[] = {
        {"\"title\":[\"RETRACTED: A Paper\"]", FACT_BIT(FACT_RETRACTED_INDEX)},
        {"\"title\":[\"RETRACTED ARTICLE: A Paper\"]", FACT_BIT(FACT_RETRACTED_INDEX)},
        {"\"title\":[\"WITHDRAWN: A Paper\"]", FACT_BIT(FACT_WITHDRAWN_INDEX)},
        {"\"title\":[\"RETRACTED LANDING GEAR\"]", 0},
        {"\"title\":[\"x\"],\"updated-by\":[{\"type\":\"Retraction\"}]",
         FACT_BIT(FACT_RETRACTED_INDEX)},
        {"\"title\":[\"x\"],\"updated-by\":[{\"type\":\"withdrawal\"}]",
         FACT_BIT(FACT_WITHDRAWN_INDEX)},
        {"\"title\":[\"x\"],\"updated-by\":[{\"type\":\"correction\"},7,null]", 0},
        {"\"title\":[\"x\"],\"updated-by\":{\"type\":\"retraction\"}", 0},
    };
    static const char *const id = "10.5555/x";
    struct record out[COUNT(batch)];

    (void)state;
    read_batch(out);
    assert_int_equal(out[5].facts, FACT_BIT(FACT_RETRACTED_INDEX));
    expect_field(&out[5], META_NOTE, "Retracted, see the notice: doi:10.5555/notice");
    /* The notice itself stands. */
    assert_int_equal(out[0].facts, 0);
    expect_field(&out[0], META_NOTE, "A notice that retracts another work: doi:10.5555/taken-back");
    release(out, COUNT(out));
    for (size_t i = 0; i < COUNT(rows); i++) {
        char *body =
            xasprintf("{\"message\":{\"items\":[{\"DOI\":\"10.5555/X\",%s}]}}", rows[i].work);

        assert_int_equal(read_reply("crossref", reply_of(200, body), &id, 1, out), SOURCE_OK);
        if (out[0].facts != rows[i].facts)
            fail_msg("%s", rows[i].work);
        record_release(&out[0]);
        free(body);
    }
}

static void test_hostile(void **state)
{
    static const char *const works[] = {
        "null", "5", "[]", "{\"DOI\":5}", "{\"DOI\":\"10.5555/other\"}", "{\"DOI\":\"\"}",
    };
    static const char *const id = "10.5555/x";
    static const char odd[] =
        "{\"message\":{\"items\":[{\"DOI\":\"10.5555/x\",\"title\":{\"no\":"
        "\"list\"},\"author\":{\"a\":1},"
        "\"issued\":[],\"published-print\":{\"date-parts\":[[\"MMXX\",1]]},\"type\":7,"
        "\"created\":{\"date-parts\":[[-5]]},\"ISBN\":[9],\"license\":[[]],\"abstract\":[]}]}}";
    struct record out;

    (void)state;
    for (size_t i = 0; i < COUNT(works); i++) {
        char *body = xasprintf("{\"message\":{\"items\":[%s]}}", works[i]);

        assert_int_equal(read_reply("crossref", reply_of(200, body), &id, 1, &out), SOURCE_OK);
        assert_int_equal(out.state, RECORD_ABSENT);
        free(body);
    }
    assert_int_equal(read_reply("crossref", reply_of(200, odd), &id, 1, &out), SOURCE_OK);
    assert_int_equal(out.state, RECORD_FOUND);
    expect_field(&out, META_TITLE, NULL);
    expect_field(&out, META_PUBLISHED, NULL);
    expect_field(&out, META_TYPE, NULL);
    record_release(&out);
}

static void test_empty(void **state)
{
    static const char *const ids[] = {"10.5555/a", "10.5555/b"};
    struct record out[2];

    (void)state;
    assert_int_equal(read_reply("crossref",
                                reply_of(200, "{\"message\":{\"total-results\":0,\"items\":[]}}"),
                                ids, 2, out),
                     SOURCE_OK);
    assert_int_equal(out[0].state, RECORD_ABSENT);
    assert_int_equal(out[1].state, RECORD_ABSENT);
    expect_failures("crossref", "10.5555/a");
    expect_silence("crossref", "10.5555/a");
    /* Of a list, "not found" is no answer. */
    assert_int_equal(read_reply("crossref", reply_of(404, "Resource not found."), ids, 2, out),
                     SOURCE_REFUSED);
}

static void test_single(void **state)
{
    static const char *const id = "10.5555/with,comma";
    struct record out;

    (void)state;
    expect_request("crossref-work", &id, 1, "https://api.crossref.org/works/10.5555%2Fwith%2Ccomma",
                   NULL);
    assert_int_equal(read_reply("crossref-work",
                                reply_of(200, "{\"message\":{\"DOI\":\"10.5555/with,comma\","
                                              "\"title\":[\"Commas\"]}}"),
                                &id, 1, &out),
                     SOURCE_OK);
    assert_int_equal(out.state, RECORD_FOUND);
    expect_field(&out, META_TITLE, "Commas");
    record_release(&out);
    assert_int_equal(
        read_reply("crossref-work", reply_of(404, "Resource not found."), &id, 1, &out), SOURCE_OK);
    assert_int_equal(out.state, RECORD_ABSENT);
    expect_failures("crossref-work", id);
}

static void test_request(void **state)
{
    static const char *const two[] = {"10.5555/a<b>", "10.5555/c"};

    (void)state;
    expect_request("crossref", two, 2,
                   "https://api.crossref.org/works?filter=doi:10.5555%2Fa%3Cb%3E,doi:10.5555%2Fc"
                   "&rows=2",
                   NULL);
    /* The malformed and what a filter cannot hold would spoil it for all. */
    expect_request("crossref", batch + 4, 3,
                   "https://api.crossref.org/works?filter=doi:10.5555%2Ftaken-back&rows=1", NULL);
}

/* No line grows too long for a server; what had no room was not asked and so is not absent. */
static void test_long_ids(void **state)
{
    enum { N = 50, LENGTH = 250 };
    static char ids[N][LENGTH + 1];
    const char *list[N];
    struct record out[N];
    struct fetch_request *r;

    (void)state;
    for (size_t i = 0; i < N; i++) {
        (void)snprintf(ids[i], sizeof ids[i], "10.5555/%02zu", i);
        memset(ids[i] + strlen(ids[i]), 'x', LENGTH - strlen(ids[i]));
        list[i] = ids[i];
    }
    r = source_by_name("crossref")->build(list, N);
    assert_true(strlen(r->url) < 8000);
    fetch_request_free(r);
    assert_int_equal(
        read_reply("crossref", reply_of(200, "{\"message\":{\"items\":[]}}"), list, N, out),
        SOURCE_OK);
    assert_int_equal(out[0].state, RECORD_ABSENT);
    assert_int_equal(out[N - 1].state, RECORD_UNKNOWN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_batch),      cmocka_unit_test(test_fields),
        cmocka_unit_test(test_odd_fields), cmocka_unit_test(test_retraction),
        cmocka_unit_test(test_hostile),    cmocka_unit_test(test_empty),
        cmocka_unit_test(test_single),     cmocka_unit_test(test_request),
        cmocka_unit_test(test_long_ids),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
