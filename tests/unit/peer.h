/* peer: the other end of a connection, for tests: a TCP server on loopback, in a thread of its own,
 * that serves one connection after another. */
#ifndef GLOSS_TESTS_PEER_H
#define GLOSS_TESTS_PEER_H

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "gloss/thread/pool.h"

struct peer {
    int port;
    atomic_int connections; /* accepted so far */
    int fd;
    struct pool *thread;
    /* Plays the server on one connection; the peer closes it. */
    void (*serve)(int connection, void *context);
    void *context;
};

/* A socket of loopback at a free port, which `port` gets. */
static inline int peer_socket(int type, int *port)
{
    struct sockaddr_in address = {.sin_family = AF_INET,
                                  .sin_addr = {.s_addr = htonl(INADDR_LOOPBACK)}};
    socklen_t len = sizeof address;
    int fd = socket(AF_INET, type | SOCK_CLOEXEC, 0);
    if (fd < 0 || bind(fd, (struct sockaddr *)&address, sizeof address) != 0 ||
        getsockname(fd, (struct sockaddr *)&address, &len) != 0) {
        perror("peer");
        abort();
    }
    *port = ntohs(address.sin_port);
    return fd;
}

static inline void peer_loop(void *context)
{
    struct peer *p = context;
    int connection;
    while ((connection = accept4(p->fd, NULL, NULL, SOCK_CLOEXEC)) >= 0) {
        atomic_fetch_add(&p->connections, 1);
        p->serve(connection, p->context);
        close(connection);
    }
}

static inline void peer_start(struct peer *p, void (*serve)(int connection, void *context),
                              void *context)
{
    *p = (struct peer){.serve = serve, .context = context};
    p->fd = peer_socket(SOCK_STREAM, &p->port);
    if (listen(p->fd, 64) != 0)
        abort();
    p->thread = pool_start_loop(peer_loop, p);
}

/* Stop the client first: this waits for the connection being served. */
static inline void peer_stop(struct peer *p)
{
    shutdown(p->fd, SHUT_RDWR);
    pool_join(p->thread);
    close(p->fd);
}

static inline void peer_send(int connection, const void *bytes, size_t len)
{
    const char *at = bytes;
    while (len > 0) {
        ssize_t n = send(connection, at, len, MSG_NOSIGNAL);
        if (n <= 0)
            return; /* the client has gone, which many tests want */
        at += n;
        len -= (size_t)n;
    }
}

static inline void peer_sends(int connection, const char *s)
{
    peer_send(connection, s, strlen(s));
}

/* Waits until the client closes. */
static inline void peer_drain(int connection)
{
    char bytes[4096];
    while (recv(connection, bytes, sizeof bytes, 0) > 0) {
    }
}

/* Closes with a reset instead of an orderly end. */
static inline void peer_reset(int connection)
{
    struct linger now = {.l_onoff = 1, .l_linger = 0};
    setsockopt(connection, SOL_SOCKET, SO_LINGER, &now, sizeof now);
}

/* Bytes of a body that the head in `request` announces. */
static inline size_t peer_body_len(const char *request)
{
    const char *line = strcasestr(request, "\r\ncontent-length:");
    return line != NULL ? strtoul(line + strlen("\r\ncontent-length:"), NULL, 10) : 0;
}

/* Reads one request, body included, as a string; false when the client closed before. */
static inline bool peer_request(int connection, char *request, size_t room)
{
    size_t len = 0;
    size_t want = room - 1;
    request[0] = '\0';
    while (len < want) {
        ssize_t n = recv(connection, request + len, want - len, 0);
        if (n <= 0)
            return false;
        len += (size_t)n;
        request[len] = '\0';
        const char *end = strstr(request, "\r\n\r\n");
        if (end != NULL && len >= (size_t)(end - request) + 4 + peer_body_len(request))
            return true;
    }
    return true;
}

#endif
