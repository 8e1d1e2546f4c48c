/* Web addresses: classes, parts, normal form, what goes on the wire, references. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "gloss/net/url.h"

#define COUNT(rows) (sizeof(rows) / sizeof *(rows))

/* Fails with the input named, which assert_string_equal alone would not do. */
static void expect(const char *what, const char *input, const char *found, const char *wanted)
{
    if (wanted ? !found || strcmp(found, wanted) != 0 : found != NULL) {
        fail_msg("%s of '%s' is '%s', not '%s'", what, input, found ? found : "(none)",
                 wanted ? wanted : "(none)");
    }
}

static void test_classes(void **state)
{
    static const struct {
        const char *url;
        enum url_class class;
        const char *why; /* part of it, NULL: none is given */
    } rows[] = {
        {"https://example.com", URL_WEB, NULL},
        {"HTTP://Example.COM:80/", URL_WEB, NULL},
        {"  https://example.com/a b \n", URL_WEB, NULL},
        {"http://user:secret@example.com/", URL_WEB, NULL},
        {"http://[2001:db8::1]:8080/", URL_WEB, NULL},
        {"http://127.0.0.1/", URL_WEB, NULL},
        {"http://localhost", URL_WEB, NULL},
        {"http://a_b.example/", URL_WEB, NULL},
        {"http://bücher.example/", URL_WEB, NULL},
        {"http://example.com./", URL_WEB, NULL},
        {"http://example.com:/", URL_WEB, NULL},
        {"http://example.com?x", URL_WEB, NULL},
        {"", URL_RELATIVE, NULL},
        {"docs/x.md#part", URL_RELATIVE, NULL},
        {"/docs", URL_RELATIVE, NULL},
        {"?q=1", URL_RELATIVE, NULL},
        {"//example.com/x", URL_RELATIVE, NULL},
        {"a/b:c", URL_RELATIVE, NULL},
        {"www.example.com/x", URL_RELATIVE, NULL},
        {"#part", URL_FRAGMENT, NULL},
        {"#", URL_FRAGMENT, NULL},
        {"mailto:a@example.com?subject=x", URL_OTHER, "mail"},
        {"MAILTO:a@example.com", URL_OTHER, "mail"},
        {"tel:+49-30", URL_OTHER, "telephone"},
        {"javascript:void(0)", URL_OTHER, "script"},
        {"data:text/html,x", URL_OTHER, "data"},
        {"ftp://example.com/", URL_OTHER, "FTP"},
        {"gopher://example.com/", URL_OTHER, "another scheme"},
        {"hhttps://example.com/", URL_OTHER, "another scheme"},
        {"http://", URL_BROKEN, "host"},
        {"https:///http%3A//example.com", URL_BROKEN, "host"},
        {"http:///x", URL_BROKEN, "host"},
        {"http:/x", URL_BROKEN, "//"},
        {"http:x", URL_BROKEN, "//"},
        {"http:", URL_BROKEN, "//"},
        {"https%3A%2F%2Fexample.com%2Fx", URL_BROKEN, "percent-encoded"},
        {"http://exam ple.com/", URL_BROKEN, "blank"},
        {"http://example.com\\@10.0.0.1/", URL_BROKEN, "backslash"},
        {"http://example.com\\x", URL_BROKEN, "backslash"},
        {"http://example.com<x>/", URL_BROKEN, "character"},
        {"http://example.com:80x/", URL_BROKEN, "port"},
        {"http://example.com:65536/", URL_BROKEN, "port"},
        {"http://example.com:99999999999999999999/", URL_BROKEN, "port"},
        {"http://example.com:0/", URL_BROKEN, "port"},
        {"http://[::1/", URL_BROKEN, "IPv6"},
        {"http://[::1%25eth0]/", URL_BROKEN, "IPv6"},
        {"http://[]/", URL_BROKEN, "IPv6"},
        {"http://[1.2.3.4]/", URL_BROKEN, "IPv6"},
        {"http://256.1.1.1/", URL_BROKEN, "IPv4"},
        {"http://1.2.3.4.5/", URL_BROKEN, "IPv4"},
        {"http://example.123/", URL_BROKEN, "IPv4"},
        {"http://a..b/", URL_BROKEN, "name"},
        {"http://.example.com/", URL_BROKEN, "name"},
        {"http://./", URL_BROKEN, "name"},
        {"http://exa%2fmple.com/", URL_BROKEN, "name"},
        {"http://exa%00mple.com/", URL_BROKEN, "name"},
        {"http://example.com,http:80/", URL_BROKEN, "name"},
        {"http://\xff.example/", URL_BROKEN, "name"},
        {"http://x23456789012345678901234567890123456789012345678901234567890123x/", URL_BROKEN,
         "name"},
        {"http://user@/", URL_BROKEN, "host"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        const char *why = NULL;
        enum url_class class = url_classify(rows[i].url, &why);

        if (class != rows[i].class)
            fail_msg("'%s' is of class %d, not %d", rows[i].url, class, rows[i].class);
        if (rows[i].why ? !why || !strstr(why, rows[i].why) : why != NULL)
            fail_msg("'%s': the reason is '%s'", rows[i].url, why ? why : "(none)");
        assert_int_equal(url_classify(rows[i].url, NULL), class);
    }
}

static void test_parts(void **state)
{
    static const struct {
        const char *url, *scheme, *host;
        int port;
        const char *path, *query;
    } rows[] = {
        {"https://Example.com", "https", "example.com", 443, "/", NULL},
        {"HTTP://example.com:8080/A%2fb/../c?x=%E9#f", "http", "example.com", 8080, "/A%2fb/../c",
         "x=%E9"},
        {"http://example.com.?", "http", "example.com", 80, "/", ""},
        {"http://u:p@[0:0::1]:81/", "http", "::1", 81, "/", NULL},
        {"http://a@b@c.example/", "http", "c.example", 80, "/", NULL},
        {"http://BÜCHER.example/ü", "http", "xn--bcher-kva.example", 80, "/ü", NULL},
        {"http://faß.example", "http", "xn--fa-hia.example", 80, "/", NULL},
        {"http://１２７.0.0.1/", "http", "127.0.0.1", 80, "/", NULL},
        {"http://0x7f.1", "http", "127.0.0.1", 80, "/", NULL},
        {"http://2130706433/", "http", "127.0.0.1", 80, "/", NULL},
        {"http://0177.0.0.1/", "http", "127.0.0.1", 80, "/", NULL},
        {"http://127.0.0.1./", "http", "127.0.0.1", 80, "/", NULL},
        {"http://ex%61mple.com/", "http", "example.com", 80, "/", NULL},
        {"http://[::ffff:10.0.0.1]/", "http", "::ffff:10.0.0.1", 80, "/", NULL},
        {"https://example.com/~x//y?a?b/../c", "https", "example.com", 443, "/~x//y", "a?b/../c"},
        {"https://example.com/a@b:c", "https", "example.com", 443, "/a@b:c", NULL},
    };
    struct url_parts p;

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        assert_true(url_parse(rows[i].url, &p));
        expect("scheme", rows[i].url, p.scheme, rows[i].scheme);
        expect("host", rows[i].url, p.host, rows[i].host);
        expect("path", rows[i].url, p.path, rows[i].path);
        expect("query", rows[i].url, p.query, rows[i].query);
        assert_int_equal(p.port, rows[i].port);
        url_parts_release(&p);
        url_parts_release(&p);
    }
    assert_false(url_parse("mailto:x@example.com", &p));
    assert_false(url_parse("//example.com/", &p));
    assert_false(url_parse("http://", &p));
    assert_null(p.host);
}

