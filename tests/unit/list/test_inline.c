/* Inline links and images: destinations, titles, texts, nesting, and what is no link. */
#include "list/table.h"

static const struct row plain[] = {
    {"plain", "[a](https://x.example/p)", "1:1 link https://x.example/p [a]"},
    {"double-quoted title", "[a](u \"t\")", "1:1 link u [a]"},
    {"single-quoted title", "[a](u 't')", "1:1 link u [a]"},
    {"title in parentheses", "[a](u (t))", "1:1 link u [a]"},
    {"title with escaped quote", "[a](u \"t \\\" (q\")", "1:1 link u [a]"},
    {"title over two lines", "[a](u \"t\nt\") [b](v)", "1:1 link u [a]\n2:5 link v [b]"},
    {"title on the next line", "[a](u\n  'title') [b](v)", "1:1 link u [a]\n2:12 link v [b]"},
    {"title without blank before it", "[a](u\"t\")", "1:1 link u\"t\" [a]"},
    {"blanks inside the parentheses", "[a](   u   )", "1:1 link u [a]"},
    {"line end inside the parentheses", "[a](\nu\n) [b](v)", "1:1 link u [a]\n3:3 link v [b]"},
    {"blank before the parentheses", "[a] (u)", ""},
    {"line end before the parentheses", "[a]\n(u)", ""},
    {"destination broken over lines", "[a](https://x.example/p\n/q)",
     "1:5 bare https://x.example/p"},
    {"blank in a bare destination", "[a](x y)", ""},
    {"angle destination with blanks", "[a](<x y>)", "1:1 link x y [a]"},
    {"angle destination with parentheses", "[a](<b)c>)", "1:1 link b)c [a]"},
    {"angle destination over lines", "[a](<b\nc>)", ""},
    {"angle destination unclosed", "[a](<b)c", ""},
    {"angle destination with text after it", "[a](<b>c)", ""},
    {"empty destination", "[a]() [b](<>) [c](u)", "1:15 link u [c]"},
    {"empty text", "[](u)", "1:1 link u"},
    {"only a fragment", "[a](#part)", "1:1 link #part [a]"},
    {"only a query", "[a](?q=1)", "1:1 link ?q=1 [a]"},
    {"two with one fragment each", "[a](u#1)[b](u#2)", "1:1 link u#1 [a]\n1:9 link u#2 [b]"},
    {"several on one line", "[a](1) text [b](2), [c](3)",
     "1:1 link 1 [a]\n1:13 link 2 [b]\n1:21 link 3 [c]"},
    {"backslash in the destination", "[a](foo\\bar)", "1:1 link foo\\bar [a]"},
    {"escaped underscore", "[a](foo\\_bar)", "1:1 link foo_bar [a]"},
    {"escaped star and references", "[a](a\\*b&amp;c&#35;d)", "1:1 link a*b&c#d [a]"},
    {"reference that is none", "[a](x&nosuch;y)", "1:1 link x&nosuch;y [a]"},
    {"percent escapes survive", "[a](%2F%23%3F%25%E9+x)", "1:1 link %2F%23%3F%25%E9+x [a]"},
    {"letter case survives", "[a](HTTPS://Ex.example/%2f)", "1:1 link HTTPS://Ex.example/%2f [a]"},
    {"not ASCII", "[a](https://m\xC3\xBCnchen.example/\xC3\xA9)",
     "1:1 link https://m\xC3\xBCnchen.example/\xC3\xA9 [a]"},
    {"comma and its escape", "[a](/x,y) [b](/x%2cy)", "1:1 link /x,y [a]\n1:11 link /x%2cy [b]"},
    {"colon in the path", "[a](b/:license-x.svg)", "1:1 link b/:license-x.svg [a]"},
    {"URL within a URL", "[a](https://w.example/web/2020/https://x.example//y)",
     "1:1 link https://w.example/web/2020/https://x.example//y [a]"},
    {"semicolon and equals signs", "[a](u?a;b&c==)", "1:1 link u?a;b&c== [a]"},
    {"scheme-relative", "[a](//host/path)", "1:1 link //host/path [a]"},
    {"mail", "[a](mailto:a@b.example?subject=x)", "1:1 link mailto:a@b.example?subject=x [a]"},
    {"tel, data, javascript", "[a](tel:+1) [b](data:,x) [c](javascript:void(0))",
     "1:1 link tel:+1 [a]\n1:13 link data:,x [b]\n1:26 link javascript:void(0) [c]"},
    {"a quote as destination", "[a](\"t\")", "1:1 link \"t\" [a]"},
    {"NBSP belongs to the destination", "[a](u\xC2\xA0\"t\")", "1:1 link u\xC2\xA0\"t\" [a]"},
};

static const struct row parentheses[] = {
    {"balanced", "[a](/Counter_(digital))", "1:1 link /Counter_(digital) [a]"},
    {"nested", "[a](b(c(d)))", "1:1 link b(c(d)) [a]"},
    {"nested, then text", "([a](b(c)d)) x", "1:2 link b(c)d [a]"},
    {"escaped", "[a](b\\(c)", "1:1 link b(c [a]"},
    {"escaped pair", "[a](x\\(v=vs.85\\).aspx)", "1:1 link x(v=vs.85).aspx [a]"},
    {"unbalanced", "[a](b(c)", ""},
    {"one too many after it", "[a](u))", "1:1 link u [a]"},
    {"within parentheses and a full stop", "(see [a](u)).", "1:6 link u [a]"},
    {"call of a function", "f(String args[]) and x[0](y", ""},
};

