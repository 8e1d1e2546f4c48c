/* resolve: from links to targets: what is named, which work it is, what need not be asked. Internal
 * to run. */
#ifndef GLOSS_RUN_RESOLVE_H
#define GLOSS_RUN_RESOLVE_H

#include "gloss/run.h"
#include "gloss/run/target.h"

/* The target a link names, made when it is new. One that needs no network (excluded, another
 * scheme, a file, broken) comes with its evidence. A link with an ignore that holds (else NULL) is
 * another target than those that name the same and are not ignored. */
struct target *resolve_link(struct targets *targets, const struct run_options *options,
                            const struct listing *listing, const struct link *link,
                            const struct ignore *ignore);

#endif
