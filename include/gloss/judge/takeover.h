/* takeover: a domain that was let go and taken up by somebody else, seen against what the cache
 * remembers of the link. Internal to the judge room. */
#ifndef GLOSS_JUDGE_TAKEOVER_H
#define GLOSS_JUDGE_TAKEOVER_H

#include "gloss/judge/phrase.h"
#include "gloss/judge/view.h"

#include <stdbool.h>
#include <stddef.h>

extern const struct phrase takeover_trades[];
extern const size_t takeover_trade_count;

/* Evidence SOFT. Never without a remembered title. */
bool takeover_find(const struct view *v, struct evidence *out);

#endif
