/* readme_text: what a README says first. Private to the source room. */
#ifndef GLOSS_SOURCE_README_TEXT_H
#define GLOSS_SOURCE_README_TEXT_H

#include <stddef.h>

/* The first paragraph of prose, plain: no heading, list, table, quotation, code, badge or notice of
 * an update. NULL when there is none among the first paragraphs. The caller frees. Linear in n. */
char *readme_paragraph(const char *bytes, size_t n);

#endif
