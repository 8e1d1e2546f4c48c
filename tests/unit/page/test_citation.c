/* citation and Dublin Core: what publishers write for machines. */
#include "expect.h"

static const struct expectation rows[] = {
    {"<meta name=citation_title content='On the Shape of Water'>", META_TITLE,
     "On the Shape of Water", "citation-meta"},
    {"<meta property='Citation_Title' value='Case and Property'>", META_TITLE, "Case and Property",
     "citation-meta"},
    {"<title>Journal of Things | A Study</title><meta name=citation_title content='A Study'>"
     "<h1>Journal of Things</h1>",
     META_TITLE, "A Study", "citation-meta"},
    {"<meta name=citation_author content='Brook, Anna M.'><meta name=citation_author "
     "content='Ferro, Luca'><meta name=citation_author content='Wei Zhang'>",
     META_AUTHORS, "Anna M. Brook; Luca Ferro; Wei Zhang", "citation-meta"},
    {"<meta name=citation_authors content='Anna Brook; Luca Ferro'>", META_AUTHORS,
     "Anna Brook; Luca Ferro", "citation-meta"},
    {"<meta name=citation_date content='2019/02/07'><meta name=citation_online_date "
     "content='2020/11/30'>",
     META_PUBLISHED, "2019-02-07", "citation-meta"},
    {"<meta name=citation_date content='2019/02/07'><meta name=citation_online_date "
     "content='2020/11/30'>",
     META_MODIFIED, "2020-11-30", "citation-meta"},
    {"<meta name=citation_publication_date content='2015/10'>", META_PUBLISHED, "2015-10", NULL},
    /* The month is the issue's; online it was before, or on some day of it. */
    {"<meta name=citation_publication_date content='2010/09'><meta name=citation_online_date "
     "content='2010/05/05'>",
     META_PUBLISHED, "2010-05-05", "citation-meta"},
    {"<meta name=citation_publication_date content='2010/09'><meta name=citation_online_date "
     "content='2010/09/17'>",
     META_PUBLISHED, "2010-09-17", "citation-meta"},
    {"<meta name=citation_publication_date content='2010/09'><meta name=citation_online_date "
     "content='2014/01/02'>",
     META_PUBLISHED, "2010-09", "citation-meta"},
    {"<meta name=citation_publication_date content='2022/09/01'><meta "
     "name=citation_online_date content='2022/07/08'>",
     META_PUBLISHED, "2022-09-01", "citation-meta"},
    {"<meta name=citation_year content=2011>", META_PUBLISHED, "2011", NULL},
    {"<meta name=citation_year content=2011><meta name=citation_online_date content='2011-03-04'>",
     META_PUBLISHED, "2011-03-04", NULL},
    {"<meta name=citation_publication_date content='not a date'>", META_PUBLISHED, NULL, NULL},
    {"<meta name=citation_doi content='https://doi.org/10.1234/ABC.5'>", META_DOI, "10.1234/abc.5",
     "citation-meta"},
    {"<meta name=citation_doi content='10.1234'>", META_DOI, NULL, NULL},
    {"<meta name=citation_arxiv_id content='2401.00001v3'>", META_ARXIV, "2401.00001", NULL},
    {"<meta name=citation_arxiv_id content='hep-th/9901001'>", META_ARXIV, "hep-th/9901001", NULL},
    {"<meta name=citation_pdf_url content='/pdf/1.pdf'>", META_PDF,
     "https://www.example.org/pdf/1.pdf", "citation-meta"},
    {"<meta name=citation_pdf_url content='javascript:alert(1)'>", META_PDF, NULL, NULL},
    {"<meta name=citation_journal_title content='Annals &amp;amp; Letters'>", META_VENUE,
     "Annals & Letters", NULL},
    {"<meta name=citation_conference_title content='Workshop on Tea'>", META_VENUE,
     "Workshop on Tea", NULL},
    {"<meta name=citation_abstract content='&lt;p&gt;We &lt;i&gt;show&lt;/i&gt; it.&lt;/p&gt;'>",
     META_ABSTRACT, "We show it.", "citation-meta"},
    {"<meta name=citation_keywords content='tea; water ,leaves'>", META_TAGS, "tea; water; leaves",
     NULL},
    {"<meta name=bepress_citation_title content='Repository Work'>", META_TITLE, "Repository Work",
     NULL},
    {"<meta name=DC.Title content='A Library Title'><meta name=DC.Creator content='Brook, Anna'>",
     META_TITLE, "A Library Title", "dublin-core"},
    {"<meta name=DC.Title content='T'><meta name=DC.Creator content='Brook, Anna'><meta "
     "name=dc.creator content='Ferro, Luca'>",
     META_AUTHORS, "Anna Brook; Luca Ferro", "dublin-core"},
    {"<meta name=dcterms.issued content='2012-05'><meta name=dc.date content='2013-01-01'>",
     META_PUBLISHED, "2012-05", "dublin-core"},
    {"<meta name=dc.identifier content='doi:10.5555/x-1'>", META_DOI, "10.5555/x-1", "dublin-core"},
    {"<meta name=dc.identifier content='oai:repo:42'>", META_DOI, NULL, NULL},
    {"<meta name=prism.publicationName content='Tea Letters'>", META_VENUE, "Tea Letters", NULL},
    {"<meta name=DCTERMS.abstract content='In short.'>", META_ABSTRACT, "In short.", NULL},
};

