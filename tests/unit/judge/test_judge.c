/* The verdict, as a table: tonight's evidence and the nights before against what must come out.
 *
 * Evidence is written as letters in the order gathered: V vouched, A answered, B blocked,
 * T transient, R refused, U unlisted, S soft, G gone, E excluded, X unusable. History is written
 * newest first as such a letter and the days ago ("G1 T2 A9"), a verdict's letter before it where
 * it is not the plain one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gloss/judge/judge.h"

enum { DAY = 24 * 3600, NOW = 20000 * DAY + 3 * 3600, MOST = 64 };

static enum evidence_class class_of(char letter)
{
    static const struct {
        char letter;
        enum evidence_class class;
    } rows[] = {
        {'V', EVIDENCE_VOUCHED},   {'A', EVIDENCE_ANSWERED}, {'B', EVIDENCE_BLOCKED},
        {'T', EVIDENCE_TRANSIENT}, {'R', EVIDENCE_REFUSED},  {'U', EVIDENCE_UNLISTED},
        {'S', EVIDENCE_SOFT},      {'G', EVIDENCE_GONE},     {'E', EVIDENCE_EXCLUDED},
        {'X', EVIDENCE_UNUSABLE},  {'M', EVIDENCE_MISSING},  {'N', EVIDENCE_NOTED},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
        if (rows[i].letter == letter)
            return rows[i].class;
    fail_msg("no class for %c", letter);
    return EVIDENCE_TRANSIENT;
}

/* The verdict that such a night had by itself. */
static enum verdict plain_verdict(char letter)
{
    static const struct {
        char letter;
        enum verdict verdict;
    } rows[] = {
        {'V', VERDICT_ALIVE},     {'A', VERDICT_ALIVE},   {'B', VERDICT_BLOCKED},
        {'R', VERDICT_TRANSIENT}, {'U', VERDICT_SUSPECT}, {'S', VERDICT_SUSPECT},
        {'G', VERDICT_SUSPECT},   {'E', VERDICT_SKIPPED}, {'X', VERDICT_INVALID},
        {'D', VERDICT_DEAD},      {'M', VERDICT_MOVED},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
        if (rows[i].letter == letter)
            return rows[i].verdict;
    return VERDICT_TRANSIENT;
}

static size_t read_evidence(const char *letters, struct evidence *out)
{
    size_t n = 0;

    for (; *letters != '\0'; letters++) {
        out[n] = (struct evidence){.class = class_of(*letters), .source = "http", .at = NOW};
        (void)snprintf(out[n].says, sizeof(out[n].says), "%c%zu", *letters, n);
        n++;
    }
    return n;
}

/* "DG1 T2 A9": dead by a gone look a day ago, ... */
static size_t read_history(const char *s, struct past *out)
{
    size_t n = 0;

    while (*s != '\0') {
        struct past *p = &out[n++];
        char *end = NULL;

        p->verdict = plain_verdict(*s);
        if (*s == 'D' || *s == 'M')
            s++;
        p->class = class_of(*s);
        p->at = NOW - (int64_t)(strtod(s + 1, &end) * DAY);
        p->since = p->at;
        s = end + strspn(end, " ");
    }
    return n;
}

static const struct row {
    const char *evidence;
    bool moved;
    const char *history;
    enum verdict verdict;
    const char *reason;
} rows[] = {
    /* nothing */
    {"", false, "", VERDICT_TRANSIENT, "not asked in this run"},
    {"", false, "DG1", VERDICT_TRANSIENT, "not asked in this run"},
    /* one look */
    {"N", false, "", VERDICT_TRANSIENT, "not asked in this run"},
    {"AN", false, "", VERDICT_ALIVE, "A0"},
    {"GNN", false, "", VERDICT_SUSPECT, "G0, not yet confirmed"},
    {"V", false, "", VERDICT_ALIVE, "V0"},
    {"A", false, "", VERDICT_ALIVE, "A0"},
    {"A", true, "", VERDICT_MOVED, "A0 at a new address, every redirect permanent"},
    {"B", false, "", VERDICT_BLOCKED, "B0"},
    {"T", false, "", VERDICT_TRANSIENT, "T0"},
    {"R", false, "", VERDICT_TRANSIENT, "R0"},
    {"U", false, "", VERDICT_SUSPECT, "U0, not yet confirmed"},
    {"S", false, "", VERDICT_SUSPECT, "S0, not yet confirmed"},
    {"G", false, "", VERDICT_SUSPECT, "G0, not yet confirmed"},
    {"E", false, "", VERDICT_SKIPPED, "E0"},
    {"X", false, "", VERDICT_INVALID, "X0"},
    /* a move counts only for a link that answers */
    {"B", true, "", VERDICT_BLOCKED, "B0"},
    {"T", true, "", VERDICT_TRANSIENT, "T0"},
    {"G", true, "", VERDICT_SUSPECT, "G0, not yet confirmed"},
    {"GG", true, "", VERDICT_DEAD, "G1, confirmed by a second try"},
    {"M", false, "", VERDICT_DEAD, "M0"},
    {"S", true, "", VERDICT_SUSPECT, "S0, not yet confirmed"},
    {"V", true, "", VERDICT_ALIVE, "V0"},
    {"VA", true, "", VERDICT_MOVED, "V0"},
    /* a registry's word beats the page's */
    {"VA", false, "", VERDICT_ALIVE, "V0"},
    {"AV", false, "", VERDICT_ALIVE, "V1"},
    {"VB", false, "", VERDICT_ALIVE, "V0; its page refuses robots: B1"},
    {"BV", false, "", VERDICT_ALIVE, "V1; its page refuses robots: B0"},
    {"VG", false, "", VERDICT_ALIVE, "V0, though its page gave: G1"},
    {"GGV", false, "", VERDICT_ALIVE, "V2, though its page gave: G1"},
    {"VS", false, "", VERDICT_ALIVE, "V0, though its page gave: S1"},
    {"VT", false, "", VERDICT_ALIVE, "V0"},
    {"VU", false, "", VERDICT_ALIVE, "V0"},
    {"VR", false, "", VERDICT_ALIVE, "V0"},
    {"VGG", false, "DG1 DG2 DG3 DG4", VERDICT_ALIVE, "V0, though its page gave: G2"},
    /* an answer beats everything else but a soft sign found in it */
    {"TA", false, "", VERDICT_ALIVE, "A1"},
    {"TTTA", false, "", VERDICT_ALIVE, "A3"},
    {"RA", false, "", VERDICT_ALIVE, "A1"},
    {"GA", false, "", VERDICT_ALIVE, "A1"},
    {"AG", false, "", VERDICT_ALIVE, "A0"},
    {"GGA", false, "", VERDICT_ALIVE, "A2"},
    {"UA", false, "", VERDICT_ALIVE, "A1"},
    {"AU", false, "", VERDICT_ALIVE, "A0"},
    {"UUA", false, "", VERDICT_ALIVE, "A2"},
    {"BA", false, "", VERDICT_ALIVE, "A1"},
    {"AB", false, "", VERDICT_ALIVE, "A0"},
    {"SA", false, "", VERDICT_ALIVE, "A1"},
    {"AS", false, "", VERDICT_SUSPECT, "S1, not yet confirmed"},
    {"AS", true, "", VERDICT_SUSPECT, "S1, not yet confirmed"},
    {"ASA", false, "", VERDICT_ALIVE, "A2"},
    {"A", false, "DG1 DG2 DG3", VERDICT_ALIVE, "A0"},
    /* hard evidence needs a second look */
    {"GG", false, "", VERDICT_DEAD, "G1, confirmed by a second try"},
    {"GTG", false, "", VERDICT_DEAD, "G2, confirmed by a second try"},
    {"GU", false, "", VERDICT_DEAD, "G0; U1"},
    {"UG", false, "", VERDICT_DEAD, "G1; U0"},
    {"UU", false, "", VERDICT_DEAD, "U1, confirmed by a second try"},
    {"UUB", false, "", VERDICT_SUSPECT, "U1, not yet confirmed"},
    {"UUT", false, "", VERDICT_SUSPECT, "U1, not yet confirmed"},
    {"UT", false, "", VERDICT_SUSPECT, "U0, not yet confirmed"},
    {"UB", false, "", VERDICT_SUSPECT, "U0, not yet confirmed"},
    {"GT", false, "", VERDICT_SUSPECT, "G0, not yet confirmed"},
    {"TG", false, "", VERDICT_SUSPECT, "G1, not yet confirmed"},
    {"GS", false, "", VERDICT_SUSPECT, "G0, not yet confirmed"},
    {"GB", false, "", VERDICT_BLOCKED, "B1"},
    {"BG", false, "", VERDICT_SUSPECT, "G1, not yet confirmed"},
    {"GGB", false, "", VERDICT_DEAD, "G1, confirmed by a second try"},
    {"GG", false, "A1 A2 A3", VERDICT_DEAD, "G1, confirmed by a second try"},
    /* a server that is heard refusing after a soft sign is there */
    {"SB", false, "", VERDICT_BLOCKED, "B1"},
    {"RB", false, "", VERDICT_BLOCKED, "B1"},
    {"BS", false, "", VERDICT_SUSPECT, "S1, not yet confirmed"},
    {"BT", false, "", VERDICT_BLOCKED, "B0"},
    {"TB", false, "", VERDICT_BLOCKED, "B1"},
    {"ST", false, "", VERDICT_SUSPECT, "S0, not yet confirmed"},
    {"RT", false, "", VERDICT_TRANSIENT, "R0"},
    {"RRR", false, "", VERDICT_TRANSIENT, "R2"},
    /* soft evidence: three looks over three days */
    {"S", false, "S1", VERDICT_SUSPECT, "S0, not yet confirmed"},
    {"S", false, "S1 S2", VERDICT_SUSPECT, "S0, not yet confirmed"},
    {"S", false, "S1 S2.9", VERDICT_SUSPECT, "S0, not yet confirmed"},
    {"S", false, "S1 S2.97", VERDICT_DEAD, "S0, seen again and again for days"}, /* 43 minutes */
    {"S", false, "S1 S3", VERDICT_DEAD, "S0, seen again and again for days"},
    {"S", false, "S1 S2 S3", VERDICT_DEAD, "S0, seen again and again for days"},
    {"S", false, "S3", VERDICT_SUSPECT, "S0, not yet confirmed"},
    {"S", false, "S30", VERDICT_SUSPECT, "S0, not yet confirmed"},
    {"S", false, "S30 S31", VERDICT_DEAD, "S0, seen again and again for days"},
    {"S", false, "S0.1 S0.2 S0.3 S0.4", VERDICT_SUSPECT, "S0, not yet confirmed"},
    {"S", false, "S1 A2 S3 S4", VERDICT_SUSPECT, "S0, not yet confirmed"},
    {"S", false, "S1 V2 S3 S4", VERDICT_SUSPECT, "S0, not yet confirmed"},
    {"S", false, "S1 MA2 S3 S4", VERDICT_SUSPECT, "S0, not yet confirmed"},
    {"S", false, "A1 S2 S3 S4", VERDICT_SUSPECT, "S0, not yet confirmed"},
    {"S", false, "S1 T2 S3", VERDICT_DEAD, "S0, seen again and again for days"},
    {"S", false, "T1 T2 T3 T4", VERDICT_SUSPECT, "S0, not yet confirmed"},
    {"S", false, "S1 B2 S3", VERDICT_DEAD, "S0, seen again and again for days"},
    {"S", false, "B1 B2 B3", VERDICT_SUSPECT, "S0, not yet confirmed"},
    {"S", false, "G1 G3", VERDICT_DEAD, "S0, seen again and again for days"},
    {"S", false, "E1 E2 E3 X4", VERDICT_SUSPECT, "S0, not yet confirmed"},
    {"G", false, "G1 G3", VERDICT_DEAD, "G0, seen again and again for days"},
    {"G", false, "S1 U3", VERDICT_DEAD, "G0, seen again and again for days"},
    {"U", false, "U1 U3", VERDICT_DEAD, "U0, seen again and again for days"},
    {"U", false, "U1 U2", VERDICT_SUSPECT, "U0, not yet confirmed"},
    {"AS", false, "S1 S3", VERDICT_DEAD, "S1, seen again and again for days"},
    {"S", false, "S-1 S-2 S1", VERDICT_SUSPECT, "S0, not yet confirmed"},
    /* the dead stay dead until they give a sign of life */
    {"G", false, "DG1", VERDICT_DEAD, "G0, seen again and again for days"},
    {"S", false, "DG1", VERDICT_DEAD, "S0, seen again and again for days"},
    {"R", false, "DS1", VERDICT_DEAD, "R0, seen again and again for days"},
    {"G", false, "T1 DG2", VERDICT_DEAD, "G0, seen again and again for days"},
    {"G", false, "A1 DG2", VERDICT_SUSPECT, "G0, not yet confirmed"},
    {"T", false, "DG1 DG2", VERDICT_TRANSIENT, "T0"},
    {"B", false, "DG1 DG2", VERDICT_BLOCKED, "B0"},
    /* a closed port: nothing, then suspicion, then death */
    {"R", false, "R1", VERDICT_TRANSIENT, "R0"},
    {"R", false, "R0.01 R0.02 R0.03", VERDICT_TRANSIENT, "R0"},
    {"R", false, "R1 R1.01 R1.02", VERDICT_TRANSIENT, "R0"},
    {"R", false, "R1 R2", VERDICT_SUSPECT, "R0, for days now"},
    {"R", false, "R1 R2 R3", VERDICT_DEAD, "R0, seen again and again for days"},
    {"R", false, "R1 T2 R3", VERDICT_DEAD, "R0, seen again and again for days"},
    {"R", false, "T1 T2 T3", VERDICT_TRANSIENT, "R0"},
    {"R", false, "A1 R2 R3 R4", VERDICT_TRANSIENT, "R0"},
    {"R", false, "S1 S2", VERDICT_SUSPECT, "R0, for days now"},
    {"S", false, "R1 R3", VERDICT_DEAD, "S0, seen again and again for days"},
    /* no number of nights of walls, time-outs or faults is death */
    {"T", false, "T1 T2 T3 T4 T5 T6 T7 T8 T9", VERDICT_TRANSIENT, "T0"},
    {"B", false, "B1 B2 B3 B4 B5 B6 B7 B8 B9", VERDICT_BLOCKED, "B0"},
    {"TTTT", false, "B1 T2 B3 T4", VERDICT_TRANSIENT, "T3"},
    {"BTB", false, "T1 B2", VERDICT_BLOCKED, "B2"},
    /* what is not asked */
    {"E", false, "DG1", VERDICT_SKIPPED, "E0"},
    {"X", false, "A1", VERDICT_INVALID, "X0"},
    {"VE", false, "", VERDICT_ALIVE, "V0"},
    {"TE", false, "", VERDICT_SKIPPED, "E1"},
};

static void verdicts_follow_from_evidence(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        const struct row *row = &rows[i];
        struct evidence evidence[MOST];
        struct past history[MOST];
        size_t n = read_evidence(row->evidence, evidence);
        size_t h = read_history(row->history, history);
        struct judged j = judge(evidence, n, row->moved, history, h, NOW);

        if (j.verdict != row->verdict || strcmp(j.reason, row->reason) != 0) {
            fail_msg("\"%s\" after \"%s\": %s, \"%s\" instead of %s, \"%s\"", row->evidence,
                     row->history, verdict_name(j.verdict), j.reason, verdict_name(row->verdict),
                     row->reason);
        }
    }
}

