/* Feeds, records and cards as they are written by programs of all kinds, and by those who mean no
 * good: what may be taken from them, and where pages name them. */
#include "page/expect.h"

#include "gloss/base/mem.h"

#define PAGE "https://tea.example/2024/cooling/"

static struct meta *told(const char *about, const char *url, const char *bytes, size_t len)
{
    struct page_input in = {.url = url,
                            .about = about,
                            .content_type = "text/html", /* whatever it calls itself */
                            .bytes = bytes,
                            .len = len,
                            .now_year = EXPECT_YEAR};
    return page_extract(&in, NULL);
}

struct row {
    const char *document;
    enum meta_field field;
    const char *expected; /* items joined by "; "; NULL: nothing */
};

static void expect_told(const struct row *row, const char *before, const char *after,
                        const char *source)
{
    char *whole = xasprintf("%s%s%s", before, row->document, after);
    struct meta *m = told(PAGE, "https://tea.example/feed.xml", whole, strlen(whole));
    char *got = joined(m, row->field);
    if (strcmp(got, row->expected == NULL ? "" : row->expected) != 0)
        fail_msg("%s: \"%s\" instead of \"%s\" of\n%s", meta_field_name(row->field), got,
                 row->expected == NULL ? "" : row->expected, whole);
    if (row->expected != NULL)
        assert_string_equal(meta_source(m, row->field), source);
    free(got);
    meta_free(m);
    free(whole);
}

#define EXPECT_TOLD(rows, before, after, source)                                                   \
    for (size_t i = 0; i < sizeof(rows) / sizeof((rows)[0]); i++)                                  \
    expect_told(&(rows)[i], before, after, source)

