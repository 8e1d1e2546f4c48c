/* route: --connect-to and --resolve, matched as curl matches them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "gloss/net/route.h"

#include "client.h"
#include "peer.h"

/* Rules from one entry of each kind; the strings are copied, because the lists are not const. */
static struct route_rules *rules_from(const char *const *detours, const char *const *knowns,
                                      struct err *err)
{
    char *copies[2][8] = {{NULL}, {NULL}};
    const char *const *lists[2] = {detours, knowns};
    for (int list = 0; list < 2; list++)
        for (size_t i = 0; lists[list] != NULL && lists[list][i] != NULL; i++)
            copies[list][i] = strdup(lists[list][i]);
    struct route_rules *rules = route_rules_new(copies[0], copies[1], err);
    for (int list = 0; list < 2; list++)
        for (size_t i = 0; i < 8; i++)
            free(copies[list][i]);
    return rules;
}

static void the_first_matching_detour_is_taken(void **state)
{
    (void)state;
    static const char *const detours[] = {
        "a.test:80:first.test:1",
        "A.TEST::second.test:2",
        ":443:[2001:db8::1]:8443",
        "[2001:db8::2]:80:six.test:",
        ":::",
        ":8080::9090",
        NULL,
    };
    static const struct {
        const char *host;
        int port;
        const char *to_host;
        int to_port;
    } cases[] = {
        {"a.test", 80, "first.test", 1},     {"a.test", 443, "second.test", 2},
        {"A.Test", 80, "first.test", 1},     {"b.test", 443, "2001:db8::1", 8443},
        {"2001:db8::2", 80, "six.test", 80}, {"c.test", 8080, "c.test", 9090},
        {"c.test", 80, "c.test", 80},        {"xa.test", 80, "xa.test", 80},
    };
    struct err err = ERR_INIT;
    struct route_rules *rules = rules_from(detours, NULL, &err);
    assert_non_null(rules);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct route r = route_choose(rules, cases[i].host, cases[i].port);
        assert_string_equal(r.host, cases[i].to_host);
        assert_int_equal(r.port, cases[i].to_port);
        assert_null(r.addresses);
    }
    route_rules_free(rules);
    route_rules_free(NULL);
}

static void addresses_are_those_of_where_the_detour_leads(void **state)
{
    (void)state;
    static const char *const detours[] = {"from.test::to.test:", NULL};
    static const char *const knowns[] = {
        "*:443:9.9.9.9",
        "to.test:443:1.2.3.4,[2606:4700::1],10.0.0.1",
        "+TO.test:80:127.0.0.1",
        "-gone.test:80",
        "twice.test:80:1.1.1.1",
        "twice.test:80:2.2.2.2",
        "bare.test:80:2606:4700::1",
        NULL,
    };
    static const struct {
        const char *host;
        int port;
        const char *all;
        const char *public;
    } cases[] = {
        {"from.test", 443, "1.2.3.4,10.0.0.1,[2606:4700::1]", "1.2.3.4,[2606:4700::1]"},
        {"to.test", 80, "127.0.0.1", NULL},
        {"other.test", 443, "9.9.9.9", "9.9.9.9"},
        {"other.test", 80, NULL, NULL},
        {"twice.test", 80, "2.2.2.2", "2.2.2.2"},
        {"bare.test", 80, "[2606:4700::1]", "[2606:4700::1]"},
    };
    struct err err = ERR_INIT;
    struct route_rules *rules = rules_from(detours, knowns, &err);
    assert_non_null(rules);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct route r = route_choose(rules, cases[i].host, cases[i].port);
        assert_string_equal(r.addresses != NULL ? r.addresses : "-",
                            cases[i].all != NULL ? cases[i].all : "-");
        assert_string_equal(r.public_addresses != NULL ? r.public_addresses : "-",
                            cases[i].public != NULL ? cases[i].public : "-");
    }
    route_rules_free(rules);
}

static void malformed_entries_are_named(void **state)
{
    (void)state;
    static const char *const detours[] = {
        "",
        "a",
        "a:80",
        "a:80:b",
        "a:80:b:81:c",
        "a:x:b:80",
        "a:80:b:65536",
        "a:-1:b:80",
        "[::1:80:b:80",
        "[::1]x:80:b:80",
        "a:80:[::1:80",
    };
    static const char *const knowns[] = {
        "",
        "a",
        "a:80",
        "a:80:",
        "a::1.2.3.4",
        ":80:1.2.3.4",
        "a:80:b.test",
        "a:80:1.2.3.4,x",
        "a:99999:1.2.3.4",
    };
    for (size_t i = 0; i < sizeof detours / sizeof *detours; i++) {
        const char *const list[] = {detours[i], NULL};
        struct err err = ERR_INIT;
        if (rules_from(list, NULL, &err) != NULL)
            fail_msg("--connect-to \"%s\" was taken", detours[i]);
        assert_int_equal(err.kind, ERR_USAGE);
        assert_non_null(strstr(err.message, detours[i]));
    }
    for (size_t i = 0; i < sizeof knowns / sizeof *knowns; i++) {
        const char *const list[] = {knowns[i], NULL};
        struct err err = ERR_INIT;
        if (rules_from(NULL, list, &err) != NULL)
            fail_msg("--resolve \"%s\" was taken", knowns[i]);
        assert_int_equal(err.kind, ERR_USAGE);
    }
}

/* Answers with the Host header it was sent. */
static void serve_host(int connection, void *context)
{
    char request[4096];
    (void)context;
    if (!peer_request(connection, request, sizeof request))
        return;
    char *host = strstr(request, "Host: ");
    host[strcspn(host, "\r")] = '\0';
    peer_sends(connection, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
    peer_sends(connection, host);
}

static void connections_go_where_the_options_say(void **state)
{
    (void)state;
    struct peer p;
    struct client c;
    char detour[64];
    char known[64];
    char any_port[64];
    peer_start(&p, serve_host, NULL);
    snprintf(detour, sizeof detour, "detour.test:80:127.0.0.1:%d", p.port);
    snprintf(any_port, sizeof any_port, ":8000::%d", p.port);
    snprintf(known, sizeof known, "known.test:%d:127.0.0.1", p.port);
    char *detours[] = {detour, any_port, NULL};
    char *knowns[] = {known, NULL};
    struct fetch_options options = client_options();
    options.connect_to = detours;
    options.resolve = knowns;
    client_start(&c, &options);
    char direct[64];
    snprintf(direct, sizeof direct, "http://known.test:%d/", p.port);
    const char *const urls[] = {"http://detour.test/", "http://known.test:8000/", direct};
    static const char *const hosts[] = {"Host: detour.test", "Host: known.test:8000",
                                        "Host: known.test:"};
    for (size_t i = 0; i < sizeof urls / sizeof *urls; i++) {
        struct reply *r = client_get(&c, urls[i]);
        if (r->status != 200)
            fail_msg("%s: %s (%s)", urls[i], reply_failure_name(r->failure), r->detail);
        assert_memory_equal(r->body, hosts[i], strlen(hosts[i]));
        reply_free(r);
    }
    client_stop(&c);
    peer_stop(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_matching_detour_is_taken),
        cmocka_unit_test(addresses_are_those_of_where_the_detour_leads),
        cmocka_unit_test(malformed_entries_are_named),
        cmocka_unit_test(connections_go_where_the_options_say),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