static void a_verdict_knows_since_when(void **state)
{
    static const struct {
        const char *evidence;
        const char *history;
        double days_ago;
    } cases[] = {
        {"A", "", 0},
        {"A", "A1 A2", 1}, /* as the newest row says */
        {"A", "V3", 3},
        {"A", "G1 A2", 0}, /* recovered tonight */
        {"A", "T1 A2", 2}, /* a night of nothing does not interrupt */
        {"A", "T1 T2 T3 A4", 4},
        {"A", "T1 B2 A3", 3}, /* nor does a wall */
        {"A", "MA1", 0},      /* moved is another verdict */
        {"GG", "DG1", 1},
        {"GG", "T1 DG2", 2},
        {"GG", "B1 T2 DG3", 3},
        {"B", "A1 B2", 0},
        {"GG", "A1 DG2", 0},
        {"T", "T1", 1},
        {"T", "A1 T2", 0},
        {"S", "S1", 1},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        struct evidence evidence[MOST];
        struct past history[MOST];
        size_t n = read_evidence(cases[i].evidence, evidence);
        size_t h = read_history(cases[i].history, history);
        struct judged j = judge(evidence, n, false, history, h, NOW);

        assert_int_equal(j.since, NOW - (int64_t)(cases[i].days_ago * DAY));
    }
}

