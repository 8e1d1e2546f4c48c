/* failure: each way a connection or an answer can go wrong, played by a server of the test's own,
 * comes out under its own name. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <curl/curl.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "gloss/net/failure.h"

#include "client.h"
#include "dns_peer.h"
#include "peer.h"

enum ending { CLOSE, RESET, HANG };

/* What the server sends, how it ends, and what comes of it. */
struct fault {
    const char *name;
    const char *answer;
    size_t len; /* 0: a string */
    enum ending ending;
    enum reply_failure failure;
    int status;
    const char *body; /* NULL: none */
};

/* gzip of "hello hello hello", with its own check sum and with another. */
#define GZIP_HEAD "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 28\r\n\r\n"
#define GZIP_BODY "\x1f\x8b\x08\0\0\0\0\0\0\x03\xcb\x48\xcd\xc9\xc9\x57\xc8\x40\x90\0"
#define GZIP_TAIL "\x80\x88\xf9\xe5\x11\0\0\0"
#define GZIP_WRONG "\xff\xff\xff\xff\x11\0\0\0"

static const struct fault faults[] = {
    {"whole", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", 0, CLOSE, FAIL_NONE, 200,
     "hello"},
    {"no length", "HTTP/1.1 200 OK\r\n\r\nhello", 0, CLOSE, FAIL_NONE, 200, "hello"},
    {"no body", "HTTP/1.1 204 No Content\r\n\r\n", 0, CLOSE, FAIL_NONE, 204, NULL},
    {"chunked",
     "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n", 0,
     CLOSE, FAIL_NONE, 200, "hello"},
    {"not followed", "HTTP/1.1 301 Moved\r\nLocation: /1\r\nContent-Length: 0\r\n\r\n", 0, CLOSE,
     FAIL_NONE, 301, NULL},
    {"not found", "HTTP/1.1 404 No\r\nContent-Length: 4\r\n\r\ngone", 0, CLOSE, FAIL_NONE, 404,
     "gone"},
    {"odd status", "HTTP/1.1 999 Go Away\r\nContent-Length: 0\r\n\r\n", 0, CLOSE, FAIL_NONE, 999,
     NULL},
    {"old version", "HTTP/1.0 200 OK\r\n\r\nhello", 0, CLOSE, FAIL_NONE, 200, "hello"},
    {"gzip", GZIP_HEAD GZIP_BODY GZIP_TAIL, sizeof(GZIP_HEAD GZIP_BODY GZIP_TAIL) - 1, CLOSE,
     FAIL_NONE, 200, "hello hello hello"},
    {"broken gzip", GZIP_HEAD GZIP_BODY GZIP_WRONG, sizeof(GZIP_HEAD GZIP_BODY GZIP_WRONG) - 1,
     CLOSE, FAIL_ENCODING, 200, "hello hello hello"},
    {"unknown coding",
     "HTTP/1.1 200 OK\r\nContent-Encoding: rot13\r\nContent-Length: 5\r\n\r\nuryyb", 0, CLOSE,
     FAIL_ENCODING, 200, NULL},
    {"garbage", "\x16\x03\x01 this is no HTTP\r\n\r\n", 0, CLOSE, FAIL_PROTOCOL, 0, NULL},
    {"ssh", "SSH-2.0-OpenSSH_9.2p1\r\n", 0, CLOSE, FAIL_PROTOCOL, 0, NULL},
    {"bad status", "HTTP/1.1 2x0 OK\r\n\r\n", 0, CLOSE, FAIL_PROTOCOL, 0, NULL},
    {"bad length", "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n", 0, CLOSE, FAIL_PROTOCOL, 200,
     NULL},
    {"bad chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhe\r\n", 0, CLOSE,
     FAIL_PARTIAL, 200, NULL},
    {"NUL in a header", "HTTP/1.1 200 OK\r\nX: a\0b\r\n\r\n", 28, CLOSE, FAIL_PROTOCOL, 200, NULL},
    {"no colon", "HTTP/1.1 200 OK\r\nwords\r\n\r\n", 0, CLOSE, FAIL_PROTOCOL, 200, NULL},
    {"empty", "", 0, CLOSE, FAIL_EMPTY, 0, NULL},
    {"only a 1xx", "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n", 0, CLOSE, FAIL_EMPTY, 0, NULL},
    {"head cut off", "HTTP/1.1 200 OK\r\nContent-", 0, CLOSE, FAIL_PARTIAL, 200, NULL},
    {"body cut off", "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhello", 0, CLOSE, FAIL_PARTIAL,
     200, "hello"},
    {"chunks cut off", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nhello", 0, CLOSE,
     FAIL_PARTIAL, 200, "hello"},
    {"reset", "", 0, RESET, FAIL_RESET, 0, NULL},
    {"reset in the body", "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhello", 0, RESET,
     FAIL_RESET, 200, NULL},
    {"no answer", "", 0, HANG, FAIL_TIMEOUT, 0, NULL},
    {"slow body", "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhello", 0, HANG, FAIL_TIMEOUT, 200,
     "hello"},
};
enum { FAULTS = sizeof faults / sizeof *faults };

