/* JSON as the web writes it, and as we do. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "gloss/base/json.h"
#include "gloss/base/mem.h"

#define ROWS(table) (sizeof(table) / sizeof((table)[0]))

static void lenient(void **state)
{
    static const struct {
        const char *text;
        const char *expected; /* NULL: no JSON */
    } rows[] = {
        {"{}", "{}"},
        {"[]", "[]"},
        {" {\"a\": 1} ", "{\"a\":1}"},
        {"\xEF\xBB\xBF{\"a\":1}", "{\"a\":1}"},
        {"{\"a\":1} trailing", "{\"a\":1}"},
        {"{\"a\":1};", "{\"a\":1}"},
        {"{\"a\":1}{\"b\":2}", "{\"a\":1}"},
        {"{\"a\":1,\"a\":2}", "{\"a\":2}"},
        {"\"text\"", "\"text\""},
        {"12", "12"},
        {"12;", "12"},
        {"null", "null"},
        {"<!-- {\"a\":1} -->", "{\"a\":1}"},
        {"<![CDATA[{\"a\":1}]]>", "{\"a\":1}"},
        {"//<![CDATA[\n{\"a\":1}\n//]]>", "{\"a\":1}"},
        {"// <![CDATA[ {\"a\":1} // ]]>", "{\"a\":1}"},
        {"/*<![CDATA[*/ {\"a\":1} /*]]>*/", "{\"a\":1}"},
        {"// a comment\n{\"a\":1}", "{\"a\":1}"},
        /* mended */
        {"{\"a\":1,}", "{\"a\":1}"},
        {"[1,2, ]", "[1,2]"},
        {"[1, 2,\n]", "[1,2]"},
        {"{\"a\":\"x\ny\tz\"}", "{\"a\":\"x\\ny\\tz\"}"},
        {"{\"a\":\"\x01\"}", "{\"a\":\"\\u0001\"}"},
        {"{\"a\":\"\\u0000\"}", "{\"a\":\"�\"}"},
        {"{\"a\":\"\\ud800\"}", "{\"a\":\"�\"}"},
        {"{\"a\":\"\\udc00x\"}", "{\"a\":\"�x\"}"},
        {"{\"a\":\"\\ud83e\\udd17 \\ud800\"}", "{\"a\":\"🤗 �\"}"},
        {"{\"a\":\"\\ud800\\u0041\"}", "{\"a\":\"�A\"}"},
        {"{\"a\":\"it\\'s\"}", "{\"a\":\"it's\"}"},
        {"{\"a\":\"\\x41\\u12\"}", "{\"a\":\"x41�12\"}"},
        {"{\"a\":\"caf\xE9\"}", "{\"a\":\"caf�\"}"},
        {"{\"a\xFF\":1}", "{\"a�\":1}"},
        {"{\"a\":123456789012345678901234567890}", "{\"a\":1.2345678901234568e29}"},
        {"{\"a\":1e999,\"b\":2}", "{\"a\":0,\"b\":2}"},
        {"[,]", "[]"},
        {"[\"a,]\",]", "[\"a,]\"]"},
        {"[\"\\\\\",]", "[\"\\\\\"]"},
        {"{\"a\":\"\\\"\",}", "{\"a\":\"\\\"\"}"},
        /* no JSON */
        {"", NULL},
        {"   ", NULL},
        {"\xEF\xBB\xBF", NULL},
        {"text", NULL},
        {"12abc", NULL},
        {"12 apples", NULL},
        {"{", NULL},
        {"{\"a\"", NULL},
        {"{\"a\":\"open", NULL},
        {"{\"a\":\"open\\", NULL},
        {"{a:1}", NULL},
        {"{'a':1}", NULL},
        {"[1 2]", NULL},
        {"<html>", NULL},
        {"<!--", NULL},
        {"//", NULL},
        {"/*", NULL},
        {"-", NULL},
        {"[-]", NULL},
        {"{\"a\":}", NULL},
    };

    (void)state;
    for (size_t i = 0; i < ROWS(rows); i++) {
        json_t *value = json_parse_lenient(rows[i].text, strlen(rows[i].text));
        char *text = value != NULL ? json_text(value) : NULL;

        if (rows[i].expected == NULL ? text != NULL
                                     : text == NULL || strcmp(text, rows[i].expected) != 0) {
            print_error("'%s' gave '%s'\n", rows[i].text, text != NULL ? text : "(none)");
            fail();
        }
        free(text);
        json_decref(value);
    }
    assert_null(json_parse_lenient(NULL, 0));
}

