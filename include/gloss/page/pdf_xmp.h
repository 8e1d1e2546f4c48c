/* pdf_xmp: what an XMP packet says of the work it is embedded with.
 *
 * XMP is RDF in XML; of all its forms the one that programs write is read: properties as elements,
 * with their values as text or as items of a list, or as attributes. Pure; any thread. */
#ifndef GLOSS_PAGE_PDF_XMP_H
#define GLOSS_PAGE_PDF_XMP_H

#include "gloss/base/arena.h"

#include <stddef.h>

enum { PDF_XMP_ITEMS_MAX = 500 };

/* The items of a property, clean; none: it is absent. */
struct pdf_xmp_values {
    const char **items;
    size_t count;
};

struct pdf_xmp {
    struct pdf_xmp_values title, creator, description, subject, language, identifier, doi, venue;
};

/* Everything in the arena. A packet that is NULL or no XML has nothing. */
void pdf_xmp_read(struct arena *a, const char *packet, struct pdf_xmp *out);

/* The first item, or NULL. */
const char *pdf_xmp_first(const struct pdf_xmp_values *v);

#endif
