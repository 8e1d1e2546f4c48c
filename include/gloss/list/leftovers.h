/* leftovers: what the source of a text node holds that a reader takes for a link and Markdown does
 * not. Pure. Internal to the list room. */
#ifndef GLOSS_LIST_LEFTOVERS_H
#define GLOSS_LIST_LEFTOVERS_H

#include "gloss/list/scan.h"

#include <stdbool.h>
#include <stddef.h>

/* Looks in the bytes [from, to) of s, from *at on, for `[text][label]`, which would be a link if
 * the label were defined. *open: its first "[". *at moves on. */
bool leftover_reference(const char *s, size_t from, size_t to, size_t *at, size_t *open,
                        struct range *label);

/* Looks up to `to`, from *at on, for an "http://" or "https://" URL. GFM finds those, but not
 * within brackets: to be called for what follows a "[". *at moves on. */
bool leftover_url(const char *s, size_t to, size_t *at, struct range *url);

/* The length of a bare URL: up to the first character that ends it for a reader, though not for
 * GFM (white space and invisible characters beyond ASCII, DEL). */
size_t leftover_bare_length(const char *url);

#endif
