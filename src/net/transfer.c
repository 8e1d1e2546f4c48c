/* transfer: see gloss/net/transfer.h.
 *
 * libcurl never resolves a name here (a proxy's apart): it is given the addresses, and a guard
 * refuses the lookup it might still begin. So every verdict on a name comes from the resolver, and
 * addresses that may not be connected to are not even offered. What is connected to is judged once
 * more where the socket is made. */
#include "gloss/net/transfer.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "gloss/base/buf.h"
#include "gloss/base/clock.h"
#include "gloss/base/err.h"
#include "gloss/base/mem.h"
#include "gloss/net/address.h"
#include "gloss/net/failure.h"

#include "gloss/net/address_list.h"
#include "gloss/net/certificate.h"
#include "gloss/net/easy_options.h"
#include "gloss/net/head.h"

struct transfer {
    const struct transfer_settings *settings;
    struct certificates *certificates;
    void *owner;
    CURL *easy;
    /* From here on: the request in hand. */
    struct fetch_request *request;
    struct reply *reply;
    char *host; /* to connect to, as libcurl will look it up; IPv6 without brackets */
    char *lookup;
    int port;
    bool proxied;
    struct curl_slist *headers;
    struct curl_slist *connect_to;
    struct curl_slist *addresses;
    struct head head;
    struct buf body;
    size_t sockets_refused; /* addresses the private-address rule kept from being connected to */
    size_t sockets_made;
    int64_t started_ms;
    char words[CURL_ERROR_SIZE]; /* must outlive the transfer: libcurl writes into it */
};

static CURL *easy_new(void)
{
    CURL *easy = curl_easy_init();
    if (easy == NULL) { /* for want of memory, which ends the program everywhere else too */
        fputs("gloss: out of memory for libcurl.\n", stderr);
        exit(ERR_OURS);
    }
    return easy;
}

struct transfer *transfer_new(const struct transfer_settings *settings,
                              struct certificates *certificates, void *owner)
{
    struct transfer *t = xcalloc(1, sizeof *t);
    t->settings = settings;
    t->certificates = certificates;
    t->owner = owner;
    t->easy = easy_new();
    return t;
}

/* Forgets the request in hand; the easy handle stays, for its memory. One that has met an errno
 * does not: curl_easy_reset keeps the errno, and the next failure would be taken for the same. */
static void clear(struct transfer *t)
{
    long os_errno = 0;
    curl_easy_getinfo(t->easy, CURLINFO_OS_ERRNO, &os_errno);
    if (os_errno != 0) {
        curl_easy_cleanup(t->easy);
        t->easy = easy_new();
    }
    curl_easy_reset(t->easy);
    fetch_request_free(t->request);
    reply_free(t->reply);
    free(t->host);
    free(t->lookup);
    curl_slist_free_all(t->headers);
    curl_slist_free_all(t->connect_to);
    curl_slist_free_all(t->addresses);
    head_release(&t->head);
    buf_release(&t->body);
    *t = (struct transfer){.settings = t->settings,
                           .certificates = t->certificates,
                           .owner = t->owner,
                           .easy = t->easy};
}

void transfer_free(struct transfer *t)
{
    if (t == NULL)
        return;
    curl_easy_cleanup(t->easy);
    t->easy = NULL;
    free(t);
}

void *transfer_owner(const struct transfer *t)
{
    return t->owner;
}

CURL *transfer_easy(const struct transfer *t)
{
    return t->easy;
}

const char *transfer_host(const struct transfer *t)
{
    return t->lookup;
}

bool transfer_is_anew(const struct transfer *t)
{
    return t->request->anew;
}

static size_t on_header(char *bytes, size_t size, size_t count, void *context)
{
    struct transfer *t = context;
    return head_add(&t->head, bytes, size * count) ? size * count : 0;
}

/* Asks for the body's cap to be raised so that n more bytes fit. */
static void raise_cap(struct transfer *t, size_t n)
{
    const struct fetch_request *r = t->request;
    size_t more = 1;
    while (r->allow_more != NULL && more > 0 && t->body.len + n > t->body.cap) {
        more = r->allow_more(r->id, t->body.data, t->body.len);
        t->body.cap += more;
    }
}

/* Counts what is kept after decompression: the announced length says nothing about that. */
static size_t on_body(char *bytes, size_t size, size_t count, void *context)
{
    struct transfer *t = context;
    raise_cap(t, size * count);
    if (buf_add(&t->body, bytes, size * count))
        return size * count;
    t->reply->truncated = true;
    return 0;
}

