/* arxiv: works of arXiv under all the addresses that lead to them.
 *
 * One batched request to the Atom API settles a hundred links. The manual:
 * https://info.arxiv.org/help/api/user-manual.html; the terms of use (one request each three
 * seconds) are a row of net/hosts. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gloss/base/buf.h"
#include "gloss/base/mem.h"
#include "gloss/base/text.h"
#include "gloss/net/url.h"

#include "gloss/source/arxiv_feed.h"
#include "gloss/source/registries.h"

enum {
    BATCH_MAX = 100,            /* the API takes 2000, but a lost answer should not cost so much */
    BODY_MAX = 8 * 1024 * 1024, /* a hundred entries with 3000 authors each fit */
    FIRST_LIFETIME_S = 365 * 24 * 3600,
    LIFETIME_S = 7 * 24 * 3600,
};

/* What follows a prefix. */
enum form {
    FORM_ID,  /* an id, perhaps with a file's suffix */
    FORM_FTP, /* archive/papers/YYMM/FILE */
};

/* `host` NULL: any of arXiv's own hosts. `derived`: the page need not exist for every work. */
static const struct {
    const char *host;
    const char *prefix;
    enum form form;
    bool derived;
} places[] = {
    {NULL, "/abs/", FORM_ID, false},
    {NULL, "/pdf/", FORM_ID, false},
    {NULL, "/format/", FORM_ID, false},
    {NULL, "/bibtex/", FORM_ID, false},
    {NULL, "/html/", FORM_ID, true},    /* not every TeX source converts */
    {NULL, "/src/", FORM_ID, true},     /* not every author gives the source away */
    {NULL, "/e-print/", FORM_ID, true}, /* */
    {NULL, "/ps/", FORM_ID, true},      /* no longer made for all */
    {NULL, "/ftp/", FORM_FTP, false},
    {NULL, "/arXiv:", FORM_ID, false},
    {"doi.org", "/10.48550/arXiv.", FORM_ID, false},
    {"dx.doi.org", "/10.48550/arXiv.", FORM_ID, false},
    {"www.doi.org", "/10.48550/arXiv.", FORM_ID, false},
    {"huggingface.co", "/papers/", FORM_ID, false},
    {"www.huggingface.co", "/papers/", FORM_ID, false},
    {"hf.co", "/papers/", FORM_ID, false},
    {"alphaxiv.org", "/abs/", FORM_ID, false},
    {"alphaxiv.org", "/pdf/", FORM_ID, false},
    {"alphaxiv.org", "/overview/", FORM_ID, true},
    {"www.alphaxiv.org", "/abs/", FORM_ID, false},
    {"www.alphaxiv.org", "/pdf/", FORM_ID, false},
    {"www.alphaxiv.org", "/overview/", FORM_ID, true},
    {"ar5iv.org", "/abs/", FORM_ID, true},
    {"ar5iv.org", "/html/", FORM_ID, true},
    {"ar5iv.labs.arxiv.org", "/abs/", FORM_ID, true},
    {"ar5iv.labs.arxiv.org", "/html/", FORM_ID, true},
};

static const char *const own_hosts[] = {"arxiv.org", "www.arxiv.org", "export.arxiv.org",
                                        "browse.arxiv.org", "xxx.lanl.gov"};

static const char *const suffixes[] = {".pdf", ".ps.gz", ".tar.gz", ".ps", ".gz", ".html"};

static bool is_at(const char *host, const char *wanted)
{
    if (wanted)
        return strcmp(host, wanted) == 0;
    for (size_t i = 0; i < sizeof own_hosts / sizeof *own_hosts; i++)
        if (strcmp(host, own_hosts[i]) == 0)
            return true;
    return false;
}

/* Cuts one slash and one suffix off the end. */
static void cut_suffix(char *s)
{
    size_t n = strlen(s);

    if (n > 0 && s[n - 1] == '/')
        s[--n] = '\0';
    for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++) {
        if (text_iends(s, suffixes[i])) {
            s[n - strlen(suffixes[i])] = '\0';
            return;
        }
    }
}

/* "arxiv/papers/1704/1704.04760" and "hep-th/papers/9901/9901001". */
static bool read_ftp(const char *s, struct work_ref *ref)
{
    const char *papers = strstr(s, "/papers/");
    const char *month = papers ? papers + strlen("/papers/") : NULL;
    char *id;
    bool found;

    if (!month || strlen(month) < 6 || month[4] != '/' || strncmp(month, month + 5, 4) != 0)
        return false;
    id = strncmp(s, "arxiv/", 6) == 0 ? xstrdup(month + 5)
                                      : xasprintf("%.*s/%s", (int)(papers - s), s, month + 5);
    found = arxiv_id_parse(id, ref->id, &ref->version);
    free(id);
    return found;
}

