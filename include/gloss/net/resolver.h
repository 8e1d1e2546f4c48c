/* resolver: names to addresses, and above all: why not.
 *
 * libcurl says only "could not resolve": NXDOMAIN (hard evidence that a host is gone), SERVFAIL and
 * a dead resolver (our own trouble) look the same. c-ares tells them apart and needs no thread per
 * lookup. One resolver per fetch worker, in one thread at a time. */
#ifndef GLOSS_NET_RESOLVER_H
#define GLOSS_NET_RESOLVER_H

#include "gloss/base/err.h"
#include "gloss/base/reply.h"

#include <poll.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct resolver;

/* `servers`: "127.0.0.1:5353,..." as in curl's --dns-servers, or NULL for the system's.
 * `timeout_ms`: when a lookup that no server answers is given up, roughly. */
struct resolver *resolver_new(const char *servers, int64_t timeout_ms, struct err *err);
void resolver_free(struct resolver *r); /* pending lookups are called back with FAIL_CANCELLED */

/* Learns the names of a file in the form of /etc/hosts, which then answer without the DNS. A file
 * that cannot be read teaches nothing. */
void resolver_add_hosts(struct resolver *r, const char *path);

struct resolved {
    enum reply_failure failure; /* FAIL_NONE, FAIL_DNS_*, FAIL_BAD_URL for what no DNS can hold,
                                   FAIL_CANCELLED */
    const char *detail;         /* the library's words */
    const char *addresses;      /* "192.0.2.1,[2001:db8::1]" as CURLOPT_RESOLVE wants them; NULL on
                                   failure */
    const char *public_addresses; /* those of them that are public (address.h); NULL when none is */
};

/* Starts a lookup of `host` (lower case ASCII, no brackets needed); `done` is called from
 * resolver_process, or at once when the answer is known. Addresses found are kept as long as the
 * resolver; failures are not, so that a second look is a real one, but all who ask while a lookup
 * runs share its answer. IP literals answer themselves; "localhost" and names below it are
 * loopback. `done` may start further lookups; the answer is borrowed for the call. */
void resolver_lookup(struct resolver *r, const char *host,
                     void (*done)(void *context, const struct resolved *answer), void *context);

/* Forgets what is known of a name, so that the next lookup asks the DNS; nothing while one runs. */
void resolver_forget(struct resolver *r, const char *host);

/* Ends pending lookups: they are called back with FAIL_CANCELLED. */
void resolver_cancel(struct resolver *r);

/* The sockets to poll besides curl's; returns how many of `room` were filled. */
size_t resolver_pollfds(struct resolver *r, struct pollfd *fds, size_t room);
/* Milliseconds until it must be called again, at most `most`. */
int64_t resolver_wait_ms(struct resolver *r, int64_t most);
/* Reads answers and handles time-outs; cheap when nothing is pending. */
void resolver_process(struct resolver *r);

enum { RESOLVER_SOCKETS_MAX = 32 }; /* room enough for resolver_pollfds */

#endif
