/* spans: the links of one block of inlines, each with the bytes it stands on.
 *
 * cmark's tree says which links there are and in which order; the source says where. Walking both
 * at once needs no guess: at every step the tree names the construct that comes next, and the
 * cursor moves over exactly that. Internal to the list room. */
#ifndef GLOSS_LIST_SPANS_H
#define GLOSS_LIST_SPANS_H

#include "gloss/base/arena.h"
#include "gloss/base/link.h"
#include "gloss/list/content.h"
#include "gloss/list/html.h"
#include "gloss/list/scan.h"

#include <cmark-gfm.h>
#include <stdbool.h>
#include <stddef.h>

/* What has been met of a link's text: whether all of it is one piece of source. */
enum wording { WORDING_NONE, WORDING_TEXT, WORDING_MARKED, WORDING_MIXED };

struct span {
    enum link_kind kind;
    size_t start; /* offsets in the content */
    size_t end;
    size_t url_start;
    size_t url_end;
    size_t text_start; /* of the text as written where it is all text; start == end otherwise */
    size_t text_end;
    enum wording wording;
    bool guessed;    /* the places are nearest guesses */
    const char *url; /* in the arena, like text and label */
    const char *text;
    const char *label; /* of the reference it uses, as written; NULL when it uses none */
};

/* `[text][label]` without a definition of the label. */
struct undefined {
    size_t at; /* offset of its "[" in the content */
    struct range label;
};

struct spans {
    struct span *items; /* in the order in which they begin */
    size_t count;
    size_t room;
    struct undefined *undefined;
    size_t undefined_count;
    size_t undefined_room;
    struct html_comment *comments; /* in order */
    size_t comment_count;
    size_t comment_room;
    bool lost; /* the tree and the source came apart: the spans after that are nearest guesses */
};

void spans_release(struct spans *s);

/* The links below `block`, whose text `c` holds. Replaces what `s` held. */
void spans_of_inlines(struct spans *s, cmark_node *block, const struct content *c,
                      struct arena *arena);

/* The links of an HTML block whose source `c` holds. */
void spans_of_html(struct spans *s, const struct content *c, struct arena *arena);

#endif
