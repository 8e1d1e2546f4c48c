/* What a check wants to know of a page beside its metadata. */
#include "expect.h"

#include <stdio.h>
#include <time.h>

#include "gloss/base/text.h"
#include "gloss/page/simhash.h"

static struct signs signs_of_page(const char *url, const char *html, size_t len)
{
    struct page_input in = {.url = url,
                            .content_type = "text/html; charset=utf-8",
                            .bytes = html,
                            .len = len,
                            .now_year = EXPECT_YEAR};
    struct signs signs;
    meta_free(page_extract(&in, &signs));
    return signs;
}

static struct signs look_at(const char *html)
{
    return signs_of_page("https://x.example/a/c", html, strlen(html));
}

#define each(table) (size_t i = 0; i < sizeof(table) / sizeof(*(table)); i++)

static void test_opening(void **state)
{
    (void)state;
    static const struct {
        const char *html, *opening;
    } rows[] = {
        {"<h1>Tea</h1><p>It  cools.</p>", "Tea It cools."},
        {"<nav>Home About</nav><h1>Tea</h1><p>It cools.</p><footer>Imprint</footer>",
         "Tea It cools."},
        {"<div class=menu><b>Home</b></div><p>It cools.", "It cools."},
        {"<ul><li><a href=/>Home</a><li><a href=/x>About</a></ul><p>It cools.", "It cools."},
        {"<p><a href=/>Home</a> | <a href=/x>About</a></p><p>It cools.", "It cools."},
        {"<p>See <a href=/x>the kettle</a>.</p>", "See the kettle."},
        {"<aside>Read more</aside><div id=comments>Nice!</div><p>It cools.", "It cools."},
        /* nothing but links: they are the page */
        {"<ul><li><a href=/x>One</a><li><a href=/y>Two</a></ul>", "One Two"},
        /* nothing but navigation: so is that */
        {"<nav>Home About</nav>", "Home About"},
        /* containers whose names mean something else on this page */
        {"<title>Tea</title><div class=nav><h1>Tea</h1><p>It cools.</p></div><p>Slowly.",
         "Tea It cools. Slowly."},
        {"<p>Loading</p><noscript>You need to enable JavaScript.</noscript>",
         "Loading You need to enable JavaScript."},
        {"<iframe src=/x>Request <b>unsuccessful</b>.</iframe>", "Request unsuccessful ."},
        {"<noscript><style>p {}</style><img src=x>Turn on scripts</noscript>", "Turn on scripts"},
        {"<p>Gr\xc3\xbc\xc3\x9f"
         "e\xe2\x80\xae!</p>",
         "Gr\xc3\xbc\xc3\x9f"
         "e!"},
        {"<script>var x = 'unseen';</script><style>p {}</style>", ""},
        {"", ""},
    };
    for each (rows) {
        struct signs s = look_at(rows[i].html);
        if (strcmp(s.opening, rows[i].opening) != 0)
            fail_msg("row %zu: \"%s\" instead of \"%s\"", i, s.opening, rows[i].opening);
    }
}

static void test_language(void **state)
{
    (void)state;
    static const struct {
        const char *html, *language;
    } rows[] = {
        {"<html lang=en><p>x", "en"},
        {"<html lang='DE-AT'><p>x", "de-at"},
        {"<html lang=' pt_BR '><p>x", "pt-br"},
        {"<html xml:lang=fr><p>x", "fr"},
        {"<html lang=''><p>x", ""},
        {"<html lang='{{lang}}'><p>x", ""},
        {"<html lang=e><p>x", ""},
        {"<p lang=en>x", ""},
        {"<html lang='zh-hant-tw-x-private-use'><p>x", "zh-hant-tw-x-pr"},
    };
    for each (rows)
        assert_string_equal(look_at(rows[i].html).language, rows[i].language);
}

static void test_password(void **state)
{
    (void)state;
    static const struct {
        const char *html;
        bool password;
    } rows[] = {
        {"<form><input name=u><input type=password name=p></form>", true},
        {"<input type=PASSWORD>", true},
        {"<input type=text name=password>", false},
        {"<p>password</p>", false},
        {"<template><input type=password></template>", false},
        {"<!-- <input type=password> -->", false},
    };
    for each (rows)
        if (look_at(rows[i].html).password != rows[i].password)
            fail_msg("row %zu: %s", i, rows[i].html);
}

