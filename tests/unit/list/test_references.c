/* Reference links and definitions: labels, the forms of use, unused and undefined ones. */
#include "list/table.h"

static const struct row uses[] = {
    {"full", "[a][b]\n\n[b]: u", "1:1 link u [a]"},
    {"collapsed", "[b][]\n\n[b]: u", "1:1 link u [b]"},
    {"shortcut", "[b] x\n\n[b]: u", "1:1 link u [b]"},
    {"image", "![a][b] ![b][] ![b]\n\n[b]: u",
     "1:1 image u [a]\n1:9 image u [b]\n1:16 image u [b]"},
    {"letter case", "[a][BaR]\n\n[bAr]: u", "1:1 link u [a]"},
    {"letter case beyond ASCII", "[\xE1\xBA\x9E]\n\n[SS]: u", "1:1 link u [\xE1\xBA\x9E]"},
    {"white space in labels", "[a][b\n  c]\n\n[b c]: u", "1:1 link u [a]"},
    {"blanks around a label", "[a][ b ]\n\n[  b]: u", "1:1 link u [a]"},
    {"blank before the label", "[a] [b]\n\n[b]: u", "1:5 link u [b]"},
    {"line end before the label", "[a]\n[b]\n\n[b]: u", "2:1 link u [b]"},
    {"markup in the text", "[*a* `b`][c]\n\n[c]: u", "1:1 link u [a b]"},
    {"markup in a shortcut", "[*b*]\n\n[*b*]: u", "1:1 link u [b]"},
    {"escapes in labels are kept", "[a][b\\!]\n\n[b\\!]: u", "1:1 link u [a]"},
    {"escapes are no part of the match", "[b!]\n\n[b\\!]: u", "3:1 definition u [b\\!]"},
    {"brackets in a label", "[a][b\\]]\n\n[b\\]]: u", "1:1 link u [a]"},
    {"nested brackets are no label", "[a][b[c]]\n\n[b[c]]: u", ""},
    {"five uses", "[a] [a] [a]\n\n- [a]\n- [x][a]\n\n[a]: https://x.example",
     "1:1 link https://x.example [a]\n1:5 link https://x.example [a]\n1:9 link https://x.example "
     "[a]\n"
     "3:3 link https://x.example [a]\n4:3 link https://x.example [x]"},
    {"used before and after", "[a]\n\n[a]: u\n\n[a]", "1:1 link u [a]\n5:1 link u [a]"},
    {"full wins over shortcut", "[a][b]\n\n[a]: u\n[b]: v", "1:1 link v [a]\n3:1 definition u [a]"},
    {"undefined label, defined text", "[a][b]\n\n[a]: u", "3:1 definition u [a]"},
    {"chain", "[a][b][c]\n\n[b]: u\n[c]: v", "1:1 link u [a]\n1:7 link v [c]"},
    {"inline wins", "[a](v)\n\n[a]: u", "1:1 link v [a]\n3:1 definition u [a]"},
    {"text that is no inline tail", "[a](not a link)\n\n[a]: u", "1:1 link u [a]"},
    {"wiki link with a definition", "[[a]]\n\n[a]: u", "1:2 link u [a]"},
    {"reference in a reference's text", "[x [b] y][c]\n\n[b]: u\n[c]: v",
     "1:4 link u [b]\n1:10 link v [c]"},
    {"relative target", "[a]\n\n[a]: docs/x.md#part", "1:1 link docs/x.md#part [a]"},
    {"in a heading", "# [a]\n[a]: u\n> b", "1:3 link u [a]"},
    {"in a table", "| [a] |\n|---|\n| [b][a] |\n\n[a]: u", "1:3 link u [a]\n3:3 link u [b]"},
    {"escaped", "\\[a]\n\n[a]: u", "3:1 definition u [a]"},
    {"mark and a link", "\\![a]\n\n[a]: u", "1:3 link u [a]"},
};

