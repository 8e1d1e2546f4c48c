/* queue: order, bound, closing, poking, and that nothing is lost or doubled between threads. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdatomic.h>
#include <stdlib.h>
#include <time.h>

#include "gloss/thread/pool.h"
#include "gloss/thread/queue.h"

static int numbers[20000];

static int64_t now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void items_come_out_in_order(void **state)
{
    (void)state;
    struct queue *q = queue_new(3);
    /* More rounds than the ring has places, so that it wraps. */
    for (int round = 0; round < 5; round++) {
        for (int i = 0; i < 3; i++)
            assert_true(queue_put(q, &numbers[i]));
        for (int i = 0; i < 3; i++)
            assert_ptr_equal(queue_take(q, 0), &numbers[i]);
    }
    assert_null(queue_take(q, 0));
    queue_free(q, NULL);
}

static void try_put_respects_the_bound(void **state)
{
    (void)state;
    struct queue *q = queue_new(2);
    assert_true(queue_try_put(q, &numbers[0]));
    assert_true(queue_try_put(q, &numbers[1]));
    assert_false(queue_try_put(q, &numbers[2]));
    assert_ptr_equal(queue_take(q, 0), &numbers[0]);
    assert_true(queue_try_put(q, &numbers[2]));
    queue_free(q, NULL);
}

static void a_bound_of_zero_still_carries_one(void **state)
{
    (void)state;
    struct queue *q = queue_new(0);
    assert_true(queue_try_put(q, &numbers[0]));
    assert_false(queue_try_put(q, &numbers[1]));
    assert_ptr_equal(queue_take(q, -1), &numbers[0]);
    queue_free(q, NULL);
}

static int dropped;

static void drop_item(void *item)
{
    assert_ptr_equal(item, &numbers[7 + dropped]);
    dropped++;
}

static void free_drops_what_is_left(void **state)
{
    (void)state;
    struct queue *q = queue_new(4);
    queue_put(q, &numbers[7]);
    queue_put(q, &numbers[8]);
    queue_free(q, drop_item);
    assert_int_equal(dropped, 2);
    queue_free(NULL, drop_item);
}

static void a_closed_queue_gives_what_it_holds_and_takes_no_more(void **state)
{
    (void)state;
    struct queue *q = queue_new(4);
    queue_put(q, &numbers[1]);
    assert_false(queue_ended(q));
    queue_close(q);
    assert_false(queue_ended(q));
    assert_false(queue_put(q, &numbers[2]));
    assert_false(queue_try_put(q, &numbers[2]));
    assert_ptr_equal(queue_take(q, -1), &numbers[1]);
    assert_null(queue_take(q, -1));
    assert_true(queue_ended(q));
    queue_free(q, NULL);
}

static void a_timeout_is_waited_out(void **state)
{
    (void)state;
    struct queue *q = queue_new(1);
    int64_t start = now_ms();
    assert_null(queue_take(q, 30));
    assert_true(now_ms() - start >= 29);
    queue_free(q, NULL);
}

static void a_poke_ends_one_wait(void **state)
{
    (void)state;
    struct queue *q = queue_new(1);
    queue_poke(q);
    assert_null(queue_take(q, 0)); /* looking does not use the poke up */
    assert_null(queue_take(q, -1));
    int64_t start = now_ms();
    assert_null(queue_take(q, 20)); /* now it is used up */
    assert_true(now_ms() - start >= 19);
    queue_poke(q);
    queue_put(q, &numbers[0]);
    assert_ptr_equal(queue_take(q, -1), &numbers[0]); /* an item comes before a poke */
    assert_null(queue_take(q, -1));
    queue_free(q, NULL);
}

static void count_wake(void *context)
{
    ++*(int *)context;
}

static void every_put_calls_the_wake(void **state)
{
    (void)state;
    struct queue *q = queue_new(2);
    int woken = 0;
    queue_on_put(q, count_wake, &woken);
    queue_put(q, &numbers[0]);
    queue_try_put(q, &numbers[1]);
    assert_false(queue_try_put(q, &numbers[2]));
    assert_int_equal(woken, 2);
    queue_take(q, 0);
    assert_int_equal(woken, 2);
    queue_free(q, NULL);
}