static void test_rss(void **state)
{
    static const struct row rows[] = {
        /* which item is the page's */
        {"<item><title>Tea</title><link>" PAGE "</link></item>", META_TITLE, "Tea"},
        {"<item><title>Tea</title><link>http://www.tea.example/2024/cooling</link></item>",
         META_TITLE, "Tea"},
        {"<item><title>Tea</title><link>/2024/cooling/</link></item>", META_TITLE, "Tea"},
        {"<item><title>Tea</title><link>" PAGE "?utm_source=rss&amp;utm_medium=rss</link></item>",
         META_TITLE, "Tea"},
        {"<item><title>Tea</title><link>" PAGE "?source=rss-2a---4</link></item>", META_TITLE,
         "Tea"},
        {"<item><title>Tea</title><link>" PAGE "?p=2&amp;utm_source=rss</link></item>", META_TITLE,
         NULL},
        {"<item><title>Tea</title><guid isPermaLink=\"false\">" PAGE "</guid></item>", META_TITLE,
         "Tea"},
        {"<item><title>Tea</title><link>https://x.example/r/1</link><f:origLink>" PAGE
         "</f:origLink></item>",
         META_TITLE, "Tea"},
        {"<item><title>Tea</title><a:link rel=\"alternate\" href=\"" PAGE "\"/></item>", META_TITLE,
         "Tea"},
        {"<item><title>Tea</title><a:link rel=\"replies\" href=\"" PAGE "\"/></item>", META_TITLE,
         NULL},
        {"<item><title>Tea</title><comments>" PAGE "</comments></item>", META_TITLE, NULL},
        {"<item><title>Tea</title><link>https://tea.example/2024/</link></item>", META_TITLE, NULL},
        {"<item><title>Tea</title></item>", META_TITLE, NULL},
        {"<item><title>Pots</title><link>https://tea.example/pots</link></item>"
         "<item><title>Tea</title><link>" PAGE "</link></item>",
         META_TITLE, "Tea"},
        /* an entry of another page says nothing of this one */
        {"<item><title>Pots</title><link>https://tea.example/pots</link><dc:creator>Anna "
         "Brook</dc:creator></item>",
         META_AUTHORS, NULL},
        /* a list of links that names the page twice */
        {"<item><title>Tea</title><link>" PAGE "</link></item><item><title>On tea, "
         "again</title><link>" PAGE "</link></item>",
         META_TITLE, NULL},
        {"<item><title>Tea</title><link>" PAGE "</link></item><item><title>Tea</title><link>" PAGE
         "</link></item>",
         META_TITLE, "Tea"},
        {"<item><title>By: Dora</title><link>" PAGE "#comment-7</link></item>", META_TITLE, NULL},
        {"<item><title>Tea</title><link>" PAGE "#top</link></item>", META_TITLE, "Tea"},
        /* titles */
        {"<item><title><![CDATA[Why <em>tea</em> &amp; milk cool]]></title><link>" PAGE
         "</link></item>",
         META_TITLE, "Why tea & milk cool"},
        {"<item><title>Tea &amp;amp; milk &amp;#8217;</title><link>" PAGE "</link></item>",
         META_TITLE, "Tea & milk \xE2\x80\x99"},
        {"<item><title>Tea &amp;lt;b&amp;gt;now&amp;lt;/b&amp;gt;</title><link>" PAGE
         "</link></item>",
         META_TITLE, "Tea now"},
        {"<item><media:title xmlns:media=\"http://search.yahoo.com/mrss/\">A picture</media:title>"
         "<title>Tea</title><link>" PAGE "</link></item>",
         META_TITLE, "Tea"},
        {"<item><title>Tea - The Tea Paper</title><link>" PAGE "</link></item>", META_TITLE, "Tea"},
        {"<item><title>  </title><link>" PAGE "</link></item>", META_TITLE, NULL},
        /* authors */
        {"<item><link>" PAGE "</link><dc:creator><![CDATA[Anna Brook]]></dc:creator></item>",
         META_AUTHORS, "Anna Brook"},
        {"<item><link>" PAGE
         "</link><dc:creator>Anna Brook and Ben Field (Tea Lab)</dc:creator></item>",
         META_AUTHORS, "Anna Brook; Ben Field"},
        {"<item><link>" PAGE "</link><dc:creator>Anna Brook</dc:creator><dc:creator>Ben "
         "Field</dc:creator><author>typist@tea.example (The Typist)</author></item>",
         META_AUTHORS, "Anna Brook; Ben Field"},
        {"<item><link>" PAGE "</link><author>a@tea.example (Anna Brook)</author></item>",
         META_AUTHORS, "Anna Brook"},
        {"<item><link>" PAGE "</link><author>a@tea.example</author></item>", META_AUTHORS, NULL},
        {"<item><link>" PAGE "</link><dc:creator>admin</dc:creator></item>", META_AUTHORS, NULL},
        {"<item><link>" PAGE "</link><dc:creator>teaadmin</dc:creator></item>", META_AUTHORS, NULL},
        {"<item><link>" PAGE "</link><dc:creator>The Tea Paper</dc:creator></item>", META_AUTHORS,
         NULL},
        {"<item><link>" PAGE "</link><dc:creator>https://tea.example/anna</dc:creator></item>",
         META_AUTHORS, NULL},
        /* dates keep the day that is written */
        {"<item><link>" PAGE "</link><pubDate>Tue, 02 Jan 2024 23:30:00 -0800</pubDate></item>",
         META_PUBLISHED, "2024-01-02"},
        {"<item><link>" PAGE "</link><dc:date>2024-01-02T23:30:00-08:00</dc:date></item>",
         META_PUBLISHED, "2024-01-02"},
        {"<item><link>" PAGE "</link><pubDate>soon</pubDate></item>", META_PUBLISHED, NULL},
        {"<item><link>" PAGE "</link><pubDate>Thu, 01 Jan 1970 00:00:00 +0000</pubDate></item>",
         META_PUBLISHED, NULL},
        {"<item><link>" PAGE "</link><pubDate>Tue, 02 Jan 2024 08:00:00 GMT</pubDate>"
         "<a:updated>2024-02-03T00:00:00Z</a:updated></item>",
         META_MODIFIED, "2024-02-03"},
        /* summaries */
        {"<item><link>" PAGE
         "</link><description>&lt;p&gt;Tea cools by three ways.&lt;/p&gt;&lt;p&gt;The post &lt;a "
         "href=\"x\"&gt;Tea&lt;/a&gt; appeared first on &lt;a "
         "href=\"y\"&gt;Paper&lt;/a&gt;.&lt;/p&gt;</description></item>",
         META_ABSTRACT, "Tea cools by three ways."},
        {"<item><link>" PAGE "</link><description><![CDATA[Tea cools by three ways, and the first "
         "of them [&#8230;]]]></description></item>",
         META_ABSTRACT, "Tea cools by three ways, and the first of them \xE2\x80\xA6"},
        {"<item><link>" PAGE "</link><description>She said [...] that tea cools.</description>"
         "</item>",
         META_ABSTRACT, "She said [...] that tea cools."},
        {"<item><link>" PAGE "</link><description>Why people Read more.</description></item>",
         META_ABSTRACT, "Why people Read more."},
        {"<item><link>" PAGE "</link><description>Tea cools. Read more</description></item>",
         META_ABSTRACT, "Tea cools."},
        {"<item><link>" PAGE "</link><description>The post office sells tea.</description></item>",
         META_ABSTRACT, "The post office sells tea."},
        {"<item><link>" PAGE "</link><description/><content:encoded><![CDATA[<p>Tea "
         "cools.</p>]]></content:encoded></item>",
         META_ABSTRACT, "Tea cools."},
        {"<item><title>Tea</title><link>" PAGE "</link><description>Tea</description></item>",
         META_ABSTRACT, NULL},
        {"<item><link>" PAGE "</link></item>", META_SITE, "The Tea Paper"},
        {"<item><link>https://tea.example/pots</link></item>", META_SITE, NULL},
    };
    (void)state;
    EXPECT_TOLD(rows,
                "\xEF\xBB\xBF \n<?xml version=\"1.0\"?><rss version=\"2.0\" "
                "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
                "xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" "
                "xmlns:f=\"http://rssnamespace.org/feedburner/ext/1.0\" "
                "xmlns:a=\"http://www.w3.org/2005/Atom\"><channel><title>The Tea "
                "Paper</title><link>" PAGE "</link>",
                "</channel></rss>", "feed");
}