/* GET /7 is answered with row 7. */
static void serve_fault(int connection, void *context)
{
    char request[4096];
    (void)context;
    if (!peer_request(connection, request, sizeof request))
        return;
    const struct fault *f = &faults[strtoul(request + strlen("GET /"), NULL, 10)];
    peer_send(connection, f->answer, f->len > 0 ? f->len : strlen(f->answer));
    if (f->ending == HANG)
        peer_drain(connection);
    if (f->ending == RESET)
        peer_reset(connection);
}

static void check(const struct fault *f, const struct reply *r)
{
    if (r->failure != f->failure || r->status != f->status)
        fail_msg("%s: %s, %d (%s)", f->name, reply_failure_name(r->failure), r->status, r->detail);
    /* A reset may overtake what was sent before it. */
    if (f->body == NULL && f->ending != RESET && r->body != NULL)
        fail_msg("%s: a body of %zu bytes", f->name, r->body_len);
    if (f->body != NULL && (r->body == NULL || strcmp(r->body, f->body) != 0))
        fail_msg("%s: body is \"%s\"", f->name, r->body != NULL ? r->body : "(none)");
    assert_true((r->failure == FAIL_NONE) == (r->detail[0] == '\0'));
    assert_false(r->truncated);
}

static void each_fault_has_its_name(void **state)
{
    (void)state;
    struct peer p;
    peer_start(&p, serve_fault, NULL);
    for (size_t i = 0; i < FAULTS; i++) {
        char url[64];
        struct fetch_options options = client_options();
        if (faults[i].ending == HANG)
            options.timeout_ms = 300;
        snprintf(url, sizeof url, "http://127.0.0.1:%d/%zu", p.port, i);
        struct reply *r = client_once(&options, url);
        check(&faults[i], r);
        reply_free(r);
    }
    peer_stop(&p);
}

static void a_port_without_a_server_refuses(void **state)
{
    (void)state;
    int port = 0;
    int fd = peer_socket(SOCK_STREAM, &port); /* bound, so that nobody else can listen there */
    char url[64];
    snprintf(url, sizeof url, "http://127.0.0.1:%d/", port);
    struct fetch_options options = client_options();
    struct reply *r = client_once(&options, url);
    assert_int_equal(r->failure, FAIL_REFUSED);
    assert_int_equal(r->status, 0);
    reply_free(r);
    close(fd);
}

