/* What is news about a link, and what is only another night. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "gloss/judge/change.h"

#define WITHDRAWN FACT_BIT(FACT_WITHDRAWN_INDEX)
#define RETRACTED FACT_BIT(FACT_RETRACTED_INDEX)
#define ARCHIVED FACT_BIT(FACT_ARCHIVED_INDEX)
#define NEW                                                                                        \
    {                                                                                              \
        false, VERDICT_ALIVE, 0, NULL                                                              \
    }

static char here[] = "https://here.example/";

static void news(void **state)
{
    static const struct {
        enum verdict verdict; /* tonight's */
        unsigned facts;
        char *address;
        struct settled before;
        enum change expected;
    } rows[] = {
        /* never reported before */
        {VERDICT_ALIVE, 0, NULL, NEW, CHANGE_NONE},
        {VERDICT_DEAD, 0, NULL, NEW, CHANGE_DIED},
        {VERDICT_SUSPECT, 0, NULL, NEW, CHANGE_SUSPECTED},
        {VERDICT_MOVED, 0, here, NEW, CHANGE_MOVED},
        {VERDICT_ALIVE, WITHDRAWN, NULL, NEW, CHANGE_WITHDRAWN},
        {VERDICT_BLOCKED, 0, NULL, NEW, CHANGE_NONE},
        {VERDICT_TRANSIENT, 0, NULL, NEW, CHANGE_NONE},
        {VERDICT_SKIPPED, 0, NULL, NEW, CHANGE_NONE},
        {VERDICT_INVALID, 0, NULL, NEW, CHANGE_NONE},
        /* death, and what leads to it */
        {VERDICT_DEAD, 0, NULL, {true, VERDICT_ALIVE, 0, NULL}, CHANGE_DIED},
        {VERDICT_DEAD, 0, NULL, {true, VERDICT_MOVED, 0, here}, CHANGE_DIED},
        {VERDICT_DEAD, 0, NULL, {true, VERDICT_SUSPECT, 0, NULL}, CHANGE_DIED},
        {VERDICT_DEAD, 0, NULL, {true, VERDICT_DEAD, 0, NULL}, CHANGE_NONE},
        {VERDICT_SUSPECT, 0, NULL, {true, VERDICT_ALIVE, 0, NULL}, CHANGE_SUSPECTED},
        {VERDICT_SUSPECT, 0, NULL, {true, VERDICT_SUSPECT, 0, NULL}, CHANGE_NONE},
        {VERDICT_SUSPECT, 0, NULL, {true, VERDICT_DEAD, 0, NULL}, CHANGE_NONE},
        /* nothing learnt is no news */
        {VERDICT_BLOCKED, 0, NULL, {true, VERDICT_DEAD, 0, NULL}, CHANGE_NONE},
        {VERDICT_TRANSIENT, 0, NULL, {true, VERDICT_ALIVE, 0, NULL}, CHANGE_NONE},
        /* recovery */
        {VERDICT_ALIVE, 0, NULL, {true, VERDICT_DEAD, 0, NULL}, CHANGE_RECOVERED},
        {VERDICT_ALIVE, 0, NULL, {true, VERDICT_SUSPECT, 0, NULL}, CHANGE_RECOVERED},
        {VERDICT_MOVED, 0, here, {true, VERDICT_DEAD, 0, NULL}, CHANGE_RECOVERED},
        {VERDICT_ALIVE, 0, NULL, {true, VERDICT_MOVED, 0, here}, CHANGE_NONE},
        {VERDICT_ALIVE, 0, NULL, {true, VERDICT_INVALID, 0, NULL}, CHANGE_NONE},
        /* moves */
        {VERDICT_MOVED, 0, here, {true, VERDICT_ALIVE, 0, NULL}, CHANGE_MOVED},
        {VERDICT_MOVED, 0, here, {true, VERDICT_MOVED, 0, here}, CHANGE_NONE},
        {VERDICT_MOVED, 0, here, {true, VERDICT_MOVED, 0, "https://else.example/"}, CHANGE_MOVED},
        {VERDICT_MOVED, 0, here, {true, VERDICT_MOVED, 0, NULL}, CHANGE_MOVED},
        /* facts */
        {VERDICT_ALIVE, WITHDRAWN, NULL, {true, VERDICT_ALIVE, 0, NULL}, CHANGE_WITHDRAWN},
        {VERDICT_ALIVE, RETRACTED, NULL, {true, VERDICT_ALIVE, WITHDRAWN, NULL}, CHANGE_WITHDRAWN},
        {VERDICT_ALIVE, WITHDRAWN, NULL, {true, VERDICT_ALIVE, WITHDRAWN, NULL}, CHANGE_NONE},
        {VERDICT_ALIVE, ARCHIVED, NULL, {true, VERDICT_ALIVE, 0, NULL}, CHANGE_NONE},
        {VERDICT_DEAD, WITHDRAWN, NULL, {true, VERDICT_ALIVE, 0, NULL}, CHANGE_DIED},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        const struct finding now = {
            .verdict = rows[i].verdict, .facts = rows[i].facts, .suggestion_url = rows[i].address};
        enum change change = judge_change(&now, &rows[i].before);

        if (change != rows[i].expected)
            print_error("row %zu: \"%s\"\n", i, change_name(change));
        assert_int_equal(change, rows[i].expected);
    }
}

static void deaths_fail(void **state)
{
    (void)state;
    for (int c = 0; c < CHANGE_COUNT; c++) {
        assert_int_equal(change_fails((enum change)c, false), c == CHANGE_DIED);
        assert_int_equal(change_fails((enum change)c, true),
                         c == CHANGE_DIED || c == CHANGE_SUSPECTED);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(news), cmocka_unit_test(deaths_fail)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
