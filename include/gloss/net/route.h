/* route: where a connection really goes: --connect-to and --resolve, exactly as in curl.
 *
 * Both are matched here rather than by libcurl, because the resolver must know the name that will
 * be connected to before libcurl does. Rules are read-only once made; any thread. */
#ifndef GLOSS_NET_ROUTE_H
#define GLOSS_NET_ROUTE_H

#include "gloss/base/err.h"

#include <stddef.h>

struct route_rules;

/* `connect_to`: HOST1:PORT1:HOST2:PORT2, `resolve`: [+]HOST:PORT:ADDRESS[,ADDRESS]; each
 * NULL-terminated, or NULL. NULL, with the faulty entry in `err`, when one is malformed. */
struct route_rules *route_rules_new(char *const *connect_to, char *const *resolve, struct err *err);
void route_rules_free(struct route_rules *rules);

struct route {
    const char *host; /* to connect to, no brackets; borrowed from the rules or the caller */
    int port;
    const char *addresses; /* what --resolve says of it, as in struct resolved; NULL: ask the DNS */
    const char *public_addresses; /* those of them that are public, or NULL */
};

/* The first --connect-to entry that matches host and port decides; then the last --resolve entry
 * for what that gives, one that names the host before one for "*". `host` has no brackets. */
struct route route_choose(const struct route_rules *rules, const char *host, int port);

#endif
