/* schedule: intervals by what was found, and the two things that bend them. */
#include "gloss/judge/schedule.h"

#include "gloss/judge/streak.h"

#define DAYS(n) ((int64_t)(n)*DAY_S)
#define WEEKS(n) DAYS(7 * (n))

enum {
    HOUR_S = 3600,
    WEEK_S = 7 * DAY_S,
    BLOCKED_S = 3 * DAY_S,
    DEAD_NEWS_S = WEEK_S, /* how long a death is news that may still be a mistake */
    SLACK_MAX_S = 2 * HOUR_S,
    PERMILLE = 1000,
    JITTER = 100 /* permille */
};

/* Bad looks in a row: the first row is for one. */
static const int64_t after_bad[] = {HOUR_S, DAYS(1), DAYS(3)};

static const int64_t after_nothing[] = {HOUR_S, DAYS(1)};

static const struct {
    size_t looks;
    int64_t age;
    int64_t interval;
} alive[] = {
    {10, WEEKS(6), DAYS(7)},
    {6, WEEKS(3), DAYS(4)},
    {4, WEEKS(1), DAYS(2)},
};

static int64_t step(const int64_t *steps, size_t count, size_t looks)
{
    return steps[looks < count ? looks - 1 : count - 1];
}

/* How many of the newest looks learnt nothing. */
static size_t nothing_in_a_row(const struct past *history, size_t count)
{
    size_t n = 0;

    while (n < count && history[n].class == EVIDENCE_TRANSIENT)
        n++;
    return n;
}

static int64_t interval_bad(const struct streak *s, int64_t last)
{
    int64_t interval = step(after_bad, sizeof(after_bad) / sizeof(*after_bad), s->looks);
    int64_t decisive = s->first + DAYS(DEATH_DAYS) - last;

    if (decisive < HOUR_S)
        decisive = HOUR_S;
    return interval < decisive ? interval : decisive;
}

/* Looks on which nothing was learnt neither count as a sign of life nor break the row. */
static int64_t interval_alive(const struct past *history, size_t count)
{
    int64_t first = history[0].at;
    size_t looks = 0;

    for (size_t i = 0; i < count; i++) {
        const struct past *p = &history[i];

        if (p->class == EVIDENCE_TRANSIENT)
            continue;
        if (p->verdict != VERDICT_ALIVE && p->verdict != VERDICT_MOVED)
            break;
        looks++;
        first = p->since != 0 && p->since < p->at ? p->since : p->at;
    }
    for (size_t i = 0; i < sizeof(alive) / sizeof(*alive); i++)
        if (looks >= alive[i].looks && history[0].at - first >= alive[i].age)
            return alive[i].interval;
    return DAY_S;
}

static int64_t interval_dead(const struct past *last)
{
    return last->since != 0 && last->at - last->since >= DEAD_NEWS_S ? WEEK_S : DAY_S;
}

/* As in the header's table, without jitter and slack. */
static int64_t interval_of(const struct past *history, size_t count)
{
    const struct past *last = &history[0];
    struct streak bad = streak_of(history, count, last->at);

    switch (last->class) {
    case EVIDENCE_MISSING:
    case EVIDENCE_EXCLUDED:
    case EVIDENCE_UNUSABLE:
    case EVIDENCE_NOTED:
    case EVIDENCE_CLASS_COUNT:
        return 0;
    case EVIDENCE_TRANSIENT:
        return step(after_nothing, sizeof(after_nothing) / sizeof(*after_nothing),
                    nothing_in_a_row(history, count));
    case EVIDENCE_BLOCKED:
        return bad.looks > 0 ? DAY_S : BLOCKED_S;
    case EVIDENCE_REFUSED:
    case EVIDENCE_UNLISTED:
    case EVIDENCE_SOFT:
    case EVIDENCE_GONE:
        return last->verdict == VERDICT_DEAD ? interval_dead(last) : interval_bad(&bad, last->at);
    case EVIDENCE_VOUCHED:
    case EVIDENCE_ANSWERED:
        break;
    }
    return interval_alive(history, count);
}

/* 0 to 2 * JITTER, the same for a key every time (FNV-1a). */
static int64_t spread(const char *key)
{
    uint32_t hash = 2166136261U;

    for (const char *c = key; *c != '\0'; c++)
        hash = (hash ^ (unsigned char)*c) * 16777619U;
    return hash % (2 * JITTER + 1);
}

static int64_t bend(int64_t interval, const char *key)
{
    int64_t permille =
        interval > DAY_S ? PERMILLE - JITTER + spread(key) : PERMILLE - JITTER + spread(key) / 2;
    int64_t bent = interval * permille / PERMILLE;
    int64_t slack = interval / 10 < SLACK_MAX_S ? interval / 10 : SLACK_MAX_S;

    return bent - slack;
}

int64_t schedule_due(const char *key, const struct past *history, size_t count)
{
    return count == 0 ? 0 : history[0].at + bend(interval_of(history, count), key);
}

bool schedule_is_due(const char *key, const struct past *history, size_t count, int64_t now)
{
    return count == 0 || now < history[0].at || now >= schedule_due(key, history, count);
}
