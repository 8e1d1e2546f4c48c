/* companion: documents beside a page, and the one entry in them that is the page. */
#include "expect.h"

#define PAGE "https://www.example.org/a/page"
#define FEED "https://www.example.org/feeds/all.xml"
#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

/* ---- which are named ---- */

static void test_names(void **state)
{
    static const struct {
        const char *html;
        const char *feed, *record, *oembed;
    } rows[] = {
        {"<link rel=alternate type=application/rss+xml href=/feed/>",
         "https://www.example.org/feed/", "", ""},
        {"<link rel='ALTERNATE home' type='application/atom+xml; charset=utf-8' "
         "href=//b.example/f>",
         "https://b.example/f", "", ""},
        {"<base href=https://c.example/x/><link rel=alternate type=application/feed+json href=f>",
         "https://c.example/x/f", "", ""},
        /* comments are other people's */
        {"<link rel=alternate type=application/rss+xml title='Tea &raquo; Comments Feed' href=/c>"
         "<link rel=alternate type=application/rss+xml href=/a/page/comments/feed/>"
         "<link rel=alternate type=application/atom+xml href=/feeds/17/comments/default>"
         "<link rel=alternate type=application/rss+xml title=Tea href=/feed/>",
         "https://www.example.org/feed/", "", ""},
        {"<link rel=stylesheet type=application/rss+xml href=/feed/>", "", "", ""},
        {"<link rel=alternate type=text/html href=/feed/><link rel=alternate hreflang=de href=/de>",
         "", "", ""},
        {"<link rel=alternate type=application/rss+xml href='javascript:alert(1)'>", "", "", ""},
        {"<link rel=alternate type=application/json href=/wp-json/wp/v2/posts/17>", "",
         "https://www.example.org/wp-json/wp/v2/posts/17?_embed=author", ""},
        {"<link rel=alternate type=application/json href='/?rest_route=/wp/v2/posts/17'>", "",
         "https://www.example.org/?rest_route=/wp/v2/posts/17&_embed=author", ""},
        {"<link rel=alternate type=application/json href=/other.json>", "", "", ""},
        {"<link rel=alternate type=application/json+oembed href='/wp-json/oembed/1.0/embed?url=x'>"
         "<link rel=alternate type=text/xml+oembed href=/y>",
         "", "", "https://www.example.org/wp-json/oembed/1.0/embed?url=x"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        const struct page_input in = {.url = PAGE,
                                      .content_type = "text/html",
                                      .bytes = rows[i].html,
                                      .len = strlen(rows[i].html)};
        struct signs signs;
        meta_free(page_extract(&in, &signs));
        if (strcmp(signs.feed, rows[i].feed) != 0 || strcmp(signs.record, rows[i].record) != 0 ||
            strcmp(signs.oembed, rows[i].oembed) != 0)
            fail_msg("row %zu: feed <%s> record <%s> oembed <%s>", i, signs.feed, signs.record,
                     signs.oembed);
    }
}

static void test_a_name_too_long_is_none(void **state)
{
    struct buf b;
    (void)state;
    buf_init(&b, 4096);
    buf_adds(&b, "<link rel=alternate type=application/rss+xml href=/");
    for (int i = 0; i < 1100; i++)
        buf_addch(&b, 'a');
    buf_adds(&b, ">");
    const struct page_input in = {.url = PAGE, .bytes = b.data, .len = b.len};
    struct signs signs;
    meta_free(page_extract(&in, &signs));
    assert_string_equal(signs.feed, "");
    buf_release(&b);
}

/* ---- what they say ---- */

struct saying {
    const char *body;
    const char *title, *authors, *published, *modified, *abstract, *source; /* NULL: nothing */
};

static struct meta *read(const char *bytes, size_t len)
{
    const struct page_input in = {.url = FEED,
                                  .content_type = "text/html", /* servers say anything */
                                  .bytes = bytes,
                                  .len = len,
                                  .about = PAGE,
                                  .now_year = EXPECT_YEAR};
    struct signs signs;
    struct meta *m = page_extract(&in, &signs);
    assert_false(signs.html);
    return m;
}

static void expect_field(const struct meta *m, enum meta_field f, const char *wanted, size_t row,
                         const char *body)
{
    char *got = joined(m, f);
    if (strcmp(got, wanted ? wanted : "") != 0)
        fail_msg("row %zu, %s: \"%s\" instead of \"%s\"\nof %s", row, meta_field_name(f), got,
                 wanted ? wanted : "", body);
    free(got);
}

static void expect_saying(const struct saying *s, size_t row)
{
    struct meta *m = read(s->body, strlen(s->body));
    expect_field(m, META_TITLE, s->title, row, s->body);
    expect_field(m, META_AUTHORS, s->authors, row, s->body);
    expect_field(m, META_PUBLISHED, s->published, row, s->body);
    expect_field(m, META_MODIFIED, s->modified, row, s->body);
    expect_field(m, META_ABSTRACT, s->abstract, row, s->body);
    if (s->title)
        assert_string_equal(meta_source(m, META_TITLE), s->source);
    meta_free(m);
}

#define ATOM(entries)                                                                              \
    "<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'><title>Tea Times</title>"      \
    "<id>urn:x</id>" entries "</feed>"
#define OTHER                                                                                      \
    "<entry><title>Other</title><link href='/a/other'/><id>urn:o</id><author><name>Rude "          \
    "Reader</name></author><published>2001-01-01</published></entry>"
#define ENTRY(more) "<entry><link href='/a/page'/>" more "</entry>"

static const struct saying atom[] = {
    {ATOM(OTHER ENTRY("<title>How Tea Cools</title><author><name>Anna Brook</name></author>"
                      "<author><name>Luca Ferro</name></author>"
                      "<published>2021-05-03T23:30:00-08:00</published>"
                      "<updated>2021-06-01T00:00:00Z</updated><summary>Tea is hot.</summary>")),
     "How Tea Cools", "Anna Brook; Luca Ferro", "2021-05-03", "2021-06-01", "Tea is hot.", "feed"},
    /* the id is the address; plain titles are no markup; double escaped ones are */
    {ATOM("<entry><id>http://example.org/a/page/</id><title>5 &lt; 6 &amp;amp; 7</title></entry>"),
     "5 < 6 &amp; 7", NULL, NULL, NULL, NULL, "feed"},
    {ATOM(ENTRY("<title type='html'>Tea &amp;amp; &lt;b&gt;Cups&lt;/b&gt;</title>")), "Tea & Cups",
     NULL, NULL, NULL, NULL, "feed"},
    {ATOM(ENTRY("<title type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>Tea "
                "<i>Cups</i></div></title>")),
     "Tea Cups", NULL, NULL, NULL, NULL, "feed"},
    /* the feed's author is its entries', when it is a person */
    {ATOM("<author><name>Anna Brook</name></author>" ENTRY("<title>T</title>")), "T", "Anna Brook",
     NULL, NULL, NULL, "feed"},
    {ATOM("<author><name>Tea Times</name></author>" ENTRY("<title>T</title>")), "T", NULL, NULL,
     NULL, NULL, "feed"},
    {ATOM("<author><name>Kettle Research Team</name></author>" ENTRY("<title>T</title>")), "T",
     NULL, NULL, NULL, NULL, "feed"},
    {ATOM(ENTRY("<title>T</title><author><name>admin</name><email>a@b.example</email></author>")),
     "T", NULL, NULL, NULL, NULL, "feed"},
    /* an edit link, or a reply's, is not the entry's page */
    {ATOM("<entry><title>Reply</title><link rel='edit' href='/a/page'/><link rel='related' "
          "href='/a/page'/><link href='/r'/></entry>"),
     NULL, NULL, NULL, NULL, NULL, NULL},
    {ATOM(OTHER), NULL, NULL, NULL, NULL, NULL, NULL},
    {ATOM(""), NULL, NULL, NULL, NULL, NULL, NULL},
    /* cut off: what was whole counts */
    {"<feed><title>Tea Times</title>" ENTRY("<title>T</title>") "<entry><title>Hal", "T", NULL,
     NULL, NULL, NULL, "feed"},
};

#define RSS(items)                                                                                 \
    " \n<?xml version='1.0'?><rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/' "      \
    "xmlns:content='http://purl.org/rss/1.0/modules/content/' "                                    \
    "xmlns:atom='http://www.w3.org/2005/Atom'><channel><title>Tea Times</title><atom:link "        \
    "href='https://www.example.org/a/page' rel='self'/><link>https://www.example.org</link>" items \
    "</channel></rss>"
#define LINK "<link>" PAGE "</link>"

static const struct saying rss[] = {
    {RSS("<item><title>Other</title><link>/a/other</link></item><item><title><![CDATA[Tea &#8217;n "
         "&amp;amp; <em>Cups</em>]]></title>" LINK "<dc:creator><![CDATA[Anna Brook, Luca "
         "Ferro]]></dc:creator><pubDate>Mon, 03 May 2021 23:30:00 -0800</pubDate>"
         "<description><![CDATA[<p>Tea is hot.</p>]]></description>"
         "<content:encoded>All of it.</content:encoded></item>"),
     "Tea \u2019n & Cups", "Anna Brook; Luca Ferro", "2021-05-03", NULL, "Tea is hot.", "feed"},
    {RSS("<item><title>T</title><guid isPermaLink='true'>" PAGE "</guid><author>anna@tea.example "
         "(Anna Brook)</author></item>"),
     "T", "Anna Brook", NULL, NULL, NULL, "feed"},
    {RSS("<item><title>T</title>" LINK "<author>anna@tea.example</author></item>"), "T", NULL, NULL,
     NULL, NULL, "feed"},
    {RSS("<item><title>T</title>" LINK "<dc:creator>https://tea.example/anna</dc:creator></item>"),
     "T", NULL, NULL, NULL, NULL, "feed"},
    {RSS("<item><title>T</title><link>" PAGE "?utm_source=rss&amp;utm_medium=rss</link></item>"),
     "T", NULL, NULL, NULL, NULL, "feed"},
    {RSS("<item><title>T</title><link>" PAGE "?source=rss-17----4</link></item>"), "T", NULL, NULL,
     NULL, NULL, "feed"},
    {RSS("<item><title>Other</title><link>" PAGE "?p=2</link></item>"), NULL, NULL, NULL, NULL,
     NULL, NULL},
    /* ids that are no addresses are nobody's */
    {RSS("<item><title>Other</title><guid isPermaLink='false'>page</guid></item>"), NULL, NULL,
     NULL, NULL, NULL, NULL},
    {"<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' "
     "xmlns='http://purl.org/rss/1.0/' xmlns:dc='http://purl.org/dc/elements/1.1/'><channel>"
     "<title>Tea Times</title></channel><item><title>T</title>" LINK "<dc:creator>Anna "
     "Brook</dc:creator><dc:date>2021-05-03T10:00:00+02:00</dc:date></item></rdf:RDF>",
     "T", "Anna Brook", "2021-05-03", NULL, NULL, "feed"},
    {"<html><head><title>A page</title></head><body><entry><link href='/a/page'/></entry></body>"
     "</html>",
     NULL, NULL, NULL, NULL, NULL, NULL},
    {"<!doctype html><title>Log in</title><h1>Log in</h1>", NULL, NULL, NULL, NULL, NULL, NULL},
    {"not found", NULL, NULL, NULL, NULL, NULL, NULL},
};

static const struct saying json[] = {
    {"\xEF\xBB\xBF{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"Tea "
     "Times\",\"items\":["
     "{\"id\":\"1\",\"url\":\"/a/other\",\"title\":\"Other\"},{\"id\":\"2\",\"url\":\"/a/page\","
     "\"title\":\"A < B\",\"authors\":[{\"name\":\"Anna Brook\"},{\"name\":\"Luca Ferro\"}],"
     "\"date_published\":\"2021-05-03T10:00:00Z\",\"date_modified\":\"2021-05-04T10:00:00Z\","
     "\"content_html\":\"<p>Tea is hot.</p>\"}]}",
     "A < B", "Anna Brook; Luca Ferro", "2021-05-03", "2021-05-04", "Tea is hot.", "feed"},
    {"{\"title\":\"Tea Times\",\"author\":{\"name\":\"Anna Brook\"},\"items\":[{\"id\":\"" PAGE
     "\",\"title\":\"T\"}]}",
     "T", "Anna Brook", NULL, NULL, NULL, "feed"},
    {"{\"items\":[{\"id\":17,\"url\":[]},null,3,{}]}", NULL, NULL, NULL, NULL, NULL, NULL},
    {"{\"id\":17,\"date\":\"2021-05-03T23:30:00\",\"date_gmt\":\"2021-05-04T07:30:00\","
     "\"modified\":\"2021-05-05T00:00:00\",\"link\":\"" PAGE "/\",\"title\":{\"rendered\":\"Tea "
     "&#8211; Cups\"},\"excerpt\":{\"rendered\":\"<p>Tea is hot.</p>\\n\"},\"author\":3,"
     "\"_embedded\":{\"author\":[{\"id\":3,\"name\":\"Anna Brook\"}]}}",
     "Tea \u2013 Cups", "Anna Brook", "2021-05-03", "2021-05-05", "Tea is hot.", "wp-json"},
    {"{\"title\":{\"rendered\":\"T\"},\"_embedded\":{\"author\":[{\"name\":\"anna@tea.example\"}]},"
     "\"yoast_head_json\":{\"author\":\"Anna Brook\"}}",
     "T", "Anna Brook", NULL, NULL, NULL, "wp-json"},
    {"{\"title\":{\"rendered\":\"Other\"},\"link\":\"https://www.example.org/a/other\"}", NULL,
     NULL, NULL, NULL, NULL, NULL},
    {"{\"code\":\"rest_forbidden\",\"message\":\"No\",\"data\":{\"status\":401}}", NULL, NULL, NULL,
     NULL, NULL, NULL},
    {"{\"version\":\"1.0\",\"type\":\"rich\",\"title\":\"How Tea Cools\",\"author_name\":\"Anna "
     "Brook\",\"provider_name\":\"Tea Times\"}",
     "How Tea Cools", "Anna Brook", NULL, NULL, NULL, "oembed"},
    {"{\"version\":\"1.0\",\"type\":\"rich\",\"title\":\"T\",\"author_name\":\"Tea Times\","
     "\"provider_name\":\"Tea Times\"}",
     "T", NULL, NULL, NULL, NULL, "oembed"},
    {"[{\"title\":{\"rendered\":\"Other\"}},{\"title\":{\"rendered\":\"T\"},\"link\":\"" PAGE
     "\"}]",
     "T", NULL, NULL, NULL, NULL, "wp-json"},
    {"{\"title\":\"Some JSON\"}", NULL, NULL, NULL, NULL, NULL, NULL},
    {"[1,2", NULL, NULL, NULL, NULL, NULL, NULL},
    {"{", NULL, NULL, NULL, NULL, NULL, NULL},
};

static void test_sayings(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(atom); i++)
        expect_saying(&atom[i], i);
    for (size_t i = 0; i < COUNT(rss); i++)
        expect_saying(&rss[i], 100 + i);
    for (size_t i = 0; i < COUNT(json); i++)
        expect_saying(&json[i], 200 + i);
}

