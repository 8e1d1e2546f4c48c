/* mem: the one place that decides what happens when memory is out.
 *
 * A half-tested recovery path behind every allocation would be worse than none: the cache survives
 * a kill at any moment, so ending at once loses nothing. */
#include "gloss/base/mem.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { EXIT_OURS = 3, FIRST_ROOM = 8 };

static _Noreturn void die(size_t n)
{
    fprintf(stderr, "gloss: out of memory (%zu bytes were asked for)\n", n);
    exit(EXIT_OURS);
}

static size_t multiply(size_t n, size_t size)
{
    size_t total;

    if (__builtin_mul_overflow(n, size, &total))
        die(SIZE_MAX);
    return total;
}

void *xmalloc(size_t n)
{
    void *p = malloc(n > 0 ? n : 1);

    if (p == NULL)
        die(n);
    return p;
}

void *xcalloc(size_t n, size_t size)
{
    size_t total = multiply(n, size);
    void *p = calloc(1, total > 0 ? total : 1);

    if (p == NULL)
        die(total);
    return p;
}

void *xreallocarray(void *p, size_t n, size_t size)
{
    size_t total = multiply(n, size);
    void *grown = realloc(p, total > 0 ? total : 1);

    if (grown == NULL)
        die(total);
    return grown;
}

char *xstrdup(const char *s)
{
    return s != NULL ? xstrndup(s, strlen(s)) : NULL;
}

char *xstrndup(const char *s, size_t n)
{
    char *copy;

    if (n == SIZE_MAX)
        die(n);
    copy = xmalloc(n + 1);
    if (n > 0)
        memcpy(copy, s, n);
    copy[n] = '\0';
    return copy;
}

char *xasprintf(const char *format, ...)
{
    va_list args;
    char *s = NULL;
    int n;

    va_start(args, format);
    n = vasprintf(&s, format, args);
    va_end(args);
    if (n < 0)
        die(strlen(format));
    return s;
}

void grow_array(void *items, size_t *room, size_t want, size_t size)
{
    size_t next = *room;
    void *p;

    if (want <= *room)
        return;
    if (next < FIRST_ROOM)
        next = FIRST_ROOM;
    while (next < want)
        next = next > SIZE_MAX / 2 ? want : next * 2;
    /* `items` is the address of some T *; memcpy reads it whatever T is. */
    memcpy(&p, items, sizeof(p));
    p = xreallocarray(p, next, size);
    memcpy(items, &p, sizeof(p));
    *room = next;
}
