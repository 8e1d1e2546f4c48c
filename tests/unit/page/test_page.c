/* page: kinds of bodies, the signs a check wants, and pages made to hurt. */
#include "expect.h"

#include <time.h>

static void test_kinds_of_bodies(void **state)
{
    (void)state;
    static const struct {
        const char *type;
        const char *bytes;
        const char *title;
        const char *csl;
    } rows[] = {
        {"text/html", "<title>Page</title>", "Page", NULL},
        {"application/xhtml+xml", "<?xml version='1.0'?><html><title>Page</title></html>", "Page",
         NULL},
        {NULL, "<title>Page</title>", "Page", NULL},
        {"", "<title>Page</title>", "Page", NULL},
        {NULL, "no markup at all", NULL, NULL},
        {"text/plain", "<title>Page</title>", NULL, NULL},
        {"application/json", "{\"title\": \"<title>x</title>\"}", NULL, NULL},
        {"application/pdf", "%PDF-1.7 rest", NULL, "document"},
        {"text/html", "%PDF-1.7 <title>x</title>", NULL, "document"},
        {"application/atom+xml",
         "<feed xmlns='http://www.w3.org/2005/Atom'><title>Query</title><entry><title>How\n Tea "
         "Cools</title></entry></feed>",
         "How Tea Cools", NULL},
        {"application/atom+xml",
         "<feed><entry><title>One</title></entry><entry><title>Two</title></entry></feed>", NULL,
         NULL},
        {"application/xml",
         "<!DOCTYPE a [<!ENTITY x 'y'>]><feed><entry><title>&x;</title></entry></feed>", NULL,
         NULL},
        {"text/xml", "<rss><channel><title>x</title></channel></rss>", NULL, NULL},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct meta *m =
            extract("http://x.example/", rows[i].type, rows[i].bytes, strlen(rows[i].bytes));
        const char *title = meta_get(m, META_TITLE);
        const char *csl = meta_get(m, META_TYPE);
        if ((title == NULL) != (rows[i].title == NULL) || (csl == NULL) != (rows[i].csl == NULL))
            fail_msg("row %zu: title %s, type %s", i, title == NULL ? "-" : title,
                     csl == NULL ? "-" : csl);
        if (title != NULL)
            assert_string_equal(title, rows[i].title);
        if (csl != NULL)
            assert_string_equal(csl, rows[i].csl);
        meta_free(m);
    }
}

static void test_an_atom_entry(void **state)
{
    (void)state;
    static const char xml[] =
        "<feed xmlns='http://www.w3.org/2005/Atom' xmlns:arxiv='http://arxiv.org/schemas/atom'>"
        "<entry><id>http://arxiv.org/abs/1901.00001v2</id><title>How Tea Cools</title>"
        "<published>2018-12-31T18:00:00Z</published><updated>2019-05-02T00:00:00Z</updated>"
        "<summary>Slowly.</summary><author><name>Anna Brook</name></author><author><name>Luca "
        "Ferro</name></author><arxiv:doi>10.1/TEA</arxiv:doi><link title='pdf' "
        "href='http://arxiv.org/pdf/1901.00001v2'/><arxiv:primary_category "
        "term='physics.flu-dyn'/></entry></feed>";
    struct meta *m = extract(NULL, "application/atom+xml; charset=utf-8", xml, strlen(xml));
    char *names = joined(m, META_AUTHORS);
    assert_string_equal(names, "Anna Brook; Luca Ferro");
    free(names);
    assert_string_equal(meta_get(m, META_PUBLISHED), "2018-12-31");
    assert_string_equal(meta_get(m, META_MODIFIED), "2019-05-02");
    assert_string_equal(meta_get(m, META_ABSTRACT), "Slowly.");
    assert_string_equal(meta_get(m, META_ARXIV), "1901.00001");
    assert_string_equal(meta_get(m, META_DOI), "10.1/tea");
    assert_string_equal(meta_get(m, META_CATEGORY), "physics.flu-dyn");
    assert_string_equal(meta_get(m, META_PDF), "http://arxiv.org/pdf/1901.00001v2");
    meta_free(m);
}

static void test_signs(void **state)
{
    (void)state;
    static const char html[] = "<title> Not  Found </title><meta name=robots content='NOINDEX, "
                               "follow'><link rel=canonical "
                               "href='../b'><style>p {}</style><script>var x = "
                               "'unseen';</script><h1>404</h1><p>Gr\xc3\xbc\xc3\x9f"
                               "e</p>";
    struct page_input in = {.url = "https://x.example/a/c",
                            .content_type = "text/html",
                            .bytes = html,
                            .len = strlen(html),
                            .now_year = EXPECT_YEAR};
    struct signs signs;
    meta_free(page_extract(&in, &signs));
    assert_true(signs.html);
    assert_true(signs.noindex);
    assert_string_equal(signs.title, "Not Found");
    assert_string_equal(signs.h1, "404");
    assert_string_equal(signs.canonical, "https://x.example/b");
    assert_in_range(signs.text_chars, 8, 12);
    in.content_type = "text/plain";
    meta_free(page_extract(&in, &signs));
    assert_false(signs.html);
    assert_string_equal(signs.title, "");
}

