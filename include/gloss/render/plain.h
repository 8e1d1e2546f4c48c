/* plain: text from outside, made harmless for a terminal. Private to the render room. */
#ifndef GLOSS_RENDER_PLAIN_H
#define GLOSS_RENDER_PLAIN_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

/* Whether a code point may act on a terminal or hide text from a reader: controls, bidi marks and
 * overrides, line separators, invisible marks and tags. -1 (ill-formed UTF-8) is one. */
bool plain_is_unsafe(int32_t cp);

/* Writes s with U+FFFD for what is unsafe. */
void plain_text(FILE *out, const char *s);

/* Writes s with percent-encoded bytes for what is unsafe, so that it can still be followed. */
void plain_url(FILE *out, const char *s);

#endif
