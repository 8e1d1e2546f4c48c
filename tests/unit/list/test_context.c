/* What a link stands under: headings, list items, task boxes, and the slot of its item. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "gloss/base/buf.h"
#include "gloss/list/listing.h"

static struct listing *parse(const char *text)
{
    struct err err = ERR_INIT;
    struct listing *l = listing_parse("list.md", text, strlen(text), &err);
    if (!l)
        fail_msg("%s", err.message);
    return l;
}

static void add_path(struct buf *out, const char *const *texts, size_t count)
{
    for (size_t i = 0; i < count; i++)
        buf_addf(out, "%s%s", i ? "/" : "", texts[i]);
}

struct row {
    const char *in;
    const char *context; /* a link a line: "URL section=A/B group=C task=open" */
};

static const struct row rows[] = {
    {"[a](u)", "u"},
    {"# Title\n[a](u)\n## B\n[a](v)\n### C\n[a](w)\n## D\n[a](x)",
     "u\nv section=B\nw section=B/C\nx section=D"},
    {"# A\n[a](u)\n# B\n[a](v)", "u section=A\nv section=B"},
    {"## A\n[a](u)\n# B\n[a](v)", "u section=A\nv section=B"},
    {"Title\n===\n\nB\n---\n[a](u)", "u section=B"},
    {"# T\n#### Deep\n[a](u)\n## B\n[a](v)", "u section=Deep\nv section=B"},
    {"# T\n## A *b* `c` [d](v) &amp; e\n[a](u)", "v section=A b c d & e\nu section=A b c d & e"},
    {"## A\n> ## B\n> [a](u)\n\n[a](v)", "u section=A\nv section=A"},
    {"## A\n- ## B\n  [a](u)\n\n[a](v)", "u section=A\nv section=A"},
    {"## A\n\n[a]: u\n\n## B\n[b]: v", "u section=A\nv section=B"},
    {"- A\n  - [a](u)\n  - B\n    - [b](v)\n- [c](w)", "u group=A\nv group=A/B\nw"},
    {"- [A](x)\n  - [a](u)\n- B\n  - [b](v)", "x\nu\nv group=B"},
    {"- A *b* `c`\n  d\n  - [a](u)", "u group=A b c d"},
    {"1. A\n   1. [a](u)", "u group=A"},
    {"- ```\n  x\n  ```\n  - [a](u)", "u"},
    {"- A\n  - [a](u)\n\n  [x](v)", "u\nv"},
    {"- [ ] [a](u)\n- [x] [b](v)\n- [X] [c](w)\n- [d](x)",
     "u task=open\nv task=done\nw task=done\nx"},
    {"- [ ] A\n  - [a](u)\n  - [x] [b](v)", "u group=A\nv group=A task=done"},
    {"- [x] > [a](u)", "u task=done"},
    {"- [x]\n  [a](u)", "u"},
    {"- [x][a]\n\n[a]: u", "u"},
    {"- [x](u)", "u"},
    {"> - [x] [a](u)\n> - [ ] B\n>   - [b](v)", "u task=done\nv group=B"},
    {"> - [x] [a](u)\n\n[x]: w", "w\nu"},
    {"- - [ ] [a](u)", "u task=open"},
    {"## A\na[^n]\n\n## B\nb\n\n[^n]: [a](u)", "u section=B"},
};

static void describe(struct buf *out, const struct listing *l)
{
    buf_init(out, 1 << 16);
    for (size_t i = 0; i < l->link_count; i++) {
        const struct link *k = &l->links[i];
        const char *task = task_state_name(k->task);
        buf_addf(out, "%s%s", i ? "\n" : "", k->url);
        buf_adds(out, k->section_count ? " section=" : "");
        add_path(out, k->section, k->section_count);
        buf_adds(out, k->group_count ? " group=" : "");
        add_path(out, k->group, k->group_count);
        buf_addf(out, "%s%s", task ? " task=" : "", task ? task : "");
    }
}

static void test_context(void **unused)
{
    size_t failed = 0;
    (void)unused;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct listing *l = parse(rows[i].in);
        struct buf got;
        describe(&got, l);
        if (strcmp(got.data, rows[i].context) != 0) {
            print_error("%s\n--- want\n%s\n--- got\n%s\n", rows[i].in, rows[i].context, got.data);
            failed++;
        }
        buf_release(&got);
        listing_free(l);
    }
    assert_int_equal(failed, 0);
}

