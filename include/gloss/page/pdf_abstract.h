/* pdf_abstract: the abstract that a paper's first page prints.
 *
 * Pure; any thread. */
#ifndef GLOSS_PAGE_PDF_ABSTRACT_H
#define GLOSS_PAGE_PDF_ABSTRACT_H

#include "gloss/page/pdf_document.h"
#include "gloss/page/pdf_front.h"

/* The text below the heading "Abstract" up to the next heading, when it stands whole on the page;
 * else NULL. In the document's arena. */
const char *pdf_abstract(const struct pdf_document *d, const struct pdf_front *f);

/* What slides say under their title, where it is a phrase of six words or more rather than names,
 * a meeting or a day; else NULL. In the document's arena. */
const char *pdf_subtitle(const struct pdf_document *d, const struct pdf_front *f);

#endif
