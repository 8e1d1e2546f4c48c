#include "gloss/list/spans.h"

#include <stdlib.h>
#include <string.h>

#include "gloss/base/mem.h"
#include "gloss/list/cursor.h"
#include "gloss/list/leftovers.h"
#include "gloss/list/math.h"
#include "gloss/list/scan.h"

/* A bracketed link begins at its "[" and ends after what follows its "]": "(...)", "[label]" or
 * nothing, tried in that order, which is cmark's. Texts are slices of one string per block, so that
 * links nested in links cost no copies until they are handed out.
 *
 * Should tree and source ever come apart, the walk goes on without the cursor: destinations are
 * then searched for, forwards only, so that the cost stays linear. */

enum { TEXT_MAX = 8192, NESTING_MAX = 16 };

struct walk {
    struct cursor c; /* on the content */
    bool hopeless;   /* a search for a destination has failed */
    struct spans *out;
    struct arena *arena;
    struct buf text;   /* plain text of the block so far */
    size_t *open;      /* indices of the links whose nodes are open ... */
    size_t *open_text; /* ... and where their texts begin in `text` */
    size_t open_count;
    size_t open_room;
    size_t open_text_room;
    struct html_state html;
    struct html_links tags;
    size_t anchor;      /* index of the <a> that is open, or SCAN_NONE */
    size_t anchor_text; /* where its text begins */
};

void spans_release(struct spans *s)
{
    free(s->items);
    free(s->undefined);
    free(s->comments);
    *s = (struct spans){0};
}

static void clear(struct spans *s)
{
    s->count = 0;
    s->undefined_count = 0;
    s->comment_count = 0;
    s->lost = false;
}

static struct span *span_new(struct spans *s)
{
    grow_array(&s->items, &s->room, s->count + 1, sizeof(*s->items));
    struct span *span = &s->items[s->count++];
    *span = (struct span){.text = "", .url = ""};
    return span;
}

static void add_tag(struct spans *s, const struct html_link *tag)
{
    *span_new(s) = (struct span){.kind = LINK_HTML,
                                 .start = tag->start,
                                 .end = tag->end,
                                 .url_start = tag->url_start,
                                 .url_end = tag->url_end,
                                 .text_start = tag->text_start,
                                 .text_end = tag->text_end,
                                 .url = tag->url,
                                 .text = tag->text ? tag->text : ""};
}

static void add_comments(struct spans *s, const struct html_links *tags)
{
    for (size_t i = 0; i < tags->comment_count; i++) {
        grow_array(&s->comments, &s->comment_room, s->comment_count + 1, sizeof(*s->comments));
        s->comments[s->comment_count++] = tags->comments[i];
    }
}

static void word_link(struct walk *w, size_t index, enum wording met, size_t from)
{
    struct span *span = &w->out->items[index];
    enum wording *is = &span->wording;
    if (met == WORDING_MARKED)
        *is = *is == WORDING_TEXT ? WORDING_MARKED : *is;
    else if (met == WORDING_MIXED || *is >= WORDING_MARKED)
        *is = WORDING_MIXED;
    else if (*is == WORDING_NONE)
        span->text_start = from;
    if (met == WORDING_TEXT && *is <= WORDING_TEXT) {
        *is = WORDING_TEXT;
        span->text_end = w->c.at;
    }
    if (*is == WORDING_MIXED)
        span->text_end = span->text_start;
}

/* Notes in the links that are open what stands in their texts from `from` up to the cursor. */
static void word(struct walk *w, enum wording met, size_t from)
{
    if (met == WORDING_NONE)
        return;
    if (w->open_count > 0)
        word_link(w, w->open[w->open_count - 1], met, from);
    if (w->anchor != SCAN_NONE)
        word_link(w, w->anchor, met, from);
}

/* Hands out the text from offset `from` on. */
static const char *take_text(struct walk *w, size_t from)
{
    size_t n = w->text.len - from;
    if (n > TEXT_MAX) {
        n = TEXT_MAX;
        while (n > 0 && ((unsigned char)w->text.data[from + n] & 0xC0) == 0x80)
            n--;
    }
    return arena_strndup(w->arena, w->text.data + from, n);
}

static void close_anchor(struct walk *w, bool closed)
{
    if (w->anchor != SCAN_NONE && !closed)
        word_link(w, w->anchor, WORDING_MIXED, w->c.at);
    if (w->anchor != SCAN_NONE)
        w->out->items[w->anchor].text = take_text(w, w->anchor_text);
    w->anchor = SCAN_NONE;
}

