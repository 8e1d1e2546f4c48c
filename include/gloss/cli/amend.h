/* amend: edits proved by reading the list they make. */
#ifndef GLOSS_CLI_AMEND_H
#define GLOSS_CLI_AMEND_H

#include "gloss/base/buf.h"
#include "gloss/base/link.h"
#include "gloss/render/edit.h"

/* Makes the edits in the listing's bytes, into `out` (initialised here, released by the caller),
 * and reads the result: there must be the same links with nothing new but the URLs and texts that
 * were meant. An edit that does not come out so is tried in its other spelling, else given up. Main
 * thread only. */
void amend(const struct listing *listing, struct edits *edits, struct buf *out);

#endif
