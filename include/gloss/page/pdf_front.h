/* pdf_front: the front matter of a PDF: where it stands on the first page, and the title as the
 * page prints it.
 *
 * The title is what is set in the largest type above the text, apart from what is printed around
 * papers. Pure; any thread. */
#ifndef GLOSS_PAGE_PDF_FRONT_H
#define GLOSS_PAGE_PDF_FRONT_H

#include "gloss/page/pdf_document.h"

#include <stdbool.h>

struct pdf_front {
    const struct pdf_page *page; /* the first */
    bool legible;                /* else nothing of its text is to be believed */
    int body;                    /* font size of most of the text */
    int floor;                   /* where the text begins: y of its first heading or paragraph */
    int floor_size;              /* font size there */
    const char *title;           /* NULL: none found; in the document's arena */
    int title_left, title_right, title_bottom;
    int title_size;
    bool title_clear; /* nothing else could be the title */
};

void pdf_front_read(const struct pdf_document *d, struct pdf_front *out);

#endif
