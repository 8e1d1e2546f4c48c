/* walk: one parse and one walk of an HTML page.
 *
 * Takes guarded UTF-8 and fills in the observations. The tree and libxml2's strings do not outlive
 * the call. Any thread after page_init. */
#ifndef GLOSS_PAGE_WALK_H
#define GLOSS_PAGE_WALK_H

#include "gloss/page/observed.h"

/* False when the parser could make nothing of it. */
bool walk_page(struct observed *o, const char *html, size_t len);

#endif
