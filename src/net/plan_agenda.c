/* plan_agenda: a budget that must wait sits in a heap of timers, one that may start in a queue, one
 * that has nothing to start or no free slot nowhere. So a slow host costs the others nothing, and a
 * step costs O(log budgets).
 *
 * A budget keeps its place in front for TURN starts: requests to one host one after another travel
 * on a warm connection, which measured three to four times cheaper than going round the hosts in
 * list order. The end of the turn sees to it that a host with thousands of links holds up nobody
 * when the requests in flight are scarce. */
#include "gloss/net/plan_agenda.h"

#include <stdlib.h>

enum { TURN = 16 };

void agenda_release(struct agenda *a)
{
    free(a->timers);
    *a = (struct agenda){0};
}

static void queue_remove(struct budget *b)
{
    struct agenda_queue *q = b->queue;

    if (!q)
        return;
    *(b->prev ? &b->prev->next : &q->first) = b->next;
    *(b->next ? &b->next->prev : &q->last) = b->prev;
    b->prev = NULL;
    b->next = NULL;
    b->queue = NULL;
}

static void queue_insert(struct agenda_queue *q, struct budget *b, bool in_front)
{
    b->queue = q;
    b->prev = in_front ? NULL : q->last;
    b->next = in_front ? q->first : NULL;
    *(b->prev ? &b->prev->next : &q->first) = b;
    *(b->next ? &b->next->prev : &q->last) = b;
}

static void set_timer(struct agenda *a, size_t at, struct budget *b)
{
    a->timers[at] = b;
    b->timer = at;
}

static void sift_up(struct agenda *a, size_t at)
{
    struct budget *b = a->timers[at];

    while (at > 1 && a->timers[at / 2]->wake_at > b->wake_at) {
        set_timer(a, at, a->timers[at / 2]);
        at /= 2;
    }
    set_timer(a, at, b);
}

static void sift_down(struct agenda *a, size_t at)
{
    struct budget *b = a->timers[at];
    size_t child;

    while ((child = 2 * at) <= a->timer_count) {
        if (child < a->timer_count && a->timers[child + 1]->wake_at < a->timers[child]->wake_at)
            child++;
        if (a->timers[child]->wake_at >= b->wake_at)
            break;
        set_timer(a, at, a->timers[child]);
        at = child;
    }
    set_timer(a, at, b);
}

static void timer_remove(struct agenda *a, struct budget *b)
{
    size_t at = b->timer;
    struct budget *last;

    if (at == 0)
        return;
    last = a->timers[a->timer_count--];
    b->timer = 0;
    if (last != b) {
        set_timer(a, at, last);
        sift_up(a, at);
        sift_down(a, last->timer);
    }
}

static void timer_insert(struct agenda *a, struct budget *b, int64_t wake_at)
{
    b->wake_at = wake_at;
    grow_array(&a->timers, &a->timer_room, a->timer_count + 2, sizeof(struct budget *));
    a->timer_count++;
    set_timer(a, a->timer_count, b);
    sift_up(a, a->timer_count);
}

void agenda_remove(struct agenda *a, struct budget *b)
{
    queue_remove(b);
    timer_remove(a, b);
}

static void enter_queue(struct agenda_queue *q, struct budget *b, bool in_front)
{
    bool has_turn = b->turn_left > 0;

    if (b->queue == q && has_turn)
        return; /* keeps its place */
    in_front = in_front && has_turn && !b->queue;
    queue_remove(b);
    if (!in_front)
        b->turn_left = TURN;
    queue_insert(q, b, in_front);
}

void agenda_place(struct agenda *a, struct budget *b, int64_t now, bool resuming)
{
    int64_t first = budget_ready_at(b, false);
    int64_t second = budget_ready_at(b, true);

    timer_remove(a, b);
    if (b->queued == 0 || (b->in_flight >= b->slots && !b->closed)) {
        queue_remove(b);
    } else if (b->closed) {
        enter_queue(&a->closed, b, false);
    } else if (first <= now) {
        enter_queue(&a->ready, b, resuming);
    } else if (second <= now) {
        enter_queue(&a->second, b, false);
        if (first != INT64_MAX)
            timer_insert(a, b, first); /* to be told when it may move over */
    } else {
        queue_remove(b);
        timer_insert(a, b, first < second ? first : second);
    }
}

void agenda_wake(struct agenda *a, int64_t now)
{
    while (a->timer_count > 0 && a->timers[1]->wake_at <= now)
        agenda_place(a, a->timers[1], now, false);
}

struct budget *agenda_next(const struct agenda *a, int64_t now, int64_t *wait_ms)
{
    *wait_ms = a->timer_count > 0 ? a->timers[1]->wake_at - now : INT64_MAX;
    return a->ready.first ? a->ready.first : a->second.first;
}
