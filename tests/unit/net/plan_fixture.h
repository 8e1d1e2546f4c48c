/* A scheduler with a few known hosts, and what its tests say again and again. To be included after
 * cmocka.h. */
#ifndef TESTS_NET_PLAN_FIXTURE_H
#define TESTS_NET_PLAN_FIXTURE_H

#include <string.h>

#include "gloss/net/plan.h"

#define COUNT(rows) (sizeof(rows) / sizeof *(rows))

static const struct host_rule rules[] = {
    {"slow.example", NULL, 1, 3000},
    {"two.example", NULL, 2, 0},
    {"gap.example", NULL, 4, 100},
    {".shared.example", "shared", 1, 0},
    {"strict.shared.example", "shared", 1, 700},
};

struct fixture {
    struct hosts *hosts;
    struct plan *plan;
};

static const struct plan_options usual = {.retries = 2,
                                          .backoff_ms = 1000,
                                          .backoff_max_ms = 5000,
                                          .retry_after_max_ms = 60000,
                                          .second_look_ms = 10000,
                                          .in_flight_max = 100,
                                          .seed = 7};

static inline void start(struct fixture *f, const struct plan_options *options)
{
    struct plan_options o = *options;

    f->hosts = hosts_new(1000, 0); /* no limits but those of the rules */
    for (size_t i = 0; i < COUNT(rules); i++)
        hosts_add(f->hosts, &rules[i]);
    o.hosts = f->hosts;
    f->plan = plan_new(&o);
}

static inline void stop(struct fixture *f)
{
    plan_free(f->plan);
    hosts_free(f->hosts);
}

static inline void add(struct fixture *f, struct plan_task *task, const char *key, const char *host,
                       int64_t now)
{
    *task = (struct plan_task){.key = key, .host = host};
    assert_int_equal(plan_add(f->plan, task, now, NULL), PLAN_NEW);
}

/* The next request, which must be for `key` (the first of its tasks). */
static inline struct plan_job *expect_start(struct fixture *f, int64_t now, const char *key)
{
    struct plan_job *job = NULL;
    int64_t wait_ms = -1;

    assert_int_equal(plan_next(f->plan, now, &job, &wait_ms), PLAN_START);
    assert_string_equal(job->tasks[0]->key, key);
    return job;
}

static inline void expect_wait(struct fixture *f, int64_t now, int64_t wanted_ms)
{
    struct plan_job *job = NULL;
    int64_t wait_ms = -1;

    assert_int_equal(plan_next(f->plan, now, &job, &wait_ms), PLAN_WAIT);
    assert_null(job);
    assert_int_equal(wait_ms, wanted_ms);
}

static inline void expect_empty(struct fixture *f, int64_t now)
{
    struct plan_job *job = NULL;
    int64_t wait_ms = -1;

    assert_int_equal(plan_next(f->plan, now, &job, &wait_ms), PLAN_EMPTY);
    assert_int_equal(plan_queued(f->plan), 0);
    assert_int_equal(plan_in_flight(f->plan), 0);
}

static inline enum plan_fate end(struct fixture *f, struct plan_job *job, enum plan_result result,
                                 int64_t now)
{
    const struct plan_outcome outcome = {result, -1, -1};

    return plan_done(f->plan, job, &outcome, now);
}

static inline enum plan_fate end_with(struct fixture *f, struct plan_job *job,
                                      enum plan_result result, int64_t retry_after_ms,
                                      int64_t gap_ms, int64_t now)
{
    const struct plan_outcome outcome = {result, retry_after_ms, gap_ms};

    return plan_done(f->plan, job, &outcome, now);
}

#endif