/* Each row: the URL, its key, and what goes on the wire. */
static void test_key_and_wire(void **state)
{
    static const struct {
        const char *url, *key, *wire;
    } rows[] = {
        {"https://example.com", "https://example.com/", "https://example.com/"},
        {"HTTPS://Example.COM/Path", "https://example.com/Path", "https://example.com/Path"},
        {"http://example.com:80/", "http://example.com/", "http://example.com/"},
        {"http://example.com:/", "http://example.com/", "http://example.com/"},
        {"http://example.com:080/", "http://example.com/", "http://example.com/"},
        {"http://example.com:443/", "http://example.com:443/", "http://example.com:443/"},
        {"https://example.com:443?q", "https://example.com/?q", "https://example.com/?q"},
        {"http://example.com./x", "http://example.com/x", "http://example.com./x"},
        {"http://example.com/x?", "http://example.com/x?", "http://example.com/x?"},
        /* Escapes that change the resource when undone. */
        {"https://h.example/10.1000%2Fxyz", "https://h.example/10.1000%2Fxyz",
         "https://h.example/10.1000%2Fxyz"},
        {"https://h.example/a%2fb%3F%23%26%25%E9", "https://h.example/a%2Fb%3F%23%26%25%E9",
         "https://h.example/a%2fb%3F%23%26%25%E9"},
        {"https://h.example/?a=b%26c%3dd+e%20f%2B", "https://h.example/?a=b%26c%3Dd+e%20f%2B",
         "https://h.example/?a=b%26c%3dd+e%20f%2B"},
        {"https://h.example/?t=1;2==&a;b", "https://h.example/?t=1;2==&a;b",
         "https://h.example/?t=1;2==&a;b"},
        /* Escapes that change nothing when undone. */
        {"https://h.example/%7Ejoe/%41%2d%2E", "https://h.example/~joe/A-.",
         "https://h.example/%7Ejoe/%41%2d%2E"},
        {"https://h.example/~joe", "https://h.example/~joe", "https://h.example/~joe"},
        /* Broken escapes. */
        {"https://h.example/100%", "https://h.example/100%25", "https://h.example/100%"},
        {"https://h.example/%zz%4", "https://h.example/%25zz%254", "https://h.example/%zz%4"},
        {"https://h.example/%%411", "https://h.example/%25A1", "https://h.example/%%411"},
        {"https://h.example/%2541", "https://h.example/%2541", "https://h.example/%2541"},
        /* Dot segments. */
        {"https://h.example/a/./b/../c", "https://h.example/a/c", "https://h.example/a/c"},
        {"https://h.example/../../x", "https://h.example/x", "https://h.example/x"},
        {"https://h.example/a/..", "https://h.example/", "https://h.example/"},
        {"https://h.example/a/.", "https://h.example/a/", "https://h.example/a/"},
        {"https://h.example/a/%2e%2E/b", "https://h.example/b", "https://h.example/a/%2e%2E/b"},
        {"https://h.example/a/...?/../x", "https://h.example/a/...?/../x",
         "https://h.example/a/...?/../x"},
        {"https://h.example//a///b/", "https://h.example//a///b/", "https://h.example//a///b/"},
        {"https://h.example/..hidden/.x", "https://h.example/..hidden/.x",
         "https://h.example/..hidden/.x"},
        /* A URL in a URL. */
        {"https://web.archive.org/web/2020/https://x//y",
         "https://web.archive.org/web/2020/https://x//y",
         "https://web.archive.org/web/2020/https://x//y"},
        {"https://h.example/?u=http://x.example/a%2Fb",
         "https://h.example/?u=http://x.example/a%2Fb",
         "https://h.example/?u=http://x.example/a%2Fb"},
        /* Fragments. */
        {"https://h.example/#", "https://h.example/", "https://h.example/"},
        {"https://h.example/x#top", "https://h.example/x", "https://h.example/x"},
        {"https://h.example/x#:~:text=a", "https://h.example/x", "https://h.example/x"},
        {"https://h.example/#!/spa?x=%7e", "https://h.example/#!/spa?x=~", "https://h.example/"},
        {"https://h.example?q#f?g", "https://h.example/?q", "https://h.example/?q"},
        /* Bytes that may not stand in a URL. */
        {"https://h.example/a b?c d", "https://h.example/a%20b?c%20d",
         "https://h.example/a%20b?c%20d"},
        {"https://h.example/a%20b", "https://h.example/a%20b", "https://h.example/a%20b"},
        {"https://h.example/ü?ü", "https://h.example/%C3%BC?%C3%BC",
         "https://h.example/%C3%BC?%C3%BC"},
        {"https://h.example/\xe9", "https://h.example/%E9", "https://h.example/%E9"},
        {"https://h.example/a\\b", "https://h.example/a%5Cb", "https://h.example/a%5Cb"},
        {"https://h.example/\"<>^`{|}\x01\x7f", "https://h.example/%22%3C%3E%5E%60%7B%7C%7D%01%7F",
         "https://h.example/%22%3C%3E%5E%60%7B%7C%7D%01%7F"},
        {"https://h.exam\nple/a\r\n\tb", "https://h.example/ab", "https://h.example/ab"},
        {"\t https://h.example/ \n", "https://h.example/", "https://h.example/"},
        /* Hosts. */
        {"http://user:secret@h.example/", "http://h.example/", "http://h.example/"},
        {"http://google.example@evil.example/", "http://evil.example/", "http://evil.example/"},
        {"http://Bücher.example/", "http://xn--bcher-kva.example/",
         "http://xn--bcher-kva.example/"},
        {"http://例え。テスト/", "http://xn--r8jz45g.xn--zckzah/",
         "http://xn--r8jz45g.xn--zckzah/"},
        {"http://[2001:DB8:0::1]:80/x", "http://[2001:db8::1]/x", "http://[2001:db8::1]/x"},
        {"http://0x7f.1./", "http://127.0.0.1/", "http://127.0.0.1/"},
        /* None. */
        {"ftp://h.example/", NULL, NULL},
        {"//h.example/", NULL, NULL},
        {"h.example", NULL, NULL},
        {"http://", NULL, NULL},
        {"", NULL, NULL},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        char *key = url_key(rows[i].url);
        char *wire = url_wire(rows[i].url);

        expect("key", rows[i].url, key, rows[i].key);
        expect("wire", rows[i].url, wire, rows[i].wire);
        if (key) {
            char *again = url_key(key);
            char *of_wire = strstr(key, "#!") ? NULL : url_key(wire);

            expect("key", key, again, key);
            if (of_wire)
                expect("key", wire, of_wire, key);
            free(again);
            free(of_wire);
        }
        free(key);
        free(wire);
    }
}