/* An inline tag, which the tree holds word for word. */
static bool match_html(struct walk *w, const char *literal)
{
    size_t from = w->c.at;
    if (!cursor_verbatim(&w->c, literal))
        return false;
    bool closes = html_closes_anchor(w->c.s, from, w->c.at);
    if (closes)
        close_anchor(w, true);
    word(w, WORDING_MIXED, from);
    w->tags.count = 0;
    w->tags.comment_count = 0;
    html_scan(&w->html, w->c.s, from, w->c.at, &w->tags, w->arena);
    add_comments(w->out, &w->tags);
    for (size_t i = 0; i < w->tags.count; i++) {
        add_tag(w->out, &w->tags.items[i]);
        if (w->tags.items[i].anchor) {
            close_anchor(w, false);
            w->anchor = w->out->count - 1;
            w->anchor_text = w->text.len;
        }
    }
    return true;
}

/* Where nothing is found any more, the byte at which the last search began stands for the link. */
static void guess_byte(struct walk *w, struct span *span)
{
    size_t at = w->c.at < w->c.len ? w->c.at : w->c.len;
    while (at > 0 && (at == w->c.len || w->c.s[at] == '\n'))
        at--;
    span->start = at;
    span->end = at < w->c.len ? at + 1 : at;
    span->url_start = span->end;
    span->url_end = span->end;
}

/* The plain search that stands in for the cursor once it is lost. The first that fails is the last
 * one. */
static void guess_span(struct walk *w, struct span *span)
{
    size_t n = strlen(span->url);
    const char *found = NULL;
    span->guessed = true;
    if (!w->hopeless && w->c.at < w->c.len && n > 0)
        found = memmem(w->c.s + w->c.at, w->c.len - w->c.at, span->url, n);
    if (!found) {
        w->hopeless = true;
        guess_byte(w, span);
        return;
    }
    span->url_start = (size_t)(found - w->c.s);
    span->url_end = span->url_start + n;
    span->start = span->url_start;
    span->end = span->url_end;
    w->c.at = span->url_end;
}

/* A bare URL: its text in the tree is its source. Of a mail address found late by cmark, it is the
 * source with its references resolved. */
static bool match_bare(struct walk *w, cmark_node *node, struct span *span)
{
    cmark_node *child = cmark_node_first_child(node);
    const char *literal = child ? cmark_node_get_literal(child) : NULL;
    span->kind = LINK_BARE;
    span->start = w->c.at;
    if (!literal || !(cursor_bytes(&w->c, literal, strlen(literal)) || cursor_text(&w->c, literal)))
        return false;
    span->end = w->c.at;
    size_t n = leftover_bare_length(literal);
    if (literal[n] && span->end - span->start == strlen(literal)) {
        span->end = span->start + n;
        span->url = arena_strndup(w->arena, span->url, strlen(span->url) - strlen(literal + n));
    }
    span->url_start = span->start;
    span->url_end = span->end;
    return true;
}

static bool match_autolink(struct walk *w, struct span *span)
{
    const char *close = memchr(w->c.s + w->c.at, '>', w->c.len - w->c.at);
    if (!close)
        return false;
    span->kind = LINK_AUTOLINK;
    span->start = w->c.at;
    span->url_start = w->c.at + 1;
    span->url_end = (size_t)(close - w->c.s);
    span->end = span->url_end + 1;
    w->c.at = span->end;
    return true;
}

/* The opening of a bracketed link or image. */
static bool match_opening(struct walk *w, cmark_node *node, struct span *span)
{
    bool image = cmark_node_get_type(node) == CMARK_NODE_IMAGE;
    span->kind = image ? LINK_IMAGE : LINK_INLINE;
    span->start = w->c.at;
    return cursor_bytes(&w->c, image ? "![" : "[", image ? 2 : 1);
}

