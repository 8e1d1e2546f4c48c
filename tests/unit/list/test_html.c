/* Raw HTML inside Markdown: which attributes are links, and which HTML is none of a reader's. */
#include "list/table.h"

static const struct row tags[] = {
    {"block", "<p><a href=\"u\">text</a></p>", "1:4 html u [text]"},
    {"inline", "see <a href=\"u\">the <b>text</b></a> and", "1:5 html u [the text]"},
    {"single quotes", "<a href='u'>t</a>", "1:1 html u [t]"},
    {"no quotes", "<a href=u>t</a>", "1:1 html u [t]"},
    {"no quotes, more attributes", "<a href=u class=x>t</a>", "1:1 html u [t]"},
    {"blanks around the equals sign", "<a href = \"u\">t</a>", "1:1 html u [t]"},
    {"blanks in the value", "<a href=\"  u \n\">t</a>", "1:1 html u [t]"},
    {"upper case", "<A HREF=\"u\">t</A>", "1:1 html u [t]"},
    {"over several lines", "<p>\n<a\n  class=\"x\"\n  href=\"u\"\n>t</a></p>", "2:1 html u [t]"},
    {"inline over lines", "a <a\nhref=\"u\">t</a> <a href=v>w</a>",
     "1:3 html u [t]\n2:16 html v [w]"},
    {"in a quote over lines", "> <div>\n> <a\n> href=\"u\">t</a>\n> </div>", "2:3 html u [t]"},
    {"in a list", "- x\n  <a href=\"u\">t</a>\n- <a href=v>w</a>",
     "2:3 html u [t]\n3:3 html v [w]"},
    {"reference decoded", "<a href=\"u?a&amp;b\">t</a>", "1:1 html u?a&b [t]"},
    {"ampersand that is no reference", "<a href=\"u?a&copy=1\">t</a>", "1:1 html u?a&copy=1 [t]"},
    {"numeric reference", "<a href='u&#35;x'>t</a>", "1:1 html u#x [t]"},
    {"greater-than in an attribute", "<a title=\"a > b\" href=\"u\">t</a>", "1:1 html u [t]"},
    {"first of two wins", "<p><a href=\"u\" href=\"v\">t</a>", "1:4 html u [t]"},
    {"two anchors", "<p><a href=u>a</a><a href=v>b</a>", "1:4 html u [a]\n1:19 html v [b]"},
    {"anchor left open", "<p><a href=u>a\n<a href=v>b</a>", "1:4 html u [a]\n2:1 html v [b]"},
    {"anchor without address", "<a name=\"x\">t</a><a href=\"\">s</a>", ""},
    {"Markdown between HTML", "<div>\n\n[a](u)\n\n</div>\n<p><a href=v>b</a>",
     "3:1 link u [a]\n6:4 html v [b]"},
    {"Markdown is not read in HTML", "<div>\n[a](u)\n</div>", ""},
    {"bare URL is not read in HTML", "<div>\nhttps://x.example\n</div>", ""},
    {"Markdown link in an anchor", "x <a href=\"u\">[b](v)</a>", "1:3 html u [b]\n1:15 link v [b]"},
    {"image", "<img src=\"i.png\" alt=\"a &lt; b\">", "1:1 html i.png [a < b]"},
    {"image in an anchor", "<p><a href=u><img src=i></a>", "1:4 html u\n1:14 html i"},
    {"srcset", "<img src=\"a.png\" srcset=\"b.png 1x, c.png 2x\">",
     "1:1 html a.png\n1:1 html b.png\n1:1 html c.png"},
    {"srcset with commas in it", "<img srcset=\"https://x.example/w_1,h_2/a.png 1x,b.png 2x, c,\">",
     "1:1 html https://x.example/w_1,h_2/a.png\n1:1 html b.png\n1:1 html c"},
    {"picture", "<picture><source srcset=\"a.webp\"><img src=\"b.png\"></picture>",
     "1:10 html a.webp\n1:34 html b.png"},
    {"link", "<link rel=\"stylesheet\" href=\"s.css\">", "1:1 html s.css"},
    {"hints fetch nothing",
     "<link rel=preconnect href=u>\n<link href=v rel=\"dns-prefetch\">\n<link href=w>",
     "3:1 html w"},
    {"other elements", "<video src=a poster=b></video><iframe src=\"c\"></iframe>",
     "1:1 html a\n1:1 html b\n1:31 html c"},
    {"attributes that are no links", "<div prefix=\"og: https://x.example/ns#\"><html xmlns=\"u\">",
     ""},
    {"data attribute", "<a data-href=\"u\" class=href>t</a>", ""},
    {"JSX value",
     "<div>\n<a href={url} className=\"x\">t</a> <a onClick={() => x > 1} href=\"u\">t</a>",
     "2:35 html u [t]"},
    {"template value", "<p><a href=\"{{ x }}/y\">t</a>", "1:4 html {{ x }}/y [t]"},
    {"special schemes", "<a href=\"javascript:x()\">a</a> <a href=\"mailto:a@b.example\">b</a>",
     "1:1 html javascript:x() [a]\n1:32 html mailto:a@b.example [b]"},
};

