/* pdf_title, pdf_front: which title a PDF has. */
#include "pdf_said.h"

#include "gloss/page/pdf_document.h"
#include "gloss/page/pdf_title.h"

static void test_junk(void **state)
{
    (void)state;
    static const struct {
        const char *title;
        bool junk;
    } rows[] = {
        {"Microsoft Word - draft3.doc", true},
        {"Microsoft PowerPoint - Talk", true},
        {"untitled", true},
        {"Untitled Document", true},
        {"paper.dvi", true},
        {"recursive", true},
        {"CompilerTalk-2019", true},
        {"Common_Ground final", true},
        {"0000_V53.04.indb", true},
        {"main", true},
        {"Final Report", true},
        {"PII: S0098-1354(99)00624-4", true},
        {"IEEE Paper Template in A4 (V1)", true},
        {"C:\\papers\\tea", true},
        {"Tea 2019 12 3 44 5", true},
        {"pdfTeX-1.40.20 by Thanh", true},
        {"Writer of Words", true},
        {"tea cools", true}, /* the file's name */
        {"\xEF\xBF\xBD\xEF\xBF\xBD title of words", true},
        {"How Tea Cools", false},
        {"Tea: A Study of 2 Cups", false},
        {"Word Embeddings", false},
        {"茶の冷却", false},
        {"", true},
    };
    const struct pdf_document d = {.producer = "pdfTeX-1.40.20 by Thanh",
                                   .creator = "Writer of Words"};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (pdf_title_is_junk(&d, rows[i].title, "https://x.example/a/tea-cools.pdf?v=1") !=
            rows[i].junk)
            fail_msg("\"%s\" is %sjunk", rows[i].title, rows[i].junk ? "" : "no ");
}

#define DC(text)                                                                                   \
    "<rdf:Description xmlns:dc='http://purl.org/dc/elements/1.1/'>" text "</rdf:Description>"
#define DC_TITLE(text)                                                                             \
    DC("<dc:title><rdf:Alt><rdf:li xml:lang='x-default'>" text "</rdf:li></rdf:Alt></dc:title>")

static void test_metadata_against_page(void **state)
{
    (void)state;
    static const struct said_case rows[] = {
        /* Nothing but metadata. */
        {{"\"title\":\"How Tea Cools\"", NULL, {NULL}}, META_TITLE, "How Tea Cools", "pdf-info"},
        {{NULL, DC_TITLE("How Tea Cools"), {NULL}}, META_TITLE, "How Tea Cools", "pdf-xmp"},
        {{"\"title\":\"tea.dvi\"", DC_TITLE("fig1.eps"), {NULL}}, META_TITLE, NULL, NULL},
        /* The page agrees: its typography or theirs, theirs it is. */
        {{"\"title\":\"How tea cools in cups of various materials\"",
          NULL,
          {SAID_TITLE SAID_ABSTRACT SAID_BODY}},
         META_TITLE,
         "How tea cools in cups of various materials",
         "pdf-info"},
        /* Junk gives way to the page. */
        {{"\"title\":\"Microsoft Word - tea.doc\"",
          DC_TITLE("tea_final"),
          {SAID_TITLE SAID_ABSTRACT SAID_BODY}},
         META_TITLE,
         "How Tea Cools in Cups of Various Materials",
         "pdf-text"},
        /* So does a title that the page does not print. */
        {{"\"title\":\"A Guide to Our Conference\"", NULL, {SAID_TITLE SAID_ABSTRACT SAID_BODY}},
         META_TITLE,
         "How Tea Cools in Cups of Various Materials",
         "pdf-text"},
        /* A page without a title of its own does not contradict. */
        {{"\"title\":\"A Guide to Cups\"", NULL, {SAID_BODY}}, META_TITLE, "A Guide to Cups", NULL},
        /* The page says more. */
        {{"\"title\":\"How Tea\"", NULL, {SAID_TITLE SAID_ABSTRACT SAID_BODY}},
         META_TITLE,
         "How Tea Cools in Cups of Various Materials",
         "pdf-text"},
        {{"\"title\":\"[hal-0055, v1] How Tea Cools\"", NULL, {NULL}},
         META_TITLE,
         "How Tea Cools",
         "pdf-info"},
        {{"\"title\":\"[Draft] How Tea Cools\"", NULL, {NULL}},
         META_TITLE,
         "[Draft] How Tea Cools",
         "pdf-info"},
    };
    said_expect_all(rows);
}