static void test_rdf(void **state)
{
    static const struct row rows[] = {
        {"<item r:about=\"" PAGE "\"><title>Tea</title></item>", META_TITLE, "Tea"},
        {"<item><title>Tea</title><link>" PAGE "</link></item>", META_TITLE, "Tea"},
        {"<item><title>Pots</title><link>/pots</link></item>", META_TITLE, NULL},
    };
    (void)state;
    EXPECT_TOLD(rows,
                "<r:RDF xmlns:r=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" "
                "xmlns=\"http://purl.org/rss/1.0/\"><channel r:about=\"x\"><title>T</title>"
                "<link>" PAGE "</link></channel>",
                "</r:RDF>", "feed");
}

#define LINK "<link href=\"" PAGE "\"/>"

static void test_atom(void **state)
{
    static const struct row rows[] = {
        {"<entry><title>Tea</title>" LINK "</entry>", META_TITLE, "Tea"},
        {"<entry><title>Tea</title><id>" PAGE "</id></entry>", META_TITLE, "Tea"},
        {"<entry><title>Tea</title><link rel=\"enclosure\" href=\"" PAGE "\"/></entry>", META_TITLE,
         NULL},
        {"<entry><title>Tea</title><link rel=\"alternate\" href=\"../2024/cooling/\"/></entry>",
         META_TITLE, "Tea"},
        {"<entry><title type=\"html\">Tea &amp;amp; &lt;i&gt;milk&lt;/i&gt;</title>" LINK
         "</entry>",
         META_TITLE, "Tea & milk"},
        {"<entry><title type=\"text\">The &lt;i&gt; element</title>" LINK "</entry>", META_TITLE,
         "The <i> element"},
        {"<entry><title>Tea &amp;#8217; milk</title>" LINK "</entry>", META_TITLE,
         "Tea \xE2\x80\x99 milk"},
        {"<entry><title type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\">Tea "
         "<i>now</i></div></title>" LINK "</entry>",
         META_TITLE, "Tea now"},
        {"<entry>" LINK "<author><name>Anna Brook</name><email>a@b.example</email></author>"
         "<author><name>Ben Field</name></author></entry>",
         META_AUTHORS, "Anna Brook; Ben Field"},
        {"<entry>" LINK "<author><email>a@b.example</email></author></entry>", META_AUTHORS,
         "Carla Hill"},
        /* who writes the feed wrote what names nobody */
        {"<entry>" LINK "</entry>", META_AUTHORS, "Carla Hill"},
        {"<entry><link href=\"/pots\"/></entry>", META_AUTHORS, NULL},
        {"<entry>" LINK "<published>2024-01-02T23:59:00-08:00</published>"
         "<updated>2024-03-01T00:00:00Z</updated></entry>",
         META_PUBLISHED, "2024-01-02"},
        {"<entry>" LINK "<updated>2024-03-01T00:00:00Z</updated></entry>", META_PUBLISHED, NULL},
        {"<entry>" LINK "<updated>2024-03-01T00:00:00Z</updated></entry>", META_MODIFIED,
         "2024-03-01"},
        {"<entry>" LINK "<summary type=\"html\">&lt;p&gt;Tea cools.&lt;/p&gt;</summary><content "
         "type=\"html\">Other words.</content></entry>",
         META_ABSTRACT, "Tea cools."},
        {"<entry>" LINK "<content type=\"html\">&lt;p&gt;Tea cools. It does.&lt;/p&gt;</content>"
         "</entry>",
         META_ABSTRACT, "Tea cools. It does."},
    };
    (void)state;
    EXPECT_TOLD(rows,
                "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Notes on tea</title>"
                "<author><name>Carla Hill</name></author>",
                "</feed>", "feed");
    static const struct row groups[] = {{"<entry>" LINK "</entry>", META_AUTHORS, NULL}};
    EXPECT_TOLD(groups,
                "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Notes</title>"
                "<author><name>Tea Research Institute</name></author>",
                "</feed>", "feed");
    EXPECT_TOLD(groups,
                "<feed xmlns=\"http://www.w3.org/2005/Atom\"><author><name>tea</name></author>",
                "</feed>", "feed");
}

