/* pool: see gloss/thread/pool.h.
 *
 * Each thread takes an item under the queue's lock and works on it with no lock held, in a context
 * that it made itself: threads share nothing but the two queues. */
#include "gloss/thread/pool.h"

#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gloss/base/err.h"
#include "gloss/base/mem.h"

struct pool {
    pthread_t *threads;
    size_t count;
    /* A pool of workers: */
    struct pool_work work;
    void *shared;
    struct queue *in;
    struct queue *out;
    /* A pool of one loop: */
    void (*loop)(void *context);
    void *loop_context;
};

static void *loop_main(void *argument)
{
    struct pool *p = argument;
    p->loop(p->loop_context);
    return NULL;
}

static void work_deliver(const struct pool *p, void *result)
{
    if (result != NULL && !queue_put(p->out, result) && p->work.drop != NULL)
        p->work.drop(result);
}

static void *work_main(void *argument)
{
    const struct pool *p = argument;
    void *context = p->work.begin != NULL ? p->work.begin(p->shared) : p->shared;
    while (!queue_ended(p->in)) {
        void *item = queue_take(p->in, -1);
        if (item != NULL)
            work_deliver(p, p->work.handle(context, item));
    }
    if (p->work.end != NULL)
        p->work.end(context);
    return NULL;
}

/* Starts the threads with every signal blocked, which they inherit: signals are main's business. */
static void start(struct pool *p, size_t threads, void *(*entry)(void *))
{
    sigset_t all;
    sigset_t before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    p->threads = xcalloc(threads, sizeof *p->threads);
    int rc = 0;
    while (p->count < threads && rc == 0) {
        rc = pthread_create(&p->threads[p->count], NULL, entry, p);
        if (rc == 0)
            p->count++;
    }
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (p->count == 0) {
        fprintf(stderr, "gloss: cannot start a thread: %s.\n", strerror(rc));
        exit(ERR_OURS);
    }
}

struct pool *pool_start(size_t threads, const struct pool_work *work, void *shared,
                        struct queue *in, struct queue *out)
{
    struct pool *p = xcalloc(1, sizeof *p);
    p->work = *work;
    p->shared = shared;
    p->in = in;
    p->out = out;
    start(p, threads > 0 ? threads : 1, work_main);
    return p;
}

struct pool *pool_start_loop(void (*loop)(void *context), void *context)
{
    struct pool *p = xcalloc(1, sizeof *p);
    p->loop = loop;
    p->loop_context = context;
    start(p, 1, loop_main);
    return p;
}

void pool_join(struct pool *p)
{
    if (p == NULL)
        return;
    for (size_t i = 0; i < p->count; i++) {
        int rc = pthread_join(p->threads[i], NULL);
        if (rc != 0) {
            fprintf(stderr, "gloss: pthread_join failed: %s\n", strerror(rc));
            abort();
        }
    }
    free(p->threads);
    free(p);
}

size_t pool_cpus(void)
{
    cpu_set_t set;
    CPU_ZERO(&set);
    if (sched_getaffinity(0, sizeof set, &set) != 0)
        return 1;
    int count = CPU_COUNT(&set);
    return count > 0 ? (size_t)count : 1;
}
