/* github_id: which addresses are a repository, and which are only on the same host. The names come
 * from lists made by strangers and go into queries, so they are read strictly. */
#include <stdlib.h>
#include <string.h>

#include "gloss/base/text.h"
#include "gloss/net/url.h"
#include "gloss/source/github.h"

enum { OWNER_MAX = 39, NAME_LENGTH_MAX = 100 };

/* First words of paths that are no owners. */
static const char *const reserved[] = {
    "about",       "account",
    "advisories",  "apps",
    "blog",        "codespaces",
    "collections", "contact",
    "customers",   "customer-stories",
    "dashboard",   "discussions",
    "enterprise",  "events",
    "explore",     "features",
    "gist",        "github-copilot",
    "issues",      "join",
    "login",       "logout",
    "marketplace", "mobile",
    "models",      "new",
    "nonprofit",   "notifications",
    "orgs",        "organizations",
    "partners",    "premium-support",
    "pricing",     "pulls",
    "readme",      "resources",
    "search",      "security",
    "sessions",    "settings",
    "showcases",   "signup",
    "site",        "solutions",
    "sponsors",    "stars",
    "team",        "topics",
    "trending",    "users",
    "watching",    "why-github",
};

/* Hosts, and the places inside a repository whose pages are derived from it. The words of an issue
 * or a discussion are somebody's own, so those are not among them. */
static const char *const site_hosts[] = {"github.com", "www.github.com"};
static const char *const file_hosts[] = {"raw.githubusercontent.com", "codeload.github.com"};
static const char *const inner[] = {
    "/tree/", "/blob/",      "/raw/",         "/blame/",   "/edit/",   "/archive/", "/commits",
    "/tags",  "/branches",   "/releases",     "/wiki",     "/actions", "/graphs",   "/network",
    "/pulse", "/stargazers", "/contributors", "/watchers", "/forks",   "/zipball/", "/tarball/"};

#define COUNT(rows) (sizeof(rows) / sizeof *(rows))

static bool is_among(const char *s, size_t n, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strlen(words[i]) == n && text_istarts(s, words[i]))
            return true;
    return false;
}

/* The length of the owner or the repository's name at s, 0 when it is none. */
static size_t name_length(const char *s, size_t max)
{
    static const char bytes[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.";
    size_t n = strspn(s, bytes);
    bool is_step = (n == 1 && s[0] == '.') || (n == 2 && s[0] == '.' && s[1] == '.');
    return n > max || is_step ? 0 : n;
}

static size_t owner_length(const char *s)
{
    size_t n = name_length(s, OWNER_MAX);
    return n > 0 && s[0] != '.' && s[0] != '-' ? n : 0;
}

bool github_id_is_valid(const char *id)
{
    size_t owner = owner_length(id);
    if (owner == 0 || id[owner] != '/')
        return false;
    size_t name = name_length(id + owner + 1, NAME_LENGTH_MAX);
    return name > 0 && id[owner + 1 + name] == '\0';
}

static bool is_inner(const char *rest)
{
    for (size_t i = 0; i < COUNT(inner); i++)
        if (text_istarts(rest, inner[i]))
            return true;
    return false;
}

/* The repository's name ends before ".git", which only git itself needs. */
static size_t bare_length(const char *name, size_t n)
{
    return n > 4 && strncmp(name + n - 4, ".git", 4) == 0 ? n - 4 : n;
}

static bool read_path(const char *path, bool is_file, struct work_ref *ref)
{
    const char *owner = path + 1;
    size_t owner_n = owner_length(owner);
    if (owner_n == 0 || owner[owner_n] != '/' ||
        is_among(owner, owner_n, reserved, COUNT(reserved)))
        return false;
    const char *name = owner + owner_n + 1;
    size_t name_n = name_length(name, NAME_LENGTH_MAX);
    const char *rest = name + name_n;
    bool is_root = rest[0] == '\0' || strcmp(rest, "/") == 0;
    if (name_n == 0 || (is_file ? is_root : !is_root && !is_inner(rest)))
        return false;
    memcpy(ref->id, owner, owner_n + 1);
    name_n = bare_length(name, name_n);
    memcpy(ref->id + owner_n + 1, name, name_n);
    ref->id[owner_n + 1 + name_n] = '\0';
    ref->derived = !is_root;
    ref->also = is_root ? GITHUB_CITATION_NAME : NULL;
    return true;
}

bool github_match(const char *url, struct work_ref *ref)
{
    struct url_parts page;
    *ref = (struct work_ref){0};
    if (!url_parse(url, &page))
        return false;
    size_t n = strlen(page.host);
    bool is_file = is_among(page.host, n, file_hosts, COUNT(file_hosts));
    bool found = (is_file || is_among(page.host, n, site_hosts, COUNT(site_hosts))) &&
                 read_path(page.path, is_file, ref);
    url_parts_release(&page);
    return found;
}
