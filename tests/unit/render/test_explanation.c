/* What gloss explain and gloss status write, byte for byte (fixtures/render/cache/), and what
 * counts as another value. */
#include "golden.h"

#include "gloss/base/text.h"
#include "gloss/render/contest.h"
#include "gloss/render/explanation.h"
#include "gloss/render/overview.h"

enum { NIGHT = 24 * 3600, FIRST = 1769914800 }; /* 2026-02-01T03:00:00Z */

static struct meta *say(const char *source, int rank, const char *const (*rows)[2])
{
    struct meta *m = meta_new();

    for (; (*rows)[0] != NULL; rows++)
        for (int f = 0; f < META_FIELD_COUNT; f++)
            if (strcmp(meta_field_name((enum meta_field)f), (*rows)[0]) == 0)
                (void)meta_append(m, (enum meta_field)f, (*rows)[1], source, rank);
    return m;
}

/* A link about which much is known, by sources that do not agree. */
struct known {
    struct finding *finding;
    struct look looks[24];
    struct witness witnesses[3];
    struct meta *page;
    struct meta *merged;
    struct explanation x;
};

static void add_evidence(struct finding *f, int64_t at, enum evidence_class class, int status,
                         const char *source, const char *says)
{
    struct evidence e = {.class = class, .source = source, .at = at, .status = status};

    (void)snprintf(e.says, sizeof(e.says), "%s", says);
    finding_add_evidence(f, &e);
}

static struct finding *rich_finding(void)
{
    struct finding *f = finding_new("https://example.org/papers/mixtral?b=2&a=%2F");

    f->verdict = VERDICT_SUSPECT;
    f->reason = xstrdup("the page \x1b[31mgave\xE2\x80\xAE a soft 404, not yet confirmed");
    f->status = 200;
    (void)finding_add_hop(f, 301, "https://www.example.org/a b");
    (void)finding_add_hop(f, 302, "https://login.example.org/");
    f->final_url = xstrdup("https://login.example.org/");
    add_evidence(f, FIRST + 5 * NIGHT, EVIDENCE_ANSWERED, 200, "http", "200 OK");
    add_evidence(f, FIRST + 5 * NIGHT + 1, EVIDENCE_SOFT, 200, "soft",
                 "the title says that there is no such page; it says so in many words, more than "
                 "a line holds");
    f->since = FIRST + 4 * NIGHT;
    f->checked_at = FIRST + 5 * NIGHT + 1;
    f->facts = FACT_BIT(FACT_WITHDRAWN_INDEX) | FACT_BIT(FACT_RENAMED_INDEX);
    f->work = xstrdup("arxiv:2401.04088");
    finding_add_beside(f, "title:Mixtral of Experts");
    finding_add_beside(f, "isbn:9780262035613");
    f->suggestion_url = xstrdup("https://web.archive.org/web/20240217093000/https://example.org/");
    f->suggestion_why = xstrdup("archived copy of 2024-02-17");
    return f;
}

