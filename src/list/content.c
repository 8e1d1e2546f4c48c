#include "gloss/list/content.h"

#include <stdlib.h>
#include <string.h>

#include "gloss/base/mem.h"
#include "gloss/list/scan.h"

/* Container markers are stripped line by line as cmark's block phase does it: from the outermost
 * container inwards, stopping at the first whose marker is missing (a lazy continuation). Columns
 * count, since a tab may belong half to a list's indent and half to the text. */

enum { TAB_STOP = 4, FOOTNOTE_INDENT = 4, CODE_INDENT = 4 };

struct cursor {
    const char *text;
    size_t at;
    size_t end;
    size_t column;
};

void content_init(struct content *c)
{
    *c = (struct content){0};
    buf_init(&c->text, (size_t)-1);
}

void content_release(struct content *c)
{
    buf_release(&c->text);
    free(c->pieces);
}

static size_t tab_width(const struct cursor *c, size_t column)
{
    return c->text[c->at] == '\t' ? TAB_STOP - column % TAB_STOP : 1;
}

/* Columns of white space before the next other character. */
static size_t indent_of(const struct cursor *c)
{
    struct cursor n = *c;
    while (n.at < n.end && (n.text[n.at] == ' ' || n.text[n.at] == '\t')) {
        n.column += tab_width(&n, n.column);
        n.at++;
    }
    return n.column - c->column;
}

/* Moves over `columns` columns of white space, perhaps into a tab. */
static void advance(struct cursor *c, size_t columns)
{
    while (columns > 0 && c->at < c->end) {
        size_t width = tab_width(c, c->column);
        if (width > columns) {
            c->column += columns;
            return;
        }
        columns -= width;
        c->column += width;
        c->at++;
    }
}

static void skip_blanks(struct cursor *c)
{
    while (c->at < c->end && (c->text[c->at] == ' ' || c->text[c->at] == '\t'))
        c->at++;
}

static bool enter_quote(struct cursor *c)
{
    size_t indent = indent_of(c);
    struct cursor n = *c;
    advance(&n, indent);
    if (indent > 3 || n.at >= n.end || n.text[n.at] != '>')
        return false;
    n.at++;
    n.column++;
    if (n.at < n.end && (n.text[n.at] == ' ' || n.text[n.at] == '\t'))
        advance(&n, 1);
    *c = n;
    return true;
}

static bool enter_indent(struct cursor *c, size_t width)
{
    size_t indent = indent_of(c);
    bool blank = true;
    for (size_t i = c->at; i < c->end && blank; i++)
        blank = c->text[i] == ' ' || c->text[i] == '\t';
    if (indent < width && !blank)
        return false;
    advance(c, width < indent ? width : indent);
    return true;
}

static bool enter(struct cursor *c, cmark_node *container)
{
    switch (cmark_node_get_type(container)) {
    case CMARK_NODE_BLOCK_QUOTE:
        return enter_quote(c);
    case CMARK_NODE_ITEM:
        return enter_indent(c, tree_item_width(container));
    case CMARK_NODE_FOOTNOTE_DEFINITION:
        return enter_indent(c, FOOTNOTE_INDENT);
    default:
        return true;
    }
}

/* The containers of a block, innermost first. */
static cmark_node **containers_of(cmark_node *block, size_t *count)
{
    cmark_node **list = NULL;
    size_t room = 0;
    *count = 0;
    for (cmark_node *n = cmark_node_parent(block); n; n = cmark_node_parent(n)) {
        grow_array(&list, &room, *count + 1, sizeof(*list));
        list[(*count)++] = n;
    }
    return list;
}

bool content_is_uprooted(const struct lines *l, cmark_node *container)
{
    if (cmark_node_get_type(container) != CMARK_NODE_FOOTNOTE_DEFINITION)
        return false;
    size_t line = (size_t)cmark_node_get_start_line(container) - 1;
    size_t at = l->start[line];
    while (at < l->len && l->text[at] == ' ' && at - l->start[line] < FOOTNOTE_INDENT)
        at++;
    return at + 1 >= l->len || l->text[at] != '[' || l->text[at + 1] != '^';
}

/* Where a line below a footnote begins whose containers are not known: after its quote marks. */
static size_t strip_marks(const struct lines *l, size_t line)
{
    struct cursor c = {l->text, l->start[line], lines_end(l, line), 0};
    while (enter_quote(&c))
        continue;
    return c.at;
}

