/* codelinks: the repository that an article names as its code. Articles link to many repositories;
 * its own is a link that is called "Code", or one that is called after where it leads ("GitHub",
 * "here") in a sentence that speaks of code and of nobody else's. What stands around the article
 * (the theme's repository, "edit this page") is never looked at. */
#include "gloss/page/vocabulary.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "gloss/base/text.h"
#include "gloss/page/signs.h"

#define SOURCE "code-link"

enum { LINKS_MAX = 3, RANK = 600, SENTENCE_MAX = 300, ANCHOR_MAX = 100, SHORT_LINE_MAX = 60 };

static const char *const hosts[] = {"github.com/", "gitlab.com/", "codeberg.org/",
                                    "bitbucket.org/"};

static const char path_bytes[] =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._";

/* What of a code host is no repository. */
static const char *const no_owners[] = {"topics/",   "features/", "sponsors/", "orgs/",  "apps/",
                                        "settings/", "about/",    "search/",   "login/", "users/"};

/* Whether what follows a repository's name leads to it or into its files; issues and the like are
 * talk about it. */
static bool is_of_files(const char *rest)
{
    return rest[0] == '\0' || rest[0] == '?' || rest[0] == '#' || strcmp(rest, "/") == 0 ||
           text_istarts(rest, "/tree/") || text_istarts(rest, "/blob/");
}

/* "owner/name" at the start of a path: its length, 0 when it is none. */
static size_t name_length(const char *path)
{
    size_t owner = strspn(path, path_bytes);
    size_t name = path[owner] == '/' ? strspn(path + owner + 1, path_bytes) : 0;
    for (size_t i = 0; i < sizeof(no_owners) / sizeof(no_owners[0]); i++)
        if (text_istarts(path, no_owners[i]))
            return 0;
    return owner > 0 && name > 0 ? owner + 1 + name : 0;
}

/* The address of the repository that a link leads to or into, NULL when it leads to none. In the
 * arena. */
static const char *repository(const struct observed *o, const char *href)
{
    const char *at = href == NULL ? NULL : strstr(href, "://");
    if (at == NULL)
        return NULL;
    at += text_istarts(at + 3, "www.") ? 7 : 3;
    for (size_t i = 0; i < sizeof(hosts) / sizeof(hosts[0]); i++) {
        const char *path = at + strlen(hosts[i]);
        if (!text_istarts(at, hosts[i]))
            continue;
        size_t n = name_length(path);
        if (n == 0 || !is_of_files(path + n))
            return NULL;
        n -= text_iends(arena_strndup(o->arena, path, n), ".git") ? 4 : 0;
        return arena_printf(o->arena, "https://%s%.*s", hosts[i], (int)n, path);
    }
    return NULL;
}

/* Whether folded text holds one of these words or phrases whole. */
static bool holds(const char *folded, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        size_t n = strlen(words[i]);
        for (const char *at = folded; (at = strstr(at, words[i])) != NULL; at += n)
            if ((at == folded || at[-1] == ' ') && (at[n] == '\0' || at[n] == ' '))
                return true;
    }
    return false;
}

#define HOLDS(folded, table) holds(folded, table, sizeof(table) / sizeof((table)[0]))

/* Whether a link's own words say that it leads to the code. */
static bool is_called_code(const char *anchor)
{
    static const char *const names[] = {"code",           "source code",
                                        "the code",       "our code",
                                        "full code",      "code github",
                                        "github code",    "code link",
                                        "official code",  "code on github",
                                        "implementation", "code repository",
                                        "project code",   "official implementation",
                                        "codebase"};
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        if (strcmp(anchor, names[i]) == 0)
            return true;
    return false;
}

/* Whether its words name only the place, and what goes before them in the sentence is about code of
 * the article's own. */
static bool is_in_place_of_code(const char *anchor, const char *before)
{
    static const char *const places[] = {"github", "gitlab", "codeberg",   "bitbucket",
                                         "here",   "repo",   "repository", "https"};
    static const char *const code[] = {"code", "codes", "source code", "implementation", "scripts"};
    static const char *const others[] = {"their",   "its",   "his",    "her",     "original",
                                         "authors", "issue", "issues", "similar", "for example"};
    return HOLDS(anchor, places) && HOLDS(before, code) && !HOLDS(before, others);
}

/* The sentence as far as the link, folded. The caller frees. */
static char *sentence_before(const struct observed *o, size_t at)
{
    size_t from = at;
    while (from > 0 && at - from < SENTENCE_MAX && o->text[from - 1] != '\n' &&
           !(o->text[from - 1] == ' ' && from > 1 && strchr(".!?", o->text[from - 2]) != NULL))
        from--;
    return text_fold(observed_text(o, from, at));
}

/* Whether the line around is too short for prose: a row of buttons, an entry of a list. */
static bool is_in_short_line(const struct observed *o, const struct spot *s)
{
    size_t from = s->from;
    while (from > 0 && o->text[from - 1] != '\n')
        if (s->to - --from > SHORT_LINE_MAX)
            return false;
    return from + SHORT_LINE_MAX >= o->text_len ||
           memchr(o->text + from, '\n', SHORT_LINE_MAX) != NULL;
}

static bool is_its_code(const struct observed *o, const struct spot *s)
{
    if (s->to == s->from || s->to - s->from > ANCHOR_MAX)
        return false;
    char *anchor = text_fold(spot_text(o, s));
    char *before = sentence_before(o, s->from);
    bool is =
        (is_called_code(anchor) && is_in_short_line(o, s)) || is_in_place_of_code(anchor, before);
    free(before);
    free(anchor);
    return is;
}

/* Whether two repositories have the same owner. */
static bool is_same_owner(const char *a, const char *b)
{
    size_t n = (size_t)(strrchr(a, '/') - a);
    return strncmp(a, b, n) == 0 && b[n] == '/';
}

/* Collects the article's code; false where there is more than an article has of its own, as in a
 * survey that gives the code of each work. */
static bool collect(const struct observed *o, const char *found[LINKS_MAX], size_t *count)
{
    size_t from = o->heading < 0 ? 0 : o->spots[o->heading].to;
    for (size_t i = 0; i < o->spot_count; i++) {
        const struct spot *s = &o->spots[i];
        if (!(s->signs & SIGN_CODE) || s->from < from || spot_is_elsewhere(o, s))
            continue;
        const char *url = repository(o, s->href);
        bool known = false;
        for (size_t k = 0; url != NULL && k < *count; k++)
            known = known || strcmp(found[k], url) == 0;
        if (url == NULL || known || !is_its_code(o, s))
            continue;
        if (*count == LINKS_MAX || (*count > 0 && !is_same_owner(found[0], url)))
            return false;
        found[(*count)++] = url;
    }
    return true;
}

static void propose_codelinks(const struct observed *o, struct proposals *out)
{
    const char *found[LINKS_MAX];
    size_t count = 0;
    if (signs_lead_to_code(o->url) || !collect(o, found, &count))
        return;
    for (size_t i = 0; i < count; i++)
        propose(out, META_CODE, VALUE_URL, found[i], SOURCE, RANK);
}

const struct vocabulary vocabulary_codelinks = {"code-links", propose_codelinks};