static void since_comes_from_the_row_not_its_time(void **state)
{
    struct evidence evidence[1];
    struct past history[] = {{NOW - DAY, VERDICT_ALIVE, EVIDENCE_ANSWERED, NOW - 40 * DAY}};
    size_t n = read_evidence("A", evidence);

    (void)state;
    assert_int_equal(judge(evidence, n, false, history, 1, NOW).since, NOW - 40 * DAY);
    history[0].since = 0;
    assert_int_equal(judge(evidence, n, false, history, 1, NOW).since, NOW - DAY);
}

static void deciding_names_the_class_that_decided(void **state)
{
    static const struct {
        const char *evidence;
        enum evidence_class deciding;
    } cases[] = {
        {"VGG", EVIDENCE_VOUCHED}, {"TA", EVIDENCE_ANSWERED}, {"GG", EVIDENCE_GONE},
        {"UG", EVIDENCE_GONE},     {"UB", EVIDENCE_UNLISTED}, {"AS", EVIDENCE_SOFT},
        {"R", EVIDENCE_REFUSED},   {"TBT", EVIDENCE_BLOCKED}, {"T", EVIDENCE_TRANSIENT},
        {"E", EVIDENCE_EXCLUDED},  {"X", EVIDENCE_UNUSABLE},  {"M", EVIDENCE_MISSING},
        {"", EVIDENCE_TRANSIENT},  {"SN", EVIDENCE_SOFT},     {"N", EVIDENCE_TRANSIENT},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        struct evidence evidence[MOST];
        size_t n = read_evidence(cases[i].evidence, evidence);

        assert_int_equal(judge(evidence, n, false, NULL, 0, NOW).deciding, cases[i].deciding);
    }
}

