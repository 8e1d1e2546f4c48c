/* url_bytes: what may be done to the bytes of a URL, and how. Private to the net room. */
#ifndef GLOSS_NET_URL_BYTES_H
#define GLOSS_NET_URL_BYTES_H

#include <stdbool.h>
#include <stddef.h>

#include "gloss/base/buf.h"

/* A piece of a text that somebody else keeps. */
struct span {
    const char *s; /* NULL: the piece is absent, which differs from empty */
    size_t n;
};

bool byte_is_alpha(char c);
bool byte_is_digit(char c);

/* Appends the bytes as written, but encodes those that may not stand in a URL. */
void span_add_encoded(struct buf *out, struct span s);

/* Appends the normal form of RFC 3986 section 6.2.2: escapes of unreserved characters undone, all
 * others in upper case. A "%" that begins no escape is encoded, so that undoing an escape after it
 * makes no new one: the normal form of a normal form is itself. */
void span_add_normal(struct buf *out, struct span s);

/* Resolves the dot segments of the path that stands in `out` from `start` (RFC 3986 section 5.2.4)
 * and begins with "/". Repeated slashes stay. */
void path_remove_dots(struct buf *out, size_t start);

#endif
