/* A work of arXiv found by its title: what is asked, and which hit is believed. */
#include "source/answer.h"

static const char *const title[] = {"Automatic Differentiation in PyTorch: A Tour"};

static void test_request(void **state)
{
    static const struct {
        const char *title;
        const char *phrase;
    } rows[] = {
        {"Automatic Differentiation in PyTorch: A Tour",
         "Automatic+Differentiation+in+PyTorch+A+Tour"},
        {"Quotes \"and\" (brackets) AND:more", "Quotes+and+brackets+AND+more"},
        {"Schr\xC3\xB6"
         "dinger's cat is not dead",
         "Schr%C3%B6dinger+s+cat+is+not+dead"},
        {"a&b=c d#e f?g h%22", "a+b+c+d+e+f+g+h+22"},
        {"Too short a", ""},
        {"", ""},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        char *url = xasprintf("https://export.arxiv.org/api/query?search_query=ti:%%22%s%%22"
                              "&start=0&max_results=10",
                              rows[i].phrase);
        expect_request("arxiv-search", &rows[i].title, 1, url, NULL);
        free(url);
    }
}

static void test_long_title(void **state)
{
    struct buf words;
    struct fetch_request *r;
    const char *asked;
    size_t plus = 0;
    (void)state;
    buf_init(&words, 1 << 20);
    for (int i = 0; i < 10000; i++)
        buf_adds(&words, "long \xE2\x84\xAB ");
    asked = words.data;
    r = source_by_name("arxiv-search")->build(&asked, 1);
    for (const char *c = r->url; *c; c++)
        plus += *c == '+';
    assert_int_equal(plus, 24);
    assert_true(strlen(r->url) < 1000);
    fetch_request_free(r);
    buf_release(&words);
}

#define FEED(total, inside)                                                                        \
    "<?xml version=\"1.0\"?><feed xmlns=\"http://www.w3.org/2005/Atom\" "                          \
    "xmlns:opensearch=\"http://a9.com/-/spec/opensearch/1.1/\">"                                   \
    "<opensearch:totalResults>" total "</opensearch:totalResults>" inside "</feed>"
#define ENTRY(id, name)                                                                            \
    "<entry><id>http://arxiv.org/abs/" id "</id><title>" name "</title>"                           \
    "<published>2017-10-28T00:00:00Z</published><summary>How.</summary>"                           \
    "<author><name>Ada Miller</name></author>"                                                     \
    "<link title=\"pdf\" href=\"http://arxiv.org/pdf/" id "\"/></entry>"

static void test_found(void **state)
{
    struct record out;
    (void)state;
    assert_int_equal(
        read_reply("arxiv-search",
                   reply_of(200, FEED("40", ENTRY("1701.00001v1", "Differentiation in PyTorch")
                                                ENTRY("1710.00002v3",
                                                      "automatic differentiation\n  in PyTorch — a "
                                                      "tour"))),
                   title, 1, &out),
        SOURCE_OK);
    assert_int_equal(out.state, RECORD_FOUND);
    expect_field(&out, META_ARXIV, "1710.00002");
    expect_list(&out, META_AUTHORS, "Ada Miller");
    expect_field(&out, META_PUBLISHED, "2017-10-28");
    expect_field(&out, META_PDF, "https://arxiv.org/pdf/1710.00002");
    /* It is where the work is too, not where the link's own page is. */
    expect_field(&out, META_CANONICAL, NULL);
    expect_field(&out, META_SITE, NULL);
    assert_string_equal(meta_source(out.meta, META_AUTHORS), "arxiv-search");
    assert_int_equal(meta_rank(out.meta, META_AUTHORS), 600);
    record_release(&out);
}

static void test_other_answers(void **state)
{
    static const struct bad_answer rows[] = {
        /* None with this title; more or less of it; two works of one title. */
        {200, FEED("0", ""), NULL, SOURCE_OK, RECORD_ABSENT},
        {200, FEED("1", ENTRY("1710.00002", "Automatic Differentiation in PyTorch")), NULL,
         SOURCE_OK, RECORD_ABSENT},
        {200, FEED("1", ENTRY("1710.00002", "Automatic Differentiation in PyTorch: A Tour, II")),
         NULL, SOURCE_OK, RECORD_ABSENT},
        {200,
         FEED("2", ENTRY("1710.00002", "Automatic Differentiation in PyTorch: A Tour")
                       ENTRY("1811.00003", "Automatic differentiation in PyTorch: a tour")),
         NULL, SOURCE_OK, RECORD_ABSENT},
        {200, FEED("1", ENTRY("nonsense", "Automatic Differentiation in PyTorch: A Tour")), NULL,
         SOURCE_OK, RECORD_ABSENT},
        {200, FEED("1", "<entry/>"), NULL, SOURCE_OK, RECORD_ABSENT},
        {400, "", NULL, SOURCE_REFUSED, RECORD_UNKNOWN},
        {200,
         FEED("1", "<entry><id>http://arxiv.org/api/errors#x</id><title>Error</title></entry>"),
         NULL, SOURCE_REFUSED, RECORD_UNKNOWN},
        {200, "", NULL, SOURCE_RETRY, RECORD_UNKNOWN},
        {200, CHALLENGE, NULL, SOURCE_RETRY, RECORD_UNKNOWN},
        {200, "<feed><entry>", NULL, SOURCE_RETRY, RECORD_UNKNOWN},
        {429, "Rate exceeded.", NULL, SOURCE_RETRY, RECORD_UNKNOWN},
        {403, CHALLENGE, NULL, SOURCE_REFUSED, RECORD_UNKNOWN},
        {503, "", NULL, SOURCE_RETRY, RECORD_UNKNOWN},
        {0, NULL, NULL, SOURCE_RETRY, RECORD_UNKNOWN},
    };
    (void)state;
    expect_bad_answers("arxiv-search", title[0], rows, COUNT(rows));
}

/* "Deep Learning" names no work, whatever the API finds. */
static void test_short_title(void **state)
{
    static const struct bad_answer rows[] = {
        {200, FEED("1", ENTRY("1710.00002", "Going Deep Now")), NULL, SOURCE_REFUSED,
         RECORD_UNKNOWN},
    };
    (void)state;
    expect_bad_answers("arxiv-search", "Going, deep, now!", rows, COUNT(rows));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_request),     cmocka_unit_test(test_long_title),
        cmocka_unit_test(test_found),       cmocka_unit_test(test_other_answers),
        cmocka_unit_test(test_short_title),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
