/* signs: words in classes and ids, as tables.
 *
 * A word counts where a part of a token begins with it, a part being what stands between blanks,
 * '-', '_', ':' and the humps of camelCase: "entry-date" and "publishDate" hold date, "candidate"
 * and "validated" do not. */
#include "gloss/page/signs.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "gloss/base/text.h"
#include "gloss/page/observed.h"

struct word {
    const char *word;
    unsigned bits;
};

static const struct word sign_words[] = {
    {"author", SIGN_AUTHOR},     {"autor", SIGN_AUTHOR},       {"auteur", SIGN_AUTHOR},
    {"writer", SIGN_AUTHOR},     {"contributor", SIGN_AUTHOR}, {"username", SIGN_AUTHOR},
    {"redakteur", SIGN_AUTHOR},  {"byline", SIGN_BYLINE},      {"date", SIGN_DATE},
    {"datum", SIGN_DATE},        {"fecha", SIGN_DATE},         {"time", SIGN_DATE},
    {"publish", SIGN_PUBLISHED}, {"posted", SIGN_PUBLISHED},   {"pubdate", SIGN_PUBLISHED},
    {"created", SIGN_PUBLISHED}, {"updated", SIGN_UPDATED},    {"modified", SIGN_UPDATED},
    {"summary", SIGN_SUMMARY},
};

/* Containers; a word must begin a whole token here, because "has-sidebar" names the whole page. */
static const struct word where_words[] = {
    {"comment", IN_COMMENT}, {"respond", IN_COMMENT}, {"disqus", IN_COMMENT},
    {"recommend", IN_ASIDE}, {"popular", IN_ASIDE},   {"trending", IN_ASIDE},
    {"latest-", IN_ASIDE},   {"teaser", IN_ASIDE},    {"more-", IN_ASIDE},
    {"read-more", IN_ASIDE}, {"footer", IN_FOOTER},   {"site-footer", IN_FOOTER},
    {"nav", IN_NAV},         {"menu", IN_NAV},        {"breadcrumb", IN_NAV},
    {"h-entry", IN_ARTICLE}, {"hentry", IN_ARTICLE},
};

static const struct word where_tags[] = {
    {"article", IN_ARTICLE}, {"main", IN_MAIN}, {"header", IN_HEADER},
    {"footer", IN_FOOTER},   {"nav", IN_NAV},   {"aside", IN_ASIDE},
};

/* With an author's word, these name what stands beside the name. */
static const char *const beside_words[] = {
    "bio", "role",    "job",  "position", "avatar", "social", "affil", "photo", "image",
    "img", "picture", "desc", "twitter",  "email",  "follow", "count", "credit"};

/* Tokens of what names the site, not the page. */
static const char *const home_words[] = {"site-title",    "site-name",   "sitetitle", "blog-title",
                                         "site-logo",     "logo",        "branding",  "site-header",
                                         "site-branding", "navbar-brand"};

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool is_letter(char c)
{
    return is_upper(c) || (c >= 'a' && c <= 'z');
}

static unsigned words_at(const char *s)
{
    unsigned bits = 0;
    for (size_t i = 0; i < sizeof(sign_words) / sizeof(sign_words[0]); i++)
        if (text_istarts(s, sign_words[i].word))
            bits |= sign_words[i].bits;
    return bits;
}

static unsigned words_in(const char *s)
{
    unsigned bits = 0;
    for (const char *c = s; c != NULL && *c != '\0'; c++)
        if (is_letter(*c) && (c == s || !is_letter(c[-1]) || (is_upper(*c) && !is_upper(c[-1]))))
            bits |= words_at(c);
    return bits;
}

static unsigned containers_in(const char *s)
{
    unsigned bits = 0;
    while (s != NULL && *s != '\0') {
        s += strspn(s, " \t\r\n");
        for (size_t i = 0; i < sizeof(where_words) / sizeof(where_words[0]); i++)
            if (text_istarts(s, where_words[i].word))
                bits |= where_words[i].bits;
        s += strcspn(s, " \t\r\n");
    }
    return bits;
}

