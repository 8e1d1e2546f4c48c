#include "gloss/list/found.h"

#include <stdlib.h>
#include <string.h>

#include "gloss/base/mem.h"
#include "gloss/list/content.h"
#include "gloss/list/ignores.h"
#include "gloss/list/spans.h"
#include "gloss/list/tree.h"

/* Where a block begins is what cmark reports reliably; where it ends is not (a heading with an
 * underline or a fence reports the line on which the parser noticed its end), so ends are worked
 * out here. Of a table that follows directly on a paragraph cmark reports the paragraph's place for
 * the table and nothing for the paragraph. */

struct walk {
    struct finds *finds;
    const struct lines *lines;
    struct arena *arena;
    bool *covered; /* per line: a block is there */
    struct content content;
    struct spans spans;
};

static size_t start_line(cmark_node *block)
{
    int line = cmark_node_get_start_line(block);
    return line > 0 ? (size_t)line - 1 : 0;
}

static void cover(struct walk *w, size_t first, size_t last)
{
    for (size_t i = first; i <= last && i < w->lines->count; i++)
        w->covered[i] = true;
}

static void add_span(struct walk *w, const struct span *s, size_t item, bool own)
{
    struct finds *f = w->finds;
    const struct content *c = &w->content;
    bool literal = s->url_end > s->url_start;
    size_t end = content_origin_end(c, s->end);
    grow_array(&f->items, &f->room, f->count + 1, sizeof(*f->items));
    struct found *found = &f->items[f->count++];
    *found = (struct found){.label = s->label, .item = item, .own = own};
    found->link.kind = s->kind;
    found->link.start = content_origin(c, s->start);
    found->link.end = end;
    found->link.url_start = literal ? content_origin(c, s->url_start) : end;
    found->link.url_end = literal ? content_origin_end(c, s->url_end) : end;
    if (literal && !s->guessed) {
        found->link.dest_start = found->link.url_start;
        found->link.dest_end = found->link.url_end;
    }
    if (!s->guessed && s->text_end > s->text_start) {
        found->link.text_start = content_origin(c, s->text_start);
        found->link.text_end = content_origin_end(c, s->text_end);
    }
    found->link.text = s->text;
    found->link.url = s->url;
    found->link.slot = NO_SLOT;
}

/* Takes over the links of the block just read, whose last line is `last`. */
static void add_spans(struct walk *w, cmark_node *block, size_t last)
{
    struct finds *f = w->finds;
    bool own;
    bool places = cmark_node_get_type(block) != CMARK_NODE_HTML_BLOCK;
    size_t index = outline_item_around(block, &own);
    struct item *item = index == NO_ITEM ? NULL : &f->outline.items[index];
    f->lost = f->lost || w->spans.lost;
    ignores_note(&f->ignores, &w->spans, &w->content, w->arena);
    for (size_t i = 0; i < w->spans.count; i++)
        add_span(w, &w->spans.items[i], index, own && places);
    for (size_t i = 0; i < w->spans.undefined_count; i++) {
        const struct undefined *u = &w->spans.undefined[i];
        grow_array(&f->danglings, &f->dangling_room, f->dangling_count + 1, sizeof(*f->danglings));
        f->danglings[f->dangling_count++] =
            (struct dangling){content_origin(&w->content, u->at),
                              arena_strndup(w->arena, w->content.text.data + u->label.from,
                                            u->label.to - u->label.from)};
    }
    if (!item || !own || w->spans.count == 0)
        return;
    item->has_links = true;
    if (places && !item->places) {
        item->places = true;
        item->line = last;
    }
}

static bool is_underline(const struct lines *l, size_t from, size_t line)
{
    size_t end = lines_end(l, line);
    size_t at = from;
    while (at < end && l->text[at] == l->text[from] && (l->text[at] == '=' || l->text[at] == '-'))
        at++;
    return at > from && scan_spaces(l->text, end, at) == end;
}

/* The last line of a heading: its underline, if it has one. Below nothing but definitions a line of
 * dashes is text. */
