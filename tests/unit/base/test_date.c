/* Dates: what each notation says, and what is refused because it says nothing certain. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gloss/base/date.h"
#include "gloss/base/mem.h"

#define ROWS(table) (sizeof(table) / sizeof((table)[0]))

enum { NOW_YEAR = 2026 };

struct row {
    const char *text;
    const char *expected; /* as date_format writes it; "" when refused */
};

static size_t check(const struct row *rows, size_t n,
                    bool (*read)(const char *, int, struct date *))
{
    size_t wrong = 0;

    for (size_t i = 0; i < n; i++) {
        struct date date = {0, 0, 0};
        char text[DATE_SIZE];

        if (!read(rows[i].text, NOW_YEAR, &date))
            date = (struct date){0, 0, 0};
        if (strcmp(date_format(date, text), rows[i].expected) != 0) {
            print_error("'%s' gave '%s', not '%s'\n", rows[i].text, text, rows[i].expected);
            wrong++;
        }
    }
    return wrong;
}

static void parse(void **state)
{
    static const struct row rows[] = {
        /* ISO 8601 */
        {"2024-01-08", "2024-01-08"},
        {"2024-1-8", "2024-01-08"},
        {"2024-01", "2024-01"},
        {"2024", "2024"},
        {" 2024-01-08 ", "2024-01-08"},
        {"2024-01-08T09:30:00Z", "2024-01-08"},
        {"2024-01-08T09:30:00.000Z", "2024-01-08"},
        {"2024-01-08T09:30:00.123456+00:00", "2024-01-08"},
        {"2024-01-08T23:30:00-08:00", "2024-01-08"},
        {"2024-01-08T23:30:00+0100", "2024-01-08"},
        {"2024-01-08T09:30", "2024-01-08"},
        {"2024-01-08t09:30:00z", "2024-01-08"},
        {"2024-01-08 09:30:00", "2024-01-08"},
        {"2024-01-08 09:30:00 +0000", "2024-01-08"},
        {"2024-01-08 09:30:00 UTC", "2024-01-08"},
        {"2024-01-08Z", "2024-01-08"},
        {"2024-01-08+01:00", "2024-01-08"},
        {"20240108", "2024-01-08"},
        {"20240108T093000Z", "2024-01-08"},
        {"20240108T0930", "2024-01-08"},
        {"20240108093000", "2024-01-08"},
        {"2024/01/08", "2024-01-08"},
        {"2024/1/8", "2024-01-08"},
        {"2024.01.08", "2024-01-08"},
        {"2024/01", "2024-01"},
        /* HTTP and mail */
        {"Mon, 08 Jan 2024 09:30:00 GMT", "2024-01-08"},
        {"Mon, 8 Jan 2024 09:30:00 +0000", "2024-01-08"},
        {"8 Jan 2024 09:30:00 -0800 (PST)", "2024-01-08"},
        {"Sunday, 06-Nov-94 08:49:37 GMT", "1994-11-06"},
        {"Sun Nov  6 08:49:37 1994", "1994-11-06"},
        {"Mon Jan 08 09:30:00 +0000 2024", "2024-01-08"},
        {"Mon Jan 08 2024 09:30:00 GMT+0000 (Coordinated Universal Time)", "2024-01-08"},
        /* English */
        {"8 January 2024", "2024-01-08"},
        {"January 8, 2024", "2024-01-08"},
        {"JANUARY 8, 2024", "2024-01-08"},
        {"January 8 2024", "2024-01-08"},
        {"Jan. 8th, 2024", "2024-01-08"},
        {"Jan 1st 2024", "2024-01-01"},
        {"the 22nd of May, 2015", "2015-05-22"},
        {"22nd May 2015", "2015-05-22"},
        {"Sept. 9, 2021", "2021-09-09"},
        {"8-Jan-2024", "2024-01-08"},
        {"2024 Jan 8", "2024-01-08"},
        {"2024-Jan-08", "2024-01-08"},
        {"Monday, January 8, 2024", "2024-01-08"},
        {"Mon 8 Jan 2024", "2024-01-08"},
        {"January 8, 2024 at 10:30 AM", "2024-01-08"},
        {"January 8, 2024 10:30 am PST", "2024-01-08"},
        {"January 8, 2024, 9 a.m.", "2024-01-08"},
        {"10:30, 8 January 2024", "2024-01-08"},
        {"January 2024", "2024-01"},
        {"Jan. 2024", "2024-01"},
        {"January, 2024", "2024-01"},
        {"2024 January", "2024-01"},
        {"01/2024", "2024-01"},
        {"May\xC2\xA0"
         "21,\xC2\xA0"
         "2015",
         "2015-05-21"},
        /* German */
        {"8. Januar 2024", "2024-01-08"},
        {"den 8. März 2024", "2024-03-08"},
        {"8. Maerz 2024", "2024-03-08"},
        {"Montag, 8. Jänner 2024", "2024-01-08"},
        {"08.01.2024", "2024-01-08"},
        {"8.1.2024", "2024-01-08"},
        {"08.01.2024, 09:30 Uhr", "2024-01-08"},
        {"Dezember 2023", "2023-12"},
        /* French, Spanish, Italian, Portuguese, Dutch */
        {"8 janvier 2024", "2024-01-08"},
        {"1er février 2024", "2024-02-01"},
        {"le 15 août 2023", "2023-08-15"},
        {"lundi 8 janvier 2024", "2024-01-08"},
        {"8 déc. 2023", "2023-12-08"},
        {"8 de enero de 2024", "2024-01-08"},
        {"8 de septiembre del 2023", "2023-09-08"},
        {"miércoles, 10 de enero de 2024", "2024-01-10"},
        {"8 gennaio 2024", "2024-01-08"},
        {"1º maggio 2023", "2023-05-01"},
        {"8 de março de 2024", "2024-03-08"},
        {"8 januari 2024", "2024-01-08"},
        {"8 mrt. 2024", "2024-03-08"},
        /* Chinese and Japanese */
        {"2024年1月8日", "2024-01-08"},
        {"2024年1月", "2024-01"},
        {"2024年 1月 8日", "2024-01-08"},
        /* PDF, epoch */
        {"D:20240108093000+01'00'", "2024-01-08"},
        {"D:20240108093000Z", "2024-01-08"},
        {"D:20240108", "2024-01-08"},
        {"D:202401", "2024-01"},
        {"D:2024", "2024"},
        {"1704706200", "2024-01-08"},
        {"1704706200000", "2024-01-08"},
        /* decided by a number over 12 */
        {"13/01/2024", "2024-01-13"},
        {"01/13/2024", "2024-01-13"},
        {"13-01-2024", "2024-01-13"},
        {"5/5/2024", "2024-05-05"},
        {"01.13.2024", "2024-01-13"},
        /* refused: ambiguous */
        {"03/04/2024", ""},
        {"03-04-2024", ""},
        {"8 Jan 24", ""},
        {"1/2/24", ""},
        /* refused: impossible */
        {"2024-13-01", ""},
        {"2024-00-10", ""},
        {"2024-01-00", ""},
        {"2024-01-32", ""},
        {"2023-02-29", ""},
        {"2024-02-29", "2024-02-29"},
        {"1900-02-29", ""},
        {"2000-02-29", "2000-02-29"},
        {"31 April 2024", ""},
        {"April 31, 2024", ""},
        {"0001-01-01", ""},
        {"0000-00-00", ""},
        {"1899-12-31", ""},
        {"1900-01-01", "1900-01-01"},
        {"2028-12-31", "2028-12-31"},
        {"2029-01-01", ""},
        {"2029", ""},
        {"9999-12-31", ""},
        {"D:19000229", ""},
        {"9999999999", ""},
        {"1", ""},
        /* refused: no date */
        {"", ""},
        {"yesterday", ""},
        {"3 days ago", ""},
        {"2401.04088", ""},
        {"2023-24", ""},
        {"2024/2025", ""},
        {"2024-008", ""},
        {"2024-W02", ""},
        {"202401", ""},
        {"2024-01-08 to 2024-02-09", ""},
        {"2024-01-08 - 2024-02-09", ""},
        {"2024-01-08-15", ""},
        {"January", ""},
        {"January 8", ""},
        {"8", ""},
        {"12:30", ""},
        {"2024-01-08 something", ""},
        {"Published January 8, 2024", ""},
        {"May 21, 2015 by Andrej", ""},
        {"v1.2.2020x", ""},
        {"2024-01-08T", "2024-01-08"},
        {"12345678901234567890", ""},
        {"99999999", ""},
        {"D:", ""},
        {"D:20240108junk", ""},
        {"\xFF\xFE", ""},
    };

    (void)state;
    assert_int_equal(check(rows, ROWS(rows), date_parse), 0);
}

