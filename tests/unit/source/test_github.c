/* GitHub's REST API, and which addresses are a repository. */
#include "gloss/source/github.h"
#include "source/answer.h"

static const char *const id[] = {"mill-house/Sieves"};

static void test_addresses(void **state)
{
    static const struct address rows[] = {
        {"https://github.com/davidpicard/HoMM", "davidpicard/HoMM", false},
        {"http://www.github.com/AymenKallala/RAG_Maestro/", "AymenKallala/RAG_Maestro", false},
        {"https://github.com/a/b.git", "a/b", false},
        {"https://github.com/a/b.js?tab=readme-ov-file#usage", "a/b.js", false},
        {"https://github.com/a/.github", "a/.github", false},
        {"https://github.com/a/.git", "a/.git", false},
        {"https://github.com/a/b/tree/main/src", "a/b", true},
        {"https://github.com/a/b/blob/main/x.ipynb", "a/b", true},
        {"https://github.com/a/b/releases/tag/v1", "a/b", true},
        {"https://github.com/a/b/wiki", "a/b", true},
        {"https://github.com/a/b/commits/main", "a/b", true},
        {"https://raw.githubusercontent.com/a/b/main/README.md", "a/b", true},
        {"https://raw.githubusercontent.com/a/b", NULL, false},
        {"https://github.com/a/b/issues/5", NULL, false},
        {"https://github.com/a/b/pull/5", NULL, false},
        {"https://github.com/a/b/discussions/5", NULL, false},
        {"https://github.com/a/b/commit/0123abcd", NULL, false},
        {"https://gist.github.com/a/0123456789abcdef", NULL, false},
        {"https://docs.github.com/en/rest", NULL, false},
        {"https://github.com/", NULL, false},
        {"https://github.com/apple", NULL, false},
        {"https://github.com/apple/", NULL, false},
        {"https://github.com/features/copilot", NULL, false},
        {"https://github.com/topics/rag", NULL, false},
        {"https://github.com/orgs/apple/repositories", NULL, false},
        {"https://github.com/Sponsors/ada", NULL, false},
        {"https://github.com/marketplace/actions", NULL, false},
        {"https://github.com/settings/profile", NULL, false},
        {"https://github.com/a/..", NULL, false},
        {"https://github.com/./b", NULL, false},
        {"https://github.com/a%22b/c", NULL, false},
        {"https://github.com/a/b%0Ac", NULL, false},
        {"https://github.com/a/b:c", NULL, false},
        {"https://github.com/"
         "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/b", /* 40, where 39 are allowed */
         NULL, false},
        {"https://github.community/a/b", NULL, false},
        {"https://a.github.io/b", NULL, false},
    };
    (void)state;
    expect_addresses("github", rows, COUNT(rows));
}

/* The files of a repository know it better than the API, but say nothing about its issues. */
static void test_files_are_asked(void **state)
{
    struct work_ref ref;
    (void)state;
    assert_non_null(source_for_url("https://github.com/a/b", &ref));
    assert_string_equal(ref.also, "github-citation");
    assert_non_null(source_for_url("https://github.com/a/b/tree/main/x", &ref));
    assert_null(ref.also);
}

static void test_ids(void **state)
{
    static const char *const bad[] = {"",     "a",      "a/",     "/b",    "a/b/c", "a b/c",
                                      "a/b?", "a/b\"c", "a/b\nc", "-a/b",  ".a/b",  "a/.",
                                      "a/..", "a//b",   "ä/b",    "a/b#c", "a/b%20"};
    (void)state;
    assert_true(github_id_is_valid("a/b"));
    assert_true(github_id_is_valid("A-1_z/b.C-d_e..f"));
    for (size_t i = 0; i < COUNT(bad); i++)
        if (github_id_is_valid(bad[i]))
            fail_msg("'%s' is taken for a repository", bad[i]);
}

static void test_request(void **state)
{
    static const char *const bad[] = {"a/b?x=1"};
    static const char *const tokens[] = {"", "a b", "a\r\nX: y", "\xC3\xA9"};
    (void)state;
    unsetenv("GITHUB_TOKEN");
    struct fetch_request *r = source_by_name("github-api")->build(id, 1);
    assert_string_equal(r->url, "https://api.github.com/repos/mill-house/Sieves");
    assert_string_equal(header_of(r, "Accept"), "application/vnd.github+json");
    assert_non_null(header_of(r, "X-GitHub-Api-Version"));
    assert_null(header_of(r, "Authorization"));
    fetch_request_free(r);
    setenv("GITHUB_TOKEN", "secret", 1);
    r = source_by_name("github-api")->build(id, 1);
    assert_string_equal(header_of(r, "Authorization"), "Bearer secret");
    fetch_request_free(r);
    for (size_t i = 0; i < COUNT(tokens); i++) {
        setenv("GITHUB_TOKEN", tokens[i], 1);
        assert_null(github_token());
    }
    unsetenv("GITHUB_TOKEN");
    r = source_by_name("github-api")->build(bad, 1);
    assert_string_equal(r->url, "https://api.github.com/repos/");
    fetch_request_free(r);
}

