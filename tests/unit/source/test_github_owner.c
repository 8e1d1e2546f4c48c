/* The names behind GitHub's logins: people's, organisations', and nicknames, which are none. */
#include "gloss/source/github.h"
#include "source/answer.h"

static const char *const id[] = {"ada"};

static void test_names(void **state)
{
    static const struct {
        const char *login, *type, *name;
        const char *author; /* NULL: none */
    } rows[] = {
        {"apoorvumang", "User", "Apoorv Saxena", "Apoorv Saxena"},
        {"ada", "User", "Ada Miller 🌾", "Ada Miller"},
        {"ada", "User", "Dr. Ada Miller, PhD", "Ada Miller"},
        {"zhang", "User", "张伟", "张伟"},
        {"ada", "User", "ada", NULL},
        {"ada", "User", "Ada", NULL},
        {"ada", "User", "miller", NULL},
        {"ada", "User", "@ada the miller", NULL},
        {"ada", "User", "https://ada.example/ home", NULL},
        {"ada", "User", "admin", NULL},
        {"ada", "User", "", NULL},
        {"ada", "User", NULL, NULL},
        {NULL, "User", "Ada Miller", NULL},
        {"ada", NULL, "Ada Miller", "Ada Miller"},
        {"a-bot", "Bot", "helper[bot]", NULL},
        {"apple", "Organization", "Apple", "Apple"},
        {"google-deepmind", "Organization", "Google DeepMind", "Google DeepMind"},
        {"flour", "Organization", "flour", NULL}, /* a login, not a name */
        {"flour", "Organization", "see https://flour.example", NULL},
        {"flour", "Organization", NULL, NULL},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        char *author = github_owner_name(rows[i].login, rows[i].type, rows[i].name);
        if (rows[i].author ? !author || strcmp(author, rows[i].author) != 0 : author != NULL)
            fail_msg("row %zu: '%s' is the author", i, author ? author : "(nobody)");
        free(author);
    }
}

static void test_request(void **state)
{
    static const char *const bad[] = {"a/b", "../repos/a/b", "-ada", ""};
    (void)state;
    unsetenv("GITHUB_TOKEN");
    expect_request("github-owner", id, 1, "https://api.github.com/users/ada", NULL);
    for (size_t i = 0; i < COUNT(bad); i++)
        expect_request("github-owner", &bad[i], 1, "https://api.github.com/users/", NULL);
}

static void test_found(void **state)
{
    static const struct {
        const char *id, *file, *author;
    } rows[] = {
        {"apoorvumang", "user_apoorvumang.json", "Apoorv Saxena"},
        {"AymenKallala", "user_AymenKallala.json", "Aymen Kallala"},
        {"aymenkallala", "user_AymenKallala.json", "Aymen Kallala"},
        {"apple", "user_apple.json", "Apple"},
        {"google-deepmind", "user_google-deepmind.json", "Google DeepMind"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        char *path = xasprintf("fixtures/web/api.github.com/%s", rows[i].file);
        struct record out;
        assert_int_equal(read_reply("github-owner", reply_from(path), &rows[i].id, 1, &out),
                         SOURCE_OK);
        assert_int_equal(out.state, RECORD_FOUND);
        expect_list(&out, META_AUTHORS, rows[i].author);
        expect_field(&out, META_TITLE, NULL);
        assert_string_equal(meta_source(out.meta, META_AUTHORS), "github-owner");
        assert_int_equal(meta_rank(out.meta, META_AUTHORS), GITHUB_OWNER_RANK);
        record_release(&out);
        free(path);
    }
}

static void test_nameless(void **state)
{
    struct record out;
    (void)state;
    assert_int_equal(
        read_reply("github-owner",
                   reply_of(200, "{\"login\":\"ada\",\"type\":\"User\",\"name\":null}"), id, 1,
                   &out),
        SOURCE_OK);
    assert_int_equal(out.state, RECORD_FOUND);
    assert_int_equal(meta_count(out.meta, META_AUTHORS), 0);
    record_release(&out);
}

static void test_bad_answers(void **state)
{
    static const struct bad_answer rows[] = {
        {404, "{\"message\":\"Not Found\"}", NULL, SOURCE_OK, RECORD_ABSENT},
        {404, CHALLENGE, NULL, SOURCE_REFUSED, RECORD_UNKNOWN},
        {403, "{}", "X-RateLimit-Remaining: 0", SOURCE_REFUSED, RECORD_UNKNOWN},
        {403, CHALLENGE, "cf-mitigated: challenge", SOURCE_REFUSED, RECORD_UNKNOWN},
        {429, "{}", "Retry-After: 9", SOURCE_RETRY, RECORD_UNKNOWN},
        {301, "", NULL, SOURCE_REFUSED, RECORD_UNKNOWN},
        {502, "", NULL, SOURCE_RETRY, RECORD_UNKNOWN},
        {0, NULL, NULL, SOURCE_RETRY, RECORD_UNKNOWN},
        {200, "", NULL, SOURCE_RETRY, RECORD_UNKNOWN},
        {200, CHALLENGE, NULL, SOURCE_RETRY, RECORD_UNKNOWN},
        {200, "{}", NULL, SOURCE_RETRY, RECORD_UNKNOWN},
        {200, "{\"login\":\"bob\",\"name\":\"Bob Baker\"}", NULL, SOURCE_REFUSED, RECORD_UNKNOWN},
    };
    (void)state;
    expect_bad_answers("github-owner", id[0], rows, COUNT(rows));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names),       cmocka_unit_test(test_request),
        cmocka_unit_test(test_found),       cmocka_unit_test(test_nameless),
        cmocka_unit_test(test_bad_answers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
