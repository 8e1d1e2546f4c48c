/* found: the walk over a Markdown tree that collects its links. Internal to the list room. */
#ifndef GLOSS_LIST_FOUND_H
#define GLOSS_LIST_FOUND_H

#include "gloss/base/arena.h"
#include "gloss/base/link.h"
#include "gloss/list/definitions.h"
#include "gloss/list/ignores.h"
#include "gloss/list/lines.h"
#include "gloss/list/outline.h"

#include <cmark-gfm.h>
#include <stdbool.h>
#include <stddef.h>

struct found {
    struct link link;  /* offsets in the text; line, section, group, task and slot not yet set */
    const char *label; /* of the reference it uses, or NULL */
    size_t item;       /* the nearest item around it, or NO_ITEM */
    bool own;          /* it stands in a paragraph, heading or table of that item itself */
};

/* A reference without a definition. */
struct dangling {
    size_t at;
    const char *label;
};

struct finds {
    struct found *items;
    size_t count, room;
    struct dangling *danglings;
    size_t dangling_count, dangling_room;
    struct outline outline;
    struct definitions definitions;
    struct ignores ignores;
    bool lost; /* in some block the source could not be followed: its spans are guesses */
};

void finds_init(struct finds *f, const struct lines *l, cmark_node *root, struct arena *arena);
void finds_release(struct finds *f);

#endif
