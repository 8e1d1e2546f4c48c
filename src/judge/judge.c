/* judge: the verdict from one night's evidence and the nights before.
 *
 * The rules, from the strongest word to the weakest: a registry that lists the work, a page that
 * answers, hard evidence of death seen twice tonight, weaker evidence of death held against what
 * history says, a wall, nothing learnt. A link dies of weaker evidence only when it was seen again
 * and again over days with no sign of life between. */
#include "gloss/judge/judge.h"

#include <stdio.h>
#include <string.h>

#include "gloss/judge/streak.h"

enum {
    REFUSED_DAYS = 2,    /* a closed port means nothing before this many earlier bad days */
    CONFIRMING_LOOKS = 2 /* hard evidence: this often in one run */
};

/* Tonight's evidence sorted by class: the last of each and how many. */
struct sorted {
    const struct evidence *last[EVIDENCE_CLASS_COUNT];
    size_t count[EVIDENCE_CLASS_COUNT];
};

static struct sorted sort_evidence(const struct evidence *evidence, size_t count)
{
    struct sorted s = {0};

    for (size_t i = 0; i < count; i++) {
        s.last[evidence[i].class] = &evidence[i];
        s.count[evidence[i].class]++;
    }
    return s;
}

/* The dead stay dead until they give a sign of life. */
static bool is_confirmed(const struct streak *s, int64_t now)
{
    /* A nightly run comes to a link a little sooner or later each night. */
    static const int64_t slack_s = 3600;

    if (s->dead)
        return true;
    return s->looks + 1 >= DEATH_LOOKS && now - s->first >= (int64_t)DEATH_DAYS * DAY_S - slack_s;
}

/* Whether `a` was gathered after `b`; both may be NULL. Pointers into one array. */
static bool is_later(const struct evidence *a, const struct evidence *b)
{
    return a != NULL && (b == NULL || a > b);
}

/* Cuts what snprintf cut already at a character's start, so that the reason stays UTF-8. */
static void trim_reason(char *reason, size_t size)
{
    size_t len = strlen(reason);

    if (len + 1 < size)
        return;
    while (len > 0 && ((unsigned char)reason[len - 1] & 0xC0) == 0x80)
        len--;
    if (len > 0 && (unsigned char)reason[len - 1] >= 0xC0)
        len--;
    reason[len] = '\0';
}

static struct judged decide(enum verdict verdict, const struct evidence *by, const char *glue,
                            const char *more)
{
    struct judged j = {.verdict = verdict, .deciding = by->class};

    (void)snprintf(j.reason, sizeof(j.reason), "%s%s%s", by->says, glue, more);
    trim_reason(j.reason, sizeof(j.reason));
    return j;
}

/* A registry lists the work. What its page did is worth a word when it was not an answer. */
static struct judged judge_vouched(const struct sorted *s, bool moved)
{
    static const struct {
        enum evidence_class class;
        const char *glue;
    } other[] = {
        {EVIDENCE_GONE, ", though its page gave: "},
        {EVIDENCE_SOFT, ", though its page gave: "},
        {EVIDENCE_BLOCKED, "; its page refuses robots: "},
    };
    const struct evidence *by = s->last[EVIDENCE_VOUCHED];

    if (s->count[EVIDENCE_ANSWERED] > 0)
        return decide(moved ? VERDICT_MOVED : VERDICT_ALIVE, by, "", "");
    for (size_t i = 0; i < sizeof(other) / sizeof(*other); i++)
        if (s->count[other[i].class] > 0)
            return decide(VERDICT_ALIVE, by, other[i].glue, s->last[other[i].class]->says);
    return decide(VERDICT_ALIVE, by, "", "");
}

static struct judged judge_answered(const struct sorted *s, bool moved)
{
    const struct evidence *by = s->last[EVIDENCE_ANSWERED];

    return moved ? decide(VERDICT_MOVED, by, " at a new address, every redirect permanent", "")
                 : decide(VERDICT_ALIVE, by, "", "");
}

/* Hard evidence that a second look confirmed. A registry's silence alone counts as confirmed by its
 * own second look only where the page did not keep its own secret. */
static bool is_hard(const struct sorted *s)
{
    size_t gone = s->count[EVIDENCE_GONE];
    size_t unlisted = s->count[EVIDENCE_UNLISTED];

    if (gone > 0)
        return gone + unlisted >= CONFIRMING_LOOKS;
    return unlisted >= CONFIRMING_LOOKS && s->count[EVIDENCE_BLOCKED] == 0 &&
           s->count[EVIDENCE_TRANSIENT] == 0 && s->count[EVIDENCE_REFUSED] == 0;
}

