/* Plain values: links, replies, findings, and the names under which they are shown and stored. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "gloss/base/finding.h"
#include "gloss/base/link.h"
#include "gloss/base/reply.h"

static void links(void **state)
{
    (void)state;
    assert_string_equal(link_kind_name(LINK_INLINE), "link");
    assert_string_equal(link_kind_name(LINK_IMAGE), "image");
    assert_string_equal(link_kind_name(LINK_AUTOLINK), "autolink");
    assert_string_equal(link_kind_name(LINK_BARE), "bare");
    assert_string_equal(link_kind_name(LINK_DEFINITION), "definition");
    assert_string_equal(link_kind_name(LINK_HTML), "html");
    assert_null(task_state_name(TASK_NONE));
    assert_string_equal(task_state_name(TASK_OPEN), "open");
    assert_string_equal(task_state_name(TASK_DONE), "done");
}

static void replies(void **state)
{
    struct reply *r = reply_new("https://example.org/");
    char name[32];

    (void)state;
    assert_string_equal(r->url, "https://example.org/");
    assert_int_equal(r->failure, FAIL_NONE);
    assert_null(reply_header(r, "ETag"));
    for (int i = 0; i < 100; i++) {
        snprintf(name, sizeof(name), "X-Header-%d", i);
        reply_add_header(r, name, name + 9);
    }
    reply_add_header(r, "ETag", "\"a\"");
    reply_add_header(r, "etag", "\"b\"");
    assert_int_equal(r->header_count, 102);
    assert_string_equal(reply_header(r, "x-header-0"), "0");
    assert_string_equal(reply_header(r, "X-HEADER-99"), "99");
    assert_string_equal(reply_header(r, "ETAG"), "\"a\"");
    assert_null(reply_header(r, "X-Header-"));
    reply_free(r);
    reply_free(NULL);
    for (int i = 0; i < FAIL_COUNT; i++) {
        assert_non_null(reply_failure_name((enum reply_failure)i));
        assert_true(strlen(reply_failure_words((enum reply_failure)i)) > 0);
    }
    assert_string_equal(reply_failure_name(FAIL_DNS_NXDOMAIN), "dns-nxdomain");
}

static void findings(void **state)
{
    struct finding *f = finding_new("https://example.org/");
    struct evidence e = {.class = EVIDENCE_GONE, .source = "http"};

    (void)state;
    assert_string_equal(f->key, "https://example.org/");
    for (int i = 0; i < EVIDENCE_MAX + 3; i++) {
        e.status = 400 + i;
        finding_add_evidence(f, &e);
    }
    assert_int_equal(f->evidence_count, EVIDENCE_MAX);
    assert_int_equal(f->evidence[0].status, 400);
    assert_int_equal(f->evidence[EVIDENCE_MAX - 1].status, 400 + EVIDENCE_MAX + 2);
    for (int i = 0; i < HOPS_MAX; i++)
        assert_true(finding_add_hop(f, 301, "https://example.org/next"));
    assert_false(finding_add_hop(f, 302, "https://example.org/more"));
    assert_int_equal(f->hop_count, HOPS_MAX);
    finding_free(f);
    finding_free(NULL);
}

static void names(void **state)
{
    enum verdict v;
    enum evidence_class c;

    (void)state;
    for (int i = 0; i < VERDICT_COUNT; i++) {
        assert_true(verdict_from_name(verdict_name((enum verdict)i), &v));
        assert_int_equal(v, i);
    }
    for (int i = 0; i < EVIDENCE_CLASS_COUNT; i++) {
        assert_true(evidence_class_from_name(evidence_class_name((enum evidence_class)i), &c));
        assert_int_equal(c, i);
    }
    for (int i = 0; i < FACT_COUNT; i++)
        assert_non_null(fact_name((enum fact)i));
    assert_false(verdict_from_name("", &v));
    assert_false(verdict_from_name("Dead", &v));
    assert_false(evidence_class_from_name("nothing", &c));
    assert_string_equal(fact_name(FACT_RENAMED_INDEX), "renamed");
}

static void failing(void **state)
{
    (void)state;
    assert_true(verdict_fails(VERDICT_DEAD, false));
    assert_true(verdict_fails(VERDICT_INVALID, false));
    assert_false(verdict_fails(VERDICT_SUSPECT, false));
    assert_true(verdict_fails(VERDICT_SUSPECT, true));
    assert_true(verdict_fails(VERDICT_BLOCKED, true));
    assert_false(verdict_fails(VERDICT_TRANSIENT, true));
    assert_false(verdict_fails(VERDICT_MOVED, true));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(links), cmocka_unit_test(replies), cmocka_unit_test(findings),
        cmocka_unit_test(names), cmocka_unit_test(failing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
