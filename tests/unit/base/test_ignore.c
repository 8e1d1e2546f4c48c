/* Days on which ignores lapse, and how they are spoken of. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>

#include "gloss/base/date.h"
#include "gloss/base/ignore.h"

static void only_whole_days_that_exist(void **state)
{
    static const struct {
        const char *s;
        bool day;
    } rows[] = {
        {"2027-01-01", true},  {"2028-02-29", true},   {"2027-02-29", false}, {"2027-13-01", false},
        {"2027-1-1", false},   {"2027-01", false},     {"2027", false},       {"", false},
        {"2027/01/01", false}, {"01.01.2027", false},  {" 2027-01-1", false}, {"2027-01-00", false},
        {"1 May 2027", false}, {"2027-01-01T", false}, {"20270101", false},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (ignore_is_day(rows[i].s) != rows[i].day)
            fail_msg("%s", rows[i].s);
}

static void each_lapses_on_its_day(void **state)
{
    static const struct {
        const char *until;
        const char *now;
        bool lapsed;
    } rows[] = {
        {"2027-01-01", "2026-12-31T23:59:59Z", false},
        {"2027-01-01", "2027-01-01T00:00:00Z", true},
        {"2027-01-01", "2027-06-01T00:00:00Z", true},
        {"2027-01-01", "1999-01-01T00:00:00Z", false},
        {NULL, "2999-01-01T00:00:00Z", false},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct ignore ignore = {.until = rows[i].until, .why = ""};
        int64_t now = 0;
        assert_true(instant_parse(rows[i].now, &now));
        assert_int_equal(ignore_has_lapsed(&ignore, now), rows[i].lapsed);
    }
}

static void each_has_its_words(void **state)
{
    static const struct {
        struct ignore ignore;
        bool lapsed;
        const char *words;
    } rows[] = {
        {{.until = "2027-01-01", .why = "it moves"}, false, "ignored until 2027-01-01: it moves"},
        {{.until = "2027-01-01", .why = ""}, false, "ignored until 2027-01-01"},
        {{.why = "it moves"}, false, "ignored: it moves"},
        {{.why = ""}, false, "ignored"},
        {{.until = "2027-01-01", .why = "it moves"},
         true,
         "the ignore lapsed on 2027-01-01: it moves"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char *words = ignore_words(&rows[i].ignore, rows[i].lapsed);
        assert_string_equal(words, rows[i].words);
        free(words);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(only_whole_days_that_exist),
                                       cmocka_unit_test(each_lapses_on_its_day),
                                       cmocka_unit_test(each_has_its_words)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
