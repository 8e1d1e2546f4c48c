/* Whose trouble is it: the world's, or this machine's? */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "gloss/judge/judge.h"

static void runs_are_void_only_for_our_own_trouble(void **state)
{
    static const struct {
        struct judge_tally
            tally; /* hosts, answered, nxdomain, unreachable, failed, untrusted, captured */
        bool is_void;
    } rows[] = {
        {{0, 0, 0, 0, 0, 0, 0}, false},
        /* something answered */
        {{1, 1, 0, 0, 0, 0, 0}, false},
        {{86, 86, 0, 0, 0, 0, 0}, false},
        {{5, 1, 0, 0, 4, 0, 0}, false},
        {{5, 1, 4, 0, 0, 0, 0}, false},
        {{5, 1, 0, 4, 0, 0, 0}, false},
        {{9, 1, 0, 8, 0, 0, 0}, false},
        /* one or two hosts may just be bad */
        {{1, 0, 0, 0, 1, 0, 0}, false},
        {{2, 0, 0, 0, 2, 0, 0}, false},
        {{1, 0, 1, 0, 0, 0, 0}, false},
        {{2, 0, 1, 0, 1, 0, 0}, false},
        {{3, 0, 0, 0, 3, 0, 0}, true},
        {{3, 0, 1, 0, 2, 0, 0}, true},
        {{3, 0, 2, 0, 1, 0, 0}, true},
        {{40, 0, 0, 0, 40, 0, 0}, true},
        /* no route and no DNS server are surely ours */
        {{1, 0, 0, 1, 0, 0, 0}, true},
        {{2, 0, 0, 1, 1, 0, 0}, true},
        {{2, 0, 1, 1, 0, 0, 0}, true},
        {{86, 0, 0, 86, 0, 0, 0}, true},
        /* a list of vanished hosts is a list of vanished hosts */
        {{3, 0, 3, 0, 0, 0, 0}, false},
        {{4, 0, 4, 0, 0, 0, 0}, false},
        {{5, 0, 5, 0, 0, 0, 0}, true},
        {{60, 0, 60, 0, 0, 0, 0}, true},
        /* some hosts that neither answered nor failed: nothing was shown about the uplink */
        {{6, 0, 0, 0, 5, 0, 0}, false},
        {{6, 0, 0, 5, 0, 0, 0}, false},
        /* most of many */
        {{10, 1, 0, 9, 0, 0, 0}, true},
        {{10, 2, 0, 8, 0, 0, 0}, false},
        {{10, 1, 9, 0, 0, 0, 0}, true},
        {{10, 1, 5, 0, 4, 0, 0}, true},
        {{10, 1, 4, 0, 5, 0, 0}, false},
        {{10, 1, 0, 1, 8, 0, 0}, true},
        {{20, 2, 18, 0, 0, 0, 0}, true},
        {{20, 3, 17, 0, 0, 0, 0}, false},
        {{100, 10, 0, 90, 0, 0, 0}, true},
        {{100, 11, 0, 89, 0, 0, 0}, false},
        /* a wrong clock, or somebody between us and the world */
        {{4, 0, 0, 0, 0, 4, 0}, false},
        {{5, 0, 0, 0, 0, 5, 0}, true},
        {{5, 1, 0, 0, 0, 4, 0}, false},
        {{10, 1, 0, 0, 0, 9, 0}, true},
        {{10, 1, 0, 0, 5, 4, 0}, false},
        {{4, 0, 0, 0, 0, 0, 4}, false},
        {{6, 0, 0, 0, 0, 0, 6}, true},
        {{31, 1, 0, 0, 0, 0, 30}, true},
        {{31, 4, 0, 0, 0, 0, 27}, false},
        {{12, 1, 0, 0, 0, 5, 6}, true},
        /* slowness never voids a run that got an answer */
        {{10, 1, 0, 0, 9, 0, 0}, false},
        {{100, 1, 0, 0, 99, 0, 0}, false},
        {{1000, 1, 0, 0, 999, 0, 0}, false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        const struct judge_tally *t = &rows[i].tally;
        char why[256] = "unset";

        if (judge_void(t, why) != rows[i].is_void) {
            fail_msg("%zu hosts: %zu answered, %zu nxdomain, %zu unreachable, %zu failed", t->hosts,
                     t->answered, t->nxdomain, t->unreachable, t->failed);
        }
        assert_int_equal(why[0] != '\0', rows[i].is_void);
    }
}

static void a_void_run_says_why(void **state)
{
    const struct judge_tally tally = {.hosts = 12, .nxdomain = 2, .unreachable = 3, .failed = 7};
    char why[256];

    (void)state;
    assert_true(judge_void(&tally, why));
    assert_string_equal(
        why, "12 of 12 hosts gave no answer of their own (3 out of reach, 7 failed, 2 unknown "
             "to the DNS)");
}

/* However many hosts there are: the sentence is cut, not overrun. */
static void a_sentence_has_room(void **state)
{
    const struct judge_tally tally = {.hosts = SIZE_MAX,
                                      .nxdomain = SIZE_MAX / 5,
                                      .unreachable = SIZE_MAX / 5,
                                      .failed = SIZE_MAX / 5,
                                      .untrusted = SIZE_MAX / 5,
                                      .captured = SIZE_MAX / 5};
    char why[256];

    (void)state;
    assert_true(judge_void(&tally, why));
    assert_int_equal(strlen(why), sizeof(why) - 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(runs_are_void_only_for_our_own_trouble),
        cmocka_unit_test(a_void_run_says_why),
        cmocka_unit_test(a_sentence_has_room),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
