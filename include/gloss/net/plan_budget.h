/* plan_budget: the hosts that count as one, their limits and their queue. Private to the net room's
 * scheduler. */
#ifndef GLOSS_NET_PLAN_BUDGET_H
#define GLOSS_NET_PLAN_BUDGET_H

#include "gloss/net/plan_lane.h"

struct budget {
    char *name;
    struct lane *lanes;
    size_t queued; /* entries in all lanes */

    int slots;
    int in_flight;
    int64_t rule_gap_ms; /* the table's */
    int64_t gap_ms;      /* in force: the table's, or more when the server asks for more */
    int64_t last_start;
    bool started; /* last_start means something */
    int64_t held_until;
    bool closed; /* wants to be left alone for longer than the run may wait */

    /* Kept by the agenda. */
    struct budget *prev, *next; /* neighbours in the queue */
    struct agenda_queue *queue; /* which queue, or NULL */
    size_t timer;               /* place in the heap of timers, from 1; 0: none */
    int64_t wake_at;            /* of that timer */
    int turn_left;              /* starts before others have their turn */

    UT_hash_handle hh;
};

struct budget *budget_new(const struct host_limits *limits);
void budget_free(struct budget *b);

/* A further host of the same budget: the stricter of two opinions holds. */
void budget_narrow(struct budget *b, const struct host_limits *limits);

void budget_queue(struct budget *b, struct entry *e);

/* Drops what is queued. */
void budget_clear(struct budget *b);

/* The earliest time, past or future, at which a task of that class may start, slots aside;
 * INT64_MAX when none is queued. */
int64_t budget_ready_at(const struct budget *b, bool second);

/* Takes the entries of the next request into a new array in the order of adding: the one that is
 * ready first and, when it has a batch name, what of its lane is ready too. First looks come before
 * second ones. 0 when nothing is ready. The caller frees. */
size_t budget_take(struct budget *b, int64_t now, struct entry ***entries);

#endif
