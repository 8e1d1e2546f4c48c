/* The scheduler under a fake clock: whose turn it is while all goes well. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "net/plan_fixture.h"

static void test_empty(void **state)
{
    struct fixture f;

    (void)state;
    start(&f, &usual);
    expect_empty(&f, 0);
    expect_empty(&f, -5);
    stop(&f);
    plan_free(NULL);
}

static void test_order_of_adding(void **state)
{
    static const char *const keys[] = {"c", "a", "b", "d"};
    struct plan_task tasks[4];
    struct fixture f;

    (void)state;
    start(&f, &usual);
    for (size_t i = 0; i < 4; i++)
        add(&f, &tasks[i], keys[i], "free.example", (int64_t)i);
    assert_int_equal(plan_queued(f.plan), 4);
    for (size_t i = 0; i < 4; i++) {
        struct plan_job *job = expect_start(&f, 10, keys[i]);

        assert_int_equal(job->count, 1);
        assert_int_equal(tasks[i].attempt, 1);
        assert_int_equal(plan_in_flight(f.plan), i + 1);
    }
    expect_wait(&f, 10, INT64_MAX);
    stop(&f); /* what is in flight is freed too */
}

static void test_slots(void **state)
{
    struct plan_task tasks[4];
    struct plan_job *first;
    struct fixture f;

    (void)state;
    start(&f, &usual);
    add(&f, &tasks[0], "a", "two.example", 0);
    add(&f, &tasks[1], "b", "two.example", 0);
    add(&f, &tasks[2], "c", "two.example", 0);
    add(&f, &tasks[3], "x", "other.example", 0);
    first = expect_start(&f, 0, "a");
    expect_start(&f, 0, "b");
    expect_start(&f, 0, "x"); /* the other host does not wait for the slots of the first */
    expect_wait(&f, 0, INT64_MAX);
    assert_int_equal(end(&f, first, PLAN_FINISHED, 5), PLAN_DONE);
    end(&f, expect_start(&f, 5, "c"), PLAN_FINISHED, 6);
    expect_wait(&f, 6, INT64_MAX);
    stop(&f);
}

static void test_gap_is_exact(void **state)
{
    struct plan_task tasks[4];
    struct fixture f;

    (void)state;
    start(&f, &usual);
    add(&f, &tasks[0], "a", "slow.example", 0);
    add(&f, &tasks[1], "b", "slow.example", 0);
    add(&f, &tasks[2], "c", "gap.example", 0);
    add(&f, &tasks[3], "d", "gap.example", 0);
    end(&f, expect_start(&f, 50, "a"), PLAN_FINISHED, 60);
    expect_start(&f, 60, "c");
    expect_wait(&f, 60, 100); /* until 160: gap.example has slots left */
    expect_wait(&f, 159, 1);
    expect_start(&f, 160, "d");
    /* Until 3060: with one slot from the end, because only by then has it arrived for sure. */
    expect_wait(&f, 160, 2900);
    expect_wait(&f, 3059, 1);
    end(&f, expect_start(&f, 3060, "b"), PLAN_FINISHED, 9999);
    stop(&f);
}

static void test_shared_budget(void **state)
{
    struct plan_task tasks[3];
    struct fixture f;

    (void)state;
    start(&f, &usual);
    add(&f, &tasks[0], "a", "a.shared.example", 0);
    add(&f, &tasks[1], "b", "b.shared.example", 0);
    end(&f, expect_start(&f, 0, "a"), PLAN_FINISHED, 1);
    end(&f, expect_start(&f, 1, "b"), PLAN_FINISHED, 2);
    /* A host of the budget with a stricter row makes the whole budget stricter. */
    add(&f, &tasks[2], "c", "strict.shared.example", 3);
    expect_wait(&f, 3, 699);
    end(&f, expect_start(&f, 702, "c"), PLAN_FINISHED, 703);
    expect_empty(&f, 703);
    stop(&f);
}

static void test_ready_time_order(void **state)
{
    struct plan_task tasks[6];
    struct fixture f;

    (void)state;
    start(&f, &usual);
    add(&f, &tasks[0], "gap 1", "gap.example", 0);
    add(&f, &tasks[1], "gap 2", "gap.example", 0);
    add(&f, &tasks[2], "slow 1", "slow.example", 0);
    add(&f, &tasks[3], "slow 2", "slow.example", 0);
    end(&f, expect_start(&f, 0, "gap 1"), PLAN_FINISHED, 0);
    end(&f, expect_start(&f, 0, "slow 1"), PLAN_FINISHED, 0);
    add(&f, &tasks[4], "late", "free.example", 5000);
    /* Ready at 100, 3000 and 5000 */
    end(&f, expect_start(&f, 5000, "gap 2"), PLAN_FINISHED, 5000);
    end(&f, expect_start(&f, 5000, "slow 2"), PLAN_FINISHED, 5000);
    end(&f, expect_start(&f, 5000, "late"), PLAN_FINISHED, 5000);
    expect_empty(&f, 5000);
    stop(&f);
}