static const struct row texts[] = {
    {"emphasis", "[*a* **b** ~~c~~](u)", "1:1 link u [a b c]"},
    {"code", "[`a]` b](u)", "1:1 link u [a] b]"},
    {"bold around it", "**[a](u)**", "1:3 link u [a]"},
    {"emoji", "[\xF0\x9F\x93\x84 paper](u)", "1:1 link u [\xF0\x9F\x93\x84 paper]"},
    {"mojibake", "[Google\xC3\xA2\xE2\x82\xAC\xE2\x84\xA2s](u)",
     "1:1 link u [Google\xC3\xA2\xE2\x82\xAC\xE2\x84\xA2s]"},
    {"bytes that are no UTF-8",
     "[a\xFF"
     "b](u\xFE)",
     "1:1 link u\xFE [a\xFF"
     "b]"},
    {"character references", "[a &amp; &eacute; &#x41;](u)", "1:1 link u [a & \xC3\xA9 A]"},
    {"escapes", "[a\\]b \\*c\\*](u)", "1:1 link u [a]b *c*]"},
    {"balanced brackets", "[a [b] c](u)", "1:1 link u [a [b] c]"},
    {"bracket too many", "[a] b](u)", ""},
    {"open bracket before it", "[a [b](u)", "1:4 link u [b]"},
    {"escaped bracket", "[a \\[b](u)", "1:1 link u [a [b]"},
    {"over two lines", "[a\nb](u) [c](v)", "1:1 link u [a b]\n2:7 link v [c]"},
    {"hard break", "[a\\\nb](u) [c](v)", "1:1 link u [a b]\n2:7 link v [c]"},
    {"raw HTML", "[a <b>c</b>](u)", "1:1 link u [a c]"},
    {"text is another URL", "[https://other.example](https://x.example)",
     "1:1 link https://x.example [https://other.example]"},
    {"text is a mail address", "[a@b.example](u)", "1:1 link u [a@b.example]"},
    {"link in a link", "[a [b](v) c](u)", "1:4 link v [b]"},
    {"link in a link in emphasis", "[a *b [c](v)*](u)", "1:7 link v [c]"},
    {"autolink in a text", "[a <https://in.example>](u)",
     "1:1 link u [a https://in.example]\n1:4 autolink https://in.example"},
    {"code binds tighter", "[a`](u)`", ""},
    {"tag binds tighter", "[a <b c=\"](u)\">", ""},
    {"autolink binds tighter", "[a<https://x.example/?s=](u)>",
     "1:3 autolink https://x.example/?s=](u)"},
    {"escaped backquotes around", "\\`[a](u)\\`", "1:3 link u [a]"},
    {"code span next to it", "`x`[a](u)`y`", "1:4 link u [a]"},
    {"star binds looser", "*[a*](u)", "1:2 link u [a*]"},
};

static const struct row images[] = {
    {"plain", "![a](i.png)", "1:1 image i.png [a]"},
    {"with title", "![a](i.png?raw=true \"t\")", "1:1 image i.png?raw=true [a]"},
    {"without text", "![](i.png)", "1:1 image i.png"},
    {"badge", "[![a](b.svg)](u)", "1:1 link u [a]\n1:2 image b.svg [a]"},
    {"two badges", "[![a](1)](2) [![b](3)](4)",
     "1:1 link 2 [a]\n1:2 image 1 [a]\n1:14 link 4 [b]\n1:15 image 3 [b]"},
    {"image and text in a link", "[x ![a](b) y](u)", "1:1 link u [x a y]\n1:4 image b [a]"},
    {"link in an image", "![a [b](v)](i)", "1:1 image i [a b]\n1:5 link v [b]"},
    {"image in an image", "![a ![b](v)](i)", "1:1 image i [a b]\n1:5 image v [b]"},
    {"escaped mark", "\\![a](u)", "1:3 link u [a]"},
    {"mark and an escaped bracket", "!\\[a](u)", ""},
    {"emphasis in the text", "![a *b*](i)", "1:1 image i [a b]"},
    {"mark before a link", "!![a](i)", "1:2 image i [a]"},
    {"empty destination", "![a]()", ""},
};

static const struct row none[] = {
    {"escaped brackets", "\\[a\\](u)", ""},
    {"brackets only", "]foo () [ [] [a] (", ""},
    {"task boxes", "- [x] done\n- [ ] open", ""},
    {"wiki link", "[[Wiki]] [[a#b|c]] [[_TOC_]] [[#h]]", ""},
    {"footnote call without footnote", "a[^b] c", ""},
    {"array", "int a[3][4]; b[i](j", ""},
    {"empty", "", ""},
    {"blank lines", "\n \n\t\n", ""},
};

static void test_plain(void **unused)
{
    (void)unused;
    TABLE_CHECK(plain);
}

static void test_parentheses(void **unused)
{
    (void)unused;
    TABLE_CHECK(parentheses);
}

static void test_texts(void **unused)
{
    (void)unused;
    TABLE_CHECK(texts);
}

static void test_images(void **unused)
{
    (void)unused;
    TABLE_CHECK(images);
}

static void test_none(void **unused)
{
    (void)unused;
    TABLE_CHECK(none);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_plain), cmocka_unit_test(test_parentheses),
        cmocka_unit_test(test_texts), cmocka_unit_test(test_images),
        cmocka_unit_test(test_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
