/* plan: the scheduler's outer face: tasks come in, requests go out, outcomes come back.
 *
 * Three parts lie under it. A lane (plan_lane.c) is a heap of queued tasks that may share a
 * request; a budget (plan_budget.c) has lanes and the limits of the hosts that count as one; the
 * agenda (plan_agenda.c) knows which budget may start now and when the next may. Whatever changes a
 * budget files it anew with agenda_place, so at every moment the agenda is right without ever
 * looking through all budgets.
 *
 * A batch stays together when it is tried again: its tasks become ready at one moment and only
 * tasks with the same number of tries behind them join it, so each task has exactly the tries it
 * was promised. */
#include "gloss/net/plan.h"

#include <stdlib.h>
#include <string.h>

#include "gloss/base/arena.h"
#include "gloss/base/mem.h"

#include "gloss/net/plan_agenda.h"

/* A request that was handed out. `face` comes first: the caller's pointer is ours. */
struct job {
    struct plan_job face;
    struct budget *budget;
    struct entry **entries;
    struct job *prev, *next;
};

struct plan {
    struct plan_options options;
    struct arena *arena;    /* entries */
    struct entry *by_key;   /* every task ever added */
    struct budget *budgets; /* by name */
    struct agenda agenda;
    struct job *jobs;     /* in flight */
    struct job *given_up; /* handed out by the last plan_next, not in flight */
    size_t queued;
    size_t in_flight;
    uint64_t added;
    int64_t now; /* the latest time told: time does not run backwards here */
    bool stopped;
};

struct plan *plan_new(const struct plan_options *options)
{
    struct plan *p = xcalloc(1, sizeof *p);

    p->options = *options;
    p->options.in_flight_max = options->in_flight_max ? options->in_flight_max : 1;
    p->arena = arena_new();
    p->now = INT64_MIN;
    return p;
}

static void job_free(struct job *j)
{
    if (j) {
        free(j->face.tasks);
        free(j->entries);
        free(j);
    }
}

void plan_free(struct plan *p)
{
    struct budget *b;
    struct budget *next;

    if (!p)
        return;
    while (p->jobs) {
        struct job *j = p->jobs;

        p->jobs = j->next;
        job_free(j);
    }
    job_free(p->given_up);
    HASH_CLEAR(hh, p->by_key);
    HASH_ITER(hh, p->budgets, b, next)
    {
        HASH_DEL(p->budgets, b);
        budget_free(b);
    }
    agenda_release(&p->agenda);
    arena_free(p->arena);
    free(p);
}

static void tell_time(struct plan *p, int64_t now)
{
    if (now > p->now)
        p->now = now;
    agenda_wake(&p->agenda, p->now);
}

static struct budget *budget_for(struct plan *p, const char *host)
{
    struct host_limits limits = hosts_limits(p->options.hosts, host);
    struct budget *b;

    HASH_FIND_STR(p->budgets, limits.budget, b);
    if (b) {
        budget_narrow(b, &limits);
        return b;
    }
    b = budget_new(&limits);
    HASH_ADD_KEYPTR(hh, p->budgets, b->name, strlen(b->name), b);
    return b;
}

static void enqueue(struct plan *p, struct entry *e, int64_t ready_at)
{
    e->ready_at = ready_at;
    budget_queue(e->budget, e);
    p->queued++;
}

enum plan_added plan_add(struct plan *p, struct plan_task *task, int64_t now,
                         struct plan_task **first)
{
    struct entry *e;

    tell_time(p, now);
    HASH_FIND_STR(p->by_key, task->key, e);
    if (first)
        *first = e ? e->task : task;
    if (e)
        return PLAN_DUPLICATE;
    e = arena_alloc(p->arena, sizeof *e);
    e->task = task;
    e->order = p->added++;
    e->budget = budget_for(p, task->host);
    task->attempt = 0;
    HASH_ADD_KEYPTR(hh, p->by_key, task->key, strlen(task->key), e);
    if (!p->stopped) {
        enqueue(p, e, p->now);
        agenda_place(&p->agenda, e->budget, p->now, false);
    }
    return PLAN_NEW;
}

/* Takes the next request out of a budget, NULL when nothing of it is ready at `now`. */
static struct job *job_take(struct plan *p, struct budget *b, int64_t now)
{
    struct entry **entries;
    size_t n = budget_take(b, now, &entries);
    struct job *j;

    if (n == 0)
        return NULL;
    j = xcalloc(1, sizeof *j);
    j->budget = b;
    j->entries = entries;
    j->face.count = n;
    j->face.tasks = xcalloc(n, sizeof(struct plan_task *));
    for (size_t i = 0; i < n; i++)
        j->face.tasks[i] = entries[i]->task;
    p->queued -= n;
    return j;
}

static void job_start(struct plan *p, struct job *j)
{
    struct budget *b = j->budget;

    for (size_t i = 0; i < j->face.count; i++)
        j->face.tasks[i]->attempt++;
    j->next = p->jobs;
    if (j->next)
        j->next->prev = j;
    p->jobs = j;
    p->in_flight++;
    b->in_flight++;
    b->started = true;
    b->last_start = p->now;
    b->turn_left--;
    agenda_place(&p->agenda, b, p->now, true);
}