static size_t strip(const struct lines *l, cmark_node **containers, size_t count, size_t line,
                    bool *may_mark)
{
    struct cursor c = {l->text, l->start[line], lines_end(l, line), 0};
    *may_mark = true;
    if (count > 1 && content_is_uprooted(l, containers[count - 2]))
        return strip_marks(l, line);
    while (count > 0 && enter(&c, containers[count - 1]))
        count--;
    *may_mark = count == 0 && indent_of(&c) < CODE_INDENT;
    if (count == 0) /* the inline parser sees the indent of lazy lines */
        skip_blanks(&c);
    return c.at;
}

size_t content_line_start(const struct lines *l, cmark_node *block, size_t line, bool *may_mark)
{
    size_t count;
    cmark_node **containers = containers_of(block, &count);
    size_t start = strip(l, containers, count, line, may_mark);
    free(containers);
    return start;
}

static void add_piece(struct content *c, const struct lines *l, size_t from, size_t to)
{
    grow_array(&c->pieces, &c->piece_room, c->piece_count + 1, sizeof(*c->pieces));
    c->pieces[c->piece_count++] = (struct piece){c->text.len, from};
    buf_add(&c->text, l->text + from, to - from);
}

void content_clear(struct content *c)
{
    buf_clear(&c->text);
    c->piece_count = 0;
    c->body = 0;
}

/* Adds [from, to), each "\|" as "|". */
static void add_unescaped(struct content *c, const struct lines *l, size_t from, size_t to)
{
    const char *s = l->text;
    do {
        size_t stop = from;
        while (stop < to && !(s[stop] == '\\' && stop + 1 < to && s[stop + 1] == '|'))
            stop++;
        add_piece(c, l, from, stop);
        from = stop + 1;
    } while (from < to);
}

void content_add_line(struct content *c, const struct lines *l, size_t start, size_t line)
{
    if (c->above_table)
        add_unescaped(c, l, start, lines_end(l, line));
    else
        add_piece(c, l, start, lines_end(l, line));
    buf_addch(&c->text, '\n');
}

void content_read_lines(struct content *c, const struct lines *l, cmark_node *block, size_t start,
                        size_t first, size_t last)
{
    size_t count = 0;
    cmark_node **containers = last > first ? containers_of(block, &count) : NULL;
    bool may_mark;
    content_clear(c);
    for (size_t i = first; i <= last && i < l->count; i++) {
        size_t from = i == first ? start : strip(l, containers, count, i, &may_mark);
        content_add_line(c, l, from, i);
    }
    free(containers);
}

/* Link reference definitions at the start of a paragraph are no part of its text. */
static void skip_definitions(struct content *c)
{
    struct range label;
    struct range destination;
    size_t end;
    size_t next = 0;
    while (next != SCAN_NONE) {
        c->body = next;
        next = next < c->text.len
                   ? scan_definition(c->text.data, c->text.len, next, &label, &destination, &end)
                   : SCAN_NONE;
    }
}

void content_read_block(struct content *c, const struct lines *l, cmark_node *block, size_t last)
{
    size_t first = (size_t)cmark_node_get_start_line(block) - 1;
    size_t start = l->start[first] + (size_t)cmark_node_get_start_column(block) - 1;
    if (start > lines_end(l, first))
        start = lines_end(l, first);
    content_read_lines(c, l, block, start, first, last);
    if (cmark_node_get_type(block) != CMARK_NODE_HTML_BLOCK)
        skip_definitions(c);
}

/* The end of the cell at `at`: an unescaped "|" or the end of the line. */
static size_t cell_end(const char *s, size_t at, size_t end)
{
    while (at < end && s[at] != '|')
        at += s[at] == '\\' && at + 1 < end && scan_is_punct(s[at + 1]) ? 2 : 1;
    return at;
}

size_t content_read_cell(struct content *c, const struct lines *l, size_t line, size_t at)
{
    size_t end = lines_end(l, line);
    size_t to = cell_end(l->text, at, end);
    content_clear(c);
    add_unescaped(c, l, at, to);
    return to < end ? to + 1 : to;
}

static const struct piece *piece_of(const struct content *c, size_t at)
{
    size_t low = 0;
    size_t high = c->piece_count;
    while (low + 1 < high) {
        size_t middle = low + (high - low) / 2;
        if (c->pieces[middle].at <= at)
            low = middle;
        else
            high = middle;
    }
    return &c->pieces[low];
}

size_t content_origin(const struct content *c, size_t at)
{
    const struct piece *p = piece_of(c, at);
    return p->from + (at - p->at);
}

size_t content_origin_end(const struct content *c, size_t at)
{
    return at == 0 ? content_origin(c, 0) : content_origin(c, at - 1) + 1;
}
