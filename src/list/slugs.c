#include "gloss/list/slugs.h"

#include <stdlib.h>
#include <string.h>

#include <cmark-gfm/utf8.h>

#include "gloss/base/arena.h"
#include "gloss/base/buf.h"
#include "gloss/base/mem.h"
#include "gloss/list/guard.h"
#include "gloss/list/html.h"
#include "gloss/list/tree.h"

/* GitHub lowers the heading's text, drops everything but letters, digits, marks, "-", "_" and
 * blanks, and makes each blank a "-"; a slug that is taken gets "-1", "-2". */

struct slug {
    char *name;
    size_t next; /* number for the next heading of the same text; 0 for what is no heading */
};

struct slugs {
    struct slug *items; /* open addressing */
    size_t room;        /* a power of two */
    size_t count;
    struct arena *arena;
};

enum { HEADING_MAX = 8192, SLUG_MAX = 4 * HEADING_MAX };

static size_t hash(const char *s)
{
    size_t h = 5381;
    while (*s)
        h = h * 33 + (unsigned char)*s++;
    return h ^ h >> 15;
}

static struct slug *find(const struct slugs *s, const char *name)
{
    size_t i = hash(name) & (s->room - 1);
    while (s->items[i].name && strcmp(s->items[i].name, name) != 0)
        i = (i + 1) & (s->room - 1);
    return &s->items[i];
}

static void grow(struct slugs *s)
{
    struct slugs larger = *s;
    larger.room = s->room * 2;
    larger.items = xcalloc(larger.room, sizeof(*larger.items));
    for (size_t i = 0; i < s->room; i++)
        if (s->items[i].name)
            *find(&larger, s->items[i].name) = s->items[i];
    free(s->items);
    *s = larger;
}

static struct slug *add(struct slugs *s, const char *name)
{
    if ((s->count + 1) * 2 > s->room)
        grow(s);
    struct slug *slug = find(s, name);
    if (!slug->name) {
        slug->name = arena_strdup(s->arena, name);
        s->count++;
    }
    return slug;
}

/* Repeated headings: the second is "name-1", or the next number that is free. Names that are no
 * heading's do not count. */
static void add_heading(struct slugs *s, const char *name)
{
    const char *free_name = name;
    while (find(s, free_name)->next > 0)
        free_name = arena_printf(s->arena, "%s-%zu", name, find(s, name)->next++);
    add(s, free_name)->next = 1;
}

