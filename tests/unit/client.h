/* client: a fetch with its out-queue, for tests that ask one thing after another. */
#ifndef GLOSS_TESTS_CLIENT_H
#define GLOSS_TESTS_CLIENT_H

#include <stdio.h>
#include <stdlib.h>

#include "gloss/net/fetch.h"
#include "gloss/thread/queue.h"

struct client {
    struct queue *out;
    struct fetch *fetch;
};

enum { CLIENT_BODY_MAX = 64 * 1024, CLIENT_HEADER_MAX = 16 * 1024, CLIENT_TIMEOUT_MS = 20000 };

/* Patient, and allowed to talk to loopback. */
static inline struct fetch_options client_options(void)
{
    return (struct fetch_options){
        .workers = 1,
        .user_agent = "gloss-test",
        .proxy = "", /* whatever the environment says */
        .connect_timeout_ms = CLIENT_TIMEOUT_MS,
        .timeout_ms = CLIENT_TIMEOUT_MS,
        .header_max = CLIENT_HEADER_MAX,
        .allow_private = true,
    };
}

static inline void client_start(struct client *c, const struct fetch_options *options)
{
    struct err err = ERR_INIT;
    c->out = queue_new(FETCH_IN_FLIGHT_MAX);
    c->fetch = fetch_start(options, c->out, NULL, &err);
    if (c->fetch == NULL) {
        fprintf(stderr, "%s\n", err.message);
        abort();
    }
}

static inline void client_drop(void *item)
{
    struct fetch_result *result = item;
    reply_free(result->reply);
    free(result);
}

static inline void client_stop(struct client *c)
{
    fetch_stop(c->fetch);
    queue_free(c->out, client_drop);
}

/* Waits for one reply; the caller frees. `id` may be NULL. */
static inline struct reply *client_take(struct client *c, uint64_t *id)
{
    struct fetch_result *result = queue_take(c->out, -1);
    struct reply *reply = result->reply;
    if (id != NULL)
        *id = result->id;
    free(result);
    return reply;
}

static inline struct reply *client_get(struct client *c, const char *url)
{
    fetch_submit(c->fetch, fetch_request_new(1, url, CLIENT_BODY_MAX));
    return client_take(c, NULL);
}

/* The same with options of its own, from start to stop. */
static inline struct reply *client_once(const struct fetch_options *options, const char *url)
{
    struct client c;
    client_start(&c, options);
    struct reply *reply = client_get(&c, url);
    client_stop(&c);
    return reply;
}

#endif