static void limit_lifted(void **state)
{
    struct date date;

    (void)state;
    assert_true(date_parse("2345-06-07", 0, &date));
    assert_int_equal(date.year, 2345);
}

static void find(void **state)
{
    static const struct row rows[] = {
        {"Posted by X on May 21, 2015 in Code", "2015-05-21"},
        {"May 21, 2015", "2015-05-21"},
        {"Nov 28, 2022 · 5 min read", "2022-11-28"},
        {"Published: 2024-01-08T09:30:00Z by Jane", "2024-01-08"},
        {"(2024-01-08)", "2024-01-08"},
        {"am 8. Januar 2024 von Max", "2024-01-08"},
        {"Veröffentlicht am 08.01.2024.", "2024-01-08"},
        {"Publié le 1er février 2024", "2024-02-01"},
        {"发布于2024年1月8日", "2024-01-08"},
        {"In May 2015 and on 8 June 2016 again", "2016-06-08"},
        {"03/04/2024 or rather 5 May 2024", "2024-05-05"},
        {"25 people came; 31 April 2024; 1 May 2024", "2024-05-01"},
        {"Published on\n\n   January\n8,\n2024", "2024-01-08"},
        {"Updated Jan 8, 2024, 10:30", "2024-01-08"},
        {"Mon, 08 Jan 2024 09:30:00 GMT", "2024-01-08"},
        /* not in here */
        {"", ""},
        {"January 2024", ""},
        {"2024", ""},
        {"Copyright 2024", ""},
        {"version 1.2.2020.3", ""},
        {"v1.2.2020", ""},
        {"192.168.1.2020", ""},
        {"arXiv:2401.04088", ""},
        {"10.1145/2024-01-08", ""},
        {"id-2024-01-08-99", ""},
        {"2024-01-081", ""},
        {"20240108", ""},
        {"page?d=2024-01-08", ""},
        {"12 May 20155", ""},
        {"call 8 January 555 2024", ""},
        {"31 February 2024", ""},
    };

    (void)state;
    assert_int_equal(check(rows, ROWS(rows), date_find), 0);
}

