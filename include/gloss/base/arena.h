/* arena: many small allocations with one lifetime, freed at once.
 *
 * For values built piece by piece and dropped whole: the links of a document, the metadata of a
 * page. One thread at a time. */
#ifndef GLOSS_BASE_ARENA_H
#define GLOSS_BASE_ARENA_H

#include <stddef.h>

struct arena;

struct arena *arena_new(void);
void arena_free(struct arena *a); /* NULL is fine */

/* `n` zeroed bytes, aligned for any type; they live as long as the arena. */
void *arena_alloc(struct arena *a, size_t n);

char *arena_strdup(struct arena *a, const char *s); /* NULL gives NULL */
char *arena_strndup(struct arena *a, const char *s, size_t n);
char *arena_printf(struct arena *a, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
