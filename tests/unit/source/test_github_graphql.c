/* GitHub's GraphQL API: a batch, its errors, and the token without which it is not asked. */
#include "gloss/base/json.h"
#include "gloss/source/github.h"
#include "source/answer.h"

/* As in the fixture: found, gone, malformed, renamed, forbidden, disabled. */
static const char *const ids[] = {"mill-house/sieves", "mill-house/gone", "not\"an/id",
                                  "ada/old-name",      "closed/secret",   "flour/flour"};

static int with_token(void **state)
{
    (void)state;
    return setenv("GITHUB_TOKEN", "secret", 1);
}

static int without_token(void **state)
{
    (void)state;
    return unsetenv("GITHUB_TOKEN");
}

static void test_who_is_asked(void **state)
{
    struct work_ref ref;
    (void)state;
    assert_string_equal(source_for_url("https://github.com/a/b", &ref)->name, "github-graphql");
    assert_string_equal(source_by_name("github-graphql")->name, "github-graphql");
    assert_string_equal(source_by_name("github-graphql")->next, "github-api");
    unsetenv("GITHUB_TOKEN");
    assert_string_equal(source_for_url("https://github.com/a/b", &ref)->name, "github-api");
    assert_string_equal(source_by_name("github-graphql")->name, "github-api");
    assert_string_equal(source_by_name("github-graphql")->name, "github-api");
}

static void test_request(void **state)
{
    struct fetch_request *r = source_by_name("github-graphql")->build(ids, COUNT(ids));
    json_t *body = json_parse(r->body, strlen(r->body));
    const char *query = json_get(body, "query");
    (void)state;
    assert_string_equal(r->url, "https://api.github.com/graphql");
    assert_string_equal(header_of(r, "Content-Type"), "application/json");
    assert_string_equal(header_of(r, "Authorization"), "Bearer secret");
    assert_true(json_object_size(json_at(body, "variables")) == 10);
    assert_string_equal(json_get(body, "variables.o0"), "mill-house");
    assert_string_equal(json_get(body, "variables.n5"), "flour");
    assert_null(json_at(body, "variables.o2"));
    /* Names are variables, none is part of the query. */
    assert_null(strstr(query, "mill-house"));
    assert_null(strstr(query, "not"));
    assert_ptr_equal(strstr(query, "query($o0:String!,$n0:String!,$o1:String!"), query);
    assert_non_null(strstr(query, "r5:repository(owner:$o5,name:$n5){...F}"));
    assert_null(strstr(query, "r2:"));
    json_decref(body);
    fetch_request_free(r);
}

/* A full batch of the longest names is whole. */
static void test_full_batch(void **state)
{
    const struct source *s = source_by_name("github-graphql");
    char names[50][160];
    const char *list[50];
    (void)state;
    assert_int_equal(s->batch_max, COUNT(list));
    for (size_t i = 0; i < COUNT(list); i++) {
        (void)snprintf(names[i], sizeof names[i], "%039zu/%0100zu", i, i);
        list[i] = names[i];
    }
    struct fetch_request *r = s->build(list, COUNT(list));
    json_t *body = json_parse(r->body, strlen(r->body));
    assert_non_null(strstr(json_get(body, "query"), "r49:repository"));
    assert_non_null(strstr(json_get(body, "query"), "fragment F on Repository"));
    assert_int_equal(json_object_size(json_at(body, "variables")), 100);
    json_decref(body);
    fetch_request_free(r);
}