static void lenient_nul(void **state)
{
    json_t *value = json_parse_lenient("{\"a\":\"x\0y\"}", 11);

    (void)state;
    assert_non_null(value);
    assert_string_equal(json_get(value, "a"), "x�y");
    json_decref(value);
}

static void strict(void **state)
{
    json_t *value = json_parse("{\"a\":1}", 7);

    (void)state;
    assert_non_null(value);
    json_decref(value);
    assert_null(json_parse("{\"a\":1,}", 8));
    assert_null(json_parse("{\"a\":1} x", 9));
    assert_null(json_parse("", 0));
    assert_null(json_parse(NULL, 0));
}

static void put(void **state)
{
    json_t *obj = json_object();
    char *text;

    (void)state;
    json_put(obj, "null", NULL);
    json_put(obj, "empty", "");
    json_put(obj, "z", "é");
    json_put(obj, "bad", "caf\xE9");
    json_put_int(obj, "n", -5);
    json_put_new(obj, "none", NULL);
    json_put_new(obj, "no-object", json_object());
    json_put_new(obj, "no-array", json_array());
    json_put_new(obj, "list", json_pack("[i]", 1));
    json_put_new(obj, "false", json_false());
    text = json_text(obj);
    assert_string_equal(text,
                        "{\"z\":\"é\",\"bad\":\"caf�\",\"n\":-5,\"list\":[1],\"false\":false}");
    free(text);
    json_decref(obj);
}

static void paths(void **state)
{
    static const char text[] =
        "{\"authors\":[{\"name\":\"A\"},{\"name\":\"B\"}],\"n\":1,\"\":\"e\"}";
    json_t *root = json_parse(text, strlen(text));

    (void)state;
    assert_string_equal(json_get(root, "authors.0.name"), "A");
    assert_string_equal(json_get(root, "authors.1.name"), "B");
    assert_null(json_get(root, "authors.2.name"));
    assert_null(json_get(root, "authors.-1.name"));
    assert_null(json_get(root, "authors.x.name"));
    assert_null(json_get(root, "authors.0.name.x"));
    assert_null(json_get(root, "authors"));
    assert_null(json_get(root, "n"));
    assert_int_equal(json_integer_value(json_at(root, "n")), 1);
    assert_string_equal(json_get(root, ""), "e");
    assert_null(json_get(root, "missing"));
    assert_null(json_at(NULL, "x"));
    assert_true(json_is_array(json_at(root, "authors")));
    json_decref(root);
}

static json_t *parse_repeated(const char *unit, size_t length)
{
    size_t n = strlen(unit);
    char *text = xmalloc(length);
    json_t *value;

    for (size_t j = 0; j < length; j++)
        text[j] = unit[j % n];
    value = json_parse_lenient(text, length);
    free(text);
    return value;
}

static void hostile(void **state)
{
    static const char *const units[] = {"[",   "{\"a\":", "\"",    "\\",   ", ",
                                        "[],", "<!--",    "//",    "/*",   "//\n",
                                        "1",   "-",       "\"\\u", "\xFF", "[1,\n\n"};

    (void)state;
    for (size_t i = 0; i < ROWS(units); i++) {
        json_t *value = parse_repeated(units[i], 1 << 20);

        /* Only a bare container before the rest may be read out of such a thing. */
        assert_true(value == NULL || json_array_size(value) == 0);
        json_decref(value);
    }
}

/* A million small containers are refused: they would cost 300 MB. */
static void many_containers(void **state)
{
    const size_t count = 400000;
    char *text = xmalloc(count * 3 + 2);
    size_t n = 0;

    (void)state;
    text[n++] = '[';
    for (size_t i = 0; i < count; i++) {
        memcpy(text + n, i == 0 ? "{}" : ",{}", i == 0 ? 2 : 3);
        n += i == 0 ? 2 : 3;
    }
    text[n++] = ']';
    assert_null(json_parse_lenient(text, n));
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lenient),         cmocka_unit_test(lenient_nul),
        cmocka_unit_test(strict),          cmocka_unit_test(put),
        cmocka_unit_test(paths),           cmocka_unit_test(hostile),
        cmocka_unit_test(many_containers),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