/* The next request that a closed budget will never see, or NULL. */
static struct plan_job *give_up(struct plan *p)
{
    struct budget *b = p->agenda.closed.first;

    job_free(p->given_up);
    p->given_up = b ? job_take(p, b, INT64_MAX - 1) : NULL; /* whatever the time is */
    if (!p->given_up)
        return NULL;
    agenda_place(&p->agenda, b, p->now, false);
    return &p->given_up->face;
}

enum plan_turn plan_next(struct plan *p, int64_t now, struct plan_job **job, int64_t *wait_ms)
{
    struct budget *b = NULL;
    struct job *j;

    tell_time(p, now);
    *wait_ms = 0;
    *job = give_up(p);
    if (*job)
        return PLAN_GIVEN_UP;
    if (p->queued == 0 && p->in_flight == 0)
        return PLAN_EMPTY;
    *wait_ms = INT64_MAX;
    if (p->in_flight < p->options.in_flight_max)
        b = agenda_next(&p->agenda, p->now, wait_ms);
    j = b ? job_take(p, b, p->now) : NULL;
    if (!j)
        return PLAN_WAIT;
    job_start(p, j);
    *job = &j->face;
    *wait_ms = 0;
    return PLAN_START;
}

/* Between half and the whole of the doubled back-off. Which point is drawn from key, try and seed,
 * so that hosts which failed together are not asked again together, and a run can be repeated. */
static int64_t backoff(const struct plan *p, const struct plan_task *task)
{
    int64_t whole = p->options.backoff_ms > 0 ? p->options.backoff_ms : 0;
    uint64_t draw = 14695981039346656037U ^ p->options.seed; /* FNV-1a */
    int64_t half;

    for (int i = 1; i < task->attempt && whole < p->options.backoff_max_ms; i++)
        whole *= 2;
    whole = whole < p->options.backoff_max_ms ? whole : p->options.backoff_max_ms;
    half = whole / 2;
    for (const char *c = task->key; *c; c++)
        draw = (draw ^ (unsigned char)*c) * 1099511628211U;
    draw = (draw ^ (unsigned)task->attempt) * 1099511628211U;
    draw ^= draw >> 32;
    return whole - (int64_t)(draw % (uint64_t)(half + 1));
}

/* What a server says about its own limits, taken to heart by its whole budget. */
static void heed_server(struct plan *p, struct budget *b, const struct plan_outcome *outcome)
{
    int64_t longest = p->options.retry_after_max_ms;

    if (outcome->gap_ms >= 0) {
        int64_t gap = outcome->gap_ms < longest ? outcome->gap_ms : longest;

        b->gap_ms = gap > b->rule_gap_ms ? gap : b->rule_gap_ms;
    }
    if (outcome->retry_after_ms > longest)
        b->closed = true;
    else if (outcome->retry_after_ms >= 0 && p->now + outcome->retry_after_ms > b->held_until)
        b->held_until = p->now + outcome->retry_after_ms;
}

/* Whether the job is to be asked again, and in how long. */
static bool comes_again(const struct plan *p, const struct job *j, enum plan_result result,
                        int64_t *delay_ms)
{
    const struct entry *e = j->entries[0]; /* like every other in try and class */
    int tries = 1 + p->options.retries + (e->second ? 1 : 0);

    if (p->stopped || j->budget->closed)
        return false;
    if (result == PLAN_RETRY) {
        *delay_ms = backoff(p, e->task);
        return e->task->attempt < tries;
    }
    *delay_ms = p->options.second_look_ms;
    return result == PLAN_SECOND_LOOK && !e->second;
}

enum plan_fate plan_done(struct plan *p, struct plan_job *job, const struct plan_outcome *outcome,
                         int64_t now)
{
    struct job *j = (struct job *)job;
    struct budget *b = j->budget;
    int64_t delay_ms = 0;
    bool again;

    tell_time(p, now);
    *(j->prev ? &j->prev->next : &p->jobs) = j->next;
    if (j->next)
        j->next->prev = j->prev;
    p->in_flight--;
    b->in_flight--;
    /* A gap is kept where requests arrive, which is some time before the answer: where only one at
     * a time may be on its way the next can wait for that long and be sure. */
    if (b->slots == 1)
        b->last_start = p->now;
    heed_server(p, b, outcome);
    again = comes_again(p, j, outcome->result, &delay_ms);
    for (size_t i = 0; again && i < j->face.count; i++) {
        j->entries[i]->second |= outcome->result == PLAN_SECOND_LOOK;
        enqueue(p, j->entries[i], p->now + delay_ms);
    }
    job_free(j);
    agenda_place(&p->agenda, b, p->now, true);
    return again ? PLAN_WILL_RETRY : PLAN_DONE;
}

void plan_stop(struct plan *p)
{
    p->stopped = true;
    p->queued = 0;
    for (struct budget *b = p->budgets; b; b = b->hh.next) {
        budget_clear(b);
        agenda_remove(&p->agenda, b);
    }
}

size_t plan_queued(const struct plan *p)
{
    return p->queued;
}

size_t plan_in_flight(const struct plan *p)
{
    return p->in_flight;
}
