/* pdf: numbers, abstracts, dates and the rest that a PDF says of itself; and readers that lie. */
#include "pdf_said.h"

static void test_stamps(void **state)
{
    (void)state;
    static const struct {
        const char *line;
        const char *arxiv, *category, *published;
    } rows[] = {
        {"200^ 183 2038 arXiv:2401.04088v1 [cs.LG] 8 Jan 2024", "2401.04088", "cs.LG",
         "2024-01-08"},
        {"200^ 183 2038 arXiv:2401.04088v12 [cs.LG] 8 Jan 2024", "2401.04088", "cs.LG", NULL},
        {"100 720 300 arXiv:1106.2578", "1106.2578", NULL, NULL},
        {"100 720 300 arXiv: 1106.2578v2", "1106.2578", NULL, NULL},
        {"200^ 183 2038 arXiv:math.GT/0309136v1 27 Sep 2003", "math.GT/0309136", NULL,
         "2003-09-27"},
        {"200^ 183 2038 arXiv:cond-mat/9901001v3 [cond-mat.soft] 1 Jan 1999", "cond-mat/9901001",
         "cond-mat.soft", NULL},
        /* Another's, in running text; and what is none. */
        {"100 720 300 arXiv preprint arXiv:1706.03762, 2017", NULL, NULL, NULL},
        {"100 720 300 arXiv:1706.03762, 2017. Attention is", NULL, NULL, NULL},
        {"100 720 300 see arXiv:1706.03762", NULL, NULL, NULL},
        {"100 720 300 arXiv:1706.037", NULL, NULL, NULL},
        {"100 720 300 arXiv:1706.0376222", NULL, NULL, NULL},
        {"100 720 300 arXiv:2401.04088v1 [cs.LG", NULL, NULL, NULL},
        {"100 720 300 arXiv:", NULL, NULL, NULL},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct said_case wants[] = {
            {{NULL, NULL, {rows[i].line}}, META_ARXIV, rows[i].arxiv, NULL},
            {{NULL, NULL, {rows[i].line}}, META_CATEGORY, rows[i].category, NULL},
            {{NULL, NULL, {rows[i].line}}, META_PUBLISHED, rows[i].published, NULL},
        };
        for (size_t k = 0; k < sizeof wants / sizeof *wants; k++)
            said_expect(&wants[k], i);
    }
}

#define XMP(text)                                                                                  \
    "<rdf:Description xmlns:dc='http://purl.org/dc/elements/1.1/' "                                \
    "xmlns:prism='http://prismstandard.org/namespaces/basic/2.0/'>" text "</rdf:Description>"

