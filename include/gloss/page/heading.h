/* heading: which heading of a page is its headline.
 *
 * Found once, after the walk, because dates and bylines are looked for around it. */
#ifndef GLOSS_PAGE_HEADING_H
#define GLOSS_PAGE_HEADING_H

#include "gloss/page/observed.h"

/* Sets o->heading. */
void heading_settle(struct observed *o);

#endif