static void test_tags(void **state)
{
    (void)state;
    expect_all(rows);
}

/* Structure of an arXiv abstract page: versions, dashes and all. */
static void test_abstract_page(void **state)
{
    (void)state;
    static const char html[] =
        "<html lang=en><head><title>[1901.00001] Steeping Times</title>"
        "<link rel=canonical href='https://arxiv.org/abs/1901.00001'>"
        "<meta property='og:title' content='Steeping Times'>"
        "<meta name='citation_title' content='Steeping Times'>"
        "<meta name='citation_author' content='Brook, Anna'>"
        "<meta name='citation_author' content='de Vries, Jan'>"
        "<meta name='citation_date' content='2018/12/31'>"
        "<meta name='citation_online_date' content='2019/05/02'>"
        "<meta name='citation_pdf_url' content='https://arxiv.org/pdf/1901.00001'>"
        "<meta name='citation_arxiv_id' content='1901.00001'>"
        "<meta name='citation_abstract' content='How long is long enough?'>"
        "<body><h1>Computer Science</h1><h1 class=title><span>Title:</span>Steeping Times</h1>";
    struct meta *m = extract("https://arxiv.org/abs/1901.00001v2", "text/html; charset=utf-8", html,
                             strlen(html));
    assert_string_equal(meta_get(m, META_TITLE), "Steeping Times");
    assert_int_equal(meta_count(m, META_AUTHORS), 2);
    const struct meta_item *second = meta_item(m, META_AUTHORS, 1);
    assert_string_equal(second->text, "Jan de Vries");
    assert_string_equal(second->family, "de Vries");
    assert_string_equal(second->given, "Jan");
    assert_string_equal(meta_get(m, META_PUBLISHED), "2018-12-31");
    assert_string_equal(meta_get(m, META_MODIFIED), "2019-05-02");
    assert_string_equal(meta_get(m, META_ABSTRACT), "How long is long enough?");
    assert_string_equal(meta_get(m, META_ARXIV), "1901.00001");
    assert_string_equal(meta_get(m, META_PDF), "https://arxiv.org/pdf/1901.00001");
    assert_string_equal(meta_get(m, META_CANONICAL), "https://arxiv.org/abs/1901.00001");
    meta_free(m);
}

static void test_all_of_many_authors_in_order(void **state)
{
    (void)state;
    struct buf b;
    buf_init(&b, 1 << 20);
    for (int i = 0; i < 75; i++)
        buf_addf(&b, "<meta name=citation_author content='Number%c%c, Given'>", 'a' + i / 26,
                 'a' + i % 26);
    struct meta *m = extract("http://x.example/", "text/html", b.data, b.len);
    assert_int_equal(meta_count(m, META_AUTHORS), 75);
    assert_string_equal(meta_item(m, META_AUTHORS, 0)->text, "Given Numberaa");
    assert_string_equal(meta_item(m, META_AUTHORS, 74)->text, "Given Numbercw");
    meta_free(m);
    buf_release(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tags),
        cmocka_unit_test(test_abstract_page),
        cmocka_unit_test(test_all_of_many_authors_in_order),
    };
    return cmocka_run_group_tests(tests, page_set_up, page_tear_down);
}