/* The address really connected to, whatever the DNS said before: refused here when it is private.
 */
static curl_socket_t on_socket(void *context, curlsocktype purpose, struct curl_sockaddr *address)
{
    struct transfer *t = context;
    (void)purpose;
    if (!t->proxied && !t->settings->allow_private && address_is_private(&address->addr)) {
        t->sockets_refused++;
        return CURL_SOCKET_BAD;
    }
    t->sockets_made++;
    return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

/* libcurl is about to look a name up by itself. */
static int on_lookup(void *state, void *reserved, void *context)
{
    const struct transfer *t = context;
    (void)state;
    (void)reserved;
    return t->addresses != NULL ? 1 : 0;
}

/* Connected, and about to ask: whoever shares the connection from now on comes later. */
static int on_connected(void *context, char *address, char *local, int port, int local_port)
{
    const struct transfer *t = context;
    (void)address;
    (void)local;
    (void)port;
    (void)local_port;
    certificates_note(t->certificates, t->easy, t->request->url);
    return CURL_PREREQFUNC_OK;
}

/* Sets one option unless one before it failed. */
#define SET(option, value)                                                                         \
    do {                                                                                           \
        if (rc == CURLE_OK)                                                                        \
            rc = curl_easy_setopt(t->easy, option, value);                                         \
    } while (0)

static CURLcode set_callbacks(struct transfer *t)
{
    CURLcode rc = CURLE_OK;
    SET(CURLOPT_PRIVATE, t);
    SET(CURLOPT_ERRORBUFFER, t->words);
    SET(CURLOPT_HEADERFUNCTION, on_header);
    SET(CURLOPT_HEADERDATA, t);
    SET(CURLOPT_WRITEFUNCTION, on_body);
    SET(CURLOPT_WRITEDATA, t);
    SET(CURLOPT_OPENSOCKETFUNCTION, on_socket);
    SET(CURLOPT_OPENSOCKETDATA, t);
    SET(CURLOPT_RESOLVER_START_FUNCTION, on_lookup);
    SET(CURLOPT_RESOLVER_START_DATA, t);
    SET(CURLOPT_PREREQFUNCTION, on_connected);
    SET(CURLOPT_PREREQDATA, t);
    return rc;
}

static CURLcode set_request(struct transfer *t, const char *proxy)
{
    const struct fetch_request *r = t->request;
    CURLcode rc = CURLE_OK;
    SET(CURLOPT_URL, r->url);
    SET(CURLOPT_PROXY, proxy);
    SET(CURLOPT_NOPROXY, "");
    SET(CURLOPT_HTTP_VERSION, r->http1 ? CURL_HTTP_VERSION_1_1 : CURL_HTTP_VERSION_2TLS);
    SET(CURLOPT_FRESH_CONNECT, r->anew ? 1L : 0L);
    SET(CURLOPT_FORBID_REUSE, r->last_of_host ? 1L : 0L);
    for (char **h = r->headers; h != NULL && *h != NULL; h++)
        t->headers = curl_slist_append(t->headers, *h);
    SET(CURLOPT_HTTPHEADER, t->headers);
    if (r->body != NULL) {
        SET(CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)strlen(r->body));
        SET(CURLOPT_POSTFIELDS, r->body);
    }
    return rc;
}

/* Takes the URL apart with libcurl's own parser: what is looked up and judged must be what libcurl
 * will connect to, down to the last odd spelling. `*scheme` is for curl_free. */
static bool read_url(struct transfer *t, const char *url, char **scheme)
{
    CURLU *u = curl_url();
    char *host = NULL;
    char *port = NULL;
    bool good = u != NULL && curl_url_set(u, CURLUPART_URL, url, 0) == CURLUE_OK &&
                curl_url_get(u, CURLUPART_SCHEME, scheme, 0) == CURLUE_OK &&
                curl_url_get(u, CURLUPART_HOST, &host, 0) == CURLUE_OK &&
                curl_url_get(u, CURLUPART_PORT, &port, CURLU_DEFAULT_PORT) == CURLUE_OK;
    good = good && (strcmp(*scheme, "http") == 0 || strcmp(*scheme, "https") == 0);
    if (good) {
        size_t len = strlen(host);
        bool bracketed = host[0] == '[';
        t->host = bracketed ? xstrndup(host + 1, len - 2) : xstrdup(host);
        t->port = (int)strtol(port, NULL, 10);
    }
    curl_free(host);
    curl_free(port);
    curl_url_cleanup(u);
    return good;
}

