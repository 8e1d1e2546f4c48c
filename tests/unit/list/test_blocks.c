/* Where links stand: every kind of block, nesting, code, math, front matter, odd files. */
#include "list/table.h"

static const struct row containers[] = {
    {"heading", "# [a](u)\n## b [c](v) ##", "1:3 link u [a]\n2:6 link v [c]"},
    {"indented heading", "   ### [a](u)", "1:8 link u [a]"},
    {"underlined heading", "[a](u)\nx [b](v)\n===\n[c](w)\n---",
     "1:1 link u [a]\n2:3 link v [b]\n4:1 link w [c]"},
    {"quote", "> [a](u)\n> x [b](v)\nlazy [c](w)",
     "1:3 link u [a]\n2:5 link v [b]\n3:6 link w [c]"},
    {"quote in a quote", "> > [a](u)\n> > [b](v)\n> [c](w)",
     "1:5 link u [a]\n2:5 link v [b]\n3:3 link w [c]"},
    {"quote without blank", ">[a](u)\n>[b](v)", "1:2 link u [a]\n2:2 link v [b]"},
    {"greater-than that is text", "> [a](u)\n>      > [b](v)", "1:3 link u [a]\n2:10 link v [b]"},
    {"list", "- [a](u)\n  [b](v)\n* [c](w)\n", "1:3 link u [a]\n2:3 link v [b]\n3:3 link w [c]"},
    {"ordered", "1. [a](u)\n2) [b](v)", "1:4 link u [a]\n2:4 link v [b]"},
    {"nested", "- a\n  - [b](v)\n    1. [c](w)\n", "2:5 link v [b]\n3:8 link w [c]"},
    {"nested on one line", "- - 1. [a](u)", "1:8 link u [a]"},
    {"tabs", "-\t[a](u)\n\t[b](v)\n\n\t- [c](w)", "1:3 link u [a]\n2:2 link v [b]\n4:4 link w [c]"},
    {"quote in a list in a quote", "> - > [a](u)\n>   > [b](v)\n> c [d](w)",
     "1:7 link u [a]\n2:7 link v [b]\n3:5 link w [d]"},
    {"text on the line after the marker", "-\n  [a](u)", "2:3 link u [a]"},
    {"loose list", "- [a](u)\n\n  [b](v)\n\n- c", "1:3 link u [a]\n3:3 link v [b]"},
    {"task items", "- [ ] [a](u)\n- [x] b [c](v)\n1. [X] [d](w)",
     "1:7 link u [a]\n2:9 link v [c]\n3:8 link w [d]"},
    {"task over lines", "- [ ] [a](u) b\n  c [d](v)", "1:7 link u [a]\n2:5 link v [d]"},
    {"footnote", "a[^n] b\n\n[^n]: c [d](u)\n    e https://x.example\n\n    [f](v)",
     "3:9 link u [d]\n4:7 bare https://x.example\n6:5 link v [f]"},
    {"footnote that nothing calls", "[^n]: [a](u)\n\ntext [b](v)",
     "1:7 link u [a]\n3:6 link v [b]"},
    {"footnote in a quote", "> a[^n]\n>\n> [^n]: b\n> c [d](u)", "4:5 link u [d]"},
    {"footnote before text", "[^n]: [a](u)\n\nx [b](v)[^n] [c](w)",
     "1:7 link u [a]\n3:3 link v [b]\n3:14 link w [c]"},
};

static const struct row tables[] = {
    {"cells", "| [a](u) | b |\n|---|---|\n| c | [d](v) |\n| [e](w) |",
     "1:3 link u [a]\n3:7 link v [d]\n4:3 link w [e]"},
    {"no outer bars", "a | [b](u)\n--|--\n[c](v) | d", "1:5 link u [b]\n3:1 link v [c]"},
    {"escaped bar in a text", "| a |\n|---|\n| [b\\|c](u) d |", "3:3 link u [b|c]"},
    {"escaped bar in an address", "| a | b |\n|---|---|\n| [b](u\\|v) | [c](w) |",
     "3:3 link u|v [b]\n3:15 link w [c]"},
    {"bar in code", "| a | b |\n|---|---|\n| `x\\|y` [b](u) | [c](w) |",
     "3:10 link u [b]\n3:19 link w [c]"},
    {"cells left out", "| a | b |\n|---|---|\n||[c](u)|\n", "3:3 link u [c]"},
    {"cell too many", "| a |\n|---|\n| b | [c](u) |", ""},
    {"right after a paragraph", "x [p](q)\ny\n| [a](u) |\n|---|\n| [b](v) |",
     "1:3 link q [p]\n3:3 link u [a]\n5:3 link v [b]"},
    {"right after a paragraph with bars", "x \\| \\\\| [p](q)\n| [a](u) |\n|---|",
     "1:10 link q [p]\n2:3 link u [a]"},
    {"right after a paragraph, without rows", "x [p](q)\n| [a](u) |\n|---|\n\n[z](w)",
     "1:3 link q [p]\n2:3 link u [a]\n5:1 link w [z]"},
    {"in a list", "- | [a](u) |\n  |---|\n  | [b](v) |\n", "1:5 link u [a]\n3:5 link v [b]"},
    {"in a quote", "> | a |\n> |---|\n> | [b](v) |", "3:5 link v [b]"},
    {"row without bars", "| a |\n|---|\n[b](v)", "3:1 link v [b]"},
    {"indented", "  | a |\n  |---|\n  | [b](v) |", "3:5 link v [b]"},
};

