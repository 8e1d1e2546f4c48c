/* plan: whose turn is it. A pure scheduler of requests: no I/O, no clock of its own.
 *
 * It owns dedupe, batching, per-budget slots and gaps, retries with back-off and jitter,
 * Retry-After, the cool-down queue of second looks, and redirect hops (each is a task of its own,
 * so limits apply to it). Ready times sit in a heap: a slow host costs the others nothing, and
 * 100,000 tasks cost O(log n) a step. A host's tasks are started in the order of adding and, while
 * others wait for their turn too, some sixteen in a row, so that connections stay warm. Times are
 * milliseconds of any monotonic clock. Main thread only. */
#ifndef GLOSS_NET_PLAN_H
#define GLOSS_NET_PLAN_H

#include "gloss/net/hosts.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct plan;

struct plan_options {
    const struct hosts *hosts;
    int retries;            /* extra tries after a retryable failure (--retries) */
    int64_t backoff_ms;     /* before the first retry; doubles each time; half of it is jitter */
    int64_t backoff_max_ms; /* back-off is never longer than this; a Retry-After may be */
    int64_t retry_after_max_ms; /* a longer Retry-After means: give up for tonight */
    int64_t second_look_ms;     /* least time before what looked dead is asked again */
    size_t in_flight_max;       /* requests over all hosts (--jobs) */
    unsigned seed;              /* jitter is deterministic for a seed */
};

struct plan *plan_new(const struct plan_options *options);
void plan_free(struct plan *p); /* tasks are the caller's, untouched */

/* One thing to ask. The caller owns it and keeps it alive until plan_free; plan reads the first
 * group and writes the second. */
struct plan_task {
    const char
        *key; /* two tasks with one key are one: e.g. "GET https://..." or "arxiv 2401.04088" */
    const char *host;  /* lower case; decides the budget */
    const char *batch; /* tasks with equal non-NULL batch names may share one request... */
    size_t batch_max;  /* ...of at most so many */
    void *context;     /* the caller's */

    int attempt; /* tries started so far, this one included; 0 before the first */
};

enum plan_added { PLAN_NEW, PLAN_DUPLICATE };

/* Queues a task at `now`. PLAN_DUPLICATE: a task with that key was added before (in any state), and
 * *first is it: this one is not queued. `first` may be NULL. After plan_stop nothing is queued any
 * more. */
enum plan_added plan_add(struct plan *p, struct plan_task *task, int64_t now,
                         struct plan_task **first);

/* One request: a single task, or a batch, in the order of adding. Batches are formed when a request
 * is started: with a task that has a batch name go, up to its batch_max, those tasks of the same
 * batch name and budget that might start now too and have as many tries behind them. So a batch
 * that is tried again stays together. */
struct plan_job {
    struct plan_task **tasks;
    size_t count;
};

enum plan_turn {
    PLAN_START,    /* *job is to be started now; it is plan's until plan_done */
    PLAN_GIVEN_UP, /* *job is not to be asked, its host wants to be left alone tonight (see
                      retry_after_ms): conclude without an answer. No plan_done; the job is plan's
                      until the next plan_next */
    PLAN_WAIT,     /* nothing now: call again in *wait_ms (INT64_MAX: only after a plan_done) */
    PLAN_EMPTY,    /* nothing queued and nothing in flight */
};

/* *job is set for the first two, *wait_ms for PLAN_WAIT. Call it until it says WAIT or EMPTY. */
enum plan_turn plan_next(struct plan *p, int64_t now, struct plan_job **job, int64_t *wait_ms);

enum plan_result {
    PLAN_FINISHED,    /* answered, for better or worse: do not ask again */
    PLAN_RETRY,       /* may answer later: back off and try again, while tries are left */
    PLAN_SECOND_LOOK, /* looks dead: ask once more, at least second_look_ms later and only when no
                         first look could start instead. Granted once a task, retries or not; a
                         second look that fails gets the retries that are left */
};

struct plan_outcome {
    enum plan_result result;
    int64_t retry_after_ms; /* what the server asked for; -1 when it said nothing. Also holds back
                               every other task of the same budget; over retry_after_max_ms it
                               closes the budget: what is queued there comes out as PLAN_GIVEN_UP */
    int64_t gap_ms;         /* least gap the server's RateLimit headers ask for, in force until the
                               next such word, never under the table's; -1: none */
};

enum plan_fate {
    PLAN_WILL_RETRY, /* queued again; the job will come back from plan_next */
    PLAN_DONE,       /* the caller should conclude from what it has */
};

/* Ends a job that was started; its slot is free again. The whole job has one outcome; the job
 * pointer is dead after. */
enum plan_fate plan_done(struct plan *p, struct plan_job *job, const struct plan_outcome *outcome,
                         int64_t now);

/* Drops everything queued (Ctrl-C, --deadline), for good: only what is in flight remains, and none
 * of that is tried again. */
void plan_stop(struct plan *p);

size_t plan_queued(const struct plan *p);    /* tasks */
size_t plan_in_flight(const struct plan *p); /* requests */

#endif
