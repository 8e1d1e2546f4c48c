"""Soft death: pages that say 200 and mean 404, names that were sold; and the many pages that only look so."""

from .pages import LOGIN, NOT_FOUND, PARKED, SHELL, article, html, notice
from .row import row

ASKED = (1, 3)  # itself, a second look, a sibling that cannot be there


def says(title, words, language="en"):
    return {"/blog/2019/the-mill": {"body": notice(title, words, language)}}


def gone(name, routes, **more):
    return row(name, "suspect", routes, requests=ASKED, **more)


NOTICES = [
    gone("soft-english", {"/blog/2019/the-mill": {"body": NOT_FOUND}}),
    gone("soft-number", says("404", "Not Found")),
    gone("soft-error-404", says("Error 404 - Mill Company", "The requested URL was not found on this server.")),
    gone("soft-oops", says("Oops! That page can't be found.", "It looks like nothing was found at this location.")),
    gone("soft-no-longer", says("Page not available", "The page you requested is no longer available.")),
    gone("soft-german", says("Seite nicht gefunden", "Die angeforderte Seite konnte nicht gefunden werden.", "de")),
    gone("soft-french", says("Page introuvable", "La page que vous recherchez n'existe pas ou plus.", "fr")),
    gone("soft-spanish", says("Página no encontrada", "Lo sentimos, la página que busca no existe.", "es")),
    gone("soft-italian", says("Pagina non trovata", "La pagina richiesta non esiste.", "it")),
    gone("soft-portuguese", says("Página não encontrada", "A página que procura não existe.", "pt")),
    gone("soft-dutch", says("Pagina niet gevonden", "De opgevraagde pagina bestaat niet.", "nl")),
    gone("soft-russian", says("Страница не найдена", "Запрошенная страница не существует.", "ru")),
    gone("soft-chinese", says("页面不存在", "抱歉，您访问的页面不存在。", "zh")),
    gone("soft-japanese", says("ページが見つかりません", "お探しのページは見つかりませんでした。", "ja")),
]

LED_AWAY = [
    gone("root-instead", {"/blog/2019/the-mill": {"status": 302, "location": "/"}, "/": {"body": article("The Mill Company")}}),
    gone("root-instead-for-good", {"/blog/2019/the-mill": {"location": "/"}, "/": {"body": article("The Mill Company")}},
         suggestion=None),
    gone("error-page-instead", {"/blog/2019/the-mill": {"status": 302, "location": "/404"},
                                "/404": {"body": notice("Mill Company", "Nothing here.")}}),
    gone("error-file-instead", {"/blog/2019/the-mill": {"status": 302, "location": "/error/404.html"},
                                "/error/404.html": {"body": NOT_FOUND}}),
    gone("not-found-in-the-query", {"/blog/2019/the-mill": {"status": 302, "location": "/?error=notfound"},
                                    "/?error=notfound": {"body": article("The Mill Company")}}),
    gone("same-page-everywhere", {"/blog/2019/the-mill": {"body": article("Fresh Flour Every Day", 3)}},
         default={"status": 200, "body": article("Fresh Flour Every Day", 3)},
         text="How the Old Mill Was Saved"),
]

SOLD = [
    gone("parked-sedo", {"/blog/2019/the-mill": {"body": PARKED}}, default={"status": 200, "body": PARKED}),
    gone("parked-godaddy", {"/blog/2019/the-mill": {"body": html(
        "parked-godaddy.example", "<p>This Web page is parked FREE, courtesy of GoDaddy.</p>",
        head="<script>window.LANDER_SYSTEM='PW'</script><script src='https://img1.wsimg.com/parking-lander/static/js/main.js'>"
        "</script>")}}),
    gone("for-sale-at-dan", {"/blog/2019/the-mill": {
        "status": 302, "location": "https://www.hugedomains.com/domain_profile.cfm?d=for-sale-at-dan.example"},
        "https://www.hugedomains.com/domain_profile.cfm?d=for-sale-at-dan.example": {
            "body": notice("for-sale-at-dan.example is for sale | HugeDomains", "Buy now: $2,895 or $95 a month.")}}),
]

ALIVE = [
    row("article-about-404", "alive", {"/page": {"body": article("How to Design a 404 Page Not Found Page")}},
        requests=(1, 2)),
    row("article-called-not-found", "alive", {"/page": {"body": article("Page Not Found: A Memoir", 40)}}, requests=(1, 2)),
    row("article-on-parking", "alive", {"/page": {"body": article(
        "Why this domain is for sale", extra="<p>Buy this domain, they said. The mill could not.</p>")}}, requests=(1, 2)),
    row("home-page", "alive", link="/", routes={"/": {"body": article("The Mill Company")}}, requests=(1, 2)),
    row("home-page-to-its-language", "alive", {"/": {"status": 302, "location": "/en/"},
                                               "/en/": {"body": article("The Mill Company")}}, requests=(2, 3)),
    row("home-page-from-index", "moved", {"/index.html": {"location": "/"}, "/": {"body": article("The Mill Company")}},
        requests=(2, 3)),
    row("spa-shell", "alive", {"/notes/17": {"body": SHELL}}, default={"status": 200, "body": SHELL}, requests=(1, 3)),
    row("short-page", "alive", {"/page": {"body": html("Millstones", "<p>Granite is best.</p>")}}, requests=(1, 3)),
    row("untitled-page", "alive", {"/page": {"body": "<p>Granite is best.</p>"}}, requests=(1, 3)),
    row("login-box-in-article", "alive", {"/page": {"body": article("Sign In at the Mill", extra=LOGIN)}}, requests=(1, 3)),
    row("another-page-of-the-kind", "alive", {"/mills/1": {"body": article("Mill 1")}, "/mills/2": {"body": article("Mill 2")}},
        requests=(1, 3)),
    row("a-site-that-answers-all", "alive", {"/page": {"body": article("A Page of Its Own", first="Once upon a time. ")}},
        default={"status": 200, "body": html("The Mill Company", "<p>Welcome to the mill company.</p>")}, requests=(1, 3)),
    row("plain-text", "alive", {"/rfc404.txt": {"body": "Not found: an RFC. " * 80, "headers": {"Content-Type": "text/plain"}}},
        requests=1),
    row("error-code-404-in-manual", "alive", {"/errors/404": {"body": article("404 Not Found - HTTP reference")}},
        requests=(1, 3)),
]

ROWS = NOTICES + LED_AWAY + SOLD + ALIVE
