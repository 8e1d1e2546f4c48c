/* conclude: from what was gathered for a target to its finding. Internal to run; main thread. */
#ifndef GLOSS_RUN_CONCLUDE_H
#define GLOSS_RUN_CONCLUDE_H

#include "gloss/judge/judge.h"
#include "gloss/run/target.h"
#include "gloss/store/store.h"

#include <stdint.h>

/* Fills the target's finding and meta from its inquiry, its resource and the evidence already in
 * the finding, with the history in `store` (may be NULL). Returns the class that decided. */
enum evidence_class conclude(struct target *t, struct store *store, int64_t now);

/* Fills them from the cache alone; false when it knows nothing of the target. */
bool conclude_from_cache(struct target *t, struct store *store);

/* The newest looks at a key, newest first, at most `room` of them; returns how many. `store` may be
 * NULL. */
size_t conclude_history(struct store *store, const char *key, struct past *out, size_t room);

/* Fills in what is new about the finding since the last finished run. `store` may be NULL. */
void conclude_change(struct target *t, struct store *store);

#endif