static void test_hollow(void **state)
{
    (void)state;
    static const struct {
        const char *html;
        bool hollow;
    } rows[] = {
        {"<div id=root></div><script src=/main.js></script>", true},
        {"<div id=app><div class=spinner>Loading...</div></div><script type=module src=/m.js>"
         "</script>",
         true},
        {"<noscript>You need to enable JavaScript to run this app.</noscript><div id=x></div>"
         "<script src=/main.js></script>",
         true},
        {"<app-root></app-root><script src=/main.js></script>", true},
        {"<title>Tea</title><body><script>draw()</script></body>", true},
        {"<div id=__next><h1>404</h1><p>This page could not be found.</p>"
         "</div><script src=/main.js></script>",
         false},
        /* no program, no app */
        {"<div id=root></div>", false},
        {"<div id=root></div><script type='application/ld+json'>{}</script>", false},
        {"<div id=root></div><script type='text/template'>x</script>", false},
        {"<p>A short page, but a page, with a script that counts its readers.</p>"
         "<script src=/count.js></script>",
         false},
        {"<p>Tea</p>", false},
    };
    for each (rows)
        if (look_at(rows[i].html).hollow != rows[i].hollow)
            fail_msg("row %zu: %s", i, rows[i].html);
}

static void test_refresh(void **state)
{
    (void)state;
    static const struct {
        const char *content, *address;
    } rows[] = {
        {"0; url=/next", "https://x.example/next"},
        {"0;URL=next", "https://x.example/a/next"},
        {"0; url='https://y.example/z?a=1&amp;b=2'", "https://y.example/z?a=1&b=2"},
        {"5;url=&quot;/next&quot; ignored", "https://x.example/next"},
        {" 1 , url = /next", "https://x.example/next"},
        {"0.5; url=/next", "https://x.example/next"},
        {"0 /next", "https://x.example/next"},
        {"0; /next", "https://x.example/next"},
        {"0; url=/a/c#part", ""},
        {"0; url=#part", ""},
        {"0; url=https://x.example/a/c", ""},
        {"6; url=/next", ""},
        {"30; url=/next", ""},
        {"300", ""},
        {"0", ""},
        {"0;", ""},
        {"0; url=", ""},
        {"0; url='", ""},
        {"soon; url=/next", ""},
        {"-1; url=/next", ""},
        {"0; url=javascript:alert(1)", ""},
        {"0; url=data:text/html,x", ""},
        {"", ""},
    };
    for each (rows) {
        char html[512];
        snprintf(html, sizeof(html), "<meta http-equiv=Refresh content=\"%s\"><p>x",
                 rows[i].content);
        struct signs s = look_at(html);
        if (strcmp(s.refresh, rows[i].address) != 0)
            fail_msg("\"%s\": \"%s\" instead of \"%s\"", rows[i].content, s.refresh,
                     rows[i].address);
    }
    /* The stub of a page that has moved names its new address as canonical, too. */
    assert_string_equal(look_at("<link rel=canonical href=/b><meta http-equiv=refresh "
                                "content='0; url=/b'>")
                            .refresh,
                        "https://x.example/b");
    assert_string_equal(
        look_at("<noscript><meta http-equiv=refresh content='0; url=/nojs'></noscript><p>x")
            .refresh,
        "");
}

static void test_parked(void **state)
{
    (void)state;
    static const struct {
        const char *html;
        bool parked;
    } rows[] = {
        {"<html data-adblockkey='MFww' lang=en><div id=target></div>", true},
        {"<script src='//www.google.com/adsense/domains/caf.js'></script>", true},
        {"<script src='https://img1.wsimg.com/parking-lander/static/js/main.js'></script>", true},
        {"<script src='http://d1.parkingcrew.net/x.js'></script>", true},
        {"<p data-adblockkey=x>A page about marks</p>", false},
        {"<script src='https://pagead2.google.com/adsense/show_ads.js'></script>", false},
        {"<script src='https://notbodis.com/x.js'></script>", false},
        {"<a href='https://www.bodis.com/x'>parking</a><script>x()</script>", false},
    };
    for each (rows)
        if (look_at(rows[i].html).parked != rows[i].parked)
            fail_msg("row %zu: %s", i, rows[i].html);
}

static int distance(uint64_t a, uint64_t b)
{
    return __builtin_popcountll(a ^ b);
}

#define TEA                                                                                        \
    "Tea that stands in the open gives its warmth to the room, quickly at first and then ever "    \
    "more slowly, as Newton wrote; a lid keeps the steam, and with it most of the warmth, in "     \
    "the pot, so that an hour later there is still something to drink. We measured how long "      \
    "it takes for twelve kinds of pots, with and without a cosy, in a draught and out of it. "
#define TAX                                                                                        \
    "The committee met on Tuesday to talk about the levy on parked cars, which the mayor had "     \
    "promised to lower before the election; nobody could say what it would cost the town, and "    \
    "the treasurer, who was asked, left by the back door. A vote was put off until the spring "    \
    "because half the seats were empty and the heating had failed again during the debate. "