static void test_wordpress(void **state)
{
    static const struct row rows[] = {
        {"\"title\":{\"rendered\":\"Kettles &#8211; now\"}", META_TITLE,
         "Kettles \xE2\x80\x93 now"},
        {"\"title\":{\"rendered\":\"Tea\"},\"date\":\"2024-01-02T23:30:00\",\"date_gmt\":\"2024-01-"
         "03T07:30:00\"",
         META_PUBLISHED, "2024-01-02"},
        {"\"title\":{\"rendered\":\"T\"},\"date\":\"2024-01-02T23:30:00\",\"modified\":\"2024-05-"
         "06T00:00:00\"",
         META_MODIFIED, "2024-05-06"},
        {"\"title\":{\"rendered\":\"T\"},\"excerpt\":{\"rendered\":\"<p>Tea cools by [&hellip;]"
         "</p>\\n\"}",
         META_ABSTRACT, "Tea cools by \xE2\x80\xA6"},
        {"\"title\":{\"rendered\":\"T\"},\"_embedded\":{\"author\":[{\"name\":\"Anna Brook\"},"
         "{\"name\":\"Ben Field\"}]}",
         META_AUTHORS, "Anna Brook; Ben Field"},
        {"\"title\":{\"rendered\":\"T\"},\"_embedded\":{\"author\":[{\"name\":\"abrook\"}]}",
         META_AUTHORS, NULL},
        {"\"title\":{\"rendered\":\"T\"},\"_embedded\":{\"author\":[{\"name\":\"a@tea.example\"}]}",
         META_AUTHORS, NULL},
        {"\"title\":{\"rendered\":\"T\"},\"_embedded\":{\"author\":[{\"code\":\"rest_user_invalid_"
         "id\"}]}",
         META_AUTHORS, NULL},
        {"\"title\":{\"rendered\":\"T\"},\"_embedded\":{\"author\":[{\"name\":\"Typist "
         "Typing\"}]},\"yoast_head_json\":{\"author\":\"Anna Brook\",\"description\":\"On "
         "heat.\",\"twitter_misc\":{\"Est. reading time\":\"7 minutes\"}}",
         META_AUTHORS, "Anna Brook"},
        {"\"title\":{\"rendered\":\"T\"},\"yoast_head_json\":{\"twitter_misc\":{\"Est. reading "
         "time\":\"7 minutes\"}}",
         META_MINUTES, "7"},
        {"\"title\":\"not rendered\"", META_TITLE, NULL},
        {"\"title\":{\"rendered\":[\"T\"]},\"date\":7,\"_embedded\":[]", META_TITLE, NULL},
    };
    (void)state;
    EXPECT_TOLD(rows, "{\"id\":7,\"link\":\"" PAGE "\",", "}", "wp-json");
    EXPECT_TOLD(rows,
                "[{\"link\":\"https://tea.example/pots\",\"title\":{\"rendered\":\"Pots\"}},5,{"
                "\"link\":\"" PAGE "\",",
                "}]", "wp-json");
    static const struct row other[] = {{"", META_TITLE, NULL}};
    EXPECT_TOLD(other, "{\"link\":\"https://tea.example/pots\",\"title\":{\"rendered\":\"Pots\"}}",
                "", "");
    EXPECT_TOLD(other, "{\"code\":\"rest_no_route\",\"message\":\"No route\",\"data\":{}}", "", "");
}

