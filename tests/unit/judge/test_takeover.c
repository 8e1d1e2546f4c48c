/* What is seen only beside something else: what the cache remembers, and a path that cannot exist.
 */
#include "looks.h"

#include <stdlib.h>

#include "gloss/base/text.h"
#include "gloss/judge/takeover.h"

static void domains_that_were_taken_over(void **state)
{
    static const struct {
        const char *past_title, *past_language, *past_host;
        const char *final, *title, *language, *text;
        bool taken;
    } rows[] = {
        {"Tea Research Group", "en", "tea.example", NULL, "Situs Slot Gacor Terpercaya", "id",
         "Daftar slot", true},
        {"Tea Research Group", "en", "tea.example", NULL, "Best Online Casino Bonus 2026", "en",
         "Roulette, slots and a bonus", true},
        {"Tea Research Group", "en", "tea.example", "https://win.example/x", "Casino Royal", "en",
         "Play", true},
        {"Tea Research Group", "en", "tea.example", "https://win.example/x", "お茶の時間", "ja",
         "いろいろ", true},
        {"Forschung am Tee", "de-DE", "www.tea.example", NULL, "Казино онлайн", "ru", "Играй",
         true},
        {"Tea Research Group", "en", "tea.example", NULL, "Buy Viagra Online", "en",
         "Viagra, Cialis, online pharmacy", true},

        /* a new title, a redesign, a translation, a move */
        {"Tea Research Group", "en", "tea.example", NULL, "Department of Hot Drinks", "en", "x",
         false},
        {"Tea Research Group", "en", "tea.example", NULL, "Groupe de recherche", "fr", "x", false},
        {"Tea Research Group", "en", "tea.example", "https://drinks.example/", "Hot Drinks", "en",
         "x", false},
        {"Tea Research Group", "en", "tea.example", "https://lab.tea.example/", "Tee-Labor", "de",
         "x", false},
        {"Tea Research Group", "en", "tea.example", "https://tea.org.example/", "Tea Research",
         "de", "x", false},
        {"Tea Research Group", "", "tea.example", "https://drinks.example/", "Getraenke", "de", "x",
         false},
        {"Tea Research Group", "en-GB", "tea.example", "https://drinks.example/", "Hot", "en-us",
         "x", false},
        /* one word by chance */
        {"Tea Research Group", "en", "tea.example", NULL, "Casino effects in tea tasting", "en",
         "A study.", false},
        {"Tea Research Group", "en", "tea.example", NULL, "News", "en",
         "casino betting slots jackpot in the text only", false},
        /* the link was about it */
        {"Casino guide", "en", "tea.example", NULL, "Slots and poker bonus", "de", "casino", false},
        /* nothing is remembered */
        {NULL, NULL, NULL, NULL, "Situs Slot Gacor Terpercaya", "id", "Daftar slot", false},
        {"", "en", "tea.example", "https://win.example/x", "Casino slots", "id", "bonus", false},
        {"Tea Research Group", "en", "tea.example", "https://win.example/", "", "id", "", false},
    };

    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct signs s = signs_for(rows[i].title, "", rows[i].text, 0);
        struct look look = {.asked = "https://www.tea.example/",
                            .final = rows[i].final,
                            .status = 200,
                            .signs = &s,
                            .past = {.host = rows[i].past_host,
                                     .title = rows[i].past_title,
                                     .language = rows[i].past_language}};
        struct evidence e = {.says = "nothing odd"};
        snprintf(s.language, sizeof(s.language), "%s", rows[i].language);
        if (judge_look(&look, &e) != rows[i].taken)
            fail_msg("row %zu: %s", i, e.says);
        if (rows[i].taken) {
            assert_non_null(strstr(e.says, "another site at this address"));
            assert_int_equal(e.class, EVIDENCE_SOFT);
        }
    }
}

static void trades_are_folded(void **state)
{
    (void)state;
    for (size_t i = 0; i < takeover_trade_count; i++) {
        char *folded = text_fold(takeover_trades[i].text);
        assert_string_equal(folded, takeover_trades[i].text);
        free(folded);
    }
}

