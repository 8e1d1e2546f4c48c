/* html: links in raw HTML inside Markdown. Internal to the list room.
 *
 * A scanner for tags, not a parser: it finds the attributes that hold addresses, in whatever state
 * the HTML is, and keeps out of comments and of <pre>, <code>, <script> and <style>. */
#ifndef GLOSS_LIST_HTML_H
#define GLOSS_LIST_HTML_H

#include "gloss/base/arena.h"

#include <stdbool.h>
#include <stddef.h>

/* What is open across the fragments of one block. */
struct html_state {
    size_t verbatim[4]; /* open <pre>, <code>, <script>, <style> */
};

struct html_link {
    size_t start; /* span of the tag */
    size_t end;
    size_t url_start; /* span of the address as written */
    size_t url_end;
    char *url;         /* character references decoded; in the arena */
    char *text;        /* the alt text of an image; NULL when it has none */
    bool anchor;       /* an <a>: its text follows, up to the next </a> */
    size_t text_start; /* of an anchor's text where it holds no tags; start == end otherwise */
    size_t text_end;
};

/* The text of a comment, between its marks. */
struct html_comment {
    size_t from;
    size_t to;
};

struct html_links {
    struct html_link *items;
    size_t count;
    size_t room;
    struct html_comment *comments; /* those outside of verbatim elements */
    size_t comment_count;
    size_t comment_room;
};

void html_links_release(struct html_links *l);

/* Adds the links and comments of the bytes [from, to) of s to `out`. */
void html_scan(struct html_state *state, const char *s, size_t from, size_t to,
               struct html_links *out, struct arena *arena);

bool html_is_verbatim(const struct html_state *state);

/* Whether the bytes [from, to) begin with the closing tag </a>. */
bool html_closes_anchor(const char *s, size_t from, size_t to);

/* The plain text of the HTML at [from, to) up to the closing </a>, at most `max` bytes; caller
 * frees. *end is where it ends, `to` or less by `max` when it is not closed. */
char *html_anchor_text(const char *s, size_t from, size_t to, size_t max, size_t *end);

/* What stands in a tag, told piece by piece. Names are not yet lower case. */
struct html_visitor {
    void *data;
    /* A tag begins at offset `start`. */
    void (*tag)(void *data, size_t start, const char *name, size_t n, bool closing);
    /* An attribute of the tag last told; its value is the bytes [from, to). */
    void (*attribute)(void *data, const char *name, size_t n, size_t from, size_t to);
    /* The tag ended: `end` is the offset after it. */
    void (*done)(void *data, size_t end);
    /* A comment that is closed, its text the bytes [from, to). May be NULL. */
    void (*comment)(void *data, size_t from, size_t to);
};

/* Tells the tags and comments of the bytes [from, to). A tag that does not end is told, but not its
 * `done`. */
void html_tags(const char *s, size_t from, size_t to, const struct html_visitor *visitor);

/* Case-insensitive comparison of n bytes with a word. */
bool html_name_is(const char *name, size_t n, const char *word);

/* The value of an attribute as text: trimmed, character references decoded. */
char *html_value(const char *s, size_t from, size_t to, struct arena *arena);

#endif
