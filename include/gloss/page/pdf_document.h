/* pdf_document: what gloss-pdf said of a document, as values.
 *
 * It says it in JSON objects, one a line: {"pages", "info": {"title", "author"...}}, {"xmp"}, then
 * {"page", "width", "height", "lines": [{"text", "x", "y", "right", "bottom", "size", "bold", "up",
 * "bitmap"}...]} for each of the first pages. Lengths are tenths of a point from the upper left
 * corner. Whatever of it is missing, malformed or out of range is left out. */
#ifndef GLOSS_PAGE_PDF_DOCUMENT_H
#define GLOSS_PAGE_PDF_DOCUMENT_H

#include "gloss/base/arena.h"

#include <stdbool.h>
#include <stddef.h>

struct pdf_line {
    const char *text; /* clean, never "" */
    int x, y, right, bottom;
    int size; /* of its font */
    bool bold;
    bool up;     /* it runs up or down the page */
    bool bitmap; /* its font has no name: size is a guess, and ligatures may be missing */
};

struct pdf_page {
    int width, height;
    struct pdf_line *lines; /* in reading order */
    size_t count;
};

enum { PDF_PAGES = 2 };

struct pdf_document {
    struct arena *arena; /* of all that follows */
    long pages;          /* 0: unknown */
    /* The Info dictionary; NULL: absent. */
    const char *title, *author, *subject, *keywords, *producer, *creator;
    const char *created; /* ISO 8601 */
    const char *xmp;     /* an XML packet */
    struct pdf_page page[PDF_PAGES];
};

/* NULL when nothing of it can be read. */
struct pdf_document *pdf_document_parse(const char *says, size_t len);
void pdf_document_free(struct pdf_document *d); /* NULL is fine */

#endif
