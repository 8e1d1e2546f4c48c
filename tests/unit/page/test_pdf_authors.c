/* pdf_authors, pdf_byline: who wrote a PDF; a wrong name is worse than none. */
#include "pdf_said.h"

#include "gloss/page/pdf_byline.h"

static void test_persons(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        bool person;
        bool no_name;
    } rows[] = {
        {"Anna Brook", true, false},
        {"E. R. Creswick", true, false},
        {"Robert A. Yost", true, false},
        {"Diego de las Casas", true, false},
        {"Rafael Pérez y Pérez", true, false},
        {"Patrick O\xE2\x80\x99Neil", true, false},
        {"Zeyuan Allen-Zhu", true, false},
        {"E. F. CODD", true, false},
        {"ongardie", false, true}, /* a login: lower case */
        {"Bryan", false, false},
        {"Administrator", false, true},
        {"Palo Alto", false, true},
        {"Stanford University", false, true},
        {"Deep Learning", false, true},
        {"Computer Science", false, true},
        {"Google Brain", false, true},
        {"Thème COM", false, false},
        {"Aishwarya P S", false, false},
        {"Maarten Fokkinga y", false, false},
        {"Edward Hu\xE2\x88\x97 Yelong", false, false},
        {"anna@x.example", false, true},
        {"4th Floor", false, true},
        {"", false, false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (pdf_is_person(rows[i].name) != rows[i].person ||
            pdf_is_no_name(rows[i].name) != rows[i].no_name)
            fail_msg("\"%s\": person %d, no name %d", rows[i].name, pdf_is_person(rows[i].name),
                     pdf_is_no_name(rows[i].name));
}

#define PAGE(names)                                                                                \
    {                                                                                              \
        SAID_TITLE names SAID_ABSTRACT SAID_BODY                                                   \
    }

static void test_names_below_title(void **state)
{
    (void)state;
    static const struct said_case rows[] = {
        {{NULL, NULL, PAGE("120 900 1600 Anna Brook, Luca Ferro and Jan de Vries\n")},
         META_AUTHORS,
         "Anna Brook; Luca Ferro; Jan de Vries",
         "pdf-text"},
        /* A list over lines: names are divided, or not, at the end of a line. */
        {{NULL, NULL,
          PAGE("120 900 1600 Anna Brook, Luca Ferro, Rebekah\n120 900 1740 Leslie-Hurd, E. R.\n"
               "120 900 1880 Creswick, Ida Moe\n120 900 2020 Max Lind, Eva Holm\n")},
         META_AUTHORS,
         "Anna Brook; Luca Ferro; Rebekah Leslie-Hurd; E. R. Creswick; Ida Moe; Max Lind; Eva Holm",
         NULL},
        /* A grid: names bold, places not. */
        {{NULL, NULL,
          PAGE("100B 900 1600 Anna Brook\n100 900 1720 Department of Tea\n100 900 1840 Palo Alto\n"
               "100B 3000 1600 Luca Ferro\n100 3000 1720 University of Cups\n")},
         META_AUTHORS,
         "Anna Brook; Luca Ferro",
         NULL},
        /* Everything in one size. */
        {{NULL, NULL,
          PAGE("120 900 1600 Gary Moe\n120 900 1720 Moe Associates Inc.\n120 900 1840 David D. "
               "Wood\n"
               "120 900 1960 The Ohio State University\n120 900 2080 June 7, 2004\n")},
         META_AUTHORS,
         "Gary Moe; David D. Wood",
         NULL},
        {{NULL, NULL, PAGE("120 900 1600 Jon M. Klein \xE2\x80\xA0\n")},
         META_AUTHORS,
         "Jon M. Klein",
         NULL},
        {{NULL, NULL, PAGE("140 900 1600 Anna Brook, spring 2019\n")},
         META_AUTHORS,
         "Anna Brook",
         NULL},
        {{NULL, NULL, PAGE("120 900 1600 by Anna Brook\n")}, META_AUTHORS, "Anna Brook", NULL},
        /* Unsure. */
        {{NULL, NULL, PAGE("120 900 1600 Anna Brook\n")}, META_AUTHORS, NULL, NULL},
        {{NULL, NULL, PAGE("120 900 1600 Anna Brook, Tea Institute, Oslo\n")},
         META_AUTHORS,
         NULL,
         NULL},
        {{NULL, NULL,
          PAGE("98 595 1600 MICHAEL\n98 1100 1600 J. FISCHER\n89 600 1750 Yale University\n"
               "98 595 1900 NANCY\n98 1000 1900 A. LYNCH\n")},
         META_AUTHORS,
         NULL,
         NULL},
        {{NULL, NULL, PAGE("120 900 1600 Edward Hu Yelong Shen\n90 900 1750 a@x.example\n")},
         META_AUTHORS,
         NULL,
         NULL},
        {{NULL, NULL,
          PAGE("120 900 1600 Lessons for Everybody\n120 900 1740 Anna Brook, Ida Moe\n")},
         META_AUTHORS,
         "Anna Brook; Ida Moe",
         NULL},
        {{NULL, NULL, PAGE("120 900 1600 Green Leaves\n120 900 1740 Blue Cups, Red Saucers, Q\n")},
         META_AUTHORS,
         NULL,
         NULL},
        /* Those who examined a thesis did not write it. */
        {{NULL, NULL,
          PAGE("120 900 1600 by\n120 900 1720 Anna Brook\n120 900 1840 Thesis Committee:\n"
               "120 900 1960 Ida Moe\n120 900 2080 Eva Holm\n")},
         META_AUTHORS,
         "Anna Brook",
         NULL},
    };
    said_expect_all(rows);
}

#define CREATORS(list)                                                                             \
    "<rdf:Description xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:creator><rdf:Seq>" list      \
    "</rdf:Seq></dc:creator></rdf:Description>"

static void test_metadata_against_page(void **state)
{
    (void)state;
    static const struct said_case rows[] = {
        {{NULL, CREATORS("<rdf:li>Anna Brook</rdf:li><rdf:li>Ferro, Luca</rdf:li>"), {NULL}},
         META_AUTHORS,
         "Anna Brook; Luca Ferro",
         "pdf-xmp"},
        {{"\"author\":\"Anna Brook; Luca Ferro\"", NULL, {NULL}},
         META_AUTHORS,
         "Anna Brook; Luca Ferro",
         "pdf-info"},
        {{"\"author\":\"Anna Brook, Luca Ferro\"", CREATORS("<rdf:li>Anna Brook</rdf:li>"), {NULL}},
         META_AUTHORS,
         "Anna Brook; Luca Ferro",
         "pdf-info"},
        {{"\"author\":\"ongardie\"", NULL, {NULL}}, META_AUTHORS, NULL, NULL},
        {{"\"author\":\"Administrator\"", NULL, {NULL}}, META_AUTHORS, NULL, NULL},
        {{"\"author\":\"Brook, Anna et al\"", NULL, {NULL}}, META_AUTHORS, NULL, NULL},
        {{"\"author\":\"Selinger, Astrahan, Lorie\"", NULL, {NULL}}, META_AUTHORS, NULL, NULL},
        {{"\"author\":\"Google LLC\"", NULL, {NULL}}, META_AUTHORS, NULL, NULL},
        /* Whom the page does not name did not write it. */
        {{"\"author\":\"Sara Typist\"", NULL, PAGE("120 900 1600 Anna Brook, Luca Ferro\n")},
         META_AUTHORS,
         "Anna Brook; Luca Ferro",
         "pdf-text"},
        {{"\"author\":\"Sara Typist\"", NULL, {SAID_TITLE SAID_ABSTRACT SAID_BODY}},
         META_AUTHORS,
         NULL,
         NULL},
        /* The first of several only. */
        {{"\"author\":\"Anna Brook\"", NULL, PAGE("120 900 1600 Anna Brook, Luca Ferro\n")},
         META_AUTHORS,
         "Anna Brook; Luca Ferro",
         "pdf-text"},
        {{"\"author\":\"Anna Brook\"", NULL, PAGE("120 900 1600 Anna Brook, Luca Ferro, X\n")},
         META_AUTHORS,
         NULL,
         NULL},
        {{"\"author\":\"Anna Q. Brook\"", NULL, PAGE("120 900 1600 Anna Brook\n")},
         META_AUTHORS,
         "Anna Q. Brook",
         "pdf-info"},
    };
    said_expect_all(rows);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_persons),
        cmocka_unit_test(test_names_below_title),
        cmocka_unit_test(test_metadata_against_page),
    };
    return cmocka_run_group_tests(tests, page_set_up, page_tear_down);
}
