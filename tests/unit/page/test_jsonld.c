/* jsonld: the shapes in which schema.org comes, broken ones too. */
#include "expect.h"

#define LD(json) "<script type='application/ld+json'>" json "</script>"

static const struct expectation rows[] = {
    {LD("{\"@type\":\"Article\",\"headline\":\"Boiling Points\"}"), META_TITLE, "Boiling Points",
     "json-ld"},
    {LD("{\"@type\":\"Article\",\"headline\":\"A\",\"author\":{\"@type\":\"Person\",\"name\":"
        "\"Anna "
        "Brook\"}}"),
     META_AUTHORS, "Anna Brook", "json-ld"},
    {LD("{\"@type\":[\"Article\",\"BlogPosting\"],\"author\":[{\"name\":\"Anna Brook\"},\"Luca "
        "Ferro\"]}"),
     META_AUTHORS, "Anna Brook; Luca Ferro", "json-ld"},
    {LD("{\"@type\":\"http://schema.org/NewsArticle\",\"author\":\"Anna Brook and Luca Ferro\"}"),
     META_AUTHORS, "Anna Brook; Luca Ferro", "json-ld"},
    {LD("{\"@graph\":[{\"@type\":\"Article\",\"author\":{\"@id\":\"#p\"}},{\"@type\":\"Person\","
        "\"@id\":\"#p\",\"name\":\"Anna Brook\"}]}"),
     META_AUTHORS, "Anna Brook", "json-ld"},
    {LD("{\"@type\":\"Article\",\"author\":{\"@id\":\"#p\"}}")
         LD("{\"@type\":\"Person\",\"@id\":\"#p\",\"name\":[\"Anna Brook\",\"Luca Ferro\"]}"),
     META_AUTHORS, "Anna Brook; Luca Ferro", "json-ld"},
    {LD("{\"@type\":\"Article\",\"author\":{\"@id\":\"#nobody\"}}"), META_AUTHORS, NULL, NULL},
    {LD("{\"@type\":\"Article\",\"author\":[{\"@type\":\"Organization\",\"name\":\"Tea "
        "Times\"},{\"@type\":\"Person\",\"name\":\"Anna Brook\"}]}"),
     META_AUTHORS, "Anna Brook", "json-ld"},
    {LD("{\"@type\":\"Article\",\"author\":{\"@type\":\"Organization\",\"name\":\"Tea Times\"},"
        "\"publisher\":{\"name\":\"Tea Times\"}}"),
     META_AUTHORS, NULL, NULL},
    {LD("{\"@type\":\"Article\",\"author\":{\"givenName\":\"Anna\",\"familyName\":\"Brook\"}}"),
     META_AUTHORS, "Anna Brook", "json-ld"},
    {LD("{\"@type\":\"Article\",\"author\":\"{{author}}\"}"), META_AUTHORS, NULL, NULL},
    {LD("{\"@type\":\"Article\",\"datePublished\":\"2021-03-04T23:30:00-08:00\"}"), META_PUBLISHED,
     "2021-03-04", "json-ld"},
    {LD("{\"@type\":\"Article\",\"datePublished\":\"2021-03-04\",\"dateModified\":\"2020-01-01\"}"),
     META_MODIFIED, NULL, NULL},
    {LD("{\"@type\":\"Article\",\"datePublished\":\"2021-03-04\",\"dateModified\":\"2022-01-01\"}"),
     META_MODIFIED, "2022-01-01", "json-ld"},
    {LD("{\"@type\":\"Article\",\"datePublished\":\"0001-01-01\"}"), META_PUBLISHED, NULL, NULL},
    {LD("{\"@type\":\"Article\",\"publisher\":{\"@type\":\"Organization\",\"name\":\"Tea "
        "Times\"}}"),
     META_SITE, "Tea Times", "json-ld"},
    {LD("{\"@type\":\"Article\",\"timeRequired\":\"PT1H5M\"}"), META_MINUTES, "65", "json-ld"},
    {LD("{\"@type\":\"Article\",\"wordCount\":500}"), META_MINUTES, "3", "json-ld"},
    {LD("{\"@type\":\"Article\",\"keywords\":[\"tea\",\"water\"]}"), META_TAGS, "tea; water",
     "json-ld"},
    {LD("{\"@type\":\"ScholarlyArticle\",\"identifier\":{\"propertyID\":\"doi\",\"value\":\"10.1/"
        "x\"}}"),
     META_DOI, "10.1/x", "json-ld"},
    {LD("{\"@type\":\"BlogPosting\",\"inLanguage\":\"de_AT\"}"), META_LANGUAGE, "de-AT", "json-ld"},
    {LD("{\"@type\":\"BlogPosting\"}"), META_TYPE, "post-weblog", "json-ld"},
    {LD("{\"@type\":\"Article\",\"description\":\"&lt;p&gt;Hot &amp;amp; wet&lt;/p&gt;\"}"),
     META_ABSTRACT, "Hot & wet", "json-ld"},
    {"<p>x" LD("{\"@type\":\"Article\",\"description\":\"<p>Hot</p> water\"}"), META_ABSTRACT,
     "Hot water", "json-ld"},
    /* the node of this page, not of another */
    {LD("[{\"@type\":\"Article\",\"url\":\"https://www.example.org/b\",\"headline\":\"Other\"},"
        "{\"@type\":\"Article\",\"url\":\"http://example.org/a/page/\",\"headline\":\"Mine\"}]"),
     META_TITLE, "Mine", "json-ld"},
    {LD("{\"@type\":\"Article\",\"headline\":\"Mine\",\"comment\":{\"@type\":\"Article\","
        "\"headline\":\"A much longer remark\",\"author\":{\"name\":\"Rude Reader\"}}}"),
     META_AUTHORS, NULL, NULL},
    {LD("{\"@type\":\"ItemList\",\"itemListElement\":[{\"@type\":\"Article\",\"headline\":\"Not "
        "this\"}]}"),
     META_TITLE, NULL, NULL},
    {LD("{\"@type\":\"WebPage\",\"mainEntity\":{\"@type\":\"Article\",\"headline\":\"Inside\"}}"),
     META_TITLE, "Inside", "json-ld"},
    /* as the web writes JSON */
    {LD("<!-- {\"@type\":\"Article\",\"headline\":\"Wrapped\",} -->"), META_TITLE, "Wrapped",
     "json-ld"},
    {LD("{\"@type\":\"Article\",\"headline\":\"Line\nbreak\"}"), META_TITLE, "Line break",
     "json-ld"},
    {LD("{\"@type\":\"Article\",\"headline\":")
         LD("{\"@type\":\"Article\",\"headline\":\"Second\"}"),
     META_TITLE, "Second", "json-ld"},
    {LD("\"just a string\"") LD("null") LD("[]") LD("{}") LD("[[[]]]"), META_TITLE, NULL, NULL},
    {LD("{\"@type\":17,\"@id\":{},\"author\":[[[]],3,null,{}],\"headline\":[]}"), META_TITLE, NULL,
     NULL},
    {"<script type='application/ld+json; charset=utf-8'>{\"@type\":\"Article\",\"headline\":\"With "
     "parameter\"}</script>",
     META_TITLE, "With parameter", "json-ld"},
};