static bool is_beside_author(const char *s)
{
    for (const char *c = s; c != NULL && *c != '\0'; c++)
        for (size_t i = 0; i < sizeof(beside_words) / sizeof(beside_words[0]); i++)
            if (c != s && !is_letter(c[-1]) && text_istarts(c, beside_words[i]))
                return true;
    return false;
}

/* Whether an address is that of a site's front page. */
static bool is_home(const char *href)
{
    const char *host = strstr(href, "://");
    const char *path = host == NULL ? href : host + 3 + strcspn(host + 3, "/?#");
    return strcmp(path, "/") == 0 || (host != NULL && path[0] == '\0');
}

static bool is_person_icon(const char *tag, const char *class)
{
    static const char *const icons[] = {"fa-user",   "fa-user-circle", "fa-pencil", "fa-pen",
                                        "icon-user", "glyphicon-user", "bi-person", "icon-author"};
    if (strcmp(tag, "i") != 0 && strcmp(tag, "span") != 0 && strcmp(tag, "svg") != 0)
        return false;
    for (size_t i = 0; i < sizeof(icons) / sizeof(icons[0]); i++)
        if (tokens_have(class, icons[i]))
            return true;
    return false;
}

static bool is_home_named(const char *class, const char *id)
{
    for (size_t i = 0; i < sizeof(home_words) / sizeof(home_words[0]); i++)
        if (tokens_have(class, home_words[i]) || tokens_have(id, home_words[i]))
            return true;
    return false;
}

bool signs_lead_to_code(const char *href)
{
    static const char *const hosts[] = {"github.com", "gitlab.com", "codeberg.org",
                                        "bitbucket.org"};
    const char *host = strstr(href, "://");
    host = host == NULL ? href : host + 3;
    host += text_istarts(host, "www.") ? 4 : 0;
    for (size_t i = 0; i < sizeof(hosts) / sizeof(hosts[0]); i++)
        if (text_istarts(host, hosts[i]) && host[strlen(hosts[i])] == '/')
            return true;
    return false;
}

unsigned signs_of(const char *tag, const char *class, const char *id, const char *rel,
                  const char *href)
{
    if (strcmp(tag, "body") == 0 || strcmp(tag, "html") == 0)
        return 0;
    unsigned bits = words_in(class) | words_in(id);
    if (tokens_have(rel, "author"))
        bits |= SIGN_AUTHOR;
    if (strcmp(tag, "a") == 0 && href != NULL &&
        (text_ifind(href, "/author/") != NULL || text_ifind(href, "/authors/") != NULL))
        bits |= SIGN_AUTHOR;
    if ((bits & (SIGN_AUTHOR | SIGN_BYLINE)) && (is_beside_author(class) || is_beside_author(id)))
        bits &= ~(unsigned)(SIGN_AUTHOR | SIGN_BYLINE);
    if (is_person_icon(tag, class))
        bits |= SIGN_PERSON;
    if (is_home_named(class, id) || tokens_have(rel, "home") ||
        (strcmp(tag, "a") == 0 && href != NULL && is_home(href)))
        bits |= SIGN_HOME;
    if (strcmp(tag, "a") == 0 && href != NULL && signs_lead_to_code(href))
        bits |= SIGN_CODE;
    return bits;
}

unsigned where_of(const char *tag, const char *class, const char *id, const char *role,
                  const char *href)
{
    unsigned bits = 0;
    for (size_t i = 0; i < sizeof(where_tags) / sizeof(where_tags[0]); i++)
        if (strcmp(tag, where_tags[i].word) == 0)
            bits |= where_tags[i].bits;
    if (role != NULL && text_ieq(role, "main"))
        bits |= IN_MAIN;
    if (strcmp(tag, "a") == 0 && href != NULL)
        bits |= IN_LINK;
    static const char *const whole_pages[] = {"html", "body", "main", "article", NULL};
    for (const char *const *name = whole_pages; *name != NULL; name++)
        if (strcmp(tag, *name) == 0)
            return bits;
    return bits | containers_in(class) | containers_in(id);
}
