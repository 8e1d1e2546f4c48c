/* companion: which link elements name one, and the JSON ones read. Feeds have their own file. */
#include "gloss/page/companion.h"

#include <string.h>

#include "gloss/base/json.h"
#include "gloss/base/text.h"
#include "gloss/page/cascade.h"
#include "gloss/page/feed.h"
#include "gloss/page/look.h"
#include "gloss/page/proposal.h"

#define RECORD "wp-json"
#define OEMBED "oembed"

enum { AUTHORS_MAX = 100 };

/* ---- naming them ---- */

static bool is_feed_type(const char *type)
{
    return text_istarts(type, "application/rss+xml") ||
           text_istarts(type, "application/atom+xml") ||
           text_istarts(type, "application/feed+json");
}

static bool is_feed(const struct observed_link *link, const char *url)
{
    bool comments = text_ifind(link->title, "comment") != NULL ||
                    text_ifind(url, "/comments") != NULL || text_ifind(url, "=comments") != NULL;
    return is_feed_type(link->type) && !comments;
}

/* Posts and pages of WordPress: ".../wp-json/wp/v2/posts/17", without pretty addresses
 * "...?rest_route=/wp/v2/posts/17". */
static bool is_record(const struct observed_link *link, const char *url)
{
    return text_istarts(link->type, "application/json") &&
           !text_istarts(link->type, "application/json+") &&
           (text_ifind(url, "/wp/v2/") != NULL || text_ifind(url, "wp%2Fv2%2F") != NULL);
}

static bool is_oembed(const struct observed_link *link, const char *url)
{
    (void)url;
    return text_istarts(link->type, "application/json+oembed");
}

/* The first link of a kind, with `more` behind it; one that does not fit is none. */
static void find(const struct observed *o,
                 bool (*is)(const struct observed_link *link, const char *url), const char *more,
                 char to[SIGN_URL_SIZE])
{
    for (size_t i = 0; i < o->link_count; i++) {
        const struct observed_link *link = &o->links[i];
        const char *url = link->type[0] != '\0' && tokens_have(link->rel, "alternate")
                              ? observed_url(o, link->href)
                              : NULL;
        if (url == NULL || !is(link, url))
            continue;
        const char *join = more[0] == '\0' ? "" : strchr(url, '?') != NULL ? "&" : "?";
        const char *whole = arena_printf(o->arena, "%s%s%s", url, join, more);
        if (strlen(whole) < SIGN_URL_SIZE)
            look_copy(to, SIGN_URL_SIZE, whole);
        return;
    }
}

void companion_find(const struct observed *o, struct signs *signs)
{
    find(o, is_feed, "", signs->feed);
    find(o, is_record, "_embed=author", signs->record); /* authors are numbers otherwise */
    find(o, is_oembed, "", signs->oembed);
}

/* ---- reading them ---- */

/* A post as https://developer.wordpress.org/rest-api/reference/posts/ has it. Its dates are the
 * site's own time, as its readers see them. */
static void propose_record(struct proposals *out, const json_t *post)
{
    propose(out, META_TITLE, VALUE_MARKUP, json_get(post, "title.rendered"), RECORD, 660);
    propose(out, META_PUBLISHED, VALUE_DATE, json_get(post, "date"), RECORD, 855);
    propose(out, META_MODIFIED, VALUE_DATE, json_get(post, "modified"), RECORD, 660);
    feed_propose_summary(out, json_get(post, "excerpt.rendered"), RECORD, 460);
    const json_t *authors = json_at(post, "_embedded.author");
    for (size_t i = 0; i < json_array_size(authors) && i < AUTHORS_MAX; i++)
        propose(out, META_AUTHORS, VALUE_NAME, json_get(json_array_get(authors, i), "name"), RECORD,
                620);
    propose(out, META_AUTHORS, VALUE_NAMES, json_get(post, "yoast_head_json.author"), RECORD, 615);
}

/* https://oembed.com: the provider is the site, and no author. */
static void propose_oembed(struct proposals *out, const json_t *card)
{
    propose(out, META_TITLE, VALUE_MARKUP, json_get(card, "title"), OEMBED, 630);
    propose(out, META_AUTHORS, VALUE_NAMES, json_get(card, "author_name"), OEMBED, 590);
    propose(out, META_SITE, VALUE_MARKUP, json_get(card, "provider_name"), OEMBED, 310);
}

/* Whether a post says that it is another page's; one of a list must say that it is this one's. */
static bool is_post(const struct feed_place *place, const json_t *post, bool listed)
{
    const char *link = json_get(post, "link");
    return json_get(post, "title.rendered") != NULL &&
           (link == NULL ? !listed : feed_is_page(place, link));
}

static void propose_posts(struct proposals *out, const struct feed_place *place, const json_t *list)
{
    for (size_t i = 0; i < json_array_size(list); i++)
        if (is_post(place, json_array_get(list, i), true)) {
            propose_record(out, json_array_get(list, i));
            return;
        }
}

static void propose_json(struct proposals *out, const struct feed_place *place, const json_t *root)
{
    if (json_is_array(json_object_get(root, "items")))
        feed_propose_json(out, place, root);
    else if (json_is_array(root))
        propose_posts(out, place, root);
    else if (is_post(place, root, false))
        propose_record(out, root);
    else if (json_get(root, "title") != NULL && json_get(root, "type") != NULL &&
             json_object_get(root, "version") != NULL)
        propose_oembed(out, root);
}

void companion_extract(const struct page_input *in, struct meta *m)
{
    size_t blank = in->len >= 3 && memcmp(in->bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    while (blank < in->len && in->bytes[blank] != '\0' &&
           strchr(" \t\r\n", in->bytes[blank]) != NULL)
        blank++;
    const char *bytes = in->bytes + blank;
    size_t len = in->len - blank;
    struct observed *feed = observed_new(in->url, in->now_year);
    struct observed *page = observed_new(in->about, in->now_year);
    const struct feed_place place = {feed, page};
    struct proposals ps = {.arena = page->arena, .now_year = in->now_year};
    if (len > 0 && (bytes[0] == '{' || bytes[0] == '[')) {
        json_t *root = json_parse_lenient(bytes, len);
        propose_json(&ps, &place, root);
        json_decref(root);
    } else if (len > 0) {
        feed_propose_xml(&ps, &place, bytes, len);
    }
    cascade(page, &ps, m);
    proposals_release(&ps);
    observed_free(page);
    observed_free(feed);
}
