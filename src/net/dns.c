/* dns: see dns.h. */
#include "gloss/net/dns.h"

#include <arpa/nameser.h>
#include <stdlib.h>
#include <string.h>

#include "gloss/base/mem.h"
#include "gloss/net/resolver.h"

enum {
    TRIES = 3,
    TRY_SHARES = 7, /* c-ares waits t, 2t, 4t: a query that nobody answers takes 7t a server */
    TRY_MS_LEAST = 20,
};

struct watch {
    ares_socket_t fd;
    short events;
};

struct dns {
    ares_channel channel;
    unsigned long heard;
    struct watch watches[RESOLVER_SOCKETS_MAX];
    size_t watch_count;
};

/* c-ares calls this when a socket of its own is to be watched otherwise. One more than fits goes
 * unwatched: its query ends by time-out. */
static void watch_changed(void *context, ares_socket_t fd, int readable, int writable)
{
    struct dns *d = context;
    short events = (short)((readable ? POLLIN : 0) | (writable ? POLLOUT : 0));
    size_t i = 0;
    while (i < d->watch_count && d->watches[i].fd != fd)
        i++;
    if (events == 0) {
        if (i < d->watch_count)
            d->watches[i] = d->watches[--d->watch_count];
    } else if (i < RESOLVER_SOCKETS_MAX) {
        d->watches[i] = (struct watch){fd, events};
        d->watch_count += i == d->watch_count ? 1 : 0;
    }
}

static int server_count(ares_channel channel)
{
    struct ares_addr_port_node *servers = NULL;
    int count = 0;
    if (ares_get_servers_ports(channel, &servers) == ARES_SUCCESS)
        for (const struct ares_addr_port_node *s = servers; s != NULL; s = s->next)
            count++;
    ares_free_data(servers);
    return count > 0 ? count : 1;
}

static bool channel_open(struct dns *d, const char *servers, int64_t try_ms, struct err *err)
{
    struct ares_options options = {
        .timeout = (int)(try_ms < TRY_MS_LEAST ? TRY_MS_LEAST
                         : try_ms > INT32_MAX  ? INT32_MAX
                                               : try_ms),
        .tries = TRIES,
        .sock_state_cb = watch_changed,
        .sock_state_cb_data = d,
    };
    int status = ares_init_options(&d->channel, &options,
                                   ARES_OPT_TIMEOUTMS | ARES_OPT_TRIES | ARES_OPT_SOCK_STATE_CB);
    if (status != ARES_SUCCESS) {
        d->channel = NULL;
        return err_set(err, ERR_OURS, "The DNS resolver cannot start: %s.", ares_strerror(status));
    }
    if (servers != NULL && ares_set_servers_ports_csv(d->channel, servers) != ARES_SUCCESS)
        return err_set(err, ERR_USAGE, "\"%s\" is no list of DNS servers (ADDRESS[:PORT],...).",
                       servers);
    return true;
}

static void channel_close(struct dns *d)
{
    if (d->channel != NULL)
        ares_destroy(d->channel);
    d->channel = NULL;
}

struct dns *dns_open(const char *servers, int64_t timeout_ms, struct err *err)
{
    int status = ares_library_init(ARES_LIB_INIT_ALL);
    if (status != ARES_SUCCESS) {
        err_set(err, ERR_OURS, "The DNS resolver cannot start: %s.", ares_strerror(status));
        return NULL;
    }
    struct dns *d = xcalloc(1, sizeof *d);
    /* A first channel tells how many servers share the time; only the second has it set. */
    bool open = channel_open(d, servers, timeout_ms, err);
    if (open) {
        int64_t try_ms = timeout_ms / TRY_SHARES / server_count(d->channel);
        channel_close(d);
        open = channel_open(d, servers, try_ms, err);
    }
    if (!open) {
        dns_close(d);
        return NULL;
    }
    return d;
}

void dns_close(struct dns *d)
{
    if (d == NULL)
        return;
    channel_close(d);
    free(d);
    ares_library_cleanup();
}

void dns_ask(struct dns *d, const char *host, int type, ares_callback done, void *context)
{
    if (strchr(host, '.') != NULL)
        ares_query(d->channel, host, ns_c_in, type, done, context);
    else
        ares_search(d->channel, host, ns_c_in, type, done, context);
}

void dns_cancel(struct dns *d)
{
    ares_cancel(d->channel);
}

unsigned long dns_heard(const struct dns *d)
{
    return d->heard;
}

size_t dns_pollfds(const struct dns *d, struct pollfd *fds, size_t room)
{
    size_t count = d->watch_count < room ? d->watch_count : room;
    for (size_t i = 0; i < count; i++)
        fds[i] = (struct pollfd){.fd = d->watches[i].fd, .events = d->watches[i].events};
    return count;
}

int64_t dns_wait_ms(struct dns *d, int64_t most)
{
    struct timeval t;
    if (ares_timeout(d->channel, NULL, &t) == NULL)
        return most;
    /* Rounded up, or the caller would come back too early and spin. */
    int64_t ms = (int64_t)t.tv_sec * 1000 + t.tv_usec / 1000 + 1;
    return ms < most ? ms : most;
}

void dns_process(struct dns *d)
{
    struct pollfd fds[RESOLVER_SOCKETS_MAX];
    size_t count = dns_pollfds(d, fds, RESOLVER_SOCKETS_MAX);
    if (poll(fds, count, 0) < 0)
        count = 0;
    for (size_t i = 0; i < count; i++) {
        bool in = (fds[i].revents & (POLLIN | POLLERR | POLLHUP)) != 0;
        bool out = (fds[i].revents & POLLOUT) != 0;
        d->heard += (fds[i].revents & (POLLIN | POLLERR)) == POLLIN ? 1 : 0;
        if (in || out)
            ares_process_fd(d->channel, in ? fds[i].fd : ARES_SOCKET_BAD,
                            out ? fds[i].fd : ARES_SOCKET_BAD);
    }
    /* Without a socket it looks at the time-outs. */
    ares_process_fd(d->channel, ARES_SOCKET_BAD, ARES_SOCKET_BAD);
}
