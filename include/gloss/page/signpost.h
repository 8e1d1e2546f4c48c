/* signpost: where else a site tells of a page: its feed, its API's record, its oEmbed. */
#ifndef GLOSS_PAGE_SIGNPOST_H
#define GLOSS_PAGE_SIGNPOST_H

#include "gloss/base/signs.h"
#include "gloss/page/observed.h"

/* Fills feed, record and oembed. Any thread. */
void signpost_fill(const struct observed *o, struct signs *signs);

#endif
