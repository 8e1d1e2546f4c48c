/* fetch: a pool of workers, each one libcurl multi loop, that turn requests into replies.
 *
 * A fetch worker knows no limits and no policy: it never follows redirects, never parses, never
 * retries. A host always goes to the same worker, so connections, TLS sessions and DNS answers are
 * reused. Only http and https; the address really connected to is judged at every request; bodies
 * are counted in the write callback, after decompression, and cut at the cap. Called from the main
 * thread only. */
#ifndef GLOSS_NET_FETCH_H
#define GLOSS_NET_FETCH_H

#include "gloss/base/err.h"
#include "gloss/base/reply.h"
#include "gloss/thread/queue.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct fetch_options {
    size_t workers; /* threads; 0: min(cpus, 4) */
    const char *user_agent;
    const char *proxy;       /* NULL: the environment's, if any; "": none */
    const char *cacert;      /* PEM bundle; NULL: the system's */
    const char *dns_servers; /* NULL: the system's */
    char *const *connect_to; /* HOST1:PORT1:HOST2:PORT2 as in curl; NULL-terminated or NULL */
    char *const *resolve;    /* HOST:PORT:ADDR[,ADDR] as in curl; NULL-terminated or NULL */
    int64_t connect_timeout_ms;
    int64_t timeout_ms; /* whole request */
    size_t header_max;  /* bytes of header section */
    bool insecure;      /* do not verify certificates */
    bool allow_private; /* lift the address rule */
};

struct fetch_request {
    uint64_t id;     /* the caller's; comes back in the fetch_result */
    char *url;       /* as for the wire (url_wire); owned */
    char **headers;  /* "Name: value" strings, NULL-terminated; owned; may be NULL */
    char *body;      /* POST body, owned; NULL: GET */
    size_t body_max; /* cap on the decompressed body kept, in bytes */
    /* Asked when a body reaches body_max, and again whenever it reaches what it was allowed since:
     * how many more bytes of it may be kept; 0: it is cut. NULL: it is cut. A worker's thread. */
    size_t (*allow_more)(uint64_t id, const char *body, size_t len);
    bool anew;         /* look the host up and connect again, whatever is kept of it */
    bool http1;        /* HTTP/1.1 only: second try after an HTTP/2 failure */
    bool last_of_host; /* nothing more for this host is queued: the connection need not be kept */
};

struct fetch_request *fetch_request_new(uint64_t id, const char *url, size_t body_max);
void fetch_request_add_header(struct fetch_request *r, const char *name, const char *value);
void fetch_request_free(struct fetch_request *r);

struct fetch_result {
    uint64_t id;
    struct reply *reply; /* owned by who takes the result; never NULL */
};

struct fetch;

/* Starts the workers; the options are copied. Each finished request puts a struct fetch_result
 * (malloced) into `out`, through `wrap` when given: wrap(result) -> the item to put, called on a
 * worker's thread, so that one queue can carry results of several kinds.
 *
 * A worker whose result finds `out` full waits, and its other transfers wait with it and may time
 * out: give `out` a bound of at least FETCH_IN_FLIGHT_MAX plus what others may put into it, and no
 * worker ever waits. `out` stays open until fetch_stop returns. Writing to a closed connection
 * raises SIGPIPE only in threads of fetch, where it is blocked.
 *
 * NULL, with a sentence in `err`: a malformed connect_to, resolve or dns_servers (ERR_USAGE), or a
 * library that does not start (ERR_OURS). */
struct fetch *fetch_start(const struct fetch_options *options, struct queue *out,
                          void *(*wrap)(struct fetch_result *result), struct err *err);

/* Hands a request over; fetch owns it. Never blocks as long as the caller keeps no more than
 * FETCH_IN_FLIGHT_MAX in flight. */
void fetch_submit(struct fetch *f, struct fetch_request *request);

/* Ends what is in flight, soon (replies with FAIL_CANCELLED still come out). What is submitted
 * afterwards runs as ever. */
void fetch_cancel(struct fetch *f);

/* Waits until what is in flight has ended (fetch_cancel first, not to wait), and joins the workers.
 * Results not yet taken stay in `out`, which must have room for them. NULL is fine. */
void fetch_stop(struct fetch *f);

enum { FETCH_IN_FLIGHT_MAX = 1024 };

#endif
