#include "gloss/list/slots.h"

#include <stdlib.h>
#include <string.h>

#include "gloss/base/buf.h"
#include "gloss/base/mem.h"
#include "gloss/list/blocks.h"
#include "gloss/list/content.h"
#include "gloss/list/tree.h"

/* A block goes on the line after the paragraph, indented to the item's content column. That is safe
 * as Markdown goes (an HTML comment and a quote may interrupt anything), and still it is tried out:
 * the price of one more parse is small against breaking somebody's list. When the trial fails, the
 * slots are halved until the ones at fault are found; a list that needs many trials is hostile and
 * gets none. */

enum { TRIALS_MAX = 48, INDENT_MAX = 1000, FOOTNOTE_INDENT = 4 };

struct attempt {
    const struct lines *l;
    cmark_node *root;
    const char *eol;
    struct place **places; /* in order of line */
    struct slot *slots;    /* one each */
    bool *safe;
    size_t trials;
};

static const char *const sample[] = {
    "<!-- gloss -->", "> **Title** and more", ">", "> Sentences.", "<!-- /gloss -->",
};

static bool ends_in_line_end(const struct lines *l)
{
    return l->len > 0 && (l->text[l->len - 1] == '\n' || l->text[l->len - 1] == '\r');
}

/* One block, as renderers write it. */
static void add_block(struct buf *out, const struct slot *slot, const struct lines *l,
                      const char *eol)
{
    bool before = slot->offset == l->len && !ends_in_line_end(l);
    for (size_t i = 0; i < sizeof(sample) / sizeof(sample[0]); i++) {
        buf_adds(out, before ? eol : "");
        buf_adds(out, slot->indent);
        buf_adds(out, sample[i]);
        buf_adds(out, before ? "" : eol);
    }
}

static void add_blocks(struct buf *out, const struct attempt *a, size_t from, size_t to)
{
    size_t at = 0;
    for (size_t i = from; i < to; i++) {
        if (!a->safe[i])
            continue;
        buf_add(out, a->l->text + at, a->slots[i].offset - at);
        add_block(out, &a->slots[i], a->l, a->eol);
        at = a->slots[i].offset;
    }
    buf_add(out, a->l->text + at, a->l->len - at);
}

/* Whether blocks in the slots [from, to) leave the document what it is. */
static bool try_slots(struct attempt *a, size_t from, size_t to)
{
    struct buf text;
    struct bare bare;
    struct lines l;
    buf_init(&text, (size_t)-1);
    add_blocks(&text, a, from, to);
    a->trials++;
    lines_init(&l, text.data, text.len);
    cmark_node *root = tree_parse(&l);
    bool same = bare_init_parsed(&bare, &l, root) && bare.len == a->l->len &&
                memcmp(bare.text, a->l->text, bare.len) == 0 && tree_same(a->root, root);
    cmark_node_free(root);
    lines_release(&l);
    bare_release(&bare);
    buf_release(&text);
    return same;
}

/* Clears `safe` for the slots at fault; false when there is nothing left to try with. The depth is
 * the logarithm of the number of slots. */
static bool find_unsafe(struct attempt *a, size_t from, size_t to) /* NOLINT(misc-no-recursion) */
{
    if (from == to || try_slots(a, from, to))
        return true;
    if (a->trials > TRIALS_MAX)
        return false;
    if (to - from == 1) {
        a->safe[from] = false;
        return true;
    }
    size_t middle = from + (to - from) / 2;
    return find_unsafe(a, from, middle) && find_unsafe(a, middle, to);
}

static bool all_safe(struct attempt *a, size_t count)
{
    if (try_slots(a, 0, count))
        return true;
    return find_unsafe(a, 0, count) && try_slots(a, 0, count);
}

/* The white space before the item's marker, when nothing else is there: it is kept as written, tabs
 * and all. */
static bool own_indent(const struct lines *l, cmark_node *item, struct range *out)
{
    size_t from = l->start[cmark_node_get_start_line(item) - 1];
    size_t to = from + (size_t)cmark_node_get_start_column(item) - 1;
    *out = (struct range){from, to};
    while (from < to && (l->text[from] == ' ' || l->text[from] == '\t'))
        from++;
    return from == to;
}

