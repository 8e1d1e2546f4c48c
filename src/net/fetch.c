/* fetch: see gloss/net/fetch.h.
 *
 * Each worker owns an inbox, a multi handle and a resolver, and nothing of them is shared: the main
 * thread puts requests into the inbox and wakes the multi handle (the one call of libcurl that may
 * cross threads); results leave by the common queue. They are made before the thread starts and
 * undone after it is joined, so that a failure can still be reported. */
#include "gloss/net/fetch.h"

#include <curl/curl.h>
#include <poll.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "gloss/base/mem.h"
#include "gloss/net/certificate.h"
#include "gloss/net/resolver.h"
#include "gloss/net/transfer.h"
#include "gloss/thread/pool.h"

enum {
    WORKERS_DEFAULT = 4,
    CONNECTIONS_KEPT = 128, /* idle ones, per worker: they cost file descriptors */
    POLL_MS = 10000,        /* every event has a wake-up of its own; this is for none at all */
    PAUSE_MS = 20,          /* after an error of the multi handle, so as not to spin */
};

/* One transfer's place with its worker; reused, with its easy handle, from request to request. */
struct seat {
    struct worker *worker;
    struct transfer *transfer;
    size_t index; /* in worker->active */
};

struct seats {
    struct seat **items;
    size_t count;
    size_t room;
};

struct worker {
    struct fetch *fetch;
    struct queue *inbox;
    CURLM *multi;
    struct resolver *resolver;
    struct certificates *certificates;
    struct pool *thread;
    atomic_bool cancelled;
    /* The worker thread's own: */
    struct seats active; /* in no order */
    struct seats idle;
};

struct fetch {
    struct transfer_settings settings;
    struct queue *out;
    void *(*wrap)(struct fetch_result *result);
    struct worker *workers;
    size_t worker_count;
};

static void seats_push(struct seats *s, struct seat *seat)
{
    grow_array(&s->items, &s->room, s->count + 1, sizeof(struct seat *));
    seat->index = s->count;
    s->items[s->count++] = seat;
}

static void seats_remove(struct seats *s, const struct seat *seat)
{
    struct seat *last = s->items[--s->count];
    s->items[seat->index] = last;
    last->index = seat->index;
}

static struct seat *seat_take(struct worker *w)
{
    struct seat *seat = NULL;
    if (w->idle.count > 0) {
        seat = w->idle.items[--w->idle.count];
    } else {
        seat = xcalloc(1, sizeof *seat);
        seat->worker = w;
        seat->transfer = transfer_new(&w->fetch->settings, w->certificates, seat);
    }
    seats_push(&w->active, seat);
    return seat;
}

/* Sends the result off and frees the seat. `out` is not closed before fetch_stop has returned. */
static void seat_finish(struct seat *seat)
{
    struct worker *w = seat->worker;
    struct fetch *f = w->fetch;
    struct fetch_result *result = transfer_take(seat->transfer);
    seats_remove(&w->active, seat);
    seats_push(&w->idle, seat);
    queue_put(f->out, f->wrap != NULL ? f->wrap(result) : result);
}

static void seat_step(struct seat *seat, enum transfer_step step);

static void on_resolved(void *context, const struct resolved *answer)
{
    struct seat *seat = context;
    seat_step(seat, transfer_resolved(seat->transfer, answer));
}

static void seat_run(struct seat *seat)
{
    CURLMcode rc = curl_multi_add_handle(seat->worker->multi, transfer_easy(seat->transfer));
    if (rc != CURLM_OK) {
        transfer_fail(seat->transfer, FAIL_INTERNAL, curl_multi_strerror(rc));
        seat_finish(seat);
    }
}

static void seat_step(struct seat *seat, enum transfer_step step)
{
    if (step == TRANSFER_LOOK_UP && transfer_is_anew(seat->transfer))
        resolver_forget(seat->worker->resolver, transfer_host(seat->transfer));
    if (step == TRANSFER_LOOK_UP)
        resolver_lookup(seat->worker->resolver, transfer_host(seat->transfer), on_resolved, seat);
    else if (step == TRANSFER_RUN)
        seat_run(seat);
    else
        seat_finish(seat);
}

