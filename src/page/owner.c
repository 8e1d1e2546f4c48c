/* owner: personal sites that are named after the one who writes them ("Anna Brook's blog").
 *
 * The weakest sign of an author there is, for companies have blogs too: without the possessive, the
 * family name must be in the host, and the whole name must not (stackoverflow.blog is nobody's). */
#include "gloss/page/vocabulary.h"

#include <stdlib.h>
#include <string.h>

#include "gloss/base/mem.h"
#include "gloss/base/name.h"
#include "gloss/base/text.h"

enum { NAME_BYTES_MAX = 60, HOMES_MAX = 20 };

static const char *const possessives[] = {"'s blog",    "’s blog",    "'s weblog",   "’s weblog",
                                          "'s website", "’s website", "'s homepage", "’s homepage",
                                          "'s notes",   "’s notes"};
static const char *const plains[] = {" blog", " weblog", " website", " homepage"};

static bool host_holds(const char *url, const char *name)
{
    const char *host = strstr(url, "://");
    if (host == NULL)
        return false;
    char *bare = xstrndup(host + 3, strcspn(host + 3, "/?#"));
    char *squashed = xstrdup(name);
    char *to = squashed;
    for (const char *c = squashed; *c != '\0'; c++)
        if (*c != ' ' && *c != '-' && *c != '.')
            *to++ = *c;
    *to = '\0';
    bool found = squashed[0] != '\0' && text_ifind(bare, squashed) != NULL;
    free(squashed);
    free(bare);
    return found;
}

static bool is_owner(const struct observed *o, const char *name, bool possessive)
{
    char *given = NULL;
    char *family = NULL;
    bool person = name_parts(name, &given, &family) && !name_is_organisation(name);
    bool owner =
        person && (possessive || (host_holds(o->url, family) && !host_holds(o->url, name)));
    free(given);
    free(family);
    return owner;
}

static void propose_from(const struct observed *o, struct proposals *out, const char *site,
                         const char *const *endings, size_t count, bool possessive)
{
    for (size_t i = 0; i < count; i++) {
        size_t n = strlen(site);
        size_t ending = strlen(endings[i]);
        if (!text_iends(site, endings[i]) || n == ending || n - ending > NAME_BYTES_MAX)
            continue;
        char *name = xstrndup(site, n - ending);
        if (is_owner(o, name, possessive)) {
            propose(out, META_AUTHORS, VALUE_NAME, name, "site-title", 300);
            propose(out, META_SITE, VALUE_TEXT, site, "site-title", 400);
        }
        free(name);
        return;
    }
}

static void propose_site(const struct observed *o, struct proposals *out, const char *site)
{
    propose_from(o, out, site, possessives, sizeof(possessives) / sizeof(possessives[0]), true);
    propose_from(o, out, site, plains, sizeof(plains) / sizeof(plains[0]), false);
}

/* The part of the title behind its last separator. */
static const char *last_part(const char *title)
{
    static const char *const separators[] = {" | ", " - ", " – ", " — ", " · ", " • "};
    const char *last = title;
    for (size_t i = 0; i < sizeof(separators) / sizeof(separators[0]); i++)
        for (const char *at = last; (at = strstr(at, separators[i])) != NULL;) {
            at += strlen(separators[i]);
            last = at;
        }
    return last;
}

/* What the link to the front page, or the box called site-title, says. */
static void propose_homes(const struct observed *o, struct proposals *out)
{
    size_t homes = 0;
    for (size_t i = 0; i < o->spot_count && homes < HOMES_MAX; i++) {
        const struct spot *s = &o->spots[i];
        if (!(s->signs & SIGN_HOME) || s->to - s->from > (size_t)2 * NAME_BYTES_MAX)
            continue;
        homes++;
        propose_site(o, out, spot_text(o, s));
    }
}

static void propose_owner(const struct observed *o, struct proposals *out)
{
    const char *site = observed_meta(o, "og:site_name");
    if (site != NULL)
        propose_site(o, out, site);
    propose_site(o, out, last_part(o->title));
    propose_homes(o, out);
}

const struct vocabulary vocabulary_owner = {"owner", propose_owner};
