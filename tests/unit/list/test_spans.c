/* Where destinations and texts are written, so that they can be edited there and nowhere else. */
#include "list/table.h"

/* One link a line: "[URL as written] [text as written]", "-" for what cannot be told. */
static const struct row written[] = {
    {"inline", "[a b](https://x.example/p \"t\")", "https://x.example/p | a b"},
    {"in angle brackets", "[a](<x y>)", "x y | a"},
    {"escapes stay as written", "[a\\* &amp;](x\\(y&amp;z)", "x\\(y&amp;z | a\\* &amp;"},
    {"image", "![alt](i.png)", "i.png | alt"},
    {"autolink", "<https://x.example/>", "https://x.example/ | -"},
    {"bare", "see https://x.example/p.", "https://x.example/p | -"},
    {"emphasis around all of the text", "[**a *b***](u)", "u | -"},
    {"emphasis around one text", "[***a b***](u)", "u | a b"},
    {"emphasis within the text", "[a *b* c](u)", "u | -"},
    {"emphasis first", "[*a* b](u)", "u | -"},
    {"code", "[`a`](u)", "u | -"},
    {"code and text", "[a `b`](u)", "u | -"},
    {"text over two lines", "> [a\n> b](u)", "u | a\n> b"},
    {"badge", "[![a](i)](u)", "u | -\ni | a"},
    {"tag within the text", "[a<br>b](u)", "u | -"},
    {"no text", "[](u)", "u | -"},
    {"full reference", "[a][r]\n\n[r]: <u v> 't'", "u v | a"},
    {"two uses", "[a][r] [b][R]\n\n[r]: u", "u | a\nu | b"},
    {"the first definition holds", "[a][r]\n\n[r]: u\n[r]: v", "u | a"},
    {"collapsed reference", "[a][]\n\n[a]: u", "u | -"},
    {"shortcut reference", "[a]\n\n[a]: u", "u | -"},
    {"unused definition", "[a]: u", "u | -"},
    {"definition in a quote", "[a][r]\n\n> [r]:\n> u", "u | a"},
    {"escaped bar in a table", "| a |\n|-|\n| [b\\|c](u\\|v) |", "u\\|v | b\\|c"},
    {"anchor in a paragraph", "x <a href='u'>a &amp; b</a>", "u | a &amp; b"},
    {"anchor with markup", "x <a href='u'>a *b* c</a>", "u | -"},
    {"anchor with a tag", "x <a href='u'>a<br></a>", "u | -"},
    {"anchor not closed", "x <a href='u'>a", "u | -"},
    {"two anchors", "x <a href='u'>a</a> <a href=v>b</a>", "u | a\nv | b"},
    {"anchor not closed before another", "x <a href='u'>a<a href=v>b</a>", "u | -\nv | b"},
    {"anchor in a block", "<p><a href=\"u\">a b</a>\n<a href=v><b>c</b></a></p>", "u | a b\nv | -"},
    {"anchor with an image", "<p><a href=\"u\"><img src=i alt=x></a>", "u | -\ni | -"},
    {"below a block of ours", "- [a](u)\n  <!-- gloss -->\n  > x\n  <!-- /gloss -->\n- [b](v)\n",
     "u | a\nv | b"},
};

static const struct row lists[] = {
    {"with words", "https://x.example/p  A title \n", "https://x.example/p | A title"},
    {"without words", "www.x.example\n", "www.x.example | -"},
};

static void add_slice(struct buf *out, const struct listing *l, size_t from, size_t to)
{
    assert_true(from <= to && to <= l->len);
    if (from == to)
        buf_adds(out, "-");
    else
        buf_add(out, l->bytes + from, to - from);
}

static void check(const struct row *rows, size_t count, const char *path)
{
    size_t failed = 0;
    for (size_t i = 0; i < count; i++) {
        struct err err = ERR_INIT;
        struct buf got;
        struct listing *l = listing_parse(path, rows[i].in, strlen(rows[i].in), &err);
        assert_non_null(l);
        buf_init(&got, 1 << 16);
        for (size_t k = 0; k < l->link_count; k++) {
            const struct link *link = &l->links[k];
            buf_adds(&got, k ? "\n" : "");
            add_slice(&got, l, link->dest_start, link->dest_end);
            buf_adds(&got, " | ");
            add_slice(&got, l, link->text_start, link->text_end);
        }
        if (strcmp(got.data, rows[i].links) != 0) {
            failed++;
            print_error("%s\n--- in\n%s\n--- want\n%s\n--- got\n%s\n", rows[i].name, rows[i].in,
                        rows[i].links, got.data);
        }
        buf_release(&got);
        listing_free(l);
    }
    assert_int_equal(failed, 0);
}

static void written_in_markdown(void **state)
{
    (void)state;
    check(written, sizeof(written) / sizeof(written[0]), "list.md");
}

static void written_in_a_url_list(void **state)
{
    (void)state;
    check(lists, sizeof(lists) / sizeof(lists[0]), "list.txt");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(written_in_markdown),
        cmocka_unit_test(written_in_a_url_list),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
