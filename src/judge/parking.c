/* parking: marketplaces by host, and what such pages say. */
#include "gloss/judge/parking.h"

#include <stdlib.h>
#include <string.h>

#include "gloss/base/mem.h"

enum { SAID_WITHIN = 500 }; /* bytes of folded opening */

enum kind {
    FOR_SALE,      /* anywhere in the beginning of a thin page */
    EXPIRED,       /* likewise */
    SUSPENDED,     /* likewise */
    DEFAULT,       /* likewise, when a page below the front page was asked for */
    WHOLE_DEFAULT, /* likewise, as the whole title or heading */
};

static const struct market {
    const char *domain;
    const char *path; /* how its pages of offers begin, NULL: all are */
} markets[] = {
    {"sedo.com", NULL},           {"sedoparking.com", NULL},    {"dan.com", NULL},
    {"afternic.com", NULL},       {"bodis.com", NULL},          {"parkingcrew.net", NULL},
    {"hugedomains.com", NULL},    {"domainmarket.com", NULL},   {"buydomains.com", NULL},
    {"undeveloped.com", NULL},    {"uniregistry.com", NULL},    {"above.com", NULL},
    {"brandbucket.com", NULL},    {"squadhelp.com", "/name"},   {"atom.com", "/name"},
    {"perfectdomain.com", NULL},  {"parklogic.com", NULL},      {"domainnamesales.com", NULL},
    {"efty.com", NULL},           {"godaddy.com", "/forsale"},  {"godaddy.com", "/domainsearch"},
    {"godaddy.com", "/domains/"}, {"namecheap.com", "/market"}, {"dynadot.com", "/market"},
    {"epik.com", "/domain"},      {"namepros.com", "/domain"},  {"spaceship.com", "/domain"},
    {"domeneshop.no", "/parked"}, {"one.com", "/parked"},       {"voodoo.com", NULL},
};