static struct judged judge_hard(const struct sorted *s)
{
    const struct evidence *gone = s->last[EVIDENCE_GONE];
    const struct evidence *unlisted = s->last[EVIDENCE_UNLISTED];

    if (gone != NULL && unlisted != NULL)
        return decide(VERDICT_DEAD, gone, "; ", unlisted->says);
    return decide(VERDICT_DEAD, gone != NULL ? gone : unlisted, ", confirmed by a second try", "");
}

/* Weaker evidence of death: a single look at a missing page, a registry's silence, a soft sign. */
static struct judged judge_doubtful(const struct evidence *by, const struct streak *streak,
                                    int64_t now)
{
    if (is_confirmed(streak, now))
        return decide(VERDICT_DEAD, by, ", seen again and again for days", "");
    if (by->class == EVIDENCE_REFUSED) {
        return streak->days >= REFUSED_DAYS ? decide(VERDICT_SUSPECT, by, ", for days now", "")
                                            : decide(VERDICT_TRANSIENT, by, "", "");
    }
    return decide(VERDICT_SUSPECT, by, ", not yet confirmed", "");
}

/* The strongest doubtful look, unless the server was heard refusing robots after it. A registry's
 * silence stands whatever the page's server does. */
static const struct evidence *find_doubt(const struct sorted *s)
{
    static const enum evidence_class by_page[] = {EVIDENCE_GONE, EVIDENCE_SOFT, EVIDENCE_REFUSED};

    for (size_t i = 0; i < sizeof(by_page) / sizeof(*by_page); i++) {
        const struct evidence *e = s->last[by_page[i]];

        if (e != NULL && !is_later(s->last[EVIDENCE_BLOCKED], e))
            return e;
    }
    return s->last[EVIDENCE_UNLISTED];
}

static struct judged judge_tonight(const struct sorted *s, bool moved, const struct past *history,
                                   size_t history_count, int64_t now)
{
    static const struct evidence unasked = {.class = EVIDENCE_TRANSIENT,
                                            .says = "not asked in this run"};
    static const struct {
        enum evidence_class class;
        enum verdict verdict;
    } plain[] = {
        {EVIDENCE_UNUSABLE, VERDICT_INVALID},
        {EVIDENCE_EXCLUDED, VERDICT_SKIPPED},
        {EVIDENCE_BLOCKED, VERDICT_BLOCKED},
        {EVIDENCE_TRANSIENT, VERDICT_TRANSIENT},
    };
    const struct evidence *doubt = NULL;

    if (s->count[EVIDENCE_VOUCHED] > 0)
        return judge_vouched(s, moved);
    if (s->count[EVIDENCE_MISSING] > 0)
        return decide(VERDICT_DEAD, s->last[EVIDENCE_MISSING], "", "");
    /* A soft sign is found in a page that answered, so it comes after the answer and undoes it. */
    if (is_later(s->last[EVIDENCE_ANSWERED], s->last[EVIDENCE_SOFT]))
        return judge_answered(s, moved);
    if (is_hard(s))
        return judge_hard(s);
    doubt = find_doubt(s);
    if (doubt != NULL) {
        struct streak streak = streak_of(history, history_count, now);

        return judge_doubtful(doubt, &streak, now);
    }
    for (size_t i = 0; i < sizeof(plain) / sizeof(*plain); i++)
        if (s->count[plain[i].class] > 0)
            return decide(plain[i].verdict, s->last[plain[i].class], "", "");
    return decide(VERDICT_TRANSIENT, &unasked, "", "");
}

/* Since when the verdict holds. A night on which nothing was learnt of the link, or a wall stood in
 * the way, does not interrupt what was so before it and is so after it. */
static int64_t since_when(enum verdict verdict, const struct past *history, size_t count,
                          int64_t now)
{
    for (size_t i = 0; i < count; i++) {
        const struct past *p = &history[i];

        if (p->verdict == verdict)
            return p->since != 0 ? p->since : p->at;
        if (p->verdict != VERDICT_TRANSIENT && p->verdict != VERDICT_BLOCKED)
            break;
    }
    return now;
}

struct judged judge(const struct evidence *evidence, size_t evidence_count, bool moved,
                    const struct past *history, size_t history_count, int64_t now)
{
    struct sorted sorted = sort_evidence(evidence, evidence_count);
    struct judged j = judge_tonight(&sorted, moved, history, history_count, now);

    j.since = since_when(j.verdict, history, history_count, now);
    return j;
}
