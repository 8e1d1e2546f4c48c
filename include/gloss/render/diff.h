/* diff: changes at known places as a unified diff that `git apply` and `patch -p1` take. Private to
 * the render room. */
#ifndef GLOSS_RENDER_DIFF_H
#define GLOSS_RENDER_DIFF_H

#include <stddef.h>
#include <stdio.h>

struct replacement {
    size_t start; /* the bytes that go ... */
    size_t end;
    const char *put; /* ... and what comes in their place */
};

/* Writes the changes, in order and apart from each other, with three lines around each; nothing
 * when there are none. `name` is the path: it is quoted as git does it. */
void diff_write(FILE *out, const char *name, const char *bytes, size_t len,
                const struct replacement *changes, size_t count);

#endif
