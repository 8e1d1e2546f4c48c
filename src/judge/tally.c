/* tally: is it the world that is broken, or our own uplink?
 *
 * A cut cable, a dead resolver or a hotel's login page makes every link of a list look bad at once.
 * Such a run must say nothing about any link. On the other side stands a list whose few hosts are
 * really gone, so small lists need surer signs than large ones. */
#include "gloss/judge/judge.h"

#include <stdio.h>

enum {
    FEW_HOSTS = 3,    /* below this, hosts that fail together may just be bad */
    DNS_HOSTS = 5,    /* the same for hosts that the DNS does not know */
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
    return t->hosts >= (t->nxdomain == t->hosts ? DNS_HOSTS : FEW_HOSTS);
}

/* Nearly nothing did, and not merely for slowness: hosts that time out are the world's trouble as
 * soon as one other answers. */
static bool most_failed(const struct judge_tally *t, size_t bad)
{
    return t->hosts >= MANY_HOSTS && bad * 100 >= t->hosts * MOST_PERCENT &&
           (t->unreachable > 0 || t->nxdomain * 2 >= t->hosts);
}

bool judge_void(const struct judge_tally *tally, char why[256])
{
    size_t bad = tally->unreachable + tally->failed + tally->nxdomain;

    why[0] = '\0';
    if (tally->hosts == 0 || (!all_failed(tally, bad) && !most_failed(tally, bad)))
        return false;
    (void)snprintf(why, 256,
                   "%zu of %zu hosts gave no answer (%zu out of reach, %zu failed, %zu unknown to "
                   "the DNS)",
                   bad, tally->hosts, tally->unreachable, tally->failed, tally->nxdomain);
    return true;
}
