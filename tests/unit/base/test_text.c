/* Text made safe and comparable: tables of strings as they come and as they must leave. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "gloss/base/mem.h"
#include "gloss/base/text.h"

#define ROWS(table) (sizeof(table) / sizeof((table)[0]))

struct row {
    const char *text;
    const char *expected;
};

static void check(const struct row *rows, size_t n, char *(*change)(const char *, size_t))
{
    size_t wrong = 0;

    for (size_t i = 0; i < n; i++) {
        char *got = change(rows[i].text, strlen(rows[i].text));

        if (strcmp(got, rows[i].expected) != 0) {
            print_error("'%s' gave '%s', not '%s'\n", rows[i].text, got, rows[i].expected);
            wrong++;
        }
        free(got);
    }
    assert_int_equal(wrong, 0);
}

static void is_utf8(void **state)
{
    static const struct {
        const char *text;
        bool expected;
    } rows[] = {
        {"", true},
        {"plain", true},
        {"naïve — 北京 🤗", true},
        {"\xC2\x80", true},
        {"\xED\x9F\xBF", true},
        {"\xEE\x80\x80", true},
        {"\xF4\x8F\xBF\xBF", true},
        {"\xEF\xBF\xBF", true},
        {"0123456\xC3\xA9", true},
        {"\x80", false},
        {"\xC0\x80", false}, /* overlong */
        {"\xC1\xBF", false},
        {"\xE0\x80\x80", false},
        {"\xE0\x9F\xBF", false},
        {"\xF0\x80\x80\x80", false},
        {"\xED\xA0\x80", false}, /* surrogate */
        {"\xF4\x90\x80\x80", false},
        {"\xF5\x80\x80\x80", false},
        {"\xFF", false},
        {"\xC3", false},
        {"\xE2\x82", false},
        {"\xF0\x9F\xA4", false},
        {"0123456\xC3", false},
        {"01234567\xC3(", false},
    };

    (void)state;
    for (size_t i = 0; i < ROWS(rows); i++)
        assert_int_equal(text_is_utf8(rows[i].text, strlen(rows[i].text)), rows[i].expected);
    assert_true(text_is_utf8("a\0b", 3));
}

static void repair(void **state)
{
    static const struct row rows[] = {
        {"", ""},
        {"fine é", "fine é"},
        {"caf\xE9", "caf�"},
        {"\xFF\xFE", "��"},
        {"a\xE2\x82z", "a�z"}, /* one mark for the longest meaningless prefix */
        {"\xF0\x9F\xA4", "�"},
        {"\xED\xA0\x80", "���"},
        {"\xC0\xAF", "��"},
        {"e\xCC\x81", "e\xCC\x81"}, /* not normalised */
    };
    char *nul = text_repair("a\0\xFF", 3);

    (void)state;
    check(rows, ROWS(rows), text_repair);
    assert_memory_equal(nul, "a\0\xEF\xBF\xBD", 6);
    free(nul);
}

static void clean(void **state)
{
    static const struct row rows[] = {
        {"", ""},
        {" ", ""},
        {"plain", "plain"},
        {"  two  blanks ", "two blanks"},
        {"tab\tnewline\r\nfeed\f\vend\n", "tab newline feed end"},
        {"\x01"
         "a\x02\x1F"
         "b\x7F",
         "ab"},
        {"\x1B[31mred\x1B[0m", "[31mred[0m"},
        {"a\xC2\xA0"
         "b",
         "a b"},
        {"a\xE2\x80\x80\xE2\x80\x8A"
         "b",
         "a b"},
        {"a\xE3\x80\x80"
         "b",
         "a b"},
        {"a\xE2\x80\xA8"
         "b\xE2\x80\xA9"
         "c",
         "a b c"},
        {"a\xC2\x85"
         "b",
         "a b"},
        {"a\xE2\x80\x8B"
         "b",
         "ab"},
        {"a\xC2\xAD"
         "b",
         "ab"},
        {"\xEF\xBB\xBF"
         "bom",
         "bom"},
        {"a\xE2\x80\xAE"
         "evil\xE2\x80\xAC"
         "b",
         "aevilb"},
        {"a\xE2\x81\xA6x\xE2\x81\xA9", "ax"},
        {"a\xEF\xBF\xBE\xEF\xB7\x90"
         "b",
         "ab"},
        {"a\xF3\xA0\x81\xA1"
         "b",
         "ab"},
        {"a\xC2\x9B"
         "31m",
         "a31m"},
        {"e\xCC\x81t\xC3\xA9", "été"},
        {"A\xCC\x8A", "Å"},
        {"\xE2\x84\xAB", "Å"},
        {"ﬁ", "ﬁ"},
        {"\xE1\x84\x80\xE1\x85\xA1", "가"},
        {"\xE2\x80\x8E"
         "ltr mark stays",
         "\xE2\x80\x8E"
         "ltr mark stays"},
        {"👩\xE2\x80\x8D💻", "👩\xE2\x80\x8D💻"},
        {"می\xE2\x80\x8Cخواهم", "می\xE2\x80\x8Cخواهم"},
        {"caf\xE9 x", "caf� x"},
        {"\xF0\x9F\xA4 ", "�"},
        {"北京　大学", "北京 大学"},
        {"— “quoted” —", "— “quoted” —"},
    };
    char *nul = text_clean("a\0b", 3);

    (void)state;
    check(rows, ROWS(rows), text_clean);
    assert_string_equal(nul, "ab");
    free(nul);
}

