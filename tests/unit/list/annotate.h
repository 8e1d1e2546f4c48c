/* annotate: puts blocks into the slots of a listing, as renderers do, for tests of the round trip.
 */
#ifndef TESTS_LIST_ANNOTATE_H
#define TESTS_LIST_ANNOTATE_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gloss/base/buf.h"
#include "gloss/list/listing.h"

static const char *const block_styles[][8] = {
    {"<!-- gloss -->", "> **Title** and [pdf](https://example.com/p.pdf)", ">", "> Sentences.",
     "<!-- /gloss -->", NULL},
    {"<!-- gloss -->", "> one line", "<!-- /gloss -->", NULL},
    {"<!-- gloss -->", "> <details><summary>Title</summary>", ">", "> Text", ">", "> </details>",
     "<!-- /gloss -->", NULL},
};

enum { BLOCK_STYLES = 3 };

static bool annotate_ends_line(const struct listing *l)
{
    return l->bare_len > 0 && strchr("\r\n", l->bare[l->bare_len - 1]) != NULL;
}

static void annotate_slot(struct buf *out, const struct listing *l, const struct slot *slot,
                          size_t style)
{
    bool before = slot->offset == l->bare_len && !annotate_ends_line(l);
    for (const char *const *line = block_styles[style % BLOCK_STYLES]; *line; line++) {
        buf_adds(out, before ? l->eol : "");
        buf_adds(out, slot->indent);
        buf_adds(out, *line);
        buf_adds(out, before ? "" : l->eol);
    }
}

/* The bare text with a block in each slot whose bit is set in `mask` (by slot number modulo 64).
 */
static void annotate(struct buf *out, const struct listing *l, uint64_t mask)
{
    size_t at = 0;
    buf_init(out, (size_t)-1);
    for (size_t i = 0; i < l->slot_count; i++) {
        if (!(mask >> (i % 64) & 1))
            continue;
        buf_add(out, l->bare + at, l->slots[i].offset - at);
        annotate_slot(out, l, &l->slots[i], i + (size_t)(mask % 7));
        at = l->slots[i].offset;
    }
    buf_add(out, l->bare + at, l->bare_len - at);
}

static bool same_path(const char *const *a, size_t n, const char *const *b, size_t m)
{
    bool same = n == m;
    for (size_t i = 0; same && i < n; i++)
        same = strcmp(a[i], b[i]) == 0;
    return same;
}

/* Whether b is a's link in the annotated text. */
static bool same_link(const struct listing *la, const struct link *a, const struct listing *lb,
                      const struct link *b)
{
    return a->kind == b->kind && a->task == b->task && a->slot == b->slot &&
           strcmp(a->url, b->url) == 0 && strcmp(a->text, b->text) == 0 &&
           same_path(a->section, a->section_count, b->section, b->section_count) &&
           same_path(a->group, a->group_count, b->group, b->group_count) &&
           a->end - a->start == b->end - b->start &&
           memcmp(la->bytes + a->start, lb->bytes + b->start, a->end - a->start) == 0;
}

/* What differs between a listing and its annotated form; NULL when nothing does. */
static const char *annotated_differs(const struct listing *a, const struct listing *b)
{
    if (a->bare_len != b->bare_len || memcmp(a->bare, b->bare, a->bare_len) != 0)
        return "the bare text";
    if (a->link_count != b->link_count)
        return "the number of links";
    if (a->slot_count != b->slot_count)
        return "the number of slots";
    for (size_t i = 0; i < a->slot_count; i++)
        if (a->slots[i].offset != b->slots[i].offset ||
            strcmp(a->slots[i].indent, b->slots[i].indent) != 0)
            return "a slot";
    for (size_t i = 0; i < a->link_count; i++)
        if (!same_link(a, &a->links[i], b, &b->links[i])) {
            fprintf(stderr, "%zu:%zu %s, then %zu:%zu %s\n", a->links[i].line, a->links[i].column,
                    a->links[i].url, b->links[i].line, b->links[i].column, b->links[i].url);
            return "a link";
        }
    return NULL;
}

#endif
