/* What bibliographies are made of: text as TeX reads it, names, kinds of works, addresses, and
 * which links are one work. Whole files are in test_golden.c. */
#include "fixture.h"

#include "gloss/render/entries.h"
#include "gloss/render/entry.h"
#include "gloss/render/latex.h"

static void assert_latex(void (*write)(struct buf *b, const char *s), const char *s,
                         const char *want)
{
    struct buf b;
    buf_init(&b, LATEX_CAP);
    write(&b, s);
    if (strcmp(b.data, want) != 0)
        fail_msg("\"%s\" became \"%s\", not \"%s\"", s, b.data, want);
    buf_release(&b);
}

static void text_is_escaped(void **state)
{
    static const struct {
        const char *text;
        const char *latex;
    } rows[] = {
        {"plain — é 王", "plain — é 王"},
        {"& % $ # _", "\\& \\% \\$ \\# \\_"},
        {"~ ^ \\", "\\textasciitilde{} \\textasciicircum{} \\textbackslash{}"},
        {"a {b} c", "a \\{b\\} c"},
        {"{a}{", "\\textbraceleft{}a\\textbraceright{}\\textbraceleft{}"},
        {"}{", "\\textbraceright{}\\textbraceleft{}"},
        {"\\write18{rm}", "\\textbackslash{}write18\\{rm\\}"},
        {"\"quoted\" @x", "\"quoted\" @x"},
        {"", ""},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_latex(latex_text, rows[i].text, rows[i].latex);
}

static void titles_keep_their_capitals(void **state)
{
    static const struct {
        const char *title;
        const char *latex;
    } rows[] = {
        {"Mixtral of Experts", "Mixtral of Experts"},
        {"LLM in a flash", "{LLM} in a flash"},
        {"GShard: Scaling PyTorch", "{GShard}: Scaling {PyTorch}"},
        {"Mixture-of-Experts on GPU-based A100s", "Mixture-of-Experts on {GPU}-based {A100s}"},
        {"GPT4 and GPT-4 and gpt4", "{GPT4} and {GPT}-4 and gpt4"},
        {"iPhone, cuBLAS, mT5", "{iPhone}, {cuBLAS}, {mT5}"},
        {"A C compiler, Vitamin C", "A {C} compiler, Vitamin {C}"},
        {"AT&T's C++", "{AT}\\&{T}'s {C}++"},
        {"LLM.int8()", "{LLM}.int8()"},
        {"Élan ÉCOLE", "Élan {ÉCOLE}"},
        {"x_Y {Z}", "x\\_{Y} \\{{Z}\\}"},
        {"21 compilers", "21 compilers"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_latex(latex_title, rows[i].title, rows[i].latex);
}

static void ids_stand_as_they_are_or_not_at_all(void **state)
{
    static const struct {
        const char *id;
        const char *latex;
    } rows[] = {
        {"10.1145/3360307", "10.1145/3360307"},
        {"10.1000/a_b%c&d#e", "10.1000/a_b%c&d#e"},
        {"10.1000/{x}", "10.1000/{x}"},
        {"10.1000/}x{", ""},
        {"10.1000/\\x", ""},
        {"cs.LG", "cs.LG"},
        {"a b", ""},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_latex(latex_verbatim, rows[i].id, rows[i].latex);
}

/* BibTeX counts braces, escaped or not. */
static bool braces_match(const char *s)
{
    int depth = 0;
    for (; *s; s++) {
        depth += *s == '{';
        depth -= *s == '}';
        if (depth < 0)
            return false;
    }
    return depth == 0;
}

static void braces_match_whatever_comes(void **state)
{
    static const char *const pieces[] = {"{", "}", "\\", "A", "LLM", " ", "%", "and", ",", "é"};
    unsigned seed = 20240108;
    (void)state;
    for (int i = 0; i < 3000; i++) {
        struct arena *a = arena_new();
        struct buf text, out;
        buf_init(&text, 1024);
        buf_init(&out, LATEX_CAP);
        for (int k = 0; k < 12; k++) {
            seed = seed * 1103515245U + 12345U;
            (void)buf_adds(&text, pieces[seed / 65536 % 10]);
        }
        const struct meta_item author = {.text = text.data};
        struct person p = person_of(a, &author);
        latex_text(&out, text.data);
        latex_title(&out, text.data);
        latex_verbatim(&out, text.data);
        if (p.literal || p.family)
            latex_names(&out, &p, 1);
        if (!braces_match(out.data))
            fail_msg("\"%s\" became \"%s\"", text.data, out.data);
        buf_release(&text);
        buf_release(&out);
        arena_free(a);
    }
}

static void names_read_as_they_were_meant(void **state)
{
    static const struct {
        struct meta_item author;
        const char *latex;
    } rows[] = {
        {{"Albert Q. Jiang", NULL, NULL}, "Albert Q. Jiang"},
        {{"Diego de las Casas", NULL, NULL}, "Diego de las Casas"},
        {{"Teven Le Scao", NULL, NULL}, "Le Scao, Teven"},
        {{"Marie-Anne Lachaux", NULL, NULL}, "Marie-Anne Lachaux"},
        {{"Émile Zola", NULL, NULL}, "Zola, Émile"},
        {{"bell hooks", NULL, NULL}, "hooks, bell"},
        {{"x", "Martin Luther", "King Jr."}, "King, Jr., Martin Luther"},
        {{"x", "Charles", "de Gaulle"}, "Charles de Gaulle"},
        {{"x", "An", "Nguyen Van"}, "Nguyen Van, An"},
        {{"x", "Roberto", "Estevão Filho"}, "Estevão Filho, Roberto"},
        {{"x", "Jean", "d'Alembert"}, "d'Alembert, Jean"},
        {{"Google DeepMind", NULL, NULL}, "{Google DeepMind}"},
        {{"Devvrit", NULL, NULL}, "{Devvrit}"},
        {{"Aishwarya P S", NULL, NULL}, "{Aishwarya P S}"},
        {{"Barnes and Noble", NULL, NULL}, "{Barnes and Noble}"},
        {{"x", "Barnes", "And Noble"}, "{Barnes And Noble}"},
        {{"Sandy Andersen", NULL, NULL}, "Sandy Andersen"},
        {{"Acme, Inc.", NULL, NULL}, "{Acme, Inc.}"},
        {{"x", "A,B", "C"}, "{A,B C}"},
        {{"王伟", NULL, NULL}, "{王伟}"},
        {{"Only Family", NULL, "Family"}, "Only Family"},
        {{"x", "\xE2\x80\x8E", "Y"}, "{x}"},
        {{"x", "Y", ", Jr."}, "{x}"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct arena *a = arena_new();
        struct person p = person_of(a, &rows[i].author);
        struct buf b;
        buf_init(&b, LATEX_CAP);
        latex_names(&b, &p, 1);
        if (strcmp(b.data, rows[i].latex) != 0)
            fail_msg("row %zu: %s, not %s", i, b.data, rows[i].latex);
        buf_release(&b);
        arena_free(a);
    }
}

static void a_work_is_of_the_kind_that_its_metadata_tells(void **state)
{
    static const struct {
        const char *type, *venue, *arxiv, *doi, *kind;
    } rows[] = {
        {NULL, NULL, NULL, NULL, "webpage"},
        {"article", NULL, NULL, NULL, "webpage"},
        {"article", NULL, "2401.04088", NULL, "article"},
        {NULL, NULL, "2401.04088", NULL, "article"},
        {NULL, NULL, NULL, "10.1000/1", "article"},
        {"article", NULL, "2401.04088", "10.48550/arxiv.2401.04088", "article"},
        {"article-journal", "arXiv.org", "2401.04088", NULL, "article"},
        {"article", "CoRR", "2401.04088", NULL, "article"},
        {"article", "Nature 521, 436", "1503.00001", NULL, "article-journal"},
        {"article", "JMLR 23 (2022) 1-40", "1503.00001", NULL, "article-journal"},
        {"article", "Proceedings of the 39th ICML, 2022", "1503.00001", NULL, "paper-conference"},
        {"article", "NeurIPS 2021", "1503.00001", NULL, "paper-conference"},
        {"article", "In: 2018 IEEE/CVF Conf. on X", "1503.00001", NULL, "paper-conference"},
        {"article", "Proceedings of the VLDB Endowment", "1503.00001", NULL, "article-journal"},
        {"article", "Proc. IEEE 105", "1503.00001", NULL, "article-journal"},
        {"article", "Proc. Natl. Acad. Sci. USA", "1503.00001", NULL, "article-journal"},
        {"article", "Proceedings of the 2020 IEEE Conference on X", "1", NULL, "paper-conference"},
        {"article", "Machine Learning", NULL, "10.1000/1", "article-journal"},
        {"article-journal", NULL, NULL, "10.1000/1", "article-journal"},
        {"article-journal", NULL, NULL, NULL, "webpage"},
        {"paper-conference", "ICLR", NULL, NULL, "paper-conference"},
        {"book", NULL, NULL, NULL, "book"},
        {"software", "x", "2401.04088", NULL, "software"},
        {"broadcast", NULL, NULL, NULL, "webpage"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct meta *m = meta_new();
        (void)meta_propose(m, META_TYPE, rows[i].type, "test", 1);
        (void)meta_propose(m, META_VENUE, rows[i].venue, "test", 1);
        (void)meta_propose(m, META_ARXIV, rows[i].arxiv, "test", 1);
        (void)meta_propose(m, META_DOI, rows[i].doi, "test", 1);
        const char *kind = entry_kind_of(m)->csl;
        if (strcmp(kind, rows[i].kind) != 0)
            fail_msg("row %zu is of kind %s, not %s", i, kind, rows[i].kind);
        meta_free(m);
    }
}

static void addresses_need_no_escape(void **state)
{
    static const struct {
        const char *url;
        const char *want;
    } rows[] = {
        {"https://x.example/a_b%20c~d?e=%2F&f=#g", "https://x.example/a_b%20c~d?e=%2F&f=#g"},
        {"https://x.example/{a}\\ \"<>^`|", "https://x.example/%7Ba%7D%5C%20%22%3C%3E%5E%60%7C"},
        {"https://x.example/é\x1B\n", "https://x.example/%C3%A9%1B%0A"},
    };
    struct arena *a = arena_new();
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_string_equal(entry_url(a, rows[i].url), rows[i].want);
    assert_null(entry_url(a, NULL));
    assert_null(entry_url(a, ""));
    arena_free(a);
}

static void texts_are_on_one_line_and_harmless(void **state)
{
    struct arena *a = arena_new();
    (void)state;
    assert_string_equal(entry_text(a, "a\r\nER  - \n\tb"), "a ER - b");
    assert_string_equal(entry_text(a, "\x1B[31mred\xE2\x80\xAE \xE2\x80\x8Fx"), "[31mred x");
    assert_null(entry_text(a, "\xE2\x80\x8E \n"));
    assert_null(entry_text(a, NULL));
    arena_free(a);
}

/* One entry a work, whichever of its names a link leads to; the paper of a repository is not the
 * repository. */
static void links_to_one_work_are_one_entry(void **state)
{
    static const char *const want[] = {"https://arxiv.org/abs/2401.04088",
                                       "https://arxiv.org/abs/1503.02531"};
    struct fixture *x = fixture_new("works");
    struct entries e;
    (void)state;
    entries_collect(&e, &x->report);
    for (size_t i = 0; i < sizeof want / sizeof *want; i++)
        assert_string_equal(x->outcomes[e.items[i]].link->url, want[i]);
    for (size_t i = 0; i < e.count; i++) {
        const struct outcome *o = &x->outcomes[e.items[i]];
        assert_non_null(meta_get(o->meta, META_TITLE));
        assert_null(strstr(o->link->url, "untitled"));
        assert_null(strstr(o->link->url, "openreview"));
    }
    assert_int_equal(e.count, x->report.outcome_count - 5);
    entries_release(&e);
    fixture_free(x);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_is_escaped),
        cmocka_unit_test(titles_keep_their_capitals),
        cmocka_unit_test(ids_stand_as_they_are_or_not_at_all),
        cmocka_unit_test(braces_match_whatever_comes),
        cmocka_unit_test(names_read_as_they_were_meant),
        cmocka_unit_test(a_work_is_of_the_kind_that_its_metadata_tells),
        cmocka_unit_test(addresses_need_no_escape),
        cmocka_unit_test(texts_are_on_one_line_and_harmless),
        cmocka_unit_test(links_to_one_work_are_one_entry),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