static void from_url(void **state)
{
    static const struct row rows[] = {
        {"https://karpathy.github.io/2015/05/21/rnn-effectiveness/", "2015-05-21"},
        {"https://lmsys.org/blog/2024-01-17-sglang/", "2024-01-17"},
        {"https://example.org/2024/01/08", "2024-01-08"},
        {"https://example.org/2024/1/8/x", "2024-01-08"},
        {"https://example.org/2024-01-08/x", "2024-01-08"},
        {"https://example.org/a/b/2024-01-08", "2024-01-08"},
        {"https://example.org/20240108", "2024-01-08"},
        {"https://example.org/20240108/x.html", "2024-01-08"},
        {"https://example.org/20240108-title", "2024-01-08"},
        {"https://example.org/blog/2024/01/title", "2024-01"},
        {"https://example.org/blog/2024/01/", "2024-01"},
        {"https://example.org/2024/jan/08/title", "2024-01-08"},
        {"https://example.org/2024/january/title", "2024-01"},
        {"https://example.org/2023/11/x/2024/01/08/", "2024-01-08"},
        {"https://example.org/2024/01/08?x=1", "2024-01-08"},
        {"/2024/01/08/", "2024-01-08"},
        {"https://example.org/2024/12345/", ""},
        {"https://example.org/2024/13/01/", ""},
        {"https://example.org/2024/02/30/x", "2024-02"},
        {"https://example.org/2024/", ""},
        {"https://arxiv.org/abs/2401.04088", ""},
        {"https://arxiv.org/ftp/arxiv/papers/1704/1704.04760.pdf", ""},
        {"https://example.org/?d=2024/01/08", ""},
        {"https://example.org/#/2024/01/08", ""},
        {"https://example.org/202401081234", ""},
        {"https://example.org/x20240108", ""},
        {"https://example.org/2024-13-08", ""},
        {"https://example.org/2050/01/08/", ""},
        {"https://2024/01/08", ""},
        {"https://example.org", ""},
        {"", ""},
        {"://", ""},
    };

    (void)state;
    assert_int_equal(check(rows, ROWS(rows), date_from_url), 0);
}