/* The examples of RFC 3986 section 5.4, and what redirects add to them. */
static void test_resolve(void **state)
{
    static const struct {
        const char *base, *reference, *result;
    } rows[] = {
        {NULL, "g:h", "g:h"},
        {NULL, "g", "http://a/b/c/g"},
        {NULL, "./g", "http://a/b/c/g"},
        {NULL, "g/", "http://a/b/c/g/"},
        {NULL, "/g", "http://a/g"},
        {NULL, "//g", "http://g/"},
        {NULL, "?y", "http://a/b/c/d;p?y"},
        {NULL, "g?y", "http://a/b/c/g?y"},
        {NULL, "#s", "http://a/b/c/d;p?q#s"},
        {NULL, "g#s", "http://a/b/c/g#s"},
        {NULL, "g?y#s", "http://a/b/c/g?y#s"},
        {NULL, ";x", "http://a/b/c/;x"},
        {NULL, "g;x?y#s", "http://a/b/c/g;x?y#s"},
        {NULL, "", "http://a/b/c/d;p?q"},
        {NULL, ".", "http://a/b/c/"},
        {NULL, "./", "http://a/b/c/"},
        {NULL, "..", "http://a/b/"},
        {NULL, "../", "http://a/b/"},
        {NULL, "../g", "http://a/b/g"},
        {NULL, "../..", "http://a/"},
        {NULL, "../../g", "http://a/g"},
        {NULL, "../../../../g", "http://a/g"},
        {NULL, "/./g", "http://a/g"},
        {NULL, "/../g", "http://a/g"},
        {NULL, "g.", "http://a/b/c/g."},
        {NULL, "..g", "http://a/b/c/..g"},
        {NULL, "./../g", "http://a/b/g"},
        {NULL, "g/./h", "http://a/b/c/g/h"},
        {NULL, "g/../h", "http://a/b/c/h"},
        {NULL, "g;x=1/../y", "http://a/b/c/y"},
        {NULL, "g?y/../x", "http://a/b/c/g?y/../x"},
        {NULL, "g#s/../x", "http://a/b/c/g#s/../x"},
        {NULL, "http:g", NULL},
        {NULL, "http://", NULL},
        {NULL, "//", NULL},
        {NULL, "mailto:x@y.example", "mailto:x@y.example"},
        {"https://h.example", "x", "https://h.example/x"},
        {"https://h.example?q", "", "https://h.example/?q"},
        {"https://h.example?q", "?", "https://h.example/?"},
        {"https://h.example/a", "//Other.example:443/%2F?x#y", "https://other.example/%2F?x#y"},
        {"https://h.example/a", "http://u:p@o.example/b/../%7Ec", "http://o.example/%7Ec"},
        {"https://u:p@h.example/a", "b", "https://h.example/b"},
        {"https://h.example/a", " /b c\r\n", "https://h.example/b c"},
        {"https://h.example/a", "/\\evil.example", "https://h.example/\\evil.example"},
        {"https://h.example/a", "b/https://x//y", "https://h.example/b/https://x//y"},
        {"ftp://h.example/a", "b", NULL},
        {"", "b", NULL},
        {"", "http://h.example", "http://h.example/"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        const char *base = rows[i].base ? rows[i].base : "http://a/b/c/d;p?q";
        char *result = url_resolve(base, rows[i].reference);

        expect(base, rows[i].reference, result, rows[i].result);
        free(result);
    }
}

static void test_origin(void **state)
{
    static const struct {
        const char *url, *origin;
    } rows[] = {
        {"HTTPS://u@Example.com.:443/x", "https://example.com"},
        {"http://example.com:8080", "http://example.com:8080"},
        {"http://[::1]:80/", "http://[::1]"},
        {"example.com", NULL},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        char *origin = url_origin(rows[i].url);

        expect("origin", rows[i].url, origin, rows[i].origin);
        free(origin);
    }
}

static void test_escapes(void **state)
{
    static const struct {
        const char *escaped, *plain;
    } decodes[] = {
        {"", ""},           {"a%20b+c", "a b+c"}, {"%2f%2F", "//"}, {"100%", "100%"},
        {"%zz%4", "%zz%4"}, {"%E9", "\xe9"},      {"a%00b", NULL},  {"%%41", "%A"},
    };
    static const struct {
        const char *plain, *escaped;
    } encodes[] = {
        {"", ""},
        {"aZ09-._~", "aZ09-._~"},
        {"10.1000/x y", "10.1000%2Fx%20y"},
        {"ü&=", "%C3%BC%26%3D"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(decodes); i++) {
        char *plain = url_decode(decodes[i].escaped);

        expect("decoding", decodes[i].escaped, plain, decodes[i].plain);
        free(plain);
    }
    for (size_t i = 0; i < COUNT(encodes); i++) {
        char *escaped = url_encode(encodes[i].plain);

        expect("encoding", encodes[i].plain, escaped, encodes[i].escaped);
        free(escaped);
    }
}

static void test_site(void **state)
{
    static const struct {
        const char *host, *site;
    } rows[] = {
        {"example.com", "example.com"},
        {"www.example.com", "example.com"},
        {"a.b.example.com", "example.com"},
        {"gobyexample.com", "gobyexample.com"},
        {"www.bbc.co.uk", "bbc.co.uk"},
        {"co.uk", "co.uk"},
        {"cs.u-tokyo.ac.jp", "u-tokyo.ac.jp"},
        {"karpathy.github.io", "karpathy.github.io"},
        {"x.karpathy.github.io", "karpathy.github.io"},
        {"github.io", "github.io"},
        {"sophiamyang.medium.com", "medium.com"},
        {"com.example.com", "example.com"},
        {"localhost", "localhost"},
        {"127.0.0.1", "127.0.0.1"},
        {"2001:db8::1", "2001:db8::1"},
        {"", ""},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++)
        expect("site", rows[i].host, url_site(rows[i].host), rows[i].site);
}

static void test_tracking(void **state)
{
    static const struct {
        const char *url, *without; /* NULL: there is none in it */
    } rows[] = {
        {"https://a.example/p?utm_source=x", "https://a.example/p"},
        {"https://a.example/p?utm_source=x&utm_medium=y#top", "https://a.example/p#top"},
        {"https://a.example/p?id=%2F&fbclid=z&q=a+b", "https://a.example/p?id=%2F&q=a+b"},
        {"https://a.example/p?gclid", "https://a.example/p"},
        {"https://a.example/p?a=1&&mc_cid=2", "https://a.example/p?a=1&"},
        {"https://a.example/p", NULL},
        {"https://a.example/p?", NULL},
        {"https://a.example/p?id=utm_source", NULL},
        {"https://a.example/p?fbclids=1", NULL},
        {"https://a.example/p?utm=1", NULL},
        {"https://a.example/p#?utm_source=x", NULL},
        {"https://a.example/utm_source=x", NULL},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        char *without = url_without_tracking(rows[i].url);

        expect("tracking", rows[i].url, without, rows[i].without);
        free(without);
    }
}

/* Long input costs linear time and is refused where no server would take it. */
static void test_length(void **state)
{
    static const char start[] = "http://h.example/";
    size_t n = 100 * 1024 * 1024;
    char *url = malloc(n + 1);
    char *key;

    (void)state;
    assert_non_null(url);
    memset(url, '/', n);
    url[n] = '\0';
    memcpy(url, start, sizeof start - 1);
    assert_int_equal(url_classify(url, NULL), URL_BROKEN);
    assert_null(url_wire(url));
    assert_null(url_resolve("http://h.example/", url));

    url[64 * 1024] = '\0';
    memset(url + sizeof start - 1, ' ', 64 * 1024 - sizeof start);
    key = url_key(url);
    assert_non_null(key);
    assert_int_equal(strlen(key), sizeof start - 1 + 3 * (64 * 1024 - sizeof start) + 1);
    free(key);
    free(url);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_classes),      cmocka_unit_test(test_parts),
        cmocka_unit_test(test_key_and_wire), cmocka_unit_test(test_resolve),
        cmocka_unit_test(test_origin),       cmocka_unit_test(test_escapes),
        cmocka_unit_test(test_site),         cmocka_unit_test(test_tracking),
        cmocka_unit_test(test_length),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
