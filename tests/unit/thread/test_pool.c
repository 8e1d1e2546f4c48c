/* pool: every item is handled once, contexts are the thread's own, signals stay with main. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "gloss/thread/pool.h"
#include "gloss/thread/queue.h"

/* What the threads of a pool share in these tests, and each one's own context. */
struct shared {
    atomic_int begun;
    atomic_int ended;
    atomic_int handled;
    atomic_int dropped;
};

struct own {
    struct shared *shared;
    int handled; /* no atomic: only its thread touches it */
};

static void *begin(void *argument)
{
    struct own *own = calloc(1, sizeof *own);
    own->shared = argument;
    atomic_fetch_add(&own->shared->begun, 1);
    return own;
}

static void *handle(void *context, void *item)
{
    struct own *own = context;
    own->handled++;
    int *number = item;
    *number *= 2;
    return *number == 0 ? NULL : number;
}

static void end(void *context)
{
    struct own *own = context;
    atomic_fetch_add(&own->shared->handled, own->handled);
    atomic_fetch_add(&own->shared->ended, 1);
    free(own);
}

static struct shared *drop_count;

static void drop(void *result)
{
    (void)result;
    atomic_fetch_add(&drop_count->dropped, 1);
}

static const struct pool_work doubling = {begin, handle, end, drop};

static void every_item_is_handled_once(void **state)
{
    (void)state;
    enum { COUNT = 2000 };
    static int numbers[COUNT];
    struct shared shared = {0};
    struct queue *in = queue_new(16);
    struct queue *out = queue_new(COUNT);
    struct pool *p = pool_start(3, &doubling, &shared, in, out);
    for (int i = 0; i < COUNT; i++) {
        numbers[i] = i;
        assert_true(queue_put(in, &numbers[i]));
    }
    queue_close(in);
    pool_join(p);
    assert_int_equal(shared.begun, 3);
    assert_int_equal(shared.ended, 3);
    assert_int_equal(shared.handled, COUNT);
    int results = 0;
    while (queue_take(out, 0) != NULL)
        results++;
    assert_int_equal(results, COUNT - 1); /* the zero gave no result */
    for (int i = 0; i < COUNT; i++)
        assert_int_equal(numbers[i], 2 * i);
    queue_free(in, NULL);
    queue_free(out, NULL);
}

static void a_poke_does_not_end_a_thread(void **state)
{
    (void)state;
    struct shared shared = {0};
    struct queue *in = queue_new(4);
    struct queue *out = queue_new(4);
    struct pool *p = pool_start(1, &doubling, &shared, in, out);
    int number = 21;
    queue_poke(in);
    queue_poke(in);
    assert_true(queue_put(in, &number));
    assert_ptr_equal(queue_take(out, -1), &number);
    assert_int_equal(number, 42);
    queue_close(in);
    pool_join(p);
    queue_free(in, NULL);
    queue_free(out, NULL);
}

static void results_for_a_closed_queue_are_dropped(void **state)
{
    (void)state;
    struct shared shared = {0};
    drop_count = &shared;
    struct queue *in = queue_new(4);
    struct queue *out = queue_new(4);
    int numbers[3] = {1, 2, 3};
    for (int i = 0; i < 3; i++)
        queue_put(in, &numbers[i]);
    queue_close(out);
    queue_close(in);
    pool_join(pool_start(2, &doubling, &shared, in, out));
    assert_int_equal(shared.dropped, 3);
    queue_free(in, NULL);
    queue_free(out, NULL);
}

static void *add_to_shared(void *context, void *item)
{
    atomic_fetch_add((atomic_int *)context, *(int *)item);
    return NULL;
}

static void without_begin_the_shared_is_the_context(void **state)
{
    (void)state;
    static const struct pool_work adding = {.handle = add_to_shared};
    atomic_int sum = 0;
    struct queue *in = queue_new(4);
    int numbers[3] = {1, 2, 3};
    for (int i = 0; i < 3; i++)
        queue_put(in, &numbers[i]);
    queue_close(in);
    pool_join(pool_start(2, &adding, &sum, in, NULL));
    assert_int_equal(sum, 6);
    queue_free(in, NULL);
}

static void read_mask(void *context)
{
    sigprocmask(SIG_SETMASK, NULL, context);
}

static void signals_are_blocked_in_threads_only(void **state)
{
    (void)state;
    sigset_t theirs;
    sigset_t ours;
    sigemptyset(&theirs);
    pool_join(pool_start_loop(read_mask, &theirs));
    sigprocmask(SIG_SETMASK, NULL, &ours);
    const int signals[] = {SIGINT, SIGTERM, SIGHUP, SIGPIPE, SIGWINCH};
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
        assert_int_equal(sigismember(&theirs, signals[i]), 1);
        assert_int_equal(sigismember(&ours, signals[i]), 0);
    }
}

static void there_is_a_processor(void **state)
{
    (void)state;
    assert_true(pool_cpus() >= 1);
    pool_join(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_item_is_handled_once),
        cmocka_unit_test(a_poke_does_not_end_a_thread),
        cmocka_unit_test(results_for_a_closed_queue_are_dropped),
        cmocka_unit_test(without_begin_the_shared_is_the_context),
        cmocka_unit_test(signals_are_blocked_in_threads_only),
        cmocka_unit_test(there_is_a_processor),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