static void test_oembed(void **state)
{
    static const struct row rows[] = {
        {"\"title\":\"Tea &amp; milk\"", META_TITLE, "Tea & milk"},
        {"\"title\":\"T\",\"author_name\":\"Anna Brook, Ben Field (Tea Lab)\"", META_AUTHORS,
         "Anna Brook; Ben Field"},
        {"\"title\":\"T\",\"author_name\":\"The Tea Paper\"", META_AUTHORS, NULL},
        {"\"title\":\"T\",\"author_name\":\"teaadmin\"", META_AUTHORS, NULL},
        {"\"title\":\"T\"", META_TYPE, NULL},
        {"\"title\":\"T\"", META_SITE, "The Tea Paper"},
        {"\"author_name\":\"Anna Brook\"", META_AUTHORS, NULL},
    };
    (void)state;
    EXPECT_TOLD(rows, "{\"version\":\"1.0\",\"type\":\"rich\",\"provider_name\":\"The Tea Paper\",",
                "}", "oembed");
}

static void test_jsonfeed(void **state)
{
    static const struct row rows[] = {
        {"{\"url\":\"" PAGE "\",\"title\":\"Tea\"}", META_TITLE, "Tea"},
        {"{\"id\":\"" PAGE "\",\"title\":\"Tea\"}", META_TITLE, "Tea"},
        {"{\"id\":7,\"url\":\"/pots\",\"title\":\"Pots\"},{\"url\":\"/2024/cooling\",\"title\":"
         "\"Tea\"}",
         META_TITLE, "Tea"},
        {"{\"external_url\":\"" PAGE "\",\"url\":\"/l/1\",\"title\":\"Tea\"}", META_TITLE, NULL},
        {"{\"url\":\"" PAGE "\",\"title\":\"A\"},{\"url\":\"" PAGE "\",\"title\":\"B\"}",
         META_TITLE, NULL},
        {"{\"url\":\"" PAGE "\",\"authors\":[{\"name\":\"Anna Brook\"},{\"name\":\"Ben Field\"}]}",
         META_AUTHORS, "Anna Brook; Ben Field"},
        {"{\"url\":\"" PAGE "\",\"author\":{\"name\":\"Anna Brook\"}}", META_AUTHORS, "Anna Brook"},
        {"{\"url\":\"" PAGE "\"}", META_AUTHORS, "Carla Hill"},
        {"{\"url\":\"" PAGE "\",\"date_published\":\"2024-01-02T23:30:00-08:00\"}", META_PUBLISHED,
         "2024-01-02"},
        {"{\"url\":\"" PAGE "\",\"content_html\":\"<p>Tea cools.</p>\"}", META_ABSTRACT,
         "Tea cools."},
        {"{\"url\":\"" PAGE "\",\"summary\":\"On tea.\",\"content_text\":\"Tea cools.\"}",
         META_ABSTRACT, "On tea."},
        {"7,null,[]", META_TITLE, NULL},
    };
    (void)state;
    EXPECT_TOLD(rows,
                "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"Notes on tea\","
                "\"authors\":[{\"name\":\"Carla Hill\"}],\"items\":[",
                "]}", "feed");
}

