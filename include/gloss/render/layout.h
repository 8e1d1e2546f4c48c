/* layout: rows of a label and a text, wrapped at 80 columns, for a terminal. Private to the render
 * room.
 *
 * What is written is made harmless (plain.h). Words are never cut, and neither are addresses. */
#ifndef GLOSS_RENDER_LAYOUT_H
#define GLOSS_RENDER_LAYOUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct layout {
    FILE *out;
    bool color;
    size_t indent; /* where wrapped lines begin */
    size_t at;     /* cells written of this line */
    bool empty;    /* nothing written since the indent */
};

void layout_init(struct layout *l, FILE *out, bool color);

/* Begins a row; "" for one that goes on with the label above it. */
void layout_label(struct layout *l, const char *label);
/* Sets an empty row further in: it says more of the row above. */
void layout_indent(struct layout *l);
/* Lines of this row that are wrapped from now on begin after what is written so far. */
void layout_hang(struct layout *l);
/* Writes words, a blank before the first unless the line is empty. `color` may be NULL. */
void layout_words(struct layout *l, const char *text, const char *color);
void layout_url(struct layout *l, const char *url, const char *color);
void layout_wordsf(struct layout *l, const char *format, ...) __attribute__((format(printf, 2, 3)));
void layout_end(struct layout *l);

#endif