static void take_from_wake(void *context)
{
    assert_non_null(queue_take(context, 0));
}

static void the_wake_is_called_unlocked(void **state)
{
    (void)state;
    struct queue *q = queue_new(1);
    queue_on_put(q, take_from_wake, q);
    assert_true(queue_put(q, &numbers[0])); /* would hang for ever under the lock */
    assert_null(queue_take(q, 0));
    queue_free(q, NULL);
}

/* One end of a queue, for a thread of its own. */
struct end {
    struct queue *q;
    int from;
    int count; /* to put; or taken */
    _Atomic bool *refused;
};

static void put_many(void *context)
{
    struct end *e = context;
    for (int i = 0; i < e->count; i++)
        if (!queue_put(e->q, &numbers[e->from + i]) && e->refused != NULL)
            atomic_store(e->refused, true);
}

static void take_many(void *context)
{
    struct end *e = context;
    int *number;
    while ((number = queue_take(e->q, -1)) != NULL) {
        ++*number; /* a data race when an item came out twice: ThreadSanitizer would say so */
        e->count++;
    }
}

static void nothing_is_lost_between_many_threads(void **state)
{
    (void)state;
    enum { ENDS = 4, EACH = 5000 };
    struct queue *q = queue_new(8);
    struct end puts[ENDS];
    struct end takes[ENDS];
    struct pool *pools[2 * ENDS];
    for (int i = 0; i < ENDS; i++) {
        puts[i] = (struct end){.q = q, .from = i * EACH, .count = EACH};
        takes[i] = (struct end){.q = q};
        pools[i] = pool_start_loop(put_many, &puts[i]);
        pools[ENDS + i] = pool_start_loop(take_many, &takes[i]);
    }
    for (int i = 0; i < ENDS; i++)
        pool_join(pools[i]);
    queue_close(q);
    int taken = 0;
    for (int i = 0; i < ENDS; i++) {
        pool_join(pools[ENDS + i]);
        taken += takes[i].count;
    }
    assert_int_equal(taken, ENDS * EACH);
    for (int i = 0; i < ENDS * EACH; i++)
        assert_int_equal(numbers[i], 1);
    queue_free(q, NULL);
}

static void close_wakes_a_waiting_put_and_a_waiting_take(void **state)
{
    (void)state;
    _Atomic bool refused = false;
    struct queue *full = queue_new(1);
    struct queue *empty = queue_new(1);
    queue_put(full, &numbers[0]);
    struct end in = {.q = full, .from = 1, .count = 1, .refused = &refused};
    struct end out = {.q = empty};
    struct pool *putter = pool_start_loop(put_many, &in);
    struct pool *taker = pool_start_loop(take_many, &out);
    queue_close(full);
    queue_close(empty);
    pool_join(putter);
    pool_join(taker);
    assert_true(refused);
    assert_int_equal(out.count, 0);
    assert_ptr_equal(queue_take(full, 0), &numbers[0]);
    assert_null(queue_take(full, 0));
    queue_free(full, NULL);
    queue_free(empty, NULL);
}

static void a_put_waits_for_room(void **state)
{
    (void)state;
    struct queue *q = queue_new(1);
    struct end in = {.q = q, .from = 0, .count = 3};
    struct pool *putter = pool_start_loop(put_many, &in);
    for (int i = 0; i < 3; i++)
        assert_ptr_equal(queue_take(q, -1), &numbers[i]);
    pool_join(putter);
    queue_free(q, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(items_come_out_in_order),
        cmocka_unit_test(try_put_respects_the_bound),
        cmocka_unit_test(a_bound_of_zero_still_carries_one),
        cmocka_unit_test(free_drops_what_is_left),
        cmocka_unit_test(a_closed_queue_gives_what_it_holds_and_takes_no_more),
        cmocka_unit_test(a_timeout_is_waited_out),
        cmocka_unit_test(a_poke_ends_one_wait),
        cmocka_unit_test(every_put_calls_the_wake),
        cmocka_unit_test(the_wake_is_called_unlocked),
        cmocka_unit_test(nothing_is_lost_between_many_threads),
        cmocka_unit_test(close_wakes_a_waiting_put_and_a_waiting_take),
        cmocka_unit_test(a_put_waits_for_room),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
