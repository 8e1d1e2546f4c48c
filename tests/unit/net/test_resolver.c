/* resolver: each way a lookup can end, against a name server of the test's own. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <poll.h>
#include <string.h>
#include <time.h>

#include "gloss/net/resolver.h"
#include "gloss/thread/queue.h"

#include "dns_peer.h"

static const struct dns_row rows[] = {
    {"both.test", DNS_OK, "1.2.3.4", DNS_OK, "2606:4700::1111"},
    {"four.test", DNS_OK, "1.2.3.4", DNS_OK, NULL},
    {"six.test", DNS_OK, NULL, DNS_OK, "2606:4700::1111"},
    {"home.test", DNS_OK, "127.0.0.1", DNS_OK, NULL},
    {"mixed.test", DNS_OK, "1.2.3.4", DNS_OK, "::1"},
    {"broken-six.test", DNS_OK, "1.2.3.4", DNS_SERVFAIL, NULL},
    {"odd-six.test", DNS_OK, "1.2.3.4", DNS_NXDOMAIN, NULL},
    {"empty.test", DNS_OK, NULL, DNS_OK, NULL},
    {"ill.test", DNS_SERVFAIL, NULL, DNS_SERVFAIL, NULL},
    {"half-ill.test", DNS_SERVFAIL, NULL, DNS_OK, NULL},
    {"other-half-ill.test", DNS_OK, NULL, DNS_SERVFAIL, NULL},
    {"half-gone.test", DNS_NXDOMAIN, NULL, DNS_OK, NULL},
    {"not-for-you.test", DNS_REFUSED, NULL, DNS_REFUSED, NULL},
    {"silent.test", DNS_SILENT, NULL, DNS_SILENT, NULL},
    {"half-silent.test", DNS_OK, NULL, DNS_SILENT, NULL},
};

static int64_t now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* A copy of an answer. */
struct seen {
    int count;
    enum reply_failure failure;
    char addresses[256];
    char public_addresses[256];
    char detail[128];
};

static void see(void *context, const struct resolved *answer)
{
    struct seen *s = context;
    s->count++;
    s->failure = answer->failure;
    const char *all = answer->addresses != NULL ? answer->addresses : "";
    const char *public = answer->public_addresses != NULL ? answer->public_addresses : "";
    snprintf(s->addresses, sizeof s->addresses, "%s", all);
    snprintf(s->public_addresses, sizeof s->public_addresses, "%s", public);
    snprintf(s->detail, sizeof s->detail, "%s", answer->detail);
}

/* Runs the resolver until `s` has been called back. */
static void run_until(struct resolver *r, const struct seen *s)
{
    struct pollfd fds[RESOLVER_SOCKETS_MAX];
    for (int turns = 0; s->count == 0; turns++) {
        assert_true(turns < 1000);
        size_t n = resolver_pollfds(r, fds, RESOLVER_SOCKETS_MAX);
        poll(fds, n, (int)resolver_wait_ms(r, 1000));
        resolver_process(r);
    }
}

static struct seen ask(struct resolver *r, const char *host)
{
    struct seen s = {0};
    resolver_lookup(r, host, see, &s);
    run_until(r, &s);
    return s;
}

static struct dns_peer server;

static int start_server(void **state)
{
    dns_start(&server, rows, sizeof rows / sizeof *rows, NULL);
    struct err err = ERR_INIT;
    *state = resolver_new(server.server, 700, &err);
    return *state == NULL;
}

static int stop_server(void **state)
{
    resolver_free(*state);
    dns_stop(&server);
    return 0;
}

