/* One reply read as evidence: every status, every failure, every wall. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "gloss/base/mem.h"
#include "gloss/judge/judge.h"

enum { NOW = 1700000000 };

/* A reply of a status with one header (may be NULL) and a body of so many bytes. */
static struct reply *make_reply(int status, const char *header, const char *value, size_t body)
{
    struct reply *r = reply_new("https://example.org/a");

    r->status = status;
    r->finished_at = NOW;
    if (header != NULL)
        reply_add_header(r, header, value);
    if (body > 0) {
        r->body = xcalloc(body + 1, 1);
        memset(r->body, 'x', body);
        r->body_len = body;
    }
    return r;
}

static void statuses_say_what_they_say(void **state)
{
    static const struct {
        int status;
        enum evidence_class class;
        bool retryable;
        const char *says;
    } rows[] = {
        {200, EVIDENCE_ANSWERED, false, "200 OK"},
        {201, EVIDENCE_ANSWERED, false, "201 Created"},
        {203, EVIDENCE_ANSWERED, false, "203 Non-Authoritative Information"},
        {204, EVIDENCE_ANSWERED, false, "204 No Content"},
        {206, EVIDENCE_ANSWERED, false, "206 Partial Content"},
        {208, EVIDENCE_ANSWERED, false, "208 (a success)"},
        {299, EVIDENCE_ANSWERED, false, "299 (a success)"},
        {300, EVIDENCE_ANSWERED, false, "300 Multiple Choices"},
        {301, EVIDENCE_SOFT, false, "301 Moved Permanently, without a usable address"},
        {302, EVIDENCE_SOFT, false, "302 Found, without a usable address"},
        {304, EVIDENCE_ANSWERED, false, "304 Not Modified"},
        {305, EVIDENCE_SOFT, false, "305 (a redirect without a usable address)"},
        {307, EVIDENCE_SOFT, false, "307 Temporary Redirect, without a usable address"},
        {308, EVIDENCE_SOFT, false, "308 Permanent Redirect, without a usable address"},
        {400, EVIDENCE_BLOCKED, false, "400 Bad Request"},
        {401, EVIDENCE_BLOCKED, false, "401 Unauthorized"},
        {402, EVIDENCE_BLOCKED, false, "402 Payment Required"},
        {403, EVIDENCE_BLOCKED, false, "403 Forbidden"},
        {404, EVIDENCE_GONE, false, "404 Not Found"},
        {405, EVIDENCE_BLOCKED, false, "405 Method Not Allowed"},
        {406, EVIDENCE_BLOCKED, false, "406 Not Acceptable"},
        {407, EVIDENCE_TRANSIENT, false, "407 Proxy Authentication Required"},
        {408, EVIDENCE_TRANSIENT, true, "408 Request Timeout"},
        {409, EVIDENCE_TRANSIENT, false, "409 Conflict"},
        {410, EVIDENCE_GONE, false, "410 Gone"},
        {412, EVIDENCE_BLOCKED, false, "412 Precondition Failed"},
        {413, EVIDENCE_BLOCKED, false, "413 Content Too Large"},
        {414, EVIDENCE_BLOCKED, false, "414 URI Too Long"},
        {416, EVIDENCE_BLOCKED, false, "416 Range Not Satisfiable"},
        {418, EVIDENCE_BLOCKED, false, "418 I'm a Teapot"},
        {421, EVIDENCE_TRANSIENT, false, "421 Misdirected Request"},
        {423, EVIDENCE_BLOCKED, false, "423 Locked"},
        {425, EVIDENCE_TRANSIENT, true, "425 Too Early"},
        {429, EVIDENCE_TRANSIENT, true, "429 Too Many Requests"},
        {444, EVIDENCE_BLOCKED, false, "444 (a refusal)"},
        {451, EVIDENCE_BLOCKED, false, "451 Unavailable For Legal Reasons"},
        {500, EVIDENCE_TRANSIENT, true, "500 Internal Server Error"},
        {501, EVIDENCE_TRANSIENT, false, "501 Not Implemented"},
        {502, EVIDENCE_TRANSIENT, true, "502 Bad Gateway"},
        {503, EVIDENCE_TRANSIENT, true, "503 Service Unavailable"},
        {504, EVIDENCE_TRANSIENT, true, "504 Gateway Timeout"},
        {505, EVIDENCE_TRANSIENT, false, "505 HTTP Version Not Supported"},
        {511, EVIDENCE_TRANSIENT, true, "511 Network Authentication Required"},
        {522, EVIDENCE_TRANSIENT, true, "522 Connection to the Origin Timed Out"},
        {599, EVIDENCE_TRANSIENT, true, "599 (a fault of the server)"},
        {600, EVIDENCE_TRANSIENT, false, "600 (no HTTP status)"},
        {999, EVIDENCE_BLOCKED, false, "999 Request Denied"},
        {103, EVIDENCE_TRANSIENT, false, "103 (an interim answer)"},
        {7, EVIDENCE_TRANSIENT, false, "7 (no HTTP status)"},
        {-4, EVIDENCE_TRANSIENT, false, "-4 (no HTTP status)"},
        {2147483647, EVIDENCE_TRANSIENT, false, "2147483647 (no HTTP status)"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct reply *r = make_reply(rows[i].status, NULL, NULL, 9000);
        struct evidence e = judge_reply(r, NULL);

        assert_string_equal(e.says, rows[i].says);
        assert_int_equal(e.class, rows[i].class);
        assert_int_equal(e.status, rows[i].status);
        assert_int_equal(e.at, NOW);
        assert_string_equal(e.source, "http");
        assert_int_equal(judge_retryable(r), rows[i].retryable);
        reply_free(r);
    }
}

/* Whatever a server may answer, only two statuses are ever held against a link at once. */
static void only_two_statuses_mean_death(void **state)
{
    (void)state;
    for (int status = 0; status < 1200; status++) {
        struct reply *r = make_reply(status, NULL, NULL, 0);
        struct evidence e = judge_reply(r, NULL);

        assert_int_equal(e.class == EVIDENCE_GONE, status == 404 || status == 410);
        assert_true(strlen(e.says) > 3);
        if (status >= 400) {
            assert_int_not_equal(e.class, EVIDENCE_SOFT);
            assert_int_not_equal(e.class, EVIDENCE_ANSWERED);
        }
        reply_free(r);
    }
}

static void failures_say_what_they_say(void **state)
{
    static const struct {
        enum reply_failure failure;
        enum evidence_class class;
        bool retryable;
    } rows[] = {
        {FAIL_BAD_URL, EVIDENCE_UNUSABLE, false},
        {FAIL_PRIVATE, EVIDENCE_EXCLUDED, false},
        {FAIL_DNS_NXDOMAIN, EVIDENCE_GONE, false},
        {FAIL_DNS_NODATA, EVIDENCE_SOFT, false},
        {FAIL_DNS_TEMPORARY, EVIDENCE_TRANSIENT, true},
        {FAIL_DNS_DEAD, EVIDENCE_TRANSIENT, true},
        {FAIL_NO_ROUTE, EVIDENCE_TRANSIENT, true},
        {FAIL_REFUSED, EVIDENCE_REFUSED, true},
        {FAIL_CONNECT_TIMEOUT, EVIDENCE_TRANSIENT, true},
        {FAIL_TLS_EXPIRED, EVIDENCE_SOFT, false},
        {FAIL_TLS_HOST, EVIDENCE_SOFT, false},
        {FAIL_TLS_UNTRUSTED, EVIDENCE_SOFT, false},
        {FAIL_TLS, EVIDENCE_TRANSIENT, true},
        {FAIL_RESET, EVIDENCE_TRANSIENT, true},
        {FAIL_EMPTY, EVIDENCE_TRANSIENT, true},
        {FAIL_PROTOCOL, EVIDENCE_TRANSIENT, true},
        {FAIL_TIMEOUT, EVIDENCE_TRANSIENT, true},
        {FAIL_PARTIAL, EVIDENCE_TRANSIENT, true},
        {FAIL_ENCODING, EVIDENCE_TRANSIENT, false},
        {FAIL_HEADER, EVIDENCE_TRANSIENT, false},
        {FAIL_PROXY, EVIDENCE_TRANSIENT, true},
        {FAIL_CANCELLED, EVIDENCE_TRANSIENT, false},
        {FAIL_INTERNAL, EVIDENCE_TRANSIENT, false},
    };

    (void)state;
    /* Every failure but "none" has its row. */
    assert_int_equal(sizeof(rows) / sizeof(*rows), FAIL_COUNT - 1);
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct reply *r = make_reply(0, NULL, NULL, 0);
        struct evidence e;

        r->failure = rows[i].failure;
        e = judge_reply(r, NULL);
        assert_int_equal(e.class, rows[i].class);
        assert_int_equal(e.status, 0);
        assert_string_equal(e.says, reply_failure_words(rows[i].failure));
        assert_int_equal(judge_retryable(r), rows[i].retryable);
        reply_free(r);
    }
}