static void prepend(struct buf *b, const char *s)
{
    struct buf longer;
    buf_init(&longer, INDENT_MAX);
    buf_adds(&longer, s);
    buf_add(&longer, b->data, b->len);
    longer.overflow = longer.overflow || b->overflow;
    buf_release(b);
    *b = longer;
}

static char *blanks(struct arena *arena, size_t n)
{
    return arena_printf(arena, "%*s", (int)(n < INDENT_MAX ? n : INDENT_MAX), "");
}

/* What stands before each line of the block; NULL when it is absurdly long or cannot be told. */
static const char *indent_of(const struct lines *l, cmark_node *item, struct arena *arena)
{
    struct buf indent;
    struct range own;
    buf_init(&indent, INDENT_MAX);
    for (cmark_node *n = item; n && !indent.overflow; n = cmark_node_parent(n)) {
        cmark_node_type type = cmark_node_get_type(n);
        indent.overflow = content_is_uprooted(l, n);
        if (type == CMARK_NODE_ITEM)
            prepend(&indent, blanks(arena, tree_item_width(n)));
        else if (type == CMARK_NODE_BLOCK_QUOTE)
            prepend(&indent, "> ");
        else if (type == CMARK_NODE_FOOTNOTE_DEFINITION)
            prepend(&indent, blanks(arena, FOOTNOTE_INDENT));
    }
    const char *text = indent.overflow ? NULL : arena_strndup(arena, indent.data, indent.len);
    size_t width = indent.len;
    buf_release(&indent);
    if (text && own_indent(l, item, &own) && memchr(l->text + own.from, '\t', own.to - own.from) &&
        strspn(text, " ") == width)
        text = arena_printf(arena, "%.*s%s", (int)(own.to - own.from), l->text + own.from,
                            blanks(arena, tree_item_padding(item)));
    return text;
}

static int by_line(const void *a, const void *b)
{
    const struct place *x = *(const struct place *const *)a;
    const struct place *y = *(const struct place *const *)b;
    return (x->line > y->line) - (x->line < y->line);
}

/* A file that ends in a lone CR ends its last line in a way that would join with what follows. */
static bool is_awkward(const struct lines *l, size_t offset)
{
    return offset == l->len && l->len > 0 && l->text[l->len - 1] == '\r';
}

/* The places that can be tried, in order of line. */
static size_t prepare(struct attempt *a, struct place *places, size_t count, struct arena *arena)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        places[i].slot = NO_SLOT;
        if (places[i].line < a->l->count)
            a->places[kept++] = &places[i];
    }
    if (kept)
        qsort(a->places, kept, sizeof(struct place *), by_line);
    for (size_t i = 0; i < kept; i++) {
        size_t offset = a->l->start[a->places[i]->line + 1];
        const char *indent = indent_of(a->l, a->places[i]->item, arena);
        bool twice = i > 0 && a->slots[i - 1].offset == offset;
        a->slots[i] = (struct slot){offset, indent ? indent : ""};
        a->safe[i] = indent && !twice && !is_awkward(a->l, offset);
    }
    return kept;
}

size_t slots_make(struct place *places, size_t count, const struct lines *l, cmark_node *root,
                  const char *eol, struct slot **slots, struct arena *arena)
{
    size_t made = 0;
    struct attempt a = {l, root, eol, NULL, NULL, NULL, 0};
    a.places = xcalloc(count + 1, sizeof(struct place *));
    a.slots = xcalloc(count + 1, sizeof(*a.slots));
    a.safe = xcalloc(count + 1, sizeof(*a.safe));
    size_t kept = prepare(&a, places, count, arena);
    *slots = arena_alloc(arena, (kept + 1) * sizeof(**slots));
    if (kept && all_safe(&a, kept)) {
        for (size_t i = 0; i < kept; i++) {
            if (!a.safe[i])
                continue;
            a.places[i]->slot = made;
            (*slots)[made++] = a.slots[i];
        }
    }
    free(a.places);
    free(a.slots);
    free(a.safe);
    return made;
}
