/* Edits: what is proposed (golden diffs in fixtures/render/), how it is written where it stands,
 * and the diff itself. UPDATE_GOLDEN=1 in the environment rewrites the expected diffs. */
#include "fixture.h"

#include "gloss/base/buf.h"
#include "gloss/render/diff.h"
#include "gloss/render/edit.h"
#include "gloss/render/spelling.h"

#define ROWS(table) (sizeof(table) / sizeof((table)[0]))

/* What the diff of a case is; the caller frees. */
static char *diff_of(const struct fixture *x, bool titles, size_t counts[EDIT_KIND_COUNT])
{
    struct edits edits;
    char *bytes = NULL;
    size_t len = 0;
    FILE *out = open_memstream(&bytes, &len);

    assert_non_null(out);
    edits_plan(&edits, &x->report, &x->listing, titles);
    edits_diff(out, &edits, &x->listing, x->listing.path);
    edits_count(&edits, counts);
    assert_int_equal(fclose(out), 0);
    edits_release(&edits);
    return bytes;
}

static void check_golden(const char *path, const char *got)
{
    struct arena *arena = arena_new();
    size_t len = 0;
    const char *want;

    if (getenv("UPDATE_GOLDEN") != NULL) {
        FILE *f = fopen(path, "wb");

        assert_non_null(f);
        assert_int_equal(fwrite(got, 1, strlen(got), f), strlen(got));
        assert_int_equal(fclose(f), 0);
    }
    want = fixture_read(arena, path, &len);
    if (want == NULL)
        fail_msg("%s is missing: make it with UPDATE_GOLDEN=1", path);
    assert_string_equal(got, want);
    arena_free(arena);
}

static void what_is_proposed(void **state)
{
    struct fixture *x = fixture_new("fixes");
    size_t plain[EDIT_KIND_COUNT] = {0};
    size_t titled[EDIT_KIND_COUNT] = {0};
    char *diff = diff_of(x, false, plain);

    (void)state;
    check_golden("fixtures/render/fixes/fix.diff", diff);
    free(diff);
    diff = diff_of(x, true, titled);
    check_golden("fixtures/render/fixes/titles.diff", diff);
    free(diff);
    assert_int_equal(plain[EDIT_MOVED], 4);
    assert_int_equal(plain[EDIT_SECURE], 1);
    assert_int_equal(plain[EDIT_ARCHIVED], 1);
    assert_int_equal(plain[EDIT_ADDRESS], 1);
    assert_int_equal(plain[EDIT_MENDED], 1);
    assert_int_equal(plain[EDIT_TITLED], 0);
    assert_int_equal(titled[EDIT_MOVED], 4);
    assert_int_equal(titled[EDIT_MENDED], 1);
    assert_int_equal(titled[EDIT_TITLED], 2);
    fixture_free(x);
}

static void what_has_no_place_cannot_be_made(void **state)
{
    struct fixture *x = fixture_new("fixes");
    struct edits edits;
    struct buf fixed;
    char *told = NULL;
    size_t len = 0;
    FILE *out = open_memstream(&told, &len);

    (void)state;
    for (size_t i = 0; i < x->listing.link_count; i++)
        x->links[i].dest_end = x->links[i].dest_start;
    edits_plan(&edits, &x->report, &x->listing, false);
    edits_tell_missed(out, &edits);
    assert_int_equal(fclose(out), 0);
    assert_non_null(strstr(told,
                           "README.md:3: cannot be edited there: http://moved.example/a#part -> "
                           "https://new.example/b#part\n"));
    assert_null(strstr(told, "TPUv4i\"")); /* the text has a place */
    buf_init(&fixed, 1 << 20);
    edits_apply(&edits, &x->listing, &fixed);
    assert_true(fixed.len < x->listing.len);
    assert_non_null(strstr(fixed.data, "Google\u2019s"));
    assert_non_null(strstr(fixed.data, "(http://moved.example/a#part)"));
    buf_release(&fixed);
    edits_release(&edits);
    free(told);
    fixture_free(x);
}

