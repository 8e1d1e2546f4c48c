/* When a URL is due again: the header's table as a table, and nights played through with the judge.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gloss/judge/schedule.h"

enum { MINUTE = 60, HOUR = 3600, DAY = 24 * HOUR, NOW = 20000 * DAY + 3 * HOUR, MOST = 128 };

/* A history in a few words, newest first: letter, count, step between looks in hours. The first
 * letter's first look is at NOW. A alive, M moved, B blocked, T nothing learnt, S suspect,
 * R refused (transient), D dead (gone), F a file that is not there, X unusable. */
static size_t read_history(const char *words, struct past *out)
{
    static const struct {
        char letter;
        enum verdict verdict;
        enum evidence_class class;
    } rows[] = {
        {'A', VERDICT_ALIVE, EVIDENCE_ANSWERED},      {'V', VERDICT_ALIVE, EVIDENCE_VOUCHED},
        {'M', VERDICT_MOVED, EVIDENCE_ANSWERED},      {'B', VERDICT_BLOCKED, EVIDENCE_BLOCKED},
        {'T', VERDICT_TRANSIENT, EVIDENCE_TRANSIENT}, {'S', VERDICT_SUSPECT, EVIDENCE_SOFT},
        {'R', VERDICT_TRANSIENT, EVIDENCE_REFUSED},   {'D', VERDICT_DEAD, EVIDENCE_GONE},
        {'F', VERDICT_DEAD, EVIDENCE_MISSING},        {'X', VERDICT_INVALID, EVIDENCE_UNUSABLE},
        {'E', VERDICT_SKIPPED, EVIDENCE_EXCLUDED},
    };
    size_t count = 0;
    int64_t at = NOW;

    for (const char *word = words; *word != '\0';) {
        char *end = NULL;
        long looks = strtol(word + 1, &end, 10);
        long hours = *end == '/' ? strtol(end + 1, &end, 10) : 24;

        for (long i = 0; i < looks; i++, at -= hours * HOUR) {
            assert_true(count < MOST);
            for (size_t r = 0; r < sizeof(rows) / sizeof(*rows); r++)
                if (rows[r].letter == *word)
                    out[count] =
                        (struct past){.at = at, .verdict = rows[r].verdict, .class = rows[r].class};
            /* The oldest look of a row is since when it holds; the judge writes it everywhere. */
            out[count++].since = at - (looks - 1 - i) * hours * HOUR;
        }
        word = end + strspn(end, " ");
    }
    return count;
}

static void intervals_are_as_the_header_says(void **state)
{
    static const struct {
        const char *history;
        int64_t hours; /* the plain interval */
    } rows[] = {
        /* bad looks in a row */
        {"S1", 1},
        {"S2", 24},
        {"S3/1", 70}, /* three within hours: until the judge may decide */
        {"S3", 24},   /* three nights: the fourth decides */
        {"S2/72", 1}, /* old enough: at once */
        {"S9", 1},
        {"S1 A9", 1},    /* a sign of life before it */
        {"S1 T3 S1", 1}, /* nights that taught nothing between: the first is four days old */
        {"S1 A1 S5", 1},
        {"R1", 1},
        {"R2", 24},
        /* nothing learnt */
        {"T1 A9", 1},
        {"T2 A9", 24},
        {"T60", 24},
        {"T1", 1},
        {"T1 S2", 1},
        /* walls */
        {"B1", 72},
        {"B60", 72},
        {"B1 A9", 72},
        {"B1 S1", 24},
        {"B1 S1 A1", 24},
        {"B1 A1 S1", 72},
        /* the dead */
        {"D1", 24},
        {"D7", 24},
        {"D8", 168},
        {"D2/168", 168},
        {"D1 A30", 24},
        /* the living */
        {"A1", 24},
        {"A7", 24},
        {"A8", 48},
        {"A3/84", 24}, /* a week, but not often enough */
        {"A4/56", 48},
        {"A21", 48},
        {"A22", 96},
        {"A5/168", 48},
        {"A42", 96},
        {"A43", 168},
        {"A9/168", 96},
        {"A10/168", 168},
        {"V43", 168},
        {"M43", 168},
        {"M20 A30", 168},
        {"A1 T1 A43", 168}, /* one night of no answer is no news */
        {"A1 B1 A43", 24},  /* a wall breaks the row */
        {"A3 D8 A43", 24},  /* back from the dead */
        {"A1 S1 A43", 24},
        /* what costs nothing to look at */
        {"F9", 0},
        {"X1", 0},
        {"E1", 0},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct past history[MOST];
        size_t count = read_history(rows[i].history, history);
        int64_t plain = rows[i].hours * HOUR;
        int64_t slack = plain / 10 < 2 * HOUR ? plain / 10 : 2 * HOUR;
        int64_t most = plain > DAY ? plain / 10 : 0;
        int64_t least = 0;
        int64_t latest = 0;

        for (int k = 0; k < 500; k++) {
            char key[64];
            int64_t off = 0;

            (void)snprintf(key, sizeof(key), "https://h%d.example/", k);
            off = schedule_due(key, history, count) - NOW - plain + slack;
            least = k == 0 || off < least ? off : least;
            latest = k == 0 || off > latest ? off : latest;
        }
        if (least < -plain / 10 || latest > most)
            fail_msg("%s: off by %lld to %lld", rows[i].history, (long long)least,
                     (long long)latest);
        /* The jitter is there, and goes nearly as far as it may. */
        if (plain > 0 && (least > -plain / 11 || latest < most - plain / 100))
            fail_msg("%s: only %lld to %lld", rows[i].history, (long long)least, (long long)latest);
    }
}