static void test_largest_type(void **state)
{
    (void)state;
    static const struct said_case rows[] = {
        /* Banners, stamps, dates and section titles are larger or equal, and are no titles. */
        {{NULL,
          NULL,
          {"200 720 300 Published as a conference paper at ICLR 2024\n"
           "200^ 100 2000 arXiv:2401.00001v2 [cs.LG] 8 Jan 2024\n"
           "180 720 600 January 29, 1998\n" SAID_TITLE SAID_ABSTRACT
           "172 720 2500 1 Introduction\n" SAID_BODY}},
         META_TITLE,
         "How Tea Cools in Cups of Various Materials",
         NULL},
        /* One enormous word is a logo; one letter an initial. */
        {{NULL,
          NULL,
          {"900 720 200 BRICS\n" SAID_TITLE SAID_ABSTRACT "280 720 2600 W\n" SAID_BODY}},
         META_TITLE,
         "How Tea Cools in Cups of Various Materials",
         NULL},
        /* Bold in the size of the text. */
        {{NULL,
          NULL,
          {"100B 720 1000 How Tea Cools in Cups\n100 720 1300 Anna Brook\n" SAID_ABSTRACT
               SAID_BODY}},
         META_TITLE,
         "How Tea Cools in Cups",
         NULL},
        /* Nothing stands out. */
        {{NULL, NULL, {"100 720 1000 How Tea Cools in Cups\n" SAID_BODY}}, META_TITLE, NULL, NULL},
        /* Wide blanks part a line; the parts are one title. */
        {{NULL,
          NULL,
          {"172 720 1000 How Tea\n172 1722 1000 Cools in Cups\n" SAID_ABSTRACT SAID_BODY}},
         META_TITLE,
         "How Tea Cools in Cups",
         NULL},
        /* Divided words: as the text writes them; without a hyphen, unless a capital follows. */
        {{NULL,
          NULL,
          {"172 720 1000 On the Cooling of Lan-\n172 720 1200 guage and Time-\n172 720 1400 "
           "Sharing "
           "by Peer-to-\n172 720 1600 peer Tea\n" SAID_ABSTRACT SAID_BODY
           "100 720 3100 a peer-to-peer tea\n"}},
         META_TITLE,
         "On the Cooling of Language and Time-Sharing by Peer-to-peer Tea",
         NULL},
        /* Marks of footnotes go. */
        {{NULL,
          NULL,
          {"172 720 1000 How Tea Cools\xE2\x88\x97 \xE2\x80\xA0\n" SAID_ABSTRACT SAID_BODY}},
         META_TITLE,
         "How Tea Cools",
         NULL},
        /* The heading of a column beside the title is no limit for it. */
        {{NULL,
          NULL,
          {"240 765 1058 The Tea Time-\n240 765 1298 Sharing System\n100B 3331 348 1. "
           "Introduction\n" SAID_BODY}},
         META_TITLE,
         "The Tea Time-Sharing System",
         NULL},
        /* Codes that mean nothing. */
        {{NULL,
          NULL,
          {"224 720 1000 -/.!021#3547680:9<;=?>A@CBE*DF0F>G=#4H.!0IB%JKB?.MLN\n"
           "100 720 2600 Z\\[*]_^a`KbHcCd*`ecf`eg`KbH]hci[*]kj!limonEj!^Pp*qsrut\n"}},
         META_TITLE,
         NULL,
         NULL},
        /* Below the middle of the page nothing is a title. */
        {{NULL, NULL, {SAID_BODY "172 720 7000 How Tea Cools in Cups\n"}}, META_TITLE, NULL, NULL},
    };
    said_expect_all(rows);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_junk),
        cmocka_unit_test(test_metadata_against_page),
        cmocka_unit_test(test_largest_type),
    };
    return cmocka_run_group_tests(tests, page_set_up, page_tear_down);
}
