/* tally: is it the world that is broken, or our own uplink?
 *
 * A cut cable, a dead resolver, a hotel's login page or a clock that is years off make every link
 * of a list look bad at once. Such a run must say nothing about any link. On the other side stands
 * a list whose few hosts are really gone, so small lists need surer signs than large ones. */
#include "gloss/judge/judge.h"

#include <stdio.h>

#include "gloss/base/buf.h"

enum {
    FEW_HOSTS = 3,    /* below this, hosts that fail together may just be bad */
    SAME_HOSTS = 5,   /* the same for hosts that all fail in one way that hosts do fail in */
    MANY_HOSTS = 10,  /* from here on, a few answers do not save the run */
    MOST_PERCENT = 90 /* of many hosts */
};

/* Nothing answered at all. */
static bool all_failed(const struct judge_tally *t, size_t bad)
{
    if (t->answered > 0 || bad != t->hosts)
        return false;
    if (t->unreachable > 0)
        return true;
    bool alike = t->nxdomain == t->hosts || t->untrusted == t->hosts || t->captured == t->hosts;
    return t->hosts >= (alike ? SAME_HOSTS : FEW_HOSTS);
}

/* Nearly nothing did, and not merely for slowness: hosts that time out are the world's trouble as
 * soon as one other answers. */
static bool most_failed(const struct judge_tally *t, size_t bad)
{
    return t->hosts >= MANY_HOSTS && bad * 100 >= t->hosts * MOST_PERCENT &&
           (t->unreachable > 0 || t->nxdomain * 2 >= t->hosts || t->untrusted * 2 >= t->hosts ||
            t->captured * 2 >= t->hosts);
}

bool judge_void(const struct judge_tally *tally, char why[256])
{
    const struct {
        size_t count;
        const char *words;
    } parts[] = {{tally->unreachable, "out of reach"},
                 {tally->failed, "failed"},
                 {tally->nxdomain, "unknown to the DNS"},
                 {tally->untrusted, "with a certificate that does not hold: is the clock right?"},
                 {tally->captured, "behind one and the same login page"}};
    size_t bad = 0;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        bad += parts[i].count;

    why[0] = '\0';
    if (tally->hosts == 0 || (!all_failed(tally, bad) && !most_failed(tally, bad)))
        return false;
    struct buf words;
    const char *glue = " (";
    buf_init(&words, 1024);
    (void)buf_addf(&words, "%zu of %zu hosts gave no answer of their own", bad, tally->hosts);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (parts[i].count > 0) {
            (void)buf_addf(&words, "%s%zu %s", glue, parts[i].count, parts[i].words);
            glue = ", ";
        }
    (void)snprintf(why, 256, "%s)", words.data);
    buf_release(&words);
    return true;
}
