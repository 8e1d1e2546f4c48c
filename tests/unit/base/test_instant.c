/* Instants and durations: the three forms of HTTP dates, our own timestamps, lengths of time. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>
#include <time.h>

#include "gloss/base/date.h"

#define ROWS(table) (sizeof(table) / sizeof((table)[0]))

static void http(void **state)
{
    static const struct {
        const char *text;
        int64_t expected; /* -1: refused */
    } rows[] = {
        {"Sun, 06 Nov 1994 08:49:37 GMT", 784111777},
        {"Sunday, 06-Nov-94 08:49:37 GMT", 784111777},
        {"Sun Nov  6 08:49:37 1994", 784111777},
        {"Sun Nov 16 08:49:37 1994", 784975777},
        {"Thu, 01 Jan 1970 00:00:00 GMT", 0},
        {"Thu, 29 Feb 2024 23:59:59 GMT", 1709251199},
        {"Sat, 31 Dec 2016 23:59:60 GMT", 1483228799}, /* a leap second */
        {"Monday, 01-Jan-69 00:00:00 GMT", 3124224000},
        {"Fri, 31 Dec 9999 23:59:59 GMT", INT64_C(253402300799)},
        {"Wed, 29 Feb 2023 00:00:00 GMT", -1},
        {"Sun, 06 Nov 1994 24:00:00 GMT", -1},
        {"Sun, 06 Nov 1994 08:60:00 GMT", -1},
        {"Sun, 06 Nov 1994 08:49:61 GMT", -1},
        {"Sun, 6 Nov 1994 08:49:37 GMT", -1},
        {"Sun, 06 Nov 1994 08:49:37 UTC", -1},
        {"Sun, 06 Nov 1994 08:49:37 GMT ", -1},
        {"Sun, 06 Foo 1994 08:49:37 GMT", -1},
        {"Sun, 06 Nov 1994", -1},
        {"1994-11-06", -1},
        {"120", -1},
        {"0", -1},
        {"-1", -1},
        {"", -1},
        {"Sun", -1},
    };

    (void)state;
    for (size_t i = 0; i < ROWS(rows); i++) {
        int64_t t = -1;

        if (!instant_parse_http(rows[i].text, &t))
            t = -1;
        if (t != rows[i].expected)
            print_error("'%s'\n", rows[i].text);
        assert_int_equal(t, rows[i].expected);
    }
}

static void own_format(void **state)
{
    char text[INSTANT_SIZE];
    int64_t t;

    (void)state;
    assert_string_equal(instant_format(0, text), "1970-01-01T00:00:00Z");
    assert_string_equal(instant_format(1704706200, text), "2024-01-08T09:30:00Z");
    assert_string_equal(instant_format(-1, text), "1969-12-31T23:59:59Z");
    assert_true(strlen(instant_format(INT64_MAX, text)) < INSTANT_SIZE);
    assert_true(strlen(instant_format(INT64_MIN, text)) < INSTANT_SIZE);
    assert_true(instant_parse("2024-01-08T09:30:00Z", &t));
    assert_int_equal(t, 1704706200);
    assert_false(instant_parse("2024-01-08", &t));
    assert_false(instant_parse("2024-01-08T09:30:00+00:00", &t));
    assert_false(instant_parse("2024-02-30T09:30:00Z", &t));
    assert_false(instant_parse("2024-01-08T09:30:00Zx", &t));
    assert_false(instant_parse("", &t));
}

/* The C library's calendar agrees, over two centuries. */
static void agrees(void **state)
{
    (void)state;
    for (int64_t t = -2208988800; t < 4102444800; t += 86400 * 7 + 3607) {
        time_t seconds = (time_t)t;
        char expected[INSTANT_SIZE];
        char text[INSTANT_SIZE];
        struct date day = date_of_instant(t);
        struct tm tm;
        int64_t back;

        assert_non_null(gmtime_r(&seconds, &tm));
        strftime(expected, sizeof(expected), "%Y-%m-%dT%H:%M:%SZ", &tm);
        assert_string_equal(instant_format(t, text), expected);
        assert_true(instant_parse(text, &back));
        assert_int_equal(back, t);
        assert_int_equal(day.year, tm.tm_year + 1900);
        assert_int_equal(day.month, tm.tm_mon + 1);
        assert_int_equal(day.day, tm.tm_mday);
    }
}

static void far_away(void **state)
{
    (void)state;
    assert_int_equal(date_of_instant(INT64_MAX).year, 0);
    assert_int_equal(date_of_instant(INT64_MIN).year, 0);
}

static void durations(void **state)
{
    static const struct {
        const char *text;
        int64_t expected; /* -1: refused */
    } rows[] = {
        {"90", 90000},
        {"90s", 90000},
        {"0", 0},
        {"1.5h", 5400000},
        {"0.25s", 250},
        {"250ms", 250},
        {"0.5ms", 0},
        {"2m", 120000},
        {"7d", 604800000},
        {"2w", 1209600000},
        {"1.0000000000000000000000001s", 1000},
        {"15250284452w", INT64_C(15250284452) * 604800000},
        {"15250284453w", -1},
        {"9223372036854775807ms", INT64_MAX},
        {"9223372036854775808ms", -1},
        {"99999999999999999999", -1},
        {"", -1},
        {"s", -1},
        {"-1", -1},
        {"+1", -1},
        {" 1", -1},
        {"1 s", -1},
        {"1s ", -1},
        {"1.", -1},
        {".5", -1},
        {"1.s", -1},
        {"1y", -1},
        {"1H", -1},
        {"1h30m", -1},
        {"1e3", -1},
        {"0x10", -1},
        {"nan", -1},
    };

    (void)state;
    for (size_t i = 0; i < ROWS(rows); i++) {
        int64_t ms = -1;

        if (!duration_parse(rows[i].text, &ms))
            ms = -1;
        if (ms != rows[i].expected)
            print_error("'%s'\n", rows[i].text);
        assert_int_equal(ms, rows[i].expected);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(http),     cmocka_unit_test(own_format), cmocka_unit_test(agrees),
        cmocka_unit_test(far_away), cmocka_unit_test(durations),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
