#include "gloss/list/definitions.h"

#include <stdlib.h>
#include <string.h>

#include <cmark-gfm.h>
#include <cmark-gfm/utf8.h>

#include "gloss/base/mem.h"
#include "gloss/list/scan.h"

/* What the parser took out of the text as definitions is found by elimination: a line that has
 * something on it and belongs to no block can only be one. */

void definitions_release(struct definitions *d)
{
    free(d->items);
    *d = (struct definitions){0};
}

/* Case-folded, white space trimmed and collapsed: labels match when these are equal. */
static const char *fold_label(const char *label, size_t n, struct arena *arena)
{
    cmark_strbuf folded;
    cmark_strbuf_init(cmark_get_default_mem_allocator(), &folded, 0);
    cmark_utf8proc_case_fold(&folded, (const uint8_t *)label, (bufsize_t)n);
    cmark_strbuf_trim(&folded);
    cmark_strbuf_normalize_whitespace(&folded);
    const char *key = arena_strndup(arena, (const char *)folded.ptr, (size_t)folded.size);
    cmark_strbuf_free(&folded);
    return key;
}

static void add(struct definitions *d, const struct content *c, struct arena *arena,
                struct range whole, struct range label, struct range destination)
{
    const char *s = c->text.data;
    char *url = scan_unescape(s + destination.from, destination.to - destination.from);
    grow_array(&d->items, &d->room, d->count + 1, sizeof(*d->items));
    d->items[d->count++] = (struct definition){
        .start = content_origin(c, whole.from),
        .end = content_origin_end(c, whole.to),
        .url_start = content_origin(c, destination.from),
        .url_end = content_origin(c, destination.to),
        .url = arena_strdup(arena, url),
        .label = arena_strndup(arena, s + label.from, label.to - label.from),
        .key = fold_label(s + label.from, label.to - label.from, arena),
    };
    free(url);
}

/* Reads the definitions in [0, end) of the content; lines that are none (the end of a code fence)
 * are stepped over. */
static void read(struct definitions *d, const struct content *c, size_t end, struct arena *arena)
{
    const char *s = c->text.data;
    size_t at = 0;
    while (at < end) {
        struct range label;
        struct range destination;
        size_t stop;
        size_t next = scan_definition(s, end, at, &label, &destination, &stop);
        if (next == SCAN_NONE)
            next = line_next(s, end, at);
        else if (s[label.from] != '^')
            add(d, c, arena, (struct range){at, stop}, label, destination);
        at = next;
    }
}

void definitions_of_content(struct definitions *d, const struct content *c, struct arena *arena)
{
    read(d, c, c->body, arena);
}

void definitions_of_gaps(struct definitions *d, const struct lines *l, const bool *covered,
                         struct arena *arena)
{
    struct content gap;
    content_init(&gap);
    for (size_t i = 0; i < l->count; i++) {
        size_t end = lines_end(l, i);
        size_t start = covered[i] ? end : scan_container_marks(l->text, l->start[i], end);
        if (start < end) {
            content_add_line(&gap, l, start, i);
        } else {
            read(d, &gap, gap.text.len, arena);
            content_clear(&gap);
        }
    }
    read(d, &gap, gap.text.len, arena);
    content_release(&gap);
}

static int by_key(const void *a, const void *b)
{
    const struct definition *x = a;
    const struct definition *y = b;
    int order = strcmp(x->key, y->key);
    return order ? order : (x->start > y->start) - (x->start < y->start);
}

void definitions_sort(struct definitions *d)
{
    if (d->count)
        qsort(d->items, d->count, sizeof(*d->items), by_key);
    for (size_t i = 1; i < d->count; i++)
        d->items[i].duplicate = strcmp(d->items[i].key, d->items[i - 1].key) == 0;
}

const struct definition *definitions_use(struct definitions *d, const char *label)
{
    struct arena *arena = arena_new();
    const char *key = fold_label(label, strlen(label), arena);
    size_t low = 0;
    size_t high = d->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(d->items[middle].key, key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    bool found = low < d->count && strcmp(d->items[low].key, key) == 0;
    if (found)
        d->items[low].used = true;
    arena_free(arena);
    return found ? &d->items[low] : NULL;
}