/* A closed port, night after night, each night judged on what the nights before it became. */
static void a_closed_port_goes_through_its_stages(void **state)
{
    static const enum verdict nights[] = {VERDICT_TRANSIENT, VERDICT_TRANSIENT, VERDICT_SUSPECT,
                                          VERDICT_DEAD, VERDICT_DEAD};
    struct past history[MOST];
    size_t count = 0;

    (void)state;
    for (size_t i = 0; i < sizeof(nights) / sizeof(*nights); i++) {
        struct evidence evidence[1];
        int64_t now = NOW + (int64_t)i * DAY;
        size_t n = read_evidence("R", evidence);
        struct judged j = judge(evidence, n, false, history, count, now);

        assert_int_equal(j.verdict, nights[i]);
        memmove(&history[1], &history[0], count * sizeof(*history));
        history[0] = (struct past){now, j.verdict, j.deciding, j.since};
        count++;
    }
}

/* Two longest sayings do not fit a reason; what is cut stays well-formed. */
static void a_long_reason_is_cut_between_characters(void **state)
{
    struct evidence evidence[2];
    struct judged j;
    size_t len = 0;

    (void)state;
    (void)read_evidence("GU", evidence);
    for (size_t shift = 0; shift < 3; shift++) {
        for (size_t k = 0; k < 2; k++) {
            memset(evidence[k].says, 0, sizeof(evidence[k].says));
            memset(evidence[k].says, 'x', shift);
            for (size_t i = shift; i + 3 < sizeof(evidence[k].says); i += 3)
                memcpy(evidence[k].says + i, "\xE2\x82\xAC", 3);
        }
        j = judge(evidence, 2, false, NULL, 0, NOW);
        len = strlen(j.reason);
        assert_true(len > sizeof(j.reason) - 5 && len < sizeof(j.reason));
        assert_memory_equal(j.reason + len - 3, "\xE2\x82\xAC", 3);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(verdicts_follow_from_evidence),
        cmocka_unit_test(a_verdict_knows_since_when),
        cmocka_unit_test(since_comes_from_the_row_not_its_time),
        cmocka_unit_test(deciding_names_the_class_that_decided),
        cmocka_unit_test(a_closed_port_goes_through_its_stages),
        cmocka_unit_test(a_long_reason_is_cut_between_characters),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
