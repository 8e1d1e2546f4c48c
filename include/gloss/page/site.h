/* site: what a page's site is called, so that its name is taken neither for a title nor for an
 * author.
 *
 * Names come from what the page proposes as META_SITE and from its host. Compared without case,
 * blanks and punctuation. */
#ifndef GLOSS_PAGE_SITE_H
#define GLOSS_PAGE_SITE_H

#include "gloss/page/observed.h"
#include "gloss/page/proposal.h"

#include <stdbool.h>

struct site;

struct site *site_new(const struct observed *o, const struct proposals *ps);
void site_free(struct site *s);

/* Whether a text is one of the site's names, or its host. */
bool site_is_name(const struct site *s, const char *text);

/* The title without the site's name before or after it, or an author's after it, where a separator
 * sets it off. The caller frees. */
char *site_strip(const struct site *s, const char *title);

#endif
