/* Semantic Scholar: one batch for three schemes, answered in order. */
#include "records.h"

static const char fixture[] = "fixtures/semanticscholar/batch/reply.json";

static void test_openreview(void **state)
{
    static const char *const ids[] = {"Unknown001", "Shelf00001", "Shelf00009"};
    static const struct wanted_field rows[] = {
        {META_TITLE, "Shelves at the Edge of Capacity"},
        {META_PUBLISHED, "2024-01-16"},
        {META_ABSTRACT, "We load shelves until they break."},
        {META_VENUE, "International Conference on Shelves"},
        {META_TYPE, "paper-conference"},
        {META_OPENREVIEW, "Shelf00001"},
        {META_ARXIV, "2401.05391"},
        {META_DOI, "10.5555/shelf"},
        {META_PDF, "https://shelves.example/edge.pdf"},
        {META_CANONICAL, "https://openreview.net/forum?id=Shelf00001"},
    };
    struct record out[COUNT(ids)];

    (void)state;
    assert_int_equal(read_reply("s2-openreview", reply_from(fixture), ids, COUNT(ids), out),
                     SOURCE_OK);
    assert_int_equal(out[0].state, RECORD_UNKNOWN); /* it need not know every paper */
    assert_int_equal(out[1].state, RECORD_FOUND);
    expect_fields(&out[1], rows, COUNT(rows));
    expect_list(&out[1], META_AUTHORS, "Ana Berg; K. Lee");
    assert_true(meta_rank(out[1].meta, META_VENUE) < meta_rank(out[1].meta, META_TITLE));
    assert_true(meta_rank(out[1].meta, META_TITLE) < 850);
    expect_field(&out[2], META_PUBLISHED, "1999");
    expect_field(&out[2], META_DOI, NULL); /* arXiv's own is no other name */
    expect_field(&out[2], META_PDF, NULL);
    expect_field(&out[2], META_VENUE, NULL);
    expect_field(&out[2], META_TYPE, "article");
    release(out, COUNT(out));
}

/* A malformed id is not asked, and the others keep their places. */
static void test_a_bad_id(void **state)
{
    static const char *const ids[] = {"10.5555/a", "no doi", "10.5555/b", "10.5555/c"};
    struct record out[COUNT(ids)];

    (void)state;
    expect_request("s2-doi", ids, COUNT(ids),
                   "https://api.semanticscholar.org/graph/v1/paper/batch?fields=title,authors,year,"
                   "publicationDate,venue,publicationVenue,publicationTypes,externalIds,abstract,"
                   "openAccessPdf",
                   "{\"ids\":[\"DOI:10.5555/a\",\"DOI:10.5555/b\",\"DOI:10.5555/c\"]}");
    assert_int_equal(read_reply("s2-doi", reply_from(fixture), ids, COUNT(ids), out), SOURCE_OK);
    assert_int_equal(out[0].state, RECORD_UNKNOWN);
    assert_int_equal(out[1].state, RECORD_UNKNOWN);
    expect_field(&out[2], META_TITLE, "Shelves at the Edge of Capacity");
    expect_field(&out[2], META_DOI, "10.5555/b"); /* the name it was asked by comes first */
    expect_field(&out[3], META_TITLE, "Old Shelves");
    release(out, COUNT(out));
}

/* An answer of another length cannot be matched to what was asked. */
static void test_misaligned(void **state)
{
    static const char *const ids[] = {"2401.00001", "2401.00002"};
    static const char *const bodies[] = {
        "[]", "[null]", "[null,null,null]", "{\"data\":[null,null]}", "[[],[]", "\"text\"",
    };
    struct record out[COUNT(ids)];

    (void)state;
    for (size_t i = 0; i < COUNT(bodies); i++) {
        assert_int_equal(read_reply("s2-arxiv", reply_of(200, bodies[i]), ids, 2, out),
                         SOURCE_RETRY);
        assert_int_equal(out[0].state, RECORD_UNKNOWN);
    }
    assert_int_equal(read_reply("s2-arxiv", reply_of(200, "[{},{\"title\":7}]"), ids, 2, out),
                     SOURCE_OK);
    assert_int_equal(out[1].state, RECORD_UNKNOWN);
}

static void test_no_answers(void **state)
{
    (void)state;
    expect_failures("s2-arxiv", "2401.00001");
    expect_failures("s2-doi", "10.5555/a");
    expect_failures("s2-openreview", "abcdef");
    expect_silence("s2-arxiv", "2401.00001");
}

static bool has_header(const struct fetch_request *r, const char *wanted)
{
    for (char **h = r->headers; h && *h; h++)
        if (strcmp(*h, wanted) == 0)
            return true;
    return false;
}

static void test_key(void **state)
{
    static const char *const id = "2401.00001";
    struct fetch_request *r;

    (void)state;
    assert_int_equal(setenv("S2_API_KEY", "secret", 1), 0);
    r = source_by_name("s2-arxiv")->build(&id, 1);
    assert_true(has_header(r, "x-api-key: secret"));
    assert_true(has_header(r, "Content-Type: application/json"));
    assert_string_equal(r->body, "{\"ids\":[\"ARXIV:2401.00001\"]}");
    fetch_request_free(r);
    assert_int_equal(unsetenv("S2_API_KEY"), 0);
    r = source_by_name("s2-arxiv")->build(&id, 1);
    assert_false(has_header(r, "x-api-key: secret"));
    fetch_request_free(r);
}

/* It vouches for what has no other witness, and for nothing else. */
static void test_what_it_vouches_for(void **state)
{
    (void)state;
    assert_true(source_by_name("s2-openreview")->vouches);
    assert_false(source_by_name("s2-arxiv")->vouches);
    assert_false(source_by_name("s2-doi")->vouches);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_openreview), cmocka_unit_test(test_a_bad_id),
        cmocka_unit_test(test_misaligned), cmocka_unit_test(test_no_answers),
        cmocka_unit_test(test_key),        cmocka_unit_test(test_what_it_vouches_for),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
