/* dns: a c-ares channel and the sockets it wants to be polled. */
#ifndef GLOSS_NET_DNS_H
#define GLOSS_NET_DNS_H

#include "gloss/base/err.h"

#include <ares.h>
#include <poll.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct dns;

/* As resolver_new. */
struct dns *dns_open(const char *servers, int64_t timeout_ms, struct err *err);
void dns_close(struct dns *d); /* what was asked is called back with ARES_EDESTRUCTION */

/* Asks for the records of a type (ns_t_*); `done` may be called before this returns. A name without
 * a dot is one of the local network: the search domains of /etc/resolv.conf are tried on it. */
void dns_ask(struct dns *d, const char *host, int type, ares_callback done, void *context);
void dns_cancel(struct dns *d); /* called back with ARES_ECANCELLED */

/* Grows whenever something comes from a server. */
unsigned long dns_heard(const struct dns *d);

/* As the functions of resolver.h; not to be called while nothing is asked. */
size_t dns_pollfds(const struct dns *d, struct pollfd *fds, size_t room);
int64_t dns_wait_ms(struct dns *d, int64_t most);
void dns_process(struct dns *d);

#endif
