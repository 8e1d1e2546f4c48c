/* visible: headings, bylines and dates as readers see them, and the markup around them. */
#include "expect.h"

#define TITLE "<title>How Tea Cools</title>"
#define H1 TITLE "<article><h1>How Tea Cools</h1>"

#define REPO "<a href='https://github.com/anna/kettle'>"

static const struct expectation code[] = {
    {H1 "<p>" REPO "Code</a>", META_CODE, "https://github.com/anna/kettle", "code-link"},
    {H1 "<p>[" REPO "Source code</a>]", META_CODE, "https://github.com/anna/kettle", NULL},
    {H1 "<p>Tea is hot. The code that goes with the post is " REPO "on GitHub</a>: try it.",
     META_CODE, "https://github.com/anna/kettle", NULL},
    {H1 "<p>Code to reproduce this is <a href='https://www.github.com/anna/kettle.git'>here</a>.",
     META_CODE, "https://github.com/anna/kettle", NULL},
    {H1 "<p>Code: <a href='https://gitlab.com/anna/kettle/'>https://gitlab.com/anna/kettle</a>",
     META_CODE, "https://gitlab.com/anna/kettle", NULL},
    {H1 "<p><a href='https://github.com/anna/kettle/tree/main/src'>Code</a> " REPO "code</a>",
     META_CODE, "https://github.com/anna/kettle", NULL},
    {H1 "<p><a href=https://github.com/a/a>Code</a> <a href=https://github.com/a/b>Code</a> <a "
        "href=https://github.com/a/c>Code</a> <a href=https://github.com/a/d>Code</a>",
     META_CODE, NULL, NULL}, /* a survey */
    {H1 "<p>" REPO "Code</a> <a href=https://github.com/anna/spout>Code</a>", META_CODE,
     "https://github.com/anna/kettle; https://github.com/anna/spout", NULL},
    {H1 "<p>Kettles have been studied by many (Brook et al. 2019; " REPO
        "code</a>), who found that "
        "they sing when they are hot, and that those who wait for them do not.",
     META_CODE, NULL, NULL},
    {H1 "<p><a href=https://github.com/a/a>Code</a> <a href=https://github.com/b/b>Code</a>",
     META_CODE, NULL, NULL},
    /* other people's, and talk */
    {H1 "<p>A lot of code is in " REPO "rails</a>.", META_CODE, NULL, NULL},
    {H1 "<p>Their code is on " REPO "GitHub</a>.", META_CODE, NULL, NULL},
    {H1 "<p>We write code. Find me on " REPO "GitHub</a>.", META_CODE, NULL, NULL},
    {H1 "<p>Code: <a href='https://github.com/anna/kettle/issues/7'>here</a>", META_CODE, NULL,
     NULL},
    {H1 "<p>Code: <a href='https://github.com/anna'>GitHub</a>", META_CODE, NULL, NULL},
    {H1 "<p>Code: <a href='https://github.com/topics/tea'>GitHub</a>", META_CODE, NULL, NULL},
    {H1 "<p>Code: <a href='https://mygithub.com/anna/kettle'>GitHub</a>", META_CODE, NULL, NULL},
    {H1 "<p>Barcodes are on " REPO "GitHub</a>.", META_CODE, NULL, NULL},
    {H1 "<p><a href='https://github.com/anna/site/edit/main/p.md'>Edit this page</a>", META_CODE,
     NULL, NULL},
    {H1 "</article><footer>" REPO "Source code</a></footer>", META_CODE, NULL, NULL},
    {"<title>How Tea Cools</title><nav>" REPO "Code</a></nav><h1>How Tea Cools</h1>", META_CODE,
     NULL, NULL},
};

static void test_code(void **state)
{
    (void)state;
    expect_all(code);
}

#define TEN "one two three four five six seven eight nine ten "
#define PARAGRAPH "<p>" TEN TEN TEN TEN TEN TEN TEN "end.</p>"

