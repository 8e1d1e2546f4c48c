/* local: links to files beside the document, checked on disk without any network.
 *
 * Main thread only (it may parse Markdown to find headings). */
#ifndef GLOSS_LIST_LOCAL_H
#define GLOSS_LIST_LOCAL_H

#include "gloss/base/link.h"

#include <stdbool.h>
#include <stddef.h>

enum local_state {
    LOCAL_FOUND,
    LOCAL_MISSING,     /* no such file or folder */
    LOCAL_NO_FRAGMENT, /* the file is there, the heading or id is not */
    LOCAL_UNKNOWN, /* cannot be told: "//host", standard input, a site-absolute "/path" that is not
                      there */
};

/* Checks a relative destination ("docs/x.md#part", "#part", "img.png?raw=true") against the
 * document `in`. Percent-escapes are decoded, a query is ignored. Fragments are checked in Markdown
 * files, with GitHub's slugs (lower case, punctuation dropped, blanks to "-", "-1" for repeats),
 * `{#id}`, and id= / name= of raw HTML; "#", "#top" and ":~:text=" always hold. `why` gets words
 * for people. */
enum local_state local_check(const struct listing *in, const char *url, char why[256]);

#endif