static size_t heading_end(struct walk *w, cmark_node *heading)
{
    size_t first = start_line(heading);
    if (!tree_heading_is_setext(heading))
        return first;
    for (size_t i = first + 1; i < w->lines->count; i++) {
        bool may_mark;
        size_t from = content_line_start(w->lines, heading, i, &may_mark);
        if (!may_mark || !is_underline(w->lines, from, i))
            continue;
        content_read_block(&w->content, w->lines, heading, i - 1);
        if (w->content.body < w->content.text.len)
            return i;
    }
    return first;
}

/* Where the text of a table row begins. */
static size_t row_start(const struct lines *l, cmark_node *table, size_t line)
{
    if (line == start_line(table))
        return l->start[line] + (size_t)cmark_node_get_start_column(table) - 1;
    bool may_mark;
    return content_line_start(l, table, line, &may_mark);
}

/* The header stands two lines above the first row, or one above the table's last line when there is
 * no row. */
static size_t header_line(cmark_node *table)
{
    cmark_node *body = cmark_node_next(cmark_node_first_child(table));
    size_t below = body ? start_line(body) - 1 : (size_t)cmark_node_get_end_line(table) - 1;
    return below > start_line(table) ? below - 1 : start_line(table);
}

static void read_row(struct walk *w, cmark_node *table, cmark_node *row, size_t line, size_t last)
{
    size_t at = row_start(w->lines, table, line);
    at += at < lines_end(w->lines, line) && w->lines->text[at] == '|';
    for (cmark_node *cell = cmark_node_first_child(row); cell; cell = cmark_node_next(cell)) {
        at = content_read_cell(&w->content, w->lines, line, at);
        spans_of_inlines(&w->spans, cell, &w->content, w->arena);
        add_spans(w, table, last);
    }
}

static void read_table(struct walk *w, cmark_node *table)
{
    cmark_node *header = cmark_node_first_child(table);
    size_t line = header_line(table);
    size_t last = cmark_node_next(header) ? start_line(cmark_node_last_child(table)) : line + 1;
    cover(w, start_line(table), last);
    read_row(w, table, header, line, last);
    for (cmark_node *row = cmark_node_next(header); row; row = cmark_node_next(row))
        read_row(w, table, row, start_line(row), last);
}

/* A paragraph that a table follows without a blank line. */
static void read_paragraph_above_table(struct walk *w, cmark_node *paragraph)
{
    cmark_node *table = cmark_node_next(paragraph);
    if (!table || tree_kind(table) != TREE_TABLE)
        return;
    size_t first = start_line(table);
    size_t header = header_line(table);
    w->content.above_table = true;
    content_read_lines(&w->content, w->lines, table, row_start(w->lines, table, first), first,
                       header > first ? header - 1 : first);
    w->content.above_table = false;
    spans_of_inlines(&w->spans, paragraph, &w->content, w->arena);
    add_spans(w, paragraph, header > first ? header - 1 : first);
}

/* A task box at the start of an item's text that cmark left there. */
static void find_box(struct walk *w, cmark_node *block)
{
    bool own;
    const char *s = w->content.text.data + w->content.body;
    bool box =
        s[0] == '[' && s[1] && strchr(" xX", s[1]) && s[2] == ']' && (s[3] == ' ' || s[3] == '\t');
    bool is_link = w->spans.count > 0 && w->spans.items[0].start == w->content.body;
    if (!box || is_link || cmark_node_previous(block) ||
        cmark_node_get_type(cmark_node_parent(block)) != CMARK_NODE_ITEM)
        return;
    size_t index = outline_item_around(block, &own);
    if (index != NO_ITEM)
        outline_set_box(&w->finds->outline.items[index], s[1]);
}

static void read_leaf(struct walk *w, cmark_node *block)
{
    size_t first = start_line(block);
    size_t last = cmark_node_get_type(block) == CMARK_NODE_HEADING
                      ? heading_end(w, block)
                      : (size_t)cmark_node_get_end_line(block) - 1;
    cover(w, first, last);
    bool underlined = cmark_node_get_type(block) == CMARK_NODE_HEADING && last > first;
    content_read_block(&w->content, w->lines, block, underlined ? last - 1 : last);
    definitions_of_content(&w->finds->definitions, &w->content, w->arena);
    spans_of_inlines(&w->spans, block, &w->content, w->arena);
    find_box(w, block);
    add_spans(w, block, last);
}

