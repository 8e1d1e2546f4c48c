/* state: what the parts of a run share. Internal to run; main thread. */
#ifndef GLOSS_RUN_STATE_H
#define GLOSS_RUN_STATE_H

#include "gloss/net/jar.h"
#include "gloss/net/plan.h"
#include "gloss/run.h"
#include "gloss/run/allowance.h"
#include "gloss/run/ledger.h"
#include "gloss/run/target.h"
#include "gloss/thread/pool.h"
#include "gloss/thread/queue.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct run {
    struct run_options options;
    struct store *store;
    struct listing *const *listings;
    size_t listing_count;

    struct targets targets;
    struct target **of_link;       /* one for each link, in order */
    const struct ignore **ignores; /* of each link, lapsed or not; NULL: none */
    struct outcome *outcomes;
    size_t link_count;
    size_t target_count;
    size_t done_count;

    struct login *logins; /* run/login.h */
    struct plan *plan;
    struct jar *jar; /* cookies */
    struct fetch *fetch;
    struct queue *to_extract;
    struct queue *events; /* exchanges come back here, answered or parsed */
    struct pool *extractors;
    struct allowance large; /* memory of large bodies */
    struct ledger *ledger;
    size_t requests;
    int64_t started_ms; /* monotonic */
    bool interrupted;
    struct err *err; /* set: the cache failed, wind down */
};

/* The run's own wall clock: its start plus what has passed, so that a clock that jumps cannot mix
 * dates. */
int64_t run_now(const struct run *r);

/* Winds the run down when a write to the cache failed (which has set r->err). */
void run_fail_if_not(struct run *r, bool ok);

#endif
