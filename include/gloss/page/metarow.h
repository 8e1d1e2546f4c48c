/* metarow: a vocabulary of meta elements is a table of keys.
 *
 * `name` and `property` are interchangeable and case does not count, as pages have it. */
#ifndef GLOSS_PAGE_METAROW_H
#define GLOSS_PAGE_METAROW_H

#include "gloss/page/observed.h"
#include "gloss/page/proposal.h"

#include <stddef.h>

struct meta_row {
    const char *key; /* lower case */
    enum meta_field field;
    enum value_kind kind;
    const char *source;
    int rank;
};

/* Proposes every meta value whose key has a row, in document order. A key may have several rows. */
void metarow_propose(const struct observed *o, struct proposals *out, const struct meta_row *rows,
                     size_t count);

#endif
