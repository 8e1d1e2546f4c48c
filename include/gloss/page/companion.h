/* companion: documents beside a page that tell of it, made for programs: the site's feed, the
 * page's record in WordPress's REST API, its oEmbed card.
 *
 * A page names them in link elements; what they say is trusted below what the page says of itself
 * in a vocabulary, above what is guessed from its looks. Pure; any thread. */
#ifndef GLOSS_PAGE_COMPANION_H
#define GLOSS_PAGE_COMPANION_H

#include "gloss/base/meta.h"
#include "gloss/page/page.h"

/* What a companion says of the page in->about, and of nothing else in it. */
void companion_extract(const struct page_input *in, struct meta *m);

#endif
