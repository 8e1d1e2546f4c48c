/* guard: ordinary pages pass, what the parser would choke on does not, and all of it in linear
 * time. */
#include "expect.h"

#include <time.h>

#include "gloss/base/mem.h"
#include "gloss/page/guard.h"

static const struct row {
    const char *html;
    const char *expected;
} rows[] = {
    {"", ""},
    {"text only", "text only"},
    {"<p class=a id='b' hidden>x</p>", "<p class=a id='b' hidden>x</p>"},
    {"<a title=\"1 > 0\">x</a>", "<a title=\"1 > 0\">x</a>"},
    {"<br/><img src=x />", "<br/><img src=x />"},
    {"<a x=1/>y", "<a x=1/>y"},
    {"a<!-- <b c='> -->d", "ad"},
    {"a<!-- never ends <p>", "a"},
    {"<!DOCTYPE html><html>", "<html>"},
    {"<?php echo '<p>'; ?>x", "'; ?>x"},
    {"</p class=x >y", "</p>y"},
    {"</>x</ p>y", "xy"},
    {"1 < 2 << 3 <_x <:y", "1 < 2  < 3  _x  :y"},
    {"<<!-- -->p a b>", " p a b>"},
    {"<p \"x=\" a=1>t", "<p a=1>t"},
    {"<p a=\"1\"b=\"2\">t", "<p a=\"1\"b=\"2\">t"},
    {"<p =1 2=3 a>t", "<p a>t"},
    {"<script>if (a<b && c>\"d\") x('<p a=b>')</script><i>",
     "<script>if (a<b && c>\"d\") x('<p a=b>')</script><i>"},
    {"<script src=x/><p =>y</script>", "<script src=x/><p =>y</script>"},
    {"<script src=\"x\"/><p =1>y</p>", "<script src=\"x\"/><p>y</p>"},
    {"<div><script>x='</div></ ></scripts>'</SCRIPT>y", "<div><script>x='   > '</SCRIPT>y"},
    {"<p a\f=\v1 b>", "<p a = 1 b>"},
    {"<style>a<b</style><b>", "<style>a<b</style><b>"},
    {"<scripted =1>x", "<scripted>x"},
    {"<p a='unclosed>text <b>more</b>", "<p>text <b>more</b>"},
    {"<p a", "<p a"},
};

static void test_rewrites(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        char *s = xstrdup(rows[i].html);
        size_t n = guard_html(s, strlen(s));
        assert_int_equal(n, strlen(s));
        if (strcmp(s, rows[i].expected) != 0)
            fail_msg("row %zu: \"%s\" instead of \"%s\"", i, s, rows[i].expected);
        free(s);
    }
}

static void test_nul_becomes_a_blank(void **state)
{
    (void)state;
    char bytes[] = "<p\0a=1>x\0y";
    guard_html(bytes, sizeof(bytes) - 1);
    assert_string_equal(bytes, "<p a=1>x y");
}

static size_t count(const char *s, const char *part)
{
    size_t n = 0;
    for (; (s = strstr(s, part)) != NULL; s += strlen(part))
        n++;
    return n;
}

static char *repeated(const char *before, const char *part, size_t times, const char *after)
{
    struct buf b;
    buf_init(&b, (size_t)16 << 20);
    buf_adds(&b, before);
    for (size_t i = 0; i < times; i++)
        buf_adds(&b, part);
    buf_adds(&b, after);
    return buf_take(&b, NULL);
}

static void test_attributes_are_limited(void **state)
{
    (void)state;
    char *s = repeated("<p", " a1=b", 100000, ">text</p>");
    guard_html(s, strlen(s));
    assert_int_equal(count(s, "a1=b"), GUARD_TAG_ATTRIBUTES);
    assert_non_null(strstr(s, ">text</p>"));
    free(s);
}

static void test_a_huge_attribute_goes_alone(void **state)
{
    (void)state;
    char *s = repeated("<p id=x data='", "0123456789", 10000, "' class=y>text</p>");
    guard_html(s, strlen(s));
    assert_string_equal(s, "<p id=x class=y>text</p>");
    free(s);
}

/* What only a scanner, or only the parser, takes for a quoted value hides no attributes. */
static void test_hidden_attributes_are_limited(void **state)
{
    (void)state;
    static const char *const openings[] = {
        "<p \"x=\"", "<p '=\"",   "<p x=y\"", "<_ x=\"><p",      "<!-- > --><p",
        "<!a \"><p", "</p \"><p", "<p/x=\"",  "<script/><p x='", "<p x\x01=\""};
    for (size_t i = 0; i < sizeof(openings) / sizeof(openings[0]); i++) {
        char *s = repeated(openings[i], " a", 400000, "\">");
        clock_t before = clock();
        meta_free(extract("http://x.example/", "text/html", s, strlen(s)));
        double seconds = (double)(clock() - before) / CLOCKS_PER_SEC;
        if (seconds > 5)
            fail_msg("%s took %.1f s", openings[i], seconds);
        free(s);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rewrites),
        cmocka_unit_test(test_nul_becomes_a_blank),
        cmocka_unit_test(test_attributes_are_limited),
        cmocka_unit_test(test_a_huge_attribute_goes_alone),
        cmocka_unit_test(test_hidden_attributes_are_limited),
    };
    return cmocka_run_group_tests(tests, page_set_up, page_tear_down);
}
