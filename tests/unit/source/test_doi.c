/* DOIs in addresses, and the table's order among them. */
#include "records.h"

#include "gloss/source/doi.h"

static void test_urls(void **state)
{
    static const struct {
        const char *url;
        const char *id; /* NULL: no DOI */
        bool derived;
    } rows[] = {
        {"https://doi.org/10.1145/3360307", "10.1145/3360307", false},
        {"http://dx.doi.org/10.1145/3360307", "10.1145/3360307", false},
        {"https://www.doi.org/10.1145/3360307?nosfx=y", "10.1145/3360307", false},
        {"https://doi.org/10.1109/ISCA52012.2021.00010", "10.1109/isca52012.2021.00010", false},
        {"https://doi.org/10.1145%2F3360307#part", "10.1145/3360307", false},
        {"https://doi.org/doi:10.1145/3360307", "10.1145/3360307", false},
        {"https://doi.org/10.1002/(SICI)1097-0258(19980815/30)17:15/16%3C1661::AID-SIM968%3E3.0.CO;"
         "2-2",
         "10.1002/(sici)1097-0258(19980815/30)17:15/16<1661::aid-sim968>3.0.co;2-2", false},
        /* A resolver's path is the DOI as it stands. */
        {"https://doi.org/10.1145/3360307.pdf", "10.1145/3360307.pdf", false},
        {"https://doi.org/10.5555/a,b", "10.5555/a,b", false},
        {"https://dl.acm.org/doi/10.1145/3360307", "10.1145/3360307", false},
        {"https://dl.acm.org/doi/pdf/10.1145/3360307", "10.1145/3360307", false},
        {"https://dl.acm.org/doi/pdf/10.1145/3360307?download=true", "10.1145/3360307", false},
        {"https://dl.acm.org/doi/abs/10.1145/3582016.3582018", "10.1145/3582016.3582018", false},
        {"https://dl.acm.org/doi/full/10.1145/3360307/", "10.1145/3360307", false},
        {"https://dl.acm.org/doi/epdf/10.1145/3360307", "10.1145/3360307", false},
        {"https://dl.acm.org/doi/book/10.1145/3360307", "10.1145/3360307", false},
        {"https://dl.acm.org/doi/pdfplus/10.1145/3360307", "10.1145/3360307", false},
        {"https://DL.ACM.ORG/doi/abs/10.1145/3360307", "10.1145/3360307", false},
        {"https://link.springer.com/article/10.1007/s11263-015-0816-y", "10.1007/s11263-015-0816-y",
         false},
        {"https://link.springer.com/chapter/10.1007/978-3-319-24574-4_28",
         "10.1007/978-3-319-24574-4_28", false},
        {"https://link.springer.com/content/pdf/10.1007/s11263-015-0816-y.pdf",
         "10.1007/s11263-015-0816-y", false},
        {"https://onlinelibrary.wiley.com/doi/10.1111/cgf.13382/full", "10.1111/cgf.13382", false},
        {"https://onlinelibrary.wiley.com/doi/abs/10.1002/abc;jsessionid=12AB.f01t01",
         "10.1002/abc", false},
        {"https://www.tandfonline.com/doi/full/10.1080/01621459.2017.1285773",
         "10.1080/01621459.2017.1285773", false},
        {"https://www.science.org/doi/10.1126/science.1127647", "10.1126/science.1127647", false},
        {"https://www.frontiersin.org/articles/10.3389/fnins.2018.00774/full",
         "10.3389/fnins.2018.00774", false},
        {"https://www.biorxiv.org/content/10.1101/2020.01.02.123456v2.full.pdf",
         "10.1101/2020.01.02.123456", false},
        {"https://zenodo.org/doi/10.5281/zenodo.1234567", "10.5281/zenodo.1234567", false},
        {"https://journals.plos.org/plosone/article?id=10.1371/journal.pone.0185809",
         "10.1371/journal.pone.0185809", false},
        {"doi:10.1145/3360307", "10.1145/3360307", false},
        {"DOI:10.1145/ABC", "10.1145/abc", false},
        /* Pages that need not exist although the work does. */
        {"https://dl.acm.org/doi/suppl/10.1145/3360307", "10.1145/3360307", true},
        {"https://dl.acm.org/doi/10.1145/3360307.", "10.1145/3360307", true},
        {"https://dl.acm.org/doi/10.1145/3360307),", "10.1145/3360307", true},
        {"https://dl.acm.org/doi/10.1145/3360307/suppl_file/x.zip",
         "10.1145/3360307/suppl_file/x.zip", true},
        {"https://iopscience.iop.org/article/10.1088/1742-6596/1/1/012/meta",
         "10.1088/1742-6596/1/1/012", true},
        {"https://mirror.example/10.1145/3360307", "10.1145/3360307", true},
        {"https://doi-org.proxy.example/10.1145/3360307", "10.1145/3360307", true},
        {"https://web.archive.org/web/2024/https://dl.acm.org/doi/10.1145/3360307",
         "10.1145/3360307", true},
        {"https://x.example/a/doi:10.1145/3360307", "10.1145/3360307", true},
        {"https://x.example/show?a=b&doi=10.1145%2F3360307&c", "10.1145/3360307", true},
        {"https://notacm.org/doi/10.1145/3360307", "10.1145/3360307", true},
        {"https://sub.example/10.1000.10/123", "10.1000.10/123", true},
        /* None. */
        {"https://doi.org/", NULL, false},
        {"https://doi.org/10.1145", NULL, false},
        {"https://doi.org/10.1145/", NULL, false},
        {"https://doi.org/10.145/3360307", NULL, false},
        {"https://doi.org/10.1234567890/x", NULL, false},
        {"https://doi.org/api/handles/10.1145/3360307", NULL, false},
        {"https://doi.org/10.1145/a%20b", NULL, false},
        {"https://doi.org/10.1145/a%00b", NULL, false},
        {"https://doi.org/10.1145/%FF", NULL, false},
        {"https://doi.org/10.1145/a%0D%0Ab", NULL, false},
        {"https://x.example/?ref=10.1145/3360307", NULL, false},
        {"https://x.example/#10.1145/3360307", NULL, false},
        {"https://x.example/v110.1145/3360307", NULL, false},
        {"https://x.example/report-10.1145/3360307", NULL, false},
        {"https://x.example/show?id=10.1145/3360307", NULL, false},
        {"https://x.example/show?mydoi=10.1145/3360307", NULL, false},
        {"https://www.nature.com/articles/s41586-023-06221-2", NULL, false},
        {"mailto:10.1145/3360307@x.example", NULL, false},
        {"doi:", NULL, false},
        {"", NULL, false},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct work_ref ref = {.id = "left over", .derived = true};
        bool found = doi_match(rows[i].url, &ref);

        if (found != (rows[i].id != NULL) || strcmp(ref.id, rows[i].id ? rows[i].id : "") != 0 ||
            ref.derived != rows[i].derived)
            fail_msg("'%s' is read as '%s'%s", rows[i].url, ref.id, ref.derived ? ", derived" : "");
    }
}

