/* The scheduler under a fake clock: retries, what servers ask for, second looks. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "net/plan_fixture.h"

/* A batch that is tried again comes back whole; what was never tried does not join it. */
static void test_batch_retry(void **state)
{
    static const char *const keys[] = {"a", "b", "c"};
    struct plan_task tasks[3];
    struct plan_job *job;
    int64_t wait_ms;
    struct fixture f;

    (void)state;
    start(&f, &usual);
    for (size_t i = 0; i < 3; i++) {
        tasks[i] = (struct plan_task){
            .key = keys[i], .host = "free.example", .batch = "r", .batch_max = 10};
    }
    plan_add(f.plan, &tasks[0], 0, NULL);
    plan_add(f.plan, &tasks[1], 0, NULL);
    job = expect_start(&f, 0, "a");
    assert_int_equal(end(&f, job, PLAN_RETRY, 0), PLAN_WILL_RETRY);
    assert_int_equal(plan_queued(f.plan), 2);
    assert_int_equal(plan_next(f.plan, 0, &job, &wait_ms), PLAN_WAIT);
    assert_in_range(wait_ms, 500, 1000);
    plan_add(f.plan, &tasks[2], 400, NULL);
    assert_int_equal(expect_start(&f, 1000, "c")->count, 1);
    job = expect_start(&f, 1000, "a");
    assert_int_equal(job->count, 2);
    assert_ptr_equal(job->tasks[1], &tasks[1]);
    assert_int_equal(tasks[1].attempt, 2);
    stop(&f);
}

/* Tries are counted, and each waits longer than the one before, within bounds. */
static void test_retries_and_backoff(void **state)
{
    static const struct {
        int retries;
        int64_t waits[8]; /* the longest back-off before each retry */
    } rows[] = {
        {0, {0}},
        {1, {1000}},
        {6, {1000, 2000, 4000, 5000, 5000, 5000}},
    };

    (void)state;
    for (size_t r = 0; r < COUNT(rows); r++) {
        struct plan_options options = usual;
        struct plan_task task;
        struct plan_job *job;
        int64_t now = 1000000;
        int64_t wait_ms;
        struct fixture f;

        options.retries = rows[r].retries;
        start(&f, &options);
        add(&f, &task, "a", "free.example", now);
        for (int i = 0; i < rows[r].retries; i++) {
            job = expect_start(&f, now, "a");
            assert_int_equal(task.attempt, i + 1);
            assert_int_equal(end(&f, job, PLAN_RETRY, now), PLAN_WILL_RETRY);
            assert_int_equal(plan_next(f.plan, now, &job, &wait_ms), PLAN_WAIT);
            assert_in_range(wait_ms, rows[r].waits[i] / 2, rows[r].waits[i]);
            expect_wait(&f, now + wait_ms - 1, 1);
            now += wait_ms;
        }
        job = expect_start(&f, now, "a");
        assert_int_equal(end(&f, job, PLAN_RETRY, now), PLAN_DONE);
        assert_int_equal(task.attempt, rows[r].retries + 1);
        expect_empty(&f, now);
        stop(&f);
    }
}

/* The first back-off of a key under a seed. */
static int64_t first_backoff(const char *key, unsigned seed)
{
    struct plan_options options = usual;
    struct plan_task task;
    struct plan_job *job;
    int64_t wait_ms;
    struct fixture f;

    options.seed = seed;
    start(&f, &options);
    add(&f, &task, key, "free.example", 0);
    end(&f, expect_start(&f, 0, key), PLAN_RETRY, 0);
    assert_int_equal(plan_next(f.plan, 0, &job, &wait_ms), PLAN_WAIT);
    stop(&f);
    return wait_ms;
}

static void test_jitter(void **state)
{
    int64_t least = INT64_MAX;
    int64_t most = 0;

    (void)state;
    assert_int_equal(first_backoff("a", 1), first_backoff("a", 1));
    assert_int_not_equal(first_backoff("a", 1), first_backoff("a", 2));
    assert_int_not_equal(first_backoff("a", 1), first_backoff("b", 1));
    for (int i = 0; i < 200; i++) {
        char key[32];
        int64_t wait_ms;

        (void)snprintf(key, sizeof key, "https://h.example/%d", i);
        wait_ms = first_backoff(key, 3);
        least = wait_ms < least ? wait_ms : least;
        most = wait_ms > most ? wait_ms : most;
    }
    assert_in_range(least, 500, 550);
    assert_in_range(most, 950, 1000);
}