static void test_near_texts_have_near_fingerprints(void **state)
{
    (void)state;
    static const struct {
        const char *a, *b;
        int least, most;
    } rows[] = {
        {TEA, TEA, 0, 0},
        {TEA, "<b>Tea</b> that" TEA, 0, 10},
        {TEA "On 3 May 2021, 12:00", TEA "On 17 May 2024, 09:31", 0, 0},
        {TEA "1,204 readers", TEA "1,377 readers", 0, 0},
        {TEA TAX, TEA TAX "And then they all went home.", 0, 10},
        {"<nav>Home</nav>" TEA "<footer>x</footer>", "<nav>Blog Shop</nav>" TEA, 0, 0},
        {TEA, TAX, 16, 64},
        {"Not found", "Not found", 0, 0},
        {"NOT FOUND", "not  found!", 0, 0},
        {"\xe9\xa1\xb5\xe9\x9d\xa2\xe4\xb8\x8d\xe5\xad\x98\xe5\x9c\xa8",
         "\xe9\xa1\xb5\xe9\x9d\xa2\xe4\xb8\x8d\xe5\xad\x98\xe5\x9c\xa8\xe3\x80\x82", 0, 0},
    };
    for each (rows) {
        uint64_t a = look_at(rows[i].a).fingerprint;
        uint64_t b = look_at(rows[i].b).fingerprint;
        int d = distance(a, b);
        if (a == 0 || b == 0 || d < rows[i].least || d > rows[i].most)
            fail_msg("row %zu: %d bits apart", i, d);
    }
    assert_int_equal(look_at("").fingerprint, 0);
    assert_int_equal(look_at("<p>2021-03-04 12:00").fingerprint, 0);
    assert_int_equal(look_at("<script>x</script>").fingerprint, 0);
}

/* Fingerprints are kept in the cache: this one must be the same for ever. */
static void test_fingerprints_do_not_change(void **state)
{
    (void)state;
    assert_true(simhash("The page you asked for is gone.", 31) == 0x940b4f948a71e63U);
}

/* Cut anywhere, what is left is still text. */
static void test_long_signs_are_cut_between_characters(void **state)
{
    (void)state;
    for (int shift = 0; shift < 4; shift++) {
        struct buf b;
        buf_init(&b, 1 << 16);
        buf_addf(&b, "<p>%.*s", shift, "xxxx");
        for (int i = 0; i < 2000; i++)
            buf_adds(&b, "\xf0\x9f\x8d\xb5");
        struct signs s = signs_of_page(NULL, b.data, b.len);
        assert_true(text_is_utf8(s.opening, strlen(s.opening)));
        assert_in_range(strlen(s.opening), SIGN_OPENING_SIZE - 5, SIGN_OPENING_SIZE - 1);
        buf_release(&b);
    }
}

/* Each is about a megabyte of one thing. */
static void test_hostile_looks(void **state)
{
    (void)state;
    static const struct {
        const char *before, *part, *after;
    } rows[] = {
        {"", "<nav>x</nav>", ""},
        {"", "<nav>", "x"},
        {"", "<a href=x>y</a>", ""},
        {"", "<a href=x>y</a><br>", ""},
        {"", "<div id=root>", ""},
        {"", "<div id=root></div>", ""},
        {"", "<noscript>x</noscript>", ""},
        {"", "<noscript>", ""},
        {"<noscript>", "<b>", "x"},
        {"<iframe>", "x ", ""},
        {"", "<iframe>", ""},
        {"", "<script></script>", ""},
        {"<p>", "ab ", ""},
        {"<p>", "\xe8\x8c\xb6", ""},
        {"<p>", "1", ""},
        {"<p>", "a", ""},
        {"<meta http-equiv=refresh content='", "0;", "'>"},
        {"<meta http-equiv=refresh content='0; url=\"", "x", "'>"},
        {"", "<meta http-equiv=refresh content='0; url=x'>", ""},
        {"<html lang='", "en-", "'>"},
        {"", "<input type=password>", ""},
    };
    for each (rows) {
        struct buf b;
        buf_init(&b, (size_t)2 << 20);
        buf_adds(&b, rows[i].before);
        while (b.len < 1000000)
            buf_adds(&b, rows[i].part);
        buf_adds(&b, rows[i].after);
        clock_t start = clock();
        struct signs s = signs_of_page("https://x.example/", b.data, b.len);
        double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
        if (getenv("GLOSS_TEST_TIMES") != NULL)
            print_message("%.3f s: %s%s...\n", seconds, rows[i].before, rows[i].part);
        if (seconds > 5)
            fail_msg("row %zu (%s%s...) took %.1f s", i, rows[i].before, rows[i].part, seconds);
        assert_true(s.html);
        assert_true(text_is_utf8(s.opening, strlen(s.opening)));
        buf_release(&b);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_opening),
        cmocka_unit_test(test_language),
        cmocka_unit_test(test_password),
        cmocka_unit_test(test_hollow),
        cmocka_unit_test(test_refresh),
        cmocka_unit_test(test_parked),
        cmocka_unit_test(test_near_texts_have_near_fingerprints),
        cmocka_unit_test(test_fingerprints_do_not_change),
        cmocka_unit_test(test_long_signs_are_cut_between_characters),
        cmocka_unit_test(test_hostile_looks),
    };
    return cmocka_run_group_tests(tests, page_set_up, page_tear_down);
}