const struct phrase parking_phrases[] = {
    {FOR_SALE, "domain is for sale", NULL},
    {FOR_SALE, "domain name is for sale", NULL},
    {FOR_SALE, "domain may be for sale", NULL},
    {FOR_SALE, "domain name may be for sale", NULL},
    {FOR_SALE, "domain could be for sale", NULL},
    {FOR_SALE, "domain for sale", NULL},
    {FOR_SALE, "the domain", "is for sale"},
    {FOR_SALE, "the domain name", "is for sale"},
    {FOR_SALE, "the domain", "may be for sale"},
    {FOR_SALE, "buy this domain", NULL},
    {FOR_SALE, "inquire about this domain", NULL},
    {FOR_SALE, "make an offer on this domain", NULL},
    {FOR_SALE, "get this domain", NULL},
    {FOR_SALE, "this domain is parked", NULL},
    {FOR_SALE, "this domain name is parked", NULL},
    {FOR_SALE, "this web page is parked", NULL},
    {FOR_SALE, "this page is parked free", NULL},
    {FOR_SALE, "parked free courtesy of", NULL},
    {FOR_SALE, "parked domain name", NULL},
    {FOR_SALE, "this domain has been registered", NULL},
    {FOR_SALE, "this domain is registered but", NULL},
    {FOR_SALE, "diese domain steht zum verkauf", NULL},
    {FOR_SALE, "domain steht zum verkauf", NULL},
    {FOR_SALE, "die domain", "steht zum verkauf"},
    {FOR_SALE, "diese domain kaufen", NULL},
    {FOR_SALE, "domain zu verkaufen", NULL},
    {FOR_SALE, "diese domain ist geparkt", NULL},
    {FOR_SALE, "diese domain ist verkäuflich", NULL},
    {FOR_SALE, "nom de domaine est à vendre", NULL},
    {FOR_SALE, "nom de domaine à vendre", NULL},
    {FOR_SALE, "domaine est à vendre", NULL},
    {FOR_SALE, "domaine", "est à vendre"},
    {FOR_SALE, "acheter ce domaine", NULL},
    {FOR_SALE, "acheter ce nom de domaine", NULL},
    {FOR_SALE, "dominio está en venta", NULL},
    {FOR_SALE, "dominio", "está en venta"},
    {FOR_SALE, "dominio en venta", NULL},
    {FOR_SALE, "comprar este dominio", NULL},
    {FOR_SALE, "dominio è in vendita", NULL},
    {FOR_SALE, "dominio", "è in vendita"},
    {FOR_SALE, "dominio in vendita", NULL},
    {FOR_SALE, "acquista questo dominio", NULL},
    {FOR_SALE, "domínio está à venda", NULL},
    {FOR_SALE, "domínio", "está à venda"},
    {FOR_SALE, "domínio à venda", NULL},
    {FOR_SALE, "comprar este domínio", NULL},
    {FOR_SALE, "domein is te koop", NULL},
    {FOR_SALE, "domeinnaam is te koop", NULL},
    {FOR_SALE, "domeinnaam te koop", NULL},
    {FOR_SALE, "domena na sprzedaż", NULL},
    {FOR_SALE, "domena jest na sprzedaż", NULL},
    {FOR_SALE, "kup tę domenę", NULL},
    {FOR_SALE, "домен продается", NULL},
    {FOR_SALE, "домен продаётся", NULL},
    {FOR_SALE, "домен", "продается"},
    {FOR_SALE, "домен припаркован", NULL},
    {FOR_SALE, "купить этот домен", NULL},
    {FOR_SALE, "домен продається", NULL},
    {FOR_SALE, "doména je na prodej", NULL},
    {FOR_SALE, "doména na prodej", NULL},
    {FOR_SALE, "domänen är till salu", NULL},
    {FOR_SALE, "domænet er til salg", NULL},
    {FOR_SALE, "domenet er til salgs", NULL},
    {FOR_SALE, "domain eladó", NULL},
    {FOR_SALE, "bu alan adı satılıktır", NULL},
    {FOR_SALE, "satılık alan adı", NULL},
    {FOR_SALE, "このドメインは売", NULL},
    {FOR_SALE, "このドメインを購入", NULL},
    {FOR_SALE, "ドメインは販売", NULL},
    {FOR_SALE, "域名出售", NULL},
    {FOR_SALE, "域名正在出售", NULL},
    {FOR_SALE, "购买此域名", NULL},
    {FOR_SALE, "域名可转让", NULL},
    {FOR_SALE, "網域出售", NULL},
    {FOR_SALE, "도메인을 판매", NULL},
    {FOR_SALE, "도메인은 판매", NULL},

    {EXPIRED, "this domain has expired", NULL},
    {EXPIRED, "this domain name has expired", NULL},
    {EXPIRED, "domain name expired", NULL},
    {EXPIRED, "this domain expired on", NULL},
    {EXPIRED, "diese domain ist abgelaufen", NULL},
    {EXPIRED, "ce nom de domaine a expiré", NULL},
    {EXPIRED, "este dominio ha expirado", NULL},
    {EXPIRED, "questo dominio è scaduto", NULL},
    {EXPIRED, "este domínio expirou", NULL},
    {EXPIRED, "срок регистрации домена", "истек"},
    {EXPIRED, "このドメインは期限切れ", NULL},
    {EXPIRED, "域名已过期", NULL},

    {SUSPENDED, "this account has been suspended", NULL},
    {SUSPENDED, "account has been suspended", "hosting provider"},
    {SUSPENDED, "this site has been suspended", NULL},
    {SUSPENDED, "this website has been suspended", NULL},
    {SUSPENDED, "this domain has been suspended", NULL},
    {SUSPENDED, "this domain name has been suspended", NULL},
    {SUSPENDED, "this site has been archived or suspended", NULL},
    {SUSPENDED, "account suspended contact your hosting provider", NULL},
    {SUSPENDED, "website is currently suspended", NULL},
    {SUSPENDED, "hosting account has been deactivated", NULL},
    {SUSPENDED, "cette page est suspendue", NULL},
    {SUSPENDED, "diese website wurde gesperrt", NULL},
    {SUSPENDED, "cuenta suspendida", NULL},
    {SUSPENDED, "хостинг заблокирован", NULL},
    {SUSPENDED, "сайт заблокирован хостинг провайдером", NULL},

    {DEFAULT, "welcome to nginx", NULL},
    {DEFAULT, "welcome to openresty", NULL},
    {DEFAULT, "welcome to tengine", NULL},
    {DEFAULT, "apache2 ubuntu default page", NULL},
    {DEFAULT, "apache2 debian default page", NULL},
    {DEFAULT, "test page for the apache http server", NULL},
    {DEFAULT, "test page for the nginx http server", NULL},
    {DEFAULT, "apache http server test page", NULL},
    {DEFAULT, "http server test page", "powered by"},
    {DEFAULT, "this page is used to test the proper operation of the", NULL},
    {DEFAULT, "iis windows server", NULL},
    {DEFAULT, "default web site page", NULL},
    {DEFAULT, "web servers default page", NULL},
    {DEFAULT, "domain default page", NULL},
    {DEFAULT, "plesk obsidian", "default"},
    {DEFAULT, "youve successfully installed tomcat", NULL},
    {DEFAULT, "welcome to xampp", NULL},
    {DEFAULT, "caddy works", NULL},
    {DEFAULT, "congratulations", "your caddy"},
    {DEFAULT, "future home of something quite cool", NULL},
    {DEFAULT, "website coming soon", "hosting"},
    {DEFAULT, "if you are the owner of this website please contact your hosting provider", NULL},
    {DEFAULT, "сайт только что создан", NULL},
    {WHOLE_DEFAULT, "it works", NULL},
    {WHOLE_DEFAULT, "iis7", NULL},
    {WHOLE_DEFAULT, "default page", NULL},
    {WHOLE_DEFAULT, "default parallels plesk page", NULL},
    {WHOLE_DEFAULT, "account suspended", NULL},
    {WHOLE_DEFAULT, "site suspended", NULL},
    {WHOLE_DEFAULT, "site under construction", NULL},
};

