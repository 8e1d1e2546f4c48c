/* code_links: where authors say that their code is. Private to the source room. */
#ifndef GLOSS_SOURCE_CODE_LINKS_H
#define GLOSS_SOURCE_CODE_LINKS_H

#include "gloss/base/meta.h"

/* Appends the repositories named in running text (with or without "https://") to META_CODE. NULL
 * text is fine. */
void code_links_append(struct meta *m, const char *text, const char *source, int rank);

#endif
