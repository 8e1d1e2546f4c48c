/* ignores: comments of a document that say which links to leave alone. Internal to the list room.
 *
 * `<!-- gloss:ignore until=2027-01-01 why -->` means the links that begin or end on a line it
 * stands on; where there are none, those of the next paragraph, heading, table or HTML with links
 * in the same item, quote or document. */
#ifndef GLOSS_LIST_IGNORES_H
#define GLOSS_LIST_IGNORES_H

#include "gloss/base/arena.h"
#include "gloss/base/ignore.h"
#include "gloss/list/content.h"
#include "gloss/list/lines.h"
#include "gloss/list/spans.h"

#include <cmark-gfm.h>
#include <stdbool.h>
#include <stddef.h>

struct found;

struct directive {
    struct ignore *ignore; /* in the arena; `where` is not yet set */
    const char *complaint; /* why it is not heeded, or NULL */
    size_t at;             /* offsets in the source */
    size_t end;
    bool used; /* some link is ignored for it */
};

struct ignores {
    struct directive *items; /* in document order */
    size_t count, room;
    size_t seen;     /* those of blocks that are done */
    size_t *of_line; /* number of the directive on that line, from 1; NULL before the first */
    size_t waiting;  /* number of the one that means the next block; 0: none */
    cmark_node *waiting_in; /* ... and what it stands in */
};

void ignores_release(struct ignores *i);

/* Takes in the comments among the spans of a block, whose content that is. */
void ignores_note(struct ignores *i, const struct spans *spans, const struct content *c,
                  struct arena *arena);

/* The block is done, and all its comments are noted: its links, `count` of them, get what they are
 * to be ignored for. `covered` tells of each line whether a block is known to be there. */
void ignores_apply(struct ignores *i, cmark_node *block, struct found *links, size_t count,
                   const struct lines *l, const bool *covered);

#endif
