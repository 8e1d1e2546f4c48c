/* Soft death: pages that answer with success and are not there, and pages that only look so. */
#include "looks.h"

#include <stdlib.h>

#include "gloss/base/text.h"
#include "gloss/judge/absence.h"
#include "gloss/judge/parking.h"

#define SORRY "Sorry, nothing by that name. Try the search, or go back to the front page."

static void not_found_in_many_languages(void **state)
{
    static const struct look_row rows[] = {
        {.title = "Page not found - Tea Times",
         .h1 = "Page not found",
         .text = SORRY,
         .says = "page not found"},
        {.title = "404 Not Found", .h1 = "404", .text = SORRY, .says = "not found"},
        {.title = "404 Not Found",
         .h1 = "Not Found",
         .text = "Not Found The requested URL /papers/x was not found on this server.",
         .says = "not found"},
        {.title = "Error 404",
         .h1 = "Error 404",
         .text = "Error 404 The page you are looking for does not exist.",
         .says = "does not exist"},
        {.title = "410 Gone", .h1 = "410 Gone", .text = SORRY, .says = "gone"},
        {.title = "Tea Times",
         .h1 = "Oops! That page can\u2019t be found.",
         .text = "Oops! That page can\u2019t be found. It looks like nothing was found at this "
                 "location. Maybe try a search?",
         .says = "nothing was found at this location"},
        {.title = "Tea Times | All about tea",
         .h1 = "Oops! That page can\u2019t be found.",
         .text = "Oops! That page can\u2019t be found.",
         .says = "page cant be found"},
        {.title = "404: This page could not be found.",
         .h1 = "404",
         .text = "404 This page could not be found.",
         .says = "could not be found"},
        {.title = "Oops! 404 error | Tea",
         .h1 = "Sorry, the page you requested was not found",
         .text = SORRY,
         .says = "not found"},
        {.title = "", .h1 = "", .text = "File not found. 404", .flags = NOINDEX, .says = NULL},
        {.title = "Tea",
         .h1 = "",
         .text = "The requested page could not be found.",
         .says = "not be found"},
        {.title = "Some slogan of ours",
         .h1 = "",
         .flags = NOINDEX,
         .text = "The page you were looking for no longer exists.",
         .says = "no longer exists"},
        {.title = "This page no longer exists - Tea Times",
         .text = "This page no longer exists. Home.",
         .says = "no longer exists"},
        {.title = "Article not found",
         .h1 = "Article not found",
         .text = "Article not found",
         .says = "article not found"},
        {.title = "Seite nicht gefunden \u2013 Teezeiten",
         .h1 = "Seite nicht gefunden",
         .text = "Seite nicht gefunden. Die aufgerufene Seite existiert leider nicht.",
         .says = "seite nicht gefunden"},
        {.title = "Fehler 404 | Teezeiten",
         .h1 = "Hoppla!",
         .text = "Hoppla! Die gesuchte Seite wurde nicht gefunden.",
         .says = "nicht gefunden"},
        {.title = "Page introuvable | Le Th\u00e9",
         .h1 = "Page introuvable",
         .text = "La page demand\u00e9e n\u2019existe pas ou n\u2019existe plus.",
         .says = "introuvable"},
        {.title = "Erreur 404 - Le Th\u00e9",
         .h1 = "Erreur 404",
         .text = "Cette page n'existe plus.",
         .says = "nexiste plus"},
        {.title = "P\u00e1gina no encontrada - El T\u00e9",
         .h1 = "P\u00e1gina no encontrada",
         .text = "Lo sentimos, la p\u00e1gina que busca no existe.",
         .says = "no encontrada"},
        {.title = "Pagina non trovata - Il T\u00e8",
         .h1 = "Errore 404",
         .text = "La pagina che stai cercando non esiste.",
         .says = "non trovata"},
        {.title = "P\u00e1gina n\u00e3o encontrada \u2013 Ch\u00e1",
         .h1 = "P\u00e1gina n\u00e3o encontrada",
         .text = "Lamentamos.",
         .says = "n\u00e3o encontrada"},
        {.title = "Pagina niet gevonden - Thee",
         .h1 = "Pagina niet gevonden",
         .text = "Deze pagina bestaat niet (meer).",
         .says = "niet gevonden"},
        {.title = "Nie znaleziono strony - Herbata",
         .h1 = "404",
         .text = "Strona, kt\u00f3rej szukasz, nie istnieje.",
         .says = "nie znaleziono strony"},
        {.title = "Страница не найдена — Чай",
         .h1 = "Страница не найдена",
         .text = "Запрашиваемая страница не существует.",
         .says = "страница не найдена"},
        {.title = "Ошибка 404",
         .h1 = "Ошибка 404",
         .text = "Такой страницы не существует",
         .says = "не существует"},
        {.title = "Сторінку не знайдено",
         .h1 = "404",
         .text = "Сторінку не знайдено",
         .says = "не знайдено"},
        {.title = "ページが見つかりません｜お茶の時間",
         .h1 = "ページが見つかりません",
         .text = "お探しのページは削除されたか、URLが変更された可能性があります。",
         .says = "見つかりません"},
        {.title = "404エラー - お茶",
         .h1 = "404エラー",
         .text = "お探しのページは見つかりませんでした。",
         .says = "ページ"},
        {.title = "页面不存在-茶网",
         .h1 = "",
         .text = "您访问的页面不存在或已被删除，返回首页",
         .says = "页面不存在"},
        {.title = "404 找不到頁面", .h1 = "404", .text = "抱歉，找不到頁面", .says = "找不到頁面"},
        {.title = "페이지를 찾을 수 없습니다",
         .h1 = "404",
         .text = "요청하신 페이지를 찾을 수 없습니다.",
         .says = "찾을 수 없"},
        {.title = "Sidan kunde inte hittas - Te",
         .h1 = "Sidan kunde inte hittas",
         .text = "Sidan kunde inte hittas",
         .says = "inte hittas"},
        {.title = "Str\u00e1nka nenalezena | \u010caj",
         .h1 = "Str\u00e1nka nenalezena",
         .text = "Po\u017eadovan\u00e1 str\u00e1nka neexistuje.",
         .says = "nenalezena"},
        {.title = "Sayfa bulunamad\u0131",
         .h1 = "404",
         .text = "Arad\u0131\u011f\u0131n\u0131z sayfa bulunamad\u0131.",
         .says = "bulunamad\u0131"},
        {.title = "Sivua ei l\u00f6ytynyt",
         .h1 = "Sivua ei l\u00f6ytynyt",
         .text = "Hups",
         .says = "ei l\u00f6ytynyt"},
        {.title = "Siden ble ikke funnet",
         .h1 = "Beklager",
         .text = "Siden ble ikke funnet.",
         .says = "ikke funnet"},
        {.title = "Az oldal nem tal\u00e1lhat\u00f3",
         .h1 = "404",
         .text = "Hiba",
         .says = "nem tal\u00e1lhat\u00f3"},
        {.title = "Η σελίδα δεν βρέθηκε",
         .h1 = "Η σελίδα δεν βρέθηκε",
         .text = "404",
         .says = "δεν βρέθηκε"},
        {.title = "الصفحة غير موجودة", .h1 = "404", .text = "الصفحة غير موجودة", .says = "موجودة"},
        {.title = "Kh\u00f4ng t\u00ecm th\u1ea5y trang",
         .h1 = "404",
         .text = "404",
         .says = "kh\u00f4ng t\u00ecm"},
    };

    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++)
        expect_look(&rows[i], i, EVIDENCE_SOFT);
}

