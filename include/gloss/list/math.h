/* math: `$...$` and `$$...$$` in a paragraph. Internal to the list room.
 *
 * CommonMark knows no math, so `$[x](y)$` is a link to it; to a reader it is none. Dollars are
 * also money: delimiters must hug what they hold, as in Pandoc, and the inside must look like
 * math. */
#ifndef GLOSS_LIST_MATH_H
#define GLOSS_LIST_MATH_H

#include <stdbool.h>
#include <stddef.h>

struct math_range {
    size_t from;
    size_t to;
};

struct math {
    struct math_range *ranges; /* in order, not overlapping */
    size_t count;
    size_t room;
};

void math_find(struct math *m, const char *s, size_t len);
void math_release(struct math *m);
bool math_covers(const struct math *m, size_t at);

#endif
