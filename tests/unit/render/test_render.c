/* The table of formats, the line of totals, one extraction, and what holds of every annotated list:
 * its blocks can be taken out again, and it reports what could not be written. */
#include "fixture.h"

#include <errno.h>

#include "gloss/base/buf.h"

static void formats_are_found_by_name_and_path(void **state)
{
    static const struct {
        const char *path;
        const char *name; /* NULL: no format */
    } rows[] = {
        {"out.md", "md"},      {"out/list.md", "md"},  {"LIST.MD", "md"},
        {"a.markdown", "md"},  {"links.json", "json"}, {"links.jsonl", "jsonl"},
        {"a.md.json", "json"}, {"refs.bib", "bib"},    {"refs.csl.json", "csljson"},
        {"refs.ris", "ris"},   {"links.csv", "csv"},   {"/x.json/links.md", "md"},
        {"links", NULL},       {"links.txt", NULL},    {"", NULL},
        {".json", NULL},       {"out/.md", NULL},      {"json", NULL},
        {"a.jsonx", NULL},     {"a.json/", NULL},      {"a.xml", NULL},
        {"-", NULL},
    };
    char *names = renderer_names();
    char *extensions = renderer_extensions();

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        const struct renderer *r = renderer_for_path(rows[i].path);

        if (rows[i].name == NULL ? r != NULL : r == NULL || strcmp(r->name, rows[i].name) != 0)
            fail_msg("%s: %s", rows[i].path, r != NULL ? r->name : "none");
    }
    for (size_t i = 0; renderers[i] != NULL; i++)
        assert_ptr_equal(renderer_by_name(renderers[i]->name), renderers[i]);
    assert_null(renderer_by_name("MD"));
    assert_null(renderer_by_name(""));
    assert_int_equal(strncmp(names, "term, md, json, ", 16), 0);
    assert_non_null(strstr(names, ", csljson, "));
    assert_int_equal(strncmp(extensions, ".md .markdown .json ", 20), 0);
    assert_non_null(strstr(extensions, " .csl.json "));
    free(names);
    free(extensions);
    assert_true(renderer_by_name("md")->one_listing);
    assert_false(renderer_by_name("json")->one_listing);
}

