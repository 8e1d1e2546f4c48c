/* A repository's own files: CITATION.cff, hostile ones included, and README.md. */
#include "gloss/source/citation_cff.h"
#include "gloss/source/github.h"
#include "source/answer.h"

#include <time.h>

static const char *const id[] = {"mill-house/sieves"};

static void test_requests(void **state)
{
    static const char *const bad[] = {"../x"};
    (void)state;
    struct fetch_request *r = source_by_name("github-citation")->build(id, 1);
    assert_string_equal(r->url,
                        "https://raw.githubusercontent.com/mill-house/sieves/HEAD/CITATION.cff");
    fetch_request_free(r);
    r = source_by_name("github-readme")->build(id, 1);
    assert_string_equal(r->url,
                        "https://raw.githubusercontent.com/mill-house/sieves/HEAD/README.md");
    fetch_request_free(r);
    r = source_by_name("github-readme")->build(bad, 1);
    assert_string_equal(r->url, "https://raw.githubusercontent.com/");
    fetch_request_free(r);
    assert_string_equal(source_by_name("github-citation")->next, "github-readme");
    assert_true(source_by_name("github-citation")->next_when_absent);
    assert_false(source_by_name("github-citation")->vouches);
    assert_false(source_by_name("github-readme")->vouches);
}

static void test_citation(void **state)
{
    struct record r;
    (void)state;
    assert_int_equal(read_reply("github-citation",
                                reply_from("fixtures/github/citation/CITATION.cff"), id, 1, &r),
                     SOURCE_OK);
    assert_int_equal(r.state, RECORD_FOUND);
    expect_field(&r, META_TITLE, "Sieves: Sorting Flour, Fast & Fine");
    expect_list(&r, META_AUTHORS, "Jan de Molen Jr.; Ada Miller; The Mill House");
    assert_string_equal(meta_item(r.meta, META_AUTHORS, 0)->given, "Jan");
    assert_string_equal(meta_item(r.meta, META_AUTHORS, 0)->family, "de Molen Jr.");
    assert_null(meta_item(r.meta, META_AUTHORS, 2)->family);
    expect_field(&r, META_DOI, "10.5281/zenodo.1234");
    expect_field(&r, META_LICENSE, "Apache-2.0");
    expect_field(&r, META_ABSTRACT, "A library of sieves. With tests.");
    expect_field(&r, META_PUBLISHED, "2024-08-11");
    assert_true(meta_rank(r.meta, META_PUBLISHED) < GITHUB_NAME_RANK);
    assert_true(meta_rank(r.meta, META_TITLE) > GITHUB_README_RANK);
    record_release(&r);
}

static void test_citation_shapes(void **state)
{
    static const struct {
        const char *text;
        const char *title; /* NULL: not one to be used */
        size_t authors;
    } rows[] = {
        {"title: T", "T", 0},
        {"{title: T, authors: [{family-names: X}, {given-names: Y, family-names: Z}]}", "T", 2},
        {"\xEF\xBB\xBFtitle: T\r\nauthors:\r\n- name: X\r\n", "T", 1},
        {"title: 2024\nauthors: Ada Miller\n", "2024", 0},
        {"title: T\nauthors:\n- Ada Miller\n- [a]\n- family-names: [x]\n", "T", 0},
        {"title: \"\\u0054\\t\\x1b[31m\"", "T [31m", 0},
        {"title: T\ntitle: U", "T", 0},
        {"title: \"~\"", "~", 0},
        {"title: ~", NULL, 0},
        {"title: null", NULL, 0},
        {"title:", NULL, 0},
        {"title: [T]", NULL, 0},
        {"- title: T", NULL, 0},
        {"T", NULL, 0},
        {"", NULL, 0},
        {"title: T\n  bad: [", NULL, 0},
        {"title: 'T", NULL, 0},
        {"title: *nobody", NULL, 0},
        {"title: \xFF\xFE", NULL, 0},
        {"<html><title>T</title></html>", NULL, 0},
        {"404: Not Found", NULL, 0},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct meta *m = meta_new();
        bool found = citation_cff_read(m, rows[i].text, strlen(rows[i].text), "x", 1);
        const char *title = meta_get(m, META_TITLE);
        if (found != (rows[i].title != NULL) || (found && strcmp(title, rows[i].title) != 0) ||
            meta_count(m, META_AUTHORS) != rows[i].authors)
            fail_msg("'%s' gives '%s', %zu authors", rows[i].text, title ? title : "(none)",
                     meta_count(m, META_AUTHORS));
        meta_free(m);
    }
}

