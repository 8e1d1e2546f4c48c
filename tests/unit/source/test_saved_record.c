/* Saved answers of APIs: CSL-JSON in its dialects, works of OpenAlex, and what is neither. */
#include "gloss/source/saved_record.h"
#include "source/records.h"

static struct meta *read_saved(const char *url, const char *text)
{
    return saved_record_read(url, text, strlen(text));
}

static void expect_saved(const char *text, const struct wanted_field *rows, size_t n,
                         const char *authors)
{
    struct record r = {.state = RECORD_FOUND, .meta = read_saved(NULL, text)};
    if (!r.meta)
        fail_msg("%s is no record", text);
    expect_fields(&r, rows, n);
    expect_list(&r, META_AUTHORS, authors);
    record_release(&r);
}

/* What Crossref gives for CSL-JSON: its own work, lists turned into strings. */
static void test_crossref_dialect(void **state)
{
    static const struct wanted_field rows[] = {
        {META_TITLE, "Data on Shelves: A Study"},
        {META_PUBLISHED, "2013-12-17"},
        {META_VENUE, "Shelves & Boards"},
        {META_TYPE, "chapter"},
        {META_DOI, "10.5555/shelf.4"},
        {META_CANONICAL, "https://doi.org/10.5555/shelf.4"},
        {META_ISBN, "9783319000251"},
        {META_ABSTRACT, "They bend."},
        {META_SITE, "Society of Shelves"},
    };
    struct meta *m;
    static const char text[] =
        "{\"source\":\"Crossref\",\"publisher\":\"Society of Shelves\",\"DOI\":\"10.5555/SHELF.4\","
        "\"type\":\"book-chapter\",\"title\":\"Data on Shelves\",\"subtitle\":[\"A Study\"],"
        "\"container-title\":\"Shelves &amp; "
        "Boards\",\"published-print\":{\"date-parts\":[[2014]]},"
        "\"published-online\":{\"date-parts\":[[2013,12,17]]},\"issued\":{\"date-parts\":"
        "[[2013,12,17]]},\"ISBN\":[\"9783319000251\"],\"abstract\":\"<jats:title>Abstract"
        "</jats:title><jats:p>They bend.</jats:p>\",\"author\":[{\"given\":\"A\",\"family\":"
        "\"PARR\"},{\"literal\":\"The Shelf Consortium\"}]}";
    (void)state;
    expect_saved(text, rows, COUNT(rows), "A Parr; The Shelf Consortium");
    m = read_saved("https://api.crossref.org/v1/works/10.5555%2Fshelf.4/transform", text);
    assert_string_equal(meta_get(m, META_TITLE), "Data on Shelves: A Study");
    assert_string_equal(meta_source(m, META_TITLE), "crossref");
    meta_free(m);
}

/* DataCite's, and reference managers': strings where numbers may stand, particles apart. */
static void test_other_dialects(void **state)
{
    static const struct wanted_field datacite[] = {
        {META_TITLE, "Data from: Shelves"},
        {META_PUBLISHED, "2011-02-01"},
        {META_TYPE, "dataset"},
        {META_DOI, "10.5061/dryad.8515"},
        {META_LICENSE, "Creative Commons Zero"},
    };
    static const struct wanted_field export[] = {
        {META_TITLE, "Shelves"},    {META_PUBLISHED, "2019-05"},
        {META_TYPE, "post-weblog"}, {META_VENUE, "Board Blog"},
        {META_DOI, NULL},           {META_CANONICAL, "https://a.example/shelves"},
    };
    static const struct wanted_field raw[] = {
        {META_TITLE, "Shelves"},
        {META_PUBLISHED, "2019-05-03"},
        {META_TYPE, "document"},
        {META_ISBN, "9783319000251"},
    };
    (void)state;
    expect_saved("{\"type\":\"dataset\",\"id\":\"https://doi.org/10.5061/dryad.8515\",\"author\":"
                 "[{\"family\":\"Miller\",\"given\":\"Ada\"}],\"issued\":{\"date-parts\":"
                 "[[2011,2,1]]},\"DOI\":\"10.5061/DRYAD.8515\",\"publisher\":\"Dryad\","
                 "\"copyright\":\"Creative Commons Zero\",\"title\":\"Data from: Shelves\"}",
                 datacite, COUNT(datacite), "Ada Miller");
    expect_saved(
        " [{\"id\":\"x\",\"type\":\"post-weblog\",\"title\":\"Shelves\",\"issued\":"
        "{\"date-parts\":[[\"2019\",\"5\"]]},\"container-title\":\"Board Blog\",\"author\":"
        "[{\"given\":\"Ana\",\"family\":\"Berg\",\"non-dropping-particle\":\"van der\"}],"
        "\"URL\":\"https://a.example/shelves\"}]\n",
        export, COUNT(export), "Ana van der Berg");
    expect_saved("\xEF\xBB\xBF{\"type\":\"scroll\",\"title\":\"Shelves\",\"issued\":{\"raw\":"
                 "\"3 May 2019\"},\"ISBN\":\"9783319000251\"}",
                 raw, COUNT(raw), "");
}

