/* The scheduler against a simulated network: thousands of tasks with random hosts, durations and
 * fates under a fake clock. Whatever happens, the limits hold, waits are exact and every task ends.
 * The random numbers come from a fixed seed, so a failure can be repeated. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gloss/net/plan.h"

enum { TASKS = 4000, HOSTS = 97, IN_FLIGHT_MAX = 40, BATCH_MAX = 7, RETRIES = 2 };
enum { SECOND_LOOK_MS = 3000, BACKOFF_MAX_MS = 4000, RETRY_AFTER_MAX_MS = 20000 };

/* What the test itself knows of a host. */
struct site {
    char name[32];
    int slots;
    int64_t gap_ms, rule_gap_ms;
    int in_flight;
    int64_t last_start, held_until;
    bool started, closed;
};

struct item {
    struct plan_task task;
    char key[32];
    struct site *site;
    bool over, second;
    int64_t not_before;
};

struct flight {
    struct plan_job *job;
    int64_t ends_at;
};

struct world {
    uint64_t random;
    struct hosts *hosts;
    struct plan *plan;
    struct site sites[HOSTS];
    struct item items[TASKS];
    size_t added, over;
    struct flight flights[IN_FLIGHT_MAX];
    size_t flight_count;
    int64_t now;
};

static unsigned draw(struct world *w, unsigned below)
{
    w->random ^= w->random << 13;
    w->random ^= w->random >> 7;
    w->random ^= w->random << 17;
    return (unsigned)(w->random % below);
}

static void make_sites(struct world *w)
{
    w->hosts = hosts_new(1, 0);
    for (size_t i = 0; i < HOSTS; i++) {
        struct site *s = &w->sites[i];
        struct host_rule rule = {.pattern = s->name};

        (void)snprintf(s->name, sizeof s->name, "h%zu.example", i);
        s->slots = 1 + (int)draw(w, 4);
        s->gap_ms = draw(w, 3) ? 0 : (int64_t)draw(w, 500);
        s->rule_gap_ms = s->gap_ms;
        rule.slots = s->slots;
        rule.gap_ms = s->gap_ms;
        hosts_add(w->hosts, &rule);
    }
}

static void add_item(struct world *w)
{
    struct item *it = &w->items[w->added];
    /* A tenth of the hosts gets most of the tasks. */
    size_t host = draw(w, 3) ? draw(w, HOSTS / 10) : draw(w, HOSTS);

    it->site = &w->sites[host];
    (void)snprintf(it->key, sizeof it->key, "task %zu", w->added);
    it->task = (struct plan_task){.key = it->key, .host = it->site->name, .context = it};
    if (host % 5 == 0) {
        it->task.batch = draw(w, 2) ? "one" : "two";
        it->task.batch_max = BATCH_MAX;
    }
    it->not_before = w->now;
    assert_int_equal(plan_add(w->plan, &it->task, w->now, NULL), PLAN_NEW);
    assert_int_equal(plan_add(w->plan, &it->task, w->now, NULL), PLAN_DUPLICATE);
    w->added++;
}

static void check_tasks(struct world *w, const struct plan_job *job)
{
    const struct item *leader = job->tasks[0]->context;

    assert_in_range(job->count, 1, leader->task.batch ? BATCH_MAX : 1);
    for (size_t i = 0; i < job->count; i++) {
        const struct item *it = job->tasks[i]->context;

        assert_false(it->over);
        assert_true(w->now >= it->not_before);
        assert_ptr_equal(it->site, leader->site);
        assert_ptr_equal(it->task.batch, leader->task.batch);
        assert_true(i == 0 || it > (const struct item *)job->tasks[i - 1]->context);
        assert_true(it->task.attempt <= 1 + RETRIES + it->second);
    }
}

static void take_off(struct world *w, struct plan_job *job)
{
    struct site *s = ((const struct item *)job->tasks[0]->context)->site;

    check_tasks(w, job);
    assert_false(s->closed);
    assert_true(s->in_flight < s->slots);
    assert_true(!s->started || w->now >= s->last_start + s->gap_ms);
    assert_true(w->now >= s->held_until);
    assert_true(w->flight_count < IN_FLIGHT_MAX);
    s->in_flight++;
    s->started = true;
    s->last_start = w->now;
    w->flights[w->flight_count++] = (struct flight){job, w->now + 1 + draw(w, 900)};
    assert_int_equal(plan_in_flight(w->plan), w->flight_count);
}

static void finish(struct world *w, struct item *it)
{
    assert_false(it->over);
    it->over = true;
    w->over++;
}

static struct plan_outcome draw_outcome(struct world *w)
{
    struct plan_outcome o = {PLAN_FINISHED, -1, -1};
    unsigned fate = draw(w, 100);