static void test_retry_after_holds_the_budget(void **state)
{
    struct plan_task tasks[4];
    struct plan_job *job;
    struct fixture f;

    (void)state;
    start(&f, &usual);
    add(&f, &tasks[0], "a", "two.example", 0);
    add(&f, &tasks[1], "b", "two.example", 0);
    add(&f, &tasks[2], "c", "two.example", 0);
    job = expect_start(&f, 0, "a");
    assert_int_equal(end_with(&f, job, PLAN_RETRY, 30000, -1, 100), PLAN_WILL_RETRY);
    expect_wait(&f, 100, 30000);
    add(&f, &tasks[3], "x", "other.example", 200); /* others go on */
    end(&f, expect_start(&f, 200, "x"), PLAN_FINISHED, 200);
    expect_wait(&f, 30099, 1);
    job = expect_start(&f, 30100, "b");
    /* A shorter word does not take back the longer one. */
    end_with(&f, job, PLAN_FINISHED, 20000, -1, 30100);
    expect_wait(&f, 30100, 20000);
    end_with(&f, expect_start(&f, 50100, "c"), PLAN_FINISHED, 10, -1, 50100);
    expect_wait(&f, 50100, 10);
    end(&f, expect_start(&f, 50110, "a"), PLAN_FINISHED, 50110);
    expect_empty(&f, 50110);
    stop(&f);
}

static void test_retry_after_too_long(void **state)
{
    struct plan_task tasks[5];
    struct plan_job *job;
    struct plan_job *other;
    int64_t wait_ms;
    struct fixture f;

    (void)state;
    start(&f, &usual);
    add(&f, &tasks[0], "a", "two.example", 0);
    add(&f, &tasks[1], "b", "two.example", 0);
    add(&f, &tasks[2], "c", "two.example", 0);
    add(&f, &tasks[3], "x", "other.example", 0);
    job = expect_start(&f, 0, "a");
    other = expect_start(&f, 0, "b");
    assert_int_equal(end_with(&f, job, PLAN_RETRY, 60001, -1, 1), PLAN_DONE);
    assert_int_equal(plan_next(f.plan, 1, &job, &wait_ms), PLAN_GIVEN_UP);
    assert_int_equal(job->count, 1);
    assert_ptr_equal(job->tasks[0], &tasks[2]);
    assert_int_equal(tasks[2].attempt, 0);
    /* What was in flight when the door closed is not tried again; a hop that comes late is not
     * asked. */
    assert_int_equal(end(&f, other, PLAN_RETRY, 2), PLAN_DONE);
    add(&f, &tasks[4], "d", "two.example", 2);
    assert_int_equal(plan_next(f.plan, 2, &job, &wait_ms), PLAN_GIVEN_UP);
    assert_ptr_equal(job->tasks[0], &tasks[4]);
    end(&f, expect_start(&f, 2, "x"), PLAN_FINISHED, 3); /* others go on */
    expect_empty(&f, 3);
    stop(&f);
}

static void test_given_up_batch(void **state)
{
    static const char *const keys[] = {"a", "b", "c", "d"};
    struct plan_task tasks[4];
    struct plan_job *job;
    int64_t wait_ms;
    struct fixture f;

    (void)state;
    start(&f, &usual);
    for (size_t i = 0; i < 4; i++) {
        tasks[i] = (struct plan_task){
            .key = keys[i], .host = "free.example", .batch = i ? "r" : NULL, .batch_max = 2};
        plan_add(f.plan, &tasks[i], 0, NULL);
    }
    assert_int_equal(end_with(&f, expect_start(&f, 0, "a"), PLAN_FINISHED, 99999999, -1, 0),
                     PLAN_DONE);
    assert_int_equal(plan_next(f.plan, 0, &job, &wait_ms), PLAN_GIVEN_UP);
    assert_int_equal(job->count, 2);
    assert_int_equal(plan_next(f.plan, 0, &job, &wait_ms), PLAN_GIVEN_UP);
    assert_int_equal(job->count, 1);
    assert_ptr_equal(job->tasks[0], &tasks[3]);
    expect_empty(&f, 0);
    stop(&f);
}

static void test_servers_gap(void **state)
{
    struct plan_task tasks[5];
    struct fixture f;

    (void)state;
    start(&f, &usual);
    add(&f, &tasks[0], "a", "gap.example", 0);
    add(&f, &tasks[1], "b", "gap.example", 0);
    add(&f, &tasks[2], "c", "gap.example", 0);
    add(&f, &tasks[3], "d", "gap.example", 0);
    add(&f, &tasks[4], "e", "gap.example", 0);
    end_with(&f, expect_start(&f, 0, "a"), PLAN_FINISHED, -1, 500, 10);
    expect_wait(&f, 10, 490);
    end_with(&f, expect_start(&f, 500, "b"), PLAN_FINISHED, -1, -1, 510); /* no word: as before */
    expect_wait(&f, 510, 490);
    end_with(&f, expect_start(&f, 1000, "c"), PLAN_FINISHED, -1, 0, 1010);
    expect_wait(&f, 1010, 90); /* never under the table's gap */
    end_with(&f, expect_start(&f, 1100, "d"), PLAN_FINISHED, -1, INT64_MAX, 1110);
    expect_wait(&f, 1110, 59990); /* capped at retry_after_max_ms */
    stop(&f);
}

