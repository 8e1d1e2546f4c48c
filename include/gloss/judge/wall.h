/* wall: pages that ask who is there instead of showing what was asked for: challenges, captchas,
 * refusals with a success for a status. Internal to the judge room; what headers and raw bytes give
 * away is challenge.h's. */
#ifndef GLOSS_JUDGE_WALL_H
#define GLOSS_JUDGE_WALL_H

#include "gloss/judge/phrase.h"
#include "gloss/judge/view.h"

#include <stdbool.h>
#include <stddef.h>

extern const struct phrase wall_phrases[];
extern const size_t wall_phrase_count;

/* Evidence BLOCKED. */
bool wall_find(const struct view *v, struct evidence *out);

#endif
