/* companion: the JSON ones read. Feeds have their own file, and so has where pages name them. */
#include "gloss/page/companion.h"

#include <string.h>

#include "gloss/base/json.h"
#include "gloss/base/text.h"
#include "gloss/page/cascade.h"
#include "gloss/page/feed.h"
#include "gloss/page/proposal.h"

#define RECORD "wp-json"
#define OEMBED "oembed"

enum { AUTHORS_MAX = 100 };

/* What the most common plug-in for search engines adds. Its author is whom the site credits, where
 * the account is only who typed. */
static void propose_plugin(struct proposals *out, const json_t *yoast)
{
    static const char *const times[] = {"Est. reading time", "Geschätzte Lesezeit",
                                        "Tiempo de lectura", "Durée de lecture estimée"};
    const json_t *misc = json_object_get(yoast, "twitter_misc");
    feed_propose_names(out, json_get(yoast, "author"), RECORD, 625);
    feed_propose_summary(out, json_get(yoast, "description"), RECORD, 610);
    for (size_t i = 0; i < sizeof(times) / sizeof(times[0]); i++)
        propose(out, META_MINUTES, VALUE_MINUTES,
                json_string_value(json_object_get(misc, times[i])), RECORD, 890);
}

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
        feed_propose_names(out, json_get(json_array_get(authors, i), "name"), RECORD, 620);
    propose_plugin(out, json_object_get(post, "yoast_head_json"));
}

/* https://oembed.com: the provider is the site, and no author. */
static void propose_oembed(struct proposals *out, const json_t *card)
{
    propose(out, META_TITLE, VALUE_MARKUP, json_get(card, "title"), OEMBED, 630);
    feed_propose_names(out, json_get(card, "author_name"), OEMBED, 590);
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
