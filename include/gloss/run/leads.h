/* leads: whom else to ask about a target once its registry and its page have answered: what they
 * named, and what they left open. Internal to run; main thread. */
#ifndef GLOSS_RUN_LEADS_H
#define GLOSS_RUN_LEADS_H

#include "gloss/run/state.h"

/* Follows each lead that has come up and has not been followed before: adds its inquiry to those of
 * the target. True when it added one. */
bool leads_follow(struct run *r, struct target *t);

/* Whether the work may have been renamed since the link was written: then t->first is whom to ask.
 */
bool leads_first(struct run *r, struct target *t);

/* Whether an archive is to be asked for a copy of what the target's verdict says is lost or hidden;
 * then t->archive is whom to ask. */
bool leads_archive(struct run *r, struct target *t);

#endif