const size_t parking_phrase_count = sizeof(parking_phrases) / sizeof(*parking_phrases);

static bool at_market(const struct view *v, struct evidence *out)
{
    for (size_t i = 0; i < sizeof(markets) / sizeof(*markets); i++) {
        const struct market *m = &markets[i];
        if (place_host_in(&v->final, m->domain) && !place_host_in(&v->asked, m->domain) &&
            (m->path == NULL || strncmp(v->final.path, m->path, strlen(m->path)) == 0))
            return view_say(out, EVIDENCE_SOFT, "redirected to a market for domains (%.60s)",
                            v->final.host);
    }
    return false;
}

/* "ww25.example.org": where one service sends visitors of the domains it parks. */
static bool at_parking_host(const struct view *v, struct evidence *out)
{
    const char *digits = v->final.host + 2;
    size_t n = strspn(digits, "0123456789");
    if (strncmp(v->final.host, "ww", 2) != 0 || n == 0 || n > 2 || digits[n] != '.' ||
        strcmp(digits + n + 1, v->asked.host) != 0 || strstr(v->final.query, "sub") == NULL)
        return false;
    return view_say(out, EVIDENCE_SOFT, "a parked domain: redirected to %.60s", v->final.host);
}

static bool is_whole(const struct view *v, const char *words)
{
    for (size_t i = 0; i < v->part_count; i++)
        if (strcmp(v->parts[i], words) == 0)
            return true;
    return strcmp(v->h1, words) == 0;
}

static bool is_said(const struct view *v, const char *start, const struct phrase *p)
{
    bool deep = !place_is_front(&v->asked);
    if (p->kind == WHOLE_DEFAULT)
        return deep && v->bare && is_whole(v, p->text);
    if (p->kind == DEFAULT && !deep)
        return false;
    return phrase_in(start, p) || phrase_in(v->title, p) || phrase_in(v->h1, p);
}

static bool says_so(const struct view *v, struct evidence *out)
{
    static const char *const words[] = {[FOR_SALE] = "a parked domain",
                                        [EXPIRED] = "an expired domain",
                                        [SUSPENDED] = "a suspended site",
                                        [DEFAULT] = "a server's default page",
                                        [WHOLE_DEFAULT] = "a server's default page"};
    char *start = xstrndup(v->opening, strnlen(v->opening, SAID_WITHIN));
    const struct phrase *found = NULL;
    for (size_t i = 0; found == NULL && i < parking_phrase_count; i++)
        if (is_said(v, start, &parking_phrases[i]))
            found = &parking_phrases[i];
    free(start);
    if (found == NULL)
        return false;
    const char *second = found->then == NULL ? "" : found->then;
    return view_say(out, EVIDENCE_SOFT, "%s: it says \"%s%s%s\"", words[found->kind], found->text,
                    found->then == NULL ? "" : " ... ", second);
}

bool parking_find(const struct view *v, struct evidence *out)
{
    if (at_market(v, out) || at_parking_host(v, out))
        return true;
    if (!v->ok || !v->signs->html || !v->thin)
        return false;
    if (v->signs->parked && v->bare)
        return view_say(out, EVIDENCE_SOFT, "a parked domain, by the scripts on its page");
    return says_so(v, out);
}