void transfer_fail(struct transfer *t, enum reply_failure failure, const char *detail)
{
    t->reply->failure = failure;
    snprintf(t->reply->detail, sizeof t->reply->detail, "%s", detail);
}

static enum transfer_step over(struct transfer *t, enum reply_failure failure, const char *detail)
{
    transfer_fail(t, failure, detail);
    return TRANSFER_OVER;
}

/* Gives libcurl the addresses to connect to; a literal needs none. */
static enum transfer_step aim(struct transfer *t, const char *all, const char *public, bool literal)
{
    const char *chosen = t->settings->allow_private ? all : public;
    CURLcode rc = CURLE_OK;
    if (chosen == NULL)
        return over(t, FAIL_PRIVATE, all);
    if (!literal) {
        char *entry = xasprintf("+%s:%d:%s", t->host, t->port, chosen);
        t->addresses = curl_slist_append(NULL, entry);
        free(entry);
        SET(CURLOPT_RESOLVE, t->addresses);
    }
    return rc == CURLE_OK ? TRANSFER_RUN : over(t, FAIL_INTERNAL, curl_easy_strerror(rc));
}

static enum transfer_step aim_at_literal(struct transfer *t, const struct address_list *list)
{
    char *all = address_list_text(list, ADDRESS_ALL, true);
    char *public = address_list_text(list, ADDRESS_PUBLIC, true);
    enum transfer_step step = aim(t, all, public, true);
    free(all);
    free(public);
    return step;
}

/* Follows --connect-to. */
static CURLcode take_detour(struct transfer *t, const struct route *route)
{
    CURLcode rc = CURLE_OK;
    if (route->host == t->host && route->port == t->port)
        return rc;
    bool ipv6 = strchr(route->host, ':') != NULL;
    char *entry = xasprintf(ipv6 ? "::[%s]:%d" : "::%s:%d", route->host, route->port);
    t->connect_to = curl_slist_append(NULL, entry);
    free(entry);
    SET(CURLOPT_CONNECT_TO, t->connect_to);
    char *host = xstrdup(route->host);
    free(t->host);
    t->host = host;
    t->port = route->port;
    return rc;
}

/* The name to ask the DNS for: lower case, no root dot. */
static char *name_for_lookup(const char *host)
{
    size_t len = strlen(host);
    char *name = xstrndup(host, len > 0 && host[len - 1] == '.' ? len - 1 : len);
    for (char *c = name; *c != '\0'; c++)
        *c = (char)tolower((unsigned char)*c);
    return name;
}

/* What a name means is the proxy's to find out; what is private on the face of it is not sent even
 * there: a page could redirect to a service beside the proxy. */
static enum transfer_step aim_at_proxy(struct transfer *t)
{
    char *name = name_for_lookup(t->host);
    bool private = address_literal_is_private(t->host) || address_is_localhost(name);
    free(name);
    return private && !t->settings->allow_private ? over(t, FAIL_PRIVATE, t->host) : TRANSFER_RUN;
}

static enum transfer_step find_way(struct transfer *t)
{
    struct route route = route_choose(t->settings->routes, t->host, t->port);
    struct address_list literal = {.v4_count = 0};
    CURLcode rc = take_detour(t, &route);
    if (rc != CURLE_OK)
        return over(t, FAIL_INTERNAL, curl_easy_strerror(rc));
    if (t->proxied)
        return aim_at_proxy(t);
    if (address_list_add_text(&literal, t->host))
        return aim_at_literal(t, &literal);
    if (route.addresses != NULL)
        return aim(t, route.addresses, route.public_addresses, false);
    t->lookup = name_for_lookup(t->host);
    return TRANSFER_LOOK_UP;
}

enum transfer_step transfer_begin(struct transfer *t, struct fetch_request *request)
{
    const struct transfer_settings *s = t->settings;
    char *scheme = NULL;
    t->started_ms = clock_ms();
    t->request = request;
    t->reply = reply_new(request->url);
    head_init(&t->head, t->reply, s->header_max);
    buf_init(&t->body, request->body_max);
    if (!read_url(t, request->url, &scheme)) {
        curl_free(scheme);
        return over(t, FAIL_BAD_URL, "");
    }
    const char *proxy = proxy_choose(&s->proxies, scheme, t->host);
    curl_free(scheme);
    t->proxied = proxy[0] != '\0';
    CURLcode rc = easy_options_set(t->easy, s);
    rc = rc == CURLE_OK ? set_callbacks(t) : rc;
    rc = rc == CURLE_OK ? set_request(t, proxy) : rc;
    return rc == CURLE_OK ? find_way(t) : over(t, FAIL_INTERNAL, curl_easy_strerror(rc));
}

