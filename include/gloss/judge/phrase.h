/* phrase: sentences that pages of one kind have in common, looked for in folded text.
 *
 * Phrases are written as text_fold leaves them. Internal to the judge room. Pure; any thread. */
#ifndef GLOSS_JUDGE_PHRASE_H
#define GLOSS_JUDGE_PHRASE_H

#include <stdbool.h>
#include <stddef.h>

struct phrase {
    int kind; /* the table's own */
    const char *text;
    const char *then; /* NULL, or what must follow within a sentence's length */
};

/* Where the words begin in `folded`, NULL when they are not there. Whole words, except where a
 * script is written without blanks. */
const char *phrase_find(const char *folded, const char *words);

/* Whether a phrase with what follows is there. */
bool phrase_in(const char *folded, const struct phrase *p);

/* Whether `folded` begins with the words, as whole words. */
bool phrase_starts(const char *folded, const char *words);

#endif
