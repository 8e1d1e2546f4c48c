/* The whole flow, and the only file that shows it:
 *
 *   links → resolve (which work is this, who can vouch for it) → plan (whose turn is it) → fetch
 * (workers) → extract (workers) → judge → store
 *
 * All of this file runs on the main thread and never waits on the network or on a parser: it starts
 * what plan gives, then takes the next exchange from one queue. A request is one exchange, owned by
 * one thread at a time; as no more than `jobs` of them exist, and each queue holds that many, no
 * queue can block. */
#include "gloss/run.h"

#include <stdlib.h>

#include "gloss/base/clock.h"
#include "gloss/base/date.h"
#include "gloss/base/mem.h"
#include "gloss/judge/judge.h"
#include "gloss/page/page.h"
#include "gloss/run/answer.h"
#include "gloss/run/exchange.h"
#include "gloss/run/login.h"
#include "gloss/run/resolve.h"
#include "gloss/run/state.h"
#include "gloss/run/walk.h"

enum {
    TICK_MS = 100, /* the longest main sleeps: for Ctrl-C and the progress bar */
    EXTRACT_WORKERS_MAX = 4,
    LARGE_BODIES = 128 << 20, /* bytes beyond PAGE_BODY_MAX each that bodies in flight may share */
    BACKOFF_MS = 1000,
    BACKOFF_MAX_MS = 30000,
    RETRY_AFTER_MAX_MS = 120000, /* longer: not tonight */
    SECOND_LOOK_MS = 1000,
};

int64_t run_now(const struct run *r)
{
    return r->options.now + (clock_ms() - r->started_ms) / 1000;
}

void run_fail_if_not(struct run *r, bool ok)
{
    if (!ok)
        plan_stop(r->plan);
}

/* ---- before
 * ---------------------------------------------------------------------------------------------- */

struct run *run_new(const struct run_options *options, struct store *store,
                    struct listing *const *listings, size_t count)
{
    struct run *r = xcalloc(1, sizeof *r);
    r->options = *options;
    r->store = store;
    r->listings = listings;
    r->listing_count = count;
    r->started_ms = clock_ms();
    atomic_init(&r->large.left, LARGE_BODIES);
    for (size_t i = 0; i < count; i++)
        r->link_count += listings[i]->link_count;
    r->of_link = xcalloc(r->link_count + 1, sizeof(struct target *));
    r->ignores = xcalloc(r->link_count + 1, sizeof(struct ignore *));
    size_t n = 0;
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < listings[i]->link_count; k++, n++) {
            const struct link *link = &listings[i]->links[k];
            const struct ignore *ignore = ignores_find(options->ignores, link, options->now);
            bool holds = ignore && !ignore_has_lapsed(ignore, options->now);
            r->ignores[n] = ignore;
            r->of_link[n] =
                resolve_link(&r->targets, options, listings[i], link, holds ? ignore : NULL);
        }
    r->target_count = HASH_COUNT(r->targets.by_id);
    return r;
}

static bool start_workers(struct run *r, struct err *err)
{
    size_t jobs = r->options.jobs;
    r->events = queue_new(jobs);
    r->to_extract = queue_new(jobs);
    r->fetch = fetch_start(&r->options.fetch, r->events, exchange_answered, err);
    if (!r->fetch)
        return false;
    static const struct pool_work parse = {.handle = exchange_parse};
    size_t cpus = pool_cpus();
    r->extractors = pool_start(cpus < EXTRACT_WORKERS_MAX ? cpus : EXTRACT_WORKERS_MAX, &parse,
                               NULL, r->to_extract, r->events);
    return true;
}

static void stop_workers(struct run *r)
{
    if (r->to_extract)
        queue_close(r->to_extract);
    if (r->extractors)
        pool_join(r->extractors);
    if (r->fetch)
        fetch_stop(r->fetch);
    if (r->events)
        queue_free(r->events, NULL);
    if (r->to_extract)
        queue_free(r->to_extract, NULL);
}

