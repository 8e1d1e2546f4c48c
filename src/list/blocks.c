#include "gloss/list/blocks.h"

#include <stdlib.h>
#include <string.h>

#include "gloss/base/mem.h"
#include "gloss/list/scan.h"
#include "gloss/list/tree.h"

/* Taking a block out can, in a text made to do so, leave another that was hidden before: the search
 * is repeated until there is none, so that what is left never holds a block. */

enum { PASSES_MAX = 16 };

static const char opening[] = "<!-- gloss -->";

struct kept {
    size_t at;   /* offset in the bare text ... */
    size_t from; /* ... of the byte at this offset of the file */
    size_t len;
};

/* Ranges of the text to take out, in order. */
struct cuts {
    struct range *items;
    size_t count;
    size_t room;
};

/* Whether nothing but container markers stands before the node on its line. */
static bool stands_alone(const struct lines *l, cmark_node *node)
{
    size_t at = l->start[cmark_node_get_start_line(node) - 1];
    size_t end = at + (size_t)cmark_node_get_start_column(node) - 1;
    while (at < end && strchr(" \t>", l->text[at]))
        at++;
    return at >= end;
}

static struct range block_range(const struct lines *l, cmark_node *open, cmark_node *close)
{
    size_t first = (size_t)cmark_node_get_start_line(open) - 1;
    size_t after = (size_t)cmark_node_get_start_line(close);
    struct range r = {l->start[first], l->start[after]};
    bool ends_line = l->len > 0 && (l->text[l->len - 1] == '\n' || l->text[l->len - 1] == '\r');
    if (r.to == l->len && !ends_line && first > 0)
        r.from = lines_end(l, first - 1);
    return r;
}

static bool find_cuts(struct cuts *cuts, const struct lines *l, cmark_node *root, size_t *unclosed)
{
    cmark_node *node = root;
    bool descend = true;
    while ((node = tree_next(root, node, descend))) {
        descend = !tree_is_leaf(node);
        bool block = cmark_node_get_type(node) == CMARK_NODE_HTML_BLOCK;
        if (!block || !tree_opens_block(node) || !stands_alone(l, node))
            continue;
        cmark_node *close = node;
        while (close && !(tree_closes_block(close) && stands_alone(l, close)))
            close = cmark_node_next(close);
        if (!close) {
            *unclosed = l->start[cmark_node_get_start_line(node) - 1];
            return false;
        }
        grow_array(&cuts->items, &cuts->room, cuts->count + 1, sizeof(*cuts->items));
        cuts->items[cuts->count++] = block_range(l, node, close);
        node = close;
        descend = false;
    }
    return true;
}

static int by_offset(const void *a, const void *b)
{
    const struct range *x = a;
    const struct range *y = b;
    return (x->from > y->from) - (x->from < y->from);
}

static void keep(struct kept **list, size_t *count, size_t *room, struct kept k)
{
    if (k.len == 0)
        return;
    grow_array(list, room, *count + 1, sizeof(**list));
    (*list)[(*count)++] = k;
}

/* Takes the cuts out of text and map. */
static void apply(struct bare *b, const struct cuts *cuts)
{
    struct kept *list = NULL;
    size_t count = 0;
    size_t room = 0;
    size_t at = 0; /* in the shorter text */
    size_t cut = 0;
    for (size_t i = 0; i < b->kept_count; i++) {
        struct kept k = b->kept[i];
        while (k.len > 0) {
            while (cut < cuts->count && cuts->items[cut].to <= k.at)
                cut++;
            struct range r = cut < cuts->count ? cuts->items[cut] : (struct range){b->len, b->len};
            size_t before = r.from > k.at ? r.from - k.at : 0;
            size_t n = before < k.len ? before : k.len;
            memmove(b->text + at, b->text + k.at, n);
            keep(&list, &count, &room, (struct kept){at, k.from, n});
            at += n;
            size_t gone = k.at + n >= r.from ? r.to - (k.at + n) : 0;
            n += gone < k.len - n ? gone : k.len - n;
            k = (struct kept){k.at + n, k.from + n, k.len - n};
        }
    }
    free(b->kept);
    b->kept = list;
    b->kept_count = count;
    b->len = at;
    b->text[at] = '\0';
}

static size_t line_number(const char *bytes, size_t len, size_t at)
{
    size_t line = 1;
    for (size_t i = line_next(bytes, len, 0); i <= at && i < len; i = line_next(bytes, len, i))
        line++;
    return line;
}

/* Takes out the blocks that the tree of the text shows. *again: there were some. */
static bool remove_blocks(struct bare *b, const struct lines *l, cmark_node *root, size_t *unclosed,
                          bool *again)
{
    struct cuts cuts = {0};
    bool ok = find_cuts(&cuts, l, root, unclosed);
    *again = ok && cuts.count > 0;
    if (*again) {
        qsort(cuts.items, cuts.count, sizeof(*cuts.items), by_offset);
        apply(b, &cuts);
    }
    free(cuts.items);
    return ok;
}

static bool parse_and_remove(struct bare *b, size_t *unclosed, bool *again)
{
    struct lines l;
    lines_init(&l, b->text, b->len);
    cmark_node *root = tree_parse(&l);
    bool ok = remove_blocks(b, &l, root, unclosed, again);
    cmark_node_free(root);
    lines_release(&l);
    return ok;
}

static void start(struct bare *b, const char *bytes, size_t len)
{
    size_t room = 0;
    *b = (struct bare){xstrndup(bytes, len), len, NULL, 0};
    keep(&b->kept, &b->kept_count, &room, (struct kept){0, 0, len});
}

bool bare_init_parsed(struct bare *b, const struct lines *l, cmark_node *root)
{
    size_t unclosed;
    bool again;
    start(b, l->text, l->len);
    return remove_blocks(b, l, root, &unclosed, &again);
}

bool bare_init(struct bare *b, const char *path, const char *bytes, size_t len, struct err *err)
{
    size_t unclosed = 0;
    bool again = true;
    start(b, bytes, len);
    for (size_t pass = 0; again; pass++) {
        again = false;
        if (!memmem(b->text, b->len, opening, sizeof(opening) - 1))
            break;
        if (pass < PASSES_MAX && parse_and_remove(b, &unclosed, &again))
            continue;
        err_set(err, ERR_USAGE,
                "%s:%zu: the block that begins with \"%s\" is not closed. Add a line "
                "\"<!-- /gloss -->\" after it, or delete its first line.",
                path, line_number(bytes, len, bare_origin(b, unclosed)), opening);
        bare_release(b);
        return false;
    }
    return true;
}

void bare_release(struct bare *b)
{
    free(b->text);
    free(b->kept);
    *b = (struct bare){0};
}

char *bare_of(const struct bare *b, const char *bytes, struct arena *arena)
{
    char *text = arena_alloc(arena, b->len + 1);
    for (size_t i = 0; i < b->kept_count; i++)
        memcpy(text + b->kept[i].at, bytes + b->kept[i].from, b->kept[i].len);
    return text;
}

size_t bare_origin(const struct bare *b, size_t at)
{
    size_t low = 0;
    size_t high = b->kept_count;
    if (high == 0)
        return at;
    while (low + 1 < high) {
        size_t middle = low + (high - low) / 2;
        if (b->kept[middle].at <= at)
            low = middle;
        else
            high = middle;
    }
    return b->kept[low].from + (at - b->kept[low].at);
}

size_t bare_origin_end(const struct bare *b, size_t at)
{
    return at == 0 ? bare_origin(b, 0) : bare_origin(b, at - 1) + 1;
}
