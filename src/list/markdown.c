#include <stdlib.h>
#include <string.h>

#include "gloss/base/mem.h"
#include "gloss/list/blocks.h"
#include "gloss/list/format.h"
#include "gloss/list/found.h"
#include "gloss/list/guard.h"
#include "gloss/list/slots.h"
#include "gloss/list/slugs.h"
#include "gloss/list/tree.h"

/* Markdown read into a listing. Everything is found in the bare text (without gloss's own blocks);
 * only the last step turns its offsets into those of the file on disk. */

struct reading {
    struct listing *listing;
    struct arena *arena;
    struct bare bare;
    struct lines lines; /* of the bare text */
    cmark_node *root;
    struct finds finds;
    struct lines file; /* of the bytes on disk */
};

/* Definitions that nothing uses are links too: nobody else would check them. */
static void add_unused_definitions(struct reading *r)
{
    struct finds *f = &r->finds;
    for (size_t i = 0; i < f->definitions.count; i++) {
        const struct definition *d = &f->definitions.items[i];
        if (d->used || d->duplicate || !d->url[0])
            continue;
        grow_array(&f->items, &f->room, f->count + 1, sizeof(*f->items));
        f->items[f->count++] = (struct found){
            .link = {.start = d->start,
                     .end = d->end,
                     .url_start = d->url_start,
                     .url_end = d->url_end,
                     .dest_start = d->url_start,
                     .dest_end = d->url_end,
                     .kind = LINK_DEFINITION,
                     .text = d->label,
                     .url = d->url,
                     .slot = NO_SLOT},
            .item = NO_ITEM,
        };
    }
}

static int by_start(const void *a, const void *b)
{
    const struct link *x = &((const struct found *)a)->link;
    const struct link *y = &((const struct found *)b)->link;
    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    if (x->url_start != y->url_start)
        return x->url_start < y->url_start ? -1 : 1;
    return (x->end < y->end) - (x->end > y->end);
}

static void make_slots(struct reading *r)
{
    struct outline *o = &r->finds.outline;
    struct place *places = xcalloc(o->item_count + 1, sizeof(*places));
    size_t *owner = xcalloc(o->item_count + 1, sizeof(*owner));
    size_t count = 0;
    for (size_t i = 0; i < o->item_count; i++) {
        if (!o->items[i].places)
            continue;
        owner[count] = i;
        places[count++] = (struct place){o->items[i].node, o->items[i].line, NO_SLOT};
    }
    r->listing->slot_count = slots_make(places, count, &r->lines, r->root, r->listing->eol,
                                        &r->listing->slots, r->arena);
    for (size_t i = 0; i < count; i++)
        o->items[owner[i]].slot = places[i].slot;
    free(places);
    free(owner);
}

/* Sets what depends on where the link stands in the document. */
static void set_context(struct reading *r, struct link *link, const struct found *found)
{
    const struct outline *o = &r->finds.outline;
    struct path section = outline_section(o, lines_find(&r->lines, link->start));
    link->section = section.texts;
    link->section_count = section.count;
    if (found->item == NO_ITEM)
        return;
    const struct item *item = &o->items[found->item];
    link->group = item->group.texts;
    link->group_count = item->group.count;
    link->task = item->task;
    link->slot = found->own ? item->slot : NO_SLOT;
}

/* Turns a span of the bare text into one of the file, empty where a block cuts it in two. */
static void set_span(const struct reading *r, size_t *start, size_t *end)
{
    size_t length = *end - *start;
    *start = length ? bare_origin(&r->bare, *start) : 0;
    *end = length ? bare_origin_end(&r->bare, *end) : 0;
    if (*end - *start != length)
        *end = *start;
}

static void set_place(struct reading *r, struct link *link)
{
    set_span(r, &link->dest_start, &link->dest_end);
    set_span(r, &link->text_start, &link->text_end);
    bool literal = link->url_end > link->url_start;
    link->start = bare_origin(&r->bare, link->start);
    link->end = bare_origin_end(&r->bare, link->end);
    link->url_end = bare_origin_end(&r->bare, link->url_end);
    link->url_start = literal ? bare_origin(&r->bare, link->url_start) : link->url_end;
    size_t line = lines_find(&r->file, link->start);
    link->line = line + 1;
    link->column = link->start - r->file.start[line] + 1;
}

