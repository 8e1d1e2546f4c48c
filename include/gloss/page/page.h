/* page: a saved page in, its metadata out. Deterministic, no globals, no I/O but for PDFs, which a
 * process of their own reads (pdf_process.h): those may take seconds.
 *
 * Charset decided by us, bytes guarded against what the parser chokes on, one parse, one walk; each
 * vocabulary proposes (field, value, rank), the best rank wins and its name stays as the field's
 * source. Any thread (after page_init). */
#ifndef GLOSS_PAGE_PAGE_H
#define GLOSS_PAGE_PAGE_H

#include "gloss/base/meta.h"
#include "gloss/base/signs.h"

#include <stdbool.h>
#include <stddef.h>

/* Prepares libxml2 before threads start; page_shutdown once after they are joined. Main thread. */
void page_init(void);
void page_shutdown(void);

struct page_input {
    const char *url;          /* final URL of the page; NULL when unknown */
    const char *content_type; /* header value; NULL when unknown */
    const char *bytes;
    size_t len;
    const char *about; /* the body is another document that tells of this page (a feed, an API's
                          record); NULL: it is the page */
    bool truncated;    /* the body was cut at a cap */
    int now_year;      /* dates later than the next year are refused; 0: no limit */
};

/* Extracts what the page says of itself; never NULL, maybe empty. `signs` may be NULL. Content
 * types: HTML and XHTML here; JSON and XML API records, PDF, plain text give what they can (title
 * from nothing is nothing). Time is linear in len. */
struct meta *page_extract(const struct page_input *in, struct signs *signs);

/* Whether a body is a PDF, by its first kilobyte. */
bool page_is_pdf(const char *bytes, size_t len);

enum {
    PAGE_BODY_MAX = 2 << 20, /* bytes of a body that are worth reading */
    PAGE_PDF_MAX = 24 << 20, /* of a PDF, whose table of contents is at its end */
};

#endif
