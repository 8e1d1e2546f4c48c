/* proxy: which one is chosen, and what changes when one is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gloss/net/proxy.h"

#include "client.h"
#include "peer.h"

static const char *const variables[] = {
    "http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY",
    "all_proxy",  "ALL_PROXY",  "no_proxy",    "NO_PROXY",
};

static int forget_environment(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof variables / sizeof *variables; i++)
        unsetenv(variables[i]);
    return 0;
}

static void the_option_comes_before_the_environment(void **state)
{
    (void)state;
    static const struct {
        const char *option;
        const char *variable;
        const char *scheme;
        const char *proxy;
    } cases[] = {
        {NULL, "http_proxy", "http", "P"},   {NULL, "http_proxy", "https", ""},
        {NULL, "HTTP_PROXY", "http", ""},    {NULL, "https_proxy", "https", "P"},
        {NULL, "HTTPS_PROXY", "https", "P"}, {NULL, "https_proxy", "http", ""},
        {NULL, "all_proxy", "http", "P"},    {NULL, "ALL_PROXY", "https", "P"},
        {"Q", "all_proxy", "http", "Q"},     {"Q", "https_proxy", "https", "Q"},
        {"", "all_proxy", "http", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct proxy_rules rules;
        setenv(cases[i].variable, "P", 1);
        proxy_rules_init(&rules, cases[i].option);
        unsetenv(cases[i].variable);
        if (strcmp(proxy_choose(&rules, cases[i].scheme, "a.test"), cases[i].proxy) != 0)
            fail_msg("%s for %s", cases[i].variable, cases[i].scheme);
        proxy_rules_release(&rules);
    }
}

static void some_hosts_are_reached_directly(void **state)
{
    (void)state;
    static const struct {
        const char *none;
        const char *host;
        bool direct;
    } cases[] = {
        {"", "a.test", false},
        {"*", "a.test", true},
        {"a.test", "a.test", true},
        {"a.test", "A.TEST", true},
        {"a.test", "www.a.test", true},
        {"a.test", "xa.test", false},
        {"a.test", "test", false},
        {".a.test", "a.test", true},
        {".a.test", "b.a.test", true},
        {"a.test.", "a.test", true},
        {"b.test, a.test", "a.test", true},
        {"b.test a.test", "a.test", true},
        {" , ,", "a.test", false},
        {".", "a.test", false},
        {"10.0.0.0/8", "10.1.2.3", true},
        {"10.0.0.0/8", "11.1.2.3", false},
        {"10.128.0.0/9", "10.127.0.1", false},
        {"10.128.0.0/9", "10.129.0.1", true},
        {"10.1.2.3", "10.1.2.3", true},
        {"10.1.2.3/32", "10.1.2.4", false},
        {"0.0.0.0/0", "8.8.8.8", true},
        {"10.0.0.0/33", "10.0.0.1", false},
        {"10.0.0.0/x", "10.0.0.1", false},
        {"2001:db8::/32", "2001:db8:1::1", true},
        {"2001:db8::/32", "2001:db9::1", false},
        {"::1", "::1", true},
        {"::1/128", "10.0.0.1", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct proxy_rules rules;
        setenv("no_proxy", cases[i].none, 1);
        proxy_rules_init(&rules, "P");
        unsetenv("no_proxy");
        bool direct = strcmp(proxy_choose(&rules, "http", cases[i].host), "") == 0;
        if (direct != cases[i].direct)
            fail_msg("no_proxy \"%s\" for %s", cases[i].none, cases[i].host);
        proxy_rules_release(&rules);
    }
}

/* A proxy that answers plain requests with themselves and lets no tunnel through. */
static void serve_proxy(int connection, void *context)
{
    char request[4096];
    (void)context;
    if (!peer_request(connection, request, sizeof request))
        return;
    if (strncmp(request, "CONNECT ", 8) == 0) {
        peer_sends(connection, "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n");
        return;
    }
    peer_sends(connection, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
    peer_sends(connection, request);
}

static void a_proxy_resolves_and_connects_by_itself(void **state)
{
    (void)state;
    struct peer p;
    struct client c;
    char proxy[64];
    peer_start(&p, serve_proxy, NULL);
    snprintf(proxy, sizeof proxy, "http://127.0.0.1:%d", p.port);
    struct fetch_options options = client_options();
    options.proxy = proxy;
    options.allow_private = false; /* the proxy itself may be private */
    client_start(&c, &options);
    struct reply *r = client_get(&c, "http://no-such-host.test/page");
    assert_int_equal(r->failure, FAIL_NONE);
    assert_int_equal(r->status, 200);
    assert_non_null(strstr(r->body, "GET http://no-such-host.test/page HTTP/1.1"));
    reply_free(r);
    r = client_get(&c, "https://no-such-host.test/page");
    assert_int_equal(r->failure, FAIL_PROXY);
    assert_int_equal(r->status, 0);
    assert_int_equal(r->header_count, 0);
    reply_free(r);
    client_stop(&c);
    peer_stop(&p);
}

static void a_proxy_that_is_down_is_named(void **state)
{
    (void)state;
    int port = 0;
    int fd = peer_socket(SOCK_STREAM, &port);
    char proxy[64];
    snprintf(proxy, sizeof proxy, "http://127.0.0.1:%d", port);
    struct fetch_options options = client_options();
    options.proxy = proxy;
    struct reply *r = client_once(&options, "http://no-such-host.test/");
    assert_int_equal(r->failure, FAIL_PROXY);
    reply_free(r);
    close(fd);
}

static void what_is_private_is_not_sent_to_a_proxy_either(void **state)
{
    (void)state;
    static const struct {
        const char *url;
        bool allowed;
        enum reply_failure failure;
    } cases[] = {
        {"http://127.0.0.1/x", false, FAIL_PRIVATE},
        {"http://169.254.169.254/latest/", false, FAIL_PRIVATE},
        {"https://10.0.0.1/", false, FAIL_PRIVATE},
        {"http://[::ffff:10.0.0.1]/", false, FAIL_PRIVATE},
        {"http://LOCALHOST/", false, FAIL_PRIVATE},
        {"http://box.localhost./", false, FAIL_PRIVATE},
        {"http://10.0.0.1/", true, FAIL_NONE},
        {"http://localhost/", true, FAIL_NONE},
        {"http://8.8.8.8/", false, FAIL_NONE},
        {"http://localhost.test/", false, FAIL_NONE},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct peer p;
        char proxy[64];
        peer_start(&p, serve_proxy, NULL);
        snprintf(proxy, sizeof proxy, "http://127.0.0.1:%d", p.port);
        struct fetch_options options = client_options();
        options.proxy = proxy;
        options.allow_private = cases[i].allowed;
        struct reply *r = client_once(&options, cases[i].url);
        if (r->failure != cases[i].failure)
            fail_msg("%s: %s", cases[i].url, reply_failure_name(r->failure));
        reply_free(r);
        peer_stop(&p);
    }
}

static void without_a_proxy_the_address_rule_holds(void **state)
{
    (void)state;
    setenv("no_proxy", "127.0.0.1", 1);
    struct fetch_options options = client_options();
    options.proxy = "http://127.0.0.1:9";
    options.allow_private = false;
    struct reply *r = client_once(&options, "http://127.0.0.1:9/");
    unsetenv("no_proxy");
    assert_int_equal(r->failure, FAIL_PRIVATE);
    reply_free(r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_option_comes_before_the_environment),
        cmocka_unit_test(some_hosts_are_reached_directly),
        cmocka_unit_test(a_proxy_resolves_and_connects_by_itself),
        cmocka_unit_test(a_proxy_that_is_down_is_named),
        cmocka_unit_test(what_is_private_is_not_sent_to_a_proxy_either),
        cmocka_unit_test(without_a_proxy_the_address_rule_holds),
    };
    return cmocka_run_group_tests(tests, forget_environment, NULL);
}
