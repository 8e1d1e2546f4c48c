/* blocks: gloss's own annotation blocks, found and taken out again. Internal to the list room.
 *
 * A block is the lines from an HTML block `<!-- gloss -->` through its sibling `<!-- /gloss -->`.
 * It is the parser that says what an HTML block is, so that the same words in a code fence are
 * text. */
#ifndef GLOSS_LIST_BLOCKS_H
#define GLOSS_LIST_BLOCKS_H

#include "gloss/base/arena.h"
#include "gloss/base/err.h"
#include "gloss/list/lines.h"

#include <cmark-gfm.h>
#include <stdbool.h>
#include <stddef.h>

struct bare {
    char *text;
    size_t len;
    struct kept *kept; /* the runs of the file that are left */
    size_t kept_count;
};

/* Takes all blocks out of the bytes; false with err when one is not closed. */
bool bare_init(struct bare *b, const char *path, const char *bytes, size_t len, struct err *err);
/* Takes out those that the tree of `l` shows, and no more. Released also when it is false. */
bool bare_init_parsed(struct bare *b, const struct lines *l, cmark_node *root);
void bare_release(struct bare *b);

/* The bare text of other bytes of the same length, as what was kept of these says. */
char *bare_of(const struct bare *b, const char *bytes, struct arena *arena);

/* The offset in the file of the bare text's byte `at`, and of the end of a span. */
size_t bare_origin(const struct bare *b, size_t at);
size_t bare_origin_end(const struct bare *b, size_t at);

#endif