static bool match_tail(struct walk *w, struct span *span)
{
    struct range inner;
    size_t text_end = w->c.at;
    size_t text_start = span->start + (span->kind == LINK_IMAGE ? 2 : 1);
    if (!cursor_bytes(&w->c, "]", 1))
        return false;
    size_t next = scan_inline_tail(w->c.s, w->c.len, w->c.at, &inner);
    if (next != SCAN_NONE) {
        span->url_start = inner.from;
        span->url_end = inner.to;
        w->c.at = next;
    } else {
        next = scan_label(w->c.s, w->c.len, w->c.at, &inner);
        bool own = next == SCAN_NONE || inner.from == inner.to;
        struct range label = own ? (struct range){text_start, text_end} : inner;
        span->label = arena_strndup(w->arena, w->c.s + label.from, label.to - label.from);
        if (own)
            span->text_end = span->text_start;
        w->c.at = next == SCAN_NONE ? w->c.at : next;
        span->url_start = w->c.at;
        span->url_end = w->c.at;
    }
    span->end = w->c.at;
    return true;
}

static void push_open(struct walk *w, size_t index)
{
    grow_array(&w->open, &w->open_room, w->open_count + 1, sizeof(*w->open));
    grow_array(&w->open_text, &w->open_text_room, w->open_count + 1, sizeof(*w->open_text));
    w->open[w->open_count] = index;
    w->open_text[w->open_count++] = w->text.len;
}

/* Enters a link; true when it has brackets, so that its children and its end are to come. */
static bool enter_link(struct walk *w, cmark_node *node)
{
    word(w, WORDING_MIXED, w->c.at);
    struct span *span = span_new(w->out);
    size_t index = w->out->count - 1;
    span->url = arena_strdup(w->arena, cmark_node_get_url(node));
    char c = cursor_peek(&w->c);
    bool bracketed = cmark_node_get_type(node) == CMARK_NODE_IMAGE || c == '[';
    bool ok = false;
    if (w->out->lost) {
        guess_span(w, span);
        push_open(w, index);
        return true;
    }
    if (bracketed)
        ok = match_opening(w, node, span);
    else if (c == '<')
        ok = match_autolink(w, span);
    else
        ok = match_bare(w, node, span);
    if (!ok) {
        w->out->lost = true;
        guess_span(w, span);
    }
    if (bracketed) {
        push_open(w, index);
        return true;
    }
    buf_adds(&w->text, cmark_node_get_literal(cmark_node_first_child(node)));
    if (html_is_verbatim(&w->html))
        w->out->count--;
    return false;
}

static void leave_link(struct walk *w)
{
    size_t index = w->open[--w->open_count];
    struct span *span = &w->out->items[index];
    if (w->open_count < NESTING_MAX)
        span->text = take_text(w, w->open_text[w->open_count]);
    if (!w->out->lost)
        w->out->lost = !match_tail(w, span);
    if (w->out->lost && span->end == 0) /* it was opened, but its end cannot be told */
        guess_span(w, span);
    span->guessed = span->guessed || w->out->lost;
}

/* Notes what stands in the source of a text node, from `from` on, that is no link in Markdown but
 * meant as one. */
static void add_leftovers(struct walk *w, size_t from)
{
    struct spans *out = w->out;
    struct range r;
    size_t open;
    size_t to = w->c.at;
    for (size_t at = from; leftover_reference(w->c.s, from, to, &at, &open, &r);) {
        grow_array(&out->undefined, &out->undefined_room, out->undefined_count + 1,
                   sizeof(*out->undefined));
        out->undefined[out->undefined_count++] = (struct undefined){open, r};
    }
    const char *bracket = to > from ? memchr(w->c.s + from, '[', to - from) : NULL;
    if (!bracket || w->open_count > 0 || html_is_verbatim(&w->html))
        return;
    for (size_t at = (size_t)(bracket - w->c.s); leftover_url(w->c.s, to, &at, &r);) {
        struct span *span = span_new(out);
        span->kind = LINK_BARE;
        span->start = span->url_start = r.from;
        span->end = span->url_end = r.to;
        span->url = arena_strndup(w->arena, w->c.s + r.from, r.to - r.from);
    }
}

/* What a node that is neither text nor tag does to a link's text: emphasis around all of it leaves
 * it one piece, and a line end has text on both sides. */
static enum wording wording_for(cmark_node *node)
{
    cmark_node_type type = cmark_node_get_type(node);
    if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK)
        return WORDING_NONE;
    return cmark_node_first_child(node) ? WORDING_MARKED : WORDING_MIXED;
}

/* Everything but links. */
static bool match_node(struct walk *w, cmark_node *node)
{
    size_t from = w->c.at;
    cmark_node_type type = cmark_node_get_type(node);
    if (type == CMARK_NODE_HTML_INLINE)
        return match_html(w, cmark_node_get_literal(node));
    if (type != CMARK_NODE_TEXT) {
        word(w, wording_for(node), from);
        return cursor_node(&w->c, node);
    }
    if (!cursor_text(&w->c, cmark_node_get_literal(node)))
        return false;
    word(w, WORDING_TEXT, from);
    add_leftovers(w, from);
    return true;
}