static void uses_of_a_definition_are_one_edit(void **state)
{
    struct fixture *x = fixture_new("fixes");
    struct edits edits;
    size_t made = 0;

    (void)state;
    x->links[2].dest_start = x->links[0].dest_start; /* the same address */
    x->links[2].dest_end = x->links[0].dest_end;
    x->links[1].dest_start = x->links[0].dest_start + 1; /* what cannot be */
    x->links[1].dest_end = x->links[0].dest_end;
    edits_plan(&edits, &x->report, &x->listing, false);
    for (size_t i = 0; i < edits.count; i++)
        made += edits.items[i].kind == EDIT_MOVED && edits.items[i].spelling != NULL;
    assert_int_equal(made, 2);
    edits_release(&edits);
    fixture_free(x);
}

static void addresses(void **state)
{
    static const struct {
        enum link_kind kind;
        const char *before; /* the byte before the destination */
        const char *url, *spelling, *other;
    } rows[] = {
        {LINK_INLINE, "(", "https://x.example/a_(b)", "https://x.example/a_(b)", NULL},
        {LINK_INLINE, "(", "https://x.example/a)(", "https://x.example/a\\)\\(", NULL},
        {LINK_INLINE, "(", "https://x.example/a|b\\c", "https://x.example/a\\|b\\\\c", NULL},
        {LINK_INLINE, "(", "https://x.example/?a&b", "https://x.example/?a&b", NULL},
        {LINK_INLINE, "(", "https://x.example/?a&lt;&#3;", "https://x.example/?a&amp;lt;&amp;#3;",
         NULL},
        {LINK_INLINE, "<", "https://x.example/a)>b", "https://x.example/a)\\>b", NULL},
        {LINK_DEFINITION, " ", "https://x.example/(", "https://x.example/\\(", NULL},
        {LINK_IMAGE, "(", "https://x.example/\u00E9", "https://x.example/\u00E9", NULL},
        {LINK_AUTOLINK, "<", "https://x.example/(&lt;", "https://x.example/(&amp;lt;", NULL},
        {LINK_BARE, " ", "https://x.example/a!", "https://x.example/a!", "<https://x.example/a!>"},
        {LINK_HTML, "\"", "https://x.example/?a=1&b='", "https://x.example/?a=1&amp;b=&#39;", NULL},
        {LINK_HTML, "=", "https://x.example/?a=1|`", "https://x.example/?a&#61;1&#124;&#96;", NULL},
    };

    (void)state;
    for (size_t i = 0; i < ROWS(rows); i++) {
        const struct listing listing = {.bytes = rows[i].before, .len = 1};
        const struct link link = {.kind = rows[i].kind, .dest_start = 1};
        char *other = NULL;
        char *got = spelling_of_url(&listing, &link, rows[i].url, &other);

        assert_true(spelling_can_hold(rows[i].url));
        assert_string_equal(got, rows[i].spelling);
        assert_true((other == NULL) == (rows[i].other == NULL));
        if (other != NULL)
            assert_string_equal(other, rows[i].other);
        free(other);
        free(got);
    }
    assert_false(spelling_can_hold("javascript:alert(1)"));
    assert_false(spelling_can_hold("https://x.example/a b"));
    assert_false(spelling_can_hold("https://x.example/a\nb"));
    assert_false(spelling_can_hold("https://x.example/\u202E"));
    assert_false(spelling_can_hold("https://x.example/\xFF"));
    assert_false(spelling_can_hold(NULL));
}

static void texts(void **state)
{
    static const struct {
        enum link_kind kind;
        const char *text, *spelling;
    } rows[] = {
        {LINK_INLINE, "A plain title: with a colon", "A plain title: with a colon"},
        {LINK_INLINE, "1. # no heading", "1. # no heading"},
        {LINK_INLINE, "a](u) | [b] *c* `d`", "a\\](u) \\| \\[b\\] \\*c\\* \\`d\\`"},
        {LINK_INLINE, "^1", "\\^1"},
        {LINK_INLINE, "\\| <b> &lt;", "\\\\\\| &lt;b> \\&lt;"},
        {LINK_HTML, "a <b> & *c* [d]", "a &lt;b&gt; &amp; &#42;c&#42; &#91;d&#93;"},
        {LINK_BARE, "a [b] & *c*", "a [b] & *c*"},
    };

    (void)state;
    for (size_t i = 0; i < ROWS(rows); i++) {
        const struct link link = {.kind = rows[i].kind};
        char *got = spelling_of_text(&link, rows[i].text);

        assert_string_equal(got, rows[i].spelling);
        free(got);
    }
}

