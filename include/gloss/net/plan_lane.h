/* plan_lane: queued tasks that may travel together. Private to the net room's scheduler. */
#ifndef GLOSS_NET_PLAN_LANE_H
#define GLOSS_NET_PLAN_LANE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "gloss/net/plan.h"

/* uthash: the key and budget tables need nothing but add and find by string, an intrusive macro
 * table is the least code for that, and it is one header without a library to link. */
#include "gloss/base/mem.h"
#define uthash_malloc(size) xmalloc(size)
#include <uthash.h>

struct budget;

/* What plan keeps of a task, from plan_add to plan_free. */
struct entry {
    struct plan_task *task;
    struct budget *budget;
    uint64_t order;   /* of adding */
    int64_t ready_at; /* not before */
    bool second;      /* its second look was granted: it waits for the others from now on */
    UT_hash_handle hh;
};

/* A heap of queued entries by (ready_at, order). All have the same batch name, class and number of
 * tries behind them, so whatever is taken from one lane can share a request and its fate. */
struct lane {
    const char *batch; /* NULL: single tasks */
    bool second;
    int attempt; /* of batched tasks; 0 in the lane of single ones */
    struct entry **heap;
    size_t count;
    size_t room;
    struct lane *next; /* the budget's next lane */
};

void lane_push(struct lane *l, struct entry *e);
struct entry *lane_pop(struct lane *l); /* l must not be empty */

/* When its first entry is ready; INT64_MAX when it is empty. */
int64_t lane_ready_at(const struct lane *l);

#endif
