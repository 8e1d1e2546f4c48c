/* pdf_authors: who wrote a PDF's work: by its metadata where those name people the page names too,
 * by its first page where that is beyond doubt. Pure; any thread. */
#ifndef GLOSS_PAGE_PDF_AUTHORS_H
#define GLOSS_PAGE_PDF_AUTHORS_H

#include "gloss/page/pdf_document.h"
#include "gloss/page/pdf_front.h"
#include "gloss/page/pdf_xmp.h"
#include "gloss/page/proposal.h"

void pdf_authors_propose(const struct pdf_document *d, const struct pdf_front *f,
                         const struct pdf_xmp *xmp, struct proposals *out);

#endif
