/* parking: domains and hosting that nobody fills any more: for sale, expired, suspended, or with
 * the page that a server shows before anybody has put anything there. Internal to the judge room.
 */
#ifndef GLOSS_JUDGE_PARKING_H
#define GLOSS_JUDGE_PARKING_H

#include "gloss/judge/phrase.h"
#include "gloss/judge/view.h"

#include <stdbool.h>
#include <stddef.h>

extern const struct phrase parking_phrases[];
extern const size_t parking_phrase_count;

/* Evidence SOFT. */
bool parking_find(const struct view *v, struct evidence *out);

#endif
