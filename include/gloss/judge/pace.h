/* pace: what a reply says about how often its server wants to be asked. Private to the judge room.
 */
#ifndef GLOSS_JUDGE_PACE_H
#define GLOSS_JUDGE_PACE_H

#include <stdint.h>

#include "gloss/base/reply.h"

/* Milliseconds until a budget of requests that the reply calls spent is filled again; -1 when none
 * is. `now` in seconds since 1970. */
int64_t pace_until_refilled(const struct reply *reply, int64_t now);

#endif
