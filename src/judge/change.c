/* change: the difference between two states of a link, if it is worth waking somebody for.
 *
 * Only lasting states are compared, so that a link that is dead, out of reach for a night and dead
 * again is news once. */
#include "gloss/judge/change.h"

#include <string.h>

bool judge_settles(enum verdict v)
{
    return v != VERDICT_TRANSIENT && v != VERDICT_BLOCKED && v != VERDICT_SKIPPED;
}

static bool is_well(enum verdict v)
{
    return v == VERDICT_ALIVE || v == VERDICT_MOVED;
}

static bool is_ill(const struct settled *s)
{
    return s->known && (s->verdict == VERDICT_DEAD || s->verdict == VERDICT_SUSPECT);
}

static bool same_address(const char *a, const char *b)
{
    return a != NULL && b != NULL && strcmp(a, b) == 0;
}

static bool moved_on(const struct finding *now, const struct settled *before)
{
    return now->verdict == VERDICT_MOVED && !(before->known && before->verdict == VERDICT_MOVED &&
                                              same_address(now->suggestion_url, before->address));
}

enum change judge_change(const struct finding *now, const struct settled *before)
{
    static const unsigned taken_back =
        FACT_BIT(FACT_WITHDRAWN_INDEX) | FACT_BIT(FACT_RETRACTED_INDEX);
    unsigned known = before->known ? before->facts : 0;

    if (now->verdict == VERDICT_DEAD && !(before->known && before->verdict == VERDICT_DEAD))
        return CHANGE_DIED;
    if (now->verdict == VERDICT_SUSPECT && !is_ill(before))
        return CHANGE_SUSPECTED;
    if ((now->facts & taken_back & ~known) != 0)
        return CHANGE_WITHDRAWN;
    if (is_well(now->verdict) && is_ill(before))
        return CHANGE_RECOVERED;
    return moved_on(now, before) ? CHANGE_MOVED : CHANGE_NONE;
}
