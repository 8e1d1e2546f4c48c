/* opengraph and the plain words of the head: meta elements as pages really write them. */
#include "expect.h"

static const struct expectation rows[] = {
    {"<meta property=og:title content='How Tea Cools'>", META_TITLE, "How Tea Cools", "open-graph"},
    {"<meta name=og:title content='How Tea Cools'>", META_TITLE, "How Tea Cools", "open-graph"},
    {"<meta property='og:title twitter:title' content='Two Tokens'>", META_TITLE, "Two Tokens",
     "open-graph"},
    {"<meta property=og:title contents='A Typo'>", META_TITLE, "A Typo", "open-graph"},
    {"<body><p>x<meta property=og:title content='In the Body'>", META_TITLE, "In the Body",
     "open-graph"},
    {"<meta property=og:title content=''><meta name=twitter:title content='Second Best'>",
     META_TITLE, "Second Best", "twitter"},
    {"<meta property=og:title content='undefined'>", META_TITLE, NULL, NULL},
    {"<meta property=og:title content='{{ page.title }}'>", META_TITLE, NULL, NULL},
    {"<meta property=og:title content='Tea &amp;amp; Biscuits'>", META_TITLE, "Tea & Biscuits",
     NULL},
    {"<meta property=og:site_name content='Tea Times'><meta property=og:title content='How Tea "
     "Cools | Tea Times'>",
     META_TITLE, "How Tea Cools", "open-graph"},
    {"<meta property=og:site_name content='Tea Times'><title>Tea Times - How Tea Cools</title>",
     META_TITLE, "How Tea Cools", "html-title"},
    {"<title>How Tea Cools - Example</title>", META_TITLE, "How Tea Cools", "html-title"},
    {"<title>How Tea Cools - A Study</title>", META_TITLE, "How Tea Cools - A Study", "html-title"},
    {"<meta property=og:site_name content='Tea Times'><meta property=og:title content='Tea Times'>"
     "<title>Tea Times | How Tea Cools</title>",
     META_TITLE, "How Tea Cools", "html-title"},
    {"<meta property=og:site_name content='Tea Times'><title>Tea Times</title>", META_TITLE,
     "Tea Times", NULL},
    {"<meta property=og:description content='Newton knew.'>", META_ABSTRACT, "Newton knew.",
     "open-graph"},
    {"<meta property=og:title content='Same'><meta property=og:description content='Same'>",
     META_ABSTRACT, NULL, NULL},
    {"<meta property=og:description content='It was a long and cold evening when the kettle was "
     "put on the...'><meta name=description content='It was a long and cold evening when the "
     "kettle "
     "was put on the stove.'>",
     META_ABSTRACT, "It was a long and cold evening when the kettle was put on the stove.",
     "meta-description"},
    {"<meta property=og:description content='&lt;p&gt;Escaped &lt;b&gt;tags&lt;/b&gt;&lt;/p&gt;'>",
     META_ABSTRACT, "Escaped tags", NULL},
    {"<meta property=og:site_name content='Tea Times'>", META_SITE, "Tea Times", "open-graph"},
    {"<meta property=article:published_time content='2021-03-04T23:30:00-08:00'>", META_PUBLISHED,
     "2021-03-04", "open-graph"},
    {"<meta property=article:published_time content='2021-03-04'><meta "
     "property=article:modified_time content='2021-03-05'>",
     META_MODIFIED, "2021-03-05", "open-graph"},
    {"<meta property=article:published_time content='05/9/23'>", META_PUBLISHED, NULL, NULL},
    {"<meta property=article:published_time content='2031-01-01'>", META_PUBLISHED, NULL, NULL},
    {"<meta property=article:author content='https://social.example/anna'>", META_AUTHORS, NULL,
     NULL},
    {"<meta property=article:author content='Anna Brook'>", META_AUTHORS, "Anna Brook",
     "open-graph"},
    {"<meta name=author content='Anna Brook and Luca Ferro'>", META_AUTHORS,
     "Anna Brook; Luca Ferro", "meta-author"},
    {"<meta name=author content='anna@example.org'>", META_AUTHORS, NULL, NULL},
    {"<meta name=author content='@anna'>", META_AUTHORS, NULL, NULL},
    {"<meta name=author content='admin'>", META_AUTHORS, NULL, NULL},
    {"<meta name=author content='Tea Times'><meta property=og:site_name content='Tea Times'>",
     META_AUTHORS, NULL, NULL},
    {"<meta name=author content='Example'>", META_AUTHORS, NULL, NULL},
    {"<meta name=twitter:label1 content='Written by'><meta name=twitter:data1 content='Anna "
     "Brook'>",
     META_AUTHORS, "Anna Brook", "twitter"},
    {"<meta name=twitter:label2 content='Est. reading time'><meta name=twitter:data2 content='7 "
     "minutes'>",
     META_MINUTES, "7", "twitter"},
    {"<meta name=keywords content='tea, water'>", META_TAGS, "tea; water", "meta-keywords"},
    {"<html lang=en-GB><p>x", META_LANGUAGE, "en-GB", "html-lang"},
    {"<html lang='x'><meta property=og:locale content=de_DE>", META_LANGUAGE, "de-DE",
     "open-graph"},
    {"<link rel=canonical href='/a/page'>", META_CANONICAL, "https://www.example.org/a/page",
     "rel-canonical"},
    {"<base href='https://other.example/x/'><link rel='canonical' href='y z'>", META_CANONICAL,
     "https://other.example/x/y%20z", "rel-canonical"},
    {"<a rel=license href='https://creativecommons.org/licenses/by/4.0/'>CC</a>", META_LICENSE,
     "https://creativecommons.org/licenses/by/4.0/", "rel-license"},
    {"<title>Zo\xc3\xab</title><meta charset=iso-8859-1>", META_TITLE, "Zo\xc3\xab", NULL},
    {"<title>Tea\xe2\x80\xae for two\x01</title>", META_TITLE, "Tea for two", NULL},
};

static void test_head(void **state)
{
    (void)state;
    expect_all(rows);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_head),
    };
    return cmocka_run_group_tests(tests, page_set_up, page_tear_down);
}
