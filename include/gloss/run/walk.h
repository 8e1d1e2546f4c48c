/* walk: a target's way from whom to ask first, along registries and redirects, to its conclusion.
 * Internal to run. */
#ifndef GLOSS_RUN_WALK_H
#define GLOSS_RUN_WALK_H

#include "gloss/run/state.h"

/* Sends a target on its way: to the registry that can vouch for it, else to its own page; or
 * concludes at once. */
void walk_begin(struct run *r, struct target *t);

/* The resource is answered for good: every target that waits goes on. */
void walk_from_resource(struct run *r, struct resource *resource);

/* A document that targets wait for beside their pages is answered for good: they go on. */
void walk_from_aside(struct run *r, struct resource *aside);

/* The registry has answered (or will not): every target that waits goes on. */
void walk_from_inquiry(struct run *r, struct inquiry *q);

/* Gives a target that the run could not ask what the cache knows of it, or `why`. */
void walk_abandon(struct run *r, struct target *t, const char *why);

#endif
