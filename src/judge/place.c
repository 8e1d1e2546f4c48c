/* place: the few questions about addresses that soft death and walls turn on.
 *
 * Not net/url: nothing here is fetched or compared as a key, and a guess that errs does so towards
 * "nothing odd". */
#include "gloss/judge/place.h"

#include <stdio.h>
#include <string.h>

#include "gloss/base/text.h"

enum { UNIQUE_NAME = 12 }; /* letters; a segment this long is no section's name */

static char lower(char c)
{
    if (c >= 'A' && c <= 'Z')
        c = (char)(c - 'A' + 'a');
    return c;
}

static void copy_lower(char *to, size_t size, const char *s, size_t n)
{
    size_t i = 0;
    for (; i < n && i + 1 < size; i++)
        to[i] = lower(s[i]);
    to[i] = '\0';
}

/* "post.html" is "post", "notes.2021" stays. */
static void cut_extension(char *name)
{
    static const char *const extensions[] = {".html", ".htm", ".xhtml", ".shtml", ".php",
                                             ".php3", ".asp", ".aspx",  ".jsp",   ".jsf",
                                             ".do",   ".cgi", ".cfm",   ".pl",    ".action"};
    char *dot = strrchr(name, '.');
    if (dot != NULL && dot != name && IS_ANY(dot, extensions))
        *dot = '\0';
}

static void read_segments(struct place *p)
{
    char *to = p->names;
    const char *at = p->path;
    while (p->depth < PLACE_SEGMENTS) {
        at += strspn(at, "/");
        size_t n = strcspn(at, "/");
        if (n == 0)
            return;
        memcpy(to, at, n);
        to[n] = '\0';
        cut_extension(to);
        p->segments[p->depth++] = to;
        to += n + 1;
        at += n;
    }
}

static void read_host(struct place *p, const char *s, size_t n)
{
    const char *user = memchr(s, '@', n);
    if (user != NULL) {
        n -= (size_t)(user + 1 - s);
        s = user + 1;
    }
    const char *port = memchr(s, ':', n);
    n = port == NULL ? n : (size_t)(port - s);
    if (n > 4 && text_istarts(s, "www.")) {
        s += 4;
        n -= 4;
    }
    copy_lower(p->host, sizeof(p->host), s, n);
    p->host[strspn(p->host, "abcdefghijklmnopqrstuvwxyz0123456789-._")] = '\0';
}

void place_read(struct place *out, const char *url)
{
    memset(out, 0, sizeof(*out));
    const char *at = url == NULL ? NULL : strstr(url, "://");
    if (at == NULL)
        return;
    at += 3;
    size_t n = strcspn(at, "/?#");
    read_host(out, at, n);
    at += n;
    n = strcspn(at, "?#");
    copy_lower(out->path, sizeof(out->path), at, n);
    at += n;
    if (*at == '?')
        copy_lower(out->query, sizeof(out->query), at + 1, strcspn(at + 1, "#"));
    read_segments(out);
}

static bool is_language(const char *s)
{
    static const char *const codes[] = {
        "ar", "at", "au", "be", "bg", "br", "ca", "ch", "cn", "cs", "cz", "da", "de",
        "dk", "el", "en", "es", "et", "eu", "fi", "fr", "gb", "gr", "he", "hi", "hr",
        "hu", "id", "ie", "il", "in", "it", "ja", "jp", "ko", "kr", "lt", "lv", "mx",
        "nb", "nl", "no", "nz", "pl", "pt", "ro", "rs", "ru", "se", "sg", "sk", "sl",
        "sr", "sv", "th", "tr", "tw", "ua", "uk", "us", "vi", "vn", "za", "zh"};
    char code[3] = "";
    if (strlen(s) < 2)
        return false;
    memcpy(code, s, 2);
    if (!IS_ANY(code, codes))
        return false;
    size_t rest = strlen(s + 2);
    if (rest == 0)
        return true;
    return (s[2] == '-' || s[2] == '_') && rest >= 3 && rest <= 5 &&
           strspn(s + 3, "abcdefghijklmnopqrstuvwxyz0123456789") == rest - 1;
}

static bool names_front(const char *s)
{
    static const char *const names[] = {"index",   "home",  "default", "main",
                                        "welcome", "start", "homepage"};
    return IS_ANY(s, names) || is_language(s);
}