static void test_in_flight_max_and_turns(void **state)
{
    struct plan_options options = usual;
    struct plan_task tasks[101];
    char keys[100][16];
    struct plan_job *job;
    int64_t wait_ms;
    struct fixture f;
    size_t turn;

    (void)state;
    options.in_flight_max = 1;
    start(&f, &options);
    for (int i = 0; i < 100; i++) {
        (void)snprintf(keys[i], sizeof keys[i], "%d", i);
        add(&f, &tasks[i], keys[i], "big.example", 0);
    }
    add(&f, &tasks[100], "small", "small.example", 0);
    /* One host after the other, but the big one does not starve the small one. */
    for (turn = 0; turn < 101; turn++) {
        assert_int_equal(plan_next(f.plan, 0, &job, &wait_ms), PLAN_START);
        if (strcmp(job->tasks[0]->key, "small") == 0)
            break;
        expect_wait(&f, 0, INT64_MAX);
        end(&f, job, PLAN_FINISHED, 0);
    }
    assert_in_range(turn, 8, 32);
    stop(&f);
}

static void test_dedupe(void **state)
{
    struct plan_task task;
    struct plan_task twin;
    struct plan_task *first;
    struct plan_job *job;
    struct fixture f;

    (void)state;
    start(&f, &usual);
    add(&f, &task, "a", "free.example", 0);
    twin = (struct plan_task){.key = "a", .host = "other.example"};
    assert_int_equal(plan_add(f.plan, &twin, 0, &first), PLAN_DUPLICATE); /* queued */
    assert_ptr_equal(first, &task);
    job = expect_start(&f, 0, "a");
    assert_int_equal(plan_add(f.plan, &twin, 0, &first), PLAN_DUPLICATE); /* in flight */
    end(&f, job, PLAN_FINISHED, 1);
    first = NULL;
    assert_int_equal(plan_add(f.plan, &twin, 1, &first), PLAN_DUPLICATE); /* done */
    assert_ptr_equal(first, &task);
    assert_int_equal(plan_add(f.plan, &twin, 1, NULL), PLAN_DUPLICATE);
    expect_empty(&f, 2);
    twin.key = "b";
    assert_int_equal(plan_add(f.plan, &twin, 2, &first), PLAN_NEW);
    assert_ptr_equal(first, &twin);
    stop(&f);
}

/* 46 works of one registry are one request, in the order of adding. */
static void test_batch(void **state)
{
    struct plan_task tasks[48];
    char keys[48][32];
    struct plan_job *job;
    struct fixture f;

    (void)state;
    start(&f, &usual);
    for (size_t i = 0; i < 48; i++) {
        (void)snprintf(keys[i], sizeof keys[i], "id %zu", i);
        tasks[i] = (struct plan_task){
            .key = keys[i], .host = "slow.example", .batch = "registry", .batch_max = 100};
        if (i == 20)
            tasks[i].batch = NULL; /* a page of the same host */
        else if (i == 21)
            tasks[i].host = "free.example"; /* another budget */
        assert_int_equal(plan_add(f.plan, &tasks[i], (int64_t)i, NULL), PLAN_NEW);
    }
    job = expect_start(&f, 100, "id 0");
    assert_int_equal(job->count, 46);
    for (size_t i = 0; i < 46; i++)
        assert_ptr_equal(job->tasks[i], &tasks[i < 20 ? i : i + 2]);
    assert_int_equal(plan_queued(f.plan), 2);
    assert_int_equal(plan_in_flight(f.plan), 1);
    assert_int_equal(expect_start(&f, 100, "id 21")->count, 1);
    end(&f, job, PLAN_FINISHED, 200);
    end(&f, expect_start(&f, 3200, "id 20"), PLAN_FINISHED, 3300);
    stop(&f);
}

