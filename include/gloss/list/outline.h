/* outline: what a link stands under: headings and list items. Internal to the list room. */
#ifndef GLOSS_LIST_OUTLINE_H
#define GLOSS_LIST_OUTLINE_H

#include "gloss/base/arena.h"
#include "gloss/base/link.h"

#include <cmark-gfm.h>
#include <stdbool.h>
#include <stddef.h>

/* An item, or the lack of one. */
#define NO_ITEM ((size_t)-1)

/* Texts, outermost first; shared by all links under the same heading or item. */
struct path {
    const char *const *texts;
    size_t count;
};

struct item {
    cmark_node *node;
    size_t parent; /* index of the item it is nested in, or NO_ITEM */
    bool has_links;
    bool boxed; /* its text begins with a task box that cmark did not take for one */
    enum task_state task;
    size_t line;       /* last line of the first block that holds links of its own, ... */
    bool places;       /* ... if there is such a block and a slot is wanted after it */
    size_t slot;       /* in the listing, or NO_SLOT */
    struct path group; /* texts of it and the items around it, those that have no links */
};

struct section {
    size_t line; /* the heading's */
    struct path path;
};

struct outline {
    struct arena *arena;
    struct item *items; /* in document order */
    size_t item_count, item_room;
    struct section *sections; /* in order of line */
    size_t section_count, section_room;
    const char *headings[6]; /* the path at this point of the walk, by level */
    bool has_title;          /* the first heading is the only one of level 1: the document's name */
};

void outline_init(struct outline *o, cmark_node *root, struct arena *arena);
void outline_release(struct outline *o);

/* To be called for each item and each heading in document order. */
void outline_add_item(struct outline *o, cmark_node *item);
void outline_add_heading(struct outline *o, cmark_node *heading);

/* Tells that the item's text begins with "[ ] " or "[x] ": within quotes cmark sees no task there.
 */
void outline_set_box(struct item *item, char mark);

/* The nearest item around a block, or NO_ITEM. *own: no quote or footnote stands between. */
size_t outline_item_around(cmark_node *block, bool *own);

/* Fills in the groups, once it is known which items have links. */
void outline_make_groups(struct outline *o);

/* The heading path at a line. */
struct path outline_section(const struct outline *o, size_t line);

#endif
