/* slots: where annotation blocks go, one place under each list item that has links of its own.
 * Internal to the list room. */
#ifndef GLOSS_LIST_SLOTS_H
#define GLOSS_LIST_SLOTS_H

#include "gloss/base/arena.h"
#include "gloss/base/link.h"
#include "gloss/list/lines.h"
#include "gloss/list/scan.h"

#include <cmark-gfm.h>
#include <stddef.h>

/* An item that wants a slot. */
struct place {
    cmark_node *item;
    size_t line; /* the last line of the block that holds its links */
    size_t slot; /* out: index into the slots, or NO_SLOT when no block can go there safely */
};

/* Makes the slots for places in a text whose tree is `root`. Each is tried: with a block in every
 * slot the text must parse as before, and give itself back when the blocks are taken out. *slots
 * is in the arena. */
size_t slots_make(struct place *places, size_t count, const struct lines *l, cmark_node *root,
                  const char *eol, struct slot **slots, struct arena *arena);

#endif
