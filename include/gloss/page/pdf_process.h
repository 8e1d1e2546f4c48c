/* pdf_process: gloss-pdf run on a document, in a process of its own.
 *
 * PDFs are read by a large C++ library that has had its share of memory errors; what it does to a
 * process that holds nothing, and can open nothing, harms nobody. The program stands beside the
 * running one, or in ../libexec/gloss of it; $GLOSS_PDF names another. Any thread. */
#ifndef GLOSS_PAGE_PDF_PROCESS_H
#define GLOSS_PAGE_PDF_PROCESS_H

#include "gloss/base/buf.h"

#include <stddef.h>

enum {
    PDF_SAYS_MAX = 1 << 20, /* bytes of what the reader may say */
    PDF_WALL_MS = 15000,    /* what it may take */
};

/* Appends to `out` what the reader says of the document, as far as it gets: nothing when there is
 * no reader, or when it crashes or hangs at once. Ends it when `wall_ms` are over or `out` is full;
 * it is gone when this returns. */
void pdf_process_read(const char *bytes, size_t len, int wall_ms, struct buf *out);

#endif
