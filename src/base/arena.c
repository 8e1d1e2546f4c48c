/* arena: memory that is given back all at once.
 *
 * A chain of blocks, each twice the last up to a limit; an allocation too large for a block gets
 * one of its own. Under AddressSanitizer overruns inside a block would go unseen, so there every
 * allocation is a block of its own. */
#include "gloss/base/arena.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gloss/base/mem.h"

#ifdef __has_feature
#if __has_feature(address_sanitizer)
#define __SANITIZE_ADDRESS__ 1 /* clang's way of saying it */
#endif
#endif

#ifdef __SANITIZE_ADDRESS__
enum { FIRST_BLOCK = 1, LARGEST_BLOCK = 1 };
#else
enum { FIRST_BLOCK = 1 << 10, LARGEST_BLOCK = 1 << 16 };
#endif

enum { ALIGNMENT = _Alignof(max_align_t) };

struct block {
    struct block *next;
    size_t used;
    size_t size;
    _Alignas(max_align_t) unsigned char bytes[];
};

struct arena {
    struct block *blocks; /* the one being filled first */
    size_t next_size;
};

struct arena *arena_new(void)
{
    struct arena *a = xcalloc(1, sizeof(*a));

    a->next_size = FIRST_BLOCK;
    return a;
}

void arena_free(struct arena *a)
{
    if (a == NULL)
        return;
    for (struct block *b = a->blocks; b != NULL;) {
        struct block *next = b->next;

        free(b);
        b = next;
    }
    free(a);
}

static struct block *block_new(size_t size)
{
    struct block *b;

    /* The sum is checked by xcalloc's own refusal of sizes that cannot be. */
    b = xcalloc(1, size <= SIZE_MAX - sizeof(*b) ? sizeof(*b) + size : SIZE_MAX);
    b->size = size;
    return b;
}

/* A block with room for n bytes. A large one goes behind the first, which still has room. */
static struct block *block_for(struct arena *a, size_t n)
{
    struct block *b = a->blocks;

    if (b != NULL && n <= b->size - b->used)
        return b;
    if (n > a->next_size / 4 && b != NULL) {
        b = block_new(n);
        b->next = a->blocks->next;
        a->blocks->next = b;
        return b;
    }
    b = block_new(n > a->next_size ? n : a->next_size);
    b->next = a->blocks;
    a->blocks = b;
    if (a->next_size < LARGEST_BLOCK)
        a->next_size *= 2;
    return b;
}

void *arena_alloc(struct arena *a, size_t n)
{
    size_t rounded = n <= SIZE_MAX - ALIGNMENT ? (n + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT : n;
    struct block *b = block_for(a, rounded > 0 ? rounded : ALIGNMENT);
    void *p = b->bytes + b->used;

    b->used += rounded > 0 ? rounded : ALIGNMENT;
    return p;
}

char *arena_strdup(struct arena *a, const char *s)
{
    return s != NULL ? arena_strndup(a, s, strlen(s)) : NULL;
}

char *arena_strndup(struct arena *a, const char *s, size_t n)
{
    char *copy = arena_alloc(a, n < SIZE_MAX ? n + 1 : n);

    if (n > 0)
        memcpy(copy, s, n);
    copy[n] = '\0';
    return copy;
}

char *arena_printf(struct arena *a, const char *format, ...)
{
    va_list args;
    char *copy;
    int n;

    va_start(args, format);
    n = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (n < 0)
        return arena_strndup(a, "", 0);
    copy = arena_alloc(a, (size_t)n + 1);
    va_start(args, format);
    vsnprintf(copy, (size_t)n + 1, format, args);
    va_end(args);
    return copy;
}
