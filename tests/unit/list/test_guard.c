/* Hostile Markdown: marks by the thousand must neither crash nor take more than linear time, and
 * what is written for readers must pass untouched. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "gloss/base/buf.h"
#include "gloss/list/guard.h"
#include "gloss/list/listing.h"
#include "list/table.h"

enum { REPEATS = 50000, SECONDS_MAX = 20 };

static void repeat(struct buf *out, const char *s, size_t times)
{
    for (size_t i = 0; i < times; i++)
        buf_adds(out, s);
}

static const struct {
    const char *before;
    const char *repeated;
    const char *after;
} hostile[] = {
    {"", "> ", "[a](u)"},
    {"", "- ", "[a](u)"},
    {"", "1. ", "[a](u)"},
    {"", "[", ""},
    {"", "![", ""},
    {"", "![[]()", ""},
    {"a ", "<?", ""},
    {"a ", "<!A ", ""},
    {"a ", "<![CDATA[", ""},
    {"a ", "<a b=\"", ""},
    {"<div>", "<a href=\"", ""},
    {"<div>", "<!--", ""},
    {"https://x.example/", ")", ""},
    {"|", "a|", "\n|-|\n"},
    {"", "a\n", "|-|\n|b|\n"},
    {"|a|b|c|d|e|f|g|h|\n|-|-|-|-|-|-|-|-|\n", "a\n", ""},
    {"", "*a_", ""},
    {"", "`a``", ""},
    {"", "$a ", "[a](u)"},
    {"", "&nosuch;", ""},
    {"", "[^", ""},
    {"", "[^a]: b\n", ""},
    {"", "![a", "](u)"},
    {"", "[a]: u \"\n", ""},
    {"", "<!-- gloss -->\n<!-- /gloss -->\n", ""},
    {"- a\n", "\n", "- [a](u)"},
    {"", "# A\n", "[a](#a)"},
};

static void test_hostile(void **unused)
{
    (void)unused;
    for (size_t i = 0; i < sizeof(hostile) / sizeof(hostile[0]); i++) {
        struct buf text;
        struct err err = ERR_INIT;
        clock_t start = clock();
        buf_init(&text, (size_t)-1);
        buf_adds(&text, hostile[i].before);
        repeat(&text, hostile[i].repeated, REPEATS);
        buf_adds(&text, hostile[i].after);
        struct listing *l = listing_parse("list.md", text.data, text.len, &err);
        if (!l)
            fail_msg("\"%s\": %s", hostile[i].repeated, err.message);
        if ((clock() - start) / CLOCKS_PER_SEC > SECONDS_MAX)
            fail_msg("\"%s\" takes too long", hostile[i].repeated);
        listing_free(l);
        buf_release(&text);
    }
}

/* Long lines and long lists of what people write, none of which may be touched. */
static const char *const harmless[] = {
    "- [ ] [a](https://x.example/a_(b))\n",
    "[a](u) ",
    "![a](data:image/png;base64,iVBORw0KGgo)\n",
    "<!-- note --> [a](u)\n",
    "| a | b |\n|---|---|\n| [c](d) | e |\n\n",
    "x [0, 1) and (see [a](u)) ]\n",
    "> > [a](u)\n",
};

static void test_harmless(void **unused)
{
    (void)unused;
    for (size_t i = 0; i < sizeof(harmless) / sizeof(harmless[0]); i++) {
        struct buf text;
        size_t at;
        buf_init(&text, (size_t)-1);
        repeat(&text, harmless[i], REPEATS / 10);
        char *masked = guard_mask(text.data, text.len, &at);
        if (masked)
            fail_msg("\"%s\" is masked at %zu", harmless[i], at);
        buf_release(&text);
    }
}

/* What is masked is said, what stands elsewhere is read, and the bytes stay what they are. */
static void test_warning(void **unused)
{
    struct buf text;
    (void)unused;
    buf_init(&text, (size_t)-1);
    buf_adds(&text, "[a](u)\n\n");
    repeat(&text, "- ", 1000);
    buf_adds(&text, "\n\n[b](v)\n\n- [c](w)\n  <!-- gloss -->\n  <!-- /gloss -->\n");
    struct listing *l = listing_parse("list.md", text.data, text.len, NULL);
    assert_non_null(l);
    assert_int_equal(l->link_count, 3);
    assert_int_equal(l->warning_count, 1);
    assert_non_null(strstr(l->warnings[0], "list.md:3: "));
    assert_memory_equal(l->bytes, text.data, text.len);
    assert_null(memchr(l->bare, 'x', l->bare_len));
    assert_null(strstr(l->bare, "gloss"));
    listing_free(l);
    buf_release(&text);
}

/* Footnote calls over lines that cmark garbles when it gives them back as text: the source cannot
 * be followed, and still every link has a place within the bytes. */
static const char *const garbled[] = {
    "[AA]:\\\\x]M[\r[^&$/==.\n=.$`g`5[^\r[^]^:\rY^]^:\n`g`5[^]#\r/==.\n=.y&$/==.\n=.$$zz][AA]:\\\\",
    "[^|Y\n)o*\tI]et[^|Y)o*\tI]et[^|Y\n)o*\tI<!--;\n)o*\tI]etu\n[a](u) www.x.example",
    "a[^b\n<c>*d*]e[^f\n`g`]h [i](j)\nhttps://x.example",
};

static void test_garbled(void **unused)
{
    (void)unused;
    for (size_t i = 0; i < sizeof(garbled) / sizeof(garbled[0]); i++) {
        struct listing *l = listing_parse("list.md", garbled[i], strlen(garbled[i]), NULL);
        assert_non_null(l);
        assert_true(l->link_count > 0);
        table_check_spans(l);
        listing_free(l);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_hostile),
        cmocka_unit_test(test_harmless),
        cmocka_unit_test(test_warning),
        cmocka_unit_test(test_garbled),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
