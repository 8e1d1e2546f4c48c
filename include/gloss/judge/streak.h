/* streak: what history says against a link since it last gave a sign of life. Internal to the judge
 * room; pure. */
#ifndef GLOSS_JUDGE_STREAK_H
#define GLOSS_JUDGE_STREAK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "gloss/judge/judge.h"

enum {
    DAY_S = 24 * 3600,
    DEATH_LOOKS = 3, /* soft evidence: this often, tonight included, */
    DEATH_DAYS = 3,  /* and over this long, is death */
};

struct streak {
    size_t looks;
    int64_t first; /* when the first of them was; `now` when there is none */
    size_t days;   /* on how many days before today */
    bool dead;     /* one of them found it dead */
};

/* `history` is newest first; looks that lie after `now` are left out. */
struct streak streak_of(const struct past *history, size_t count, int64_t now);

#endif
