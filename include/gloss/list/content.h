/* content: the text of one block as the inline parser saw it, with the way back to the source.
 *
 * A paragraph in a quote in a list has markers and indentation before each of its lines. Here they
 * are taken away, as cmark takes them away, and for each run of bytes it is known where in the
 * source it came from. Internal to the list room. */
#ifndef GLOSS_LIST_CONTENT_H
#define GLOSS_LIST_CONTENT_H

#include "gloss/base/buf.h"
#include "gloss/list/lines.h"
#include "gloss/list/tree.h"

#include <stdbool.h>
#include <stddef.h>

struct piece {
    size_t at;   /* offset in the content ... */
    size_t from; /* ... of the byte at this offset of the source */
};

struct content {
    struct buf text; /* lines joined by "\n" */
    struct piece *pieces;
    size_t piece_count;
    size_t piece_room;
    bool above_table; /* set by the caller: a table follows, so that "\|" means "|" here too */
    size_t body;      /* where the text begins, after link reference definitions */
};

void content_init(struct content *c);
void content_release(struct content *c);
void content_clear(struct content *c);

/* Adds line `line` from offset `start` on. */
void content_add_line(struct content *c, const struct lines *l, size_t start, size_t line);

/* What a paragraph, heading or HTML block holds. The lines of the block go from its first to
 * `last`. */
void content_read_block(struct content *c, const struct lines *l, cmark_node *block, size_t last);

/* The lines [first, last] below the containers of `block`, the first from offset `start` on. */
void content_read_lines(struct content *c, const struct lines *l, cmark_node *block, size_t start,
                        size_t first, size_t last);

/* The table cell that begins at offset `at` of line `line`; the offset where the next begins. */
size_t content_read_cell(struct content *c, const struct lines *l, size_t line, size_t at);

/* The offset in the source of the content's byte `at`; of its end for at == text.len. */
size_t content_origin(const struct content *c, size_t at);
/* The same for the end of a span: the offset just after the byte before `at`. */
size_t content_origin_end(const struct content *c, size_t at);

/* Whether the container is a footnote that stood in another container: cmark moves footnotes to the
 * end of the document, so what it stood in is not known. */
bool content_is_uprooted(const struct lines *l, cmark_node *container);

/* Where the text of line `line` begins below the containers of `block`. *may_mark: an underline may
 * stand there, since all of the containers' markers do and the text is not indented like code. */
size_t content_line_start(const struct lines *l, cmark_node *block, size_t line, bool *may_mark);

#endif
