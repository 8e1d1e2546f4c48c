/* xml: what a registry's answer gives, and that hostile documents are refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "gloss/base/buf.h"
#include "gloss/page/page.h"
#include "gloss/page/xml.h"

static struct xml *parse(const char *s)
{
    return xml_parse(s, strlen(s));
}

static void assert_text(const struct xml_node *n, const char *expected)
{
    char *text = xml_text(n);
    if (expected == NULL)
        assert_null(text);
    else
        assert_string_equal(text, expected);
    free(text);
}

static void test_reads_an_atom_feed(void **state)
{
    (void)state;
    struct xml *x =
        parse("<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom' "
              "xmlns:a='http://arxiv.org/schemas/atom'><title>query</title>"
              "<entry><title>First\n   work</title><a:comment>10 pages</a:comment>"
              "<link href='http://x/1' title='pdf'/></entry>"
              "<x/><entry><title>Second &amp; <![CDATA[last <b>]]></title></entry></feed>");
    assert_non_null(x);
    const struct xml_node *entry = xml_child(xml_root(x), "entry");
    assert_text(xml_child(entry, "title"), "First work");
    assert_text(xml_child(entry, "comment"), "10 pages");
    assert_text(xml_child(entry, "absent"), NULL);
    char *href = xml_attribute(xml_child(entry, "link"), "href");
    assert_string_equal(href, "http://x/1");
    free(href);
    assert_null(xml_attribute(xml_child(entry, "link"), "rel"));
    entry = xml_next(entry, "entry");
    assert_text(xml_child(entry, "title"), "Second & last <b>");
    assert_null(xml_next(entry, "entry"));
    xml_free(x);
}

static void test_null_nodes_give_nothing(void **state)
{
    (void)state;
    assert_null(xml_root(NULL));
    assert_null(xml_child(NULL, "a"));
    assert_null(xml_next(NULL, "a"));
    assert_null(xml_text(NULL));
    assert_null(xml_attribute(NULL, "a"));
    xml_free(NULL);
}

static void test_refuses(void **state)
{
    (void)state;
    static const char *const refused[] = {
        "",
        "plain text",
        "<a><b></a>",
        "<a>&nbsp;</a>",
        "<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>",
        "<!DOCTYPE a [<!ENTITY x 'y'>]><a>unused</a>",
        "<!DOCTYPE a [<!ENTITY % p SYSTEM 'file:///etc/passwd'> %p;]><a/>",
        "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>",
        "<!DOCTYPE a [<!ATTLIST a b CDATA 'default'>]><a/>",
        "<!DOCTYPE a [<!ATTLIST a b (one|two) 'one'>]><a/>",
        "<!DOCTYPE a [<!ENTITY l 'lol'><!ENTITY m '&l;&l;&l;&l;'>]><a>&m;&m;</a>",
    };
    for (size_t i = 0; i < sizeof(refused) / sizeof(refused[0]); i++)
        if (parse(refused[i]) != NULL)
            fail_msg("not refused: %s", refused[i]);
    assert_null(xml_parse(NULL, 0));
}

static void test_entities_hidden_in_utf16_are_refused(void **state)
{
    (void)state;
    static const char plain[] = "<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>";
    char wide[2 * sizeof(plain)] = {(char)0xff, (char)0xfe};
    for (size_t i = 0; i < sizeof(plain) - 1; i++)
        wide[2 + 2 * i] = plain[i];
    assert_null(xml_parse(wide, 2 * sizeof(plain)));
}

static void test_a_doctype_alone_is_no_harm(void **state)
{
    (void)state;
    struct xml *x = parse("<!DOCTYPE feed SYSTEM 'http://127.0.0.1:1/x.dtd'><feed>ok</feed>");
    assert_non_null(x);
    assert_text(xml_root(x), "ok");
    xml_free(x);
}

static void test_depth_is_bounded(void **state)
{
    (void)state;
    struct buf b;
    buf_init(&b, 1 << 20);
    for (int i = 0; i < 10000; i++)
        buf_adds(&b, "<a>");
    for (int i = 0; i < 10000; i++)
        buf_adds(&b, "</a>");
    assert_null(xml_parse(b.data, b.len));
    buf_release(&b);
}

static int set_up(void **state)
{
    (void)state;
    page_init();
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    page_shutdown();
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_reads_an_atom_feed),
        cmocka_unit_test(test_null_nodes_give_nothing),
        cmocka_unit_test(test_refuses),
        cmocka_unit_test(test_entities_hidden_in_utf16_are_refused),
        cmocka_unit_test(test_a_doctype_alone_is_no_harm),
        cmocka_unit_test(test_depth_is_bounded),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