static const struct expectation minutes[] = {
    {H1 PARAGRAPH PARAGRAPH PARAGRAPH "</article>", META_MINUTES, "1", "word-count"},
    {H1 PARAGRAPH PARAGRAPH PARAGRAPH PARAGRAPH "<footer>" PARAGRAPH PARAGRAPH "</footer>",
     META_MINUTES, "2", "word-count"},
    {"<title>How Tea Cools</title><nav>" PARAGRAPH PARAGRAPH PARAGRAPH "</nav><h1>How Tea "
     "Cools</h1><p>Tea.</p><aside>" PARAGRAPH PARAGRAPH PARAGRAPH "</aside>",
     META_MINUTES, NULL, NULL},
    {H1 PARAGRAPH PARAGRAPH, META_MINUTES, NULL, NULL},
    {"<title>Tea</title>" PARAGRAPH PARAGRAPH PARAGRAPH, META_MINUTES, NULL, NULL},
    {H1 "<p>May 3, 2021 &middot; 12 min read</p>" PARAGRAPH PARAGRAPH PARAGRAPH, META_MINUTES, "12",
     "stated-minutes"},
    {H1 "<p>a 7-minute read</p>", META_MINUTES, "7", "stated-minutes"},
    {H1 "<p>It takes a minute read aloud.</p>", META_MINUTES, NULL, NULL},
    {"<meta name=twitter:label1 content='Est. reading time'><meta name=twitter:data1 content='5 "
     "minutes'>" H1 PARAGRAPH PARAGRAPH PARAGRAPH,
     META_MINUTES, "5", "twitter"},
};

static void test_minutes(void **state)
{
    (void)state;
    expect_all(minutes);
}

static const struct expectation titles[] = {
    {"<title>Tea Times</title><h1>How Tea Cools</h1>", META_TITLE, "How Tea Cools", "html-h1"},
    {"<title>How Tea Cools (Tea Times)</title><h1>How <em>Tea</em> Cools</h1>", META_TITLE,
     "How Tea Cools", "html-h1"},
    {"<title>How Tea Cools | Tea Times</title><h1><a href='/'>Tea Times</a></h1><h2>How Tea "
     "Cools</h2>",
     META_TITLE, "How Tea Cools", "html-h2"},
    {"<title>How Tea Cools | Tea Times</title><h1 class=site-title>Tea Times</h1><h1>How Tea "
     "Cools</h1>",
     META_TITLE, "How Tea Cools", "html-h1"},
    {"<title>How Tea Cools | Tea Times</title><header><a rel=home href=/x><h1>Tea "
     "Times</h1></a></header><p>text",
     META_TITLE, "How Tea Cools | Tea Times", "html-title"},
    {"<title>How Tea Cools</title><aside><h1>Subscribe</h1></aside>", META_TITLE, "How Tea Cools",
     "html-title"},
    {"<h1>Only<br>Heading</h1>", META_TITLE, "Only Heading", "html-h1"},
    {"<svg><title>Icon</title></svg><title>Page</title>", META_TITLE, "Page", NULL},
    {"<h1></h1><title> </title>", META_TITLE, NULL, NULL},
    {"<div itemscope itemtype='https://schema.org/Article'><b itemprop=headline>How Tea Cools</b>",
     META_TITLE, "How Tea Cools", "microdata"},
};

