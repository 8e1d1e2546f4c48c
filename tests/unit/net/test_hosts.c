/* The table of hosts: which row wins, field by field. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "gloss/net/hosts.h"

#define COUNT(rows) (sizeof(rows) / sizeof *(rows))

struct expectation {
    const char *host, *budget;
    int slots;
    int64_t gap_ms;
};

static void expect_limits(const struct hosts *h, const struct expectation *e)
{
    struct host_limits found = hosts_limits(h, e->host);

    if (strcmp(found.budget, e->budget) != 0 || found.slots != e->slots ||
        found.gap_ms != e->gap_ms) {
        fail_msg("%s: budget %s, %d slots, %d ms", e->host, found.budget, found.slots,
                 (int)found.gap_ms);
    }
}

static void test_built_in(void **state)
{
    static const struct expectation rows[] = {
        {"export.arxiv.org", "export.arxiv.org", 1, 3000},
        {"arxiv.org", "arxiv.org", 1, 1000},
        {"www.arxiv.org", "arxiv.org", 1, 1000},
        {"static.arxiv.org", "static.arxiv.org", 4, 100},
        {"huggingface.co", "huggingface.co", 2, 500},
        {"hf.co", "huggingface.co", 2, 500},
        {"nothf.co", "nothf.co", 4, 100},
        {"sophiamyang.medium.com", "medium.com", 1, 1000},
        {"medium.com", "medium.com", 1, 1000},
        {"notmedium.com", "notmedium.com", 4, 100},
        {"medium.com.example", "medium.com.example", 4, 100},
        {"github.com", "github.com", 2, 500},
        {"gist.github.com", "github.com", 2, 500},
        {"api.github.com", "api.github.com", 2, 100},
        {"raw.githubusercontent.com", "githubusercontent.com", 4, 50},
        {"dl.acm.org", "acm.org", 1, 2000},
        {"web.archive.org", "archive.org", 1, 4000},
        {"api2.openreview.net", "openreview.net", 1, 1000},
        {"example.com", "example.com", 4, 100},
        {"", "", 4, 100},
    };
    struct hosts *h = hosts_new(4, 100);

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++)
        expect_limits(h, &rows[i]);
    hosts_free(h);
}

static void test_extra_rows(void **state)
{
    static const struct host_rule extra[] = {
        {"*", NULL, 7, 70},
        {".Example.COM", "farm", 3, -1},
        {".b.example.com", NULL, 0, 33},
        {"a.b.example.com", NULL, 9, -1},
        {"export.arxiv.org", NULL, 0, 5000},
        {".github.com", NULL, 1, -1},
        {"twice.example", NULL, 1, 1},
        {"twice.example", NULL, 2, -1},
    };
    static const struct expectation rows[] = {
        {"other.example", "other.example", 7, 70}, /* "*" is the default */
        {"medium.com", "medium.com", 1, 1000},     /* and no more than that */
        {"example.com", "farm", 3, 70},            /* a domain's row is about the domain too */
        {"x.example.com", "farm", 3, 70},          /* */
        {"x.b.example.com", "farm", 3, 33},        /* closer, but silent on two fields */
        {"a.b.example.com", "farm", 9, 33},        /* the named host is closest */
        {"export.arxiv.org", "export.arxiv.org", 1, 5000}, /* slots stay built-in */
        {"github.com", "github.com", 1, 500}, /* the user's domain over the built-in host */
        {"api.github.com", "api.github.com", 1, 100},
        {"twice.example", "twice.example", 2, 1},
    };
    struct hosts *h = hosts_new(4, 100);

    (void)state;
    for (size_t i = 0; i < COUNT(extra); i++)
        hosts_add(h, &extra[i]);
    for (size_t i = 0; i < COUNT(rows); i++)
        expect_limits(h, &rows[i]);
    hosts_free(h);
}

static void test_senseless_defaults(void **state)
{
    struct hosts *h = hosts_new(0, -1);
    static const struct expectation row = {"example.com", "example.com", 1, 0};

    (void)state;
    expect_limits(h, &row);
    hosts_free(h);
    hosts_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_built_in),
        cmocka_unit_test(test_extra_rows),
        cmocka_unit_test(test_senseless_defaults),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
