/* softness: what a run knows of a page, put together for the judge of looks. Internal to run; main
 * thread. */
#ifndef GLOSS_RUN_SOFTNESS_H
#define GLOSS_RUN_SOFTNESS_H

#include "gloss/judge/softness.h"
#include "gloss/run/state.h"

/* How a page looks by itself, beside a sibling that may be NULL. */
struct look softness_look(const struct resource *page, const struct resource *sibling, int64_t now);

/* Looks at where the target's redirects led: fills t->odd. True when a sibling of the link's own
 * address must be asked first, which is then t->sibling. */
bool softness_arrive(struct run *r, struct target *t);

/* The path that cannot exist beside that address, one for each host; NULL when it has none. */
struct resource *softness_sibling(struct run *r, const char *url);

#endif
