/* dialect: the two languages of an annotation block, Markdown and the HTML inside Markdown, in
 * which untrusted text must come out as text. Private to the render room. */
#ifndef GLOSS_RENDER_DIALECT_H
#define GLOSS_RENDER_DIALECT_H

#include <stdbool.h>

#include "gloss/base/buf.h"

struct dialect {
    /* Appends s, cleaned and cut to `cells` terminal cells, so that it is nothing but text. The
     * buffer holds the block's lines so far: what would be markup only at a line's beginning is
     * escaped only there. */
    void (*text)(struct buf *b, const char *s, size_t cells);
    /* Appends a link; the caller has asked dialect_can_link. */
    void (*link)(struct buf *b, const char *label, const char *url);
    const char *strong; /* what opens strong text */
    const char *plain;  /* and closes it */
};

extern const struct dialect dialect_markdown;
extern const struct dialect dialect_html;

/* Whether the address may be linked to: http or https, and of sane length. */
bool dialect_can_link(const char *url);

#endif
