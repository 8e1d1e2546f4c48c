/* expiry: whether a site's certificate is about to expire unseen. Pure; any thread. */
#ifndef GLOSS_JUDGE_EXPIRY_H
#define GLOSS_JUDGE_EXPIRY_H

#include "gloss/base/reply.h"

#include <stdbool.h>
#include <stdint.h>

/* Whether it ends within 14 days of `now` (seconds since 1970) and less than a third of its life is
 * left. Those that live for a week are always about to expire, and are renewed when half or two
 * thirds of that are over. False for one that is over, or whose end is not known. */
bool judge_expires_soon(const struct validity *certificate, int64_t now);

#endif