static void hand_out(struct reading *r)
{
    struct finds *f = &r->finds;
    if (f->count)
        qsort(f->items, f->count, sizeof(*f->items), by_start);
    for (size_t i = 0; i < f->count; i++) {
        struct link *link = link_new(r->listing);
        const char *file = link->file;
        *link = f->items[i].link;
        link->file = file;
        set_context(r, link, &f->items[i]);
        set_place(r, link);
    }
}

/* Headings are only worth finding when a link within the document asks for one. */
static void find_slugs(struct reading *r)
{
    const struct listing *l = r->listing;
    for (size_t i = 0; i < l->link_count; i++) {
        if (l->links[i].url[0] == '#') {
            listing_set_slugs(r->listing, slugs_of_tree(r->root));
            return;
        }
    }
}

static size_t line_of(struct reading *r, size_t at)
{
    return lines_find(&r->file, bare_origin(&r->bare, at)) + 1;
}

/* Says where each directive stands, and which of them are not heeded. */
static void tell_ignores(struct reading *r)
{
    const struct ignores *ignores = &r->finds.ignores;
    for (size_t i = 0; i < ignores->count; i++) {
        const struct directive *d = &ignores->items[i];
        size_t line = line_of(r, d->at);
        d->ignore->where = arena_printf(r->arena, "%s:%zu", r->listing->path, line);
        if (d->complaint)
            listing_warn(r->listing, r->arena, line, "%s", d->complaint);
        else if (!d->used)
            listing_warn(r->listing, r->arena, line,
                         "gloss:ignore ignores nothing: no link is on its line or in the next "
                         "block");
    }
}

static void warn(struct reading *r)
{
    const struct finds *f = &r->finds;
    for (size_t i = 0; i < f->dangling_count; i++)
        listing_warn(r->listing, r->arena, line_of(r, f->danglings[i].at),
                     "the reference [%s] has no definition", f->danglings[i].label);
    for (size_t i = 0; i < f->definitions.count; i++)
        if (f->definitions.items[i].duplicate)
            listing_warn(r->listing, r->arena, line_of(r, f->definitions.items[i].start),
                         "[%s] is defined before this; the first definition holds",
                         f->definitions.items[i].label);
}

/* Takes the blocks out of what the parser is to read. */
static bool read_bare(struct reading *r, struct err *err)
{
    struct listing *l = r->listing;
    size_t at;
    char *masked = guard_mask(l->bytes, l->len, &at);
    bool ok = bare_init(&r->bare, l->path, masked ? masked : l->bytes, l->len, err);
    if (ok) {
        l->bare_len = r->bare.len;
        l->bare = r->bare.len == l->len ? l->bytes : bare_of(&r->bare, l->bytes, r->arena);
    }
    if (ok && masked) {
        size_t line = lines_find(&r->file, at) + 1;
        listing_warn(l, r->arena, line, "too many nested or unclosed marks; some are left unread");
    }
    free(masked);
    return ok;
}

static bool markdown_read(struct listing *l, struct arena *arena, struct err *err)
{
    struct reading r = {.listing = l, .arena = arena};
    lines_init_whole(&r.file, l->bytes, l->len);
    if (!read_bare(&r, err)) {
        lines_release(&r.file);
        return false;
    }
    lines_init(&r.lines, r.bare.text, r.bare.len);
    r.root = tree_parse(&r.lines);
    finds_init(&r.finds, &r.lines, r.root, arena);
    add_unused_definitions(&r);
    outline_make_groups(&r.finds.outline);
    make_slots(&r);
    hand_out(&r);
    tell_ignores(&r);
    warn(&r);
    find_slugs(&r);
    finds_release(&r.finds);
    cmark_node_free(r.root);
    lines_release(&r.lines);
    lines_release(&r.file);
    bare_release(&r.bare);
    return true;
}

static const char *const extensions[] = {".md",  ".markdown", ".mdown", ".mkd", ".mkdn",
                                         ".mdx", ".rmd",      ".qmd",   NULL};

const struct format format_markdown = {"markdown", extensions, markdown_read, true};