/* Slots are shown in the text itself: "@" and the indent at each slot. */
static const struct row slots[] = {
    {"- [a](u)\n- b\n", "- [a](u)\n@  |- b\n"},
    {"- [a](u)", "- [a](u)@  |"},
    {"- [a](u) [b](v)\n", "- [a](u) [b](v)\n@  |"},
    {"- a\n  - [b](u)\n    c\n- d\n", "- a\n  - [b](u)\n    c\n@    |- d\n"},
    {"- [a](u)\n  - b\n", "- [a](u)\n@  |  - b\n"},
    {"- [a](u)\nlazy\n\nx", "- [a](u)\nlazy\n@  |\nx"},
    {"10) [a](u)\n", "10) [a](u)\n@    |"},
    {"- [ ] [a](u)\n", "- [ ] [a](u)\n@  |"},
    {"-   [a](u)\n", "-   [a](u)\n@    |"},
    {"  * [a](u)\n", "  * [a](u)\n@    |"},
    {"> - [a](u)\n> - b\n", "> - [a](u)\n@>   |> - b\n"},
    {">- [a](u)\n", ">- [a](u)\n@>   |"},
    {"- a\n\t- [b](u)\n", "- a\n\t- [b](u)\n@\t  |"},
    {"- x\n\n  [a](u)\n\n  [b](v)\n", "- x\n\n  [a](u)\n@  |\n  [b](v)\n"},
    {"- # [a](u)\n  b\n", "- # [a](u)\n@  |  b\n"},
    {"- [a](u)\n  ---\n  b\n", "- [a](u)\n  ---\n@  |  b\n"},
    {"- | [a](u) |\n  |---|\n  | b |\n- c\n", "- | [a](u) |\n  |---|\n  | b |\n@  |- c\n"},
    {"- <a href=u>x</a>\n", "- <a href=u>x</a>\n@  |"},
    {"- <p><a href=u>x</a>\n", "- <p><a href=u>x</a>\n"},
    {"- > [a](u)\n", "- > [a](u)\n"},
    {"[a](u)\n\n> [b](v)\n", "[a](u)\n\n> [b](v)\n"},
    {"- [a]\n- [b]: v\n\n[a]: u\n", "- [a]\n@  |- [b]: v\n\n[a]: u\n"},
    {"- [a](u)\r\n- b\r\n", "- [a](u)\r\n@  |- b\r\n"},
    {"- [a](u)\r", "- [a](u)\r"},
};

static void test_slots(void **unused)
{
    size_t failed = 0;
    (void)unused;
    for (size_t i = 0; i < sizeof(slots) / sizeof(slots[0]); i++) {
        struct listing *l = parse(slots[i].in);
        struct buf got;
        size_t at = 0;
        buf_init(&got, 1 << 16);
        for (size_t k = 0; k < l->slot_count; k++) {
            buf_add(&got, l->bare + at, l->slots[k].offset - at);
            buf_addf(&got, "@%s|", l->slots[k].indent);
            at = l->slots[k].offset;
        }
        buf_add(&got, l->bare + at, l->bare_len - at);
        if (strcmp(got.data, slots[i].context) != 0) {
            print_error("--- want\n%s\n--- got\n%s\n", slots[i].context, got.data);
            failed++;
        }
        buf_release(&got);
        listing_free(l);
    }
    assert_int_equal(failed, 0);
}

/* The list this program was written for. */
static void test_reading_list(void **unused)
{
    static const char mojibake[] = "Ten Lessons From Three Generations Shaped Google"
                                   "\xC3\xA2\xE2\x82\xAC\xE2\x84\xA2s TPUv4i";
    struct err err = ERR_INIT;
    struct listing *l = listing_read("fixtures/reading-list.md", &err);
    size_t grouped = 0;
    size_t done = 0;
    (void)unused;
    assert_non_null(l);
    assert_int_equal(l->link_count, 86);
    assert_int_equal(l->slot_count, 86);
    assert_int_equal(l->warning_count, 0);
    for (size_t i = 0; i < l->link_count; i++) {
        const struct link *k = &l->links[i];
        assert_int_equal(k->kind, LINK_INLINE);
        assert_int_equal(k->slot, i);
        assert_int_equal(k->section_count, 1);
        done += k->task == TASK_DONE;
        grouped += k->group_count;
        if (k->line > 132) {
            assert_string_equal(k->group[0], "Datalogy");
            assert_int_equal(k->column, 9);
        }
        if (k->line == 63)
            assert_string_equal(k->text, mojibake);
    }
    assert_int_equal(done, 1);
    assert_int_equal(grouped, 3);
    assert_int_equal(l->links[0].line, 9);
    assert_int_equal(l->links[0].column, 7);
    assert_string_equal(l->links[0].section[0], "Mixture-of-Experts");
    assert_string_equal(l->links[85].section[0], "Miscellaneous");
    listing_free(l);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_context),
        cmocka_unit_test(test_slots),
        cmocka_unit_test(test_reading_list),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