static void test_batch_max(void **state)
{
    static const char *const keys[] = {"a", "b", "c", "d", "e"};
    struct plan_task tasks[5];
    struct plan_job *job;
    struct fixture f;

    (void)state;
    start(&f, &usual);
    for (size_t i = 0; i < 5; i++) {
        tasks[i] = (struct plan_task){
            .key = keys[i], .host = "free.example", .batch = "r", .batch_max = i == 4 ? 0 : 2};
        plan_add(f.plan, &tasks[i], 0, NULL);
    }
    job = expect_start(&f, 0, "a");
    assert_int_equal(job->count, 2);
    job = expect_start(&f, 0, "c");
    assert_int_equal(job->count, 2);
    job = expect_start(&f, 0, "e");
    assert_int_equal(job->count, 1);
    stop(&f);
}

/* A redirect hop is a task of its own host's budget, known or not. */
static void test_hops(void **state)
{
    struct plan_task tasks[3];
    struct plan_task hop;
    struct plan_task *first;
    struct plan_job *job;
    struct fixture f;

    (void)state;
    start(&f, &usual);
    add(&f, &tasks[0], "GET slow/1", "slow.example", 0);
    add(&f, &tasks[1], "GET free/1", "free.example", 0);
    end(&f, expect_start(&f, 0, "GET slow/1"), PLAN_FINISHED, 10);
    job = expect_start(&f, 10, "GET free/1");
    end(&f, job, PLAN_FINISHED, 20);
    add(&f, &tasks[2], "GET slow/2", "slow.example", 20);
    expect_wait(&f, 20, 2990);
    hop = (struct plan_task){.key = "GET slow/2", .host = "slow.example"};
    assert_int_equal(plan_add(f.plan, &hop, 30, &first), PLAN_DUPLICATE);
    assert_ptr_equal(first, &tasks[2]);
    end(&f, expect_start(&f, 3010, "GET slow/2"), PLAN_FINISHED, 3011);
    expect_empty(&f, 3011);
    stop(&f);
}

static void test_stop(void **state)
{
    struct plan_task tasks[5];
    struct plan_job *first;
    struct plan_job *second;
    struct fixture f;

    (void)state;
    start(&f, &usual);
    add(&f, &tasks[0], "a", "two.example", 0);
    add(&f, &tasks[1], "b", "two.example", 0);
    add(&f, &tasks[2], "c", "two.example", 0);
    add(&f, &tasks[3], "d", "slow.example", 0);
    first = expect_start(&f, 0, "a");
    second = expect_start(&f, 0, "b");
    plan_stop(f.plan);
    assert_int_equal(plan_queued(f.plan), 0);
    assert_int_equal(plan_in_flight(f.plan), 2);
    expect_wait(&f, 1, INT64_MAX);
    add(&f, &tasks[4], "e", "free.example", 2); /* a hop that comes too late */
    assert_int_equal(end(&f, first, PLAN_RETRY, 3), PLAN_DONE);
    assert_int_equal(end(&f, second, PLAN_SECOND_LOOK, 3), PLAN_DONE);
    expect_empty(&f, 4);
    stop(&f);
}

/* A clock that steps back changes nothing: the latest time told holds. */
static void test_clock_steps_back(void **state)
{
    struct plan_task tasks[2];
    struct fixture f;

    (void)state;
    start(&f, &usual);
    add(&f, &tasks[0], "a", "slow.example", 5000);
    add(&f, &tasks[1], "b", "slow.example", 5000);
    end(&f, expect_start(&f, 1000, "a"), PLAN_FINISHED, 0);
    expect_wait(&f, 2000, 3000);
    end(&f, expect_start(&f, 8000, "b"), PLAN_FINISHED, 8000);
    stop(&f);
}

static void test_senseless_options(void **state)
{
    struct plan_options options = {.retries = 1, .in_flight_max = 0};
    struct plan_task task;
    struct fixture f;

    (void)state;
    start(&f, &options);
    add(&f, &task, "a", "", 0);
    end(&f, expect_start(&f, 0, "a"), PLAN_RETRY, 0);
    assert_int_equal(end(&f, expect_start(&f, 0, "a"), PLAN_RETRY, 0), PLAN_DONE);
    stop(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_empty),
        cmocka_unit_test(test_order_of_adding),
        cmocka_unit_test(test_slots),
        cmocka_unit_test(test_gap_is_exact),
        cmocka_unit_test(test_shared_budget),
        cmocka_unit_test(test_ready_time_order),
        cmocka_unit_test(test_in_flight_max_and_turns),
        cmocka_unit_test(test_dedupe),
        cmocka_unit_test(test_batch),
        cmocka_unit_test(test_batch_max),
        cmocka_unit_test(test_hops),
        cmocka_unit_test(test_stop),
        cmocka_unit_test(test_clock_steps_back),
        cmocka_unit_test(test_senseless_options),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
