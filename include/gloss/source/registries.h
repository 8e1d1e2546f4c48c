/* registries: the rows of the table of sources. Private to the source room.
 *
 * A registry is one file that defines a descriptor, and one row here, in the order of matching. */
#ifndef GLOSS_SOURCE_REGISTRIES_H
#define GLOSS_SOURCE_REGISTRIES_H

#include "gloss/source/source.h"

/* X(descriptor) */
#define REGISTRIES(X) X(source_arxiv)

#define X(descriptor) extern const struct source descriptor;
REGISTRIES(X)
#undef X

#endif
