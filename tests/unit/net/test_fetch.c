/* fetch: what a well-behaved server and its client say to each other. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "gloss/net/fetch.h"

#include "client.h"
#include "dns_peer.h"
#include "peer.h"

/* Answers every request with the request itself, and keeps the connection. */
static void serve_echo(int connection, void *context)
{
    char request[8192];
    char head[128];
    (void)context;
    while (peer_request(connection, request, sizeof request)) {
        snprintf(head, sizeof head,
                 "HTTP/1.1 200 OK\r\nContent-Length: %zu\r\nX-Echo:  yes \r\n\r\n",
                 strlen(request));
        peer_sends(connection, head);
        peer_sends(connection, request);
    }
}

/* Reads a request, says so through the queue in `context`, and never answers. */
static void serve_nothing(int connection, void *context)
{
    char request[8192];
    if (peer_request(connection, request, sizeof request)) {
        queue_put(context, context);
        peer_drain(connection);
    }
}

static void url_of(char url[128], const struct peer *p, const char *path)
{
    snprintf(url, 128, "http://127.0.0.1:%d%s", p->port, path);
}

static void a_reply_has_all_its_parts(void **state)
{
    (void)state;
    struct peer p;
    char url[128];
    peer_start(&p, serve_echo, NULL);
    url_of(url, &p, "/a%2Fb?q=%E9");
    struct fetch_options options = client_options();
    struct reply *r = client_once(&options, url);
    peer_stop(&p);
    assert_int_equal(r->failure, FAIL_NONE);
    assert_int_equal(r->status, 200);
    assert_int_equal(r->http, 11);
    assert_string_equal(r->url, url);
    assert_string_equal(r->detail, "");
    assert_string_equal(r->address, "127.0.0.1");
    assert_string_equal(reply_header(r, "x-echo"), "yes");
    assert_int_equal(r->header_count, 2);
    assert_int_equal(strlen(r->body), r->body_len);
    assert_non_null(strstr(r->body, "GET /a%2Fb?q=%E9 HTTP/1.1\r\n"));
    assert_non_null(strstr(r->body, "\r\nUser-Agent: gloss-test\r\n"));
    assert_non_null(strstr(r->body, "\r\nAccept-Encoding: "));
    assert_null(strstr(r->body, "Cookie"));
    assert_false(r->truncated);
    assert_true(r->wire_bytes > (int64_t)r->body_len);
    assert_true(r->total_ms >= 0 && r->total_ms < CLIENT_TIMEOUT_MS);
    assert_true(r->finished_at <= (int64_t)time(NULL));
    assert_true(r->finished_at > (int64_t)time(NULL) - 60);
    reply_free(r);
}

static void headers_and_a_body_are_sent(void **state)
{
    (void)state;
    struct peer p;
    struct client c;
    char url[128];
    peer_start(&p, serve_echo, NULL);
    url_of(url, &p, "/");
    struct fetch_options options = client_options();
    client_start(&c, &options);
    struct fetch_request *request = fetch_request_new(42, url, CLIENT_BODY_MAX);
    fetch_request_add_header(request, "If-None-Match", "\"abc\"");
    fetch_request_add_header(request, "X-Empty", "");
    fetch_request_add_header(request, "X-Split", "one\r\nX-Injected: two");
    request->body = strdup("{\"ids\":[1,2]}");
    fetch_submit(c.fetch, request);
    uint64_t id = 0;
    struct reply *r = client_take(&c, &id);
    client_stop(&c);
    peer_stop(&p);
    assert_int_equal(id, 42);
    assert_int_equal(r->status, 200);
    assert_non_null(strstr(r->body, "POST / HTTP/1.1\r\n"));
    assert_non_null(strstr(r->body, "\r\nIf-None-Match: \"abc\"\r\n"));
    assert_non_null(strstr(r->body, "\r\nX-Empty:\r\n"));
    assert_null(strstr(r->body, "\r\nX-Injected"));
    assert_non_null(strstr(r->body, "\r\n\r\n{\"ids\":[1,2]}"));
    reply_free(r);
}

