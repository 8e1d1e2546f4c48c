/* Which links a comment in the document tells to leave alone, and which comments tell nothing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "gloss/base/buf.h"
#include "gloss/list/listing.h"

#define INSTEAD "gloss:ignore takes until=DAY and a reason, not "
#define UNUSED "gloss:ignore ignores nothing: no link is on its line or in the next block"

static const struct row {
    const char *in;
    const char *links;   /* a link a line: "URL", and behind it what it is ignored for */
    const char *warning; /* NULL: none */
} rows[] = {
    /* what it says */
    {"[a](u) <!-- gloss:ignore until=2027-01-01 a slow  host -->", "u 2027-01-01 \"a slow host\"",
     NULL},
    {"[a](u) <!-- gloss:ignore -->", "u - \"\"", NULL},
    {"[a](u) <!--gloss:ignore-->", "u - \"\"", NULL},
    {"[a](u) <!-- gloss:ignore behind a login -->", "u - \"behind a login\"", NULL},
    {"[a](u) <!-- gloss:ignore moving until=2027-01-01 -->", "u 2027-01-01 \"moving\"", NULL},
    {"[a](u) <!-- gloss:ignore until=2027-01-01 why=it moves -->", "u 2027-01-01 \"it moves\"",
     NULL},
    {"[a](u) <!-- gloss:ignore x=y is in the way a=b -->", "u",
     "list.md:1: gloss:ignore takes until=DAY and a reason, not x=y"},
    {"[a](u) <!-- gloss:ignore until=2027-02-29 -->", "u",
     "list.md:1: gloss:ignore until=2027-02-29 is no day such as 2027-01-01"},
    {"\n[a](u) <!-- gloss:ignore until=2027-01 why -->", "u",
     "list.md:2: gloss:ignore until=2027-01 is no day such as 2027-01-01"},
    {"[a](u) <!-- gloss:ignore until=tomorrow -->", "u",
     "list.md:1: gloss:ignore until=tomorrow is no day such as 2027-01-01"},
    {"[a](u) <!-- gloss:ignore until= -->", "u",
     "list.md:1: gloss:ignore until= is no day such as 2027-01-01"},
    {"[a](u) <!-- gloss:ignore until 2027-01-01 why -->", "u",
     "list.md:1: " INSTEAD "until 2027-01-01"},
    {"[a](u) <!-- gloss:ignore until = 2027-01-01 -->", "u", "list.md:1: " INSTEAD "until ="},
    {"[a](u) <!-- gloss:ignore until: 2027-01-01 -->", "u", "list.md:1: " INSTEAD "until:"},
    {"[a](u) <!-- gloss:ignore Until=2027-01-01 -->", "u",
     "list.md:1: " INSTEAD "Until=2027-01-01"},
    {"[a](u) <!-- gloss:ignore down until 2027/01/01 -->", "u",
     "list.md:1: " INSTEAD "until 2027/01/01"},
    {"[a](u) <!-- gloss:ignore down until 2027 until=2027-02-01 -->",
     "u 2027-02-01 \"down until 2027\"", NULL},
    {"[a](u) <!-- gloss:ignore until they are back -->", "u - \"until they are back\"", NULL},
    {"[a](u) <!-- gloss:ignore until 12 bugs are gone -->", "u - \"until 12 bugs are gone\"", NULL},
    {"[a](u) <!-- gloss:ignore do not wait until -->", "u - \"do not wait until\"", NULL},
    {"[a](u) <!-- gloss:ingore -->", "u",
     "list.md:1: there is no gloss:ingore; there is gloss:ignore"},
    {"[a](u) <!-- gloss:ignored -->", "u",
     "list.md:1: there is no gloss:ignored; there is gloss:ignore"},
    {"[a](u) <!-- gloss -->", "u", NULL},
    {"[a](u) <!-- see gloss:ignore -->", "u", NULL},
    {"[a](u) <!-- -->", "u", NULL},
    {"[a](u) gloss:ignore", "u", NULL},
    /* the links of its line */
    {"[a](u) [b](v) <!-- gloss:ignore -->\n[c](w)", "u - \"\"\nv - \"\"\nw", NULL},
    {"[a](u)\n[b](v) <!-- gloss:ignore --> [c](w)", "u\nv - \"\"\nw - \"\"", NULL},
    {"[a\nb](u) <!-- gloss:ignore -->\n[c](w)", "u - \"\"\nw", NULL},
    {"[a](u) <!-- gloss:ignore\nfor reasons -->\n[c](w)", "u - \"for reasons\"\nw", NULL},
    {"# [a](u) <!-- gloss:ignore -->\n[c](w)", "u - \"\"\nw", NULL},
    {"- [a](u) <!-- gloss:ignore -->\n- [b](v)\n", "u - \"\"\nv", NULL},
    {"- [ ] [a](u): x <!-- gloss:ignore -->\n  y [b](v)\n", "u - \"\"\nv", NULL},
    {"> - [a](u) <!-- gloss:ignore -->\n> - [b](v)\n", "u - \"\"\nv", NULL},
    {"| x | y |\n|---|---|\n| [a](u) | [b](v) <!-- gloss:ignore --> |\n| [c](w) | |",
     "u - \"\"\nv - \"\"\nw", NULL},
    {"<https://a.b/> <!-- gloss:ignore -->\nhttps://c.d/", "https://a.b/ - \"\"\nhttps://c.d/",
     NULL},
    {"<a href=u>x</a> <!-- gloss:ignore -->\n<a href=v>y</a>", "u - \"\"\nv", NULL},
    {"<div>\n<a href=u>x</a>\n<a href=v>y</a> <!-- gloss:ignore -->\n</div>", "u\nv - \"\"", NULL},
    {"[a][r] <!-- gloss:ignore -->\n\n[r]: u", "u - \"\"", NULL},
    {"[a](u) <!-- gloss:ignore one --> <!-- gloss:ignore two -->", "u - \"two\"",
     "list.md:1: " UNUSED},
    {"a[^n] <!-- gloss:ignore -->\n\n[^n]: [b](v)", "v - \"\"", NULL},
    /* else those of the next block */
    {"<!-- gloss:ignore -->\n[a](u)\n[b](v)\n\n[c](w)", "u - \"\"\nv - \"\"\nw", NULL},
    {"<!-- gloss:ignore -->\n\n- [a](u)\n- [b](v)\n", "u - \"\"\nv", NULL},
    {"- [a](u)\n\n<!-- gloss:ignore -->\n- [b](v)\n- [c](w)\n", "u\nv - \"\"\nw", NULL},
    {"- x\n  <!-- gloss:ignore -->\n  - [a](u)\n    - [b](v)\n", "u - \"\"\nv", NULL},
    {"- <!-- gloss:ignore -->\n  [a](u)\n- [b](v)\n", "u - \"\"\nv", NULL},
    {"- x <!-- gloss:ignore -->\n  - [a](u)\n", "u - \"\"", NULL},
    {"<!-- gloss:ignore -->\n# [a](u)\n[b](v)", "u - \"\"\nv", NULL},
    {"<!-- gloss:ignore -->\n\n| [a](u) |\n|---|\n| [b](v) |\n\n[c](w)", "u - \"\"\nv - \"\"\nw",
     NULL},
    {"<!-- gloss:ignore -->\n<!-- another -->\n\n[a](u)", "u - \"\"", NULL},
    {"<!-- gloss:ignore -->\n<details>\n\n[a](u)\n\n</details>", "u - \"\"", NULL},
    {"<!-- gloss:ignore one -->\n<!-- gloss:ignore two -->\n[a](u)", "u - \"two\"",
     "list.md:1: " UNUSED},
    {"<!-- gloss:ignore -->\n> [a](u)", "u - \"\"", NULL},
    {"\r\n<!-- gloss:ignore -->\r\n[a](u)\r\n", "u - \"\"", NULL},
    /* and no others */
    {"<!-- gloss:ignore -->\nx\n\n[a](u)", "u", "list.md:1: " UNUSED},
    {"- [a](u)\n  <!-- gloss:ignore -->\n- [b](v)\n", "u\nv", "list.md:2: " UNUSED},
    {"> <!-- gloss:ignore -->\n\n[a](u)", "u", "list.md:1: " UNUSED},
    {"<!-- gloss:ignore -->\n---\n[a](u)", "u", "list.md:1: " UNUSED},
    {"<!-- gloss:ignore -->\n```\n[b](v)\n```\n[a](u)", "u", "list.md:1: " UNUSED},
    {"<!-- gloss:ignore -->\n[r]: u\n\n[a](v)", "u\nv", "list.md:1: " UNUSED},
    {"<!-- gloss:ignore -->\n", "", "list.md:1: " UNUSED},
    {"```\n<!-- gloss:ignore -->\n```\n[a](u)", "u", NULL},
    {"    <!-- gloss:ignore -->\n\n[a](u)", "u", NULL},
    {"[a](u) `<!-- gloss:ignore -->`", "u", NULL},
    {"[a](u) \\<!-- gloss:ignore -->", "u", NULL},
    {"<pre>\n<!-- gloss:ignore -->\n</pre>\n\n[a](u)", "u", NULL},
    {"<!-- gloss:ignore", "", NULL},
    /* gloss's own blocks are not there */
    {"- [a](u) <!-- gloss:ignore -->\n  <!-- gloss -->\n  > x\n  <!-- /gloss -->\n- [b](v)\n",
     "u - \"\"\nv", NULL},
    {"- x\n  <!-- gloss:ignore -->\n  - [a](u)\n    <!-- gloss -->\n    > x\n    <!-- /gloss -->\n",
     "u - \"\"", NULL},
};

