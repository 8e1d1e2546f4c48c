/* answer: what is done with an exchange that comes back, answered or parsed. Internal to run. */
#ifndef GLOSS_RUN_ANSWER_H
#define GLOSS_RUN_ANSWER_H

#include "gloss/run/exchange.h"
#include "gloss/run/state.h"

/* Takes the exchange: passes it on to an extract worker, or ends its job and frees it. */
void answer_take(struct run *r, struct exchange *x);

/* Concludes without an answer what plan will not ask: its host wants to be left alone tonight. */
void answer_give_up(struct run *r, const struct plan_job *job);

/* Lets those who wait for a page that was read go on, without what it waits for itself. */
void answer_complete(struct run *r, struct resource *resource);

#endif
