/* plan_budget: limits are kept where the queue is, so that whoever takes from the queue cannot pass
 * them by. A budget has few lanes (single tasks, one or two batch names, their retries), so they
 * are a list that is walked; each is a heap. */
#include "gloss/net/plan_budget.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

struct budget *budget_new(const struct host_limits *limits)
{
    struct budget *b = xcalloc(1, sizeof *b);

    b->name = xstrdup(limits->budget);
    b->slots = INT_MAX;
    budget_narrow(b, limits);
    return b;
}

void budget_free(struct budget *b)
{
    while (b->lanes) {
        struct lane *l = b->lanes;

        b->lanes = l->next;
        free(l->heap);
        free(l);
    }
    free(b->name);
    free(b);
}

void budget_narrow(struct budget *b, const struct host_limits *limits)
{
    int slots = limits->slots > 0 ? limits->slots : 1;

    b->slots = slots < b->slots ? slots : b->slots;
    if (limits->gap_ms > b->rule_gap_ms)
        b->rule_gap_ms = limits->gap_ms;
    if (b->rule_gap_ms > b->gap_ms)
        b->gap_ms = b->rule_gap_ms;
}

static bool same_batch(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : a == b;
}

static struct lane *lane_for(struct budget *b, const struct entry *e)
{
    const char *batch = e->task->batch;
    int attempt = batch ? e->task->attempt : 0;
    struct lane *l;

    for (l = b->lanes; l; l = l->next)
        if (l->second == e->second && l->attempt == attempt && same_batch(l->batch, batch))
            return l;
    l = xcalloc(1, sizeof *l);
    *l = (struct lane){.batch = batch, .second = e->second, .attempt = attempt, .next = b->lanes};
    b->lanes = l;
    return l;
}

void budget_queue(struct budget *b, struct entry *e)
{
    lane_push(lane_for(b, e), e);
    b->queued++;
}

void budget_clear(struct budget *b)
{
    for (struct lane *l = b->lanes; l; l = l->next)
        l->count = 0;
    b->queued = 0;
}

static int64_t later(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

int64_t budget_ready_at(const struct budget *b, bool second)
{
    int64_t ready = INT64_MAX;
    int64_t gate = b->held_until;

    for (const struct lane *l = b->lanes; l; l = l->next)
        if (l->second == second && lane_ready_at(l) < ready)
            ready = lane_ready_at(l);
    if (b->started && b->gap_ms > 0)
        gate = later(gate, b->last_start + b->gap_ms);
    return ready == INT64_MAX ? ready : later(ready, gate);
}

/* The lane whose first entry is next in line at `now`, or NULL. */
static struct lane *next_lane(const struct budget *b, int64_t now, bool second)
{
    struct lane *best = NULL;

    for (struct lane *l = b->lanes; l; l = l->next) {
        if (l->second != second || lane_ready_at(l) > now)
            continue;
        if (!best || lane_ready_at(l) < lane_ready_at(best) ||
            (lane_ready_at(l) == lane_ready_at(best) && l->heap[0]->order < best->heap[0]->order))
            best = l;
    }
    return best;
}

static int by_order(const void *a, const void *b)
{
    const struct entry *const *x = a;
    const struct entry *const *y = b;

    return (*x)->order < (*y)->order ? -1 : (*x)->order > (*y)->order;
}

size_t budget_take(struct budget *b, int64_t now, struct entry ***entries)
{
    struct lane *l = next_lane(b, now, false);
    size_t most = 1;
    size_t n = 0;

    l = l ? l : next_lane(b, now, true);
    if (!l)
        return 0;
    if (l->batch && l->heap[0]->task->batch_max > 1)
        most = l->heap[0]->task->batch_max;
    most = most < l->count ? most : l->count;
    *entries = xcalloc(most, sizeof(struct entry *));
    while (n < most && lane_ready_at(l) <= now)
        (*entries)[n++] = lane_pop(l);
    qsort(*entries, n, sizeof(struct entry *), by_order);
    b->queued -= n;
    return n;
}
