/* plan_agenda: which budget is next. Private to the net room's scheduler. */
#ifndef GLOSS_NET_PLAN_AGENDA_H
#define GLOSS_NET_PLAN_AGENDA_H

#include "gloss/net/plan_budget.h"

struct agenda_queue {
    struct budget *first, *last;
};

struct agenda {
    struct agenda_queue ready;  /* may start a first look */
    struct agenda_queue second; /* may start a second look, and nothing else */
    struct agenda_queue closed; /* have tasks that will not be asked */
    struct budget **timers;     /* heap by wake_at, from index 1: may start something later */
    size_t timer_count;
    size_t timer_room;
};

void agenda_release(struct agenda *a);

/* Files a budget anew after anything about it changed. `resuming`: it has just started or ended a
 * request and goes on in front of the others until its turn is over. */
void agenda_place(struct agenda *a, struct budget *b, int64_t now, bool resuming);

/* Takes the budget off the agenda. */
void agenda_remove(struct agenda *a, struct budget *b);

/* Lets those start whose time has come, in the order of their times. */
void agenda_wake(struct agenda *a, int64_t now);

/* The budget that may start a request now, or NULL and in *wait_ms how long none may (INT64_MAX:
 * until one is placed anew). To be called after agenda_wake for the same time. */
struct budget *agenda_next(const struct agenda *a, int64_t now, int64_t *wait_ms);

#endif
