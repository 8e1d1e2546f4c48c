/* block: what stands under one list item, without its markers and indentation. Private to the
 * render room. */
#ifndef GLOSS_RENDER_BLOCK_H
#define GLOSS_RENDER_BLOCK_H

#include <stddef.h>

#include "gloss/base/buf.h"
#include "gloss/render/render.h"

/* Appends the lines, each ended by "\n", for the links of one item, in order. Nothing when there is
 * nothing to say. The same facts give the same bytes. */
void block_write(struct buf *out, const struct outcome *const *outcomes, size_t count,
                 enum annotate_style style);

/* Bytes that a block may have at most; a part that does not fit is left out whole. */
enum { BLOCK_CAP = 256 << 10 };

#endif