/* ---- during
 * ---------------------------------------------------------------------------------------------- */

static struct exchange *exchange_for(struct run *r, struct plan_job *job)
{
    const struct ask *first = job->tasks[0]->context;
    switch (first->kind) {
    case ASK_LOGIN:
        return exchange_for_login(job, login_of(first));
    case ASK_REGISTRY:
        return exchange_for_registry(
            job, login_authorization(r, ((const struct inquiry *)first)->source));
    case ASK_RESOURCE:
        break;
    }
    return exchange_for_page(job, job->tasks[0]->context, date_of_instant(r->options.now).year,
                             &r->large);
}

static void start_job(struct run *r, struct plan_job *job)
{
    struct exchange *x = exchange_for(r, job);
    if (x->resource && x->resource->role == ROLE_PAGE) {
        free(x->resource->cookie);
        x->resource->cookie = jar_header(r->jar, x->resource->url, run_now(r));
    }
    r->requests++;
    x->asked_ms = clock_ms();
    fetch_submit(r->fetch, exchange_request(x, r->options.headers));
}

/* Ctrl-C and the deadline. What is in flight is cut off by the first and awaited by the second. */
static void heed_stops(struct run *r)
{
    if (r->interrupted)
        return;
    bool signalled = r->options.stop && *r->options.stop;
    bool late = r->options.deadline_ms > 0 && clock_ms() - r->started_ms >= r->options.deadline_ms;
    if (!signalled && !late)
        return;
    r->interrupted = true;
    plan_stop(r->plan);
    if (signalled)
        fetch_cancel(r->fetch);
}

static void tell_progress(const struct run *r)
{
    if (r->options.progress)
        r->options.progress(r->options.progress_context, r->done_count, r->target_count,
                            plan_in_flight(r->plan));
}

/* Until nothing is queued and nothing is in flight: start what may start, take what comes back. */
static void work(struct run *r)
{
    for (;;) {
        struct plan_job *job = NULL;
        int64_t wait_ms = 0;
        heed_stops(r);
        enum plan_turn turn = plan_next(r->plan, clock_ms(), &job, &wait_ms);
        if (turn == PLAN_EMPTY)
            return;
        if (turn == PLAN_START) {
            start_job(r, job);
            continue;
        }
        if (turn == PLAN_GIVEN_UP) {
            answer_give_up(r, job);
            continue;
        }
        tell_progress(r);
        struct exchange *x = queue_take(r->events, wait_ms < TICK_MS ? wait_ms : TICK_MS);
        if (x)
            answer_take(r, x);
    }
}

/* When hosts fall silent one after another, is it they or our own network? Those that answered
 * before are asked again. */
static void consult_witnesses(struct run *r)
{
    const char *urls[WITNESSES_MAX];
    size_t count = r->interrupted ? 0 : ledger_witnesses(r->ledger, urls);
    for (size_t i = 0; i < count; i++) {
        struct resource *witness = targets_resource(&r->targets, urls[i], ROLE_WITNESS, "");
        if (witness)
            (void)plan_add(r->plan, &witness->ask.task, clock_ms(), NULL);
    }
    work(r);
}

/* ---- after
 * -----------------------------------------------------------------------------------------------
 */

/* A link that is ignored here and checked elsewhere is known by what was learnt there, tonight and
 * not only from the next run on. */
static void learn_from_twin(struct run *r, struct target *t)
{
    const struct target *twin = t->ignored ? targets_find(&r->targets, t->key) : NULL;
    if (!twin)
        return;
    t->meta = twin->meta;
    t->finding->facts = twin->finding->facts;
    if (!t->finding->work)
        t->finding->work = xstrdup(twin->finding->work);
}

