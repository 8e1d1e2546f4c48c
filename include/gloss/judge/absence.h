/* absence: a page that answers with success and says that it is not there. Internal to the judge
 * room. */
#ifndef GLOSS_JUDGE_ABSENCE_H
#define GLOSS_JUDGE_ABSENCE_H

#include "gloss/judge/phrase.h"
#include "gloss/judge/view.h"

#include <stdbool.h>
#include <stddef.h>

/* What a phrase of the table is worth. */
enum absence_kind {
    ABSENCE_NOTICE,   /* says it wherever it stands in a short text */
    ABSENCE_HEADLINE, /* says it where a line holds nothing else */
    ABSENCE_WORD,     /* may say it, where a line holds nothing else */
    ABSENCE_CODED,    /* says it with 404 or 410 beside it, and nothing without */
};

extern const struct phrase absence_phrases[];
extern const size_t absence_phrase_count;

/* Evidence SOFT when title, heading and text together say so and say little else. */
bool absence_find(const struct view *v, struct evidence *out);

/* Whether one of them says so at all. */
bool absence_hinted(const struct view *v);

#endif
