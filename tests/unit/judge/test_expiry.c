/* Which certificates are about to expire, and which only live for a short time. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "gloss/judge/expiry.h"

static void the_days_that_are_left(void **state)
{
    enum { DAY_S = 86400, NOW = 1800000000, UNKNOWN = -1 };
    static const struct {
        int life; /* days; UNKNOWN: its beginning is not known */
        int left; /* days */
        bool soon;
    } rows[] = {
        {398, 60, false},     {398, 15, false}, {398, 14, true},      {398, 1, true},
        {90, 30, false},      {90, 14, true},   {90, 0, false},       {90, -1, false},
        {47, 16, false},      {47, 14, true},   {30, 14, false},      {30, 10, false},
        {30, 9, true},        {6, 6, false},    {6, 3, false},        {6, 2, false},
        {6, 1, true},         {1, 1, false},    {UNKNOWN, 15, false}, {UNKNOWN, 14, true},
        {UNKNOWN, -1, false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct validity v = {.until = NOW + (int64_t)rows[i].left * DAY_S};

        if (rows[i].life != UNKNOWN)
            v.from = v.until - (int64_t)rows[i].life * DAY_S;
        if (judge_expires_soon(&v, NOW) != rows[i].soon)
            fail_msg("%d days of %d", rows[i].left, rows[i].life);
    }
    assert_false(judge_expires_soon(&(struct validity){0}, NOW));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(the_days_that_are_left)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
