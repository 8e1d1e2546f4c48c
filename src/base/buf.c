/* buf: bytes that grow up to a cap stated at birth.
 *
 * Everything that comes from outside is gathered in one of these, so that no page and no API can
 * make gloss take more memory than somebody decided it may. */
#include "gloss/base/buf.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gloss/base/mem.h"

enum { FIRST_BYTES = 64 };

/* What data points to while nothing is allocated; it is never written to. */
static char nothing[1];

void buf_init(struct buf *b, size_t cap)
{
    b->data = nothing;
    b->len = 0;
    b->room = 0;
    b->cap = cap < SIZE_MAX ? cap : SIZE_MAX - 1;
    b->overflow = false;
}

void buf_release(struct buf *b)
{
    if (b->room > 0)
        free(b->data);
    buf_init(b, b->cap);
}

void buf_clear(struct buf *b)
{
    buf_truncate(b, 0);
    b->overflow = false;
}

/* Makes room for n more bytes and the NUL; n is within the cap. */
static void make_room(struct buf *b, size_t n)
{
    size_t want = b->len + n + 1;
    size_t next = b->room > FIRST_BYTES ? b->room : FIRST_BYTES;

    if (want <= b->room)
        return;
    while (next < want)
        next = next > SIZE_MAX / 2 ? want : next * 2;
    if (next > b->cap + 1)
        next = b->cap + 1;
    b->data = xreallocarray(b->room > 0 ? b->data : NULL, next, 1);
    b->room = next;
}

bool buf_add(struct buf *b, const void *bytes, size_t n)
{
    bool fits = n <= b->cap - b->len;

    if (!fits) {
        b->overflow = true;
        n = b->cap - b->len;
    }
    if (n > 0) {
        make_room(b, n);
        memcpy(b->data + b->len, bytes, n);
        b->len += n;
        b->data[b->len] = '\0';
    }
    return fits;
}

bool buf_adds(struct buf *b, const char *s)
{
    return s == NULL || buf_add(b, s, strlen(s));
}

bool buf_addch(struct buf *b, char c)
{
    return buf_add(b, &c, 1);
}

bool buf_addf(struct buf *b, const char *format, ...)
{
    char small[256];
    char *large = NULL;
    va_list args;
    bool fits;
    int n;

    va_start(args, format);
    n = vsnprintf(small, sizeof(small), format, args);
    va_end(args);
    if (n < 0) {
        b->overflow = true;
        return false;
    }
    if ((size_t)n >= sizeof(small)) {
        large = xmalloc((size_t)n + 1);
        va_start(args, format);
        vsnprintf(large, (size_t)n + 1, format, args);
        va_end(args);
    }
    fits = buf_add(b, large != NULL ? large : small, (size_t)n);
    free(large);
    return fits;
}

void buf_truncate(struct buf *b, size_t len)
{
    if (len < b->len) {
        b->len = len;
        b->data[len] = '\0';
    }
}

char *buf_take(struct buf *b, size_t *len)
{
    char *s = b->room > 0 ? b->data : xstrndup("", 0);

    if (len != NULL)
        *len = b->len;
    buf_init(b, b->cap);
    return s;
}