/* The token is for the API alone. */
static void test_files_get_no_token(void **state)
{
    static const char *const names[] = {"github-citation", "github-readme"};
    (void)state;
    setenv("GITHUB_TOKEN", "secret", 1);
    for (size_t i = 0; i < COUNT(names); i++) {
        struct fetch_request *r = source_by_name(names[i])->build(id, 1);
        assert_null(header_of(r, "Authorization"));
        fetch_request_free(r);
    }
    unsetenv("GITHUB_TOKEN");
}

static void test_found(void **state)
{
    struct record r;
    (void)state;
    assert_int_equal(
        read_reply("github-api", reply_from("fixtures/github/repository/reply.json"), id, 1, &r),
        SOURCE_OK);
    assert_int_equal(r.state, RECORD_FOUND);
    assert_int_equal(r.facts, FACT_BIT(FACT_ARCHIVED_INDEX));
    expect_field(&r, META_TITLE, "sieves");
    expect_field(&r, META_AUTHORS, NULL);
    expect_field(&r, META_ABSTRACT, "Sort flour, fast & fine");
    expect_field(&r, META_PUBLISHED, "2023-11-24");
    expect_field(&r, META_MODIFIED, "2024-12-10");
    expect_field(&r, META_LICENSE, "MIT");
    expect_list(&r, META_TAGS, "flour; sieve");
    expect_field(&r, META_TYPE, "software");
    expect_field(&r, META_LANGUAGE, NULL);
    expect_field(&r, META_CANONICAL, "https://github.com/Mill-House/sieves");
    assert_int_equal(meta_rank(r.meta, META_TITLE), GITHUB_NAME_RANK);
    record_release(&r);
}

static void test_facts(void **state)
{
    static const struct {
        const char *body;
        unsigned facts;
    } rows[] = {
        {"{\"full_name\":\"mill-house/sieves\",\"license\":{\"spdx_id\":\"NOASSERTION\"}}", 0},
        {"{\"full_name\":\"mill-house/sieves\",\"disabled\":true}", FACT_BIT(FACT_ARCHIVED_INDEX)},
        {"{\"full_name\":\"ada/sieves\",\"archived\":false}", FACT_BIT(FACT_RENAMED_INDEX)},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct record r;
        assert_int_equal(read_reply("github-api", reply_of(200, rows[i].body), id, 1, &r),
                         SOURCE_OK);
        assert_int_equal(r.facts, rows[i].facts);
        expect_field(&r, META_LICENSE, NULL);
        record_release(&r);
    }
}

static void test_bad_answers(void **state)
{
    static const char not_found[] = "{\"message\":\"Not Found\",\"status\":\"404\"}";
    static const char spent[] = "{\"message\":\"API rate limit exceeded for 192.0.2.1.\"}";
    static const struct bad_answer rows[] = {
        {404, not_found, NULL, SOURCE_OK, RECORD_ABSENT},
        {404, CHALLENGE, NULL, SOURCE_REFUSED, RECORD_UNKNOWN},
        {404, "", NULL, SOURCE_REFUSED, RECORD_UNKNOWN},
        {403, spent, "X-RateLimit-Remaining: 0", SOURCE_REFUSED, RECORD_UNKNOWN},
        {429, spent, "x-ratelimit-remaining: 0", SOURCE_REFUSED, RECORD_UNKNOWN},
        {429, spent, "Retry-After: 60", SOURCE_RETRY, RECORD_UNKNOWN},
        {403, CHALLENGE, NULL, SOURCE_REFUSED, RECORD_UNKNOWN},
        {401, "{\"message\":\"Bad credentials\"}", NULL, SOURCE_REFUSED, RECORD_UNKNOWN},
        {451, "{\"message\":\"Repository access blocked\"}", NULL, SOURCE_REFUSED, RECORD_UNKNOWN},
        {502, "", NULL, SOURCE_RETRY, RECORD_UNKNOWN},
        {0, NULL, NULL, SOURCE_RETRY, RECORD_UNKNOWN},
        {200, CHALLENGE, NULL, SOURCE_RETRY, RECORD_UNKNOWN},
        {200, "", NULL, SOURCE_RETRY, RECORD_UNKNOWN},
        {200, "{}", NULL, SOURCE_RETRY, RECORD_UNKNOWN},
        {200, "{\"full_name\":7}", NULL, SOURCE_RETRY, RECORD_UNKNOWN},
        {200, "{\"full_name\":\"a/b\\nc\"}", NULL, SOURCE_RETRY, RECORD_UNKNOWN},
        {200, "{\"full_name\":\"mill-house/sieves\",", NULL, SOURCE_RETRY, RECORD_UNKNOWN},
        {301, "{\"message\":\"Moved Permanently\"}",
         "Location: https://api.github.com/repositories/1", SOURCE_OK, RECORD_UNKNOWN},
    };
    struct record r;
    (void)state;
    expect_bad_answers("github-api", id[0], rows, COUNT(rows));
    /* Renamed: the fact is known, the address is not. */
    assert_int_equal(read_reply("github-api", reply_of(301, ""), id, 1, &r), SOURCE_OK);
    assert_int_equal(r.facts, FACT_BIT(FACT_RENAMED_INDEX));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_addresses),
        cmocka_unit_test(test_files_are_asked),
        cmocka_unit_test(test_ids),
        cmocka_unit_test(test_request),
        cmocka_unit_test(test_files_get_no_token),
        cmocka_unit_test(test_found),
        cmocka_unit_test(test_facts),
        cmocka_unit_test(test_bad_answers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
