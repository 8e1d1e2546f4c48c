/* doi: DOIs read out of addresses, in which they stand unquoted among words of the site's own.
 *
 * A resolver's path is the DOI, byte for byte. Publishers put words before it (/doi/abs/) and
 * behind it (/full, .pdf), and no grammar tells the latter from a suffix, which may hold nearly
 * anything: so a few well-known words are cut off, and where doubt is left the address counts as
 * derived, which means that the page itself is asked as well. */
#include "gloss/source/doi.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "gloss/base/mem.h"
#include "gloss/base/text.h"
#include "gloss/net/url.h"

#define COUNT(rows) (sizeof(rows) / sizeof *(rows))

enum { REGISTRANT_MIN = 4, REGISTRANT_MAX = 9 };

static const char *const resolvers[] = {"doi.org", "dx.doi.org", "www.doi.org"};

/* Sites whose article pages are addressed by DOI, with their subdomains. */
static const char *const publishers[] = {
    "acm.org",
    "acs.org",
    "aip.org",
    "annualreviews.org",
    "aps.org",
    "ascelibrary.org",
    "biorxiv.org",
    "degruyter.com",
    "emerald.com",
    "frontiersin.org",
    "informs.org",
    "iop.org",
    "liebertpub.com",
    "medrxiv.org",
    "plos.org",
    "pnas.org",
    "royalsocietypublishing.org",
    "sagepub.com",
    "science.org",
    "siam.org",
    "springer.com",
    "tandfonline.com",
    "wiley.com",
    "worldscientific.com",
    "zenodo.org",
};

/* What stands before the DOI of a page that every work there has. */
static const char *const views[] = {
    "abs",    "abstract", "article", "articles", "book",  "chapter",   "content",
    "doi",    "document", "epdf",    "full",     "pdf",   "pdfplus",   "proceedings",
    "reader", "record",   "records", "refs",     "short", "pdfdirect", "early",
};

/* What stands behind it and is no part of it. */
static const char *const tails[] = {
    "/abstract", "/citations", "/epdf", "/figures",  "/full", "/full-text", "/full_html",
    "/fulltext", "/html",      "/meta", "/metrics",  "/pdf",  "/pdfft",     "/references",
    "/summary",  "/tables",    ".pdf",  ".full",     ".html", ".svg",       ".abstract",
    ".short",    ".full-text", "/",     "/fullhtml",
};

/* ---- the identifier ---- */

/* The length of "10.NNNN/" at s (subdivided registrants too: "10.1000.10/"), 0 when none is there.
 */
static size_t registrant_length(const char *s)
{
    size_t n = 3;
    size_t digits;

    if (strncmp(s, "10.", 3) != 0)
        return 0;
    digits = strspn(s + n, "0123456789");
    if (digits < REGISTRANT_MIN || digits > REGISTRANT_MAX)
        return 0;
    n += digits;
    while (s[n] == '.' && isdigit((unsigned char)s[n + 1]))
        n += 1 + strspn(s + n + 1, "0123456789");
    return s[n] == '/' && s[n + 1] ? n + 1 : 0;
}

bool doi_is_valid(const char *id)
{
    size_t n = strlen(id);

    if (n >= WORK_ID_SIZE || registrant_length(id) == 0 || !text_is_utf8(id, n))
        return false;
    for (const char *c = id; *c; c++)
        if ((unsigned char)*c <= ' ' || *c == 0x7F || (*c >= 'A' && *c <= 'Z'))
            return false;
    return true;
}

/* Case does not count in DOIs, for ASCII letters. */
static void lower(char *s)
{
    for (; *s; s++)
        if (*s >= 'A' && *s <= 'Z')
            *s = (char)(*s - 'A' + 'a');
}

static bool take(const char *text, struct work_ref *ref)
{
    size_t n = strlen(text);

    if (n >= WORK_ID_SIZE)
        return false;
    memcpy(ref->id, text, n + 1);
    lower(ref->id);
    if (doi_is_valid(ref->id))
        return true;
    ref->id[0] = '\0';
    return false;
}

/* ---- what surrounds it ---- */

static bool is_one_of(const char *const *rows, size_t count, const char *s, size_t n)
{
    for (size_t i = 0; i < count; i++)
        if (strlen(rows[i]) == n && strncasecmp(rows[i], s, n) == 0)
            return true;
    return false;
}

static bool is_publisher(const char *host)
{
    for (size_t i = 0; i < COUNT(publishers); i++) {
        size_t n = strlen(host);
        size_t site = strlen(publishers[i]);

        if (n >= site && strcmp(host + n - site, publishers[i]) == 0 &&
            (n == site || host[n - site - 1] == '.'))
            return true;
    }
    return false;
}