static void pages_that_only_look_gone(void **state)
{
    static const struct look_row rows[] = {
        {.title = "How Tea Cools", .h1 = "How Tea Cools", .text = ARTICLE},
        {.title = "How Tea Cools", .h1 = "How Tea Cools", .text = "Slowly."},
        {.title = "", .h1 = "", .text = ""},
        /* pages about the matter */
        {.title = "How to make a great 404 page",
         .h1 = "How to make a great 404 page",
         .text = ARTICLE},
        {.title = "How to make a great 404 page",
         .h1 = "How to make a great 404 page",
         .text = "Ten steps, with pictures."},
        {.title = "HTTP 404 - Wikipedia",
         .h1 = "HTTP 404",
         .text = "In computer network communications, the HTTP 404, 404 not found, 404, 404 error, "
                 "page not found, or file not found error message is a response code. " ARTICLE},
        {.title = "Page not found - Wikipedia", .h1 = "Page not found", .text = ARTICLE},
        {.title = "Error 404",
         .h1 = "Error 404",
         .text = "The page you are looking for does not exist. " ARTICLE},
        {.title = "Room 404", .h1 = "Room 404", .text = "A hotel story in six parts."},
        {.title = "404", .h1 = "", .text = "A painting of a door, oil on canvas, 1998."},
        {.title = "Not Found | The Band",
         .h1 = "",
         .text = "Track 7 of the album. Words and music by the band. 3:41"},
        {.title = "404 page not found \u00b7 Issue #12 \u00b7 tea/pot",
         .h1 = "404 page not found #12",
         .text = "404 page not found #12 When I open /kettle I get a blank page. Expected: tea."},
        {.title = "django - Page not found (404) - Q&A",
         .h1 = "Page not found (404)",
         .text = "Page not found (404) I have followed the tutorial. " ARTICLE},
        {.asked = "https://tea.example/glossary/404-not-found",
         .title = "404 Not Found",
         .h1 = "404 Not Found",
         .text = "The requested URL was not found on this server."},
        {.asked = "https://status.example/http/404",
         .title = "404 Not Found",
         .h1 = "404",
         .text = "The requested page was not found."},
        {.asked = "https://lyrics.example/band/page-not-found",
         .title = "Page Not Found",
         .h1 = "Page Not Found",
         .text = "I looked for you on every page."},
        {.title = "Gone", .h1 = "Gone", .text = "A film of 2012. A woman looks for her sister."},
        {.title = "404 | Anna Brook",
         .h1 = "404",
         .text = "404 Oil on canvas, 1998, 120 by 90 cm. A door in a wall that has no house behind "
                 "it. Private collection. Shown at the town hall in the spring of 2003."},
        {.title = "Not Found | The Band",
         .h1 = "Not Found",
         .text =
             "Not Found Track 7 of the album, written on the road between two towns whose names "
             "nobody in the band can remember now. 3:41"},
        {.title = "Lost", .h1 = "Lost", .text = "A series about a flight that never arrives."},
        {.title = "Lost and not found: a memoir",
         .h1 = "Lost and not found",
         .text = "She left the house and was not seen again."},
        {.title = "The page boy who was not found", .h1 = "The page boy", .text = "A tale."},
        /* the site's own front page */
        {.asked = "https://tea.example/",
         .title = "Page not found",
         .h1 = "Page not found",
         .text = SORRY},
        {.asked = "https://tea.example/en/", .title = "404 Not Found", .h1 = "404", .text = SORRY},
        /* a program draws the page */
        {.title = "404", .h1 = "", .text = "Page not found", .flags = HOLLOW},
        {.title = "Tea",
         .h1 = "",
         .text = "You need to enable JavaScript to run this app.",
         .flags = HOLLOW},
        /* a live page says so of a language, a product, a search */
        {.title = "Kettle 3000",
         .h1 = "Kettle 3000",
         .text = "Kettle 3000 This page is not available in English. Preis: 20 Euro."},
        {.title = "Search", .h1 = "Search", .text = "No results found for your query."},
        {.title = "Kettle", .h1 = "Kettle", .text = "Product not found in our stores? Call us."},
        {.title = "Release notes",
         .h1 = "Version 1.2",
         .text = "Fixed: the page was not found when the name had a space."},
        {.title = "Tea house blog",
         .h1 = "We have moved",
         .text = "We have moved to the other side of the street. Nothing else has changed."},
        /* the status speaks for itself */
        {.title = "Page not found", .h1 = "Page not found", .text = SORRY, .status = 404},
        {.title = "Page not found", .h1 = "Page not found", .text = SORRY, .status = 500},
        /* no page at all */
        {.title = "404 Not Found", .h1 = "404", .text = SORRY, .flags = NO_HTML},
        {.title = "Tea \u2013 \u043d\u0435 \u043d\u0430\u0439\u0434\u0435\u043d\u043e",
         .h1 = "Tea",
         .text = "Tea"},
        {.title = "页面设计-茶网", .h1 = "页面设计", .text = "如何设计一个好的页面"},
        {.title = "お茶の時間",
         .h1 = "探し物",
         .text = "見つかりませんでしたが、お茶を飲みました。"},
        {.title = "Teezeiten", .h1 = "Verloren", .text = "Der Hut wurde nicht gefunden."},
    };

    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++)
        expect_look(&rows[i], i, EVIDENCE_SOFT);
}