/* A page's own words in a vocabulary come first, guesses from its looks after. */
static void test_ranks(void **state)
{
    static const char feed[] = ATOM(ENTRY(
        "<title>Title</title><author><name>Anna Brook</name></author><published>2021</published>"
        "<summary>Tea.</summary>"));
    static const char page[] =
        "<meta property=og:title content=Title><meta name=citation_author content='Luca Ferro'>"
        "<meta property=article:published_time content=2020-01-01>"
        "<meta name=description content='Hot tea.'>";
    static const char looks[] =
        "<title>Ann's page</title><meta name=author content='Webmaster Bob'>";
    static const enum meta_field fields[] = {META_TITLE, META_AUTHORS, META_PUBLISHED,
                                             META_ABSTRACT};
    (void)state;
    struct meta *said = read(feed, strlen(feed));
    struct meta *own = extract(PAGE, "text/html", page, strlen(page));
    struct meta *guessed = extract(PAGE, "text/html", looks, strlen(looks));
    for (size_t i = 0; i < COUNT(fields); i++) {
        assert_true(meta_rank(own, fields[i]) > meta_rank(said, fields[i]));
        assert_true(meta_rank(guessed, fields[i]) < meta_rank(said, fields[i]));
    }
    meta_free(guessed);
    meta_free(own);
    meta_free(said);
}

