/* The ledger: what is held back, what is written, and what a void run writes (nothing). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "gloss/base/clock.h"
#include "gloss/base/mem.h"
#include "gloss/run/ledger.h"

enum { NOW = 1700000000 };

static char folder[64];

static int set_up(void **state)
{
    (void)state;
    (void)snprintf(folder, sizeof folder, "/tmp/gloss-ledger-XXXXXX");
    return mkdtemp(folder) ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    char command[128];
    (void)snprintf(command, sizeof command, "rm -rf %s", folder);
    return system(command); /* NOLINT(cert-env33-c): a fixed command on our own folder */
}

/* Requests go out one millisecond after another here; what fails, fails at the clock's time. */
static void count_from(struct ledger *l, const char *host, int status, enum reply_failure failure,
                       int64_t asked_ms)
{
    char *url = xasprintf("https://%s/", host);
    struct reply *reply = reply_new(url);
    reply->status = status;
    reply->failure = failure;
    ledger_count(l, host, reply, asked_ms);
    reply_free(reply);
    free(url);
}

static void count(struct ledger *l, const char *host, int status, enum reply_failure failure)
{
    count_from(l, host, status, failure, clock_ms());
}

static struct finding *alive(const char *key)
{
    struct finding *f = finding_new(key);
    f->verdict = VERDICT_ALIVE;
    f->reason = xstrdup("200 OK");
    f->checked_at = NOW;
    f->since = NOW;
    return f;
}

static size_t checks_kept(const char *key)
{
    struct err err = ERR_INIT;
    struct store *s = store_open(folder, &err);
    assert_non_null(s);
    struct stored_check checks[8];
    size_t n = store_get_checks(s, key, checks, 8);
    assert_true(store_close(s, &err));
    return n;
}

/* Notes one finding in a run whose hosts answered as given, and closes it. */
static bool run_with(const char *key, const struct reply *hosts, size_t n, struct err *err)
{
    struct store *s = store_open(folder, err);
    assert_non_null(s);
    struct ledger *l = ledger_new(s, NOW);
    struct finding *f = alive(key);
    for (size_t i = 0; i < n; i++) {
        char host[48];
        (void)snprintf(host, sizeof host, "host%zu.example", i);
        count(l, host, hosts[i].status, hosts[i].failure);
    }
    assert_true(ledger_note(l, f, EVIDENCE_ANSWERED, err));
    bool ok = ledger_close(l, NOW + 1, 1, 1, err);
    if (!ok)
        store_rollback(s);
    struct err closing = ERR_INIT;
    assert_true(store_close(s, &closing));
    ledger_free(l);
    finding_free(f);
    return ok;
}

static void test_a_good_run_is_written(void **state)
{
    (void)state;
    struct err err = ERR_INIT;
    const struct reply hosts[] = {{.status = 200}, {.status = 404}, {.failure = FAIL_TIMEOUT}};
    assert_true(run_with("https://good.example/", hosts, 3, &err));
    assert_int_equal(checks_kept("https://good.example/"), 1);
}

static void test_a_void_run_writes_nothing(void **state)
{
    (void)state;
    struct err err = ERR_INIT;
    const struct reply hosts[] = {
        {.failure = FAIL_DNS_DEAD}, {.failure = FAIL_NO_ROUTE}, {.failure = FAIL_TIMEOUT}};
    assert_false(run_with("https://void.example/", hosts, 3, &err));
    assert_int_equal(err.kind, ERR_OFFLINE);
    assert_non_null(strstr(err.message, "nothing was recorded"));
    assert_int_equal(checks_kept("https://void.example/"), 0);
}

static void test_a_host_counts_by_its_best_answer(void **state)
{
    (void)state;
    struct err err = ERR_INIT;
    struct store *s = store_open(folder, &err);
    assert_non_null(s);
    struct ledger *l = ledger_new(s, NOW);
    for (int i = 0; i < 5; i++)
        count(l, "flaky.example", 0, FAIL_TIMEOUT);
    count(l, "flaky.example", 200, FAIL_NONE);
    count(l, "flaky.example", 0, FAIL_DNS_DEAD);
    assert_true(ledger_close(l, NOW, 1, 7, &err));
    ledger_free(l);
    assert_true(store_close(s, &err));
}