static void read_html(struct walk *w, cmark_node *block)
{
    size_t lines = tree_literal_lines(block);
    size_t last = start_line(block) + (lines ? lines - 1 : 0);
    cover(w, start_line(block), last);
    content_read_block(&w->content, w->lines, block, last);
    spans_of_html(&w->spans, &w->content, w->arena);
    add_spans(w, block, last);
}

static void read_code(struct walk *w, cmark_node *block)
{
    int length;
    int offset;
    char fence;
    size_t lines = tree_literal_lines(block);
    bool fenced = cmark_node_get_fenced(block, &length, &offset, &fence);
    cover(w, start_line(block), start_line(block) + lines - (fenced || !lines ? 0 : 1));
}

/* One node; whether its children are to be visited. */
static bool read_node(struct walk *w, cmark_node *node)
{
    cmark_node_type type = cmark_node_get_type(node);
    if (type == CMARK_NODE_ITEM)
        outline_add_item(&w->finds->outline, node);
    if (start_line(node) >= w->lines->count)
        return type == CMARK_NODE_DOCUMENT;
    if (type == CMARK_NODE_HEADING &&
        cmark_node_get_type(cmark_node_parent(node)) == CMARK_NODE_DOCUMENT)
        outline_add_heading(&w->finds->outline, node);
    if (type == CMARK_NODE_PARAGRAPH && cmark_node_get_start_line(node) == 0)
        read_paragraph_above_table(w, node);
    else if (type == CMARK_NODE_PARAGRAPH || type == CMARK_NODE_HEADING)
        read_leaf(w, node);
    else if (type == CMARK_NODE_HTML_BLOCK)
        read_html(w, node);
    else if (type == CMARK_NODE_CODE_BLOCK)
        read_code(w, node);
    else if (type == CMARK_NODE_THEMATIC_BREAK)
        cover(w, start_line(node), start_line(node));
    else if (tree_kind(node) == TREE_TABLE)
        read_table(w, node);
    else
        return true;
    return false;
}

static bool visit(struct walk *w, cmark_node *node)
{
    struct finds *f = w->finds;
    size_t first = f->count;
    bool descend = read_node(w, node);
    struct found *links = f->count > first ? f->items + first : NULL;
    if (!descend && start_line(node) < w->lines->count)
        ignores_apply(&f->ignores, node, links, f->count - first, w->lines, w->covered);
    return descend;
}

/* Where a reference leads is written in its definition, as long as that is what the parser read. */
static void use_definition(struct finds *f, struct found *found)
{
    const struct definition *d = definitions_use(&f->definitions, found->label);
    if (!d || strcmp(d->url, found->link.url) != 0)
        return;
    found->link.dest_start = d->url_start;
    found->link.dest_end = d->url_end;
}

void finds_init(struct finds *f, const struct lines *l, cmark_node *root, struct arena *arena)
{
    struct walk w = {.finds = f, .lines = l, .arena = arena};
    *f = (struct finds){0};
    outline_init(&f->outline, root, arena);
    w.covered = xcalloc(l->count + 1, sizeof(*w.covered));
    content_init(&w.content);
    bool descend = true;
    for (cmark_node *node = root; node; node = tree_next(root, node, descend))
        descend = visit(&w, node);
    definitions_of_gaps(&f->definitions, l, w.covered, arena);
    definitions_sort(&f->definitions);
    for (size_t i = 0; i < f->count; i++)
        if (f->items[i].label)
            use_definition(f, &f->items[i]);
    content_release(&w.content);
    spans_release(&w.spans);
    free(w.covered);
}

void finds_release(struct finds *f)
{
    free(f->items);
    free(f->danglings);
    ignores_release(&f->ignores);
    outline_release(&f->outline);
    definitions_release(&f->definitions);
}