static void inbox_begin(struct worker *w)
{
    struct fetch_request *request = NULL;
    while ((request = queue_take(w->inbox, 0)) != NULL) {
        struct seat *seat = seat_take(w);
        seat_step(seat, transfer_begin(seat->transfer, request));
    }
}

static void inbox_cancel(struct worker *w)
{
    struct fetch_request *request = NULL;
    while ((request = queue_take(w->inbox, 0)) != NULL) {
        struct seat *seat = seat_take(w);
        transfer_begin(seat->transfer, request);
        transfer_fail(seat->transfer, FAIL_CANCELLED, "");
        seat_finish(seat);
    }
}

static void cancel_all(struct worker *w)
{
    inbox_cancel(w);
    resolver_cancel(w->resolver); /* finishes the seats that are in a lookup */
    while (w->active.count > 0) {
        struct seat *seat = w->active.items[w->active.count - 1];
        curl_multi_remove_handle(w->multi, transfer_easy(seat->transfer));
        transfer_fail(seat->transfer, FAIL_CANCELLED, "");
        seat_finish(seat);
    }
}

static void finish_done(struct worker *w)
{
    int left = 0;
    const CURLMsg *message = NULL;
    while ((message = curl_multi_info_read(w->multi, &left)) != NULL) {
        /* The message does not outlive the handle's removal. */
        CURL *easy = message->easy_handle;
        CURLcode code = message->data.result;
        struct transfer *t = NULL;
        curl_easy_getinfo(easy, CURLINFO_PRIVATE, &t);
        curl_multi_remove_handle(w->multi, easy);
        transfer_end(t, code);
        seat_finish(transfer_owner(t));
    }
}

static void wait_for_events(struct worker *w)
{
    struct pollfd fds[RESOLVER_SOCKETS_MAX];
    struct curl_waitfd extra[RESOLVER_SOCKETS_MAX];
    size_t count = resolver_pollfds(w->resolver, fds, RESOLVER_SOCKETS_MAX);
    for (size_t i = 0; i < count; i++) {
        short events = (short)((fds[i].events & POLLIN ? CURL_WAIT_POLLIN : 0) |
                               (fds[i].events & POLLOUT ? CURL_WAIT_POLLOUT : 0));
        extra[i] = (struct curl_waitfd){.fd = fds[i].fd, .events = events};
    }
    int wait_ms = (int)resolver_wait_ms(w->resolver, POLL_MS);
    if (curl_multi_poll(w->multi, extra, (unsigned)count, wait_ms, NULL) != CURLM_OK)
        poll(NULL, 0, PAUSE_MS);
}

static void worker_loop(void *context)
{
    struct worker *w = context;
    int running = 0;
    while (w->active.count > 0 || !queue_ended(w->inbox)) {
        if (atomic_exchange(&w->cancelled, false))
            cancel_all(w);
        inbox_begin(w);
        resolver_process(w->resolver);
        curl_multi_perform(w->multi, &running);
        finish_done(w);
        if (w->active.count > 0 || !queue_ended(w->inbox))
            wait_for_events(w);
    }
}

static void worker_wake(void *context)
{
    const struct worker *w = context;
    curl_multi_wakeup(w->multi);
}

static void settings_init(struct transfer_settings *s, const struct fetch_options *o,
                          struct route_rules *routes)
{
    s->user_agent = xstrdup(o->user_agent);
    s->cacert = xstrdup(o->cacert);
    s->connect_timeout_ms = o->connect_timeout_ms;
    s->timeout_ms = o->timeout_ms;
    s->header_max = o->header_max;
    s->insecure = o->insecure;
    s->allow_private = o->allow_private;
    s->routes = routes;
    proxy_rules_init(&s->proxies, o->proxy);
}

static void settings_release(struct transfer_settings *s)
{
    free(s->user_agent);
    free(s->cacert);
    route_rules_free(s->routes);
    proxy_rules_release(&s->proxies);
}

static bool worker_make(struct worker *w, struct fetch *f, const struct fetch_options *options,
                        struct err *err)
{
    w->fetch = f;
    w->inbox = queue_new(FETCH_IN_FLIGHT_MAX);
    w->certificates = certificates_new();
    w->resolver = resolver_new(options->dns_servers, options->connect_timeout_ms, err);
    w->multi = curl_multi_init();
    if (w->resolver == NULL)
        return false;
    if (w->multi == NULL)
        return err_set(err, ERR_OURS, "libcurl cannot start a multi handle.");
    curl_multi_setopt(w->multi, CURLMOPT_MAXCONNECTS, (long)CONNECTIONS_KEPT);
    resolver_add_hosts(w->resolver, "/etc/hosts");
    queue_on_put(w->inbox, worker_wake, w);
    return true;
}