/* Documents made to cost much: nested, aliased a billion times, one key after another. */
static void test_hostile_citations(void **state)
{
    static const struct {
        const char *head;
        const char *again;
        size_t times;
    } rows[] = {
        {"title: T\na: ", "[", 200000},
        {"title: T\na: ", "{a: ", 100000},
        {"title: T\na: ", "- ", 100000},
        {"title: T\n", "? ", 100000},
        {"title: T\n", "a: &a b\n", 50000},
        {"title: T\na: &a [x]\nb: ", "[*a,*a,*a],", 40000},
        {"title: T\nauthors:\n", "- name: A\n", 50000},
        {"title: T\n", "#\n", 200000},
        {"title: ", "T", 500000},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct buf b;
        struct meta *m = meta_new();
        buf_init(&b, 512 * 1024);
        buf_adds(&b, rows[i].head);
        for (size_t k = 0; k < rows[i].times; k++)
            buf_adds(&b, rows[i].again);
        clock_t before = clock();
        (void)citation_cff_read(m, b.data, b.len, "x", 1);
        assert_true(clock() - before < 20 * CLOCKS_PER_SEC); /* minutes if it were quadratic */
        assert_true(meta_count(m, META_AUTHORS) <= 5000);
        meta_free(m);
        buf_release(&b);
    }
}

static void test_readme(void **state)
{
    struct record r;
    struct reply *cut = reply_of(200, "# Sieves :rocket:\n\nText that was cut");
    (void)state;
    cut->truncated = true;
    assert_int_equal(read_reply("github-readme", cut, id, 1, &r), SOURCE_OK);
    assert_int_equal(r.state, RECORD_FOUND);
    expect_field(&r, META_TITLE, "Sieves");
    assert_true(meta_rank(r.meta, META_TITLE) > GITHUB_NAME_RANK);
    record_release(&r);
    /* What it says first is an abstract; the description that GitHub shows comes before it. */
    assert_int_equal(read_reply("github-readme",
                                reply_of(200, "# Sieves\n\nSieves of **all** sizes, for flour and "
                                              "for gold, with handles or without.\n"),
                                id, 1, &r),
                     SOURCE_OK);
    expect_field(&r, META_ABSTRACT,
                 "Sieves of all sizes, for flour and for gold, with handles or without.");
    assert_true(meta_rank(r.meta, META_ABSTRACT) < GITHUB_RANK);
    record_release(&r);
    /* One without a title is there all the same, and leaves it to others. */
    assert_int_equal(read_reply("github-readme", reply_of(200, ""), id, 1, &r), SOURCE_OK);
    assert_int_equal(r.state, RECORD_FOUND);
    expect_field(&r, META_TITLE, NULL);
    record_release(&r);
}

static void test_bad_answers(void **state)
{
    static const struct bad_answer rows[] = {
        {404, "404: Not Found", NULL, SOURCE_OK, RECORD_ABSENT},
        {404, CHALLENGE, "Content-Type: text/html", SOURCE_REFUSED, RECORD_UNKNOWN},
        {403, "", NULL, SOURCE_REFUSED, RECORD_UNKNOWN},
        {429, "", NULL, SOURCE_RETRY, RECORD_UNKNOWN},
        {503, "", NULL, SOURCE_RETRY, RECORD_UNKNOWN},
        {0, NULL, NULL, SOURCE_RETRY, RECORD_UNKNOWN},
        {200, CHALLENGE, "Content-Type: text/html; charset=utf-8", SOURCE_RETRY, RECORD_UNKNOWN},
    };
    static const struct bad_answer citations[] = {
        {200, "no: title", NULL, SOURCE_OK, RECORD_ABSENT},
        {200, "", NULL, SOURCE_OK, RECORD_ABSENT},
        {200, NULL, NULL, SOURCE_OK, RECORD_ABSENT},
    };
    (void)state;
    expect_bad_answers("github-citation", id[0], rows, COUNT(rows));
    expect_bad_answers("github-readme", id[0], rows, COUNT(rows));
    expect_bad_answers("github-citation", id[0], citations, COUNT(citations));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_requests),        cmocka_unit_test(test_citation),
        cmocka_unit_test(test_citation_shapes), cmocka_unit_test(test_hostile_citations),
        cmocka_unit_test(test_readme),          cmocka_unit_test(test_bad_answers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
