/* atom: an Atom document of one entry, as the record of a work.
 *
 * A feed of many entries says nothing of itself and proposes nothing. Any thread. */
#ifndef GLOSS_PAGE_ATOM_H
#define GLOSS_PAGE_ATOM_H

#include "gloss/page/proposal.h"

#include <stddef.h>

void atom_propose(struct proposals *out, const char *bytes, size_t len);

#endif