/* The stream-safe limit: a tower of marks is cut, a decent pile is not. */
static void marks(void **state)
{
    char tower[2 + 2 * 100 + 1] = "a";
    char *got;

    (void)state;
    for (size_t i = 0; i < 100; i++)
        memcpy(tower + 1 + 2 * i, i % 2 == 0 ? "\xCC\xA3" : "\xCC\x81", 3);
    got = text_clean(tower, strlen(tower));
    assert_true(strlen(got) > 2 * 28);
    assert_true(strlen(got) < 2 * 40);
    free(got);
}

static void width(void **state)
{
    static const struct {
        const char *text;
        size_t expected;
    } rows[] = {
        {"", 0},  {"abc", 3}, {"é", 1},    {"e\xCC\x81", 1},     {"北京", 4},     {"🤗", 2},
        {"…", 1}, {"\n", 0},  {"\xFF", 1}, {"a\xE2\x80\x8D", 1}, {"ｆｕｌｌ", 8},
    };

    (void)state;
    for (size_t i = 0; i < ROWS(rows); i++)
        assert_int_equal(text_width(rows[i].text), rows[i].expected);
}

static void fit(void **state)
{
    static const struct {
        const char *text;
        size_t cells;
        const char *expected;
    } rows[] = {
        {"", 0, ""},
        {"abc", 0, ""},
        {"abc", 3, "abc"},
        {"abc", 2, "a…"},
        {"abc", 1, "…"},
        {"one two three", 13, "one two three"},
        {"one two three", 12, "one two…"},
        {"one two three", 9, "one two…"},
        {"one two three", 8, "one two…"},
        {"one two three", 7, "one…"},
        {"a incomprehensibilities", 12, "a incompreh…"},
        {"one, two", 5, "one…"},
        {"北京大学", 8, "北京大学"},
        {"北京大学", 7, "北京大…"},
        {"北京大学", 6, "北京…"},
        {"北京大学", 2, "…"},
        {"e\xCC\x81"
         "e\xCC\x81"
         "e\xCC\x81",
         2, "é…"},
        {"👩\xE2\x80\x8D💻 coder", 3, "…"},
        {"  spaces   folded  ", 99, "spaces folded"},
    };

    (void)state;
    for (size_t i = 0; i < ROWS(rows); i++) {
        char *got = text_fit(rows[i].text, rows[i].cells);

        if (strcmp(got, rows[i].expected) != 0)
            print_error("'%s' in %zu gave '%s'\n", rows[i].text, rows[i].cells, got);
        assert_string_equal(got, rows[i].expected);
        assert_true(text_width(got) <= rows[i].cells);
        free(got);
    }
}

