/* pdf: a PDF in, what it says of its work out.
 *
 * Sources: pdf-stamp (arXiv's, on the margin), pdf-xmp, pdf-info, pdf-text (the first page),
 * pdf-pages. */
#ifndef GLOSS_PAGE_PDF_H
#define GLOSS_PAGE_PDF_H

#include "gloss/base/meta.h"
#include "gloss/page/page.h"

/* Reads the document in a process of its own (pdf_process.h): what goes wrong there is no metadata,
 * and nothing else. */
void pdf_extract(const struct page_input *in, struct meta *m);

/* The rest of it: what gloss-pdf said of the document. Pure. */
void pdf_extract_said(const struct page_input *in, const char *says, size_t len, struct meta *m);

#endif