static void test_written_at_once_when_healthy(void **state)
{
    (void)state;
    struct err err = ERR_INIT;
    struct store *s = store_open(folder, &err);
    assert_non_null(s);
    struct ledger *l = ledger_new(s, NOW);
    struct finding *f = alive("https://early.example/");
    const char *const hosts[] = {"a", "b", "c", "d", "e"};
    for (size_t i = 0; i < 5; i++)
        count(l, hosts[i], 200, FAIL_NONE);
    assert_true(ledger_note(l, f, EVIDENCE_ANSWERED, &err));
    struct stored_check check;
    assert_int_equal(store_get_checks(s, "https://early.example/", &check, 1), 1);
    assert_true(
        store_close(s, &err)); /* as if killed before ledger_close, but for the open batch */
    ledger_free(l);
    finding_free(f);
    assert_int_equal(checks_kept("https://early.example/"), 1);
}

static bool is_doubtful(struct ledger *l)
{
    const char *urls[WITNESSES_MAX];
    return ledger_witnesses(l, urls) > 0;
}

/* Five good hosts, one finding written, then silence. */
static struct ledger *silenced(struct store *s, const struct finding *early, struct err *err)
{
    static const char *const good[] = {"a", "b", "c", "d", "e"};
    static const char *const bad[] = {"u", "v", "w"};
    struct ledger *l = ledger_new(s, NOW);
    int64_t before = clock_ms() - 1;
    for (size_t i = 0; i < 5; i++)
        count_from(l, good[i], 200, FAIL_NONE, before);
    assert_true(ledger_note(l, early, EVIDENCE_ANSWERED, err));
    for (size_t i = 0; i < 3; i++)
        count(l, bad[i], 0, i == 0 ? FAIL_DNS_DEAD : FAIL_TIMEOUT);
    return l;
}

static void test_an_outage_in_mid_run_leaves_nothing(void **state)
{
    (void)state;
    struct err err = ERR_INIT;
    struct store *s = store_open(folder, &err);
    struct finding *early = alive("https://outage.example/early");
    struct finding *late = alive("https://outage.example/late");
    struct ledger *l = silenced(s, early, &err);
    const char *urls[WITNESSES_MAX];
    assert_true(ledger_note(l, late, EVIDENCE_TRANSIENT, &err));
    assert_int_equal(ledger_witnesses(l, urls), 3);
    assert_string_equal(urls[0], "https://e/robots.txt");
    assert_string_equal(urls[2], "https://c/robots.txt");
    count(l, "e", 0, FAIL_TIMEOUT);
    assert_false(ledger_close(l, NOW + 1, 2, 9, &err));
    assert_int_equal(err.kind, ERR_OFFLINE);
    assert_non_null(strstr(err.message, "middle of the run"));
    struct err closing = ERR_INIT;
    assert_true(store_close(s, &closing));
    ledger_free(l);
    finding_free(early);
    finding_free(late);
    assert_int_equal(checks_kept("https://outage.example/early"), 0);
    assert_int_equal(checks_kept("https://outage.example/late"), 0);
}

