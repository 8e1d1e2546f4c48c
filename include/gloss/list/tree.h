/* tree: a Markdown text parsed by cmark-gfm, with GitHub's extensions. Internal to the list room.
 *
 * The library's nodes are used directly by this room; this header holds what its public interface
 * does not give: the width of a list item's indent, which kind an extension's node is, a walk that
 * does not recurse, and the comparison of two trees. Main thread only. */
#ifndef GLOSS_LIST_TREE_H
#define GLOSS_LIST_TREE_H

#include "gloss/base/buf.h"
#include "gloss/list/lines.h"

#include <cmark-gfm.h>
#include <stdbool.h>
#include <stddef.h>

enum tree_kind {
    TREE_OTHER,
    TREE_TABLE,
    TREE_ROW,
    TREE_CELL,
    TREE_STRIKE,
};

/* The document node for the text of `l`; freed with cmark_node_free. Footnotes that nothing refers
 * to are kept, by a line of references after the end of the text: nodes whose line is past the
 * last one of `l` come from there. */
cmark_node *tree_parse(const struct lines *l);

enum tree_kind tree_kind(cmark_node *node);

/* A block that holds inlines: paragraph, heading, table cell. */
bool tree_is_leaf(cmark_node *node);

/* The node after `node` in document order, its children left out unless `descend`; NULL at the
 * end of the tree under `root`. */
cmark_node *tree_next(cmark_node *root, cmark_node *node, bool descend);

/* Columns by which the content of a list item is indented against the item's own container. */
size_t tree_item_width(cmark_node *item);
/* The part of it that the marker and the blanks after it take. */
size_t tree_item_padding(cmark_node *item);

/* Whether the item has a task box, and whether it is ticked. */
bool tree_item_is_task(cmark_node *item);
bool tree_item_is_done(cmark_node *item);

bool tree_heading_is_setext(cmark_node *heading);

/* Adds the plain text below `node` to out: text and code, breaks as blanks, no tags. */
void tree_text(cmark_node *node, struct buf *out);
/* The share of `node` itself. */
void tree_text_of_node(cmark_node *node, struct buf *out);

/* Whether two trees are the same document, gloss's own blocks left out on both sides. */
bool tree_same(cmark_node *a, cmark_node *b);

/* Whether the node is the HTML block `<!-- gloss -->` or `<!-- /gloss -->`. */
bool tree_opens_block(cmark_node *node);
bool tree_closes_block(cmark_node *node);

/* Lines of a block's literal text. */
size_t tree_literal_lines(cmark_node *node);

#endif