enum transfer_step transfer_resolved(struct transfer *t, const struct resolved *answer)
{
    if (answer->failure != FAIL_NONE)
        return over(t, answer->failure, answer->detail);
    return aim(t, answer->addresses, answer->public_addresses, false);
}

static long info_long(const struct transfer *t, CURLINFO info)
{
    long value = 0;
    curl_easy_getinfo(t->easy, info, &value);
    return value;
}

static curl_off_t info_off(const struct transfer *t, CURLINFO info)
{
    curl_off_t value = 0;
    curl_easy_getinfo(t->easy, info, &value);
    return value;
}

/* libcurl's words may quote the server: only printable ASCII gets through. */
static void set_detail(struct transfer *t, CURLcode code)
{
    const char *words = t->words[0] != '\0' ? t->words : curl_easy_strerror(code);
    if (code == CURLE_OK)
        words = "the header section breaks off";
    snprintf(t->reply->detail, sizeof t->reply->detail, "%.*s", (int)sizeof t->reply->detail - 1,
             words);
    for (char *c = t->reply->detail; *c != '\0'; c++)
        if (*c < ' ' || *c > '~')
            *c = '?';
}

static enum reply_failure judge_code(const struct transfer *t, CURLcode code)
{
    const struct failure_facts facts = {
        .code = (int)code,
        .verify = info_long(t, CURLINFO_SSL_VERIFYRESULT),
        .os_errno = info_long(t, CURLINFO_OS_ERRNO),
        .status = t->reply->status,
        .connected = info_off(t, CURLINFO_PRETRANSFER_TIME_T) > 0,
        .proxied = t->proxied,
        .connect_status = info_long(t, CURLINFO_HTTP_CONNECTCODE),
    };
    if (t->sockets_refused > 0 && t->sockets_made == 0)
        return FAIL_PRIVATE;
    /* We stopped reading ourselves; what had come by then counts. */
    if (t->reply->truncated)
        return t->reply->status != 0 ? FAIL_NONE : FAIL_PROTOCOL;
    /* libcurl takes a head that breaks off for one that ends. */
    if (code == CURLE_OK && !t->head.whole)
        return t->reply->status != 0 ? FAIL_PARTIAL : FAIL_EMPTY;
    return failure_of(&facts);
}

/* HTTP_VERSION is about an answer; a broken HTTP/2 connection gives none. */
static int http_version(const struct transfer *t, CURLcode code)
{
    static const struct {
        long version;
        int number;
    } versions[] = {
        {CURL_HTTP_VERSION_1_0, 10},
        {CURL_HTTP_VERSION_1_1, 11},
        {CURL_HTTP_VERSION_2_0, 20},
        {CURL_HTTP_VERSION_3, 30},
    };
    if (code == CURLE_HTTP2 || code == CURLE_HTTP2_STREAM)
        return 20;
    long version = info_long(t, CURLINFO_HTTP_VERSION);
    for (size_t i = 0; i < sizeof versions / sizeof *versions; i++)
        if (versions[i].version == version)
            return versions[i].number;
    return 0;
}

void transfer_end(struct transfer *t, CURLcode code)
{
    struct reply *reply = t->reply;
    const char *address = NULL;
    reply->failure = judge_code(t, code);
    if (reply->failure != FAIL_NONE)
        set_detail(t, code);
    reply->http = http_version(t, code);
    reply->wire_bytes = info_off(t, CURLINFO_SIZE_DOWNLOAD_T) + info_long(t, CURLINFO_HEADER_SIZE);
    if (curl_easy_getinfo(t->easy, CURLINFO_PRIMARY_IP, &address) == CURLE_OK && address != NULL)
        snprintf(reply->address, sizeof reply->address, "%s", address);
    if (reply->status != 0)
        reply->certificate = certificates_of(t->certificates, t->request->url);
    if (t->body.len > 0)
        reply->body = buf_take(&t->body, &reply->body_len);
}

struct fetch_result *transfer_take(struct transfer *t)
{
    struct fetch_result *result = xcalloc(1, sizeof *result);
    result->id = t->request->id;
    result->reply = t->reply;
    result->reply->total_ms = clock_ms() - t->started_ms;
    result->reply->finished_at = clock_now();
    t->reply = NULL;
    clear(t);
    return result;
}