    if (fate < 15) {
        o.result = PLAN_RETRY;
        o.retry_after_ms = draw(w, 4) ? -1 : (int64_t)draw(w, 5000);
    } else if (fate < 25) {
        o.result = PLAN_SECOND_LOOK;
    }
    if (draw(w, 50) == 0)
        o.gap_ms = draw(w, 300);
    if (draw(w, 2000) == 0)
        o.retry_after_ms = RETRY_AFTER_MAX_MS + 1;
    return o;
}

static void note_outcome(struct site *s, const struct plan_outcome *o, int64_t now)
{
    s->in_flight--;
    if (o->gap_ms >= 0)
        s->gap_ms = o->gap_ms > s->rule_gap_ms ? o->gap_ms : s->rule_gap_ms;
    if (o->retry_after_ms > RETRY_AFTER_MAX_MS)
        s->closed = true;
    else if (o->retry_after_ms >= 0 && now + o->retry_after_ms > s->held_until)
        s->held_until = now + o->retry_after_ms;
}

static void land(struct world *w, size_t i)
{
    struct flight f = w->flights[i];
    struct plan_outcome o = draw_outcome(w);
    struct item *items[BATCH_MAX];
    size_t n = f.job->count;
    bool again;

    for (size_t k = 0; k < n; k++)
        items[k] = f.job->tasks[k]->context;
    w->flights[i] = w->flights[--w->flight_count];
    note_outcome(items[0]->site, &o, w->now);
    again = plan_done(w->plan, f.job, &o, w->now) == PLAN_WILL_RETRY;
    assert_false(again && o.result == PLAN_FINISHED);
    for (size_t k = 0; k < n; k++) {
        if (!again) {
            finish(w, items[k]);
        } else if (o.result == PLAN_SECOND_LOOK) {
            assert_false(items[k]->second);
            items[k]->second = true;
            items[k]->not_before = w->now + SECOND_LOOK_MS;
        } else {
            items[k]->not_before = w->now + 50; /* half of the shortest back-off */
        }
    }
    while (w->added < TASKS && draw(w, 3) == 0)
        add_item(w); /* a hop */
}

static size_t next_landing(const struct world *w)
{
    size_t next = 0;

    for (size_t i = 1; i < w->flight_count; i++)
        if (w->flights[i].ends_at < w->flights[next].ends_at)
            next = i;
    return next;
}

/* Until the plan is empty; fails when a wait was too short or too long. */
static void fly(struct world *w)
{
    int64_t due = -1; /* something must start now, said the last wait */

    for (;;) {
        struct plan_job *job = NULL;
        int64_t wait_ms = 0;
        enum plan_turn turn = plan_next(w->plan, w->now, &job, &wait_ms);

        assert_true(due != w->now || turn == PLAN_START);
        due = -1;
        if (turn == PLAN_START) {
            take_off(w, job);
        } else if (turn == PLAN_GIVEN_UP) {
            for (size_t i = 0; i < job->count; i++) {
                assert_true(((struct item *)job->tasks[i]->context)->site->closed);
                finish(w, job->tasks[i]->context);
            }
        } else if (turn == PLAN_WAIT) {
            size_t i = next_landing(w);

            assert_true(wait_ms > 0);
            assert_true(w->flight_count > 0 || wait_ms != INT64_MAX);
            assert_true(wait_ms <= RETRY_AFTER_MAX_MS || wait_ms == INT64_MAX);
            if (w->flight_count > 0 && w->flights[i].ends_at - w->now <= wait_ms) {
                w->now = w->flights[i].ends_at;
                land(w, i);
            } else {
                w->now += wait_ms;
                due = w->now;
            }
        } else {
            return;
        }
    }
}

static void test_simulation(void **state)
{
    struct world *w = calloc(1, sizeof *w);

    (void)state;
    assert_non_null(w);
    for (unsigned seed = 1; seed <= 12; seed++) {
        struct plan_options options = {.retries = RETRIES,
                                       .backoff_ms = 100,
                                       .backoff_max_ms = BACKOFF_MAX_MS,
                                       .retry_after_max_ms = RETRY_AFTER_MAX_MS,
                                       .second_look_ms = SECOND_LOOK_MS,
                                       .in_flight_max = IN_FLIGHT_MAX,
                                       .seed = seed};
        size_t closed = 0;

        memset(w, 0, sizeof *w);
        w->random = seed * 88172645463325252U;
        make_sites(w);
        options.hosts = w->hosts;
        w->plan = plan_new(&options);
        while (w->added < TASKS / 2)
            add_item(w);
        fly(w);
        assert_int_equal(w->over, w->added);
        assert_true(w->added > TASKS / 2);
        assert_int_equal(plan_queued(w->plan), 0);
        for (size_t i = 0; i < HOSTS; i++) {
            assert_int_equal(w->sites[i].in_flight, 0);
            closed += w->sites[i].closed;
        }
        assert_true(closed < HOSTS / 2);
        plan_free(w->plan);
        hosts_free(w->hosts);
    }
    free(w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_simulation)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