/* A listener that accepts nothing, with its backlog full: further connections hang. */
static void a_connection_that_hangs_times_out(void **state)
{
    (void)state;
    enum { FILLERS = 4 };
    struct sockaddr_in address = {.sin_family = AF_INET,
                                  .sin_addr = {.s_addr = htonl(INADDR_LOOPBACK)}};
    int port = 0;
    int fillers[FILLERS];
    int fd = peer_socket(SOCK_STREAM, &port);
    assert_int_equal(listen(fd, 0), 0);
    address.sin_port = htons((uint16_t)port);
    for (int i = 0; i < FILLERS; i++) {
        fillers[i] = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
        (void)connect(fillers[i], (struct sockaddr *)&address, sizeof address);
    }
    char url[64];
    snprintf(url, sizeof url, "http://127.0.0.1:%d/", port);
    struct fetch_options options = client_options();
    options.connect_timeout_ms = 300;
    struct reply *r = client_once(&options, url);
    assert_int_equal(r->failure, FAIL_CONNECT_TIMEOUT);
    assert_true(r->total_ms >= 250);
    reply_free(r);
    for (int i = 0; i < FILLERS; i++)
        close(fillers[i]);
    close(fd);
}

static void dns_failures_come_through(void **state)
{
    (void)state;
    static const struct dns_row rows[] = {
        {"ill.test", DNS_SERVFAIL, NULL, DNS_SERVFAIL, NULL},
        {"empty.test", DNS_OK, NULL, DNS_OK, NULL},
    };
    static const struct {
        const char *url;
        enum reply_failure failure;
    } cases[] = {
        {"http://gone.test/", FAIL_DNS_NXDOMAIN},       {"https://gone.test/", FAIL_DNS_NXDOMAIN},
        {"http://GONE.test.:8080/", FAIL_DNS_NXDOMAIN}, {"http://ill.test/", FAIL_DNS_TEMPORARY},
        {"http://empty.test/", FAIL_DNS_NODATA},
    };
    struct dns_peer dns;
    struct client c;
    dns_start(&dns, rows, sizeof rows / sizeof *rows, NULL);
    struct fetch_options options = client_options();
    options.dns_servers = dns.server;
    client_start(&c, &options);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct reply *r = client_get(&c, cases[i].url);
        if (r->failure != cases[i].failure)
            fail_msg("%s: %s (%s)", cases[i].url, reply_failure_name(r->failure), r->detail);
        assert_true(r->detail[0] != '\0');
        reply_free(r);
    }
    client_stop(&c);
    dns_stop(&dns);
}

static void a_dead_dns_is_told_apart(void **state)
{
    (void)state;
    int port = 0;
    close(peer_socket(SOCK_DGRAM, &port));
    char server[32];
    snprintf(server, sizeof server, "127.0.0.1:%d", port);
    struct fetch_options options = client_options();
    options.dns_servers = server;
    struct reply *r = client_once(&options, "http://gone.test/");
    assert_int_equal(r->failure, FAIL_DNS_DEAD);
    reply_free(r);
}