static void format(void **state)
{
    char text[DATE_SIZE];

    (void)state;
    assert_string_equal(date_format((struct date){2024, 1, 8}, text), "2024-01-08");
    assert_string_equal(date_format((struct date){2024, 1, 0}, text), "2024-01");
    assert_string_equal(date_format((struct date){2024, 0, 0}, text), "2024");
    assert_string_equal(date_format((struct date){0, 0, 0}, text), "");
    assert_string_equal(date_format((struct date){987, 1, 8}, text), "0987-01-08");
}

static void compare(void **state)
{
    static const struct {
        struct date a, b;
        int expected;
    } rows[] = {
        {{2024, 1, 8}, {2024, 1, 8}, 0},  {{2024, 1, 8}, {2024, 1, 9}, -1},
        {{2024, 2, 1}, {2024, 1, 9}, 1},  {{2023, 12, 31}, {2024, 1, 1}, -1},
        {{2024, 0, 0}, {2024, 5, 1}, 0},  {{2024, 5, 0}, {2024, 5, 31}, 0},
        {{2024, 5, 0}, {2024, 6, 1}, -1}, {{0, 0, 0}, {2024, 6, 1}, 0},
    };

    (void)state;
    for (size_t i = 0; i < ROWS(rows); i++) {
        assert_int_equal(date_compare(rows[i].a, rows[i].b), rows[i].expected);
        assert_int_equal(date_compare(rows[i].b, rows[i].a), -rows[i].expected);
    }
}

/* Every day of a century is read back from several notations. */
static void round_trip(void **state)
{
    (void)state;
    for (int64_t day = -70 * 366; day < 58 * 365; day += 3) {
        struct date date = date_of_instant(day * 86400 + 4711);
        char text[DATE_SIZE];
        char dotted[32];
        struct date back;

        if (date.year < 1900)
            continue;
        assert_true(date_parse(date_format(date, text), NOW_YEAR, &back));
        assert_memory_equal(&date, &back, sizeof(date));
        snprintf(dotted, sizeof(dotted), "%d.%d.%d", date.day, date.month, date.year);
        assert_true(date_parse(dotted, NOW_YEAR, &back));
        assert_memory_equal(&date, &back, sizeof(date));
    }
}

static void hostile(void **state)
{
    static const char *const units[] = {
        "1",   "1 ", "January ", "8 de de de ", "é",       "\xE5\xB9\xB4", "2024-",
        "12:", ".",  "\xFF",     "a",           "2024年1", "8 January "};
    const size_t length = 1 << 20;

    (void)state;
    for (size_t i = 0; i < ROWS(units); i++) {
        size_t n = strlen(units[i]);
        char *text = xmalloc(length + 1);
        struct date date;

        for (size_t j = 0; j < length; j++)
            text[j] = units[i][j % n];
        text[length] = '\0';
        assert_false(date_parse(text, NOW_YEAR, &date));
        assert_false(date_find(text, NOW_YEAR, &date));
        assert_false(date_from_url(text, NOW_YEAR, &date));
        free(text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parse),      cmocka_unit_test(limit_lifted), cmocka_unit_test(find),
        cmocka_unit_test(from_url),   cmocka_unit_test(format),       cmocka_unit_test(compare),
        cmocka_unit_test(round_trip), cmocka_unit_test(hostile),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
