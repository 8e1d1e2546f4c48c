/* schedule: when a URL is due to be looked at again. Pure: no clock of its own; any thread.
 *
 * How long after the newest look the next is due, by what that look found:
 *
 * - never looked at: at once
 * - a file of ours, nothing to ask: at once, such a look costs nothing
 * - bad, and not dead yet (suspect, or refused): 1 h after the first bad look in a row, 1 d after
 *   the second, 3 d after the third; never later than 3 d after the first, when the judge may tell
 *   the dead from the suspect
 * - nothing learnt: 1 h, from the second such look in a row 1 d
 * - blocked: 3 d; 1 d while bad looks before it are unresolved
 * - dead: 1 d for a week, then 7 d
 * - alive or moved: 1 d; 4 times in a row over 1 week 2 d; 6 times in a row over 3 weeks 4 d; 10
 *   times in a row over 6 weeks 7 d
 *
 * A look that lies after `now` says nothing of time: the clock was set back, and it is due at once.
 *
 * Jitter: the key's hash moves an interval of more than a day by up to a tenth either way, so that
 * what was asked in one night is not all due in one night again. An interval of a day or less is
 * only ever shortened: lengthened, it would miss the next night's run.
 *
 * Slack: what is due within a tenth of its interval, 2 h at most, is due now. A nightly run begins
 * a few minutes earlier or later each night, reaches each link at another minute, and comes an hour
 * early once a year; none of that may cost a night. */
#ifndef GLOSS_JUDGE_SCHEDULE_H
#define GLOSS_JUDGE_SCHEDULE_H

#include "gloss/judge/judge.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The first instant, in seconds since 1970, at which a look at the key counts as due: jitter and
 * slack are in it. 0 for what was never looked at. `history` is newest first, as for judge(). */
int64_t schedule_due(const char *key, const struct past *history, size_t count);

/* Whether it is due at `now`. */
bool schedule_is_due(const char *key, const struct past *history, size_t count, int64_t now);

#endif
