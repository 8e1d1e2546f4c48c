/* One clock for waits, deadlines and durations, which cannot be set back, and one for dates, which
 * tests can set. */
#include "gloss/base/clock.h"

#include <stdlib.h>
#include <time.h>

#include "gloss/base/date.h"

/* What clock_now is ahead of the system's clock, in seconds. Written before threads start. */
static int64_t ahead;

int64_t clock_ms(void)
{
    struct timespec t;
    (void)clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

int64_t clock_now(void)
{
    return (int64_t)time(NULL) + ahead;
}

bool clock_start(struct err *err)
{
    const char *asked = getenv("GLOSS_NOW");
    int64_t start;
    ahead = 0;
    if (!asked || !*asked)
        return true;
    if (!instant_parse(asked, &start))
        return err_set(err, ERR_USAGE,
                       "GLOSS_NOW=%s: expected an instant such as 2026-02-01T03:00:00Z", asked);
    ahead = start - (int64_t)time(NULL);
    return true;
}