/* Ten thousand entries; expansion attacks; feeds cut in two; things that are no feed. */
static void test_hostile(void **state)
{
    (void)state;
    struct buf b;
    buf_init(&b, 8 << 20);
    buf_adds(&b, "<rss><channel>");
    for (int i = 0; i < 10000; i++)
        buf_addf(&b, "<item><title>Item %d</title><link>https://tea.example/%d</link></item>", i,
                 i);
    buf_adds(&b, "<item><title>Tea</title><link>" PAGE "</link></item>");
    size_t cut = b.len;
    buf_adds(&b, "</channel></rss>");
    struct meta *m = told(PAGE, NULL, b.data, b.len);
    assert_string_equal(meta_get(m, META_TITLE), "Tea");
    meta_free(m);
    buf_truncate(&b, cut);
    buf_adds(&b, "<item><title>cut of");
    m = told(PAGE, NULL, b.data, b.len);
    assert_string_equal(meta_get(m, META_TITLE), "Tea");
    meta_free(m);
    buf_release(&b);
    static const char *const documents[] = {
        "<!DOCTYPE r [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\">]><rss><channel><item>"
        "<title>&b;</title><link>" PAGE "</link></item></channel></rss>",
        "<!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><rss><channel><item>"
        "<title>&x;</title><link>" PAGE "</link></item></channel></rss>",
        "<rss><channel><item><title>Tea</title><link>" PAGE,
        "<rss",
        "<feed></item></entry>",
        "<html><head><title>Tea</title><link rel=canonical href=\"" PAGE "\"></head></html>",
        "<rss><channel/></rss>",
        "<rss/>",
        "<feed xmlns=\"x\"><entry/></feed>",
        "{",
        "[]",
        "[[]]",
        "\"text\"",
        "7",
        "{\"version\":\"https://jsonfeed.org/version/1\",\"items\":{}}",
        "%PDF-1.4",
        " \t\n"};
    for (size_t i = 0; i < sizeof(documents) / sizeof(documents[0]); i++) {
        m = told(PAGE, NULL, documents[i], strlen(documents[i]));
        if (meta_get(m, META_TITLE) != NULL)
            fail_msg("\"%s\" of %s", meta_get(m, META_TITLE), documents[i]);
        meta_free(m);
    }
}

static void expect_signs(const char *url, const char *html, const char *feed, const char *record,
                         const char *oembed)
{
    struct page_input in = {.url = url,
                            .content_type = "text/html",
                            .bytes = html,
                            .len = strlen(html),
                            .now_year = EXPECT_YEAR};
    struct signs *signs = xcalloc(1, sizeof(*signs));
    meta_free(page_extract(&in, signs));
    if (strcmp(signs->feed, feed) != 0 || strcmp(signs->record, record) != 0 ||
        strcmp(signs->oembed, oembed) != 0)
        fail_msg("feed %s, record %s, oembed %s of %s", signs->feed, signs->record, signs->oembed,
                 html);
    free(signs);
}