static void one_page_at_two_addresses(void **state)
{
    static const struct {
        const char *title, *text;
        uint64_t print;
        unsigned flags;
        const char *other_title, *other_text;
        uint64_t other_print;
        unsigned other_flags;
        bool same;
    } rows[] = {
        {"Tea", "We are sorry", 0xff, 0, "Tea", "We are sorry", 0xff, 0, true},
        {"Tea", ARTICLE, 0xff, 0, "TEA", ARTICLE, 0x1f, 0, true},
        {"Tea",
         "Nothing at /papers/cooling, sorry. Have a look at our many other pages about tea "
         "and kettles instead",
         0xff, 0, "Tea",
         "Nothing at /papers/gloss-4711, sorry. Have a look at our many other pages about tea and "
         "kettles instead",
         0xff00, 0, true},
        {"", "We are sorry", 0xff, 0, "", "We are sorry", 0xff, 0, true},
        /* another title, another text, another size */
        {"How Tea Cools", ARTICLE, 0xff, 0, "Not found", ARTICLE, 0xff, 0, false},
        {"Tea", ARTICLE, 0xff, 0, "Tea", "Nothing here", 0xff, 0, false},
        {"Tea", "All about lids and cosies", 0xff, 0, "Tea", "Sorry, there is nothing", 0xffff00, 0,
         false},
        /* app shells are the same at every address, and nothing is like nothing */
        {"Tea", "Loading", 0xff, HOLLOW, "Tea", "Loading", 0xff, HOLLOW, false},
        {"Tea", "Loading", 0xff, HOLLOW, "Tea", "Loading", 0xff, 0, false},
        {"Tea", "", 0, 0, "Tea", "", 0, 0, false},
        {"Tea", "x", 0xff, NO_HTML, "Tea", "x", 0xff, NO_HTML, false},
    };

    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct signs page = signs_for(rows[i].title, "", rows[i].text, rows[i].flags);
        struct signs other =
            signs_for(rows[i].other_title, "", rows[i].other_text, rows[i].other_flags);
        struct look look = {.asked = "https://tea.example/papers/cooling",
                            .status = 200,
                            .signs = &page,
                            .sibling = &other};
        struct evidence e;
        page.fingerprint = rows[i].print;
        other.fingerprint = rows[i].other_print;
        if (judge_same_page(&page, &other) != rows[i].same ||
            judge_same_page(&other, &page) != rows[i].same || judge_look(&look, &e) != rows[i].same)
            fail_msg("row %zu", i);
        if (rows[i].same)
            assert_non_null(strstr(e.says, "cannot exist"));
        look.asked = "https://tea.example/";
        assert_false(judge_look(&look, &e));
    }
}

static void what_is_worth_a_second_request(void **state)
{
    static const struct {
        const char *asked, *final, *title, *h1, *text, *canonical;
        unsigned flags;
        bool worth;
    } rows[] = {
        {"https://tea.example/a/b", NULL, "404", "", ARTICLE, "", 0, true},
        {"https://tea.example/a/b", NULL, "Page not found", "", ARTICLE, "", 0, true},
        {"https://tea.example/a/b", NULL, "Tea and kettles", "",
         "This page could not be found. "
         "Shop news",
         "", 0, true},
        {"https://tea.example/a/b", NULL, "Tea", "", ARTICLE, "https://tea.example/", 0, true},
        {"https://tea.example/a/b", NULL, "Tea", "", ARTICLE, "https://tea.example/a", 0, true},
        {"https://tea.example/blog", "https://tea.example/", "Tea", "", ARTICLE, "", 0, true},
        {"https://tea.example/a/b", "https://kettle.example/", "Tea", "", ARTICLE, "", 0, true},
        {"https://tea.example/a/b/c", "https://tea.example/a", "Tea", "", ARTICLE, "", 0, true},

        {"https://tea.example/a/b", NULL, "How Tea Cools", "", ARTICLE, "", 0, false},
        {"https://tea.example/a/b", NULL, "How Tea Cools", "", ARTICLE, "https://tea.example/a/b",
         0, false},
        {"https://tea.example/a/b", NULL, "How Tea Cools", "", ARTICLE, "https://tea.example/a", 0,
         false},
        {"https://tea.example/a/b", NULL, "Tea", "", ARTICLE, "https://kettle.example/", 0, false},
        {"https://tea.example/a/b", NULL, "404", "", "", "", HOLLOW, false},
        {"https://tea.example/", NULL, "Page not found", "", ARTICLE, "", 0, false},
        {"https://bit.ly/3TeaPot", "https://tea.example/", "Tea", "", ARTICLE, "", 0, false},
        {"https://anna.github.io/kettle", "https://kettle.example/", "Kettle", "", ARTICLE, "", 0,
         false},
        {"https://tea.example/go/kettle-shop", "https://shop.example/", "Shop", "", ARTICLE, "", 0,
         false},
        {"https://tea.example/a/b", NULL, "404", "", "", "", NO_HTML, false},
    };

    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct signs s = signs_for(rows[i].title, rows[i].h1, rows[i].text, rows[i].flags);
        struct look look = {.asked = rows[i].asked,
                            .final = rows[i].final,
                            .redirects = rows[i].final != NULL,
                            .status = 200,
                            .signs = &s};
        snprintf(s.canonical, sizeof(s.canonical), "%s", rows[i].canonical);
        if (judge_suspicious(&look) != rows[i].worth)
            fail_msg("row %zu", i);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(domains_that_were_taken_over),
        cmocka_unit_test(trades_are_folded),
        cmocka_unit_test(one_page_at_two_addresses),
        cmocka_unit_test(what_is_worth_a_second_request),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
