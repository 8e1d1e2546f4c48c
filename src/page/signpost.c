/* signpost: link elements, and the marks that WordPress leaves.
 *
 * A page may name several feeds: of the site, of its comments, of a category. The site's own is the
 * one that may list the page; it stands first almost everywhere, so of what is no feed of comments
 * the first is taken, unless another is of posts by its own words. */
#include "gloss/page/signpost.h"

#include <stdlib.h>
#include <string.h>

#include "gloss/base/mem.h"
#include "gloss/base/text.h"
#include "gloss/page/look.h"

enum { ID_DIGITS_MAX = 12 };

static bool is_any(const char *text, const char *const *words, size_t count)
{
    for (size_t i = 0; text != NULL && i < count; i++)
        if (text_ifind(text, words[i]) != NULL)
            return true;
    return false;
}

#define HOLDS(text, words) is_any(text, words, sizeof(words) / sizeof((words)[0]))

static bool is_alternate(const struct observed_link *l)
{
    return tokens_have(l->rel, "alternate") && !tokens_have(l->rel, "stylesheet");
}

static bool is_feed(const struct observed_link *l)
{
    static const char *const types[] = {"application/rss+xml", "application/atom+xml",
                                        "application/feed+json", "application/rdf+xml"};
    return is_alternate(l) && HOLDS(l->type, types);
}

/* Whether the feed lies right below the page, and the page is no front page. */
static bool is_below(const struct observed *o, const char *url)
{
    const char *host = strstr(o->url, "://");
    size_t n = strcspn(o->url, "?#");
    while (n > 0 && o->url[n - 1] == '/')
        n--;
    const char *path = host == NULL ? NULL : memchr(host + 3, '/', strlen(host + 3));
    bool front = path == NULL || path >= o->url + n;
    return !front && strncmp(url, o->url, n) == 0 && text_istarts(url + n, "/feed");
}

/* WordPress calls the feed of one post's comments "SITE » TITLE Comments Feed", in the language of
 * the site, and puts it under the post's address. */
static bool is_of_comments(const struct observed *o, const char *url, const struct observed_link *l)
{
    static const char *const titles[] = {"comment",  "kommentar", "commentaire", "comentario",
                                         "commenti", "reacti",    "comentário",  "コメント"};
    return is_below(o, url) || HOLDS(l->title, titles) || text_ifind(url, "comments") != NULL;
}

/* What a feed of a part of the site calls itself. */
static bool is_of_a_part(const char *url, const struct observed_link *l)
{
    static const char *const titles[] = {"category", "tag feed",  "podcast",  "author feed",
                                         "posts by", "kategorie", "catégorie"};
    static const char *const paths[] = {"/category/", "/tag/", "/tags/", "/author/",
                                        "/categories/"};
    return HOLDS(l->title, titles) || HOLDS(url, paths);
}

static void fill_feed(const struct observed *o, struct signs *signs)
{
    const char *best = NULL;
    bool best_is_part = false;
    for (size_t i = 0; i < o->link_count; i++) {
        const struct observed_link *l = &o->links[i];
        const char *url = is_feed(l) ? observed_url(o, l->href) : NULL;
        if (url == NULL || is_of_comments(o, url, l))
            continue;
        bool part = is_of_a_part(url, l);
        if (best == NULL || (best_is_part && !part)) {
            best = url;
            best_is_part = part;
        }
    }
    if (best != NULL && strlen(best) < sizeof(signs->feed))
        look_copy(signs->feed, sizeof(signs->feed), best);
}

/* The record with its author's name in it. The caller frees. */
static char *with_author(const char *url)
{
    return strstr(url, "_embed") != NULL
               ? xstrdup(url)
               : xasprintf("%s%s_embed=author", url, strchr(url, '?') != NULL ? "&" : "?");
}

static bool is_record(const struct observed_link *l)
{
    return is_alternate(l) && text_ieq(l->type, "application/json") &&
           strstr(l->href, "/wp/v2/") != NULL;
}

/* The digits behind `mark` in a list of classes or an address; 0 when there are none. */
static size_t id_behind(const char *text, const char *mark, const char **id)
{
    const char *at = text == NULL ? NULL : strstr(text, mark);
    *id = at == NULL ? NULL : at + strlen(mark);
    size_t n = at == NULL ? 0 : strspn(*id, "0123456789");
    return n <= ID_DIGITS_MAX ? n : 0;
}

static const char *body_class(const struct observed *o)
{
    for (size_t i = 0; i < o->spot_count; i++)
        if (strcmp(o->spots[i].tag, "body") == 0)
            return o->spots[i].class;
    return NULL;
}

static const char *link_of(const struct observed *o, const char *rel)
{
    for (size_t i = 0; i < o->link_count; i++)
        if (tokens_have(o->links[i].rel, rel))
            return observed_url(o, o->links[i].href);
    return NULL;
}

/* Where a post's number is known, the API's address makes its record's; posts of a site's own types
 * have addresses of their own, which nothing tells. */
static char *record_by_number(const struct observed *o)
{
    const char *api = link_of(o, "https://api.w.org/");
    const char *classes = body_class(o);
    const char *id;
    bool page = tokens_have(classes, "page");
    size_t n = id_behind(classes, page ? "page-id-" : "postid-", &id);
    bool known = page || tokens_have(classes, "single-post");
    if (n == 0 && classes == NULL) {
        known = true;
        n = id_behind(link_of(o, "shortlink"), "?p=", &id);
    }
    if (api == NULL || !known || n == 0)
        return NULL;
    bool slash = api[strlen(api) - 1] == '/';
    return xasprintf("%s%swp/v2/%s/%.*s", api, slash ? "" : "/", page ? "pages" : "posts", (int)n,
                     id);
}

static void fill_record(const struct observed *o, struct signs *signs)
{
    char *url = NULL;
    for (size_t i = 0; i < o->link_count && url == NULL; i++)
        if (is_record(&o->links[i]))
            url = xstrdup(observed_url(o, o->links[i].href));
    if (url == NULL)
        url = record_by_number(o);
    char *record = url == NULL ? NULL : with_author(url);
    if (record != NULL && strlen(record) < sizeof(signs->record))
        look_copy(signs->record, sizeof(signs->record), record);
    free(record);
    free(url);
}

static void fill_oembed(const struct observed *o, struct signs *signs)
{
    for (size_t i = 0; i < o->link_count; i++) {
        const struct observed_link *l = &o->links[i];
        const char *url = is_alternate(l) && text_ifind(l->type, "json+oembed") != NULL
                              ? observed_url(o, l->href)
                              : NULL;
        if (url != NULL && strlen(url) < sizeof(signs->oembed)) {
            look_copy(signs->oembed, sizeof(signs->oembed), url);
            return;
        }
    }
}

void signpost_fill(const struct observed *o, struct signs *signs)
{
    fill_feed(o, signs);
    fill_record(o, signs);
    fill_oembed(o, signs);
}
