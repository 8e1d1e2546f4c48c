/* The property the annotated list rests on: whatever the document, blocks in any of its slots leave
 * it what it was, and come out again without a trace. Documents are made at random from a fixed
 * seed: lists, quotes, tables, fences and the traps between them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <stdio.h>

#include "list/annotate.h"

enum { DOCUMENTS = 6000, LINES_MAX = 14 };

static uint64_t state;

static uint64_t draw(uint64_t below)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return state % below;
}

static const char *pick(const char *const *from, size_t count)
{
    return from[draw(count)];
}

#define PICK(table) pick(table, sizeof(table) / sizeof((table)[0]))

static const char *const inlines[] = {
    "[a](https://a.example/x)",
    "[b](u 'title') and *em*",
    "https://bare.example/path_(x).",
    "<https://auto.example>",
    "![img](i.png)",
    "[ref][r] and [r]",
    "text only",
    "`[code](no)` [c](yes)",
    "<a href=\"h\">x</a>",
    "**[bold](v)**",
    "a [two\nlines](w) b",
    "[^f] [n](m)",
    "$5 [money](c) $6",
    "&amp; \\[no\\](x) [e&ouml;](y)",
    "~~[s](t)~~ www.example.com",
    "m\xC3\xB6"
    "jibake \xE2\x80\x99 [\xC3\xA2\xE2\x82\xAC](z)",
};

static const char *const markers[] = {
    "- ",    "* ",   "+ ",     "1. ",      "2) ",  "10. ",  "-\t",  "- [ ] ", "- [x] ", "  - ",
    "   * ", "-   ", "-     ", "1.  [ ] ", "- - ", "- 1. ", "> - ", "- > ",   ">- ",    " -  [x] ",
};

static const char *const leads[] = {
    "", "", "", "  ", "    ", "\t", "> ", ">", "> > ", "   ", "      ", "  > ", "        ",
};

static const char *const oddities[] = {
    "```",
    "~~~ sh",
    "---",
    "===",
    "# [h](i)",
    "## Heading",
    "<div>",
    "</div>",
    "<!-- comment -->",
    "<!-- open",
    "-->",
    "| a | [t](u) |",
    "|---|---|",
    "| [x](y) | z |",
    "[r]: https://r.example",
    "[unused]: <https://unused.example> \"t\"",
    "[^f]: foot [note](k)",
    "***",
    "-",
    "1.",
    ">",
    "<pre>",
    "</pre>",
    "    code [x](y)",
    "lazy [l](z)",
    "<!-- /gloss -->",
    "\\",
    "  ",
    "\t",
    "`<!-- gloss -->`",
    "[x]: <",
    "+++",
    "\f",
    "\v[q](w)",
};

static void add_line(struct buf *out, const char *eol)
{
    size_t kind = draw(10);
    if (kind == 0) {
        buf_adds(out, eol);
        return;
    }
    buf_adds(out, PICK(leads));
    if (kind < 6)
        buf_adds(out, PICK(markers));
    buf_adds(out, kind < 8 ? PICK(inlines) : PICK(oddities));
    buf_adds(out, draw(8) ? "" : "  ");
    buf_adds(out, eol);
}

static void make_document(struct buf *out)
{
    const char *eol = draw(4) ? "\n" : "\r\n";
    size_t lines = 1 + draw(LINES_MAX);
    buf_init(out, 1 << 16);
    if (draw(20) == 0)
        buf_adds(out, "\xEF\xBB\xBF");
    if (draw(20) == 0)
        buf_adds(out, "---\ntitle: x\n---\n");
    for (size_t i = 0; i < lines; i++)
        add_line(out, draw(30) ? eol : "\n");
    if (draw(3) == 0)
        while (out->len > 0 && strchr("\r\n", out->data[out->len - 1]))
            buf_truncate(out, out->len - 1);
}

static struct listing *parse(const struct buf *text)
{
    struct err err = ERR_INIT;
    struct listing *l = listing_parse("list.md", text->data, text->len, &err);
    if (!l)
        print_error("%s\n", err.message);
    return l;
}

/* The HTML without blocks and line ends: how a reader sees the document, tight or loose. */
static char *html_of(const char *text, size_t len)
{
    static const char *const names[] = {"autolink", "table", "strikethrough", "tasklist"};
    cmark_parser *parser = cmark_parser_new(CMARK_OPT_FOOTNOTES | CMARK_OPT_UNSAFE);
    cmark_gfm_core_extensions_ensure_registered();
    for (size_t i = 0; i < 4; i++)
        cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(names[i]));
    cmark_parser_feed(parser, text, len);
    cmark_node *root = cmark_parser_finish(parser);
    char *html = cmark_render_html(root, CMARK_OPT_FOOTNOTES | CMARK_OPT_UNSAFE,
                                   cmark_parser_get_syntax_extensions(parser));
    cmark_node_free(root);
    cmark_parser_free(parser);
    char *to = html;
    for (const char *from = html; *from;) {
        const char *close =
            strncmp(from, "<!-- gloss -->\n", 15) == 0 ? strstr(from, "\n<!-- /gloss -->") : NULL;
        if (close)
            from = close + strlen("\n<!-- /gloss -->");
        else if (*from == '\n')
            from++;
        else
            *to++ = *from++;
    }
    *to = '\0';
    return html;
}

