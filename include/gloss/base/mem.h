/* mem: allocation that cannot fail.
 *
 * gloss is a command-line tool: when memory is out there is nothing sensible left to do, so these
 * print one sentence on stderr and exit with status 3. Callers never test for NULL. Any thread. */
#ifndef GLOSS_BASE_MEM_H
#define GLOSS_BASE_MEM_H

#include <stddef.h>

/* Returns `n` bytes, uninitialised; the caller frees them with free(). xmalloc(0) is valid. */
void *xmalloc(size_t n);

/* Returns `n` zeroed elements of `size` bytes; exits when n * size overflows. */
void *xcalloc(size_t n, size_t size);

/* Resizes `p` (NULL: allocates) to `n` elements of `size` bytes; exits when n * size overflows. */
void *xreallocarray(void *p, size_t n, size_t size);

/* Returns a copy of the string `s` (NULL gives NULL); the caller frees it. */
char *xstrdup(const char *s);

/* Returns a NUL-terminated copy of the first `n` bytes of `s`; the caller frees it. */
char *xstrndup(const char *s, size_t n);

/* printf into a new string; the caller frees it. */
char *xasprintf(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Grows the array *items (elements of `size` bytes, *room of them allocated) until it holds
 * `want` elements, doubling so that appending n items costs O(n). */
void grow_array(void *items, size_t *room, size_t want, size_t size);

#endif