static void totals_name_what_there_is(void **state)
{
    static const struct {
        const char *verdicts; /* a letter each: a m b t s d k(ipped) i ?(not asked) */
        bool checked;
        const char *totals;
    } rows[] = {
        {"", true, "0 links"},
        {"a", true, "1 link: 1 alive"},
        {"d", true, "1 link: 1 dead"},
        {"aa", true, "2 links: 2 alive"},
        {"daamb", true, "5 links: 2 alive, 1 moved, 1 blocked, 1 dead"},
        {"ikdstbma", true,
         "8 links: 1 alive, 1 moved, 1 blocked, 1 transient, 1 suspect, 1 dead, 1 skipped, "
         "1 invalid"},
        {"a??", true, "3 links: 1 alive, 2 not asked"},
        {"?", true, "1 link: 1 not asked"},
        {"aad", false, "3 links"},
        {"?", false, "1 link"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct outcome outcomes[16] = {0};
        struct finding findings[16] = {0};
        struct report report = {.outcomes = outcomes, .checked = rows[i].checked};
        char *totals = NULL;

        for (const char *v = rows[i].verdicts; *v != '\0'; v++) {
            const char *letters = "ambtsdki";
            const char *at = strchr(letters, *v);
            size_t n = report.outcome_count++;

            if (at != NULL) {
                findings[n].verdict = (enum verdict)(at - letters);
                outcomes[n].finding = &findings[n];
            }
        }
        totals = render_totals(&report);
        assert_string_equal(totals, rows[i].totals);
        free(totals);
    }
}

/* What is well is shown for what stands beside its verdict, what is ignored only when that is over.
 */
static void some_that_are_well_need_a_look(void **state)
{
    enum { DRIFTED = FACT_BIT(FACT_DRIFTED_INDEX), ARCHIVED = FACT_BIT(FACT_ARCHIVED_INDEX) };
    static const struct ignore ignore = {
        .until = "2027-01-01", .why = "w", .source = "document", .where = "x.md:1"};
    static const struct {
        enum verdict verdict;
        unsigned facts;
        bool ignored, lapsed;
        bool shown;
    } rows[] = {
        {VERDICT_ALIVE, 0, false, false, false},
        {VERDICT_ALIVE, ARCHIVED, false, false, false},
        {VERDICT_ALIVE, DRIFTED, false, false, true},
        {VERDICT_ALIVE, 0, true, true, true},
        {VERDICT_ALIVE, DRIFTED, true, true, true},
        {VERDICT_SKIPPED, DRIFTED, false, false, true},
        {VERDICT_SKIPPED, 0, true, false, false},
        {VERDICT_SKIPPED, DRIFTED, true, false, false},
        {VERDICT_DEAD, 0, true, true, true},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        const struct link link = {.file = "x.md", .text = "", .url = "http://x/"};
        const struct finding finding = {.verdict = rows[i].verdict, .facts = rows[i].facts};
        const struct outcome outcome = {.link = &link,
                                        .key = "",
                                        .finding = &finding,
                                        .ignore = rows[i].ignored ? &ignore : NULL,
                                        .lapsed = rows[i].lapsed};
        struct report report = {.outcomes = &outcome, .outcome_count = 1, .checked = true};
        struct err err = ERR_INIT;
        char *text = NULL;
        size_t len = 0;
        FILE *out = open_memstream(&text, &len);

        assert_non_null(out);
        assert_true(renderer_by_name("term")->render(out, &report, &err));
        (void)fclose(out);
        if ((strstr(text, "http://x/") != NULL) != rows[i].shown)
            fail_msg("row %zu: %s", i, text);
        assert_int_equal(strstr(text, "    the ignore lapsed on 2027-01-01: w\n") != NULL,
                         rows[i].lapsed);
        free(text);
    }
}

static void an_extraction_is_one_line(void **state)
{
    struct meta *m = meta_new();
    char *text = NULL;

    (void)state;
    text = render_extracted(NULL, NULL, NULL);
    assert_string_equal(text, "{\"meta\": {}, \"meta_sources\": {}}");
    free(text);
    text = render_extracted("0001", "https://example.org/\xC2\x9B", m);
    assert_string_equal(text, "{\"id\": \"0001\", \"url\": \"https://example.org/\\u009b\", "
                              "\"meta\": {}, \"meta_sources\": {}}");
    free(text);
    assert_true(meta_propose(m, META_TITLE, "A\n\"B\"", "html-title", 1));
    assert_true(meta_propose(m, META_MINUTES, "12", "text", 1));
    text = render_extracted("", NULL, m);
    assert_string_equal(text, "{\"meta\": {\"title\": \"A \\\"B\\\"\", \"minutes\": 12}, "
                              "\"meta_sources\": {\"title\": \"html-title\", \"minutes\": "
                              "\"text\"}}");
    free(text);
    meta_free(m);
}

/* Invalid UTF-8 in a list must not cost an object its members. */
static void broken_bytes_are_repaired_in_json(void **state)
{
    struct fixture *x = fixture_new("crlf");
    struct err err = ERR_INIT;
    char *bytes = NULL;
    size_t len = 0;
    FILE *out = open_memstream(&bytes, &len);

    (void)state;
    assert_non_null(out);
    assert_true(renderer_by_name("jsonl")->render(out, &x->report, &err));
    (void)fclose(out);
    assert_non_null(strstr(bytes, "\"text\": \"two \xEF\xBF\xBD\xEF\xBF\xBD\""));
    free(bytes);
    fixture_free(x);
}

static char *annotate(struct fixture *x, enum annotate_style style, size_t *len)
{
    struct err err = ERR_INIT;
    char *bytes = NULL;
    FILE *out = open_memstream(&bytes, len);

    assert_non_null(out);
    x->report.style = style;
    assert_true(render_annotated(out, &x->report, &x->listing, &err));
    (void)fclose(out);
    return bytes;
}

/* Takes out what stands between markers, as a reader of the format would: whole lines, and the line
 * end before a block that ends the text without one. */
static void strip(struct buf *out, const char *s, size_t len)
{
    bool inside = false;

    for (size_t at = 0; at < len;) {
        const char *newline = memchr(s + at, '\n', len - at);
        size_t n = newline != NULL ? (size_t)(newline - s) + 1 - at : len - at;
        const char *text = s + at + strspn(s + at, " >");
        bool opens = strncmp(text, "<!-- gloss -->", 14) == 0;
        bool closes = strncmp(text, "<!-- /gloss -->", 15) == 0;

        inside = inside || opens;
        if (!inside)
            (void)buf_add(out, s + at, n);
        if (closes) {
            assert_true(inside);
            inside = false;
            if (newline == NULL) /* the text ends here: its last line end was the block's */
                buf_truncate(out, out->len - (s[at - 2] == '\r' ? 2 : 1));
        }
        at += n;
    }
    assert_false(inside);
}

static void blocks_can_be_taken_out_again(void **state)
{
    static const char *const cases[] = {"plain", "hostile", "shapes", "crlf", "open-end", "empty"};
    static const enum annotate_style styles[] = {STYLE_QUOTE, STYLE_DETAILS, STYLE_LINE};

    (void)state;
    for (size_t c = 0; c < sizeof(cases) / sizeof(*cases); c++) {
        struct fixture *x = fixture_new(cases[c]);

        for (size_t i = 0; i < sizeof(styles) / sizeof(*styles); i++) {
            size_t len = 0;
            char *bytes = annotate(x, styles[i], &len);
            struct buf bare;

            buf_init(&bare, 1 << 20);
            strip(&bare, bytes, len);
            assert_int_equal(bare.len, x->listing.bare_len);
            assert_memory_equal(bare.data, x->listing.bare, bare.len);
            buf_release(&bare);
            free(bytes);
        }
        fixture_free(x);
    }
}

/* No line of a block is empty or ends in white space: the one would make a tight list loose, the
 * other would be a line break. */
static void lines_of_blocks_are_tidy(void **state)
{
    struct fixture *x = fixture_new("hostile");

    (void)state;
    for (int style = STYLE_QUOTE; style <= STYLE_LINE; style++) {
        size_t len = 0;
        char *bytes = annotate(x, (enum annotate_style)style, &len);

        assert_null(strstr(bytes, " \n"));
        assert_null(strstr(bytes, "\n\n  "));
        assert_null(strstr(bytes, "-->\n\n  >"));
        free(bytes);
    }
    fixture_free(x);
}

/* A block has a largest size, and what does not fit is left out whole. */
static void an_item_of_many_links_has_a_limited_block(void **state)
{
    enum { MANY = 5000 };
    struct link *links = xcalloc(MANY, sizeof(*links));
    struct outcome *outcomes = xcalloc(MANY, sizeof(*outcomes));
    struct finding finding = {.verdict = VERDICT_DEAD};
    struct slot slot = {.offset = 6, .indent = "  "};
    struct listing listing = {.path = "x.md",
                              .bare = "- item\n",
                              .bare_len = 7,
                              .eol = "\n",
                              .links = links,
                              .link_count = MANY,
                              .slots = &slot,
                              .slot_count = 1};
    struct report report = {.outcomes = outcomes, .outcome_count = MANY, .checked = true};
    char *reason = xcalloc(2000, 1);
    struct err err = ERR_INIT;
    char *bytes = NULL;
    size_t len = 0;
    FILE *out = open_memstream(&bytes, &len);

    (void)state;
    memset(reason, '[', 1999);
    finding.reason = reason;
    for (size_t i = 0; i < MANY; i++) {
        links[i] = (struct link){.file = "x.md", .text = "t", .url = "http://x/"};
        outcomes[i] = (struct outcome){.link = &links[i], .key = "", .finding = &finding};
    }
    slot.offset = 7;
    assert_non_null(out);
    assert_true(render_annotated(out, &report, &listing, &err));
    (void)fclose(out);
    assert_in_range(len, 10000, 300 << 10);
    assert_non_null(strstr(bytes, "\n  <!-- /gloss -->\n"));
    free(bytes);
    free(reason);
    free(links);
    free(outcomes);
}

static void a_full_disk_is_reported(void **state)
{
    struct fixture *x = fixture_new("plain");

    (void)state;
    for (size_t i = 0; renderers[i] != NULL; i++) {
        FILE *out = fopen("/dev/full", "w");
        struct err err = ERR_INIT;

        assert_non_null(out);
        assert_false(renderers[i]->render(out, &x->report, &err));
        assert_int_equal(err.kind, ERR_OURS);
        assert_non_null(strstr(err.message, strerror(ENOSPC)));
        (void)fclose(out);
    }
    fixture_free(x);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(formats_are_found_by_name_and_path),
        cmocka_unit_test(totals_name_what_there_is),
        cmocka_unit_test(some_that_are_well_need_a_look),
        cmocka_unit_test(an_extraction_is_one_line),
        cmocka_unit_test(broken_bytes_are_repaired_in_json),
        cmocka_unit_test(blocks_can_be_taken_out_again),
        cmocka_unit_test(lines_of_blocks_are_tidy),
        cmocka_unit_test(an_item_of_many_links_has_a_limited_block),
        cmocka_unit_test(a_full_disk_is_reported),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
