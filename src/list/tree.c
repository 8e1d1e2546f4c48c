#include "gloss/list/tree.h"

#include <string.h>

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <cmark-gfm/node.h>

#include "gloss/base/mem.h"
#include "gloss/list/scan.h"

/* Everything that depends on how cmark-gfm represents a document. Two facts need the library's
 * installed but lesser known node.h: the width of a list item's indent and whether a heading is
 * underlined; neither can be told reliably from the source text of a hostile document. */

static const char *const extensions[] = {"autolink", "table", "strikethrough", "tasklist"};

/* Footnotes without a reference are dropped from the tree, with the links in them. References to
 * every label that might be one keep them. */
static void add_footnote_calls(const struct lines *l, struct buf *calls)
{
    for (size_t i = 0; i < l->count; i++) {
        size_t at = scan_container_marks(l->text, l->start[i], lines_end(l, i));
        size_t end = lines_end(l, i);
        if (end - at < 5 || l->text[at] != '[' || l->text[at + 1] != '^')
            continue;
        const char *close = memchr(l->text + at, ']', end - at);
        if (close && close + 1 < l->text + end && close[1] == ':') {
            buf_adds(calls, calls->len ? " " : "\n\n");
            buf_add(calls, l->text + at, (size_t)(close - l->text) + 1 - at);
        }
    }
    if (calls->len)
        buf_addch(calls, '\n');
}

cmark_node *tree_parse(const struct lines *l)
{
    struct buf calls;
    buf_init(&calls, l->len * 2 + 8);
    cmark_gfm_core_extensions_ensure_registered();
    cmark_parser *parser = cmark_parser_new(CMARK_OPT_FOOTNOTES | CMARK_OPT_SOURCEPOS);
    for (size_t i = 0; i < sizeof(extensions) / sizeof(extensions[0]); i++)
        cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(extensions[i]));
    add_footnote_calls(l, &calls);
    cmark_parser_feed(parser, l->text + l->skip, l->len - l->skip);
    cmark_parser_feed(parser, calls.data, calls.len);
    cmark_node *root = cmark_parser_finish(parser);
    cmark_parser_free(parser);
    buf_release(&calls);
    return root;
}

enum tree_kind tree_kind(cmark_node *node)
{
    static const struct {
        const char *name;
        enum tree_kind kind;
    } names[] = {
        {"table", TREE_TABLE},     {"table_header", TREE_ROW},     {"table_row", TREE_ROW},
        {"table_cell", TREE_CELL}, {"strikethrough", TREE_STRIKE},
    };
    if (!node->extension)
        return TREE_OTHER;
    const char *name = cmark_node_get_type_string(node);
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        if (strcmp(name, names[i].name) == 0)
            return names[i].kind;
    return TREE_OTHER;
}

bool tree_is_leaf(cmark_node *node)
{
    cmark_node_type type = cmark_node_get_type(node);
    return type == CMARK_NODE_PARAGRAPH || type == CMARK_NODE_HEADING ||
           tree_kind(node) == TREE_CELL;
}

/* tree_next, keeping count of the depth. */
static cmark_node *step(cmark_node *root, cmark_node *node, bool descend, size_t *depth)
{
    if (descend && cmark_node_first_child(node)) {
        (*depth)++;
        return cmark_node_first_child(node);
    }
    while (node != root) {
        if (cmark_node_next(node))
            return cmark_node_next(node);
        node = cmark_node_parent(node);
        (*depth)--;
    }
    return NULL;
}

cmark_node *tree_next(cmark_node *root, cmark_node *node, bool descend)
{
    size_t depth = 0;
    return step(root, node, descend, &depth);
}

size_t tree_item_width(cmark_node *item)
{
    return (size_t)item->as.list.marker_offset + (size_t)item->as.list.padding;
}

size_t tree_item_padding(cmark_node *item)
{
    return (size_t)item->as.list.padding;
}

bool tree_item_is_task(cmark_node *item)
{
    return item->extension && strcmp(cmark_node_get_type_string(item), "tasklist") == 0;
}