static bool is_dropped(int32_t c)
{
    if (c == '-' || c == '_')
        return false;
    bool symbol = c < 0x80 && !((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z'));
    bool arrows_to_dingbats = c >= 0x2190 && c <= 0x2BFF;
    bool emoji = (c >= 0x1F000 && c <= 0x1FAFF) || c == 0x200D || (c >= 0xFE00 && c <= 0xFE0F);
    bool latin_signs = c >= 0x80 && c < 0xC0 && c != 0xAA && c != 0xB5 && c != 0xBA;
    return symbol || arrows_to_dingbats || emoji || latin_signs || c == 0xD7 || c == 0xF7 ||
           (c >= 0x20A0 && c <= 0x20CF) || cmark_utf8proc_is_punctuation(c) ||
           cmark_utf8proc_is_space(c) || (c >= 0x2000 && c <= 0x206F);
}

/* Lower case as JavaScript has it: folding differs only where one letter becomes two. */
static void add_lower(struct buf *out, int32_t c)
{
    cmark_mem *mem = cmark_get_default_mem_allocator();
    cmark_strbuf one;
    cmark_strbuf lower;
    cmark_strbuf_init(mem, &one, 8);
    cmark_strbuf_init(mem, &lower, 8);
    cmark_utf8proc_encode_char(c, &one);
    if (c != 0xDF)
        cmark_utf8proc_case_fold(&lower, one.ptr, one.size);
    else
        cmark_strbuf_put(&lower, one.ptr, one.size);
    buf_add(out, lower.ptr, (size_t)lower.size);
    cmark_strbuf_free(&one);
    cmark_strbuf_free(&lower);
}

char *slug_of(const char *heading)
{
    struct buf out;
    buf_init(&out, SLUG_MAX);
    size_t len = strlen(heading);
    for (size_t i = 0; i < len;) {
        int32_t c = (unsigned char)heading[i];
        int n = cmark_utf8proc_iterate((const uint8_t *)heading + i, (bufsize_t)(len - i), &c);
        i += n > 0 ? (size_t)n : 1;
        if (c >= 'A' && c <= 'Z')
            c += 'a' - 'A';
        if (c == ' ')
            buf_addch(&out, '-');
        else if (n > 0 && !is_dropped(c))
            add_lower(&out, c);
    }
    return buf_take(&out, NULL);
}

/* `Heading {#id}`: adds the id and cuts it off. */
static void take_id(struct slugs *s, char *text)
{
    char *open = strrchr(text, '{');
    size_t n = open ? strcspn(open, "} \t") : 0;
    if (!open || open[1] != '#' || n < 3 || strcmp(open + n, "}") != 0)
        return;
    open[n] = '\0';
    add(s, open + 2);
    while (open > text && open[-1] == ' ')
        open--;
    *open = '\0';
}

static void read_heading(struct slugs *s, cmark_node *heading)
{
    struct buf text;
    buf_init(&text, HEADING_MAX);
    tree_text(heading, &text);
    char *whole = slug_of(text.data);
    take_id(s, text.data);
    char *slug = slug_of(text.data);
    if (strcmp(slug, whole) != 0)
        add(s, whole);
    add_heading(s, slug);
    free(slug);
    free(whole);
    buf_release(&text);
}

struct id_reader {
    struct slugs *slugs;
    const char *literal;
};

static void on_tag(void *data, size_t start, const char *name, size_t n, bool closing)
{
    (void)data, (void)start, (void)name, (void)n, (void)closing;
}

static void on_done(void *data, size_t end)
{
    (void)data, (void)end;
}

static void on_attribute(void *data, const char *name, size_t n, size_t from, size_t to)
{
    struct id_reader *r = data;
    if (html_name_is(name, n, "id") || html_name_is(name, n, "name"))
        add(r->slugs, html_value(r->literal, from, to, r->slugs->arena));
}

static void read_html(struct slugs *s, const char *literal)
{
    struct id_reader reader = {s, literal};
    const struct html_visitor visitor = {&reader, on_tag, on_attribute, on_done, NULL};
    html_tags(literal, 0, strlen(literal), &visitor);
}

struct slugs *slugs_of_tree(cmark_node *root)
{
    struct slugs *s = xcalloc(1, sizeof(*s));
    s->room = 64;
    s->items = xcalloc(s->room, sizeof(*s->items));
    s->arena = arena_new();
    for (cmark_node *n = root; n; n = tree_next(root, n, true)) {
        cmark_node_type type = cmark_node_get_type(n);
        if (type == CMARK_NODE_HEADING)
            read_heading(s, n);
        else if (type == CMARK_NODE_HTML_BLOCK || type == CMARK_NODE_HTML_INLINE)
            read_html(s, cmark_node_get_literal(n));
    }
    return s;
}

struct slugs *slugs_of(const char *text, size_t len)
{
    struct lines l;
    size_t at;
    char *masked = guard_mask(text, len, &at);
    lines_init(&l, masked ? masked : text, len);
    cmark_node *root = tree_parse(&l);
    struct slugs *s = slugs_of_tree(root);
    cmark_node_free(root);
    lines_release(&l);
    free(masked);
    return s;
}

void slugs_free(struct slugs *s)
{
    if (!s)
        return;
    free(s->items);
    arena_free(s->arena);
    free(s);
}

bool slugs_have(const struct slugs *s, const char *fragment)
{
    return find(s, fragment)->name != NULL;
}