static void show(const char *what, const char *bytes, size_t len)
{
    print_error("--- %s\n", what);
    for (size_t i = 0; i < len; i++)
        print_error(bytes[i] == '\r' ? "\\r" : "%c", bytes[i]);
    print_error("\n");
}

/* One document with blocks in the slots of `mask`. */
static void check(const struct listing *l, uint64_t mask)
{
    struct buf text;
    annotate(&text, l, mask);
    struct listing *again = parse(&text);
    const char *differs = again ? annotated_differs(l, again) : "that it can be read";
    char *before = html_of(l->bare, l->bare_len);
    char *after = html_of(text.data, text.len);
    if (!differs && strcmp(before, after) != 0)
        differs = "the HTML";
    if (differs) {
        print_error("%s differs\n", differs);
        show("document", l->bytes, l->len);
        show("annotated", text.data, text.len);
        print_error("--- HTML before\n%s\n--- HTML after\n%s\n", before, after);
        fail();
    }
    free(before);
    free(after);
    listing_free(again);
    buf_release(&text);
}

static void random_documents(void **unused)
{
    size_t slots = 0;
    size_t links = 0;
    (void)unused;
    state = 0x9E3779B97F4A7C15;
    for (size_t i = 0; i < DOCUMENTS; i++) {
        struct buf text;
        make_document(&text);
        struct listing *l = parse(&text);
        assert_non_null(l);
        for (size_t round = 0; round < 3 && l->slot_count; round++)
            check(l, round ? draw(UINT64_MAX) : UINT64_MAX);
        slots += l->slot_count;
        links += l->link_count;
        listing_free(l);
        buf_release(&text);
    }
    /* The generator must keep making what the property is about. */
    assert_true(slots > DOCUMENTS);
    assert_true(links > 3 * (size_t)DOCUMENTS);
}

static const char *const documents[] = {
    "- [a](u)",
    "- [a](u)\r\n- [b](v)",
    "\xEF\xBB\xBF- [a](u)\n",
    "- [a](u)\nlazy\n- b\n",
    "- [a](u)\n  - [b](v)\n    - [c](w)\n",
    "> - [a](u)\n> - [b](v)\n",
    ">- [a](u)\n>- [b](v)",
    "1. [a](u)\n2. [b](v)\n10. [c](w)\n",
    "- [ ] [a](u)\n- [x] [b](v)\n",
    "-\t[a](u)\n\t- [b](v)\n\t\t- [c](w)\n",
    "- [a](u)\n  ```\n  - [no](no)\n  ```\n",
    "- [a](u)\n---\n",
    "- [a](u)\n  ---\n",
    "- [a](u)\n  ===\n- b\n",
    "- | [a](u) | b |\n  |---|---|\n  | c | [d](v) |\n- e\n",
    "- x\n\n  [a](u)\n\n- y\n",
    "- # [a](u)\n  text\n",
    "-\n  [a](u)\n",
    "- - [a](u)\n  - [b](v)\n",
    "[^1]\n\n[^1]: - [a](u)\n      - [b](v)\n",
    "- [a](u) \\\n  b\n",
    "- [a](u)\n<div>\n",
    "- [a](u)\n\n      code\n",
    "* [a](u)\n+ [b](v)\n",
    "    - [code](no)\n- [a](u)\n",
    "- > [a](u)\n- [b](v)\n",
    "- [a](u)\r- [b](v)\r",
};

static void known_documents(void **unused)
{
    (void)unused;
    for (size_t i = 0; i < sizeof(documents) / sizeof(documents[0]); i++) {
        struct buf text;
        buf_init(&text, 1 << 16);
        buf_adds(&text, documents[i]);
        struct listing *l = parse(&text);
        assert_non_null(l);
        assert_true(l->link_count > 0);
        for (uint64_t mask = 0; mask < 8; mask++)
            check(l, mask);
        listing_free(l);
        buf_release(&text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_documents),
        cmocka_unit_test(random_documents),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
