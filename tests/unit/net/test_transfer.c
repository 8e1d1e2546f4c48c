/* transfer: caps on what is read, what is kept of a head, and which addresses are connected to. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <curl/curl.h>
#include <stdio.h>
#include <string.h>

#include "gloss/net/certificate.h"
#include "gloss/net/transfer.h"

#include "client.h"
#include "dns_peer.h"
#include "peer.h"

/* ---- Caps ---- */

enum { ZEROS = 20 * 1000 * 1000, BOMB_ROOM = 64 * 1024 };

struct bomb {
    char bytes[BOMB_ROOM];
    size_t len;
};

static void bomb_make(struct bomb *b)
{
    char command[64];
    snprintf(command, sizeof command, "head -c %d /dev/zero | gzip -9", ZEROS);
    FILE *gzip = popen(command, "r");
    assert_non_null(gzip);
    b->len = fread(b->bytes, 1, sizeof b->bytes, gzip);
    assert_int_equal(pclose(gzip), 0);
    assert_true(b->len > 1000 && b->len < sizeof b->bytes);
}

static void serve_bomb(int connection, void *context)
{
    const struct bomb *b = context;
    char request[4096];
    char head[128];
    if (!peer_request(connection, request, sizeof request))
        return;
    snprintf(head, sizeof head,
             "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: %zu\r\n\r\n", b->len);
    peer_sends(connection, head);
    peer_send(connection, b->bytes, b->len);
}

static void a_gzip_bomb_is_cut_at_the_cap(void **state)
{
    (void)state;
    static struct bomb bomb;
    struct peer p;
    char url[64];
    bomb_make(&bomb);
    peer_start(&p, serve_bomb, &bomb);
    snprintf(url, sizeof url, "http://127.0.0.1:%d/", p.port);
    struct fetch_options options = client_options();
    struct reply *r = client_once(&options, url);
    peer_stop(&p);
    assert_int_equal(r->failure, FAIL_NONE);
    assert_int_equal(r->status, 200);
    assert_true(r->truncated);
    assert_int_equal(r->body_len, CLIENT_BODY_MAX);
    assert_true(r->wire_bytes < BOMB_ROOM);
    reply_free(r);
}

/* Sends the number of body bytes that the path asks for. */
static void serve_length(int connection, void *context)
{
    char request[4096];
    char head[128];
    (void)context;
    while (peer_request(connection, request, sizeof request)) {
        size_t len = strtoul(request + strlen("GET /"), NULL, 10);
        char *body = calloc(1, len + 1);
        memset(body, 'x', len);
        snprintf(head, sizeof head, "HTTP/1.1 404 No\r\nContent-Length: %zu\r\n\r\n", len);
        peer_sends(connection, head);
        peer_send(connection, body, len);
        free(body);
    }
}

static void bodies_are_cut_beyond_the_cap_only(void **state)
{
    (void)state;
    static const struct {
        size_t len;
        size_t max;
        size_t kept;
        bool truncated;
    } cases[] = {
        {0, 0, 0, false},
        {1, 0, 0, true},
        {100, 100, 100, false},
        {101, 100, 100, true},
        {0, 100, 0, false},
        {1000000, 100, 100, true},
        {300000, 300000, 300000, false},
    };
    struct peer p;
    struct client c;
    peer_start(&p, serve_length, NULL);
    struct fetch_options options = client_options();
    client_start(&c, &options);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char url[64];
        snprintf(url, sizeof url, "http://127.0.0.1:%d/%zu", p.port, cases[i].len);
        fetch_submit(c.fetch, fetch_request_new(1, url, cases[i].max));
        struct reply *r = client_take(&c, NULL);
        assert_int_equal(r->failure, FAIL_NONE);
        assert_int_equal(r->status, 404);
        assert_int_equal(r->body_len, cases[i].kept);
        assert_true(r->truncated == cases[i].truncated);
        assert_true((r->body == NULL) == (cases[i].kept == 0));
        assert_true(r->body == NULL || r->body[r->body_len] == '\0');
        reply_free(r);
    }
    client_stop(&c);
    peer_stop(&p);
}

/* A head with the number of 1,000-byte headers that the path asks for, then a body. "/-5" sends
 * that many 1xx answers first. */
