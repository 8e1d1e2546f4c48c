/* queue: see gloss/thread/queue.h.
 *
 * A ring of pointers under one mutex, with two conditions: `filled` for those who take, `drained`
 * for those who put. Every wait is a loop over its predicate, so spurious wake-ups and stolen items
 * cost a turn and nothing else. Times are those of CLOCK_MONOTONIC: a clock that the administrator
 * sets back cannot lengthen a wait. */
#include "gloss/thread/queue.h"

#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "gloss/base/mem.h"

struct queue {
    pthread_mutex_t lock;
    pthread_cond_t filled;
    pthread_cond_t drained;
    void **items;
    size_t bound;
    size_t first; /* index of the oldest item */
    size_t count;
    bool closed;
    bool poked; /* a queue_poke that no queue_take has answered yet */
    void (*wake)(void *context);
    void *wake_context;
};

/* A mutex or condition that fails is a bug of ours, and going on would lose items silently. */
static void must(int rc, const char *what)
{
    if (rc != 0) {
        fprintf(stderr, "gloss: %s failed: %s\n", what, strerror(rc));
        abort();
    }
}

static void condition_init(pthread_cond_t *condition)
{
    pthread_condattr_t attributes;
    must(pthread_condattr_init(&attributes), "pthread_condattr_init");
    must(pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC), "pthread_condattr_setclock");
    must(pthread_cond_init(condition, &attributes), "pthread_cond_init");
    must(pthread_condattr_destroy(&attributes), "pthread_condattr_destroy");
}

static void lock(struct queue *q)
{
    must(pthread_mutex_lock(&q->lock), "pthread_mutex_lock");
}

static void unlock(struct queue *q)
{
    must(pthread_mutex_unlock(&q->lock), "pthread_mutex_unlock");
}

struct queue *queue_new(size_t bound)
{
    struct queue *q = xcalloc(1, sizeof *q);
    q->bound = bound > 0 ? bound : 1;
    q->items = xcalloc(q->bound, sizeof *q->items);
    must(pthread_mutex_init(&q->lock, NULL), "pthread_mutex_init");
    condition_init(&q->filled);
    condition_init(&q->drained);
    return q;
}

void queue_free(struct queue *q, void (*drop)(void *item))
{
    if (q == NULL)
        return;
    for (size_t i = 0; drop != NULL && i < q->count; i++)
        drop(q->items[(q->first + i) % q->bound]);
    must(pthread_cond_destroy(&q->filled), "pthread_cond_destroy");
    must(pthread_cond_destroy(&q->drained), "pthread_cond_destroy");
    must(pthread_mutex_destroy(&q->lock), "pthread_mutex_destroy");
    free(q->items);
    free(q);
}

void queue_on_put(struct queue *q, void (*wake)(void *context), void *context)
{
    lock(q);
    q->wake = wake;
    q->wake_context = context;
    unlock(q);
}

static bool put(struct queue *q, void *item, bool wait)
{
    lock(q);
    while (wait && !q->closed && q->count == q->bound)
        must(pthread_cond_wait(&q->drained, &q->lock), "pthread_cond_wait");
    bool room = !q->closed && q->count < q->bound;
    if (room) {
        q->items[(q->first + q->count) % q->bound] = item;
        q->count++;
        must(pthread_cond_signal(&q->filled), "pthread_cond_signal");
    }
    void (*wake)(void *context) = q->wake;
    void *context = q->wake_context;
    unlock(q);
    if (room && wake != NULL)
        wake(context);
    return room;
}

bool queue_put(struct queue *q, void *item)
{
    return put(q, item, true);
}

bool queue_try_put(struct queue *q, void *item)
{
    return put(q, item, false);
}

static struct timespec time_after(int64_t ms)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    t.tv_sec += (time_t)(ms / 1000);
    t.tv_nsec += (long)(ms % 1000) * 1000000L;
    if (t.tv_nsec >= 1000000000L) {
        t.tv_sec++;
        t.tv_nsec -= 1000000000L;
    }
    return t;
}

/* Waits, with the lock held, until there is a reason to return from queue_take. */
static void wait_filled(struct queue *q, int64_t timeout_ms)
{
    /* A year is for ever; it also keeps the sum below far from overflow. */
    const int64_t longest = INT64_C(365) * 24 * 3600 * 1000;
    bool forever = timeout_ms < 0 || timeout_ms > longest;
    struct timespec end = time_after(forever ? longest : timeout_ms);
    while (q->count == 0 && !q->closed && !q->poked) {
        int rc = forever ? pthread_cond_wait(&q->filled, &q->lock)
                         : pthread_cond_timedwait(&q->filled, &q->lock, &end);
        if (rc == ETIMEDOUT)
            return;
        must(rc, "pthread_cond_wait");
    }
}

void *queue_take(struct queue *q, int64_t timeout_ms)
{
    void *item = NULL;
    lock(q);
    if (timeout_ms != 0)
        wait_filled(q, timeout_ms);
    if (q->count > 0) {
        item = q->items[q->first];
        q->first = (q->first + 1) % q->bound;
        q->count--;
        must(pthread_cond_signal(&q->drained), "pthread_cond_signal");
    } else if (timeout_ms != 0) {
        /* Looking without waiting answers no poke: it is for the wait that may come next. */
        q->poked = false;
    }
    unlock(q);
    return item;
}

void queue_close(struct queue *q)
{
    lock(q);
    q->closed = true;
    must(pthread_cond_broadcast(&q->filled), "pthread_cond_broadcast");
    must(pthread_cond_broadcast(&q->drained), "pthread_cond_broadcast");
    unlock(q);
}

bool queue_ended(struct queue *q)
{
    lock(q);
    bool ended = q->closed && q->count == 0;
    unlock(q);
    return ended;
}

void queue_poke(struct queue *q)
{
    lock(q);
    q->poked = true;
    must(pthread_cond_signal(&q->filled), "pthread_cond_signal");
    unlock(q);
}
