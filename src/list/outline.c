#include "gloss/list/outline.h"

#include <stdlib.h>
#include <string.h>

#include "gloss/base/mem.h"
#include "gloss/list/tree.h"

/* Only headings of the document itself make sections: one inside a quote or an item rules over no
 * more than that. Items are numbered as the walk meets them and carry their number as the node's
 * user data. Groups are capped in depth, so that hostile nesting stays linear. */

enum { GROUPS_MAX = 32, TEXT_MAX = 8192, LEVELS = 6, BOX_LENGTH = 4 };

static const char *text_of(struct outline *o, cmark_node *node)
{
    struct buf text;
    buf_init(&text, TEXT_MAX);
    tree_text(node, &text);
    const char *copy = arena_strndup(o->arena, text.data, text.len);
    buf_release(&text);
    return copy;
}

/* Whether the first heading is the only one of level 1. */
static bool find_title(cmark_node *root)
{
    size_t headings = 0;
    size_t top = 0;
    bool first_is_top = false;
    for (cmark_node *n = cmark_node_first_child(root); n; n = cmark_node_next(n)) {
        if (cmark_node_get_type(n) != CMARK_NODE_HEADING)
            continue;
        bool is_top = cmark_node_get_heading_level(n) == 1;
        first_is_top = headings++ ? first_is_top : is_top;
        top += is_top;
    }
    return first_is_top && top == 1;
}

void outline_init(struct outline *o, cmark_node *root, struct arena *arena)
{
    *o = (struct outline){.arena = arena, .has_title = find_title(root)};
}

void outline_release(struct outline *o)
{
    free(o->items);
    free(o->sections);
}

size_t outline_item_around(cmark_node *block, bool *own)
{
    *own = true;
    for (cmark_node *n = cmark_node_parent(block); n; n = cmark_node_parent(n)) {
        cmark_node_type type = cmark_node_get_type(n);
        const size_t *number = cmark_node_get_user_data(n);
        if (type == CMARK_NODE_ITEM && number)
            return *number;
        if (type == CMARK_NODE_BLOCK_QUOTE || type == CMARK_NODE_FOOTNOTE_DEFINITION)
            *own = false;
    }
    return NO_ITEM;
}

void outline_add_item(struct outline *o, cmark_node *item)
{
    bool own;
    size_t parent = outline_item_around(item, &own);
    grow_array(&o->items, &o->item_room, o->item_count + 1, sizeof(*o->items));
    struct item *added = &o->items[o->item_count++];
    *added = (struct item){.node = item, .parent = parent, .slot = NO_SLOT};
    if (tree_item_is_task(item))
        added->task = tree_item_is_done(item) ? TASK_DONE : TASK_OPEN;
    size_t *number = arena_alloc(o->arena, sizeof(*number));
    *number = o->item_count - 1;
    cmark_node_set_user_data(item, number);
}

void outline_set_box(struct item *item, char mark)
{
    item->boxed = true;
    item->task = mark == ' ' ? TASK_OPEN : TASK_DONE;
}

static struct path path_append(struct arena *arena, struct path base, const char *text)
{
    const char **texts = arena_alloc(arena, (base.count + 1) * sizeof(*texts));
    for (size_t i = 0; i < base.count; i++)
        texts[i] = base.texts[i];
    texts[base.count] = text;
    return (struct path){texts, base.count + 1};
}

void outline_add_heading(struct outline *o, cmark_node *heading)
{
    size_t level = (size_t)cmark_node_get_heading_level(heading);
    struct path path = {NULL, 0};
    for (size_t i = level; i < LEVELS; i++)
        o->headings[i] = NULL;
    o->headings[level - 1] = text_of(o, heading);
    for (size_t i = o->has_title ? 1 : 0; i < LEVELS; i++)
        if (o->headings[i])
            path = path_append(o->arena, path, o->headings[i]);
    grow_array(&o->sections, &o->section_room, o->section_count + 1, sizeof(*o->sections));
    size_t line = (size_t)cmark_node_get_start_line(heading) - 1;
    o->sections[o->section_count++] = (struct section){line, path};
}

/* The item's first paragraph or heading, as text; NULL when it has none. */
static const char *item_text(struct outline *o, const struct item *item)
{
    cmark_node *first = cmark_node_first_child(item->node);
    if (!first || !tree_is_leaf(first))
        return NULL;
    const char *text = text_of(o, first);
    return item->boxed && strlen(text) > BOX_LENGTH ? text + BOX_LENGTH : text;
}

void outline_make_groups(struct outline *o)
{
    for (size_t i = 0; i < o->item_count; i++) {
        struct item *item = &o->items[i];
        if (item->parent != NO_ITEM)
            item->group = o->items[item->parent].group;
        const char *text = NULL;
        if (!item->has_links && item->group.count < GROUPS_MAX)
            text = item_text(o, item);
        if (text && *text)
            item->group = path_append(o->arena, item->group, text);
    }
}

struct path outline_section(const struct outline *o, size_t line)
{
    size_t low = 0;
    size_t high = o->section_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (o->sections[middle].line <= line)
            low = middle + 1;
        else
            high = middle;
    }
    return low ? o->sections[low - 1].path : (struct path){NULL, 0};
}