#define FROM(from, to, said)                                                                       \
    {                                                                                              \
        .asked = from, .final = to, .title = "Tea", .text = ARTICLE, .says = said                  \
    }
#define FRONT "redirected to the site's front page"
#define ERROR_PAGE "redirected to the site's error page"

static void redirects_that_lose_the_page(void **state)
{
    static const struct look_row rows[] = {
        FROM("https://tea.example/papers/cooling", "https://tea.example/", FRONT),
        FROM("http://tea.example/papers/cooling", "https://www.tea.example", FRONT),
        FROM("https://tea.example/papers/cooling", "https://tea.example/en/", FRONT),
        FROM("https://tea.example/papers/cooling", "https://tea.example/index.html", FRONT),
        FROM("https://tea.example/papers/cooling", "https://tea.example/?utm_source=old", FRONT),
        FROM("https://tea.example/view.php?id=12", "https://tea.example/", FRONT),
        FROM("https://tea.example/how-tea-cools", "https://tea.example/", FRONT),
        FROM("https://tea.example/cooling.html", "https://tea.example/", FRONT),
        FROM("https://m.tea.example/papers/cooling", "https://www.tea.example/", FRONT),
        FROM("https://tea.example/papers/cooling", "https://tea.example/404", ERROR_PAGE),
        FROM("https://tea.example/papers/cooling", "https://tea.example/404.html", ERROR_PAGE),
        FROM("https://tea.example/papers/cooling", "https://tea.example/en/not-found", ERROR_PAGE),
        FROM("https://tea.example/papers/cooling", "https://tea.example/PageNotFound.aspx",
             ERROR_PAGE),
        FROM("https://tea.example/papers/cooling",
             "https://tea.example/oh/dear.aspx?aspxerrorpath=/papers/cooling", ERROR_PAGE),
        FROM("https://tea.example/papers/cooling", "https://tea.example/error", ERROR_PAGE),
        FROM("https://tea.example/papers/cooling", "https://www.other.example/404", ERROR_PAGE),
        {.text = "", .refresh = "https://www.tea.example/", .says = FRONT},

        FROM("https://tea.example/papers/cooling", "https://tea.example/papers/cooling", NULL),
        FROM("http://tea.example/papers/cooling", "https://www.tea.example/papers/cooling/", NULL),
        FROM("https://tea.example/papers/cooling", "https://tea.example/p/how-tea-cools", NULL),
        FROM("https://tea.example/", "https://tea.example/en/", NULL),
        FROM("https://tea.example/", "https://www.tea.example/index.php", NULL),
        FROM("http://tea.example", "https://kettle.example/", NULL),
        FROM("https://tea.example/en/", "https://tea.example/", NULL),
        FROM("https://tea.example/en-gb/home", "https://tea.example/", NULL),
        FROM("https://tea.example/index.html", "https://tea.example/", NULL),
        FROM("https://tea.example/#/papers/cooling", "https://tea.example/", NULL),
        FROM("https://tea.example/?utm_source=x", "https://tea.example/", NULL),
        /* what may have been a section's, or the whole site's */
        FROM("https://tea.example/blog", "https://tea.example/", NULL),
        FROM("https://tea.example/~anna", "https://tea.example/", NULL),
        FROM("https://bit.ly/3TeaPot", "https://tea.example/", NULL),
        FROM("https://doi.org/10.1000/tea", "https://tea.example/", NULL),
        FROM("https://t.co/abc", "https://tea.example/papers/cooling", NULL),
        FROM("https://anna.github.io/kettle/", "https://kettle.example/", NULL),
        FROM("https://tea.example/docs/kettle", "https://docs.tea.example/", NULL),
        FROM("https://tea.example/papers/cooling", "https://kettle.example/", NULL),
        FROM("https://tea.example/papers/cooling", "https://tea.example/?p=12", NULL),
        FROM("https://tea.example/errors/404", "https://tea.example/404", NULL),
        FROM("https://tea.example/papers/cooling", "https://tea.example/error?code=503", NULL),
        FROM("https://tea.example/papers/cooling", "https://tea.example/songs/by/anna/error", NULL),
        /* a thick page does not lose itself by a refresh */
        {.text = ARTICLE, .refresh = "https://www.tea.example/"},
    };

    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++)
        expect_look(&rows[i], i, EVIDENCE_SOFT);
}