static void test_dois(void **state)
{
    (void)state;
    static const struct said_case rows[] = {
        {{NULL, XMP("<prism:doi>10.1/ABC</prism:doi>"), {NULL}}, META_DOI, NULL, NULL},
        {{NULL, XMP("<prism:doi>10.1000/ABC</prism:doi>"), {NULL}}, META_DOI, "10.1000/abc", NULL},
        {{NULL, XMP("<dc:identifier>doi:10.1000/a(b)c</dc:identifier>"), {NULL}},
         META_DOI,
         "10.1000/a(b)c",
         "pdf-xmp"},
        {{NULL, XMP("<dc:identifier>uuid:10</dc:identifier>"), {NULL}}, META_DOI, NULL, NULL},
        {{NULL,
          "<rdf:Description xmlns:prism='http://p.example/' prism:doi='10.1000/attribute'/>",
          {NULL}},
         META_DOI,
         "10.1000/attribute",
         NULL},
        {{"\"subject\":\"Tea Letters, 12 (2015) 1-10. doi:10.1016/j.tea.2015.01.001\"",
          NULL,
          {NULL}},
         META_DOI,
         "10.1016/j.tea.2015.01.001",
         "pdf-info"},
        {{NULL, NULL, {"70 720 7500 https://doi.org/10.1145/3292500.3330701\n"}},
         META_DOI,
         "10.1145/3292500.3330701",
         "pdf-text"},
        {{NULL, NULL, {"70 720 300 doi:10.1145/ 1721654.1721672\n"}},
         META_DOI,
         "10.1145/1721654.1721672",
         NULL},
        {{NULL,
          NULL,
          {"90 640 1749 2021 Symposium on Tea (TEA) DOI\n90 640 1869 "
           "10.1109/TEA52012.2021.00010\n"}},
         META_DOI,
         "10.1109/tea52012.2021.00010",
         NULL},
        {{NULL,
          NULL,
          {"70 720 300 bioRxiv preprint doi: https://doi.org/10.1101/2020.01.01.123456; this "
           "version\n"}},
         META_DOI,
         "10.1101/2020.01.01.123456",
         NULL},
        {{NULL, NULL, {"70 720 300 https://doi.org/10.48550/arXiv.2401.04088\n"}},
         META_ARXIV,
         "2401.04088",
         NULL},
        /* On the second page when the first has none. */
        {{NULL, NULL, {SAID_BODY, "70 720 7500 DOI: 10.1000/second.\n"}},
         META_DOI,
         "10.1000/second",
         NULL},
        /* Twice the same is one; two are none. */
        {{NULL, NULL, {"70 720 300 doi:10.1000/a\n70 720 7500 https://doi.org/10.1000/A\n"}},
         META_DOI,
         "10.1000/a",
         NULL},
        {{NULL, NULL, {"70 720 300 doi:10.1000/a\n70 720 7500 doi:10.1000/b\n"}},
         META_DOI,
         NULL,
         NULL},
        {{NULL,
          NULL,
          {"70 720 300 doi:10.1000/a\n70 720 7500 doi:10.1000/b\n", "70 720 300 doi:10.1000/c\n"}},
         META_DOI,
         NULL,
         NULL},
        /* Other works'. */
        {{NULL, NULL, {"90 720 6000 References\n90 720 6100 doi:10.1000/other\n"}},
         META_DOI,
         NULL,
         NULL},
        {{NULL, NULL, {SAID_BODY "90 720 4100 [12] A. Brook. How tea cools, doi:10.1000/other\n"}},
         META_DOI,
         NULL,
         NULL},
        {{NULL,
          NULL,
          {SAID_BODY "100 720 4100 as was found by others who have looked at it before us, see "
                     "doi:10.1000/other for more\n"}},
         META_DOI,
         NULL,
         NULL},
        /* Not called one; and cut at the end of the line. */
        {{NULL, NULL, {"70 720 300 version 10.1000/a of\n"}}, META_DOI, NULL, NULL},
        {{NULL, NULL, {"70 720 300 https://doi.org/10.1145/3292500-\n70 720 400 3330701\n"}},
         META_DOI,
         NULL,
         NULL},
        {{NULL, NULL, {"70 720 300 https://doi.org/10.1145/3292500.\n70 720 400 3330701\n"}},
         META_DOI,
         NULL,
         NULL},
    };
    said_expect_all(rows);
}

#define TEXT_1                                                                                     \
    "100 720 2700 We study how tea cools in cups of many materials and find that it does so in "   \
    "a\n"                                                                                          \
    "100 720 2820 way that depends on the mate-\n"                                                 \
    "100 720 2940 rial and the air. We measure four hundred cups of tea, black and green alike,\n"
#define TEXT_2 "100 720 3060 and show that porcelain keeps tea warm for longer than tin does.\n"
#define WHOLE                                                                                      \
    "We study how tea cools in cups of many materials and find that it does so in a way that "     \
    "depends on the material and the air. We measure four hundred cups of tea, black and green "   \
    "alike, and show that porcelain keeps tea warm for longer than tin does."
/* Another column, which comes first in reading order. */
#define COLUMN                                                                                     \
    "100 5700 2600 and another column of this page says another thing that is of no matter\n"      \
    "100 5700 2720 and another column of this page says another thing that is of no matter\n"

#define SLIDES "340 640 1200 Kettles of the World\n"

/* The first page of slides. */
static const struct said_case subtitles[] = {
    {{NULL,
      NULL,
      {SLIDES "160 640 2400 a wander through a weird landscape to the heart of\n"
              "160 640 2600 boiling\n140 640 3000 Anna Brook, spring 2019\n"}},
     META_ABSTRACT,
     "a wander through a weird landscape to the heart of boiling",
     "pdf-subtitle"},
    {{NULL, NULL, {SLIDES "160 640 2400 The Seventh International Meeting on Kettles in Bergen\n"}},
     META_ABSTRACT,
     NULL,
     NULL},
    {{NULL, NULL, {SLIDES "160 640 2400 held on the 7 of May in the town hall of Bergen\n"}},
     META_ABSTRACT,
     NULL,
     NULL},
    {{NULL, NULL, {SLIDES "160 640 2400 Anna Brook, Ben Carter, Clara Dunn and Dora Eliot\n"}},
     META_ABSTRACT,
     NULL,
     NULL},
    {{NULL, NULL, {SLIDES "160 640 2400 why they sing\n"}}, META_ABSTRACT, NULL, NULL},
};

static void test_subtitles(void **state)
{
    (void)state;
    said_expect_all(subtitles);
}

