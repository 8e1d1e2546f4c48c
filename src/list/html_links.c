/* Which attributes of which tags hold addresses: a table, and the collector that reads it. A new
 * tag is a row. */
#include "gloss/list/html.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "gloss/base/mem.h"
#include "gloss/list/scan.h"

static const struct address_row {
    const char *tag;
    const char *attribute;
    bool is_set; /* a srcset: several addresses with descriptors */
} rows[] = {
    {"a", "href", false},       {"area", "href", false}, {"link", "href", false},
    {"img", "src", false},      {"img", "srcset", true}, {"source", "src", false},
    {"source", "srcset", true}, {"video", "src", false}, {"video", "poster", false},
    {"audio", "src", false},    {"track", "src", false}, {"iframe", "src", false},
    {"embed", "src", false},
};

enum { ROW_COUNT = sizeof(rows) / sizeof(rows[0]) };

static const char *const verbatim[] = {"pre", "code", "script", "style"};

enum { VERBATIM_COUNT = sizeof(verbatim) / sizeof(verbatim[0]), FIRST_RAW = 2 };

struct collector {
    struct html_state *state;
    const char *s;
    struct html_links *out;
    struct arena *arena;
    const char *name; /* of the tag in hand */
    size_t name_len;
    bool closing;
    bool hint; /* a <link> that fetches nothing: rel=preconnect or dns-prefetch */
    size_t start;
    size_t first;  /* index of the tag's first link */
    uint32_t seen; /* rows already met in this tag: the first of two wins */
    char *alt;
};

void html_links_release(struct html_links *l)
{
    free(l->items);
    free(l->comments);
    *l = (struct html_links){0};
}

bool html_is_verbatim(const struct html_state *state)
{
    for (size_t i = 0; i < VERBATIM_COUNT; i++)
        if (state->verbatim[i])
            return true;
    return false;
}

static void add(struct collector *c, size_t from, size_t to, bool anchor)
{
    while (from < to && scan_is_space(c->s[from]))
        from++;
    while (to > from && scan_is_space(c->s[to - 1]))
        to--;
    char *url = html_value(c->s, from, to, c->arena);
    if (!url[0])
        return;
    grow_array(&c->out->items, &c->out->room, c->out->count + 1, sizeof(*c->out->items));
    c->out->items[c->out->count++] = (struct html_link){
        .start = c->start, .url_start = from, .url_end = to, .url = url, .anchor = anchor};
}

/* "a.png 1x, b.png 2x": an address ends at white space, so it may hold commas itself; commas at
 * its end part it from the next. */
static void add_set(struct collector *c, size_t at, size_t to)
{
    while (at < to) {
        while (at < to && (scan_is_space(c->s[at]) || c->s[at] == ','))
            at++;
        size_t from = at;
        while (at < to && !scan_is_space(c->s[at]))
            at++;
        size_t end = at;
        while (end > from && c->s[end - 1] == ',')
            end--;
        if (end > from)
            add(c, from, end, false);
        for (bool described = end == at; described && at < to && c->s[at] != ',';)
            at++;
    }
}

static void on_tag(void *data, size_t start, const char *name, size_t n, bool closing)
{
    struct collector *c = data;
    c->name = name;
    c->name_len = n;
    c->closing = closing;
    c->hint = false;
    c->start = start;
    c->first = c->out->count;
    c->seen = 0;
    c->alt = NULL;
}

static bool is_hint(const char *s, size_t from, size_t to)
{
    static const char *const hints[] = {"preconnect", "dns-prefetch"};
    size_t at = from;
    while (at < to) {
        size_t end = at;
        while (end < to && !scan_is_space(s[end]))
            end++;
        for (size_t i = 0; i < 2; i++)
            if (html_name_is(s + at, end - at, hints[i]))
                return true;
        at = scan_spaces(s, to, end);
    }
    return false;
}

static void on_attribute(void *data, const char *name, size_t n, size_t from, size_t to)
{
    struct collector *c = data;
    if (c->closing || html_is_verbatim(c->state))
        return;
    if (html_name_is(name, n, "rel") && html_name_is(c->name, c->name_len, "link"))
        c->hint = is_hint(c->s, from, to);
    if (html_name_is(name, n, "alt") && !c->alt)
        c->alt = html_value(c->s, from, to, c->arena);
    for (uint32_t i = 0; i < ROW_COUNT; i++) {
        const struct address_row *row = &rows[i];
        if ((c->seen >> i & 1) || !html_name_is(name, n, row->attribute) ||
            !html_name_is(c->name, c->name_len, row->tag))
            continue;
        c->seen |= UINT32_C(1) << i;
        if (row->is_set)
            add_set(c, from, to);
        else
            add(c, from, to, row->tag[0] == 'a' && row->tag[1] == '\0');
    }
}

/* Keeps count of the verbatim elements that are open. Inside a script nothing else is a tag. */
static void count_verbatim(struct collector *c)
{
    struct html_state *state = c->state;
    for (size_t i = 0; i < VERBATIM_COUNT; i++) {
        if (!html_name_is(c->name, c->name_len, verbatim[i]))
            continue;
        if (c->closing && state->verbatim[i])
            state->verbatim[i] = i < FIRST_RAW ? state->verbatim[i] - 1 : 0;
        else if (!c->closing && !state->verbatim[2] && !state->verbatim[3])
            state->verbatim[i]++;
        if (c->closing && i == 0)
            state->verbatim[1] = 0; /* </pre> ends a <code> that was left open in it */
    }
}

static void on_done(void *data, size_t end)
{
    struct collector *c = data;
    if (c->hint)
        c->out->count = c->first;
    for (size_t i = c->first; i < c->out->count; i++) {
        c->out->items[i].end = end;
        c->out->items[i].text = c->out->items[i].anchor ? NULL : c->alt;
    }
    c->first = c->out->count;
    count_verbatim(c);
}

static void on_comment(void *data, size_t from, size_t to)
{
    struct collector *c = data;
    struct html_links *out = c->out;
    if (html_is_verbatim(c->state))
        return;
    grow_array(&out->comments, &out->comment_room, out->comment_count + 1, sizeof(*out->comments));
    out->comments[out->comment_count++] = (struct html_comment){from, to};
}

void html_scan(struct html_state *state, const char *s, size_t from, size_t to,
               struct html_links *out, struct arena *arena)
{
    struct collector c = {.state = state, .s = s, .out = out, .arena = arena, .first = out->count};
    const struct html_visitor visitor = {&c, on_tag, on_attribute, on_done, on_comment};
    html_tags(s, from, to, &visitor);
    out->count = c.first; /* a tag that did not end holds no links */
}