static bool is_link(cmark_node *node)
{
    cmark_node_type type = cmark_node_get_type(node);
    return type == CMARK_NODE_LINK || type == CMARK_NODE_IMAGE;
}

/* Enters a node; whether its children are to be visited. */
static bool enter(struct walk *w, cmark_node *node)
{
    if (is_link(node))
        return enter_link(w, node);
    size_t before = w->c.at;
    tree_text_of_node(node, &w->text);
    if (!w->out->lost && !match_node(w, node)) {
        w->c.at = before;
        w->out->lost = true;
    }
    return true;
}

static void leave(struct walk *w, cmark_node *node)
{
    if (is_link(node)) {
        leave_link(w);
        return;
    }
    word(w, WORDING_MARKED, w->c.at);
    if (!w->out->lost && !cursor_node(&w->c, node))
        w->out->lost = true;
}

static void walk_inlines(struct walk *w, cmark_node *block)
{
    cmark_node *node = cmark_node_first_child(block);
    while (node) {
        bool inside = enter(w, node);
        if (inside && cmark_node_first_child(node)) {
            node = cmark_node_first_child(node);
            continue;
        }
        if (inside && is_link(node))
            leave_link(w);
        while (!cmark_node_next(node)) {
            node = cmark_node_parent(node);
            if (node == block)
                return;
            leave(w, node);
        }
        node = cmark_node_next(node);
    }
}

/* Leaves out links to nowhere and links in math. */
static void drop_no_links(struct spans *s, const struct content *c)
{
    struct math math = {0};
    size_t kept = 0;
    math_find(&math, c->text.data, c->text.len);
    for (size_t i = 0; i < s->count; i++) {
        const struct span *span = &s->items[i];
        bool is_math = !strstr(span->url, "://") && math_covers(&math, span->start);
        if (span->url[0] && !is_math)
            s->items[kept++] = *span;
    }
    s->count = kept;
    math_release(&math);
}

/* The cursor at the first byte that the tree's first node can stand for. */
static void start(struct cursor *c, cmark_node *block)
{
    bool cell = tree_kind(block) == TREE_CELL;
    while (c->at < c->len &&
           (c->s[c->at] == ' ' || c->s[c->at] == '\t' || (cell && scan_is_space(c->s[c->at]))))
        c->at++;
    if (cmark_node_get_type(block) == CMARK_NODE_HEADING && !tree_heading_is_setext(block)) {
        while (cursor_peek(c) == '#')
            c->at++;
        c->at = scan_spaces(c->s, c->len, c->at);
    }
}

void spans_of_inlines(struct spans *s, cmark_node *block, const struct content *c,
                      struct arena *arena)
{
    struct walk w = {
        .c = {c->text.data, c->text.len, c->body}, .out = s, .arena = arena, .anchor = SCAN_NONE};
    buf_init(&w.text, (size_t)-1);
    clear(s);
    start(&w.c, block);
    walk_inlines(&w, block);
    close_anchor(&w, false);
    drop_no_links(s, c);
    buf_release(&w.text);
    html_links_release(&w.tags);
    free(w.open);
    free(w.open_text);
}

void spans_of_html(struct spans *s, const struct content *c, struct arena *arena)
{
    struct html_state state = {{0}};
    struct html_links tags = {0};
    const char *bytes = c->text.data;
    clear(s);
    html_scan(&state, bytes, 0, c->text.len, &tags, arena);
    add_comments(s, &tags);
    size_t text_end = c->text.len;
    for (size_t i = tags.count; i-- > 0;) {
        struct html_link *tag = &tags.items[i];
        if (!tag->anchor)
            continue;
        size_t end;
        char *text = html_anchor_text(bytes, tag->end, text_end, TEXT_MAX, &end);
        bool closed = html_closes_anchor(bytes, end, text_end);
        if (closed && !memchr(bytes + tag->end, '<', end - tag->end)) {
            tag->text_start = tag->end;
            tag->text_end = end;
        }
        tag->text = arena_strdup(arena, text);
        free(text);
        text_end = tag->start;
    }
    for (size_t i = 0; i < tags.count; i++)
        add_tag(s, &tags.items[i]);
    html_links_release(&tags);
}