static void parked_suspended_and_default_pages(void **state)
{
    static const struct look_row rows[] = {
        {.asked = "http://tea.example/",
         .final = "https://sedo.com/search/details/?domain=tea",
         .says = "sedo.com"},
        {.final = "https://dan.com/buy-domain/tea.example", .says = "dan.com"},
        {.final = "https://www.hugedomains.com/domain_profile.cfm?d=tea", .says = "hugedomains"},
        {.final = "https://www.godaddy.com/forsale/tea.example", .says = "godaddy.com"},
        {.asked = "http://tea.example/a",
         .final = "http://ww25.tea.example/a?subid1=2026",
         .says = "ww25.tea.example"},
        {.text = "",
         .refresh = "https://www.afternic.com/forsale/tea.example",
         .says = "afternic.com"},
        {.asked = "http://tea.example/",
         .title = "tea.example",
         .flags = PARKED | HOLLOW,
         .says = "by the scripts"},
        {.title = "tea.example is for sale | Names",
         .text = "The domain tea.example is for sale",
         .says = "is for sale"},
        {.asked = "http://tea.example/",
         .title = "tea.example",
         .text = "Buy this domain. Related searches: Tea, Kettles",
         .says = "buy this domain"},
        {.title = "tea.example", .text = "This domain may be for sale.", .says = "may be for sale"},
        {.title = "tea.example steht zum Verkauf",
         .text = "Die Domain tea.example steht zum Verkauf.",
         .says = "zum verkauf"},
        {.title = "tea.example",
         .text = "Ce nom de domaine est \u00e0 vendre !",
         .says = "\u00e0 vendre"},
        {.title = "tea.example",
         .text = "El dominio tea.example est\u00e1 en venta.",
         .says = "en venta"},
        {.title = "tea.example",
         .text = "Este dom\u00ednio est\u00e1 \u00e0 venda",
         .says = "\u00e0 venda"},
        {.title = "tea.example", .text = "Deze domeinnaam is te koop", .says = "te koop"},
        {.title = "Домен tea.example продается", .text = "Купить этот домен", .says = "домен"},
        {.title = "tea.example", .text = "このドメインは売りに出されています", .says = "ドメイン"},
        {.title = "tea.example", .text = "域名出售 联系我们", .says = "域名出售"},
        {.title = "tea.example",
         .text = "This domain has expired. If you owned it, renew it.",
         .says = "expired"},
        {.asked = "http://tea.example/",
         .title = "Account Suspended",
         .text = "This Account has been suspended. Contact your hosting provider for more "
                 "information.",
         .says = "suspended"},
        {.title = "Welcome to nginx!",
         .h1 = "Welcome to nginx!",
         .text = "If you see this page, the nginx web server is successfully installed.",
         .says = "nginx"},
        {.title = "Apache2 Ubuntu Default Page: It works", .text = "It works!", .says = "apache2"},
        {.title = "", .h1 = "It works!", .text = "It works!", .says = "it works"},
        {.title = "IIS Windows Server", .text = "", .says = "iis"},

        {.asked = "http://tea.example/", .title = "Welcome to nginx!", .text = "It is installed."},
        {.asked = "http://tea.example/", .h1 = "It works!", .text = "It works!"},
        {.title = "It works on my machine", .h1 = "It works on my machine", .text = "A story."},
        {.title = "Buy this domain: how I sold mine", .text = ARTICLE},
        {.title = "My domain is for sale", .text = "My domain is for sale " ARTICLE},
        {.title = "House in Kent", .text = "This house is for sale. Ask the agent."},
        {.title = "Expired", .text = "The milk has expired."},
        {.asked = "https://sedo.com/us/about",
         .final = "https://sedo.com/us/about-us/",
         .title = "About",
         .text = ARTICLE},
        {.asked = "https://www.godaddy.com/help/x-1",
         .final = "https://www.godaddy.com/help/x-2",
         .title = "Help",
         .text = ARTICLE},
        {.final = "https://www.godaddy.com/garage/tea", .title = "Tea", .text = ARTICLE},
        {.title = "Tea shop", .text = ARTICLE, .flags = PARKED},
        {.title = "How to install nginx", .text = "Welcome to nginx! should appear. " ARTICLE},
    };

    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++)
        expect_look(&rows[i], i, EVIDENCE_SOFT);
}