static void serve_long_head(int connection, void *context)
{
    char request[4096];
    char filler[980];
    (void)context;
    memset(filler, 'f', sizeof filler - 1);
    filler[sizeof filler - 1] = '\0';
    if (!peer_request(connection, request, sizeof request))
        return;
    long count = strtol(request + strlen("GET /"), NULL, 10);
    for (long i = 0; i < -count; i++)
        peer_sends(connection, "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n");
    peer_sends(connection, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n");
    for (long i = 0; i < count; i++) {
        char line[1024];
        snprintf(line, sizeof line, "X-%ld: %s\r\n", i, filler);
        peer_sends(connection, line);
    }
    peer_sends(connection, "\r\nhello");
}

static void long_heads_are_cut_and_their_status_counts(void **state)
{
    (void)state;
    static const struct {
        int count;
        enum reply_failure failure;
        int status;
        bool truncated;
    } cases[] = {
        {10, FAIL_NONE, 200, false},
        {200, FAIL_NONE, 200, false}, /* a rich Content-Security-Policy is no crime */
        {270, FAIL_NONE, 200, true},
        {2000, FAIL_NONE, 200, true},
        {-100, FAIL_NONE, 200, false},
        {-100000, FAIL_PROTOCOL, 0, true},
    };
    struct peer p;
    peer_start(&p, serve_long_head, NULL);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char url[64];
        snprintf(url, sizeof url, "http://127.0.0.1:%d/%d", p.port, cases[i].count);
        struct fetch_options options = client_options();
        options.header_max = 256 * 1024;
        struct reply *r = client_once(&options, url);
        if (r->failure != cases[i].failure || r->status != cases[i].status)
            fail_msg("%d: %s, %d (%s)", cases[i].count, reply_failure_name(r->failure), r->status,
                     r->detail);
        assert_true(r->truncated == cases[i].truncated);
        assert_true((r->body_len == 5) == !r->truncated);
        reply_free(r);
    }
    peer_stop(&p);
}

/* ---- Heads ---- */

static void serve_text(int connection, void *context)
{
    char request[4096];
    if (peer_request(connection, request, sizeof request))
        peer_sends(connection, context);
}

static struct reply *answered(const char *answer)
{
    struct peer p;
    char url[64];
    char *text = strdup(answer);
    peer_start(&p, serve_text, text);
    snprintf(url, sizeof url, "http://127.0.0.1:%d/", p.port);
    struct fetch_options options = client_options();
    struct reply *r = client_once(&options, url);
    peer_stop(&p);
    free(text);
    return r;
}

static void only_the_final_head_is_kept(void **state)
{
    (void)state;
    struct reply *r = answered("HTTP/1.1 100 Continue\r\nX-One: 1\r\n\r\n"
                               "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n"
                               "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-End\r\n"
                               "X-Two: 2\r\n\r\n2\r\nhi\r\n0\r\nX-End: 3\r\n\r\n");
    assert_int_equal(r->status, 200);
    assert_string_equal(r->body, "hi");
    assert_int_equal(r->header_count, 3);
    assert_string_equal(reply_header(r, "x-two"), "2");
    assert_null(reply_header(r, "x-one"));
    assert_null(reply_header(r, "link"));
    assert_null(reply_header(r, "x-end"));
    reply_free(r);
}

static void odd_headers_are_read_as_they_are_meant(void **state)
{
    (void)state;
    struct reply *r = answered("HTTP/1.1 200 OK\r\n"
                               "Content-Length: 0\r\n"
                               "X-Blank:\t \t a b \t\r\n"
                               "X-Empty:\r\n"
                               "X-Folded: one\r\n"
                               " \t two\r\n"
                               "\tthree \r\n"
                               "X-Twice: 1\r\n"
                               ": no name\r\n"
                               "X-Twice: 2\r\n"
                               "X-Latin: \xe9\n"
                               "X-Last: z:z\r\n\r\n");
    assert_int_equal(r->failure, FAIL_NONE);
    assert_int_equal(r->status, 200);
    assert_string_equal(reply_header(r, "X-Blank"), "a b");
    assert_string_equal(reply_header(r, "X-Empty"), "");
    assert_string_equal(reply_header(r, "X-Folded"), "one two three");
    assert_string_equal(reply_header(r, "X-Twice"), "1");
    assert_string_equal(reply_header(r, "X-Latin"), "\xe9");
    assert_string_equal(reply_header(r, "X-Last"), "z:z");
    assert_int_equal(r->header_count, 8);
    reply_free(r);
}

/* ---- Addresses ---- */

static const struct dns_row rows[] = {
    {"home.test", DNS_OK, "127.0.0.1", DNS_OK, NULL},
    {"office.test", DNS_OK, "10.1.2.3", DNS_OK, "fd00::1"},
    {"six.test", DNS_OK, NULL, DNS_OK, "::1"},
};

