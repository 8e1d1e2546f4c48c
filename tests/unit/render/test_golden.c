/* Every output format of every case in fixtures/render/, byte for byte. UPDATE_GOLDEN=1 in the
 * environment rewrites the expected files: look at what changed before keeping it. */
#include "golden.h"

static const char *const cases[] = {"plain",    "hostile", "shapes", "crlf",
                                    "open-end", "empty",   "works"};

static void unchecked(struct report *r)
{
    r->checked = false;
}

static void verbose(struct report *r)
{
    r->verbose = true;
}

static void colored(struct report *r)
{
    r->color = true;
    r->interrupted = true;
}

static void details(struct report *r)
{
    r->style = STYLE_DETAILS;
}

static void line(struct report *r)
{
    r->style = STYLE_LINE;
}

static void biblatex(struct report *r)
{
    r->biblatex = true;
}

static const struct output {
    const char *file;
    const char *renderer;
    void (*adjust)(struct report *r);
    bool unchecked; /* findings are taken away first */
} outputs[] = {
    {"term.txt", "term", NULL, false},
    {"verbose.txt", "term", verbose, false},
    {"color.txt", "term", colored, false},
    {"links.txt", "term", unchecked, true},
    {"quote.md", "md", NULL, false},
    {"details.md", "md", details, false},
    {"line.md", "md", line, false},
    {"run.json", "json", NULL, false},
    {"links.json", "json", unchecked, true},
    {"run.jsonl", "jsonl", NULL, false},
    {"works.bib", "bib", NULL, false},
    {"biblatex.bib", "bib", biblatex, false},
    {"works.csl.json", "csljson", NULL, false},
    {"works.ris", "ris", NULL, false},
    {"links.csv", "csv", NULL, false},
    {"unchecked.csv", "csv", unchecked, true},
};

/* The rendered bytes; the caller frees. */
static char *render(const struct fixture *x, const struct output *o, size_t *len)
{
    struct report report = x->report;
    struct outcome *outcomes = xcalloc(report.outcome_count + 1, sizeof(*outcomes));
    struct err err = ERR_INIT;
    char *bytes = NULL;
    FILE *out = open_memstream(&bytes, len);

    for (size_t i = 0; i < report.outcome_count; i++) {
        outcomes[i] = report.outcomes[i];
        if (o->unchecked) {
            outcomes[i].finding = NULL;
            outcomes[i].meta = NULL;
        }
    }
    report.outcomes = outcomes;
    if (o->adjust != NULL)
        o->adjust(&report);
    assert_non_null(out);
    if (!renderer_by_name(o->renderer)->render(out, &report, &err))
        fail_msg("%s", err.message);
    assert_int_equal(fclose(out), 0);
    free(outcomes);
    return bytes;
}

static void outputs_are_as_they_were(void **state)
{
    (void)state;
    for (size_t c = 0; c < sizeof(cases) / sizeof(*cases); c++) {
        struct fixture *x = fixture_new(cases[c]);

        for (size_t i = 0; i < sizeof(outputs) / sizeof(*outputs); i++) {
            char *path = xasprintf("fixtures/render/%s/%s", cases[c], outputs[i].file);
            size_t len = 0;
            char *bytes = render(x, &outputs[i], &len);

            golden_check(path, bytes, len);
            free(bytes);
            free(path);
        }
        fixture_free(x);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(outputs_are_as_they_were),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