/* Looks dead: asked again at least second_look_ms later, after all that was never asked, once. */
static void test_second_look(void **state)
{
    struct plan_options options = usual;
    struct plan_task tasks[4];
    struct plan_job *job;
    struct fixture f;

    (void)state;
    options.in_flight_max = 1;
    start(&f, &options);
    add(&f, &tasks[0], "dead", "a.example", 0);
    assert_int_equal(end(&f, expect_start(&f, 0, "dead"), PLAN_SECOND_LOOK, 5), PLAN_WILL_RETRY);
    expect_wait(&f, 5, 10000);
    add(&f, &tasks[1], "x", "a.example", 20000);
    add(&f, &tasks[2], "y", "b.example", 20000);
    end(&f, expect_start(&f, 20000, "x"), PLAN_FINISHED, 20000);
    end(&f, expect_start(&f, 20000, "y"), PLAN_FINISHED, 20000);
    job = expect_start(&f, 20000, "dead");
    assert_int_equal(tasks[0].attempt, 2);
    assert_int_equal(end(&f, job, PLAN_SECOND_LOOK, 20001), PLAN_DONE);
    expect_empty(&f, 20001);
    stop(&f);
}

/* A second look comes on top of the retries; one that fails gets what is left of them. */
static void test_second_look_and_retries(void **state)
{
    static const enum plan_result results[] = {PLAN_RETRY, PLAN_SECOND_LOOK, PLAN_RETRY};
    struct plan_options options = usual;
    struct plan_task task;
    int64_t now = 0;
    struct fixture f;

    (void)state;
    options.retries = 2;
    start(&f, &options);
    add(&f, &task, "a", "a.example", 0);
    for (size_t i = 0; i < COUNT(results); i++) {
        assert_int_equal(end(&f, expect_start(&f, now, "a"), results[i], now), PLAN_WILL_RETRY);
        now += 20000;
    }
    assert_int_equal(end(&f, expect_start(&f, now, "a"), PLAN_RETRY, now), PLAN_DONE);
    assert_int_equal(task.attempt, 4);
    stop(&f);

    options.retries = 0;
    start(&f, &options);
    add(&f, &task, "a", "a.example", 0);
    assert_int_equal(end(&f, expect_start(&f, 0, "a"), PLAN_SECOND_LOOK, 0), PLAN_WILL_RETRY);
    assert_int_equal(end(&f, expect_start(&f, 10000, "a"), PLAN_RETRY, 10000), PLAN_DONE);
    stop(&f);
}

/* A retry that becomes due moves its host out of the queue of second looks. */
static void test_retry_before_second_looks(void **state)
{
    struct plan_options options = usual;
    struct plan_task tasks[4];
    struct plan_job *job;
    struct fixture f;

    (void)state;
    options.in_flight_max = 1;
    options.second_look_ms = 0;
    start(&f, &options);
    add(&f, &tasks[0], "dead 1", "a.example", 0);
    add(&f, &tasks[1], "dead 2", "b.example", 0);
    add(&f, &tasks[2], "flaky", "c.example", 0);
    add(&f, &tasks[3], "dead 3", "c.example", 0);
    end(&f, expect_start(&f, 0, "dead 1"), PLAN_SECOND_LOOK, 0);
    end(&f, expect_start(&f, 0, "dead 2"), PLAN_SECOND_LOOK, 0);
    end(&f, expect_start(&f, 0, "flaky"), PLAN_RETRY, 0);
    end(&f, expect_start(&f, 0, "dead 3"), PLAN_SECOND_LOOK, 0);
    job = expect_start(&f, 0, "dead 1");
    end(&f, job, PLAN_FINISHED, 1000);
    end(&f, expect_start(&f, 1000, "flaky"), PLAN_FINISHED, 1000);
    end(&f, expect_start(&f, 1000, "dead 2"), PLAN_FINISHED, 1000);
    end(&f, expect_start(&f, 1000, "dead 3"), PLAN_FINISHED, 1000);
    expect_empty(&f, 1000);
    stop(&f);
}

/* Nothing joins a batch before its own time. */
static void test_batch_waits_for_nobody(void **state)
{
    static const char *const keys[] = {"a", "b"};
    struct plan_task tasks[2];
    struct plan_job *jobs[2];
    struct fixture f;

    (void)state;
    start(&f, &usual);
    for (size_t i = 0; i < 2; i++) {
        tasks[i] = (struct plan_task){
            .key = keys[i], .host = "free.example", .batch = "r", .batch_max = 10};
        plan_add(f.plan, &tasks[i], 0, NULL);
        jobs[i] = expect_start(&f, 0, keys[i]);
    }
    end(&f, jobs[0], PLAN_SECOND_LOOK, 0);
    end(&f, jobs[1], PLAN_SECOND_LOOK, 1);
    assert_int_equal(expect_start(&f, 10000, "a")->count, 1);
    expect_wait(&f, 10000, 1);
    assert_int_equal(expect_start(&f, 10001, "b")->count, 1);
    stop(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_batch_retry),
        cmocka_unit_test(test_retries_and_backoff),
        cmocka_unit_test(test_jitter),
        cmocka_unit_test(test_retry_after_holds_the_budget),
        cmocka_unit_test(test_retry_after_too_long),
        cmocka_unit_test(test_given_up_batch),
        cmocka_unit_test(test_servers_gap),
        cmocka_unit_test(test_second_look),
        cmocka_unit_test(test_second_look_and_retries),
        cmocka_unit_test(test_retry_before_second_looks),
        cmocka_unit_test(test_batch_waits_for_nobody),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