static void test_shapes(void **state)
{
    (void)state;
    expect_all(rows);
}

static void test_nesting(void **state)
{
    (void)state;
    struct buf b;
    buf_init(&b, 1 << 20);
    buf_adds(&b, "<title>Kept</title><script type='application/ld+json'>");
    for (int i = 0; i < 3000; i++)
        buf_adds(&b, "{\"mainEntity\":");
    buf_adds(&b, "1");
    for (int i = 0; i < 3000; i++)
        buf_adds(&b, "}");
    buf_adds(&b, "</script>");
    struct meta *m = extract("http://x.example/", "text/html", b.data, b.len);
    assert_string_equal(meta_get(m, META_TITLE), "Kept");
    meta_free(m);
    buf_release(&b);
}

static void test_many_nodes_and_references(void **state)
{
    (void)state;
    struct buf b;
    buf_init(&b, 4 << 20);
    buf_adds(&b, "<script type='application/ld+json'>[");
    for (int i = 0; i < 20000; i++)
        buf_addf(&b, "{\"@type\":\"Person\",\"@id\":\"#%d\"},", i);
    buf_adds(&b, "{\"@type\":\"Article\",\"headline\":\"Late\"}]</script>");
    meta_free(extract("http://x.example/", "text/html", b.data, b.len));
    buf_release(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_shapes),
        cmocka_unit_test(test_nesting),
        cmocka_unit_test(test_many_nodes_and_references),
    };
    return cmocka_run_group_tests(tests, page_set_up, page_tear_down);
}