static void each_answer_has_its_meaning(void **state)
{
    static const struct {
        const char *host;
        enum reply_failure failure;
        const char *addresses;
        const char *public_addresses;
    } cases[] = {
        {"four.test", FAIL_NONE, "1.2.3.4", "1.2.3.4"},
        {"six.test", FAIL_NONE, "[2606:4700::1111]", "[2606:4700::1111]"},
        {"home.test", FAIL_NONE, "127.0.0.1", ""},
        {"broken-six.test", FAIL_NONE, "1.2.3.4", "1.2.3.4"},
        {"odd-six.test", FAIL_NONE, "1.2.3.4", "1.2.3.4"},
        {"gone.test", FAIL_DNS_NXDOMAIN, "", ""},
        {"empty.test", FAIL_DNS_NODATA, "", ""},
        {"half-gone.test", FAIL_DNS_NODATA, "", ""},
        {"ill.test", FAIL_DNS_TEMPORARY, "", ""},
        {"half-ill.test", FAIL_DNS_TEMPORARY, "", ""},
        {"other-half-ill.test", FAIL_DNS_TEMPORARY, "", ""},
        {"not-for-you.test", FAIL_DNS_TEMPORARY, "", ""},
        {"silent.test", FAIL_DNS_TEMPORARY, "", ""},
        {"half-silent.test", FAIL_DNS_TEMPORARY, "", ""},
        /* Without the DNS: */
        {"1.2.3.4", FAIL_NONE, "1.2.3.4", "1.2.3.4"},
        {"10.0.0.1", FAIL_NONE, "10.0.0.1", ""},
        {"::1", FAIL_NONE, "[::1]", ""},
        {"[2606:4700::1111]", FAIL_NONE, "[2606:4700::1111]", "[2606:4700::1111]"},
        {"localhost", FAIL_NONE, "127.0.0.1,[::1]", ""},
        {"www.localhost", FAIL_NONE, "127.0.0.1,[::1]", ""},
        {"expyuzz4wqqyqhjn.onion", FAIL_DNS_TEMPORARY, "", ""},
        {"", FAIL_BAD_URL, "", ""},
        {"a..test", FAIL_BAD_URL, "", ""},
        {".test", FAIL_BAD_URL, "", ""},
        {"two words.test", FAIL_BAD_URL, "", ""},
        {"back\\slash.test", FAIL_BAD_URL, "", ""},
        {"m\xc3\xbcnchen.test", FAIL_BAD_URL, "", ""},
        /* 63 letters fit into a label, 64 do not */
        {"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.test", FAIL_DNS_NXDOMAIN,
         "", ""},
        {"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.test", FAIL_BAD_URL, "",
         ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct seen s = ask(*state, cases[i].host);
        if (s.failure != cases[i].failure)
            fail_msg("%s: %s (%s)", cases[i].host, reply_failure_name(s.failure), s.detail);
        assert_int_equal(s.count, 1);
        assert_string_equal(s.addresses, cases[i].addresses);
        assert_string_equal(s.public_addresses, cases[i].public_addresses);
        assert_true((s.failure == FAIL_NONE) == (s.detail[0] == '\0'));
    }
}

static void ipv4_stands_first_and_private_ones_apart(void **state)
{
    /* Whether IPv6 follows depends on the machine having a route for it. */
    struct seen s = ask(*state, "both.test");
    assert_memory_equal(s.addresses, "1.2.3.4", 7);
    s = ask(*state, "mixed.test");
    assert_memory_equal(s.addresses, "1.2.3.4", 7);
    assert_string_equal(s.public_addresses, "1.2.3.4");
}

static void a_name_too_long_as_a_whole_is_refused(void **state)
{
    char name[300] = "";
    for (size_t at = 0; at < 254; at++)
        name[at] = at % 50 == 49 ? '.' : 'a';
    assert_int_equal(ask(*state, name).failure, FAIL_BAD_URL);
    name[253] = '\0';
    assert_int_equal(ask(*state, name).failure, FAIL_DNS_NXDOMAIN);
}

static void addresses_are_kept_and_failures_are_not(void **state)
{
    int before = server.queries;
    ask(*state, "four.test");
    int first = server.queries - before;
    struct seen s = {0};
    resolver_lookup(*state, "four.test", see, &s);
    assert_int_equal(s.count, 1); /* at once */
    assert_int_equal(s.failure, FAIL_NONE);
    assert_int_equal(server.queries - before, first);

    before = server.queries;
    resolver_forget(*state, "four.test");
    resolver_forget(*state, "never-asked.test");
    assert_int_equal(ask(*state, "four.test").failure, FAIL_NONE);
    assert_int_equal(server.queries - before, 2);

    before = server.queries;
    ask(*state, "gone.test");
    assert_int_equal(server.queries - before, 2);
    ask(*state, "gone.test");
    assert_int_equal(server.queries - before, 4);
}

static void all_who_ask_at_once_share_an_answer(void **state)
{
    struct seen s[3] = {{0}, {0}, {0}};
    int before = server.queries;
    for (int i = 0; i < 3; i++)
        resolver_lookup(*state, "nobody.test", see, &s[i]);
    assert_int_equal(s[0].count, 0);
    run_until(*state, &s[0]);
    for (int i = 0; i < 3; i++) {
        assert_int_equal(s[i].count, 1);
        assert_int_equal(s[i].failure, FAIL_DNS_NXDOMAIN);
    }
    assert_int_equal(server.queries - before, 2);
}

struct again {
    struct resolver *resolver;
    struct seen second;
};

static void ask_again(void *context, const struct resolved *answer)
{
    struct again *a = context;
    assert_int_equal(answer->failure, FAIL_DNS_NXDOMAIN);
    resolver_lookup(a->resolver, "nobody.test", see, &a->second);
}

static void a_callback_may_ask_again(void **state)
{
    struct again a = {.resolver = *state};
    resolver_lookup(*state, "nobody.test", ask_again, &a);
    run_until(*state, &a.second);
    assert_int_equal(a.second.failure, FAIL_DNS_NXDOMAIN);
}

static void cancel_ends_lookups(void **state)
{
    struct seen s = {0};
    resolver_lookup(*state, "silent.test", see, &s);
    assert_int_equal(s.count, 0);
    resolver_cancel(*state);
    assert_int_equal(s.count, 1);
    assert_int_equal(s.failure, FAIL_CANCELLED);
    assert_int_equal(ask(*state, "gone.test").failure, FAIL_DNS_NXDOMAIN);
}

static void freeing_ends_lookups(void **state)
{
    (void)state;
    struct err err = ERR_INIT;
    struct resolver *r = resolver_new(server.server, 1000, &err);
    struct seen s = {0};
    resolver_lookup(r, "silent.test", see, &s);
    resolver_free(r);
    assert_int_equal(s.count, 1);
    assert_int_equal(s.failure, FAIL_CANCELLED);
    resolver_free(NULL);
}

static void no_server_at_all_is_our_own_trouble(void **state)
{
    (void)state;
    /* Nobody listens there any more: packets to it are refused. */
    int port = 0;
    int fd = peer_socket(SOCK_DGRAM, &port);
    close(fd);
    char servers[64];
    snprintf(servers, sizeof servers, "127.0.0.1:%d", port);
    struct err err = ERR_INIT;
    struct resolver *r = resolver_new(servers, 100 * 1000, &err);
    int64_t start = now_ms();
    assert_int_equal(ask(r, "four.test").failure, FAIL_DNS_DEAD);
    assert_true(now_ms() - start < 10 * 1000); /* it does not wait the time-out out */
    resolver_free(r);
}

static void a_second_server_steps_in(void **state)
{
    (void)state;
    int port = 0;
    close(peer_socket(SOCK_DGRAM, &port));
    char servers[128];
    snprintf(servers, sizeof servers, "127.0.0.1:%d,%s", port, server.server);
    struct err err = ERR_INIT;
    struct resolver *r = resolver_new(servers, 700, &err);
    assert_int_equal(ask(r, "four.test").failure, FAIL_NONE);
    assert_int_equal(ask(r, "gone.test").failure, FAIL_DNS_NXDOMAIN);
    resolver_free(r);
}

static void a_malformed_server_list_is_refused(void **state)
{
    (void)state;
    struct err err = ERR_INIT;
    assert_null(resolver_new("not an address", 1000, &err));
    assert_int_equal(err.kind, ERR_USAGE);
    assert_non_null(strstr(err.message, "not an address"));
}

static void a_hosts_file_answers_first(void **state)
{
    (void)state;
    char path[] = "/tmp/gloss-hosts-XXXXXX";
    int fd = mkstemp(path);
    static const char text[] = "# a comment\n"
                               "127.0.0.1\tlocalhost\n"
                               "1.2.3.9   four.test Alias.test # again\r\n"
                               "2606:4700::9 four.test\n"
                               "not-an-address nobody.test\n"
                               "0.0.0.0 blocked.test";
    assert_int_equal(write(fd, text, sizeof text - 1), sizeof text - 1);
    close(fd);
    struct err err = ERR_INIT;
    struct resolver *r = resolver_new(server.server, 1000, &err);
    resolver_add_hosts(r, path);
    resolver_add_hosts(r, "/nonexistent/hosts");
    unlink(path);
    assert_string_equal(ask(r, "four.test").addresses, "1.2.3.9,[2606:4700::9]");
    resolver_forget(r, "alias.test"); /* the DNS would not know it */
    assert_string_equal(ask(r, "alias.test").addresses, "1.2.3.9");
    assert_string_equal(ask(r, "blocked.test").public_addresses, "");
    assert_int_equal(ask(r, "nobody.test").failure, FAIL_DNS_NXDOMAIN);
    resolver_free(r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_answer_has_its_meaning),
        cmocka_unit_test(ipv4_stands_first_and_private_ones_apart),
        cmocka_unit_test(a_name_too_long_as_a_whole_is_refused),
        cmocka_unit_test(addresses_are_kept_and_failures_are_not),
        cmocka_unit_test(all_who_ask_at_once_share_an_answer),
        cmocka_unit_test(a_callback_may_ask_again),
        cmocka_unit_test(cancel_ends_lookups),
        cmocka_unit_test(freeing_ends_lookups),
        cmocka_unit_test(no_server_at_all_is_our_own_trouble),
        cmocka_unit_test(a_second_server_steps_in),
        cmocka_unit_test(a_malformed_server_list_is_refused),
        cmocka_unit_test(a_hosts_file_answers_first),
    };
    return cmocka_run_group_tests(tests, start_server, stop_server);
}