static void describe(struct buf *out, const struct listing *l)
{
    buf_init(out, 1 << 16);
    buf_adds(out, "");
    for (size_t i = 0; i < l->link_count; i++) {
        const struct link *k = &l->links[i];
        buf_addf(out, "%s%s", i ? "\n" : "", k->url);
        if (k->ignore)
            buf_addf(out, " %s \"%s\"", k->ignore->until ? k->ignore->until : "-", k->ignore->why);
    }
}

static void test_rows(void **unused)
{
    (void)unused;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct err err = ERR_INIT;
        struct buf got;
        struct listing *l = listing_parse("list.md", rows[i].in, strlen(rows[i].in), &err);
        assert_non_null(l);
        describe(&got, l);
        if (strcmp(got.len ? got.data : "", rows[i].links) != 0)
            fail_msg("%s:\n%s\ninstead of\n%s", rows[i].in, got.data, rows[i].links);
        const char *warning = l->warning_count ? l->warnings[0] : "";
        if (strcmp(warning, rows[i].warning ? rows[i].warning : "") != 0 || l->warning_count > 1)
            fail_msg("%s:\n%s\ninstead of\n%s", rows[i].in, warning, rows[i].warning);
        buf_release(&got);
        listing_free(l);
    }
}

/* Lines are those of the file on disk, blocks and all. */
static void test_where(void **unused)
{
    static const char text[] = "- [a](u)\n  <!-- gloss -->\n  > x\n  <!-- /gloss -->\n"
                               "- [b](v) <!-- gloss:ignore -->\n";
    struct err err = ERR_INIT;
    (void)unused;
    struct listing *l = listing_parse("a/list.md", text, sizeof(text) - 1, &err);
    assert_non_null(l);
    assert_null(l->links[0].ignore);
    assert_string_equal(l->links[1].ignore->where, "a/list.md:5");
    assert_string_equal(l->links[1].ignore->source, "document");
    listing_free(l);
}

/* Neither many comments nor many links cost more than their number. */
static void test_many(void **unused)
{
    enum { MANY = 20000 };
    struct err err = ERR_INIT;
    struct buf in;
    (void)unused;
    buf_init(&in, 8 << 20);
    buf_adds(&in, "| x |\n|---|\n");
    for (int i = 0; i < MANY; i++)
        buf_adds(&in, "| [a](u) <!-- gloss:ignore --> |\n");
    for (int i = 0; i < MANY; i++)
        buf_adds(&in, "\n<!-- gloss:ignore -->\n");
    buf_adds(&in, "\n");
    for (int i = 0; i < MANY; i++)
        buf_adds(&in, "[a](u)\n");
    struct listing *l = listing_parse("list.md", in.data, in.len, &err);
    assert_non_null(l);
    assert_int_equal(l->link_count, 2 * MANY);
    for (size_t i = 0; i < l->link_count; i++)
        assert_non_null(l->links[i].ignore);
    assert_int_equal(l->warning_count, MANY - 1);
    listing_free(l);
    buf_release(&in);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_where),
        cmocka_unit_test(test_many),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