/* A query of nothing but where the reader came from. */
static bool asks_nothing(const char *query)
{
    static const char *const keys[] = {
        "utm_", "fbclid", "gclid", "ref=", "source=", "mc_cid", "mc_eid"};
    while (*query != '\0') {
        bool known = false;
        for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++)
            known = known || strncmp(query, keys[i], strlen(keys[i])) == 0;
        if (!known)
            return false;
        query += strcspn(query, "&");
        query += *query == '&';
    }
    return true;
}

bool place_is_front(const struct place *p)
{
    if (!asks_nothing(p->query) || p->depth > 3)
        return false;
    for (size_t i = 0; i < p->depth; i++)
        if (!names_front(p->segments[i]))
            return false;
    return true;
}

bool place_is_deep(const struct place *p)
{
    size_t depth = 0;
    if (place_is_front(p))
        return false;
    for (size_t i = 0; i < p->depth; i++)
        depth += !names_front(p->segments[i]);
    if (depth != 1)
        return true;
    const char *name = p->segments[p->depth - 1];
    return !asks_nothing(p->query) || strchr(p->path, '.') != NULL || strlen(name) >= UNIQUE_NAME ||
           (name[0] != '~' && strpbrk(name, "-_0123456789") != NULL);
}

static const char *bare(const char *host)
{
    static const char *const mobile[] = {"m.", "mobile.", "amp."};
    for (size_t i = 0; i < sizeof(mobile) / sizeof(*mobile); i++)
        if (text_istarts(host, mobile[i]) && strchr(host + strlen(mobile[i]), '.') != NULL)
            return host + strlen(mobile[i]);
    return host;
}

bool place_same_host(const struct place *a, const struct place *b)
{
    return a->host[0] != '\0' && strcmp(bare(a->host), bare(b->host)) == 0;
}

/* Where the last `labels` labels of a host begin. */
static const char *last_labels(const char *host, size_t labels)
{
    const char *at = host + strlen(host);
    while (at > host && labels > 0)
        if (--at == host || at[-1] == '.')
            labels--;
    return at;
}

/* How many labels the suffix has under which names are registered. */
static size_t suffix_labels(const char *host)
{
    static const char *const second[] = {"co",  "com", "org", "net", "ac", "edu",
                                         "gov", "or",  "ne",  "go",  "gob"};
    static const char *const lenders[] = {
        "github.io",       "gitlab.io",   "blogspot.com", "wordpress.com",   "netlify.app",
        "vercel.app",      "pages.dev",   "web.app",      "herokuapp.com",   "substack.com",
        "readthedocs.io",  "tumblr.com",  "medium.com",   "neocities.org",   "sourceforge.net",
        "livejournal.com", "weebly.com",  "wixsite.com",  "firebaseapp.com", "bitbucket.io",
        "hf.space",        "notion.site", "typepad.com",  "hatenablog.com",  "fandom.com"};
    const char *two = last_labels(host, 2);
    if (IS_ANY(two, lenders))
        return 2;
    size_t n = strcspn(two, ".");
    char label[8] = "";
    if (n < sizeof(label) && two[n] == '.' && strlen(two + n + 1) == 2) {
        memcpy(label, two, n);
        label[n] = '\0';
    }
    return IS_ANY(label, second) ? 2 : 1;
}

static const char *owner_of(const char *host)
{
    return last_labels(host, suffix_labels(host) + 1);
}

bool place_same_owner(const struct place *a, const struct place *b)
{
    return a->host[0] != '\0' && strcmp(owner_of(a->host), owner_of(b->host)) == 0;
}

bool place_host_in(const struct place *p, const char *domain)
{
    size_t n = strlen(p->host);
    size_t m = strlen(domain);
    return n >= m && strcmp(p->host + n - m, domain) == 0 && (n == m || p->host[n - m - 1] == '.');
}

bool place_has_segment(const struct place *p, const char *name)
{
    for (size_t i = 0; i < p->depth; i++)
        if (strcmp(p->segments[i], name) == 0)
            return true;
    return false;
}

void place_name(const struct place *p, char out[64])
{
    const char *owner = owner_of(p->host);
    (void)snprintf(out, 64, "%.*s", (int)strcspn(owner, "."), owner);
}
