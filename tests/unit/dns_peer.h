/* dns_peer: a name server for tests, on loopback, that answers from a table. */
#ifndef GLOSS_TESTS_DNS_PEER_H
#define GLOSS_TESTS_DNS_PEER_H

#include <arpa/inet.h>
#include <stdint.h>
#include <strings.h>

#include "gloss/thread/queue.h"
#include "peer.h"

enum { DNS_OK = 0, DNS_SERVFAIL = 2, DNS_NXDOMAIN = 3, DNS_REFUSED = 5, DNS_SILENT = 100 };

/* What is said of a name; a name without a row does not exist. */
struct dns_row {
    const char *name;
    int a_code;    /* DNS_* */
    const char *a; /* the address, NULL for an empty answer */
    int aaaa_code;
    const char *aaaa;
};

struct dns_peer {
    char server[32];     /* for resolver_new */
    atomic_int queries;  /* so far */
    struct queue *asked; /* gets the rows asked for; NULL: none */
    const struct dns_row *rows;
    size_t row_count;
    int fd;
    int port;
    struct pool *thread;
};

enum { DNS_HEADER = 12, DNS_TYPE_A = 1, DNS_TYPE_AAAA = 28 };

/* Reads the question's name into `name`; returns the question's length, 0 when malformed. */
static inline size_t dns_question(const unsigned char *packet, size_t len, char *name, size_t room)
{
    size_t at = DNS_HEADER;
    size_t out = 0;
    while (at < len && packet[at] != 0) {
        size_t label = packet[at++];
        if (at + label >= len || out + label + 2 > room)
            return 0;
        if (out > 0)
            name[out++] = '.';
        memcpy(name + out, packet + at, label);
        out += label;
        at += label;
    }
    name[out] = '\0';
    return at + 5 <= len ? at + 5 - DNS_HEADER : 0;
}

static inline const struct dns_row *dns_row_for(const struct dns_peer *d, const char *name)
{
    for (size_t i = 0; i < d->row_count; i++)
        if (strcasecmp(d->rows[i].name, name) == 0)
            return &d->rows[i];
    return NULL;
}

/* Turns the query in `packet` into its answer; returns its length, 0 for silence. */
static inline size_t dns_answer(struct dns_peer *d, unsigned char *packet, size_t len)
{
    char name[256];
    size_t question = dns_question(packet, len, name, sizeof name);
    if (question == 0)
        return 0;
    const struct dns_row *row = dns_row_for(d, name);
    bool a = packet[DNS_HEADER + question - 3] == DNS_TYPE_A;
    int code = row == NULL ? DNS_NXDOMAIN : a ? row->a_code : row->aaaa_code;
    const char *address = row == NULL ? NULL : a ? row->a : row->aaaa;
    if (d->asked != NULL && row != NULL)
        queue_put(d->asked, (void *)(uintptr_t)row);
    if (code == DNS_SILENT)
        return 0;
    size_t at = DNS_HEADER + question;
    memset(packet + 2, 0, DNS_HEADER - 2);
    packet[2] = 0x81; /* a response, recursion desired */
    packet[3] = (unsigned char)(0x80 | code);
    packet[5] = 1;
    if (address != NULL) {
        size_t size = a ? 4 : 16;
        const unsigned char record[] = {0xc0, DNS_HEADER, 0, a ? DNS_TYPE_A : DNS_TYPE_AAAA,
                                        0,    1,          0, 0,
                                        0,    60,         0, (unsigned char)size};
        packet[7] = 1;
        memcpy(packet + at, record, sizeof record);
        inet_pton(a ? AF_INET : AF_INET6, address, packet + at + sizeof record);
        at += sizeof record + size;
    }
    return at;
}

static inline void dns_loop(void *context)
{
    struct dns_peer *d = context;
    unsigned char packet[1024];
    struct sockaddr_in from;
    socklen_t from_len = sizeof from;
    ssize_t n;
    /* A single byte is the word to stop. */
    while ((n = recvfrom(d->fd, packet, sizeof packet / 2, 0, (struct sockaddr *)&from,
                         &from_len)) > 1) {
        atomic_fetch_add(&d->queries, 1);
        size_t len = dns_answer(d, packet, (size_t)n);
        if (len > 0)
            sendto(d->fd, packet, len, 0, (struct sockaddr *)&from, from_len);
        from_len = sizeof from;
    }
}

static inline void dns_start(struct dns_peer *d, const struct dns_row *rows, size_t row_count,
                             struct queue *asked)
{
    *d = (struct dns_peer){.rows = rows, .row_count = row_count, .asked = asked};
    d->fd = peer_socket(SOCK_DGRAM, &d->port);
    snprintf(d->server, sizeof d->server, "127.0.0.1:%d", d->port);
    d->thread = pool_start_loop(dns_loop, d);
}

static inline void dns_stop(struct dns_peer *d)
{
    struct sockaddr_in self = {.sin_family = AF_INET,
                               .sin_addr = {.s_addr = htonl(INADDR_LOOPBACK)},
                               .sin_port = htons((uint16_t)d->port)};
    sendto(d->fd, "", 1, 0, (struct sockaddr *)&self, sizeof self);
    pool_join(d->thread);
    close(d->fd);
}

#endif