static void fill_outcomes(struct run *r)
{
    r->outcomes = xcalloc(r->link_count + 1, sizeof *r->outcomes);
    size_t n = 0;
    for (size_t i = 0; i < r->listing_count; i++)
        for (size_t k = 0; k < r->listings[i]->link_count; k++, n++) {
            struct target *t = r->of_link[n];
            const struct ignore *ignore = r->ignores[n];
            learn_from_twin(r, t);
            r->outcomes[n] = (struct outcome){.link = &r->listings[i]->links[k],
                                              .key = t->url ? t->key : "",
                                              .finding = t->finding,
                                              .meta = t->meta,
                                              .ignore = ignore,
                                              .lapsed = ignore && !t->ignored};
        }
}

static void abandon_the_rest(struct run *r)
{
    for (struct resource *page = r->targets.resources; page; page = page->hh.next)
        if (page->read && !page->done && page->role == ROLE_PAGE)
            answer_complete(r, page);
    for (struct target *t = r->targets.by_id; t; t = t->hh.next)
        if (!t->done)
            walk_abandon(r, t, "not asked: the run was stopped");
}

/* A target's turn: never checked, or longest ago, first; as on the list among equals. */
struct turn {
    struct target *target;
    int64_t checked_at;
    size_t place;
};

static int compare_turns(const void *left, const void *right)
{
    const struct turn *a = left, *b = right;
    if (a->checked_at != b->checked_at)
        return a->checked_at < b->checked_at ? -1 : 1;
    return a->place < b->place ? -1 : 1;
}

/* With little time, what was not looked at for longest comes first, so that runs that are all cut
 * short get round the whole list. */
static void begin_all(struct run *r)
{
    bool hurried = r->options.deadline_ms > 0 && r->store;
    struct turn *turns = xcalloc(r->target_count + 1, sizeof *turns);
    size_t count = 0;
    for (struct target *t = r->targets.by_id; t; t = t->hh.next) {
        struct stored_check last = {.at = 0};
        if (hurried)
            (void)store_get_checks(r->store, t->key, &last, 1);
        turns[count] = (struct turn){t, last.at, count};
        count++;
    }
    if (hurried)
        qsort(turns, count, sizeof *turns, compare_turns);
    for (size_t i = 0; i < count; i++)
        walk_begin(r, turns[i].target);
    free(turns);
}

bool run_go(struct run *r, struct err *err)
{
    const struct plan_options plan = {.hosts = r->options.hosts,
                                      .retries = r->options.retries,
                                      .backoff_ms = BACKOFF_MS,
                                      .backoff_max_ms = BACKOFF_MAX_MS,
                                      .retry_after_max_ms = RETRY_AFTER_MAX_MS,
                                      .second_look_ms = SECOND_LOOK_MS,
                                      .in_flight_max = r->options.jobs,
                                      .seed = (unsigned)r->options.now};
    r->err = err;
    /* --offline learns nothing, and its cache may be one that cannot be written. */
    r->ledger = ledger_new(r->options.offline ? NULL : r->store, r->options.now);
    r->plan = plan_new(&plan);
    r->jar = jar_new();
    if (!r->options.offline && !start_workers(r, err))
        return false;
    begin_all(r);
    work(r);
    consult_witnesses(r);
    abandon_the_rest(r);
    tell_progress(r);
    if (err->kind != ERR_NONE)
        return false;
    fill_outcomes(r);
    bool cut_off = r->options.stop && *r->options.stop;
    return ledger_close(r->ledger, cut_off ? 0 : run_now(r), r->link_count, r->requests, err);
}

const struct outcome *run_outcomes(const struct run *r, size_t *count)
{
    *count = r->link_count;
    return r->outcomes;
}

size_t run_requests(const struct run *r)
{
    return r->requests;
}

bool run_interrupted(const struct run *r)
{
    return r->interrupted;
}

void run_free(struct run *r)
{
    if (!r)
        return;
    stop_workers(r);
    plan_free(r->plan);
    jar_free(r->jar);
    login_release(r);
    ledger_free(r->ledger);
    targets_release(&r->targets);
    free(r->of_link);
    free(r->ignores);
    free(r->outcomes);
    free(r);
}
