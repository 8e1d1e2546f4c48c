/* Open Library: books by ISBN, several in one request. */
#include "source/answer.h"

static const char *const ids[] = {"9780521865715", "9780804429573", "nonsense"};

static void test_request(void **state)
{
    (void)state;
    expect_request("openlibrary", ids, 1,
                   "https://openlibrary.org/api/books?bibkeys=ISBN:9780521865715"
                   "&format=json&jscmd=data",
                   NULL);
    expect_request("openlibrary", ids, 3,
                   "https://openlibrary.org/api/books?bibkeys=ISBN:9780521865715,"
                   "ISBN:9780804429573&format=json&jscmd=data",
                   NULL);
}

static void test_batch(void **state)
{
    static const struct wanted_field rows[] = {
        {META_TITLE, "Introduction to Information Retrieval"},
        {META_PUBLISHED, "2008-07-07"},
        {META_VENUE, "Cambridge University Press"},
        {META_ISBN, "9780521865715"},
        {META_TYPE, "book"},
    };
    struct record out[COUNT(ids)];
    (void)state;
    assert_int_equal(read_reply("openlibrary", reply_from("fixtures/web/openlibrary.org/book.json"),
                                ids, COUNT(ids), out),
                     SOURCE_OK);
    assert_int_equal(out[0].state, RECORD_FOUND);
    assert_int_equal(out[1].state, RECORD_ABSENT);
    assert_int_equal(out[2].state, RECORD_UNKNOWN);
    expect_fields(&out[0], rows, COUNT(rows));
    expect_list(&out[0], META_AUTHORS,
                "Christopher D. Manning; Prabhakar Raghavan; Hinrich Schütze");
    assert_int_equal(meta_rank(out[0].meta, META_TITLE), 600);
    release(out, COUNT(out));
}

/* What its editors leave out, or write in ways of their own. */
static void test_odd_fields(void **state)
{
    struct record out;
    (void)state;
    read_reply("openlibrary",
               reply_of(200, "{\"ISBN:9780521865715\":{\"title\":\"Shelves\",\"subtitle\":\"a "
                             "&amp; b\",\"publish_date\":\"c2008\",\"authors\":[7,{\"name\":\"\"},"
                             "{\"name\":\"Ada Miller\"}],\"publishers\":\"x\"}}"),
               ids, 1, &out);
    assert_int_equal(out.state, RECORD_FOUND);
    expect_field(&out, META_TITLE, "Shelves: a & b");
    expect_list(&out, META_AUTHORS, "Ada Miller");
    expect_field(&out, META_PUBLISHED, NULL);
    expect_field(&out, META_VENUE, NULL);
    record_release(&out);
}

static void test_bad_answers(void **state)
{
    static const struct bad_answer rows[] = {
        {200, "{}", NULL, SOURCE_OK, RECORD_ABSENT},
        {200, "{\"ISBN:9780521865715\":{}}", NULL, SOURCE_OK, RECORD_UNKNOWN},
        {200, "{\"ISBN:9780521865715\":7}", NULL, SOURCE_OK, RECORD_UNKNOWN},
        {200, "{\"error\":\"overloaded\"}", NULL, SOURCE_RETRY, RECORD_UNKNOWN},
        {200, "", NULL, SOURCE_RETRY, RECORD_UNKNOWN},
        {200, "[]", NULL, SOURCE_RETRY, RECORD_UNKNOWN},
        {200, CHALLENGE, NULL, SOURCE_RETRY, RECORD_UNKNOWN},
        {403, CHALLENGE, "cf-mitigated: challenge", SOURCE_REFUSED, RECORD_UNKNOWN},
        {404, "{}", NULL, SOURCE_REFUSED, RECORD_UNKNOWN},
        {429, "", NULL, SOURCE_RETRY, RECORD_UNKNOWN},
        {500, "{}", NULL, SOURCE_RETRY, RECORD_UNKNOWN},
        {0, NULL, NULL, SOURCE_RETRY, RECORD_UNKNOWN},
    };
    (void)state;
    expect_bad_answers("openlibrary", ids[0], rows, COUNT(rows));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_request),
        cmocka_unit_test(test_batch),
        cmocka_unit_test(test_odd_fields),
        cmocka_unit_test(test_bad_answers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