static void a_long_post_waits_for_no_permission(void **state)
{
    (void)state;
    enum { LONG = 6000 };
    struct peer p;
    struct client c;
    char url[128];
    peer_start(&p, serve_echo, NULL);
    url_of(url, &p, "/");
    struct fetch_options options = client_options();
    client_start(&c, &options);
    struct fetch_request *request = fetch_request_new(1, url, CLIENT_BODY_MAX);
    request->body = malloc(LONG + 1);
    memset(request->body, 'x', LONG);
    request->body[LONG] = '\0';
    fetch_submit(c.fetch, request);
    struct reply *r = client_take(&c, NULL);
    client_stop(&c);
    peer_stop(&p);
    assert_int_equal(r->status, 200);
    assert_true(r->body_len > LONG);
    assert_null(strstr(r->body, "Expect:"));
    reply_free(r);
}

static void a_connection_is_kept_until_the_last_request(void **state)
{
    (void)state;
    struct peer p;
    struct client c;
    char url[128];
    peer_start(&p, serve_echo, NULL);
    url_of(url, &p, "/");
    struct fetch_options options = client_options();
    client_start(&c, &options);
    for (int i = 0; i < 4; i++) {
        struct fetch_request *request = fetch_request_new(1, url, CLIENT_BODY_MAX);
        request->last_of_host = i == 2;
        fetch_submit(c.fetch, request);
        reply_free(client_take(&c, NULL));
        assert_int_equal(p.connections, i < 3 ? 1 : 2);
    }
    client_stop(&c);
    peer_stop(&p);
}

static void many_requests_all_come_back(void **state)
{
    (void)state;
    enum { COUNT = 200 };
    struct peer peers[3];
    struct client c;
    bool seen[COUNT] = {false};
    struct fetch_options options = client_options();
    options.workers = 3;
    for (int i = 0; i < 3; i++)
        peer_start(&peers[i], serve_echo, NULL);
    client_start(&c, &options);
    for (int i = 0; i < COUNT; i++) {
        char url[128];
        /* One at a time to a peer that serves one connection at a time. */
        snprintf(url, sizeof url, "http://127.0.0.%d:%d/%d", 1, peers[i % 3].port, i);
        fetch_submit(c.fetch, fetch_request_new((uint64_t)i, url, CLIENT_BODY_MAX));
        if (i >= 2) {
            uint64_t id = 0;
            struct reply *r = client_take(&c, &id);
            assert_int_equal(r->status, 200);
            assert_false(seen[id]);
            seen[id] = true;
            reply_free(r);
        }
    }
    client_stop(&c);
    for (int i = 0; i < 3; i++)
        peer_stop(&peers[i]);
}

struct wrapped {
    struct fetch_result *result;
};

static void *wrap(struct fetch_result *result)
{
    struct wrapped *w = malloc(sizeof *w);
    w->result = result;
    return w;
}

static void results_can_be_wrapped(void **state)
{
    (void)state;
    struct err err = ERR_INIT;
    struct fetch_options options = client_options();
    struct queue *out = queue_new(4);
    struct fetch *f = fetch_start(&options, out, wrap, &err);
    assert_non_null(f);
    fetch_submit(f, fetch_request_new(7, "nonsense", 10));
    struct wrapped *w = queue_take(out, -1);
    assert_int_equal(w->result->id, 7);
    assert_int_equal(w->result->reply->failure, FAIL_BAD_URL);
    client_drop(w->result);
    free(w);
    fetch_stop(f);
    fetch_stop(NULL);
    queue_free(out, NULL);
}

static void what_is_no_web_url_is_refused(void **state)
{
    (void)state;
    static const char *const urls[] = {
        "ftp://127.0.0.1/file",
        "file:///etc/passwd",
        "gopher://127.0.0.1/",
        "dict://127.0.0.1/",
        "http://",
        "",
        "/path",
        "http://a b/",
        "http://[::1/",
        "http://host:99999/",
        "javascript:alert(1)",
        "scp://127.0.0.1/x",
        "http://a..localhost/x",
    };
    struct client c;
    struct fetch_options options = client_options();
    client_start(&c, &options);
    for (size_t i = 0; i < sizeof urls / sizeof *urls; i++) {
        struct reply *r = client_get(&c, urls[i]);
        if (r->failure != FAIL_BAD_URL)
            fail_msg("%s: %s (%s)", urls[i], reply_failure_name(r->failure), r->detail);
        assert_int_equal(r->status, 0);
        reply_free(r);
    }
    client_stop(&c);
}

