/* What is set, what goes back, and that nothing goes anywhere else. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "gloss/base/mem.h"
#include "gloss/net/jar.h"

enum { NOW = 1700000000 };

static bool set(struct jar *j, const char *url, const char *field)
{
    struct reply *reply = reply_new(url);
    reply_add_header(reply, "Set-Cookie", field);
    bool changed = jar_take(j, reply, NOW);
    reply_free(reply);
    return changed;
}

static void expect(const struct jar *j, const char *url, int64_t now, const char *expected)
{
    char *got = jar_header(j, url, now);
    if (!got != !expected || (got && strcmp(got, expected) != 0))
        fail_msg("%s: \"%s\" instead of \"%s\"", url, got ? got : "", expected ? expected : "");
    free(got);
}

static void each_field_is_read(void **state)
{
    static const struct {
        const char *from, *field, *to, *expected;
    } rows[] = {
        {"https://a.example/", "id=1", "https://a.example/x", "id=1"},
        {"https://a.example/", " id = 1 ; Path=/", "https://a.example/", "id=1"},
        {"https://a.example/", "id=", "https://a.example/", "id="},
        {"https://a.example/", "id=a=b=c", "https://a.example/", "id=a=b=c"},
        {"https://a.example/", "id=\"q\"", "https://a.example/", "id=\"q\""},
        {"https://a.example/", "id=1; HttpOnly; SameSite=Strict; X=y", "https://a.example/",
         "id=1"},
        /* no cookie at all */
        {"https://a.example/", "", "https://a.example/", NULL},
        {"https://a.example/", "=1", "https://a.example/", NULL},
        {"https://a.example/", "id", "https://a.example/", NULL},
        {"https://a.example/", "; id=1", "https://a.example/", NULL},
        {"https://a.example/", "id=1\r\nX-Evil: 1", "https://a.example/", NULL},
        {"https://a.example/", "id=\x01", "https://a.example/", NULL},
        {"mailto:a@a.example", "id=1", "https://a.example/", NULL},
        /* never across hosts */
        {"https://a.example/", "id=1; Domain=example", "https://b.example/", NULL},
        {"https://a.example/", "id=1; Domain=a.example", "https://www.a.example/", NULL},
        {"https://www.a.example/", "id=1; Domain=.a.example", "https://a.example/", NULL},
        {"https://www.a.example/", "id=1; Domain=.a.example", "https://www.a.example/", "id=1"},
        {"https://a.example/", "id=1; Domain=b.example", "https://b.example/", NULL},
        {"https://A.EXAMPLE/", "id=1", "https://a.example/", "id=1"},
        /* paths */
        {"https://a.example/docs/x", "id=1", "https://a.example/docs/y", "id=1"},
        {"https://a.example/docs/x", "id=1", "https://a.example/docs", "id=1"},
        {"https://a.example/docs/x", "id=1", "https://a.example/docsy", NULL},
        {"https://a.example/docs/x", "id=1", "https://a.example/", NULL},
        {"https://a.example/docs/x", "id=1; Path=/", "https://a.example/", "id=1"},
        {"https://a.example/docs/x", "id=1; path=docs", "https://a.example/", NULL},
        {"https://a.example/", "id=1; Path=/docs/", "https://a.example/docs", NULL},
        {"https://a.example/", "id=1; Path=/docs/", "https://a.example/docs/y", "id=1"},
        /* schemes */
        {"https://a.example/", "id=1; Secure", "http://a.example/", NULL},
        {"https://a.example/", "id=1", "http://a.example/", "id=1"},
        {"http://a.example/", "id=1; Secure", "https://a.example/", NULL},
        /* ends */
        {"https://a.example/", "id=1; Max-Age=60", "https://a.example/", "id=1"},
        {"https://a.example/", "id=1; Max-Age=0", "https://a.example/", NULL},
        {"https://a.example/", "id=1; Max-Age=-5", "https://a.example/", NULL},
        {"https://a.example/", "id=1; Max-Age=99999999999999999999", "https://a.example/", "id=1"},
        {"https://a.example/", "id=1; Max-Age=soon", "https://a.example/", "id=1"},
        {"https://a.example/", "id=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT", "https://a.example/",
         NULL},
        {"https://a.example/", "id=1; Expires=Fri, 01 Jan 2038 00:00:00 GMT", "https://a.example/",
         "id=1"},
        {"https://a.example/", "id=1; Max-Age=60; Expires=Thu, 01 Jan 1970 00:00:00 GMT",
         "https://a.example/", "id=1"},
        {"https://a.example/", "id=1; Expires=whenever", "https://a.example/", "id=1"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct jar *j = jar_new();
        (void)set(j, rows[i].from, rows[i].field);
        expect(j, rows[i].to, NOW, rows[i].expected);
        jar_free(j);
    }
}

static void changes_are_told(void **state)
{
    static const struct {
        const char *field;
        bool changed;
        const char *then;
    } rows[] = {
        {"a=1", true, "a=1"},
        {"a=1", false, "a=1"},
        {"b=2", true, "a=1; b=2"},
        {"a=3", true, "a=3; b=2"},
        {"a=4; Path=/other", true, "a=3; b=2"},
        {"b=; Max-Age=0", true, "a=3"},
        {"b=; Max-Age=0", false, "a=3"},
        {"c=5; Max-Age=10", true, "a=3; c=5"},
    };
    (void)state;
    struct jar *j = jar_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(set(j, "https://a.example/", rows[i].field), rows[i].changed);
        expect(j, "https://a.example/", NOW, rows[i].then);
    }
    expect(j, "https://a.example/", NOW + 11, "a=3");
    jar_free(j);
}

static void there_is_a_limit(void **state)
{
    (void)state;
    struct jar *j = jar_new();
    char *field = xmalloc(JAR_BYTES_MAX + 8);
    memset(field, 'x', JAR_BYTES_MAX + 7);
    field[JAR_BYTES_MAX + 7] = '\0';
    field[1] = '=';
    assert_false(set(j, "https://a.example/", field));
    expect(j, "https://a.example/", NOW, NULL);
    (void)snprintf(field, JAR_BYTES_MAX, "p=1; Path=/%01030d", 0);
    assert_true(set(j, "https://b.example/docs/x", field)); /* of the folder that set it, then */
    expect(j, "https://b.example/docs/y", NOW, "p=1");
    for (int i = 0; i < JAR_COOKIES_MAX + 10; i++) {
        (void)snprintf(field, JAR_BYTES_MAX, "c%d=1", i);
        assert_true(set(j, "https://a.example/", field));
    }
    char *all = jar_header(j, "https://a.example/", NOW);
    assert_int_equal(strncmp(all, "c10=1; c11=1; ", 14), 0);
    assert_string_equal(all + strlen(all) - 6, " c59=1");
    free(all);
    free(field);
    jar_free(j);
    jar_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(each_field_is_read),
                                       cmocka_unit_test(changes_are_told),
                                       cmocka_unit_test(there_is_a_limit)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