static const struct row ignored[] = {
    {"comment block", "<!-- <a href=\"u\">t</a> [b](v) -->\n\n[c](w)", "3:1 link w [c]"},
    {"comment over blank lines", "<!--\n\n[a](u)\n\n-->\n[b](v)", "6:1 link v [b]"},
    {"inline comment", "a <!-- [b](u) --> [c](v)", "1:19 link v [c]"},
    {"comment in HTML", "<div><!-- <a href=u>t</a> --><a href=v>w</a></div>", "1:30 html v [w]"},
    {"comment left open", "<div>\n<!-- <a href=u>t</a>", ""},
    {"pre", "<pre>\n<a href=\"u\">t</a>\n[b](v)\n</pre>\n\n[c](w)", "6:1 link w [c]"},
    {"pre and links after it", "<div><pre><a href=u>t</a></pre><a href=v>w</a></div>",
     "1:32 html v [w]"},
    {"pre and code", "<div><pre><code><a href=u>t</a></code></pre><a href=v>w</a></div>",
     "1:45 html v [w]"},
    {"code within code", "<p><code>a<code>b</code><a href=u>t</a></code><a href=v>w</a>",
     "1:47 html v [w]"},
    {"code that pre ends", "<div><pre><code>a</pre><a href=v>w</a></div>", "1:24 html v [w]"},
    {"script and style",
     "<script>\nx = '<a href=\"u\">';\n</script>\n\n<style>\na{b:url(c)}\n</style>\n\n[d](w)",
     "9:1 link w [d]"},
    {"script is no HTML", "<div><script>if (a<pre) x = \"<code>\";</script><a href=v>w</a></div>",
     "1:47 html v [w]"},
    {"inline code hides tags and bare URLs",
     "<code><a href=u>t</a> https://x.example</code> https://y.example",
     "1:48 bare https://y.example"},
    {"inline code shows links", "<code>[a](u)</code>", "1:7 link u [a]"},
    {"tag cut off", "<div>\n<a href=\"u\"", ""},
    {"quote cut off", "<div>\n<a href=\"u>t</a>\n</div>", ""},
    {"quote taken from further on", "<div>\n<a href=\"u>t</a> <a class=\"v\">w</a>",
     "2:1 html u>t</a> <a class= [w]"},
    {"declaration", "<!DOCTYPE html \"https://x.example/dtd\">\n\n[a](u)", "3:1 link u [a]"},
    {"processing instruction", "<?php echo '<a href=\"u\">'; ?>\n\n[a](u)", "3:1 link u [a]"},
    {"CDATA", "<![CDATA[<a href=\"u\">]]>\n\n[a](u)", "3:1 link u [a]"},
    {"closing tag", "<div></a href=\"u\"></div>", ""},
    {"escaped tag", "\\<a href=\"u\">", ""},
    {"no tag", "a < b and c > d", ""},
};

static void test_tags(void **unused)
{
    (void)unused;
    TABLE_CHECK(tags);
}

static void test_ignored(void **unused)
{
    (void)unused;
    TABLE_CHECK(ignored);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tags),
        cmocka_unit_test(test_ignored),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