static void test_abstracts(void **state)
{
    (void)state;
    static const struct said_case rows[] = {
        {{NULL,
          NULL,
          {SAID_TITLE "120B 720 2500 Abstract\n" COLUMN TEXT_1 TEXT_2
                      "120B 720 3180 1 Introduction\n"}},
         META_ABSTRACT,
         WHOLE,
         "pdf-text"},
        {{NULL, NULL, {SAID_TITLE "120B 720 2500 A B S T R A C T\n" TEXT_1 TEXT_2}},
         META_ABSTRACT,
         WHOLE,
         NULL},
        {{NULL,
          NULL,
          {SAID_TITLE "120B 720 2500 Abstract\n" TEXT_1 TEXT_2
                      "100 720 3180 Index Terms\xE2\x80\x94tea, cups\n"}},
         META_ABSTRACT,
         WHOLE,
         NULL},
        {{NULL,
          NULL,
          {SAID_TITLE "100 720 2580 Abstract\xE2\x80\x94 Four hundred cups of tea are measured, "
                      "black and green\n"
                      "100 720 2700 alike, and we show that porcelain keeps tea warm for longer "
                      "than tin does, if\n"
                      "100 720 2820 the air is dry and the cup is not too large and nobody drinks "
                      "from it now.\n"}},
         META_ABSTRACT,
         "Four hundred cups of tea are measured, black and green alike, and we show that porcelain "
         "keeps tea warm for longer than tin does, if the air is dry and the cup is not too large "
         "and nobody drinks from it now.",
         NULL},
        /* It goes on elsewhere; it is too short; there is none. */
        {{NULL, NULL, {SAID_TITLE "120B 720 2500 Abstract\n" TEXT_1}}, META_ABSTRACT, NULL, NULL},
        {{NULL, NULL, {SAID_TITLE "120B 720 2500 Abstract\n100 720 2700 Tea cools.\n"}},
         META_ABSTRACT,
         NULL,
         NULL},
        {{NULL, NULL, {SAID_TITLE TEXT_1 TEXT_2}}, META_ABSTRACT, NULL, NULL},
        /* Bitmaps of old TeX lack ligatures. */
        {{NULL,
          NULL,
          {SAID_TITLE "120B 720 2500 Abstract\n"
                      "100t 720 2700 We study how tea cools in cups of many materials.\n"}},
         META_ABSTRACT,
         NULL,
         NULL},
        /* A subject is no abstract. */
        {{NULL, XMP("<dc:description>gnuplot plot</dc:description>"), {NULL}},
         META_ABSTRACT,
         NULL,
         NULL},
        {{NULL,
          XMP("<dc:description><rdf:Alt><rdf:li>" WHOLE "</rdf:li></rdf:Alt></dc:description>"),
          {NULL}},
         META_ABSTRACT,
         WHOLE,
         "pdf-xmp"},
    };
    said_expect_all(rows);
}

#define DATED(line)                                                                                \
    {                                                                                              \
        SAID_TITLE "120 900 1900 " line "\n" SAID_ABSTRACT SAID_BODY                               \
    }

static void test_dates(void **state)
{
    (void)state;
    static const struct said_case rows[] = {
        {{NULL, NULL, DATED("November 4, 2004")}, META_PUBLISHED, "2004-11-04", "pdf-text"},
        {{NULL, NULL, DATED("April 1960")}, META_PUBLISHED, "1960-04", NULL},
        {{NULL, NULL, DATED("Janvier 2011")}, META_PUBLISHED, "2011-01", NULL},
        {{NULL, NULL, DATED("Technical Report, December 7, 2019, Citadel")},
         META_PUBLISHED,
         "2019-12-07",
         NULL},
        {{NULL, NULL, DATED("Graydon Moe, spring 2019")}, META_PUBLISHED, "2019", NULL},
        /* The file's own date is only an upper bound. */
        {{"\"created\":\"2004-11-05\"", NULL, {SAID_TITLE SAID_BODY}}, META_PUBLISHED, NULL, NULL},
        {{"\"created\":\"2004-11-05\"", NULL, DATED("November 4, 2004")},
         META_PUBLISHED,
         "2004-11-04",
         NULL},
        {{"\"created\":\"2003-01-01\"", NULL, DATED("November 4, 2004")},
         META_PUBLISHED,
         NULL,
         NULL},
        /* Conferences are held on other days; numbers are no years. */
        {{NULL, NULL, DATED("TEA 2010, May 2-8, Cape Town")}, META_PUBLISHED, NULL, NULL},
        {{NULL, NULL, DATED("2014")}, META_PUBLISHED, NULL, NULL},
        {{NULL, NULL, DATED("May 4, 2104")}, META_PUBLISHED, NULL, NULL},
    };
    said_expect_all(rows);
}

