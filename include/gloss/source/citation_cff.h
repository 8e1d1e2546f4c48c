/* citation_cff: the Citation File Format, in which repositories say how to cite them. Private to
 * the source room. */
#ifndef GLOSS_SOURCE_CITATION_CFF_H
#define GLOSS_SOURCE_CITATION_CFF_H

#include <stdbool.h>
#include <stddef.h>

#include "gloss/base/meta.h"

/* Proposes title, authors, DOI, license and abstract of the software described in the n bytes, and
 * the date of its release far below every other date. False, with m as it was, when they are no
 * YAML or name no title. Any thread. */
bool citation_cff_read(struct meta *m, const char *bytes, size_t n, const char *source, int rank);

#endif
