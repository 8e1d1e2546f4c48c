/* cursor: a place in a block's source that moves over one inline construct at a time.
 *
 * Each move knows what comes next and gives false, the place then undefined, when something else
 * stands there. Internal to the list room. */
#ifndef GLOSS_LIST_CURSOR_H
#define GLOSS_LIST_CURSOR_H

#include <cmark-gfm.h>
#include <stdbool.h>
#include <stddef.h>

struct cursor {
    const char *s;
    size_t len;
    size_t at;
};

/* The byte at the cursor, NUL at the end. */
char cursor_peek(const struct cursor *c);
bool cursor_bytes(struct cursor *c, const char *bytes, size_t n);

/* The source of a text node: escapes and character references resolved in the literal. */
bool cursor_text(struct cursor *c, const char *literal);
/* The source of what the tree holds word for word. */
bool cursor_verbatim(struct cursor *c, const char *literal);

/* Anything but a text, a tag or a link: breaks, code, emphasis, footnote calls. */
bool cursor_node(struct cursor *c, cmark_node *node);

#endif
