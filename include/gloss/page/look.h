/* look: what the page looks like to its reader, as far as a check wants to know: how its text
 * begins, a fingerprint of it, and whether it is a page at all or a program that draws one. */
#ifndef GLOSS_PAGE_LOOK_H
#define GLOSS_PAGE_LOOK_H

#include "gloss/base/signs.h"
#include "gloss/page/observed.h"

/* Fills opening, language, text_chars, fingerprint, password, hollow and refresh.
 *
 * opening: the text outside navigation, footers, asides and comments, lines that are all links left
 * out; where next to nothing is left, what is shown to readers without scripts follows.
 * fingerprint: a simhash over runs of three words of the text outside navigation and the like;
 * words with digits (dates, counters, request ids) do not count.
 *
 * Linear in the text; any thread. */
void look_fill(const struct observed *o, struct signs *signs);

/* Copies clean text, cut at a character's start when it does not fit; NULL is "". */
void look_copy(char *to, size_t size, const char *text);

#endif
