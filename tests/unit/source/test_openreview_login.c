/* The login to OpenReview: when there is one, what it sends, and what it takes for a token. */
#include "gloss/base/json.h"
#include "gloss/source/openreview_login.h"
#include "source/answer.h"

static int without_secrets(void **state)
{
    (void)state;
    return unsetenv("OPENREVIEW_USERNAME") + unsetenv("OPENREVIEW_PASSWORD");
}

static void test_who_logs_in(void **state)
{
    (void)state;
    assert_ptr_equal(source_by_name("openreview")->login, &openreview_login);
    assert_ptr_equal(source_by_name("openreview-v1")->login, &openreview_login);
    assert_null(source_by_name("s2-openreview")->login);
    assert_false(openreview_login.available());
    setenv("OPENREVIEW_USERNAME", "ada@mill.example", 1);
    assert_false(openreview_login.available());
    setenv("OPENREVIEW_PASSWORD", "", 1);
    assert_false(openreview_login.available());
    setenv("OPENREVIEW_PASSWORD", "x", 1);
    assert_true(openreview_login.available());
}

static void test_request(void **state)
{
    struct fetch_request *r;
    json_t *body;
    (void)state;
    setenv("OPENREVIEW_USERNAME", "ada@mill.example", 1);
    setenv("OPENREVIEW_PASSWORD", "a\"b\\c ü", 1);
    r = openreview_login.build();
    body = json_parse(r->body, strlen(r->body));
    assert_string_equal(r->url, "https://api2.openreview.net/login");
    assert_string_equal(header_of(r, "Content-Type"), "application/json");
    assert_string_equal(json_get(body, "id"), "ada@mill.example");
    assert_string_equal(json_get(body, "password"), "a\"b\\c ü");
    json_decref(body);
    fetch_request_free(r);
}

static void test_answers(void **state)
{
    static const struct {
        int status;
        const char *body;
        enum source_status came_to;
        const char *token;
    } rows[] = {
        {200, "{\"token\":\"eyJh.b_-~+/=\",\"user\":{}}", SOURCE_OK, "eyJh.b_-~+/="},
        {200, "{\"token\":\"a b\"}", SOURCE_REFUSED, ""},
        {200, "{\"token\":\"a\\r\\nX: y\"}", SOURCE_REFUSED, ""},
        {200, "{\"token\":\"\"}", SOURCE_REFUSED, ""},
        {200, "{\"token\":7}", SOURCE_REFUSED, ""},
        {200, "{\"mfaPending\":true}", SOURCE_REFUSED, ""},
        {200, "", SOURCE_RETRY, ""},
        {200, CHALLENGE, SOURCE_RETRY, ""},
        {400, "{\"message\":\"Invalid username or password\"}", SOURCE_REFUSED, ""},
        {401, "{\"token\":\"eyJh\"}", SOURCE_REFUSED, ""},
        {403, CHALLENGE, SOURCE_REFUSED, ""},
        {429, "{}", SOURCE_RETRY, ""},
        {500, "", SOURCE_RETRY, ""},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        char token[SOURCE_TOKEN_SIZE] = "left over";
        struct reply *r = reply_of(rows[i].status, rows[i].body);
        if (openreview_login.read(r, token) != rows[i].came_to || strcmp(token, rows[i].token) != 0)
            fail_msg("%d %s gives the token '%s'", rows[i].status, rows[i].body, token);
        reply_free(r);
    }
}

/* One byte too many, and one that just fits. */
static void test_long_tokens(void **state)
{
    (void)state;
    for (size_t n = SOURCE_TOKEN_SIZE - 1; n <= SOURCE_TOKEN_SIZE; n++) {
        char token[SOURCE_TOKEN_SIZE];
        char *body = xasprintf("{\"token\":\"%0*d\"}", (int)n, 7);
        struct reply *r = reply_of(200, body);
        bool fits = n < SOURCE_TOKEN_SIZE;
        assert_int_equal(openreview_login.read(r, token), fits ? SOURCE_OK : SOURCE_REFUSED);
        assert_int_equal(strlen(token), fits ? n : 0);
        reply_free(r);
        free(body);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_who_logs_in, without_secrets, without_secrets),
        cmocka_unit_test_setup_teardown(test_request, without_secrets, without_secrets),
        cmocka_unit_test(test_answers),
        cmocka_unit_test(test_long_tokens),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
