/* aside: what else is asked about a page before it counts as answered: documents of its site that
 * say what it leaves open, and addresses that show whether it is what it seems. Internal to run;
 * main thread. */
#ifndef GLOSS_RUN_ASIDE_H
#define GLOSS_RUN_ASIDE_H

#include "gloss/run/state.h"

/* Asks the next document about a page that has been read; true: the page waits for it. */
bool aside_ask(struct run *r, struct resource *page);

/* The document is answered for good, or will not be. What it said is used when each of
 * aside->pages goes on with aside_ask. */
void aside_answered(struct run *r, struct resource *aside);

#endif