static bool read_place(const char *path, const char *prefix, enum form form, struct work_ref *ref)
{
    char *rest;
    bool found;

    if (!text_istarts(path, prefix))
        return false;
    rest = xstrdup(path + strlen(prefix));
    cut_suffix(rest);
    found = form == FORM_FTP ? read_ftp(rest, ref) : arxiv_id_parse(rest, ref->id, &ref->version);
    free(rest);
    return found;
}

/* Who links to the Hub's page on a paper may want what only the Hub adds. */
static bool is_hub(const char *host)
{
    return strcmp(host, "hf.co") == 0 || text_iends(host, "huggingface.co");
}

static bool match_page(const struct url_parts *page, struct work_ref *ref)
{
    char *path = url_decode(page->path);
    bool found = false;

    for (size_t i = 0; path && !found && i < sizeof places / sizeof *places; i++) {
        found = is_at(page->host, places[i].host) &&
                read_place(path, places[i].prefix, places[i].form, ref);
        ref->derived = found && places[i].derived;
        ref->also = found && is_hub(page->host) ? "hf-papers" : NULL;
    }
    free(path);
    return found;
}

static bool arxiv_match(const char *url, struct work_ref *ref)
{
    struct url_parts page;
    bool found;

    *ref = (struct work_ref){0};
    if (text_istarts(url, "arXiv:"))
        return arxiv_id_parse(url, ref->id, &ref->version);
    if (!url_parse(url, &page))
        return false;
    found = match_page(&page, ref);
    url_parts_release(&page);
    return found;
}

static struct fetch_request *build(const char *const *ids, size_t n, const char *version_asked)
{
    struct fetch_request *request;
    struct buf url;
    size_t asked = 0;

    buf_init(&url, 256 + n * (WORK_ID_SIZE + strlen(version_asked)));
    buf_adds(&url, "https://export.arxiv.org/api/query?id_list=");
    for (size_t i = 0; i < n; i++) {
        char id[WORK_ID_SIZE];
        int version;

        if (arxiv_id_parse(ids[i], id, &version)) /* a malformed one would spoil the batch */
            buf_addf(&url, "%s%s%s", asked++ > 0 ? "," : "", id, version_asked);
    }
    buf_addf(&url, "&start=0&max_results=%zu", asked); /* the default is 10 */
    request = fetch_request_new(0, url.data, BODY_MAX);
    buf_release(&url);
    return request;
}

static struct fetch_request *arxiv_build(const char *const *ids, size_t n)
{
    return build(ids, n, "");
}

static struct fetch_request *first_build(const char *const *ids, size_t n)
{
    return build(ids, n, "v1");
}

const struct source source_arxiv = {
    .name = ARXIV_API_NAME,
    .title = "the arXiv API",
    .scheme = "arxiv",
    .host = "export.arxiv.org",
    .batch_max = BATCH_MAX,
    .lifetime_s = LIFETIME_S,
    .vouches = true,
    .next = "hf-papers",
    .match = arxiv_match,
    .build = arxiv_build,
    .read = arxiv_feed_read,
};

/* Only its title counts, and only where nobody else has one. */
static enum source_status first_read(const struct reply *reply, const char *const *ids, size_t n,
                                     struct record *out)
{
    enum source_status status = arxiv_feed_read(reply, ids, n, out);

    for (size_t i = 0; i < n; i++) {
        struct meta *whole = out[i].meta;

        if (!whole)
            continue;
        out[i].meta = meta_new();
        (void)meta_propose(out[i].meta, META_TITLE, meta_get(whole, META_TITLE), "arxiv-first", 1);
        out[i].facts = 0;
        meta_free(whole);
    }
    return status;
}

/* The first version, for what papers were called before they were renamed. Versions do not change.
 */
const struct source source_arxiv_first = {
    .name = "arxiv-first",
    .title = "the arXiv API's first version",
    .scheme = "arxiv",
    .host = "export.arxiv.org",
    .batch_max = BATCH_MAX,
    .lifetime_s = FIRST_LIFETIME_S,
    .build = first_build,
    .read = first_read,
};
