/* readme_title: the title in a README written in Markdown. Private to the source room. */
#ifndef GLOSS_SOURCE_README_TITLE_H
#define GLOSS_SOURCE_README_TITLE_H

#include <stddef.h>

/* The text of the first heading of level 1 ("# T", "T" over "===", <h1>) that has any, plain:
 * images, badges, emoji, markup and a conference in brackets before it ("[ICLR 2024]") left out.
 * NULL when there is none, or when it only names a part of the document ("Installation"). Linear
 * time. The caller frees. */
char *readme_title(const char *bytes, size_t n);

/* One line of inline Markdown as plain text; never NULL. The caller frees. */
char *readme_plain(const char *line, size_t n);

#endif