static void rich_meta(struct known *k)
{
    static const char *const arxiv[][2] = {
        {"title", "Mixtral of Experts"},
        {"authors", "Albert Q. Jiang"},
        {"authors", "Alexandre Sablayrolles"},
        {"published", "2024-01-08"},
        {"abstract", "We introduce Mixtral 8x7B, a Sparse Mixture of Experts language model. "
                     "Mixtral has the same architecture as Mistral 7B, with the difference that "
                     "each layer is composed of 8 feedforward blocks. For every token, at each "
                     "layer, a router network selects two experts to process the current state."},
        {"language", "en"},
        {"pdf", "https://arxiv.org/pdf/2401.04088"},
        {NULL, NULL}};
    static const char *const papers[][2] = {{"title", "Mixtral of experts."},
                                            {"authors", "Albert Q. Jiang"},
                                            {"published", "2024-01-09"},
                                            {"code", "https://github.com/mistralai/mistral-src"},
                                            {NULL, NULL}};
    static const char *const page[][2] = {{"title", "Mixtral \xE2\x80\x94 a \xE2\x80\xAEproduct"},
                                          {"published", "2024"},
                                          {"language", "en-US"},
                                          {"site", "Example"},
                                          {NULL, NULL}};

    k->witnesses[0] = (struct witness){.source = "arxiv-api",
                                       .work = "arxiv:2401.04088",
                                       .version = 2,
                                       .facts = FACT_BIT(FACT_WITHDRAWN_INDEX),
                                       .asked_at = FIRST,
                                       .fresh_until = FIRST + 7 * NIGHT,
                                       .meta = say("arxiv-api", 900, arxiv)};
    k->witnesses[1] = (struct witness){.source = "hf-papers",
                                       .work = "arxiv:2401.04088",
                                       .asked_at = FIRST + 1,
                                       .fresh_until = FIRST + 6 * NIGHT,
                                       .meta = say("hf-papers", 800, papers)};
    k->witnesses[2] = (struct witness){.source = "openlibrary",
                                       .work = "isbn:9780262035613",
                                       .absent = true,
                                       .asked_at = FIRST + 2,
                                       .fresh_until = FIRST + NIGHT};
    k->page = say("json-ld", 500, page);
    k->merged = meta_new();
    meta_merge(k->merged, k->witnesses[0].meta);
    meta_merge(k->merged, k->witnesses[1].meta);
    meta_merge(k->merged, k->page);
}

/* Newest first: suspect twice, then a night of each kind, then long alive. */
static size_t rich_history(struct look *looks)
{
    static const struct {
        enum verdict verdict;
        enum evidence_class class;
        int nights;
    } rows[] = {
        {VERDICT_SUSPECT, EVIDENCE_SOFT, 2},      {VERDICT_TRANSIENT, EVIDENCE_TRANSIENT, 1},
        {VERDICT_ALIVE, EVIDENCE_ANSWERED, 1},    {VERDICT_MOVED, EVIDENCE_ANSWERED, 1},
        {VERDICT_BLOCKED, EVIDENCE_BLOCKED, 1},   {VERDICT_ALIVE, EVIDENCE_VOUCHED, 1},
        {VERDICT_BLOCKED, EVIDENCE_BLOCKED, 1},   {VERDICT_ALIVE, EVIDENCE_VOUCHED, 1},
        {VERDICT_BLOCKED, EVIDENCE_BLOCKED, 1},   {VERDICT_ALIVE, EVIDENCE_VOUCHED, 1},
        {VERDICT_TRANSIENT, EVIDENCE_REFUSED, 1}, {VERDICT_DEAD, EVIDENCE_GONE, 1},
        {VERDICT_ALIVE, EVIDENCE_ANSWERED, 9},
    };
    size_t count = 0;
    int64_t at = FIRST + 5 * NIGHT + 1;

    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
        for (int n = 0; n < rows[i].nights; n++, at -= NIGHT)
            looks[count++] = (struct look){.at = at,
                                           .verdict = rows[i].verdict,
                                           .class = rows[i].class,
                                           .since = at - (rows[i].nights - 1 - n) * (int64_t)NIGHT};
    return count;
}

static struct known *rich(void)
{
    struct known *k = xcalloc(1, sizeof(*k));

    k->finding = rich_finding();
    rich_meta(k);
    k->x = (struct explanation){.finding = k->finding,
                                .looks = k->looks,
                                .look_count = rich_history(k->looks),
                                .due = FIRST + 6 * NIGHT,
                                .witnesses = k->witnesses,
                                .witness_count = 3,
                                .page = {.url = "https://example.org/papers/mixtral",
                                         .status = 200,
                                         .asked_at = FIRST + 3 * NIGHT,
                                         .etag = "\"abc\x1b[0m\"",
                                         .last_modified = "Mon, 08 Jan 2024 09:30:00 GMT",
                                         .meta = k->page},
                                .meta = k->merged};
    return k;
}

