/* homeward: redirects that lose what was asked for: to the front page, or to an error page.
 * Internal to the judge room. */
#ifndef GLOSS_JUDGE_HOMEWARD_H
#define GLOSS_JUDGE_HOMEWARD_H

#include "gloss/judge/view.h"

#include <stdbool.h>

/* Evidence SOFT. */
bool homeward_find(const struct view *v, struct evidence *out);

/* Whether something may have been lost on the way: a front page of another host, or of this one
 * from an address that may have been a section's; an address less deep. */
bool homeward_hinted(const struct view *v);

#endif
