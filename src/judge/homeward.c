/* homeward: where redirects end. */
#include "gloss/judge/homeward.h"

#include <string.h>

#include "gloss/base/text.h"

/* Their addresses are names for others, front pages among them. */
static const char *const shorteners[] = {"bit.ly",
                                         "t.co",
                                         "goo.gl",
                                         "tinyurl.com",
                                         "ow.ly",
                                         "buff.ly",
                                         "is.gd",
                                         "git.io",
                                         "lnkd.in",
                                         "aka.ms",
                                         "g.co",
                                         "youtu.be",
                                         "amzn.to",
                                         "fb.me",
                                         "dlvr.it",
                                         "rebrand.ly",
                                         "cutt.ly",
                                         "shorturl.at",
                                         "rb.gy",
                                         "tiny.cc",
                                         "bit.do",
                                         "v.gd",
                                         "doi.org",
                                         "handle.net",
                                         "purl.org",
                                         "w3id.org",
                                         "n2t.net",
                                         "ift.tt",
                                         "trib.al",
                                         "wp.me",
                                         "nyti.ms",
                                         "spr.ly",
                                         "smarturl.it",
                                         "feedproxy.google.com",
                                         "j.mp",
                                         "s.id",
                                         "tiny.one",
                                         "t.ly",
                                         "shor.by",
                                         "hubs.ly",
                                         "hubs.la",
                                         "forms.gle",
                                         "app.goo.gl",
                                         "page.link",
                                         "qr.ae",
                                         "redd.it",
                                         "flic.kr",
                                         "gofund.me",
                                         "dub.sh",
                                         "urldefense.com",
                                         "safelinks.protection.outlook.com"};

/* Names of pages that say "not found" and nothing else. */
static const char *const absent[] = {"404",
                                     "404error",
                                     "error404",
                                     "error-404",
                                     "error_404",
                                     "404-error",
                                     "404-not-found",
                                     "404notfound",
                                     "404-page",
                                     "notfound",
                                     "not-found",
                                     "not_found",
                                     "page-not-found",
                                     "pagenotfound",
                                     "page_not_found",
                                     "filenotfound",
                                     "file-not-found",
                                     "fourohfour",
                                     "410",
                                     "gone",
                                     "page-introuvable",
                                     "pagina-no-encontrada",
                                     "pagina-non-trovata",
                                     "seite-nicht-gefunden",
                                     "pagina-niet-gevonden",
                                     "nicht-gefunden",
                                     "nie-znaleziono",
                                     "not-found-page",
                                     "missing-page"};

/* Names that pages of other meanings have as well, but not near the front. */
static const char *const faulty[] = {"error",         "errors",       "error-page",
                                     "errorpage",     "error_page",   "oops",
                                     "generic-error", "genericerror", "customerror"};

enum { NEAR_THE_FRONT = 2 };

static bool is_short_link(const struct place *p)
{
    for (size_t i = 0; i < sizeof(shorteners) / sizeof(*shorteners); i++)
        if (place_host_in(p, shorteners[i]))
            return true;
    return false;
}

/* A fault of the server for the moment, by what its address says. */
static bool is_passing(const struct place *p)
{
    static const char *const words[] = {"500",         "502",     "503",        "504",
                                        "maintenance", "timeout", "unavailable"};
    for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
        if (strstr(p->path, words[i]) != NULL || strstr(p->query, words[i]) != NULL)
            return true;
    return false;
}

/* Whether a name or a value in the query is one of those: "?error=notfound", "?404". */
static bool is_absent_in_query(const struct place *p)
{
    char word[32];
    for (const char *at = p->query; *at != '\0';) {
        size_t n = strcspn(at, "&=;");
        if (n > 0 && n < sizeof(word)) {
            memcpy(word, at, n);
            word[n] = '\0';
            if (IS_ANY(word, absent))
                return true;
        }
        at += n + (at[n] != '\0');
    }
    return false;
}

static bool is_error_page(const struct place *p)
{
    if (is_passing(p))
        return false;
    if (strstr(p->query, "aspxerrorpath=") != NULL || is_absent_in_query(p))
        return true;
    if (p->depth == 0)
        return false;
    const char *last = p->segments[p->depth - 1];
    return IS_ANY(last, absent) || (p->depth <= NEAR_THE_FRONT && IS_ANY(last, faulty));
}

/* "github.io/bar" to "bar.dev", "example.org/docs" to "docs.example.org": the name went along. */
static bool name_goes_along(const struct place *from, const struct place *to)
{
    for (size_t i = 0; i < from->depth; i++) {
        const char *name = from->segments[i] + (from->segments[i][0] == '~');
        if (strlen(name) > 1 && strstr(to->host, name) != NULL)
            return true;
    }
    return false;
}

/* An address that is made to lead elsewhere ("/go/bar", "/redirect?url="). */
static bool is_pointer(const struct place *p)
{
    static const char *const names[] = {"go",  "out", "link", "links", "redirect", "redir",
                                        "url", "r",   "l",    "click", "exit",     "goto"};
    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
        if (place_has_segment(p, names[i]))
            return true;
    return strstr(p->query, "http") != NULL;
}

static bool ends_at_front(const struct view *v)
{
    return v->elsewhere && !place_is_front(&v->asked) && place_is_front(&v->final) &&
           !is_short_link(&v->asked);
}

bool homeward_find(const struct view *v, struct evidence *out)
{
    if (!v->ok || !v->elsewhere)
        return false;
    if (!is_error_page(&v->asked) && is_error_page(&v->final) && !is_short_link(&v->asked))
        return view_say(out, EVIDENCE_SOFT, "redirected to the site's error page");
    if (ends_at_front(v) && place_is_deep(&v->asked) && place_same_host(&v->asked, &v->final))
        return view_say(out, EVIDENCE_SOFT, "redirected to the site's front page");
    return false;
}

bool homeward_hinted(const struct view *v)
{
    if (!v->ok || !v->elsewhere || is_short_link(&v->asked) || place_is_front(&v->asked))
        return false;
    if (place_is_front(&v->final))
        return !name_goes_along(&v->asked, &v->final) && !is_pointer(&v->asked);
    return place_same_host(&v->asked, &v->final) && v->final.depth < v->asked.depth &&
           place_is_deep(&v->asked);
}
