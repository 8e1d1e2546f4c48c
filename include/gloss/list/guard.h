/* guard: keeps hostile Markdown from costing cmark more than linear time. Internal to the list
 * room. */
#ifndef GLOSS_LIST_GUARD_H
#define GLOSS_LIST_GUARD_H

#include <stddef.h>

/* What the parser is to read instead of the text: the same bytes, with a few overwritten by "x"
 * where thousands of the same mark would make it quadratic. NULL when the text is harmless, as all
 * but hostile ones are; else the caller frees it, and *at is the first byte overwritten. */
char *guard_mask(const char *text, size_t len, size_t *at);

#endif
