/* queue: a bounded first-in-first-out queue of pointers between threads.
 *
 * Bounded, because an unbounded one turns a slow consumer into a memory leak. Knows no domain.
 * Every function may be called from any thread. */
#ifndef GLOSS_THREAD_QUEUE_H
#define GLOSS_THREAD_QUEUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct queue;

struct queue *queue_new(size_t bound);
/* Frees an empty, unused queue; items still inside are handed to `drop` (may be NULL). */
void queue_free(struct queue *q, void (*drop)(void *item));

/* `wake` is called, with no lock held, by the thread that puts, after an item was added: e.g. to
 * wake a poll loop. Set before threads start. */
void queue_on_put(struct queue *q, void (*wake)(void *context), void *context);

/* Adds `item`; the queue owns it on true. Waits while the queue is full; false (item still the
 * caller's) only when the queue is closed. */
bool queue_put(struct queue *q, void *item);
/* Like queue_put but false at once when full. */
bool queue_try_put(struct queue *q, void *item);

/* Takes the oldest item, waiting up to `timeout_ms` (-1: for ever; 0: not at all). NULL when none
 * came, or when the queue is closed and empty. The caller owns the item. */
void *queue_take(struct queue *q, int64_t timeout_ms);

/* No more items may be put; waiting threads return. Items inside can still be taken. */
void queue_close(struct queue *q);

/* Whether the queue is closed and empty: nothing will ever come out again. Tells a NULL from
 * queue_take that is the end from one that is a poke. */
bool queue_ended(struct queue *q);

/* Wakes one queue_take that waits, which then returns NULL. When none waits, the next one that
 * would wait returns at once, so that no wake-up is lost; several pokes may count as one. Takes a
 * lock: not for signal handlers themselves. */
void queue_poke(struct queue *q);

#endif
