/* guard: cuts out of a page what libxml2 would choke on, before it sees it.
 *
 * libxml2 compares each attribute of a tag with all before it, so a tag of 100,000 attributes costs
 * minutes. A tag is cut after 64 KiB or 1,000 attributes (whole attributes go, the element stays);
 * NULs, at which the parser would stop, and other control characters become blanks. Pure; linear;
 * any thread. */
#ifndef GLOSS_PAGE_GUARD_H
#define GLOSS_PAGE_GUARD_H

#include <stddef.h>

enum { GUARD_TAG_BYTES = 64 << 10, GUARD_TAG_ATTRIBUTES = 1000 };

/* Works in place on NUL-terminated UTF-8; returns the new length, never larger. */
size_t guard_html(char *s, size_t len);

#endif