static void test_many_entries(void **state)
{
    struct buf b;
    (void)state;
    buf_init(&b, 8 << 20);
    buf_adds(&b, "<feed><title>Tea Times</title>");
    for (int i = 0; i < 10000; i++)
        buf_addf(&b,
                 "<entry><title>Other %d</title><link href='/a/%d'/><link href='/b/%d'/></entry>",
                 i, i, i);
    buf_adds(&b, ENTRY("<title>Last</title>") "</feed>");
    struct meta *m = read(b.data, b.len);
    assert_string_equal(meta_get(m, META_TITLE), "Last");
    meta_free(m);
    buf_release(&b);
}

/* Expansion, outside files, depth, and bytes that are none. */
static void test_hostile(void **state)
{
    static const char *const bodies[] = {
        "<!DOCTYPE feed [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY c "
        "'&b;&b;&b;&b;&b;&b;&b;&b;'>]><feed><entry><link href='/a/page'/><title>&c;</title></entry>"
        "</feed>",
        "<!DOCTYPE feed [<!ENTITY f SYSTEM 'file:///etc/passwd'>]><feed><entry><link "
        "href='/a/page'/><title>&f;</title></entry></feed>",
        "<!DOCTYPE feed SYSTEM 'http://127.0.0.1:1/x.dtd'><feed><entry><link href='/a/page'/>"
        "<title>&undefined;</title></entry></feed>",
        "\xFE\xFF\xFE\xFF",
        "\xEF\xBB\xBF",
        "   ",
    };
    (void)state;
    for (size_t i = 0; i < COUNT(bodies); i++) {
        struct meta *m = read(bodies[i], strlen(bodies[i]));
        if (meta_get(m, META_TITLE))
            fail_msg("row %zu: %s", i, meta_get(m, META_TITLE));
        meta_free(m);
    }
    struct buf b;
    buf_init(&b, 1 << 20);
    while (buf_adds(&b, "<entry><link>"))
        ;
    meta_free(read(b.data, b.len));
    buf_clear(&b);
    while (buf_adds(&b, "{\"items\":["))
        ;
    meta_free(read(b.data, b.len));
    buf_release(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names),        cmocka_unit_test(test_a_name_too_long_is_none),
        cmocka_unit_test(test_sayings),      cmocka_unit_test(test_ranks),
        cmocka_unit_test(test_many_entries), cmocka_unit_test(test_hostile),
    };
    return cmocka_run_group_tests(tests, page_set_up, page_tear_down);
}