bool tree_item_is_done(cmark_node *item)
{
    return tree_item_is_task(item) && cmark_gfm_extensions_get_tasklist_item_checked(item);
}

bool tree_heading_is_setext(cmark_node *heading)
{
    return heading->as.heading.setext;
}

void tree_text_of_node(cmark_node *node, struct buf *out)
{
    cmark_node_type type = cmark_node_get_type(node);
    if (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE)
        buf_adds(out, cmark_node_get_literal(node));
    else if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK)
        buf_addch(out, ' ');
}

void tree_text(cmark_node *node, struct buf *out)
{
    for (cmark_node *n = node; n; n = tree_next(node, n, true))
        tree_text_of_node(n, out);
}

/* The node's literal without white space around it is `word`. */
static bool is_comment(cmark_node *node, const char *word)
{
    if (cmark_node_get_type(node) != CMARK_NODE_HTML_BLOCK)
        return false;
    const char *s = cmark_node_get_literal(node);
    s += strspn(s, " \t\r\n");
    size_t n = strlen(word);
    return strncmp(s, word, n) == 0 && s[n + strspn(s + n, " \t\r\n")] == '\0';
}

bool tree_opens_block(cmark_node *node)
{
    return is_comment(node, "<!-- gloss -->");
}

bool tree_closes_block(cmark_node *node)
{
    return is_comment(node, "<!-- /gloss -->");
}

size_t tree_literal_lines(cmark_node *node)
{
    size_t n = 0;
    const char *s = cmark_node_get_literal(node);
    while (s && *s) {
        size_t span = strcspn(s, "\r\n");
        s += span;
        s += *s == '\r' && s[1] == '\n' ? 2 : *s != '\0';
        n++;
    }
    return n;
}

/* The next node to compare: gloss's blocks are stepped over. */
static cmark_node *step_outside_blocks(cmark_node *root, cmark_node *node, size_t *depth)
{
    cmark_node *next = step(root, node, true, depth);
    while (next && tree_opens_block(next)) {
        cmark_node *close = next;
        while (close && !tree_closes_block(close))
            close = cmark_node_next(close);
        if (!close)
            return next;
        next = step(root, close, false, depth);
    }
    return next;
}

static bool same_string(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

static bool same_list(cmark_node *a, cmark_node *b)
{
    return cmark_node_get_list_type(a) == cmark_node_get_list_type(b) &&
           cmark_node_get_list_tight(a) == cmark_node_get_list_tight(b) &&
           cmark_node_get_list_start(a) == cmark_node_get_list_start(b) &&
           cmark_node_get_list_delim(a) == cmark_node_get_list_delim(b);
}

static bool same_node(cmark_node *a, cmark_node *b)
{
    cmark_node_type type = cmark_node_get_type(a);
    if (type != cmark_node_get_type(b) || tree_kind(a) != tree_kind(b))
        return false;
    if (type == CMARK_NODE_LIST)
        return same_list(a, b);
    if (type == CMARK_NODE_ITEM)
        return tree_item_is_task(a) == tree_item_is_task(b) &&
               tree_item_is_done(a) == tree_item_is_done(b);
    if (type == CMARK_NODE_LINK || type == CMARK_NODE_IMAGE)
        return same_string(cmark_node_get_url(a), cmark_node_get_url(b)) &&
               same_string(cmark_node_get_title(a), cmark_node_get_title(b));
    if (type == CMARK_NODE_HEADING)
        return cmark_node_get_heading_level(a) == cmark_node_get_heading_level(b);
    return same_string(cmark_node_get_literal(a), cmark_node_get_literal(b));
}

bool tree_same(cmark_node *a, cmark_node *b)
{
    size_t depth_a = 0;
    size_t depth_b = 0;
    cmark_node *m = a;
    cmark_node *n = b;
    while (m && n) {
        if (depth_a != depth_b || !same_node(m, n))
            return false;
        m = step_outside_blocks(a, m, &depth_a);
        n = step_outside_blocks(b, n, &depth_b);
    }
    return !m && !n;
}