static void test_the_rest(void **state)
{
    (void)state;
    static const struct said_case rows[] = {
        {{NULL, NULL, {NULL}}, META_MINUTES, "21", "pdf-pages"},
        {{NULL,
          XMP("<dc:language><rdf:Bag><rdf:li>en_US</rdf:li></rdf:Bag></dc:language>"),
          {NULL}},
         META_LANGUAGE,
         "en-US",
         "pdf-xmp"},
        {{NULL, XMP("<dc:language>x-default</dc:language>"), {NULL}}, META_LANGUAGE, NULL, NULL},
        {{"\"keywords\":\"tea, cups; tin\"", NULL, {NULL}},
         META_TAGS,
         "tea; cups; tin",
         "pdf-info"},
        {{NULL, XMP("<prism:publicationName>Tea Letters</prism:publicationName>"), {NULL}},
         META_VENUE,
         "Tea Letters",
         "pdf-xmp"},
        /* Broken XML, and XML that attacks. */
        {{"\"title\":\"How Tea Cools\"", "<dc:title>", {NULL}}, META_TITLE, "How Tea Cools", NULL},
        {{NULL,
          "<rdf:Description "
          "xmlns:dc='http://p.example/'><dc:title>&lol;</dc:title></rdf:Description>",
          {NULL}},
         META_TITLE,
         NULL,
         NULL},
    };
    said_expect_all(rows);
}

/* What a reader may say instead, taken over by its document or cut off. */
static void test_lies(void **state)
{
    (void)state;
    static const char *const says[] = {
        "",
        "\n",
        "no JSON\n",
        "{\"pages\":1",
        "[]\n",
        "{\"pages\":-5,\"info\":[1,2]}\n{\"page\":1}\n{\"page\":99,\"lines\":[]}\n",
        "{\"pages\":10000,\"info\":{}}\n",
        "{\"pages\":1e400,\"info\":{\"title\":7}}\n",
        "{\"pages\":99999999999999999,\"info\":{\"title\":null}}\n{\"xmp\":{}}\n",
        "{\"page\":1,\"lines\":{\"text\":\"x\"}}\n",
        "{\"page\":1,\"width\":-1,\"height\":2000000000,\"lines\":[1,null,{},{\"text\":\"\"},"
        "{\"text\":\"Abstract\",\"x\":9e9,\"y\":-2147483648,\"size\":2147483647},"
        "{\"text\":\"How Tea Cools\",\"x\":999999,\"y\":-999999,\"right\":-999999,\"bottom\":1,"
        "\"size\":1000000}]}\n",
        "{\"page\":1,\"lines\":[{\"text\":\"Abstract\",\"size\":10},{\"text\":\"a\",\"size\":10},"
        "{\"text\":\"b\",\"size\":10,\"x\":5,\"right\":-5}]}\n",
    };
    for (size_t i = 0; i < sizeof says / sizeof *says; i++) {
        struct meta *m = meta_new();
        const struct page_input in = {.url = NULL};
        pdf_extract_said(&in, says[i], strlen(says[i]), m);
        if (meta_count(m, META_TITLE) + meta_count(m, META_AUTHORS) + meta_count(m, META_DOI) +
                meta_count(m, META_MINUTES) >
            0)
            fail_msg("row %zu: %s", i, meta_get(m, META_TITLE));
        meta_free(m);
    }
}

/* A page as large as the reader may make it is read in no time. */
static void test_large_pages(void **state)
{
    (void)state;
    struct buf lines;
    buf_init(&lines, 1 << 20);
    for (int i = 0; i < 600; i++)
        (void)buf_addf(&lines, "%d 720 %d Tea cools in Anna Brook, and so do cups of tea-\n",
                       100 + i % 3, 100 + i * 10);
    struct said s = {NULL, NULL, {lines.data, lines.data}};
    struct meta *m = said_meta(&s);
    assert_null(meta_get(m, META_ABSTRACT));
    meta_free(m);
    buf_release(&lines);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_stamps),      cmocka_unit_test(test_dois),
        cmocka_unit_test(test_abstracts),   cmocka_unit_test(test_dates),
        cmocka_unit_test(test_the_rest),    cmocka_unit_test(test_lies),
        cmocka_unit_test(test_large_pages), cmocka_unit_test(test_subtitles),
    };
    return cmocka_run_group_tests(tests, page_set_up, page_tear_down);
}
