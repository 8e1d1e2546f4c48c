/* entries: a report as the works it cites.
 *
 * A work that several links name is one entry, that of its first link. What has no title is none. A
 * link that is dead stays: its work can be cited all the same. Pure. */
#ifndef GLOSS_RENDER_ENTRIES_H
#define GLOSS_RENDER_ENTRIES_H

#include "gloss/render/render.h"

#include <stddef.h>

struct entries {
    size_t *items; /* indices into the report's outcomes, in order */
    size_t count;
};

void entries_collect(struct entries *e, const struct report *report);
void entries_release(struct entries *e);

/* Under which name the cache keeps the key of an outcome's work; "" for what has none. Borrowed. */
const char *entry_identity(const struct outcome *o);

#endif