static const struct expectation authors[] = {
    {H1 "<p>By <a rel=author href=/anna>Anna Brook</a>", META_AUTHORS, "Anna Brook", "rel-author"},
    {H1 "<p><a href='/author/anna'>Anna Brook</a> and <a href='/author/luca'>Luca Ferro</a>",
     META_AUTHORS, "Anna Brook; Luca Ferro", "author-link"},
    {H1 "<div class=byline>Von Anna Brook, 7. Dezember 2022 | Aktualisiert 10 Uhr</div>",
     META_AUTHORS, "Anna Brook", "byline"},
    {H1 "<p class=author>Feb. 6, 2020 \xc2\xb7 Anna Brook on behalf of the tea team</p>",
     META_AUTHORS, "Anna Brook", "author-class"},
    {"<meta property=og:title content='How Tea Cools'><div>How Tea Cools</div><p><em>Posted by The "
     "Hugging Face Team \U0001F917</em></p>",
     META_AUTHORS, "The Hugging Face Team", "byline"},
    {"<meta property=og:title content='How Tea Cools'><p>On How Tea Cools</p><p>Posted by Anna "
     "Brook</p>",
     META_AUTHORS, NULL, NULL},
    {H1 "<p>Written by <a href=/a>Alpin</a>. Contributions and corrections are welcome; the guide "
        "is revised when something in it has become untrue.</p>",
     META_AUTHORS, "Alpin", "byline"},
    {H1 "<p>Written by Prof. Anna Brook. Mail her.</p>", META_AUTHORS, "Anna Brook", "byline"},
    {H1 "<p>By Design. It is not a name, and neither is what begins a sentence of prose.</p>",
     META_AUTHORS, NULL, NULL},
    {"<title>How Tea Cools</title><a class=site-title href=/>Anna Brook's blog</a><h1>How Tea "
     "Cools</h1>",
     META_AUTHORS, "Anna Brook", "site-title"},
    {"<title>How Tea Cools</title><a class=site-title href=/>The Tea blog</a><h1>How Tea "
     "Cools</h1>",
     META_AUTHORS, NULL, NULL},
    {H1 "<p class=meta>December 2022</p><p>Tea is hot.", META_PUBLISHED, "2022-12", "date-text"},
    {H1 "<p>In December 2022</p>", META_PUBLISHED, NULL, NULL},
    {H1 "<p>2022</p>", META_PUBLISHED, NULL, NULL},
    {H1 "<p>By Anna Brook</p><p>Tea is hot.", META_AUTHORS, "Anna Brook", "byline"},
    {H1 "<p>By and by the tea grows cold.</p>", META_AUTHORS, NULL, NULL},
    {H1
     "<p>by: <!-- -->Anna Brook*, Ben Carter, Clara Dunn, Dora Eliot, Emil Forster, Fanny Grant, "
     "Georg Hall, Hanna Irving, Ida Joyce*<!-- -->, May 3, 2021</p>",
     META_AUTHORS,
     "Anna Brook; Ben Carter; Clara Dunn; Dora Eliot; Emil Forster; Fanny Grant; Georg Hall; Hanna "
     "Irving; Ida Joyce",
     "byline"},
    {H1 "<p>By the time the tea had cooled, which took an hour, everybody had gone home, tired and "
        "thirsty, to their kettles, as one does, and nobody spoke of it again, ever, at all.</p>",
     META_AUTHORS, NULL, NULL},
    {"<title>How Tea Cools</title><h1>How Tea Cools<a href='#x'>\u00B6</a></h1>", META_TITLE,
     "How Tea Cools", NULL},
    {"<meta property=og:site_name content='Kettle - All about tea'><title>Kettle: How Tea Cools "
     "\u2014 "
     "Kettle - All about tea</title><h1>Kettle: How Tea Cools</h1>",
     META_TITLE, "Kettle: How Tea Cools", NULL},
    {H1 "<p>Par Anne Ruisseau, le 3 mai 2021</p>", META_AUTHORS, "Anne Ruisseau", "byline"},
    {H1 "<p><i class='fa fa-user'></i> Anna Brook</p>", META_AUTHORS, "Anna Brook", "byline"},
    {H1 "<span class=author><a href=/anna>Anna Brook</a></span>", META_AUTHORS, "Anna Brook",
     "author-class"},
    {H1 "<p class=author-bio>Anna Brook writes about tea.</p>", META_AUTHORS, NULL, NULL},
    {H1 "<p class=author>Theresa May</p>", META_AUTHORS, "Theresa May", NULL},
    {H1 "<p class=author>Quoc Le Minh, Yang Sun, Thomas More</p>", META_AUTHORS,
     "Quoc Le Minh; Yang Sun; Thomas More", NULL},
    {H1 "<p class=author>John le Carr\xc3\xa9, May 3, 2021</p>", META_AUTHORS,
     "John le Carr\xc3\xa9", NULL},
    {H1 "<p>By Anna Brook on Thursday, May 3, 2021</p>", META_AUTHORS, "Anna Brook", NULL},
    {H1 "<div class=author>By</div>", META_AUTHORS, NULL, NULL},
    {H1 "<div class=author>Senior Editor</div>", META_AUTHORS, NULL, NULL},
    {H1 "<div class=author>View all posts</div>", META_AUTHORS, NULL, NULL},
    {H1 "<a rel=author href=/a>anna@example.org</a>", META_AUTHORS, NULL, NULL},
    {H1 "<a rel=author href=/a>Example</a>", META_AUTHORS, NULL, NULL},
    {H1 "<p>text</p></article><div class=comments><a rel=author href=/r>Rude Reader</a></div>",
     META_AUTHORS, NULL, NULL},
    {H1 "<span itemprop=author itemscope><span itemprop=name>Anna Brook</span></span>",
     META_AUTHORS, "Anna Brook", NULL},
    {H1 "<div itemscope itemtype='http://schema.org/Comment'><b itemprop=author>Rude "
        "Reader</b></div>",
     META_AUTHORS, NULL, NULL},
    {H1 "<div class=h-entry><span class='p-author h-card'>Anna Brook</span></div>", META_AUTHORS,
     "Anna Brook", NULL},
    {H1 "<p class=author>Zihao Ye (UW), Ruihang Lai (CMU), Size Zheng (UW &amp; PKU), Anna "
        "Brook</p>",
     META_AUTHORS, "Zihao Ye; Ruihang Lai; Size Zheng; Anna Brook", "author-class"},
    {"<d-front-matter><script type='text/json'>{\"title\":\"How Tea "
     "Cools\",\"published\":\"May 5, 2021\",\"authors\":[{\"author\":\"Anna "
     "Brook\"},{\"author\":\"Luca Ferro\"}]}</script></d-front-matter>",
     META_AUTHORS, "Anna Brook; Luca Ferro", "distill"},
};