static void test_long_signs_are_cut_between_characters(void **state)
{
    (void)state;
    struct buf b;
    buf_init(&b, 1 << 16);
    buf_adds(&b, "<title>x");
    for (int i = 0; i < 500; i++)
        buf_adds(&b, "\xc3\xa9");
    struct page_input in = {.bytes = b.data, .len = b.len};
    struct signs signs;
    meta_free(page_extract(&in, &signs));
    assert_int_equal(strlen(signs.title), 255);
    buf_release(&b);
}

static void test_nothing_gives_nothing(void **state)
{
    (void)state;
    struct page_input in = {.url = NULL};
    struct meta *m = page_extract(&in, NULL);
    assert_non_null(m);
    for (int f = 0; f < META_FIELD_COUNT; f++)
        assert_int_equal(meta_count(m, (enum meta_field)f), 0);
    meta_free(m);
}

/* Each is about a megabyte of one thing; none may cost more than a few seconds, even under
 * sanitizers, and what stands before it is still read. */
static void test_hostile_pages(void **state)
{
    (void)state;
    static const struct {
        const char *before, *part, *after;
    } rows[] = {
        {"<p ", "a1=b ", ">"},
        {"<p x=\"", "aaaaaaaaaaaaaaaa", ""},
        {"<", "aaaaaaaaaaaaaaaa", ""},
        {"", "<div>", ""},
        {"", "<p", ""},
        {"", "</b>", ""},
        {"", "<!--", ""},
        {"", "&amp;", ""},
        {"", "&#x1F600;", ""},
        {"", "<h1>How Tea Cools</h1>", ""},
        {"", "<h1><a href='/'>x", ""},
        {"", "<time>2021-03-04</time>", ""},
        {"", "<time>2021-", ""},
        {"", "<span class=author>A B</span>", ""},
        {"", "<a rel=author href=x>Anna Brook</a>, ", ""},
        {"", "<meta name='author x y z' content='Anna Brook'>", ""},
        {"", "<meta property=og:title content='x | '>", ""},
        {"<meta property=og:title content='", "x | ", "'>"},
        {"<meta name=author content='", "A and ", "'>"},
        {"<meta name=description content='", "&lt;b ", "'>"},
        {"", "<div itemscope itemprop=author>", ""},
        {"", "<b itemprop='author name headline datePublished'>x</b>", ""},
        {"", "<link rel=canonical href='a/../'>", ""},
        {"<link rel=canonical href='", "../", "'>"},
        {"<base href='http://x.example/", "a/", "'>"},
        {"", "<script type='application/ld+json'>{}</script>", ""},
        {"<script type='application/ld+json'>", "[{\"@type\":\"Article\",\"author\":", ""},
        {"<script type='application/ld+json'>[", "{\"@type\":\"Article\",\"@id\":\"x\"},",
         "0]</script>"},
        {"<script type='application/ld+json'>{\"@type\":\"Article\",\"author\":[",
         "{\"@id\":\"x\"},", "0]}</script>"},
        {"", "published ", ""},
        {"", "Published on 4 March 2021 ", ""},
        {"<h1>", "By Anna Brook | ", "</h1>"},
        {"<body class='", "author-", "'>"},
        {"<p class='", "author date comment ", "'>x"},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct buf b;
        buf_init(&b, (size_t)2 << 20);
        buf_adds(&b, "<title>Still Here</title>");
        buf_adds(&b, rows[i].before);
        while (b.len < 1000000)
            buf_adds(&b, rows[i].part);
        buf_adds(&b, rows[i].after);
        clock_t start = clock();
        struct meta *m = extract("https://x.example/", "text/html; charset=utf-8", b.data, b.len);
        double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
        if (getenv("GLOSS_TEST_TIMES") != NULL)
            print_message("%.3f s: %s%s...\n", seconds, rows[i].before, rows[i].part);
        if (seconds > 5)
            fail_msg("row %zu (%s%s...) took %.1f s", i, rows[i].before, rows[i].part, seconds);
        assert_non_null(meta_get(m, META_TITLE));
        meta_free(m);
        buf_release(&b);
    }
}

static void test_deep_nesting_keeps_what_came_before(void **state)
{
    (void)state;
    struct buf b;
    buf_init(&b, 1 << 20);
    buf_adds(&b, "<title>Deep</title><h1>Deep</h1>");
    for (int i = 0; i < 10000; i++)
        buf_adds(&b, "<div><span>");
    struct meta *m = extract(NULL, "text/html", b.data, b.len);
    assert_string_equal(meta_get(m, META_TITLE), "Deep");
    meta_free(m);
    buf_release(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_kinds_of_bodies),
        cmocka_unit_test(test_an_atom_entry),
        cmocka_unit_test(test_signs),
        cmocka_unit_test(test_long_signs_are_cut_between_characters),
        cmocka_unit_test(test_nothing_gives_nothing),
        cmocka_unit_test(test_hostile_pages),
        cmocka_unit_test(test_deep_nesting_keeps_what_came_before),
    };
    return cmocka_run_group_tests(tests, page_set_up, page_tear_down);
}