static void test_a_witness_clears_the_doubt(void **state)
{
    (void)state;
    struct err err = ERR_INIT;
    struct store *s = store_open(folder, &err);
    struct finding *early = alive("https://clear.example/early");
    struct finding *late = alive("https://clear.example/late");
    struct ledger *l = silenced(s, early, &err);
    assert_true(ledger_note(l, late, EVIDENCE_TRANSIENT, &err));
    assert_true(is_doubtful(l));
    count_from(l, "e", 0, FAIL_TLS, clock_ms() + 1); /* anybody's box can break a handshake */
    assert_true(is_doubtful(l));
    count_from(l, "e", 404, FAIL_NONE, clock_ms() - 60000); /* asked before the silence */
    assert_true(is_doubtful(l));
    count_from(l, "d", 404, FAIL_NONE, clock_ms() + 1);
    assert_false(is_doubtful(l));
    assert_true(ledger_close(l, NOW + 1, 2, 9, &err));
    assert_true(store_close(s, &err));
    ledger_free(l);
    finding_free(early);
    finding_free(late);
    assert_int_equal(checks_kept("https://clear.example/early"), 1);
    assert_int_equal(checks_kept("https://clear.example/late"), 1);
}

/* A deadline leaves no time for witnesses: what is in doubt is left out, the rest stands. */
static void test_doubt_without_witnesses_is_left_out(void **state)
{
    (void)state;
    struct err err = ERR_INIT;
    struct store *s = store_open(folder, &err);
    struct finding *early = alive("https://late.example/early");
    struct finding *late = alive("https://late.example/late");
    struct ledger *l = silenced(s, early, &err);
    assert_true(ledger_note(l, late, EVIDENCE_TRANSIENT, &err));
    assert_true(ledger_close(l, NOW + 1, 2, 9, &err));
    assert_true(store_close(s, &err));
    ledger_free(l);
    finding_free(early);
    finding_free(late);
    assert_int_equal(checks_kept("https://late.example/early"), 1);
    assert_int_equal(checks_kept("https://late.example/late"), 0);
}

/* Hosts that failed before others answered are no sign of an outage when they fail again. */
static void test_old_failures_raise_no_doubt(void **state)
{
    (void)state;
    static const char *const bad[] = {"u", "v", "w", "x"};
    struct err err = ERR_INIT;
    struct ledger *l = ledger_new(NULL, NOW);
    for (size_t i = 0; i < 4; i++)
        count(l, bad[i], 0, FAIL_DNS_NXDOMAIN);
    count_from(l, "good", 200, FAIL_NONE, clock_ms() + 1);
    for (size_t i = 0; i < 4; i++)
        count(l, bad[i], 0, FAIL_DNS_NXDOMAIN);
    assert_false(is_doubtful(l));
    assert_true(ledger_close(l, NOW + 1, 2, 9, &err));
    ledger_free(l);
}

/* A login page that every host redirects to is no answer of theirs. */
static void test_a_captive_portal_voids_the_run(void **state)
{
    (void)state;
    struct err err = ERR_INIT;
    struct ledger *l = ledger_new(NULL, NOW);
    for (size_t i = 0; i < 12; i++) {
        char host[32], url[64];
        (void)snprintf(host, sizeof host, "host%zu.example", i);
        (void)snprintf(url, sizeof url, "http://%s/", host);
        struct reply *reply = reply_new(url);
        reply->status = 302;
        reply_add_header(reply, "Location", "http://login.hotel.example/?from=there");
        ledger_count(l, host, reply, clock_ms());
        reply_free(reply);
    }
    count(l, "login.hotel.example", 200, FAIL_NONE);
    assert_false(ledger_close(l, NOW + 1, 12, 13, &err));
    assert_int_equal(err.kind, ERR_OFFLINE);
    assert_non_null(strstr(err.message, "login page"));
    ledger_free(l);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_an_outage_in_mid_run_leaves_nothing),
        cmocka_unit_test(test_a_witness_clears_the_doubt),
        cmocka_unit_test(test_doubt_without_witnesses_is_left_out),
        cmocka_unit_test(test_old_failures_raise_no_doubt),
        cmocka_unit_test(test_a_captive_portal_voids_the_run),
        cmocka_unit_test(test_a_good_run_is_written),
        cmocka_unit_test(test_a_void_run_writes_nothing),
        cmocka_unit_test(test_a_host_counts_by_its_best_answer),
        cmocka_unit_test(test_written_at_once_when_healthy),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