static const struct expectation dates[] = {
    {H1 "<time datetime='2021-03-04T23:30:00-08:00'>4 March</time>", META_PUBLISHED, "2021-03-04",
     "time-element"},
    {H1 "<time>March 4, 2021</time>", META_PUBLISHED, "2021-03-04", "time-element"},
    {H1 "<span class='entry-date published'>4 March 2021</span>", META_PUBLISHED, "2021-03-04",
     "date-class"},
    {H1 "<p>Posted by Anna Brook on March 4, 2021 in Tea</p>", META_PUBLISHED, "2021-03-04", NULL},
    {H1 "<p>4. M\xc3\xa4rz 2021</p>", META_PUBLISHED, "2021-03-04", "date-text"},
    {H1 "<p>05/9/23</p>", META_PUBLISHED, NULL, NULL},
    {H1 "<p>03/04/2021</p>", META_PUBLISHED, NULL, NULL},
    {H1 "<p>13/04/2021</p>", META_PUBLISHED, "2021-04-13", NULL},
    {H1 "<p>0001-01-01</p>", META_PUBLISHED, NULL, NULL},
    {H1 "<time class=updated datetime='2022-01-01'></time><time class=published "
        "datetime='2021-03-04'></time>",
     META_PUBLISHED, "2021-03-04", NULL},
    {H1 "<time class=updated datetime='2022-01-01'></time><time class=published "
        "datetime='2021-03-04'></time>",
     META_MODIFIED, "2022-01-01", "time-element"},
    {H1 "<meta itemprop=datePublished content='2021-03-04'>", META_PUBLISHED, "2021-03-04",
     "microdata"},
    {H1 "<time class=dt-published datetime='2021-03-04'>x</time>", META_PUBLISHED, "2021-03-04",
     NULL},
    {TITLE "<div class=comment><time datetime='2021-03-09'>x</time></div>", META_PUBLISHED, NULL,
     NULL},
    {"<link rel=canonical href='https://www.example.org/2021/03/04/tea'>", META_PUBLISHED,
     "2021-03-04", "url-date"},
    {"<link rel=canonical href='https://www.example.org/2021/03/tea'>", META_PUBLISHED, "2021-03",
     "url-date"},
    {"<link rel=canonical href='https://web.archive.org/web/20210304101112/http://x.example/'>",
     META_PUBLISHED, NULL, NULL},
    {"<d-front-matter><script type='text/json'>{\"published\":\"May 5, "
     "2021\"}</script></d-front-matter>",
     META_PUBLISHED, "2021-05-05", "distill"},
};