static void what_was_never_looked_at_is_due(void **state)
{
    struct past past = {.at = NOW, .verdict = VERDICT_ALIVE, .class = EVIDENCE_ANSWERED};
    int64_t due = schedule_due("k", &past, 1);

    (void)state;
    assert_int_equal(schedule_due("k", NULL, 0), 0);
    assert_true(schedule_is_due("k", NULL, 0, 0));
    assert_false(schedule_is_due("k", &past, 1, NOW));
    assert_false(schedule_is_due("k", &past, 1, due - 1));
    assert_true(schedule_is_due("k", &past, 1, due));
    /* a clock that was set back */
    assert_true(schedule_is_due("k", &past, 1, NOW - 1));
}

/* One link through `nights` of a cron that wobbles by 20 minutes either way, `show` saying what a
 * look finds that night. What the judge says goes into the history. */
struct nights {
    struct past history[MOST]; /* newest first */
    size_t count;
};

static void play(struct nights *n, const char *key, int64_t now, enum evidence_class class)
{
    struct evidence e = {.class = class, .source = "http", .at = now, .says = "seen"};
    struct judged j;

    if (!schedule_is_due(key, n->history, n->count, now))
        return;
    j = judge(&e, 1, false, n->history, n->count, now);
    assert_true(n->count < MOST);
    memmove(&n->history[1], &n->history[0], n->count * sizeof(*n->history));
    n->history[0] =
        (struct past){.at = now, .verdict = j.verdict, .class = j.deciding, .since = j.since};
    n->count++;
}

static int64_t wobble(int key, int night)
{
    return (key * 7919 + night * 104729) % 41 * MINUTE - 20 * (int64_t)MINUTE;
}

static void a_nightly_run_sees_every_night_of_a_suspect(void **state)
{
    (void)state;
    for (int k = 0; k < 300; k++) {
        struct nights n = {0};
        char key[64];

        (void)snprintf(key, sizeof(key), "https://s%d.example/", k);
        for (int night = 0; night < 30; night++)
            play(&n, key, NOW + (int64_t)night * DAY + wobble(k, night), EVIDENCE_ANSWERED);
        size_t before = n.count;

        for (int night = 30; night < 45; night++)
            play(&n, key, NOW + (int64_t)night * DAY + wobble(k, night), EVIDENCE_SOFT);
        /* Whenever the first bad night was noticed, the verdict falls on the third after it, or,
         * when that came minutes early, on the fourth. */
        size_t first = n.count - before;
        size_t died = 0;

        for (size_t i = n.count - before; i-- > 0;)
            if (n.history[i].verdict == VERDICT_DEAD && died == 0)
                died = i + 1;
        assert_true(died > 0);
        assert_in_range(first - died, 3, 4);
        assert_true(n.history[died - 1].at - n.history[first - 1].at <=
                    4 * (int64_t)DAY + 40 * MINUTE);
    }
}

static void the_living_and_the_dead_cost_less_by_and_by(void **state)
{
    static const struct {
        enum evidence_class class;
        size_t least;
        size_t most;
    } rows[] = {
        {EVIDENCE_ANSWERED, 20, 34}, /* of 90 nights */
        {EVIDENCE_BLOCKED, 22, 32},
        {EVIDENCE_TRANSIENT, 90, 90},
    };

    (void)state;
    for (size_t r = 0; r < sizeof(rows) / sizeof(*rows); r++) {
        for (int k = 0; k < 100; k++) {
            struct nights n = {0};
            char key[64];

            (void)snprintf(key, sizeof(key), "https://l%d.example/", k);
            for (int night = 0; night < 90; night++)
                play(&n, key, NOW + (int64_t)night * DAY + wobble(k, night), rows[r].class);
            if (n.count < rows[r].least || n.count > rows[r].most)
                fail_msg("row %zu: %zu looks", r, n.count);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(intervals_are_as_the_header_says),
        cmocka_unit_test(what_was_never_looked_at_is_due),
        cmocka_unit_test(a_nightly_run_sees_every_night_of_a_suspect),
        cmocka_unit_test(the_living_and_the_dead_cost_less_by_and_by),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