/* A registrant's number is no subtitle. */
static void test_number_for_subtitle(void **state)
{
    static const struct wanted_field rows[] = {{META_TITLE, "The Structure of Shelves"}};
    (void)state;
    expect_saved("{\"type\":\"dataset\",\"title\":[\"The Structure of Shelves\"],\"subtitle\":"
                 "[\"4hhb\"],\"DOI\":\"10.5555/pdb4hhb/pdb\",\"issued\":{\"date-parts\":[[1984]]}}",
                 rows, COUNT(rows), "");
}

static void test_openalex(void **state)
{
    static const struct wanted_field rows[] = {
        {META_TITLE, "On Shelves"},
        {META_PUBLISHED, "2018-04-09"},
        {META_VENUE, "Boards"},
        {META_TYPE, "article-journal"},
        {META_DOI, "10.5555/shelf.4"},
        {META_CANONICAL, "https://doi.org/10.5555/Shelf.4"},
        {META_LANGUAGE, "en"},
        {META_LICENSE, "cc-by"},
        {META_PDF, "https://a.example/4.pdf"},
        {META_ABSTRACT, "Shelves bend, and shelves break."},
        {META_NOTE, "Retracted"},
    };
    static const struct wanted_field preprint[] = {
        {META_TITLE, "On Shelves"}, {META_PUBLISHED, "2018"}, {META_TYPE, "article"},
        {META_ARXIV, "2401.04088"}, {META_DOI, NULL},         {META_ABSTRACT, NULL},
    };
    (void)state;
    expect_saved("{\"id\":\"https://openalex.org/W1\",\"doi\":\"https://doi.org/10.5555/Shelf.4\","
                 "\"title\":\"On <i>Shelves</i>\",\"publication_date\":\"2018-04-09\",\"type\":"
                 "\"article\",\"language\":\"en\",\"is_retracted\":true,\"primary_location\":"
                 "{\"license\":\"cc-by\",\"source\":{\"display_name\":\"Boards\",\"type\":"
                 "\"journal\"}},\"best_oa_location\":{\"pdf_url\":\"https://a.example/4.pdf\"},"
                 "\"authorships\":[{\"author\":{\"display_name\":\"Ada Miller\"}},"
                 "{\"author\":{},\"raw_author_name\":\"B. Baker\"},7],\"abstract_inverted_index\":"
                 "{\"Abstract\":[0],\"Shelves\":[1],\"shelves\":[4],\"bend,\":[2],\"and\":[3],"
                 "\"break.\":[5]}}",
                 rows, COUNT(rows), "Ada Miller; B. Baker");
    /* 1 January is said of works of which the year alone is known. */
    expect_saved("{\"id\":\"https://openalex.org/W1\",\"doi\":"
                 "\"https://doi.org/10.48550/arXiv.2401.04088\",\"display_name\":\"On Shelves\","
                 "\"publication_date\":\"2018-01-01\",\"type\":\"article\",\"authorships\":[],"
                 "\"abstract_inverted_index\":{\"a\":[-1,99999999,\"x\",2.5],\"b\":7}}",
                 preprint, COUNT(preprint), "");
}

static void test_registry(void **state)
{
    static const char text[] = "{\"message\":{\"DOI\":\"10.5555/x\",\"title\":[\"A Title\"]}}";
    struct meta *m = read_saved("https://api.crossref.org/works/10.5555/x", text);
    (void)state;
    assert_string_equal(meta_get(m, META_TITLE), "A Title");
    meta_free(m);
    assert_null(read_saved("https://a.example/works/10.5555/x", text));
    assert_null(read_saved("https://api.crossref.org/works/10.5555/y", text));
}

static void test_no_record(void **state)
{
    static const char *const rows[] = {
        "",
        "{",
        "{}",
        "[]",
        "7",
        "null",
        "{\"title\":\"A page\",\"type\":\"page\"}",
        "{\"title\":\"A page\",\"type\":\"page\",\"issued\":\"2020\"}",
        "{\"title\":7,\"type\":\"book\",\"issued\":{\"date-parts\":[[2020]]}}",
        "{\"title\":\"\",\"type\":\"book\",\"issued\":{\"date-parts\":[[2020]]}}",
        "{\"title\":\"A\",\"issued\":{\"date-parts\":[[2020]]}}",
        /* Two items are about neither. */
        "[{\"title\":\"A\",\"type\":\"book\",\"issued\":{\"date-parts\":[[2020]]}},"
        "{\"title\":\"B\",\"type\":\"book\",\"issued\":{\"date-parts\":[[2020]]}}]",
        "{\"id\":\"https://openalex.org/A1\",\"display_name\":\"A person\"}",
        "{\"id\":\"https://openalex.org/W1\",\"authorships\":[]}",
        "<html><title>A page</title>",
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct meta *m = read_saved("https://doi.org/10.5555/x", rows[i]);
        if (m)
            fail_msg("%s is read as '%s'", rows[i], meta_get(m, META_TITLE));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_crossref_dialect),
        cmocka_unit_test(test_other_dialects),
        cmocka_unit_test(test_number_for_subtitle),
        cmocka_unit_test(test_openalex),
        cmocka_unit_test(test_registry),
        cmocka_unit_test(test_no_record),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