static void a_broken_body_after_a_status(void **state)
{
    static const struct {
        int status;
        enum reply_failure failure;
        size_t body;
        enum evidence_class class;
        const char *says;
    } rows[] = {
        {200, FAIL_TIMEOUT, 0, EVIDENCE_TRANSIENT, "200 OK, but no complete answer in time"},
        {200, FAIL_TIMEOUT, 900, EVIDENCE_ANSWERED, "200 OK, but no complete answer in time"},
        {200, FAIL_PARTIAL, 900, EVIDENCE_ANSWERED,
         "200 OK, but the connection ended before the body did"},
        {200, FAIL_ENCODING, 0, EVIDENCE_TRANSIENT, "200 OK, but the body's compression is broken"},
        {404, FAIL_RESET, 0, EVIDENCE_GONE, "404 Not Found"},
        {403, FAIL_TIMEOUT, 0, EVIDENCE_BLOCKED, "403 Forbidden"},
        {503, FAIL_PARTIAL, 10, EVIDENCE_TRANSIENT, "503 Service Unavailable"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct reply *r = make_reply(rows[i].status, NULL, NULL, rows[i].body);
        struct evidence e;

        r->failure = rows[i].failure;
        e = judge_reply(r, NULL);
        assert_int_equal(e.class, rows[i].class);
        assert_string_equal(e.says, rows[i].says);
        reply_free(r);
    }
}

static void walls_are_known_by_their_signs(void **state)
{
    static const struct {
        int status;
        const char *header;
        const char *value;
        size_t body;
        enum evidence_class class;
        const char *says;
    } rows[] = {
        {403, "cf-mitigated", "challenge", 9000, EVIDENCE_BLOCKED,
         "403 Forbidden: a Cloudflare challenge"},
        {404, "CF-Mitigated", "Challenge", 9000, EVIDENCE_BLOCKED,
         "404 Not Found: a Cloudflare challenge"},
        {503, "cf-mitigated", "challenge", 9000, EVIDENCE_BLOCKED,
         "503 Service Unavailable: a Cloudflare challenge"},
        {429, "cf-mitigated", "block", 0, EVIDENCE_BLOCKED,
         "429 Too Many Requests: blocked by Cloudflare"},
        {200, "cf-mitigated", "challenge", 9000, EVIDENCE_BLOCKED,
         "200 OK: a Cloudflare challenge"},
        {403, "Server", "cloudflare", 0, EVIDENCE_BLOCKED, "403 Forbidden: blocked by Cloudflare"},
        {404, "Server", "cloudflare", 0, EVIDENCE_GONE, "404 Not Found"},
        {200, "Server", "cloudflare", 9000, EVIDENCE_ANSWERED, "200 OK"},
        {403, "Server", "DataDome", 0, EVIDENCE_BLOCKED, "403 Forbidden: blocked by DataDome"},
        {403, "X-DataDome", "protected", 0, EVIDENCE_BLOCKED, "403 Forbidden: blocked by DataDome"},
        {404, "X-DataDome", "protected", 0, EVIDENCE_GONE, "404 Not Found"},
        {200, "X-DataDome", "protected", 9000, EVIDENCE_ANSWERED, "200 OK"},
        {403, "Set-Cookie", "datadome=abc; Path=/", 0, EVIDENCE_BLOCKED,
         "403 Forbidden: blocked by DataDome"},
        {403, "Set-Cookie", "_pxhd=abc", 0, EVIDENCE_BLOCKED,
         "403 Forbidden: blocked by HUMAN (PerimeterX)"},
        {200, "Set-Cookie", "_pxhd=abc", 9000, EVIDENCE_ANSWERED, "200 OK"},
        {403, "Set-Cookie", "_abck=abc", 0, EVIDENCE_BLOCKED, "403 Forbidden: blocked by Akamai"},
        {403, "Server", "AkamaiGHost", 0, EVIDENCE_BLOCKED, "403 Forbidden: blocked by Akamai"},
        {404, "Server", "AkamaiGHost", 0, EVIDENCE_GONE, "404 Not Found"},
        {202, "x-amzn-waf-action", "challenge", 0, EVIDENCE_BLOCKED,
         "202 Accepted: an AWS WAF challenge"},
        {405, "x-amzn-waf-action", "captcha", 0, EVIDENCE_BLOCKED,
         "405 Method Not Allowed: an AWS WAF challenge"},
        {429, "x-vercel-mitigated", "challenge", 0, EVIDENCE_BLOCKED,
         "429 Too Many Requests: blocked by Vercel"},
        {202, "SG-Captcha", "challenge", 0, EVIDENCE_BLOCKED, "202 Accepted: a SiteGround captcha"},
        {403, "Set-Cookie", "visid_incap_1=a", 0, EVIDENCE_BLOCKED,
         "403 Forbidden: blocked by Imperva"},
        {403, "X-Sucuri-Block", "1", 0, EVIDENCE_BLOCKED, "403 Forbidden: blocked by Sucuri"},
        {200, "Set-Cookie", "techaro.lol-anubis-cookie-verification=x", 9000, EVIDENCE_BLOCKED,
         "200 OK: an Anubis challenge"},
        {429, "x-kpsdk-ct", "1", 0, EVIDENCE_BLOCKED, "429 Too Many Requests: blocked by Kasada"},
        {429, "x-kpsdk-r", "1-AA", 0, EVIDENCE_BLOCKED, "429 Too Many Requests: blocked by Kasada"},
        {503, "x-cdn", "Imperva", 0, EVIDENCE_BLOCKED,
         "503 Service Unavailable: blocked by Imperva"},
        {404, "x-cdn", "Imperva", 0, EVIDENCE_GONE, "404 Not Found"},
        {405, "x-distil-cs", "BYPASS", 0, EVIDENCE_BLOCKED,
         "405 Method Not Allowed: blocked by Imperva"},
        {418, "set-cookie", "rbzid=1", 0, EVIDENCE_BLOCKED, "418 I'm a Teapot: blocked by Reblaze"},
        {412, "set-cookie", "ak_bmsc=1", 0, EVIDENCE_BLOCKED,
         "412 Precondition Failed: blocked by Akamai"},
        {999, "set-cookie", "bm_sz=1", 0, EVIDENCE_BLOCKED,
         "999 Request Denied: blocked by Akamai"},
        {503, "cf-chl-bypass", "1", 0, EVIDENCE_BLOCKED,
         "503 Service Unavailable: a Cloudflare challenge"},
        {403, "Server", "CloudFront", 0, EVIDENCE_BLOCKED, "403 Forbidden: blocked by CloudFront"},
        {202, NULL, NULL, 0, EVIDENCE_BLOCKED,
         "202 Accepted: an answer without the page, as robots get it"},
        {202, NULL, NULL, 4095, EVIDENCE_BLOCKED,
         "202 Accepted: an answer without the page, as robots get it"},
        {202, NULL, NULL, 4096, EVIDENCE_ANSWERED, "202 Accepted"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct reply *r = make_reply(rows[i].status, rows[i].header, rows[i].value, rows[i].body);
        struct evidence e = judge_reply(r, NULL);

        assert_string_equal(e.says, rows[i].says);
        assert_int_equal(e.class, rows[i].class);
        if (strstr(e.says, ": ") != NULL)
            assert_false(judge_retryable(r));
        reply_free(r);
    }
}

static void walls_are_known_by_their_small_bodies(void **state)
{
    static const struct {
        int status;
        const char *body;
        size_t padding;
        enum evidence_class class;
        const char *says;
    } rows[] = {
        {403, "<script>window._cf_chl_opt={}</script>", 0, EVIDENCE_BLOCKED,
         "403 Forbidden: a Cloudflare challenge"},
        {200, "<script src='https://ct.captcha-delivery.com/c.js'></script>", 0, EVIDENCE_BLOCKED,
         "200 OK: a DataDome captcha"},
        {200, "<iframe src='/_Incapsula_Resource?x=1'>", 0, EVIDENCE_BLOCKED,
         "200 OK: an Imperva challenge"},
        {200, "<div id=\"px-captcha\">", 0, EVIDENCE_BLOCKED,
         "200 OK: a HUMAN (PerimeterX) captcha"},
        {429, "<script>window.KPSDK={}</script>", 0, EVIDENCE_BLOCKED,
         "429 Too Many Requests: a Kasada challenge"},
        {405, "<script>window.gokuProps = {}</script>", 0, EVIDENCE_BLOCKED,
         "405 Method Not Allowed: an AWS WAF challenge"},
        {200, "<script id=\"anubis_challenge\" type=\"application/json\">", 0, EVIDENCE_BLOCKED,
         "200 OK: an Anubis challenge"},
        {200, "The requested URL was rejected. Please consult with your administrator.", 0,
         EVIDENCE_BLOCKED, "200 OK: blocked by F5"},
        {403, "Reference&#32;&#35;18&#46;2d", 0, EVIDENCE_BLOCKED,
         "403 Forbidden: blocked by Akamai"},
        {503, "<p>Generated by Wordfence at</p>", 0, EVIDENCE_BLOCKED,
         "503 Service Unavailable: blocked by Wordfence"},
        {429, "<title>Vercel Security Checkpoint</title>", 0, EVIDENCE_BLOCKED,
         "429 Too Many Requests: a Vercel challenge"},
        /* a page that answers may mention them, or have their scripts for later */
        {200, "Reference&#32;&#35;18&#46;2d", 0, EVIDENCE_ANSWERED, "200 OK"},
        {404, "<p>Generated by Wordfence at</p>", 0, EVIDENCE_GONE, "404 Not Found"},
        {200, "<script>window._cf_chl_opt={}</script>", 24 << 10, EVIDENCE_ANSWERED, "200 OK"},
        {200, "<script src='/cdn-cgi/challenge-platform/scripts/jsd/main.js'></script>", 0,
         EVIDENCE_ANSWERED, "200 OK"},
        {404, "captcha-delivery.com/", 24 << 10, EVIDENCE_GONE, "404 Not Found"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct reply *r =
            make_reply(rows[i].status, NULL, NULL, strlen(rows[i].body) + rows[i].padding);
        struct evidence e;

        memcpy(r->body, rows[i].body, strlen(rows[i].body));
        e = judge_reply(r, NULL);
        assert_string_equal(e.says, rows[i].says);
        assert_int_equal(e.class, rows[i].class);
        reply_free(r);
    }
}

/* The sign may be in any of several headers of one name. */
static void every_cookie_is_looked_at(void **state)
{
    struct reply *r = make_reply(403, "Set-Cookie", "session=1", 0);
    struct evidence e;

    (void)state;
    reply_add_header(r, "Set-Cookie", "_abck=2");
    e = judge_reply(r, NULL);
    assert_string_equal(e.says, "403 Forbidden: blocked by Akamai");
    reply_free(r);
}

static void accepted_statuses_are_alive(void **state)
{
    static const struct {
        const char *accept;
        int status;
        enum evidence_class class;
    } rows[] = {
        {"403", 403, EVIDENCE_ANSWERED},       {"200..=299,403", 403, EVIDENCE_ANSWERED},
        {"200..=299,403", 404, EVIDENCE_GONE}, {"200..=299, 403 ,404", 404, EVIDENCE_ANSWERED},
        {"400..=404", 404, EVIDENCE_ANSWERED}, {"400..404", 404, EVIDENCE_GONE},
        {"400..404", 403, EVIDENCE_ANSWERED},  {"100..=999", 500, EVIDENCE_ANSWERED},
        {"999", 999, EVIDENCE_ANSWERED},       {"500", 200, EVIDENCE_ANSWERED},
        {NULL, 403, EVIDENCE_BLOCKED},         {"", 403, EVIDENCE_BLOCKED},
        {"junk,403", 403, EVIDENCE_BLOCKED},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct reply *r = make_reply(rows[i].status, NULL, NULL, 0);

        assert_int_equal(judge_reply(r, rows[i].accept).class, rows[i].class);
        reply_free(r);
    }
}

static void accept_lists_are_checked(void **state)
{
    static const struct {
        const char *accept;
        bool valid;
    } rows[] = {
        {NULL, true},        {"200", true},         {"200,404", true},  {"200..=299", true},
        {"200..299", true},  {"200 , 404", true},   {" 200", true},     {"100..=999", true},
        {"", false},         {",", false},          {"200,", false},    {",200", false},
        {"20", false},       {"2000", false},       {"abc", false},     {"200-299", false},
        {"200..", false},    {"200..=", false},     {"..299", false},   {"299..=200", false},
        {"200..200", false}, {"200 404", false},    {"-200", false},    {"200,,404", false},
        {"099", false},      {"200..=2999", false}, {"200.299", false}, {"4xx", false},
        {"200;404", false},  {"0x200", false},      {" ", false},       {"200, ", false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
        if (judge_accept_valid(rows[i].accept) != rows[i].valid)
            fail_msg("\"%s\"", rows[i].accept);
}

static void retry_after_is_read(void **state)
{
    static const struct {
        const char *value;
        int64_t ms;
    } rows[] = {
        {"0", 0},
        {"3", 3000},
        {"120", 120000},
        {"", -1},
        {"soon", -1},
        {"-5", -1},
        {"1.5", -1},
        {"99999999999999999999999", (int64_t)366 * 24 * 3600 * 1000},
        {"Tue, 14 Nov 2023 22:13:30 GMT", 10000},
        {"Tue, 14 Nov 2023 22:13:10 GMT", 0},
        {"Tuesday, 14-Nov-23 22:13:30 GMT", 10000},
        {"Fri, 31 Dec 9999 23:59:59 GMT", (int64_t)366 * 24 * 3600 * 1000},
        {"Tue, 99 Nov 2023 22:13:30 GMT", -1},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct reply *r = make_reply(429, "retry-after", rows[i].value, 0);

        assert_int_equal(judge_retry_after(r, NOW), rows[i].ms);
        reply_free(r);
    }
    {
        struct reply *r = make_reply(429, NULL, NULL, 0);

        assert_int_equal(judge_retry_after(r, NOW), -1);
        reply_free(r);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(statuses_say_what_they_say),
        cmocka_unit_test(only_two_statuses_mean_death),
        cmocka_unit_test(failures_say_what_they_say),
        cmocka_unit_test(a_broken_body_after_a_status),
        cmocka_unit_test(walls_are_known_by_their_signs),
        cmocka_unit_test(walls_are_known_by_their_small_bodies),
        cmocka_unit_test(every_cookie_is_looked_at),
        cmocka_unit_test(accepted_statuses_are_alive),
        cmocka_unit_test(accept_lists_are_checked),
        cmocka_unit_test(retry_after_is_read),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
