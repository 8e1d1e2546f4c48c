/* resolver: see gloss/net/resolver.h.
 *
 * A and AAAA are two queries of our own rather than one ares_getaddrinfo, because that reports only
 * the status of the query that ended last: a SERVFAIL for A and an empty answer for AAAA could come
 * out as "no such data" and cost a living link its life. Here the milder of the two failures wins.
 * Names with a dot are asked for as they stand, without the search domains of /etc/resolv.conf: a
 * search domain with a wildcard would bring every dead host back to life. */
#include "gloss/net/resolver.h"

#include <ares.h>
#include <arpa/inet.h>
#include <arpa/nameser.h>
#include <ctype.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>
#include <uthash.h>

#include "gloss/base/mem.h"
#include "gloss/base/text.h"

#include "gloss/net/address.h"
#include "gloss/net/address_list.h"
#include "gloss/net/dns.h"

enum {
    NAME_LONGEST = 253, /* what the DNS can hold, as text */
    LABEL_LONGEST = 63,
    QUERIES = 2, /* A and AAAA */
};

struct waiter {
    void (*done)(void *context, const struct resolved *answer);
    void *context;
    struct waiter *next;
};

/* A name that was asked for: pending while queries are open, then known, or forgotten. */
struct name {
    struct resolver *resolver;
    char *host; /* the key */
    int open;   /* queries without an answer yet */
    int status; /* the mildest failure of those that ended, ARES_SUCCESS when none failed */
    unsigned long heard; /* dns_heard when the queries began */
    struct address_list list;
    char *addresses; /* once known */
    char *public_addresses;
    struct waiter *waiters;
    bool fixed;     /* from a hosts file */
    bool forgotten; /* no longer in the table: to be freed when no query is open */
    UT_hash_handle hh;
};

struct resolver {
    struct dns *dns;
    struct name *names;
    size_t pending; /* names with open queries */
    bool ipv6;      /* this machine has a route for IPv6 */
};

/* What a c-ares status means, mildest evidence first: of the two queries for a name, the one whose
 * row comes first speaks. A status without a row counts as ARES_ESERVFAIL. */
static const struct {
    int status;
    enum reply_failure failure;
} meanings[] = {
    {ARES_ECANCELLED, FAIL_CANCELLED},   {ARES_EDESTRUCTION, FAIL_CANCELLED},
    {ARES_ENOMEM, FAIL_INTERNAL},        {ARES_ESERVFAIL, FAIL_DNS_TEMPORARY},
    {ARES_ECONNREFUSED, FAIL_DNS_DEAD}, /* before a time-out: neither query was answered */
    {ARES_ETIMEOUT, FAIL_DNS_TEMPORARY}, {ARES_EBADNAME, FAIL_BAD_URL},
    {ARES_ENODATA, FAIL_DNS_NODATA},     {ARES_ENOTFOUND, FAIL_DNS_NXDOMAIN},
};
enum { MEANINGS = sizeof meanings / sizeof *meanings };

static size_t meaning_of(int status)
{
    size_t unlisted = 0;
    for (size_t i = 0; i < MEANINGS; i++) {
        if (meanings[i].status == status)
            return i;
        if (meanings[i].status == ARES_ESERVFAIL)
            unlisted = i;
    }
    return unlisted;
}

static int milder(int a, int b)
{
    if (a == ARES_SUCCESS || b == ARES_SUCCESS)
        return a == ARES_SUCCESS ? b : a;
    return meaning_of(a) <= meaning_of(b) ? a : b;
}

/* Whether a packet to the IPv6 internet would find a way out: without one, an IPv6 address next to
 * an IPv4 one can only hide why the latter failed. Connecting a UDP socket asks the routing table
 * and sends nothing. */