/* Preprints of these servers have a version in their address that the DOI has not. */
static void cut_preprint_version(char *s)
{
    size_t n = strlen(s);
    size_t digits = 0;

    while (digits < n && isdigit((unsigned char)s[n - 1 - digits]))
        digits++;
    if (strncmp(s, "10.1101/", 8) == 0 && digits > 0 && digits < 3 && s[n - digits - 1] == 'v')
        s[n - digits - 1] = '\0';
}

static void cut_tails(char *s)
{
    char *session = strcasestr(s, ";jsessionid=");
    bool cut = true;

    if (session)
        *session = '\0';
    while (cut) {
        cut = false;
        for (size_t i = 0; i < COUNT(tails) && !cut; i++) {
            cut = text_iends(s, tails[i]);
            if (cut)
                s[strlen(s) - strlen(tails[i])] = '\0';
        }
    }
    cut_preprint_version(s);
}

static bool is_unbalanced(const char *s, size_t n, char open, char close)
{
    long depth = 0;

    for (size_t i = 0; i < n; i++)
        depth += s[i] == open ? 1 : s[i] == close ? -1 : 0;
    return depth < 0;
}

/* Cuts off what belongs to a sentence around the address; whether there was any. */
static bool cut_punctuation(char *s)
{
    size_t n = strlen(s);
    size_t whole = n;

    while (n > 0 && (strchr(".,;:!?'\"*_`", s[n - 1]) ||
                     (s[n - 1] == ')' && is_unbalanced(s, n, '(', ')')) ||
                     (s[n - 1] == ']' && is_unbalanced(s, n, '[', ']')) ||
                     (s[n - 1] == '>' && is_unbalanced(s, n, '<', '>'))))
        n--;
    s[n] = '\0';
    return n < whole;
}

/* ---- where it stands ---- */

/* The DOI that begins a part of the path, or NULL. */
static const char *find_in_path(const char *path)
{
    for (const char *at = strstr(path, "10."); at; at = strstr(at + 1, "10.")) {
        size_t before = (size_t)(at - path);

        if (registrant_length(at) == 0 || before == 0)
            continue;
        if (at[-1] == '/' || (before >= 4 && text_istarts(at - 4, "doi:")))
            return at;
    }
    return NULL;
}

/* Whether the part of the path before `at` names a page that every work of the site has. */
static bool is_view(const char *path, const char *at)
{
    const char *end = at;
    const char *start;

    while (end > path && end[-1] == '/')
        end--;
    for (start = end; start > path && start[-1] != '/';)
        start--;
    return is_one_of(views, COUNT(views), start, (size_t)(end - start));
}

static bool match_path(const struct url_parts *page, const char *path, struct work_ref *ref)
{
    const char *at = find_in_path(path);
    char *text;
    bool found;

    if (!at)
        return false;
    text = xstrdup(at);
    ref->derived = cut_punctuation(text) || !is_publisher(page->host) || !is_view(path, at);
    cut_tails(text);
    /* Behind a further slash may stand something of the site's that we do not know. */
    ref->derived = ref->derived || strchr(text + registrant_length(text), '/');
    found = take(text, ref);
    free(text);
    return found;
}

/* The value of a parameter, decoded, or NULL. The caller frees. */
static char *parameter(const char *query, const char *name)
{
    size_t n = strlen(name);

    for (const char *at = query; at; at = strchr(at, '&') ? strchr(at, '&') + 1 : NULL) {
        if (text_istarts(at, name) && at[n] == '=') {
            char *raw = xstrndup(at + n + 1, strcspn(at + n + 1, "&"));
            char *value = url_decode(raw);

            free(raw);
            return value;
        }
    }
    return NULL;
}

static bool match_query(const struct url_parts *page, struct work_ref *ref)
{
    bool ours = is_publisher(page->host);
    char *value = parameter(page->query, "doi");
    bool found;

    ref->derived = true;
    if (!value && ours) { /* journals.plos.org/plosone/article?id=10.1371/... */
        value = parameter(page->query, "id");
        ref->derived = !text_iends(page->path, "/article");
    }
    found = value && take(text_istarts(value, "doi:") ? value + 4 : value, ref);
    free(value);
    return found;
}

static bool match_page(const struct url_parts *page, struct work_ref *ref)
{
    char *path = url_decode(page->path);
    bool found;

    if (!path)
        return false;
    if (is_one_of(resolvers, COUNT(resolvers), page->host, strlen(page->host)))
        found = take(path + (text_istarts(path, "/doi:") ? 5 : 1), ref);
    else
        found = match_path(page, path, ref) || match_query(page, ref);
    free(path);
    return found;
}

bool doi_match(const char *url, struct work_ref *ref)
{
    struct url_parts page;
    bool found;

    *ref = (struct work_ref){0};
    if (text_istarts(url, "doi:"))
        return take(url + 4, ref);
    if (!url_parse(url, &page))
        return false;
    found = match_page(&page, ref);
    url_parts_release(&page);
    if (!found)
        *ref = (struct work_ref){0};
    return found;
}