static void cancel_ends_what_waits_for_an_answer(void **state)
{
    (void)state;
    struct peer p;
    struct client c;
    char url[128];
    struct queue *asked = queue_new(4);
    peer_start(&p, serve_nothing, asked);
    url_of(url, &p, "/");
    struct fetch_options options = client_options();
    client_start(&c, &options);
    for (int i = 0; i < 5; i++)
        fetch_submit(c.fetch, fetch_request_new(1, url, CLIENT_BODY_MAX));
    queue_take(asked, -1);
    fetch_cancel(c.fetch);
    for (int i = 0; i < 5; i++) {
        struct reply *r = client_take(&c, NULL);
        assert_int_equal(r->failure, FAIL_CANCELLED);
        assert_true(r->total_ms < CLIENT_TIMEOUT_MS / 2);
        reply_free(r);
    }
    client_stop(&c);
    peer_stop(&p);
    queue_free(asked, NULL);
}

static void cancel_ends_lookups_and_later_requests_run(void **state)
{
    (void)state;
    static const struct dns_row rows[] = {{"silent.test", DNS_SILENT, NULL, DNS_SILENT, NULL}};
    struct queue *asked = queue_new(64);
    struct dns_peer dns;
    struct client c;
    dns_start(&dns, rows, 1, asked);
    struct fetch_options options = client_options();
    options.dns_servers = dns.server;
    client_start(&c, &options);
    fetch_submit(c.fetch, fetch_request_new(1, "http://silent.test/", 10));
    queue_take(asked, -1);
    fetch_cancel(c.fetch);
    struct reply *r = client_take(&c, NULL);
    assert_int_equal(r->failure, FAIL_CANCELLED);
    reply_free(r);
    r = client_get(&c, "http://gone.test/");
    assert_int_equal(r->failure, FAIL_DNS_NXDOMAIN);
    reply_free(r);
    client_stop(&c);
    dns_stop(&dns);
    queue_free(asked, NULL);
}

static void stop_waits_for_what_is_in_flight(void **state)
{
    (void)state;
    struct peer p;
    struct client c;
    char url[128];
    peer_start(&p, serve_echo, NULL);
    url_of(url, &p, "/");
    struct fetch_options options = client_options();
    client_start(&c, &options);
    fetch_submit(c.fetch, fetch_request_new(9, url, CLIENT_BODY_MAX));
    fetch_stop(c.fetch);
    peer_stop(&p);
    struct fetch_result *result = queue_take(c.out, 0);
    assert_non_null(result);
    assert_int_equal(result->reply->status, 200);
    client_drop(result);
    queue_free(c.out, client_drop);
}

static void malformed_options_are_refused(void **state)
{
    (void)state;
    char detour[] = "a:b";
    char known[] = "host:80:not-an-address";
    char *bad_detour[] = {detour, NULL};
    char *bad_known[] = {known, NULL};
    struct queue *out = queue_new(1);
    struct fetch_options options = client_options();
    struct err err = ERR_INIT;
    options.connect_to = bad_detour;
    assert_null(fetch_start(&options, out, NULL, &err));
    assert_int_equal(err.kind, ERR_USAGE);
    assert_non_null(strstr(err.message, "a:b"));

    err_clear(&err);
    options = client_options();
    options.resolve = bad_known;
    assert_null(fetch_start(&options, out, NULL, &err));
    assert_int_equal(err.kind, ERR_USAGE);

    err_clear(&err);
    options = client_options();
    options.dns_servers = "nowhere at all";
    assert_null(fetch_start(&options, out, NULL, &err));
    assert_int_equal(err.kind, ERR_USAGE);
    queue_free(out, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_reply_has_all_its_parts),
        cmocka_unit_test(headers_and_a_body_are_sent),
        cmocka_unit_test(a_long_post_waits_for_no_permission),
        cmocka_unit_test(a_connection_is_kept_until_the_last_request),
        cmocka_unit_test(many_requests_all_come_back),
        cmocka_unit_test(results_can_be_wrapped),
        cmocka_unit_test(what_is_no_web_url_is_refused),
        cmocka_unit_test(cancel_ends_what_waits_for_an_answer),
        cmocka_unit_test(cancel_ends_lookups_and_later_requests_run),
        cmocka_unit_test(stop_waits_for_what_is_in_flight),
        cmocka_unit_test(malformed_options_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
