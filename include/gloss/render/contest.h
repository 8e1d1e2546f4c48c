/* contest: whether two sources that speak of one field say the same. Private to the render room.
 * Pure. */
#ifndef GLOSS_RENDER_CONTEST_H
#define GLOSS_RENDER_CONTEST_H

#include <stdbool.h>

#include "gloss/base/meta.h"

/* False when both have the field and disagree. Words are compared folded (case, punctuation, kind
 * of dash do not count); a date or a language says the same as a more precise one that begins
 * likewise ("2024", "2024-01-08"; "en", "en-US"); lists item by item. */
bool contest_agrees(const struct meta *a, const struct meta *b, enum meta_field f);

#endif