static const struct expectation agreements[] = {
    /* two kinds of witnesses outvote one */
    {"<meta property=article:published_time content='2021-03-05T01:00:00Z'><link rel=canonical "
     "href='https://www.example.org/2021/03/04/tea'>" H1 "<p>4 March 2021</p>",
     META_PUBLISHED, "2021-03-04", "url-date"},
    {"<meta property=article:published_time content='2021-03-05T01:00:00Z'>" H1
     "<p>4 March 2021</p>",
     META_PUBLISHED, "2021-03-05", "open-graph"},
    {"<meta name=citation_date content='2021-03-01'><link rel=canonical "
     "href='https://www.example.org/2021/03/04/tea'>" H1 "<p>4 March 2021</p>",
     META_PUBLISHED, "2021-03-01", "citation-meta"},
    /* the site's owner, where nobody else is named */
    {"<title>How Tea Cools - Anna Brook's blog</title>", META_AUTHORS, "Anna Brook", "site-title"},
    {"<title>How Tea Cools - Anna Brook's blog</title>", META_TITLE, "How Tea Cools", "html-title"},
    {"<title>How Tea Cools | Anna Brook</title><meta name=author content='Anna Brook'>", META_TITLE,
     "How Tea Cools", "html-title"},
    {"<title>How Tea Cools - Brook Example Blog</title>", META_AUTHORS, "Brook Example",
     "site-title"},
    {"<title>How Tea Cools - Tea Times Blog</title>", META_AUTHORS, NULL, NULL},
    {"<title>How Tea Cools - Anna Brook's blog</title><meta name=author content='Luca Ferro'>",
     META_AUTHORS, "Luca Ferro", "meta-author"},
    /* the first paragraph, where nothing describes the page */
    {H1 "<p>By Anna Brook</p><p>Tea cools by evaporation first, by radiation later, and by "
        "conversation last of all. That is well known.</p>",
     META_ABSTRACT,
     "Tea cools by evaporation first, by radiation later, and by conversation last of all. That is "
     "well known.",
     "first-paragraph"},
    {H1 "<p>Short.</p>", META_ABSTRACT, NULL, NULL},
};

static void test_agreements(void **state)
{
    (void)state;
    expect_all(agreements);
}

static void test_titles(void **state)
{
    (void)state;
    expect_all(titles);
}

static void test_authors(void **state)
{
    (void)state;
    expect_all(authors);
}

static void test_dates(void **state)
{
    (void)state;
    expect_all(dates);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_minutes), cmocka_unit_test(test_code),
        cmocka_unit_test(test_titles),  cmocka_unit_test(test_authors),
        cmocka_unit_test(test_dates),   cmocka_unit_test(test_agreements),
    };
    return cmocka_run_group_tests(tests, page_set_up, page_tear_down);
}
