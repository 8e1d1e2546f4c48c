/* reading: words, characters and pages, and the minutes they come to. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "gloss/base/reading.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static void test_counts(void **state)
{
    static const struct {
        const char *text;
        size_t words, ideographs;
    } rows[] = {
        {"", 0, 0},
        {"Tea cools.", 2, 0},
        {"  It's half-cold \u2014 at 20 \u00b0C, isn't it?  ", 7, 0},
        {"- * | =>", 0, 0},
        {"\u00dcber \u0427\u0430\u0439", 2, 0},
        {"\u8336\u304c\u51b7\u3081\u308b\u3002", 0, 5},
        {"\u8336 tea \u51b7", 1, 2},
        {"tea\u8336tea", 2, 1},
        {"\xff\xfe tea", 1, 0},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct reading r = {0, 0};
        reading_add(&r, rows[i].text, strlen(rows[i].text));
        if (r.words != rows[i].words || r.ideographs != rows[i].ideographs)
            fail_msg("row %zu: %zu words, %zu ideographs", i, r.words, r.ideographs);
    }
}

static void test_minutes(void **state)
{
    (void)state;
    assert_int_equal(reading_minutes_of_words(0), 0);
    assert_int_equal(reading_minutes_of_words(-5), 0);
    assert_int_equal(reading_minutes_of_words(1), 1);
    assert_int_equal(reading_minutes_of_words(230), 1);
    assert_int_equal(reading_minutes_of_words(231), 2);
    assert_int_equal(reading_minutes_of_pages(35), 60);
    assert_int_equal(reading_minutes_of_pages(1), 2);
    assert_int_equal(reading_minutes_of_pages(0), 0);
    assert_int_equal(reading_minutes_of_pages(1000000), 0);
    assert_int_equal(reading_minutes(&(struct reading){0, 0}), 0);
    assert_int_equal(reading_minutes(&(struct reading){460, 0}), 2);
    assert_int_equal(reading_minutes(&(struct reading){230, 400}), 2);
}

static void test_pages_in(void **state)
{
    static const struct {
        const char *note;
        long pages;
    } rows[] = {
        {"35 pages, 10 figures", 35},
        {"Under review. 44 pages, 30 figures", 44},
        {"9 pages. Accepted", 9},
        {"A 12-page paper", 12},
        {"1 page", 1},
        {"Accepted (16 Pages)", 16},
        {"pages 302-313; 12 pages", 12},
        {"project page: https://x.example/page2", 0},
        {"v2.17pages", 17},
        {"ICML2023pages", 0},
        {"99999 pages", 0},
        {"0 pages", 0},
        {"page", 0},
        {"", 0},
        {NULL, 0},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++)
        if (reading_pages_in(rows[i].note) != rows[i].pages)
            fail_msg("row %zu: %ld", i, reading_pages_in(rows[i].note));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_counts),
        cmocka_unit_test(test_minutes),
        cmocka_unit_test(test_pages_in),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
