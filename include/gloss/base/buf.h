/* buf: a growing byte string that states its largest size at birth.
 *
 * data is never NULL and always NUL-terminated at data[len] (the NUL is not counted, and bytes
 * before it may be NUL too). Appending past the cap appends what fits, sets `overflow`, and returns
 * false: an ordinary condition, not an error. Any thread, one at a time. */
#ifndef GLOSS_BASE_BUF_H
#define GLOSS_BASE_BUF_H

#include <stdbool.h>
#include <stddef.h>

struct buf {
    char *data;
    size_t len;    /* bytes in use */
    size_t room;   /* bytes allocated, 0 while data is the shared empty string */
    size_t cap;    /* len never exceeds this */
    bool overflow; /* something did not fit */
};

void buf_init(struct buf *b, size_t cap);
void buf_release(struct buf *b); /* frees; b may be initialised again or released again */
void buf_clear(struct buf *b);   /* empties, keeps the memory and the cap */

bool buf_add(struct buf *b, const void *bytes, size_t n);
bool buf_adds(struct buf *b, const char *s); /* NULL adds nothing */
bool buf_addch(struct buf *b, char c);
bool buf_addf(struct buf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Shortens to `len` bytes; a no-op when it is shorter. */
void buf_truncate(struct buf *b, size_t len);

/* Gives the NUL-terminated string away (the caller frees it) and leaves b empty. */
char *buf_take(struct buf *b, size_t *len);

#endif
