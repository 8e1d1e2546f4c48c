/* entities: the names of HTML's character references. Pure; any thread. */
#ifndef GLOSS_BASE_ENTITIES_H
#define GLOSS_BASE_ENTITIES_H

#include <stddef.h>
#include <stdint.h>

/* The code point that the n bytes of `name` (no & and no ;) stand for, 0 when it is not known. */
int32_t entity_named(const char *name, size_t n);

#endif
