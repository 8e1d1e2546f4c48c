/* reach: what a run's hosts show about this machine's own network. Internal to run; main thread. */
#ifndef GLOSS_RUN_REACH_H
#define GLOSS_RUN_REACH_H

#include "gloss/base/reply.h"
#include "gloss/judge/judge.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct reach;

struct reach *reach_new(void);
void reach_free(struct reach *r); /* NULL is fine */

/* Counts what a host answered to what it was asked at `asked_ms` (clock_ms): its best answer is
 * what counts. */
void reach_count(struct reach *r, const char *host, const struct reply *reply, int64_t asked_ms);

struct judge_tally reach_tally(const struct reach *r);

/* Whether enough hosts have answered to be sure that trouble, if any, is theirs. */
bool reach_is_good(const struct reach *r);

/* Whether the network may have gone away in mid-run: several hosts in a row gave no answer that had
 * never failed before, and none has answered since. */
bool reach_is_doubtful(const struct reach *r);

enum { WITNESSES_MAX = 3 };

/* The hosts that answered last, as addresses of their robots.txt: who to ask in doubt. Returns how
 * many; borrowed until the next reach_count. */
size_t reach_witnesses(const struct reach *r, const char *urls[WITNESSES_MAX]);

#endif