/* In rows of the diff table "{x=y}" stands for x, to be replaced by y. */
static void parse(const char *marked, struct buf *bytes, struct replacement *out, size_t *count)
{
    static char puts[8][64];

    *count = 0;
    for (const char *p = marked; *p != '\0'; p++) {
        if (*p != '{') {
            buf_addch(bytes, *p);
            continue;
        }
        struct replacement *r = &out[*count];
        size_t n = strcspn(p, "=");
        size_t end = strcspn(p, "}");

        r->start = bytes->len;
        buf_add(bytes, p + 1, n - 1);
        r->end = bytes->len;
        (void)snprintf(puts[*count], sizeof(puts[0]), "%.*s", (int)(end - n - 1), p + n + 1);
        r->put = puts[(*count)++];
        p += end;
    }
}

static void diffs(void **state)
{
    static const struct {
        const char *name, *in, *diff;
    } rows[] = {
        {"x", "no change\n", ""},
        {"x", "{a=b}\n", "--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n"},
        {"x", "{a=b}",
         "--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+b\n"
         "\\ No newline at end of file\n"},
        {"x", "{a=b}\nc",
         "--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n-a\n+b\n c\n"
         "\\ No newline at end of file\n"},
        {"x", "{a=b} {c=d}\r\n", "--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a c\r\n+b d\r\n"},
        {"x", "{a=b}\n{c=d}\n", "--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n-a\n-c\n+b\n+d\n"},
        {"x", "{a=b}\nc\n{d=e}\n", "--- a/x\n+++ b/x\n@@ -1,3 +1,3 @@\n-a\n+b\n c\n-d\n+e\n"},
        {"x", "1\n2\n3\n4\n{5=6}\n7\n8\n9\n10\n",
         "--- a/x\n+++ b/x\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+6\n 7\n 8\n 9\n"},
        {"x", "{a=b}\n1\n2\n3\n4\n5\n6\n{c=d}\n",
         "--- a/x\n+++ b/x\n@@ -1,8 +1,8 @@\n-a\n+b\n 1\n 2\n 3\n 4\n 5\n 6\n-c\n+d\n"},
        {"x", "{a=b}\n1\n2\n3\n4\n5\n6\n7\n{c=d}\n",
         "--- a/x\n+++ b/x\n@@ -1,4 +1,4 @@\n-a\n+b\n 1\n 2\n 3\n@@ -6,4 +6,4 @@\n 5\n 6\n "
         "7\n-c\n+d\n"},
        {"x", "p {a\nb=c} q\n1\n2\n3\n4\n5\n6\n7\n{d=e}\n",
         "--- a/x\n+++ b/x\n@@ -1,5 +1,4 @@\n-p a\n-b q\n+p c q\n 1\n 2\n 3\n@@ -7,4 +6,4 @@\n 5\n "
         "6\n "
         "7\n-d\n+e\n"},
        {"x", "{a\nb=c\nd}\n", "--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n-a\n-b\n+c\n+d\n"},
        {"a b/c.md", "{a=b}\n", "--- a/a b/c.md\t\n+++ b/a b/c.md\t\n@@ -1 +1 @@\n-a\n+b\n"},
        {"\u00E9\"\\\t\x01", "{a=b}\n",
         "--- \"a/\\303\\251\\\"\\\\\\t\\001\"\n+++ \"b/\\303\\251\\\"\\\\\\t\\001\"\n@@ -1 +1 "
         "@@\n-a\n+b\n"},
    };

    (void)state;
    for (size_t i = 0; i < ROWS(rows); i++) {
        struct replacement replacements[8];
        struct buf bytes;
        size_t count = 0, len = 0;
        char *got = NULL;
        FILE *out = open_memstream(&got, &len);

        buf_init(&bytes, 1 << 16);
        parse(rows[i].in, &bytes, replacements, &count);
        diff_write(out, rows[i].name, bytes.data, bytes.len, replacements, count);
        assert_int_equal(fclose(out), 0);
        assert_string_equal(got, rows[i].diff);
        buf_release(&bytes);
        free(got);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_proposed),
        cmocka_unit_test(what_has_no_place_cannot_be_made),
        cmocka_unit_test(uses_of_a_definition_are_one_edit),
        cmocka_unit_test(addresses),
        cmocka_unit_test(texts),
        cmocka_unit_test(diffs),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
