/* route: see gloss/net/route.h. */
#include "gloss/net/route.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "gloss/base/mem.h"
#include "gloss/base/text.h"

#include "gloss/net/address_list.h"

enum { ANY_PORT = -1, PORT_HIGHEST = 65535 };

struct detour { /* --connect-to; an empty host or ANY_PORT matches all, or keeps what is */
    char *from_host;
    int from_port;
    char *to_host;
    int to_port;
};

struct known {  /* --resolve */
    char *host; /* "*": any */
    int port;
    char *addresses;
    char *public_addresses;
};

struct route_rules {
    struct detour *detours;
    size_t detour_count;
    struct known *known;
    size_t known_count;
};

static size_t list_length(char *const *list)
{
    size_t n = 0;
    while (list != NULL && list[n] != NULL)
        n++;
    return n;
}

/* Cuts the next field of "a:[b::c]:d" off `*at`, without its brackets; the caller frees. NULL when
 * a bracket stays open. `*at` is NULL after the last field. */
static char *field_take(const char **at)
{
    const char *start = *at;
    const char *end = start != NULL && *start == '[' ? strchr(start, ']') : start;
    if (end == NULL)
        return NULL;
    bool bracketed = *end == ']';
    const char *colon = strchr(end, ':');
    *at = colon != NULL ? colon + 1 : NULL;
    if (bracketed && end[1] != ':' && end[1] != '\0')
        return NULL;
    if (bracketed)
        return xstrndup(start + 1, (size_t)(end - start - 1));
    return colon != NULL ? xstrndup(start, (size_t)(colon - start)) : xstrdup(start);
}

/* Reads a port field; an empty one is ANY_PORT where that is allowed. */
static bool port_take(const char **at, bool may_be_empty, int *port)
{
    long long number = ANY_PORT;
    char *field = field_take(at);
    bool good = field != NULL && ((may_be_empty && field[0] == '\0') ||
                                  text_to_int(field, 0, PORT_HIGHEST, &number));
    *port = (int)number;
    free(field);
    return good;
}

static bool detour_read(struct detour *d, const char *entry)
{
    const char *at = entry;
    d->from_host = field_take(&at);
    if (d->from_host == NULL || !port_take(&at, true, &d->from_port))
        return false;
    d->to_host = field_take(&at);
    return d->to_host != NULL && port_take(&at, true, &d->to_port) && at == NULL;
}

static bool addresses_read(struct known *k, const char *addresses)
{
    struct address_list found = {.v4_count = 0};
    char *list = xstrdup(addresses);
    char *rest = NULL;
    bool good = true;
    for (const char *a = strtok_r(list, ",", &rest); a != NULL && good;
         a = strtok_r(NULL, ",", &rest))
        good = address_list_add_text(&found, a);
    free(list);
    k->addresses = address_list_text(&found, ADDRESS_ALL, true);
    k->public_addresses = address_list_text(&found, ADDRESS_PUBLIC, true);
    return good && k->addresses != NULL;
}

static bool known_read(struct known *k, const char *entry)
{
    /* "+" lets the entry age, which nothing does within a run. */
    const char *at = entry[0] == '+' ? entry + 1 : entry;
    k->host = field_take(&at);
    return k->host != NULL && k->host[0] != '\0' && port_take(&at, false, &k->port) && at != NULL &&
           addresses_read(k, at);
}

static bool detours_read(struct route_rules *rules, char *const *entries, struct err *err)
{
    rules->detours = xcalloc(list_length(entries), sizeof *rules->detours);
    for (size_t i = 0; i < list_length(entries); i++) {
        rules->detour_count++;
        if (!detour_read(&rules->detours[i], entries[i]))
            return err_set(err, ERR_USAGE, "--connect-to \"%s\" is not HOST1:PORT1:HOST2:PORT2.",
                           entries[i]);
    }
    return true;
}

static bool known_all_read(struct route_rules *rules, char *const *entries, struct err *err)
{
    rules->known = xcalloc(list_length(entries), sizeof *rules->known);
    for (size_t i = 0; i < list_length(entries); i++) {
        if (entries[i][0] == '-') /* curl: forget a name; there is none to forget yet */
            continue;
        rules->known_count++;
        if (!known_read(&rules->known[rules->known_count - 1], entries[i]))
            return err_set(err, ERR_USAGE, "--resolve \"%s\" is not HOST:PORT:ADDRESS[,ADDRESS].",
                           entries[i]);
    }
    return true;
}

struct route_rules *route_rules_new(char *const *connect_to, char *const *resolve, struct err *err)
{
    struct route_rules *rules = xcalloc(1, sizeof *rules);
    if (detours_read(rules, connect_to, err) && known_all_read(rules, resolve, err))
        return rules;
    route_rules_free(rules);
    return NULL;
}

void route_rules_free(struct route_rules *rules)
{
    if (rules == NULL)
        return;
    for (size_t i = 0; i < rules->detour_count; i++) {
        free(rules->detours[i].from_host);
        free(rules->detours[i].to_host);
    }
    for (size_t i = 0; i < rules->known_count; i++) {
        free(rules->known[i].host);
        free(rules->known[i].addresses);
        free(rules->known[i].public_addresses);
    }
    free(rules->detours);
    free(rules->known);
    free(rules);
}

static void follow_detour(const struct route_rules *rules, struct route *route)
{
    for (size_t i = 0; i < rules->detour_count; i++) {
        const struct detour *d = &rules->detours[i];
        bool same_host = d->from_host[0] == '\0' || strcasecmp(d->from_host, route->host) == 0;
        bool changes = d->to_host[0] != '\0' || d->to_port != ANY_PORT;
        if (!changes || !same_host || (d->from_port != ANY_PORT && d->from_port != route->port))
            continue;
        if (d->to_host[0] != '\0')
            route->host = d->to_host;
        if (d->to_port != ANY_PORT)
            route->port = d->to_port;
        return;
    }
}

static const struct known *known_find(const struct route_rules *rules, const char *host, int port)
{
    for (size_t i = rules->known_count; i-- > 0;)
        if (rules->known[i].port == port && strcasecmp(rules->known[i].host, host) == 0)
            return &rules->known[i];
    return NULL;
}

struct route route_choose(const struct route_rules *rules, const char *host, int port)
{
    struct route route = {.host = host, .port = port};
    follow_detour(rules, &route);
    const struct known *k = known_find(rules, route.host, route.port);
    if (k == NULL)
        k = known_find(rules, "*", route.port);
    if (k != NULL) {
        route.addresses = k->addresses;
        route.public_addresses = k->public_addresses;
    }
    return route;
}
