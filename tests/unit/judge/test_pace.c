/* What rate-limit headers ask for, in each of their dialects. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "gloss/judge/judge.h"

enum { HEADERS_MAX = 4 };

static const int64_t now = 1700000000;

static struct reply *reply_with(const char *const headers[HEADERS_MAX][2])
{
    struct reply *r = reply_new("https://api.example/");

    r->status = 200;
    r->finished_at = now;
    for (size_t i = 0; i < HEADERS_MAX && headers[i][0]; i++)
        reply_add_header(r, headers[i][0], headers[i][1]);
    return r;
}

static const struct {
    const char *headers[HEADERS_MAX][2];
    int64_t gap_ms;
    int64_t wait_ms; /* judge_retry_after */
} rows[] = {
    {{{"Content-Type", "application/json"}}, -1, -1},
    /* Crossref. */
    {{{"x-rate-limit-limit", "3"}, {"x-rate-limit-interval", "1s"}}, 334, -1},
    {{{"X-Rate-Limit-Limit", "50"}, {"X-Rate-Limit-Interval", "1s"}}, 20, -1},
    {{{"x-rate-limit-limit", "1"}, {"x-rate-limit-interval", "5s"}}, 5000, -1},
    {{{"x-rate-limit-limit", "100"}, {"x-rate-limit-interval", "60s"}}, 0, -1},
    {{{"x-rate-limit-limit", "0"}, {"x-rate-limit-interval", "1s"}}, -1, -1},
    {{{"x-rate-limit-limit", "-3"}, {"x-rate-limit-interval", "1s"}}, -1, -1},
    {{{"x-rate-limit-limit", "many"}, {"x-rate-limit-interval", "1s"}}, -1, -1},
    {{{"x-rate-limit-limit", "3"}, {"x-rate-limit-interval", "soon"}}, -1, -1},
    /* GitHub: a stock of requests, used freely until little is left. */
    {{{"x-ratelimit-limit", "60"},
      {"x-ratelimit-remaining", "59"},
      {"x-ratelimit-reset", "1700003600"}},
     0,
     -1},
    {{{"x-ratelimit-limit", "60"},
      {"x-ratelimit-remaining", "6"},
      {"x-ratelimit-reset", "1700000030"}},
     5000,
     -1},
    {{{"x-ratelimit-limit", "60"},
      {"x-ratelimit-remaining", "0"},
      {"x-ratelimit-reset", "1700003600"}},
     0,
     3600000},
    {{{"x-ratelimit-remaining", "0"}, {"x-ratelimit-reset", "30"}}, 0, 30000},
    {{{"x-ratelimit-remaining", "0"}, {"x-ratelimit-reset", "1700000005000"}}, 0, 5000},
    {{{"x-ratelimit-remaining", "0"}, {"x-ratelimit-reset", "1600000000"}}, 0, -1},
    {{{"x-ratelimit-remaining", "0"}, {"x-ratelimit-reset", "999999999999999999999"}}, 0, -1},
    {{{"x-ratelimit-remaining", "5"}, {"x-ratelimit-reset", "10"}}, 2000, -1},
    {{{"x-ratelimit-limit", "1000"}, {"x-ratelimit-remaining", "999"}}, 0, -1},
    {{{"x-ratelimit-limit", "1000"}}, -1, -1},
    {{{"x-ratelimit-remaining", ""}, {"x-ratelimit-limit", ""}}, -1, -1},
    /* What the server asks for in so many words comes first. */
    {{{"Retry-After", "7"}, {"x-ratelimit-remaining", "0"}, {"x-ratelimit-reset", "30"}}, 0, 7000},
    /* The drafts, new and old. */
    {{{"RateLimit", "\"api\";r=499;t=300"}, {"RateLimit-Policy", "\"api\";q=500;w=300"}}, 0, -1},
    {{{"RateLimit", "\"api\";r=10;t=300"}, {"RateLimit-Policy", "\"api\";q=500;w=300"}}, 30000, -1},
    {{{"RateLimit", "\"api\";r=0;t=12"}, {"RateLimit-Policy", "\"api\";q=500;w=300"}}, 0, 12000},
    {{{"RateLimit-Policy", "\"burst\";q=10;w=1, \"daily\";q=1000;w=86400"}}, 100, -1},
    {{{"RateLimit", "\"burst\";r=9;t=1, \"daily\";r=50;t=86400"},
      {"RateLimit-Policy", "\"burst\";q=10;w=1, \"daily\";q=1000;w=86400"}},
     1728000,
     -1},
    {{{"RateLimit", "limit=100, remaining=2, reset=50"}}, 25000, -1},
    {{{"RateLimit-Limit", "100"}, {"RateLimit-Remaining", "2"}, {"RateLimit-Reset", "50"}},
     25000,
     -1},
    {{{"RateLimit-Policy", "10;w=1"}}, 100, -1},
    {{{"RateLimit-Policy", "100;w=60"}}, 0, -1},
    /* Nonsense. */
    {{{"RateLimit", ""}, {"RateLimit-Policy", ",;,;=;;"}}, -1, -1},
    {{{"RateLimit", "r=;t=x, ===, \"a\";;q"}}, -1, -1},
    {{{"RateLimit", "\"a\";r=99999999999999999999;t=-1"}}, -1, -1},
    {{{"RateLimit-Policy", "a,b,c,d,e,f,g,h,i,j,k;q=1;w=1"}}, -1, -1},
};

static void test_rows(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct reply *r = reply_with(rows[i].headers);
        int64_t gap = judge_gap(r);
        int64_t wait = judge_retry_after(r, now);

        if (gap != rows[i].gap_ms || wait != rows[i].wait_ms)
            fail_msg("row %zu, '%s: %s': gap %lld, wait %lld", i, rows[i].headers[0][0],
                     rows[i].headers[0][1], (long long)gap, (long long)wait);
        reply_free(r);
    }
}

/* A reset in the far future is no number to trip over. */
static void test_far_future(void **state)
{
    static const char *const headers[HEADERS_MAX][2] = {{"x-ratelimit-remaining", "0"},
                                                        {"x-ratelimit-reset", "900000000000000"}};
    struct reply *r = reply_with(headers);

    (void)state;
    assert_true(judge_retry_after(r, now) > 0);
    assert_true(judge_retry_after(r, now) <= INT64_C(366) * 24 * 3600 * 1000);
    reply_free(r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_far_future),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