/* A file of ours that is not there: as little as there can be. */
static struct known *bare(void)
{
    struct known *k = xcalloc(1, sizeof(*k));

    k->finding = finding_new("list.md: missing file.md");
    k->finding->verdict = VERDICT_DEAD;
    k->finding->checked_at = FIRST;
    k->looks[0] = (struct look){FIRST, VERDICT_DEAD, EVIDENCE_MISSING, FIRST};
    k->x = (struct explanation){
        .finding = k->finding, .looks = k->looks, .look_count = 1, .due = FIRST, .is_due = true};
    return k;
}

static void known_free(struct known *k)
{
    for (size_t i = 0; i < 3; i++)
        meta_free((struct meta *)(uintptr_t)k->witnesses[i].meta); /* ours; borrowed there */
    meta_free(k->page);
    meta_free(k->merged);
    finding_free(k->finding);
    free(k);
}

/* Every line fits, unless it is one word; nothing in it can act on a terminal. */
static void assert_harmless(const char *bytes, bool color)
{
    for (const char *line = bytes; *line != '\0';) {
        size_t n = strcspn(line, "\n");
        char *copy = xstrndup(line, n);

        if (!color && text_width(copy) > 80 && strchr(copy + strspn(copy, " "), ' ') != NULL)
            fail_msg("too wide: %s", copy);
        assert_int_equal(n > 0 && line[n - 1] == ' ', 0);
        free(copy);
        line += n + (line[n] == '\n' ? 1 : 0);
    }
    for (const char *p = bytes; *p != '\0'; p++)
        if ((unsigned char)*p < 0x20 && *p != '\n' && !(color && *p == '\x1b'))
            fail_msg("control character %d", *p);
    assert_null(strstr(bytes, "\xE2\x80\xAE"));
}