/* Phrases that are not folded can never be found. */
static void phrases_are_folded(void **state)
{
    const struct {
        const struct phrase *rows;
        size_t count;
    } tables[] = {{absence_phrases, absence_phrase_count}, {parking_phrases, parking_phrase_count}};

    (void)state;
    for (size_t t = 0; t < LENGTH(tables); t++)
        for (size_t i = 0; i < tables[t].count; i++) {
            const char *texts[] = {tables[t].rows[i].text, tables[t].rows[i].then};
            for (size_t k = 0; k < LENGTH(texts) && texts[k] != NULL; k++) {
                char *folded = text_fold(texts[k]);
                assert_string_equal(folded, texts[k]);
                free(folded);
            }
        }
}

/* Every phrase that may stand anywhere is found in a page that says nothing else. */
static void every_notice_counts(void **state)
{
    (void)state;
    for (size_t i = 0; i < absence_phrase_count; i++) {
        const struct phrase *p = &absence_phrases[i];
        char text[256];
        if (p->kind == ABSENCE_WORD || p->kind == ABSENCE_CODED)
            continue;
        snprintf(text, sizeof(text), "%s %s", p->text, p->then == NULL ? "" : p->then);
        struct look_row row = {
            .title = "Tea", .h1 = text, .text = text, .says = "a page that says"};
        expect_look(&row, i, EVIDENCE_SOFT);
    }
}

static void a_look_without_a_page(void **state)
{
    struct look look = {.asked = "https://tea.example/papers/cooling", .status = 200};
    struct evidence e;

    (void)state;
    assert_false(judge_look(&look, &e));
    assert_false(judge_suspicious(&look));
    look.final = "https://tea.example/";
    assert_false(judge_look(&look, &e));
    look.redirects = 1;
    assert_true(judge_look(&look, &e));
    look.final = "not a URL";
    assert_false(judge_look(&look, &e));
    look.asked = NULL;
    look.final = NULL;
    assert_false(judge_look(&look, &e));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(not_found_in_many_languages),
        cmocka_unit_test(pages_that_only_look_gone),
        cmocka_unit_test(redirects_that_lose_the_page),
        cmocka_unit_test(parked_suspended_and_default_pages),
        cmocka_unit_test(phrases_are_folded),
        cmocka_unit_test(every_notice_counts),
        cmocka_unit_test(a_look_without_a_page),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
