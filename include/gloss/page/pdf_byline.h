/* pdf_byline: the names below a title.
 *
 * A wrong author is worse than none: names are taken only when everything set like them is a name
 * or certainly none. Pure; any thread. */
#ifndef GLOSS_PAGE_PDF_BYLINE_H
#define GLOSS_PAGE_PDF_BYLINE_H

#include "gloss/page/pdf_document.h"
#include "gloss/page/pdf_front.h"

#include <stdbool.h>
#include <stddef.h>

enum { PDF_NAMES_MAX = 300 };

struct pdf_byline {
    const char **names; /* clean, in the document's arena */
    size_t count;       /* 0 when unsure */
    size_t seen;        /* what reads like a person's name below the title, sure or not */
};

void pdf_byline_read(const struct pdf_document *d, const struct pdf_front *f,
                     struct pdf_byline *out);

/* Whether a cleaned name is a person's, given and family name: stricter than base/name, for in a
 * PDF nothing marks a name as one. */
bool pdf_is_person(const char *name);

/* Whether text has something that no name has: digits, a word like "University" or "Learning". What
 * is neither this nor a person may be half a name, or a name nobody here can tell. */
bool pdf_is_no_name(const char *text);

#endif