static bool has_ipv6_route(void)
{
    struct sockaddr_in6 far = {.sin6_family = AF_INET6, .sin6_port = htons(53)};
    inet_pton(AF_INET6, "2000::1", &far.sin6_addr);
    int fd = socket(AF_INET6, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (fd < 0)
        return false;
    bool found = connect(fd, (const struct sockaddr *)&far, sizeof far) == 0;
    close(fd);
    return found;
}

struct resolver *resolver_new(const char *servers, int64_t timeout_ms, struct err *err)
{
    struct dns *dns = dns_open(servers, timeout_ms, err);
    if (dns == NULL)
        return NULL;
    struct resolver *r = xcalloc(1, sizeof *r);
    r->dns = dns;
    r->ipv6 = has_ipv6_route();
    return r;
}

static void name_free(struct name *n)
{
    free(n->host);
    free(n->addresses);
    free(n->public_addresses);
    free(n);
}

void resolver_free(struct resolver *r)
{
    if (r == NULL)
        return;
    dns_close(r->dns);
    struct name *n = r->names;
    HASH_CLEAR(hh, r->names); /* the table; the names stay chained */
    while (n != NULL) {
        struct name *gone = n;
        n = n->hh.next;
        name_free(gone);
    }
    free(r);
}

static struct name *name_find(const struct resolver *r, const char *host)
{
    struct name *n = NULL;
    HASH_FIND_STR(r->names, host, n);
    return n;
}

static struct name *name_new(struct resolver *r, const char *host)
{
    struct name *n = xcalloc(1, sizeof *n);
    n->resolver = r;
    n->host = xstrdup(host);
    HASH_ADD_KEYPTR(hh, r->names, n->host, strlen(n->host), n);
    return n;
}

/* Writes the addresses out; `ipv6`: they are of use beside IPv4 ones. */
static void name_settle(struct name *n, bool ipv6)
{
    free(n->addresses);
    free(n->public_addresses);
    n->addresses = address_list_text(&n->list, ADDRESS_ALL, ipv6);
    n->public_addresses = address_list_text(&n->list, ADDRESS_PUBLIC, ipv6);
}

static struct resolved name_answer(const struct name *n)
{
    if (n->addresses != NULL)
        return (struct resolved){FAIL_NONE, "", n->addresses, n->public_addresses};
    return (struct resolved){meanings[meaning_of(n->status)].failure, ares_strerror(n->status),
                             NULL, NULL};
}

/* Tells those who wait. A failure is forgotten first, so that whoever asks again, even from `done`,
 * starts a new lookup. */
static void name_finish(struct name *n)
{
    struct waiter *waiters = n->waiters;
    n->waiters = NULL;
    if (meanings[meaning_of(n->status)].failure != FAIL_CANCELLED)
        name_settle(n, n->resolver->ipv6);
    n->forgotten = n->addresses == NULL;
    if (n->forgotten)
        HASH_DEL(n->resolver->names, n);
    struct resolved answer = name_answer(n);
    while (waiters != NULL) {
        struct waiter *w = waiters;
        waiters = w->next;
        w->done(w->context, &answer);
        free(w);
    }
}

static void query_ended(struct name *n, int status)
{
    struct resolver *r = n->resolver;
    bool unreachable = status == ARES_ECONNREFUSED;
    /* c-ares says "could not contact" also when every server was contacted and answered SERVFAIL or
     * REFUSED. Whoever was heard of in the meantime can be contacted. */
    if (unreachable && n->heard != dns_heard(r->dns)) {
        status = ARES_ESERVFAIL;
        unreachable = false;
    }
    n->status = milder(n->status, status);
    n->open--;
    /* On loopback one query's failing takes the other's error message away, which then waits for
     * its time-out: where no server can be reached, one query's word is enough. */
    if (!n->forgotten && (n->open == 0 || unreachable))
        name_finish(n);
    if (n->open == 0) {
        r->pending--;
        if (n->forgotten)
            name_free(n);
    }
}

static void a_arrived(void *context, int status, int timeouts, unsigned char *bytes, int len)
{
    (void)timeouts;
    struct name *n = context;
    struct ares_addrttl found[ADDRESSES_MAX];
    int count = ADDRESSES_MAX;
    if (status == ARES_SUCCESS)
        status = ares_parse_a_reply(bytes, len, NULL, found, &count);
    for (int i = 0; status == ARES_SUCCESS && i < count; i++)
        address_list_add4(&n->list, &found[i].ipaddr);
    query_ended(n, status);
}

static void aaaa_arrived(void *context, int status, int timeouts, unsigned char *bytes, int len)
{
    (void)timeouts;
    struct name *n = context;
    struct ares_addr6ttl found[ADDRESSES_MAX];
    int count = ADDRESSES_MAX;
    if (status == ARES_SUCCESS)
        status = ares_parse_aaaa_reply(bytes, len, NULL, found, &count);
    for (int i = 0; status == ARES_SUCCESS && i < count; i++) {
        struct in6_addr address;
        memcpy(&address, &found[i].ip6addr, sizeof address);
        address_list_add6(&n->list, &address);
    }
    query_ended(n, status);
}

static void query_start(struct resolver *r, struct name *n)
{
    n->open = QUERIES;
    n->heard = dns_heard(r->dns);
    r->pending++;
    dns_ask(r->dns, n->host, ns_t_a, a_arrived, n);
    dns_ask(r->dns, n->host, ns_t_aaaa, aaaa_arrived, n);
}

/* Whether the DNS can hold such a name at all. */
static bool name_fits(const char *host)
{
    size_t len = strlen(host);
    size_t label = 0;
    if (len == 0 || len > NAME_LONGEST)
        return false;
    for (const char *c = host; *c != '\0'; c++) {
        if (*c == '\\' || (unsigned char)*c <= ' ' || (unsigned char)*c >= 0x7f)
            return false;
        label = *c == '.' ? 0 : label + 1;
        if (label > LABEL_LONGEST || (*c == '.' && (c == host || c[-1] == '.')))
            return false;
    }
    return true;
}

/* Names that have their answer before the DNS is asked; false for all others. */
static bool answer_at_once(const char *host, struct address_list *list, struct resolved *answer)
{
    if (address_list_add_text(list, host))
        return true;
    if (!name_fits(host)) {
        *answer = (struct resolved){FAIL_BAD_URL, "no name that the DNS can hold", NULL, NULL};
        return true;
    }
    if (address_is_localhost(host))
        return address_list_add_text(list, "127.0.0.1") && address_list_add_text(list, "::1");
    if (strcmp(host, "onion") == 0 || text_iends(host, ".onion")) {
        /* Such a host may well live; only, the DNS must not be asked for it (RFC 7686). */
        *answer =
            (struct resolved){FAIL_DNS_TEMPORARY, "names of Tor are not in the DNS", NULL, NULL};
        return true;
    }
    return false;
}

static void waiter_add(struct name *n, void (*done)(void *, const struct resolved *), void *context)
{
    struct waiter *w = xcalloc(1, sizeof *w);
    w->done = done;
    w->context = context;
    w->next = n->waiters;
    n->waiters = w;
}

void resolver_lookup(struct resolver *r, const char *host,
                     void (*done)(void *context, const struct resolved *answer), void *context)
{
    struct address_list list = {.v4_count = 0};
    struct resolved answer = {.failure = FAIL_NONE, .detail = ""};
    struct name *n = name_find(r, host);
    if (n != NULL && n->open > 0) {
        waiter_add(n, done, context);
    } else if (n != NULL) {
        answer = name_answer(n);
        done(context, &answer);
    } else if (answer_at_once(host, &list, &answer)) {
        char *all = address_list_text(&list, ADDRESS_ALL, true);
        char *public = address_list_text(&list, ADDRESS_PUBLIC, true);
        answer.addresses = all;
        answer.public_addresses = public;
        done(context, &answer);
        free(all);
        free(public);
    } else {
        n = name_new(r, host);
        waiter_add(n, done, context);
        query_start(r, n);
    }
}

void resolver_forget(struct resolver *r, const char *host)
{
    struct name *n = name_find(r, host);
    if (n == NULL || n->fixed || n->open > 0)
        return;
    HASH_DEL(r->names, n);
    name_free(n);
}

void resolver_cancel(struct resolver *r)
{
    dns_cancel(r->dns);
}

/* One line of a hosts file: an address, then names; "#" begins a comment. */
static void hosts_line(struct resolver *r, char *line)
{
    static const char blank[] = " \t\r\n";
    char *rest = NULL;
    line[strcspn(line, "#")] = '\0';
    const char *address = strtok_r(line, blank, &rest);
    const char *host = NULL;
    struct address_list probe = {.v4_count = 0};
    if (address == NULL || !address_list_add_text(&probe, address))
        return;
    for (char *c = rest; *c != '\0'; c++)
        *c = (char)tolower((unsigned char)*c);
    while ((host = strtok_r(NULL, blank, &rest)) != NULL) {
        struct name *n = name_find(r, host);
        if (n == NULL)
            n = name_new(r, host);
        address_list_add_text(&n->list, address);
        name_settle(n, true);
        n->fixed = true;
    }
}

void resolver_add_hosts(struct resolver *r, const char *path)
{
    FILE *file = fopen(path, "re");
    char *line = NULL;
    size_t room = 0;
    if (file == NULL)
        return;
    while (getline(&line, &room, file) >= 0)
        hosts_line(r, line);
    free(line);
    fclose(file);
}

size_t resolver_pollfds(struct resolver *r, struct pollfd *fds, size_t room)
{
    return r->pending > 0 ? dns_pollfds(r->dns, fds, room) : 0;
}

int64_t resolver_wait_ms(struct resolver *r, int64_t most)
{
    return r->pending > 0 ? dns_wait_ms(r->dns, most) : most;
}

void resolver_process(struct resolver *r)
{
    if (r->pending > 0)
        dns_process(r->dns);
}
