/* latex: text as TeX reads it, for the fields of a .bib file. Private to the render room.
 *
 * BibTeX counts braces wherever they stand, escaped or not: what is written here is always
 * balanced. Non-ASCII characters stay what they are (UTF-8). Nothing that a page says becomes a
 * command. */
#ifndef GLOSS_RENDER_LATEX_H
#define GLOSS_RENDER_LATEX_H

#include <stdbool.h>
#include <stddef.h>

#include "gloss/base/buf.h"
#include "gloss/render/person.h"

/* Appends text with & % $ # _ { } ~ ^ \ escaped. */
void latex_text(struct buf *b, const char *s);

/* The same, with the words in braces whose capitals a style must not take away: LLM, PyTorch,
 * GPT4. */
void latex_title(struct buf *b, const char *s);

/* Appends names joined by "and", in a form that BibTeX splits into the same parts. */
void latex_names(struct buf *b, const struct person *people, size_t count);

/* Appends what is not to be escaped (an id, a DOI); nothing when it cannot stand so: with a brace
 * that has no partner, a backslash or a blank. */
void latex_verbatim(struct buf *b, const char *s);

/* No field is longer: texts are cut at 64 KiB, and no character takes more than 20. */
enum { LATEX_CAP = 4 << 20 };

#endif