static void test_batch(void **state)
{
    static const enum record_state states[] = {RECORD_FOUND, RECORD_ABSENT,  RECORD_UNKNOWN,
                                               RECORD_FOUND, RECORD_UNKNOWN, RECORD_FOUND};
    static const unsigned facts[] = {
        0, 0,
        0, FACT_BIT(FACT_ARCHIVED_INDEX) | FACT_BIT(FACT_RENAMED_INDEX),
        0, FACT_BIT(FACT_ARCHIVED_INDEX)};
    struct record r[COUNT(ids)];
    (void)state;
    assert_int_equal(read_reply("github-graphql", reply_from("fixtures/github/graphql/reply.json"),
                                ids, COUNT(ids), r),
                     SOURCE_OK);
    for (size_t i = 0; i < COUNT(ids); i++) {
        assert_int_equal(r[i].state, states[i]);
        assert_int_equal(r[i].facts, facts[i]);
    }
    expect_field(&r[0], META_TITLE, "sieves");
    expect_list(&r[0], META_AUTHORS, "The Mill House");
    expect_list(&r[0], META_TAGS, "flour; sieve");
    expect_field(&r[0], META_PUBLISHED, "2023-11-24");
    expect_field(&r[0], META_MODIFIED, NULL);
    expect_field(&r[0], META_LICENSE, "MIT");
    expect_list(&r[3], META_AUTHORS, "Ada Miller");
    expect_field(&r[3], META_CANONICAL, "https://github.com/ada/new-name");
    expect_field(&r[5], META_AUTHORS, NULL);
    expect_field(&r[5], META_LICENSE, NULL);
    for (size_t i = 0; i < COUNT(ids); i++)
        record_release(&r[i]);
}

static void test_bad_answers(void **state)
{
    static const struct bad_answer rows[] = {
        {401, "{\"message\":\"Bad credentials\"}", NULL, SOURCE_REFUSED, RECORD_UNKNOWN},
        {403, "{}", "X-RateLimit-Remaining: 0", SOURCE_REFUSED, RECORD_UNKNOWN},
        {429, "{}", "Retry-After: 9", SOURCE_RETRY, RECORD_UNKNOWN},
        {404, "{\"message\":\"Not Found\"}", NULL, SOURCE_REFUSED, RECORD_UNKNOWN},
        {502, "", NULL, SOURCE_RETRY, RECORD_UNKNOWN},
        {0, NULL, NULL, SOURCE_RETRY, RECORD_UNKNOWN},
        {200, CHALLENGE, NULL, SOURCE_RETRY, RECORD_UNKNOWN},
        {200, "", NULL, SOURCE_RETRY, RECORD_UNKNOWN},
        {200, "{}", NULL, SOURCE_RETRY, RECORD_UNKNOWN},
        {200, "{\"errors\":[{\"type\":\"RATE_LIMITED\"}]}", NULL, SOURCE_REFUSED, RECORD_UNKNOWN},
        {200, "{\"data\":null,\"errors\":[{\"message\":\"x\"}]}", NULL, SOURCE_REFUSED,
         RECORD_UNKNOWN},
        /* Absence is believed only where an error says so. */
        {200, "{\"data\":{}}", NULL, SOURCE_OK, RECORD_UNKNOWN},
        {200, "{\"data\":{\"r0\":null}}", NULL, SOURCE_OK, RECORD_UNKNOWN},
        {200, "{\"data\":{\"r0\":null},\"errors\":[{\"type\":\"NOT_FOUND\",\"path\":[\"r1\"]}]}",
         NULL, SOURCE_OK, RECORD_UNKNOWN},
        {200, "{\"data\":{\"r0\":{\"nameWithOwner\":\"a b\"}}}", NULL, SOURCE_OK, RECORD_UNKNOWN},
        {200, "{\"data\":{\"r0\":7},\"errors\":7}", NULL, SOURCE_OK, RECORD_UNKNOWN},
        {200, "{\"data\":{\"r0\":null},\"errors\":[{\"type\":\"NOT_FOUND\",\"path\":[\"r0\"]}]}",
         NULL, SOURCE_OK, RECORD_ABSENT},
    };
    (void)state;
    expect_bad_answers("github-graphql", "a/b", rows, COUNT(rows));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_who_is_asked, with_token, without_token),
        cmocka_unit_test_setup_teardown(test_request, with_token, without_token),
        cmocka_unit_test_setup_teardown(test_full_batch, with_token, without_token),
        cmocka_unit_test_setup_teardown(test_batch, with_token, without_token),
        cmocka_unit_test_setup_teardown(test_bad_answers, with_token, without_token),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
