/* spelling: how an address or a text is written where a link stands, so that it is read as just
 * that. Private to the render room. */
#ifndef GLOSS_RENDER_SPELLING_H
#define GLOSS_RENDER_SPELLING_H

#include <stdbool.h>

#include "gloss/base/link.h"

/* Whether the address can stand in a list at all: http or https, of sane length, nothing in it that
 * ends a line or hides from a reader. */
bool spelling_can_hold(const char *url);

/* How `url` is written in place of the link's destination, and in *other another way to try, or
 * NULL. The caller frees both. */
char *spelling_of_url(const struct listing *listing, const struct link *link, const char *url,
                      char **other);

/* How `text`, a line of clean text from anybody, is written in place of the link's text. The caller
 * frees. */
char *spelling_of_text(const struct link *link, const char *text);

#endif