static void libcurl_s_words_are_translated(void **state)
{
    (void)state;
    static const struct {
        struct failure_facts facts;
        enum reply_failure failure;
    } cases[] = {
        {{.code = CURLE_OK}, FAIL_NONE},
        {{.code = CURLE_COULDNT_CONNECT, .os_errno = ECONNREFUSED}, FAIL_REFUSED},
        {{.code = CURLE_COULDNT_CONNECT, .os_errno = ENETUNREACH}, FAIL_NO_ROUTE},
        {{.code = CURLE_COULDNT_CONNECT, .os_errno = EHOSTUNREACH}, FAIL_NO_ROUTE},
        {{.code = CURLE_COULDNT_CONNECT, .os_errno = ETIMEDOUT}, FAIL_CONNECT_TIMEOUT},
        {{.code = CURLE_COULDNT_CONNECT, .os_errno = EMFILE}, FAIL_INTERNAL},
        {{.code = CURLE_COULDNT_CONNECT, .proxied = true}, FAIL_PROXY},
        {{.code = CURLE_COULDNT_RESOLVE_PROXY, .proxied = true}, FAIL_PROXY},
        {{.code = CURLE_RECV_ERROR, .proxied = true, .connect_status = 407}, FAIL_PROXY},
        {{.code = CURLE_RECV_ERROR, .proxied = true, .connect_status = 200}, FAIL_RESET},
        {{.code = CURLE_SSL_CONNECT_ERROR}, FAIL_TLS},
        {{.code = CURLE_SSL_CONNECT_ERROR, .os_errno = ECONNRESET}, FAIL_RESET},
        {{.code = CURLE_SSL_CONNECT_ERROR, .os_errno = ECONNREFUSED}, FAIL_TLS},
        {{.code = CURLE_SSL_CONNECT_ERROR, .os_errno = ENETUNREACH}, FAIL_TLS},
        {{.code = CURLE_PEER_FAILED_VERIFICATION, .verify = 9}, FAIL_TLS_EXPIRED},
        {{.code = CURLE_PEER_FAILED_VERIFICATION, .verify = 10}, FAIL_TLS_EXPIRED},
        {{.code = CURLE_PEER_FAILED_VERIFICATION, .verify = 20}, FAIL_TLS_UNTRUSTED},
        {{.code = CURLE_PEER_FAILED_VERIFICATION, .verify = 62}, FAIL_TLS_HOST},
        {{.code = CURLE_OPERATION_TIMEDOUT}, FAIL_CONNECT_TIMEOUT},
        {{.code = CURLE_OPERATION_TIMEDOUT, .connected = true}, FAIL_TIMEOUT},
        {{.code = CURLE_HTTP2_STREAM, .connected = true}, FAIL_PROTOCOL},
        {{.code = CURLE_RECV_ERROR, .status = 200}, FAIL_PARTIAL},
        {{.code = CURLE_RECV_ERROR, .status = 200, .os_errno = ECONNRESET}, FAIL_RESET},
        {{.code = CURLE_RECV_ERROR}, FAIL_RESET},
        {{.code = CURLE_SSL_CACERT_BADFILE}, FAIL_INTERNAL},
        {{.code = CURLE_OUT_OF_MEMORY}, FAIL_INTERNAL},
        {{.code = CURLE_OUT_OF_MEMORY, .status = 200}, FAIL_HEADER},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        enum reply_failure f = failure_of(&cases[i].facts);
        if (f != cases[i].failure)
            fail_msg("case %zu: %s", i, reply_failure_name(f));
    }
}

/* The first connection is reset, the others get an answer that is no handshake. */
static void serve_no_handshake(int connection, void *context)
{
    int *served = context;
    char hello[512];
    (void)!read(connection, hello, sizeof hello);
    if ((*served)++ == 0)
        peer_reset(connection);
    else
        peer_sends(connection, "HTTP/1.1 400 Bad Request\r\n\r\n");
}

static void one_failure_does_not_colour_the_next(void **state)
{
    (void)state;
    struct peer p;
    struct client c;
    int served = 0;
    char url[64];
    peer_start(&p, serve_no_handshake, &served);
    snprintf(url, sizeof url, "https://127.0.0.1:%d/", p.port);
    struct fetch_options options = client_options();
    client_start(&c, &options);
    static const enum reply_failure expected[] = {FAIL_RESET, FAIL_TLS};
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        struct reply *r = client_get(&c, url);
        if (r->failure != expected[i])
            fail_msg("try %zu: %s (%s)", i, reply_failure_name(r->failure), r->detail);
        reply_free(r);
    }
    client_stop(&c);
    peer_stop(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(libcurl_s_words_are_translated),
        cmocka_unit_test(each_fault_has_its_name),
        cmocka_unit_test(a_port_without_a_server_refuses),
        cmocka_unit_test(a_connection_that_hangs_times_out),
        cmocka_unit_test(dns_failures_come_through),
        cmocka_unit_test(one_failure_does_not_colour_the_next),
        cmocka_unit_test(a_dead_dns_is_told_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
