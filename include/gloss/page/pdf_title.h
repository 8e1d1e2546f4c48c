/* pdf_title: which of a PDF's titles is its title.
 *
 * Most files carry a title, and a third of those are what a program made up: a file name,
 * "Microsoft Word - draft3", the name of a template. Pure; any thread. */
#ifndef GLOSS_PAGE_PDF_TITLE_H
#define GLOSS_PAGE_PDF_TITLE_H

#include "gloss/page/pdf_document.h"
#include "gloss/page/pdf_front.h"
#include "gloss/page/proposal.h"

#include <stdbool.h>

/* Whether a title from the file's metadata is no title. `url` is the document's, or NULL. */
bool pdf_title_is_junk(const struct pdf_document *d, const char *title, const char *url);

/* Proposes the title. `xmp` is that of the XMP packet, or NULL. */
void pdf_title_propose(const struct pdf_document *d, const struct pdf_front *f, const char *xmp,
                       const char *url, struct proposals *out);

#endif