static void ascii(void **state)
{
    static const char text[] = "The Content-Type";

    (void)state;
    assert_true(text_ieq("Content-Type", "content-type"));
    assert_true(text_ieq("", ""));
    assert_false(text_ieq("a", "ab"));
    assert_false(text_ieq("ab", "a"));
    assert_false(text_ieq("É", "é")); /* ASCII only */
    assert_false(text_ieq("@", "`"));
    assert_true(text_istarts("HTTP://x", "http://"));
    assert_true(text_istarts("x", ""));
    assert_false(text_istarts("htt", "http"));
    assert_true(text_iends("paper.PDF", ".pdf"));
    assert_true(text_iends("x", ""));
    assert_false(text_iends("df", ".pdf"));
    assert_ptr_equal(text_ifind(text, "content"), text + 4);
    assert_ptr_equal(text_ifind(text, ""), text);
    assert_ptr_equal(text_ifind(text, "E"), text + 2);
    assert_null(text_ifind(text, "types"));
    assert_null(text_ifind("", "x"));
}

static void to_int(void **state)
{
    static const struct {
        const char *text;
        long long min, max;
        bool fine;
        long long expected;
    } rows[] = {
        {"0", 0, 10, true, 0},
        {"10", 0, 10, true, 10},
        {"007", 0, 10, true, 7},
        {"-5", -10, 10, true, -5},
        {"-0", -10, 10, true, 0},
        {"9223372036854775807", LLONG_MIN, LLONG_MAX, true, LLONG_MAX},
        {"-9223372036854775808", LLONG_MIN, LLONG_MAX, true, LLONG_MIN},
        {"9223372036854775808", LLONG_MIN, LLONG_MAX, false, 0},
        {"99999999999999999999999", LLONG_MIN, LLONG_MAX, false, 0},
        {"11", 0, 10, false, 0},
        {"-1", 0, 10, false, 0},
        {"", 0, 10, false, 0},
        {"-", 0, 10, false, 0},
        {"+5", 0, 10, false, 0},
        {"--5", -10, 10, false, 0},
        {" 5", 0, 10, false, 0},
        {"5 ", 0, 10, false, 0},
        {"5x", 0, 10, false, 0},
        {"0x5", 0, 10, false, 0},
        {"5.0", 0, 10, false, 0},
        {"٣", 0, 10, false, 0},
    };

    (void)state;
    for (size_t i = 0; i < ROWS(rows); i++) {
        long long got = 0;

        assert_int_equal(text_to_int(rows[i].text, rows[i].min, rows[i].max, &got), rows[i].fine);
        assert_true(got == rows[i].expected);
    }
}

/* A megabyte of each malicious pattern through every function; the CPU time says it was linear. */
static void hostile(void **state)
{
    static const char *const units[] = {"a",
                                        " ",
                                        "\xFF",
                                        "\xCC\x81\xCC\xA3",
                                        "é",
                                        "\xE2\x82",
                                        "<a ='<b =\"",
                                        "&amp;amp;",
                                        "<!--",
                                        "&",
                                        "&#",
                                        "a. ",
                                        "Ã",
                                        "â€",
                                        "\xE2\x80\x8D",
                                        "a ",
                                        "\xEF\xB7\xBA",
                                        "<",
                                        "\xE1\x84\x80"};
    const size_t length = 1 << 20;

    (void)state;
    for (size_t i = 0; i < ROWS(units); i++) {
        size_t n = strlen(units[i]);
        char *text = xmalloc(length + 1);
        clock_t start = clock();
        char *got;

        for (size_t j = 0; j < length; j++)
            text[j] = units[i][j % n];
        text[length] = '\0';
        free(text_clean(text, length));
        free(text_clean_html(text, length));
        free(text_fold(text));
        free(text_fit(text, 70));
        free(text_fit(text, length / 2));
        free(text_sentences(text, 300));
        free(text_sentences(text, length * 2));
        got = text_unmojibake(text);
        free(got);
        text_contains(text, "a a a a b");
        text_similarity(text, text);
        text_decode_entities(text, length);
        if (clock() - start > 20 * CLOCKS_PER_SEC) {
            print_error("'%s' took %ld s\n", units[i], (long)((clock() - start) / CLOCKS_PER_SEC));
            fail();
        }
        free(text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(is_utf8), cmocka_unit_test(repair), cmocka_unit_test(clean),
        cmocka_unit_test(marks),   cmocka_unit_test(width),  cmocka_unit_test(fit),
        cmocka_unit_test(ascii),   cmocka_unit_test(to_int), cmocka_unit_test(hostile),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
