/* readme_text: first paragraphs of READMEs, and what stands before them. */
#include "answer.h"

#include <stdlib.h>

#include "gloss/base/buf.h"
#include "gloss/source/readme_text.h"

#define PROSE "A small kettle that knows when the tea is ready, and says so to the whole house."

static const struct {
    const char *readme;
    const char *paragraph; /* NULL: none */
} rows[] = {
    {"# Kettle\n\n" PROSE "\n", PROSE},
    {"Kettle\n======\n" PROSE, PROSE},
    {"A line that is long enough to be a paragraph. But it is none.\n---\n\n" PROSE, PROSE},
    {"# Kettle\n[![ci](a.svg)](b)\n![logo](kettle.png)\n\nShort.\n\n" PROSE, PROSE},
    {"# Kettle\n*UPDATE: the kettle is now part of the kitchen, which took us a year of "
     "work.*\n\n" PROSE,
     PROSE},
    {"# Kettle\n> A quotation that is long enough to be taken for a paragraph of prose. Is "
     "it?\n\n" PROSE,
     PROSE},
    {"# Kettle\n- a list item that is long enough to be taken for a paragraph. Is it?\n1. and one "
     "more that is long enough to be taken for a paragraph. Is it?\n\n" PROSE,
     PROSE},
    {"```\nA line of code that is long enough to be taken for a paragraph. Is it?\n```\n" PROSE,
     PROSE},
    {"~~~\n```\nA line of code that is long enough to be taken for one. Is it?\n~~~\n" PROSE,
     PROSE},
    {"<!-- A comment that is long\nenough to be taken for a paragraph. It is none, however. "
     "-->\n" PROSE,
     PROSE},
    {"---\ntitle: A kettle with a title that is long enough. Yes.\n---\n" PROSE, PROSE},
    {"\xEF\xBB\xBF" PROSE, PROSE},
    {"# Kettle\r\n\r\nA **small** [kettle](http://a.example) that knows\r\nwhen the `tea` is "
     "ready, "
     "and says so to the house.\r\n## Use\r\n",
     "A small kettle that knows when the tea is ready, and says so to the house."},
    {"# Kettle\n\nA kettle without a full stop that is long enough to be a paragraph\n", NULL},
    {"    A line of indented code that is long enough to be a paragraph. Is it?\n", NULL},
    {"# Kettle\n\n**News!** The second version of the kettle is out. It whistles, too.\n\n" PROSE,
     PROSE},
    {"# Quickstart kettles\n\n" PROSE, PROSE},
    {"# Kettle\n\n## :rocket: Installation\n\n" PROSE, NULL},
    {"# Kettle\n\n### Citation\n\n" PROSE, NULL},
    {"# Kettle\n\n```\n## Installation\n```\n" PROSE, PROSE},
    {"| a | table |\n|---|---|\n", NULL},
    {"# Kettle", NULL},
    {"", NULL},
};

static void test_rows(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        char *got = readme_paragraph(rows[i].readme, strlen(rows[i].readme));
        if (!rows[i].paragraph != !got || (got && strcmp(got, rows[i].paragraph) != 0))
            fail_msg("row %zu: \"%s\"", i, got ? got : "nothing");
        free(got);
    }
}

static void test_long_one_is_cut_at_a_sentence(void **state)
{
    struct buf b;
    (void)state;
    buf_init(&b, 1 << 16);
    while (buf_adds(&b, PROSE " "))
        ;
    char *got = readme_paragraph(b.data, b.len);
    assert_non_null(got);
    assert_true(strlen(got) <= 800);
    assert_int_equal(got[strlen(got) - 1], '.');
    free(got);
    buf_release(&b);
}

/* As large as they are read, and made of what costs most. */
static void test_hostile(void **state)
{
    static const char *const pieces[] = {"[",    "![",     "a\n",   "# a\n", "`",  "```\n",
                                         "<!--", "-->",    "---\n", "=\n",   "\\", "\xF0\x9F",
                                         ">a",   "1. a\n", "\n",    " \n"};
    (void)state;
    for (size_t i = 0; i < COUNT(pieces); i++) {
        struct buf b;
        buf_init(&b, 256 * 1024);
        while (buf_adds(&b, pieces[i]))
            ;
        free(readme_paragraph(b.data, b.len));
        buf_release(&b);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_long_one_is_cut_at_a_sentence),
        cmocka_unit_test(test_hostile),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