static void explanations_are_as_they_were(void **state)
{
    static const struct {
        const char *file;
        struct known *(*make)(void);
        bool json;
        bool color;
        bool verbose;
    } rows[] = {
        {"explain.txt", rich, false, false, false},
        {"explain-verbose.txt", rich, false, false, true},
        {"explain-color.txt", rich, false, true, false},
        {"explain.json", rich, true, false, false},
        {"explain-bare.txt", bare, false, false, false},
        {"explain-bare.json", bare, true, false, false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct known *k = rows[i].make();
        char *path = xasprintf("fixtures/render/cache/%s", rows[i].file);
        char *bytes = NULL;
        size_t len = 0;
        FILE *out = open_memstream(&bytes, &len);

        assert_non_null(out);
        k->x.color = rows[i].color;
        k->x.verbose = rows[i].verbose;
        if (rows[i].json)
            explanation_json(out, &k->x);
        else
            explanation_text(out, &k->x);
        assert_int_equal(fclose(out), 0);
        if (!rows[i].json)
            assert_harmless(bytes, rows[i].color);
        golden_check(path, bytes, len);
        free(bytes);
        free(path);
        known_free(k);
    }
}

static const struct overview_link dead[] = {
    {.key = "https://gone.example/x",
     .reason = "404 Not Found, confirmed by a second try",
     .since = FIRST},
    {.key = "list.md: missing file.md", .since = FIRST},
};

static const struct overview_link suspects[] = {
    {.key = "https://s.example/a",
     .reason = "the title \x1b]0;says so\x07",
     .since = FIRST,
     .due = FIRST + NIGHT,
     .is_due = true},
    {.key = "https://s.example/b",
     .reason = "not listed by the arXiv API, not yet confirmed",
     .since = FIRST,
     .due = FIRST + 2 * NIGHT},
};

static const struct overview_host hosts[] = {{"dl.acm.org", 12}, {"medium.example", 1}};

static const struct overview full = {
    .folder = "/home/me/a cache",
    .bytes = 1234567,
    .pages = 86,
    .works = 1,
    .checks = 12345,
    .started = FIRST,
    .finished = FIRST + 72,
    .run_links = 86,
    .requests = 1,
    .open_since = FIRST + NIGHT,
    .verdicts =
        {[VERDICT_ALIVE] = 80, [VERDICT_BLOCKED] = 13, [VERDICT_SUSPECT] = 2, [VERDICT_DEAD] = 4},
    .newly_dead = dead,
    .newly_dead_count = 2,
    .suspects = suspects,
    .suspect_count = 2,
    .hosts = hosts,
    .host_count = 2,
};

static const struct overview nothing = {.folder = "cache", .bytes = 4096};

static void overviews_are_as_they_were(void **state)
{
    static const struct {
        const char *file;
        const struct overview *overview;
        bool json;
        bool color;
    } rows[] = {
        {"status.txt", &full, false, false},          {"status-color.txt", &full, false, true},
        {"status.json", &full, true, false},          {"status-empty.txt", &nothing, false, false},
        {"status-empty.json", &nothing, true, false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct overview o = *rows[i].overview;
        char *path = xasprintf("fixtures/render/cache/%s", rows[i].file);
        char *bytes = NULL;
        size_t len = 0;
        FILE *out = open_memstream(&bytes, &len);

        assert_non_null(out);
        o.color = rows[i].color;
        if (rows[i].json)
            overview_json(out, &o);
        else
            overview_text(out, &o);
        assert_int_equal(fclose(out), 0);
        if (!rows[i].json)
            assert_harmless(bytes, rows[i].color);
        golden_check(path, bytes, len);
        free(bytes);
        free(path);
    }
}

static void what_counts_as_another_value(void **state)
{
    static const struct {
        enum meta_field field;
        const char *a; /* items apart by '|' */
        const char *b;
        bool agrees;
    } rows[] = {
        {META_TITLE, "Mixtral of Experts", "mixtral of experts.", true},
        {META_TITLE, "Mixtral of Experts", "Mixtral", false},
        {META_TITLE, "!!!", "???", false},
        {META_TITLE, "!!!", "!!!", true},
        {META_TITLE, "", "x", true}, /* says nothing */
        {META_TITLE, "x", "", true},
        {META_PUBLISHED, "2024-01-08", "2024", true},
        {META_PUBLISHED, "2024-01", "2024-01-08", true},
        {META_PUBLISHED, "2024-01-08", "2024-01-09", false},
        {META_PUBLISHED, "2024-01", "2024-10-01", false},
        {META_PUBLISHED, "2024", "2023-12-31", false},
        {META_LANGUAGE, "en", "en-US", true},
        {META_LANGUAGE, "en", "eng", false},
        {META_AUTHORS, "A. Jiang|B. Smith", "A Jiang|B Smith", true},
        {META_AUTHORS, "A. Jiang|B. Smith", "B. Smith|A. Jiang", false},
        {META_AUTHORS, "A. Jiang", "A. Jiang|B. Smith", false},
        {META_DOI, "10.1000/x", "10.1000/X", true},
        {META_DOI, "10.1000/x", "10.1000/y", false},
        {META_PDF, "https://a.example/x-y", "https://a.example/x.y", false},
        {META_MINUTES, "12", "13", false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        const char *said[2] = {rows[i].a, rows[i].b};
        struct meta *m[2] = {meta_new(), meta_new()};

        for (int k = 0; k < 2; k++)
            for (const char *s = said[k]; *s != '\0'; s += strcspn(s, "|"), s += *s == '|') {
                char *item = xstrndup(s, strcspn(s, "|"));

                (void)meta_append(m[k], rows[i].field, item, "test", 1);
                free(item);
            }
        if (contest_agrees(m[0], m[1], rows[i].field) != rows[i].agrees ||
            contest_agrees(m[1], m[0], rows[i].field) != rows[i].agrees)
            fail_msg("%s against %s", rows[i].a, rows[i].b);
        meta_free(m[0]);
        meta_free(m[1]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(explanations_are_as_they_were),
        cmocka_unit_test(overviews_are_as_they_were),
        cmocka_unit_test(what_counts_as_another_value),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
