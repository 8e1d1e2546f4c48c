/* clock: dates can be set, durations cannot. */
#include "gloss/base/clock.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

enum { SLACK_S = 60 }; /* how long this test may be held up */

static void starts_where_told(void **state)
{
    struct err err = ERR_INIT;
    (void)state;
    assert_int_equal(setenv("GLOSS_NOW", "2026-02-01T03:00:00Z", 1), 0);
    assert_true(clock_start(&err));
    assert_in_range(clock_now(), 1769914800, 1769914800 + SLACK_S);
}

static void is_the_system_s_otherwise(void **state)
{
    struct err err = ERR_INIT;
    (void)state;
    assert_int_equal(setenv("GLOSS_NOW", "", 1), 0);
    assert_true(clock_start(&err));
    assert_in_range(clock_now(), time(NULL) - 1, time(NULL) + SLACK_S);
}

static void refuses_what_is_no_instant(void **state)
{
    static const char *const bad[] = {"tomorrow", "2026-02-01", "1769914800",
                                      "2026-02-30T03:00:00Z"};
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct err err = ERR_INIT;
        assert_int_equal(setenv("GLOSS_NOW", bad[i], 1), 0);
        assert_false(clock_start(&err));
        assert_int_equal(err.kind, ERR_USAGE);
        assert_non_null(strstr(err.message, bad[i]));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(is_the_system_s_otherwise),
        cmocka_unit_test(starts_where_told),
        cmocka_unit_test(refuses_what_is_no_instant),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
