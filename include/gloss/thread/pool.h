/* pool: N threads that take items from one queue and put results into another.
 *
 * The threads block every signal, so signals reach the main thread. Knows no domain. */
#ifndef GLOSS_THREAD_POOL_H
#define GLOSS_THREAD_POOL_H

#include "gloss/thread/queue.h"

#include <stddef.h>

struct pool;

struct pool_work {
    /* Makes one thread's own context, on that thread. May be NULL. */
    void *(*begin)(void *shared);
    /* Turns an item into a result (its own thread's context in hand; `shared` itself without
     * begin). Owns item, gives result; NULL puts nothing into `out`. */
    void *(*handle)(void *context, void *item);
    void (*end)(void *context); /* may be NULL */
    void (*drop)(void *result); /* frees a result that `out`, closed, does not take; may be NULL */
};

/* Starts `threads` threads (fewer when the system gives no more), taking from `in`, putting results
 * to `out`. `shared` goes to begin. A thread waits while `out` is full: whoever joins the pool must
 * first have taken, or have room for, what is still in work. The process exits with a sentence when
 * no thread can be started. */
struct pool *pool_start(size_t threads, const struct pool_work *work, void *shared,
                        struct queue *in, struct queue *out);

/* Starts one thread that runs `loop(context)` until it returns: for workers with a loop of their
 * own. Counts as a pool of one. */
struct pool *pool_start_loop(void (*loop)(void *context), void *context);

/* Waits for every thread to end (close their `in` queue first) and frees the pool. */
void pool_join(struct pool *p);

/* Usable processors, at least 1. */
size_t pool_cpus(void);

#endif