static const struct row definitions[] = {
    {"unused", "[a]: https://x.example", "1:1 definition https://x.example [a]"},
    {"with title", "[a]: u \"t\"", "1:1 definition u [a]"},
    {"angle brackets", "[a]: <u v> 't'", "1:1 definition u v [a]"},
    {"empty angle brackets", "[a]: <>\n\n[a]", ""},
    {"no blank after the colon", "[a]:u", "1:1 definition u [a]"},
    {"destination on the next line", "[a]:\n  u", "1:1 definition u [a]"},
    {"title on the next line", "[a]: u\n  'title'\n\n[a]", "4:1 link u [a]"},
    {"title over lines", "[a]: u '\ntitle\n'\n\nx", "1:1 definition u [a]"},
    {"title with escaped marks", "[a]: u (t\\)t)\n\n[a]", "3:1 link u [a]"},
    {"title that only an escaped mark ends", "[a]: u (t\\)\n\n[a]", "3:1 link u [a]"},
    {"title with text after it", "[a]: u \"t\" x", ""},
    {"next line begins like a title", "[a]: u\n\"t\" x\n\n[a]", "4:1 link u [a]"},
    {"escapes and references", "[a]: x\\*y&amp;z", "1:1 definition x*y&z [a]"},
    {"indented", "   [a]: u\n\n[a]", "3:1 link u [a]"},
    {"indented like code", "    [a]: u\n\n[a]", ""},
    {"in a fence", "```\n[a]: u\n```\n\n[a]", ""},
    {"right after a fence", "```\n```\n[a]: u", "3:1 definition u [a]"},
    {"cannot interrupt a paragraph", "x\n[a]: u\n\n[a]", ""},
    {"inside a paragraph", "see [link]:bla for more", ""},
    {"after a heading", "# x\n[a]: u", "2:1 definition u [a]"},
    {"before text", "[a]: u\ntext [a]", "2:6 link u [a]"},
    {"before an underline", "[a]: u\n===\n[a]", "3:1 link u [a]"},
    {"before two underlines", "[a]: u\n===\n===\n[a]", "4:1 link u [a]"},
    {"not with an underline for destination", "[a]:\n-\n\n[a]: u", "1:1 link u [a]"},
    {"not across an underline", "[a\n-\n- b]: u\n[c](v)", "4:1 link v [c]"},
    {"several together", "[a]: u\n[b]: v\n  \"t\"\n[c]: w\n\n[b]",
     "1:1 definition u [a]\n4:1 definition w [c]\n6:1 link v [b]"},
    {"in a quote", "> [a]: u\n\n[a] [b]\n\n> [b]:\n> v", "3:1 link u [a]\n3:5 link v [b]"},
    {"unused in a quote", "> [a]: u\n> [b]:\n> v", "1:3 definition u [a]\n2:3 definition v [b]"},
    {"in a list", "- [a]: u\n- x [b]\n\n  [b]: v", "1:3 definition u [a]\n2:5 link v [b]"},
    {"the first of two wins", "[a]\n\n[a]: u\n[a]: v", "1:1 link u [a]"},
    {"comment idiom", "[//]: # (a comment)", "1:1 definition # [//]"},
    {"empty label", "[]: u\n[ ]: v", ""},
    {"footnote is none", "a[^b]\n\n[^b]: text", ""},
    {"CR LF", "[a]: u\r\n[b]: v\r\n\r\n[b]\r\n", "1:1 definition u [a]\n4:1 link v [b]"},
};

static void test_uses(void **unused)
{
    (void)unused;
    TABLE_CHECK(uses);
}

static void test_definitions(void **unused)
{
    (void)unused;
    TABLE_CHECK(definitions);
}

/* A use stands for the destination without holding it; a definition holds it. */
static void test_spans(void **unused)
{
    static const char text[] = "[x][a]\n\n[a]: <u v> 't'\n[b]: w\n";
    struct err err = ERR_INIT;
    struct listing *l = listing_parse("x.md", text, sizeof(text) - 1, &err);
    (void)unused;
    assert_non_null(l);
    assert_int_equal(l->link_count, 2);
    assert_int_equal(l->links[0].start, 0);
    assert_int_equal(l->links[0].end, 6);
    assert_int_equal(l->links[0].url_start, l->links[0].url_end);
    assert_int_equal(l->links[1].start, 23);
    assert_int_equal(l->links[1].end, 29);
    assert_int_equal(l->links[1].url_start, 28);
    assert_int_equal(l->links[1].slot, NO_SLOT);
    listing_free(l);
}

static const struct {
    const char *in;
    const char *warning; /* NULL: none */
} warnings[] = {
    {"x\n[a][nowhere] y", "list.md:2: the reference [nowhere] has no definition"},
    {"see *[a][nowhere]*", "list.md:1: the reference [nowhere] has no definition"},
    {"[a]: u\n[A]: v", "list.md:2: [A] is defined before this; the first definition holds"},
    {"[a] [b]", NULL},
    {"a[i][j] and x[0][1]", NULL},
    {"\\[a\\]\\[b\\]", NULL},
    {"`[a][b]`", NULL},
    {"[a][^note]", NULL},
    {"[a][]", NULL},
    {"- [ ][b]", "list.md:1: the reference [b] has no definition"},
    {"[[a][b]]", NULL},
};

static void test_warnings(void **unused)
{
    (void)unused;
    for (size_t i = 0; i < sizeof(warnings) / sizeof(warnings[0]); i++) {
        struct err err = ERR_INIT;
        const char *in = warnings[i].in;
        struct listing *l = listing_parse("list.md", in, strlen(in), &err);
        assert_non_null(l);
        if (l->warning_count != (warnings[i].warning ? 1 : 0))
            fail_msg("%s: %zu warnings", in, l->warning_count);
        if (warnings[i].warning)
            assert_string_equal(l->warnings[0], warnings[i].warning);
        listing_free(l);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_uses),
        cmocka_unit_test(test_definitions),
        cmocka_unit_test(test_spans),
        cmocka_unit_test(test_warnings),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
