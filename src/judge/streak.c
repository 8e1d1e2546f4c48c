/* streak: bad looks in a row. Nights on which nothing was learnt neither add to it nor end it. */
#include "gloss/judge/streak.h"

static bool is_bad(enum evidence_class class)
{
    return class == EVIDENCE_SOFT || class == EVIDENCE_GONE || class == EVIDENCE_UNLISTED ||
           class == EVIDENCE_REFUSED;
}

struct streak streak_of(const struct past *history, size_t count, int64_t now)
{
    struct streak s = {.first = now};
    int64_t day = now / DAY_S;

    for (size_t i = 0; i < count; i++) {
        const struct past *p = &history[i];

        if (p->class == EVIDENCE_ANSWERED || p->class == EVIDENCE_VOUCHED)
            break;
        if (!is_bad(p->class) || p->at > now)
            continue;
        s.looks++;
        s.first = p->at < s.first ? p->at : s.first;
        s.dead = s.dead || p->verdict == VERDICT_DEAD;
        if (p->at / DAY_S < day) {
            day = p->at / DAY_S;
            s.days++;
        }
    }
    return s;
}
