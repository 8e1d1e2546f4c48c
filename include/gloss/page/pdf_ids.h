/* pdf_ids: under which numbers a PDF's work is known.
 *
 * Papers name many works by DOI and arXiv id; only what is printed as the paper's own counts: the
 * stamp of arXiv, and the one DOI on the first page that stands apart from running text. Pure; any
 * thread. */
#ifndef GLOSS_PAGE_PDF_IDS_H
#define GLOSS_PAGE_PDF_IDS_H

#include "gloss/page/pdf_document.h"
#include "gloss/page/pdf_front.h"
#include "gloss/page/pdf_xmp.h"
#include "gloss/page/proposal.h"

/* Proposes DOI and arXiv id, and what a stamp says besides: category, and the date of the first
 * version. */
void pdf_ids_propose(const struct pdf_document *d, const struct pdf_front *f,
                     const struct pdf_xmp *xmp, struct proposals *out);

#endif