static void test_too_long(void **state)
{
    char url[700] = "https://doi.org/10.1145/";
    struct work_ref ref;

    (void)state;
    memset(url + strlen(url), 'x', 400);
    assert_false(doi_match(url, &ref));
    assert_string_equal(ref.id, "");
}

static void test_valid(void **state)
{
    static const struct {
        const char *id;
        bool valid;
    } rows[] = {
        {"10.1145/3360307", true}, {"10.1145/a/b\"c", true}, {"10.1145/\xC3\xA9", true},
        {"10.1145/A", false},      {"10.1145/", false},      {"10.1145", false},
        {"11.1145/x", false},      {"10.1145/a b", false},   {"10.1145/a\x7F", false},
        {"10.1145/\xC3", false},   {"doi:10.1145/x", false}, {"", false},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++)
        if (doi_is_valid(rows[i].id) != rows[i].valid)
            fail_msg("'%s'", rows[i].id);
}

/* Who is asked first, and whether every chain of next resorts names sources that exist and ends. */
static void test_table(void **state)
{
    static const struct {
        const char *url;
        const char *source;
    } rows[] = {
        {"https://doi.org/10.1145/3360307", "crossref"},
        {"https://doi.org/10.5555/a,b", "crossref-work"},
        {"https://doi.org/10.48550/arXiv.2401.04088", "arxiv-api"},
        {"https://openreview.net/forum?id=8j9hz8DVi8", "openreview"},
    };
    struct work_ref ref;

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_string_equal(source_for_url(rows[i].url, &ref)->name, rows[i].source);
    for (size_t i = 0; sources[i]; i++) {
        const struct source *s = sources[i];
        size_t steps = 0;

        while (s && s->next && steps++ < 20) {
            const struct source *next = source_by_name(s->next);

            assert_string_equal(next ? next->scheme : "no source", s->scheme);
            s = next;
        }
        assert_true(steps < 20);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_urls),
        cmocka_unit_test(test_too_long),
        cmocka_unit_test(test_valid),
        cmocka_unit_test(test_table),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