#define RSS "<link rel=alternate type=application/rss+xml "
#define API "<link rel=\"https://api.w.org/\" href=\"https://tea.example/wp-json/\">"
#define POST_RECORD "https://tea.example/wp-json/wp/v2/posts/7?_embed=author"

static void test_signposts(void **state)
{
    static const struct {
        const char *html;
        const char *feed, *record, *oembed;
    } rows[] = {
        {RSS "href=/feed/>", "https://tea.example/feed/", "", ""},
        {"<link rel='Alternate nofollow' type='application/atom+xml; charset=utf-8' href=a.xml>",
         "https://tea.example/2024/cooling/a.xml", "", ""},
        {"<link rel=alternate type=application/feed+json href=/feed.json>",
         "https://tea.example/feed.json", "", ""},
        {"<link rel=alternate hreflang=de href=/de/>", "", "", ""},
        {"<link rel=stylesheet type=application/rss+xml href=/a>", "", "", ""},
        {RSS "href='ftp://tea.example/feed'>", "", "", ""},
        {RSS "title='Tea » Comments Feed' href=/x/>" RSS "title=Tea href=/feed/>",
         "https://tea.example/feed/", "", ""},
        {RSS "title='Tee » Kommentar-Feed' href=/x/>", "", "", ""},
        {RSS "href=/comments/feed/>", "", "", ""},
        {RSS "href=feed/>", "", "", ""}, /* below the post: its comments */
        {RSS "href=/category/heat/feed/>" RSS "href=/feed/>", "https://tea.example/feed/", "", ""},
        {RSS "href=/category/heat/feed/>", "https://tea.example/category/heat/feed/", "", ""},
        {RSS "href=/one/>" RSS "href=/two/>", "https://tea.example/one/", "", ""},
        {"<link rel=alternate type=application/json href=/wp-json/wp/v2/posts/7>", "", POST_RECORD,
         ""},
        {"<link rel=alternate type=application/json href='/?rest_route=/wp/v2/posts/7'>", "",
         "https://tea.example/?rest_route=/wp/v2/posts/7&_embed=author", ""},
        {"<link rel=alternate type=application/json href=/data.json>", "", "", ""},
        {API "<body class='single single-post postid-7'>", "", POST_RECORD, ""},
        {API "<body class='page page-id-7'>", "",
         "https://tea.example/wp-json/wp/v2/pages/7?_embed=author", ""},
        {API "<body class='single single-recipe postid-7'>", "", "", ""},
        {API "<body class='single-post postid-x'>", "", "", ""},
        {API "<body class='single-post postid-1234567890123'>", "", "", ""},
        {API "<link rel=shortlink href='https://tea.example/?p=7'>", "", POST_RECORD, ""},
        {API, "", "", ""},
        {"<body class='single-post postid-7'>", "", "", ""},
        {"<link rel=alternate type=application/json+oembed "
         "href='/o?url=https%3A%2F%2Ftea.example%2F&amp;format=json'>",
         "", "", "https://tea.example/o?url=https%3A%2F%2Ftea.example%2F&format=json"},
        {"<link rel=alternate type=text/xml+oembed href=/o.xml>", "", "", ""},
    };
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
        expect_signs(PAGE, rows[i].html, rows[i].feed, rows[i].record, rows[i].oembed);
    /* a front page's feed lies below it */
    expect_signs("https://tea.example/", RSS "href=/feed/>", "https://tea.example/feed/", "", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rss),     cmocka_unit_test(test_rdf),
        cmocka_unit_test(test_atom),    cmocka_unit_test(test_wordpress),
        cmocka_unit_test(test_oembed),  cmocka_unit_test(test_jsonfeed),
        cmocka_unit_test(test_hostile), cmocka_unit_test(test_signposts),
    };
    page_init();
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    page_shutdown();
    return failed;
}