static void drop_request(void *request)
{
    fetch_request_free(request);
}

/* Undoes worker_make, also half of it. */
static void worker_release(struct worker *w)
{
    for (size_t i = 0; i < w->idle.count; i++) {
        transfer_free(w->idle.items[i]->transfer);
        free(w->idle.items[i]);
    }
    free(w->idle.items);
    free(w->active.items);
    if (w->multi != NULL)
        curl_multi_cleanup(w->multi);
    resolver_free(w->resolver);
    certificates_free(w->certificates);
    queue_free(w->inbox, drop_request);
}

static void fetch_free(struct fetch *f)
{
    for (size_t i = 0; i < f->worker_count; i++)
        worker_release(&f->workers[i]);
    free(f->workers);
    settings_release(&f->settings);
    free(f);
    curl_global_cleanup();
}

static size_t workers_wanted(size_t asked)
{
    size_t cpus = pool_cpus();
    if (asked > 0)
        return asked;
    return cpus < WORKERS_DEFAULT ? cpus : WORKERS_DEFAULT;
}

struct fetch *fetch_start(const struct fetch_options *options, struct queue *out,
                          void *(*wrap)(struct fetch_result *result), struct err *err)
{
    struct route_rules *routes = route_rules_new(options->connect_to, options->resolve, err);
    if (routes == NULL)
        return NULL;
    if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
        route_rules_free(routes);
        err_set(err, ERR_OURS, "libcurl cannot start.");
        return NULL;
    }
    struct fetch *f = xcalloc(1, sizeof *f);
    settings_init(&f->settings, options, routes);
    f->out = out;
    f->wrap = wrap;
    size_t wanted = workers_wanted(options->workers);
    f->workers = xcalloc(wanted, sizeof *f->workers);
    for (bool good = true; f->worker_count < wanted; f->worker_count++) {
        good = worker_make(&f->workers[f->worker_count], f, options, err);
        if (!good) {
            f->worker_count++;
            fetch_free(f);
            return NULL;
        }
    }
    for (size_t i = 0; i < f->worker_count; i++)
        f->workers[i].thread = pool_start_loop(worker_loop, &f->workers[i]);
    return f;
}

/* A number for a URL's host: FNV-1a over the authority without user, port and letter case. */
static uint64_t host_hash(const char *url)
{
    const char *slashes = strstr(url, "//");
    const char *host = slashes != NULL ? slashes + 2 : url;
    size_t authority = strcspn(host, "/?#");
    const char *at = memrchr(host, '@', authority);
    const char *end = host + authority;
    if (at != NULL)
        host = at + 1;
    uint64_t hash = UINT64_C(14695981039346656037);
    for (; host < end && *host != ':'; host++) {
        hash ^= (unsigned char)(*host >= 'A' && *host <= 'Z' ? *host + ('a' - 'A') : *host);
        hash *= UINT64_C(1099511628211);
    }
    /* The low bits of FNV are its weakest. */
    return hash ^ hash >> 32;
}

void fetch_submit(struct fetch *f, struct fetch_request *request)
{
    const struct worker *w = &f->workers[host_hash(request->url) % f->worker_count];
    if (!queue_put(w->inbox, request))
        fetch_request_free(request);
}

void fetch_cancel(struct fetch *f)
{
    for (size_t i = 0; i < f->worker_count; i++) {
        atomic_store(&f->workers[i].cancelled, true);
        curl_multi_wakeup(f->workers[i].multi);
    }
}

void fetch_stop(struct fetch *f)
{
    if (f == NULL)
        return;
    for (size_t i = 0; i < f->worker_count; i++) {
        queue_close(f->workers[i].inbox);
        curl_multi_wakeup(f->workers[i].multi);
    }
    for (size_t i = 0; i < f->worker_count; i++)
        pool_join(f->workers[i].thread);
    fetch_free(f);
}