static const struct row code[] = {
    {"fence", "```\n[a](u)\nhttps://x.example\n```\n[b](v)", "5:1 link v [b]"},
    {"tildes and info string", "~~~ sh [x](y)\n# https://x.example\n~~~\n[b](v)", "4:1 link v [b]"},
    {"fence left open", "```\n[a](u)\n\n[b](v)", ""},
    {"fence within a fence", "````\n```\n[a](u)\n````\n[b](v)", "5:1 link v [b]"},
    {"fence in a list", "- a\n  ```\n  [b](u)\n  ```\n  [c](v)", "5:3 link v [c]"},
    {"indented", "x\n\n    [a](u)\n\n[b](v)", "5:1 link v [b]"},
    {"span", "`[a](u)` [b](v)", "1:10 link v [b]"},
    {"span of two backquotes", "``[a](u) ` [b](v)`` [c](w)", "1:21 link w [c]"},
    {"span over lines", "`a\n[b](u)` [c](v)", "2:9 link v [c]"},
    {"span left open", "`[a](u)", "1:2 link u [a]"},
    {"span with backslash", "`a\\`[b](u)", "1:5 link u [b]"},
};

static const struct row math[] = {
    {"display", "$$[\\psi](\\mathbf{L})$$ [a](u)", "1:24 link u [a]"},
    {"display over lines", "$$\nf = [x](y)\n$$", ""},
    {"inline", "so $[x](y)$ and [a](u)", "1:17 link u [a]"},
    {"inline with signs", "$x^2 [a](b)$", ""},
    {"money", "costs $5 [a](u) and $6", "1:10 link u [a]"},
    {"money on both sides", "$5 [a](u), $6 [b](v)", "1:4 link u [a]\n1:15 link v [b]"},
    {"price classes", "cheap ($$) [a](u) dear ($$$)", "1:12 link u [a]"},
    {"absolute addresses are no math", "$a = [b](https://x.example)$",
     "1:6 link https://x.example [b]"},
    {"escaped dollars", "\\$x^2 [a](u)\\$", "1:7 link u [a]"},
    {"dollar in code", "`$` x^2 [a](u) `$`", "1:9 link u [a]"},
    {"one dollar", "$x^2 [a](u)", "1:6 link u [a]"},
};

static const struct row files[] = {
    {"YAML front matter", "---\ntitle: x\nurl: https://x.example\n---\n[a](u)", "5:1 link u [a]"},
    {"YAML ended by dots", "---\na: b\n...\n[a](u)", "4:1 link u [a]"},
    {"TOML front matter", "+++\na = \"https://x.example\"\n+++\n[a](u)", "4:1 link u [a]"},
    {"thematic breaks are no front matter", "---\n- [a](u)\n---\n[b](v)",
     "2:3 link u [a]\n4:1 link v [b]"},
    {"front matter only at the start", "x\n\n---\na: [b](u)\n---", "4:4 link u [b]"},
    {"front matter left open", "---\na: b\n\n[a](u)", "4:1 link u [a]"},
    {"byte order mark", "\xEF\xBB\xBF[a](u)\n[b](v)", "1:4 link u [a]\n2:1 link v [b]"},
    {"byte order mark and heading", "\xEF\xBB\xBF# [a](u)", "1:6 link u [a]"},
    {"byte order mark and front matter", "\xEF\xBB\xBF---\na: b\n---\n[a](u)", "4:1 link u [a]"},
    {"CR LF", "[a](u)\r\nx [b](v)\r\n\r\n- [c](w)\r\n",
     "1:1 link u [a]\n2:3 link v [b]\n4:3 link w [c]"},
    {"CR", "[a](u)\rx [b](v)\r\r- [c](w)", "1:1 link u [a]\n2:3 link v [b]\n4:3 link w [c]"},
    {"mixed line ends", "[a](u)\r\n[b](v)\n\r[c](w)",
     "1:1 link u [a]\n2:1 link v [b]\n4:1 link w [c]"},
    {"no line end", "x\n[a](u)", "2:1 link u [a]"},
    {"only a byte order mark", "\xEF\xBB\xBF", ""},
    {"form feed", "\f[a](u)\n\f\n[b](v)", "1:2 link u [a]\n3:1 link v [b]"},
};

static void test_containers(void **unused)
{
    (void)unused;
    TABLE_CHECK(containers);
}

static void test_tables(void **unused)
{
    (void)unused;
    TABLE_CHECK(tables);
}

static void test_code(void **unused)
{
    (void)unused;
    TABLE_CHECK(code);
}

static void test_math(void **unused)
{
    (void)unused;
    TABLE_CHECK(math);
}

static void test_files(void **unused)
{
    (void)unused;
    TABLE_CHECK(files);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_containers), cmocka_unit_test(test_tables),
        cmocka_unit_test(test_code),       cmocka_unit_test(test_math),
        cmocka_unit_test(test_files),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
