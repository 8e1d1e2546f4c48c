/* The ledger: what is held back, what is written, and what a void run writes (nothing). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

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

static void count(struct ledger *l, const char *host, int status, enum reply_failure failure)
{
    struct reply *reply = reply_new("https://example.org/");
    reply->status = status;
    reply->failure = failure;
    ledger_count(l, host, reply);
    reply_free(reply);
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_good_run_is_written),
        cmocka_unit_test(test_a_void_run_writes_nothing),
        cmocka_unit_test(test_a_host_counts_by_its_best_answer),
        cmocka_unit_test(test_written_at_once_when_healthy),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