static void private_addresses_are_refused_before_anything_is_sent(void **state)
{
    (void)state;
    static const char *const hosts[] = {
        "127.0.0.1",
        "127.1",
        "0x7f000001",
        "2130706433",
        "017700000001",
        "[::1]",
        "localhost",
        "LOCALHOST",
        "a.localhost",
        "localhost.",
        "home.test",
        "HOME.TEST.",
        "office.test",
        "six.test",
        "0.0.0.0",
        "[::ffff:127.0.0.1]",
        "10.0.0.1",
        "192.168.1.1",
        "169.254.169.254",
        /* Through the options: */
        "detour.test",
        "known.test",
        "other-known.test",
    };
    char detour[] = "detour.test::127.0.0.1:";
    char known[] = "known.test:80:127.0.0.1,10.0.0.1";
    char any[] = "*:8000:127.0.0.1";
    char *detours[] = {detour, NULL};
    char *knowns[] = {known, any, NULL};
    struct peer p;
    struct dns_peer dns;
    struct client c;
    peer_start(&p, serve_text, (char *)(uintptr_t) "HTTP/1.1 200 OK\r\n\r\n");
    dns_start(&dns, rows, sizeof rows / sizeof *rows, NULL);
    struct fetch_options options = client_options();
    options.allow_private = false;
    options.dns_servers = dns.server;
    options.connect_to = detours;
    options.resolve = knowns;
    client_start(&c, &options);
    for (size_t i = 0; i < sizeof hosts / sizeof *hosts; i++) {
        char url[128];
        bool fixed = strcmp(hosts[i], "known.test") == 0;
        bool any_host = strcmp(hosts[i], "other-known.test") == 0;
        snprintf(url, sizeof url, "http://%s:%d/", hosts[i], fixed ? 80 : any_host ? 8000 : p.port);
        struct reply *r = client_get(&c, url);
        if (r->failure != FAIL_PRIVATE)
            fail_msg("%s: %s (%s)", url, reply_failure_name(r->failure), r->detail);
        assert_int_equal(r->status, 0);
        reply_free(r);
    }
    client_stop(&c);
    dns_stop(&dns);
    assert_int_equal(p.connections, 0);
    peer_stop(&p);
}

static void names_lead_to_their_addresses(void **state)
{
    (void)state;
    static const char *const hosts[] = {"home.test", "HOME.test.", "localhost", "127.1",
                                        "www.localhost"};
    struct peer p;
    struct dns_peer dns;
    struct client c;
    peer_start(&p, serve_text, (char *)(uintptr_t) "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
    dns_start(&dns, rows, sizeof rows / sizeof *rows, NULL);
    struct fetch_options options = client_options();
    options.dns_servers = dns.server;
    client_start(&c, &options);
    for (size_t i = 0; i < sizeof hosts / sizeof *hosts; i++) {
        char url[128];
        snprintf(url, sizeof url, "http://%s:%d/", hosts[i], p.port);
        struct reply *r = client_get(&c, url);
        if (r->status != 200)
            fail_msg("%s: %s (%s)", url, reply_failure_name(r->failure), r->detail);
        assert_string_equal(r->address, "127.0.0.1");
        reply_free(r);
    }
    client_stop(&c);
    dns_stop(&dns);
    peer_stop(&p);
}

/* An answer that calls a private address public: the socket itself must still be refused. */
static void the_socket_is_judged_once_more(void **state)
{
    (void)state;
    struct peer p;
    struct err err = ERR_INIT;
    char url[64];
    peer_start(&p, serve_text, (char *)(uintptr_t) "HTTP/1.1 200 OK\r\n\r\n");
    snprintf(url, sizeof url, "http://liar.test:%d/", p.port);
    struct transfer_settings settings = {.connect_timeout_ms = CLIENT_TIMEOUT_MS,
                                         .timeout_ms = CLIENT_TIMEOUT_MS,
                                         .header_max = CLIENT_HEADER_MAX,
                                         .routes = route_rules_new(NULL, NULL, &err)};
    proxy_rules_init(&settings.proxies, "");
    struct certificates *certificates = certificates_new();
    struct transfer *t = transfer_new(&settings, certificates, NULL);
    const struct resolved lie = {FAIL_NONE, "", "127.0.0.1", "127.0.0.1"};
    assert_int_equal(transfer_begin(t, fetch_request_new(1, url, 100)), TRANSFER_LOOK_UP);
    assert_string_equal(transfer_host(t), "liar.test");
    assert_int_equal(transfer_resolved(t, &lie), TRANSFER_RUN);
    transfer_end(t, curl_easy_perform(transfer_easy(t)));
    struct fetch_result *result = transfer_take(t);
    assert_int_equal(result->reply->failure, FAIL_PRIVATE);
    client_drop(result);
    transfer_free(t);
    certificates_free(certificates);
    route_rules_free(settings.routes);
    proxy_rules_release(&settings.proxies);
    assert_int_equal(p.connections, 0);
    peer_stop(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_gzip_bomb_is_cut_at_the_cap),
        cmocka_unit_test(bodies_are_cut_beyond_the_cap_only),
        cmocka_unit_test(long_heads_are_cut_and_their_status_counts),
        cmocka_unit_test(only_the_final_head_is_kept),
        cmocka_unit_test(odd_headers_are_read_as_they_are_meant),
        cmocka_unit_test(private_addresses_are_refused_before_anything_is_sent),
        cmocka_unit_test(names_lead_to_their_addresses),
        cmocka_unit_test(the_socket_is_judged_once_more),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
