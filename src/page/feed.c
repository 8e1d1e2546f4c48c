/* feed: three formats, one table of elements. A feed names its entries' pages in links and in ids;
 * the first entry of which one is our page speaks, all others are somebody else's. */
#include "gloss/page/feed.h"

#include <stdlib.h>
#include <string.h>

#include "gloss/base/json.h"
#include "gloss/base/mem.h"
#include "gloss/base/name.h"
#include "gloss/base/text.h"
#include "gloss/page/xml.h"

#define SOURCE "feed"

enum {
    RANK_TITLE = 640,
    RANK_AUTHOR = 600,
    RANK_GROUP = 310, /* an entry's author who is no person */
    RANK_PUBLISHED = 845,
    RANK_MODIFIED = 650,
    RANK_ABSTRACT = 450,
    RANK_SITE = 300,
    AUTHORS_MAX = 100,
    LINKS_MAX = 20,
};

/* The elements of all formats; of one field, the first that is there counts. */
static const struct row {
    const char *element;
    enum meta_field field;
    enum value_kind kind;
    int rank;
} rows[] = {
    {"published", META_PUBLISHED, VALUE_DATE, RANK_PUBLISHED},
    {"pubDate", META_PUBLISHED, VALUE_DATE, RANK_PUBLISHED},
    {"date", META_PUBLISHED, VALUE_DATE, RANK_PUBLISHED - 1}, /* Dublin Core's */
    {"issued", META_PUBLISHED, VALUE_DATE, RANK_PUBLISHED - 1},
    {"updated", META_MODIFIED, VALUE_DATE, RANK_MODIFIED},
    {"modified", META_MODIFIED, VALUE_DATE, RANK_MODIFIED},
};

/* ---- elements ---- */

/* Of the many modules that feeds mix in, these speak of the entry; others call a picture's caption
 * "title" too, or a podcast's host "author". */
static bool is_known(const struct xml_node *n, const char *own_space)
{
    static const char *const spaces[] = {"http://purl.org/dc/elements/1.1/",
                                         "http://purl.org/dc/terms/", "http://www.w3.org/2005/Atom",
                                         "http://purl.org/rss/1.0/modules/content/",
                                         "http://rssnamespace.org/feedburner/ext/1.0"};
    if (strcmp(xml_space(n), own_space) == 0)
        return true;
    for (size_t i = 0; i < sizeof(spaces) / sizeof(spaces[0]); i++)
        if (strcmp(xml_space(n), spaces[i]) == 0)
            return true;
    return false;
}

static const struct xml_node *known_from(const struct xml_node *n, const struct xml_node *parent,
                                         const char *name)
{
    while (n != NULL && !is_known(n, xml_space(parent)))
        n = xml_next(n, name);
    return n;
}

static const struct xml_node *child(const struct xml_node *parent, const char *name)
{
    return known_from(xml_child(parent, name), parent, name);
}

static const struct xml_node *next(const struct xml_node *n, const struct xml_node *parent,
                                   const char *name)
{
    return known_from(xml_next(n, name), parent, name);
}

/* ---- which entry ---- */

/* What sites add to the links of their feeds, to know that a visitor came from there. */
static bool is_tracking(const char *query)
{
    static const char *const keys[] = {"utm_", "source=rss", "ref=rss", "ref=feed", "rss="};
    for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
        if (text_istarts(query, keys[i]))
            return true;
    return false;
}

/* The query without what counts visitors: nothing else may be in it. */
static bool is_all_tracking(const char *query)
{
    const char *at = query;
    while (at != NULL && is_tracking(at + 1))
        at = strchr(at + 1, '&');
    return at == NULL;
}

/* Feeds of comments link to the page as well, with a fragment. */
static bool is_comment(const char *url)
{
    const char *fragment = strchr(url, '#');
    return fragment != NULL &&
           (text_ifind(fragment, "comment") != NULL || text_istarts(fragment, "#respon"));
}

bool feed_is_page(const struct feed_place *place, const char *link)
{
    const char *url = link == NULL ? NULL : observed_url(place->feed, link);
    if (url == NULL || is_comment(url))
        return false;
    if (observed_is_page(place->page, url))
        return true;
    const char *query = strchr(url, '?');
    return query != NULL && is_all_tracking(query) &&
           observed_is_page(place->page,
                            arena_strndup(place->feed->arena, url, (size_t)(query - url)));
}

/* Whether a link element of the entry is the page: RSS has it as text, Atom as an attribute. */
static bool is_link(const struct feed_place *place, const struct xml_node *link)
{
    char *rel = xml_attribute(link, "rel");
    char *href = xml_attribute(link, "href");
    char *text = href == NULL ? xml_text(link) : NULL;
    bool own = rel == NULL || text_ieq(rel, "alternate");
    bool is = own && feed_is_page(place, href != NULL ? href : text);
    free(text);
    free(href);
    free(rel);
    return is;
}

/* Whether an id is the page's address; ids are also anything else, and never relative. */
static bool is_id(const struct feed_place *place, const struct xml_node *id)
{
    char *text = xml_text(id);
    bool is = text != NULL && text_istarts(text, "http") && feed_is_page(place, text);
    free(text);
    return is;
}

static bool is_entry(const struct feed_place *place, const struct xml_node *entry)
{
    int left = LINKS_MAX;
    for (const struct xml_node *n = child(entry, "link"); n != NULL && left > 0;
         n = next(n, entry, "link"), left--)
        if (is_link(place, n))
            return true;
    char *about = xml_attribute(entry, "about"); /* RSS 1.0 */
    bool is = about != NULL && feed_is_page(place, about);
    free(about);
    return is || is_id(place, child(entry, "guid")) || is_id(place, child(entry, "id")) ||
           is_id(place, child(entry, "origLink"));
}

static bool have_one_title(const struct xml_node *a, const struct xml_node *b)
{
    char *one = xml_text(child(a, "title"));
    char *other = xml_text(child(b, "title"));
    bool same = one != NULL && other != NULL && strcmp(one, other) == 0;
    free(one);
    free(other);
    return same;
}

/* The page's entry among `n` and its siblings. Entries that share its address under other titles
 * are remarks on it, and which of them is its own nobody can tell. */
static const struct xml_node *find_entry(const struct feed_place *place, const struct xml_node *n,
                                         const char *name)
{
    const struct xml_node *found = NULL;
    for (; n != NULL; n = xml_next(n, name)) {
        if (!is_entry(place, n))
            continue;
        if (found != NULL && !have_one_title(found, n))
            return NULL;
        found = found == NULL ? n : found;
    }
    return found;
}

/* ---- what it says ---- */

/* "anna@example.org (Anna Brook)", as RSS 2.0 has it, is the name in brackets. The caller frees. */
static char *name_in(const char *text)
{
    const char *open = strchr(text, '(');
    const char *close = open == NULL ? NULL : strrchr(open, ')');
    if (close == NULL || memchr(text, '@', (size_t)(open - text)) == NULL)
        return xstrdup(text);
    return xstrndup(open + 1, (size_t)(close - open - 1));
}

static void propose_author(struct proposals *out, const char *text, bool of_entry)
{
    if (text == NULL)
        return;
    char *name = name_in(text);
    bool group = name_is_organisation(name);
    if (of_entry || !group)
        feed_propose_names(out, name, SOURCE, group ? RANK_GROUP : RANK_AUTHOR);
    free(name);
}

/* Names in Atom's author elements, RSS's own, and Dublin Core's creators. */
static void propose_authors(struct proposals *out, const struct xml_node *node, bool of_entry)
{
    static const char *const elements[] = {"creator", "author"};
    size_t before = out->count;
    for (size_t i = 0; i < sizeof(elements) / sizeof(elements[0]) && out->count == before; i++) {
        int left = AUTHORS_MAX;
        for (const struct xml_node *n = child(node, elements[i]); n != NULL && left > 0;
             n = next(n, node, elements[i]), left--) {
            const struct xml_node *name = xml_child(n, "name");
            bool nameless = name == NULL && xml_child(n, "email") != NULL;
            char *text = nameless ? NULL : xml_text(name != NULL ? name : n);
            propose_author(out, text, of_entry);
            free(text);
        }
    }
}

/* Atom's plain titles are text, though some write character references into them; all others are
 * markup that was escaped once or twice. */
static void propose_title(struct proposals *out, const struct xml_node *entry, bool atom)
{
    const struct xml_node *n = child(entry, "title");
    char *text = xml_text(n);
    char *type = xml_attribute(n, "type");
    bool markup = type != NULL && text_ieq(type, "html");
    bool plain = atom && !markup && text != NULL && strchr(text, '<') != NULL;
    propose(out, META_TITLE, plain ? VALUE_TEXT : VALUE_MARKUP, text, SOURCE, RANK_TITLE);
    free(type);
    free(text);
}

static void propose_entry(struct proposals *out, const struct xml_node *entry, bool atom)
{
    static const char *const texts[] = {"summary", "description", "encoded", "content"};
    propose_title(out, entry, atom);
    propose_authors(out, entry, true);
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        char *text = xml_text(child(entry, rows[i].element));
        propose(out, rows[i].field, rows[i].kind, text, SOURCE, rows[i].rank);
        free(text);
    }
    size_t before = out->count;
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]) && out->count == before; i++) {
        char *text = xml_text(child(entry, texts[i]));
        feed_propose_summary(out, text, SOURCE, RANK_ABSTRACT);
        free(text);
    }
}

/* What the feed says of all its entries: who keeps it, which is their author where they name none
 * and it is a person; and what it is called. */
static void propose_feed(struct proposals *out, const struct xml_node *feed)
{
    char *title = xml_text(child(feed, "title"));
    if (out->of_field[META_AUTHORS] == 0)
        propose_authors(out, feed, false);
    propose(out, META_SITE, VALUE_MARKUP, title, SOURCE, RANK_SITE);
    free(title);
}

/* A feed that was cut at the cap, closed behind its last whole entry; NULL when it was not. The
 * caller frees. */
static char *mended(const char *bytes, size_t len)
{
    static const struct {
        const char *last;
        const char *closing;
    } ways[] = {{"</entry>", "</feed>"}, {"</item>", "</channel></rss>"}};
    for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]); i++) {
        size_t n = strlen(ways[i].last);
        for (size_t at = len; at > n; at--)
            if (memcmp(bytes + at - n, ways[i].last, n) == 0)
                return xasprintf("%.*s%s", (int)at, bytes, ways[i].closing);
    }
    return NULL;
}

void feed_propose_xml(struct proposals *out, const struct feed_place *place, const char *bytes,
                      size_t len)
{
    struct xml *x = xml_parse(bytes, len);
    char *whole = x == NULL ? mended(bytes, len) : NULL;
    if (whole != NULL)
        x = xml_parse(whole, strlen(whole));
    free(whole);
    const struct xml_node *root = xml_root(x);
    const struct xml_node *channel = xml_child(root, "channel");
    const struct xml_node *entry = xml_child(root, "entry");
    bool atom = entry != NULL;
    if (!atom && (entry = xml_child(channel, "item")) == NULL)
        entry = xml_child(root, "item"); /* RSS 1.0 */
    const char *name = atom ? "entry" : "item";
    entry = find_entry(place, entry, name);
    if (entry != NULL) {
        propose_entry(out, entry, atom);
        propose_feed(out, atom ? root : channel);
    }
    xml_free(x);
}

/* ---- JSON Feed ---- */

static void propose_json_authors(struct proposals *out, const json_t *node, bool of_entry)
{
    const json_t *authors = json_object_get(node, "authors");
    if (json_array_size(authors) == 0)
        propose_author(out, json_get(node, "author.name"), of_entry);
    for (size_t i = 0; i < json_array_size(authors) && i < AUTHORS_MAX; i++)
        propose_author(out, json_get(json_array_get(authors, i), "name"), of_entry);
}

static void propose_item(struct proposals *out, const json_t *item)
{
    static const char *const texts[] = {"summary", "content_text", "content_html"};
    propose(out, META_TITLE, VALUE_TEXT, json_get(item, "title"), SOURCE, RANK_TITLE);
    propose(out, META_PUBLISHED, VALUE_DATE, json_get(item, "date_published"), SOURCE,
            RANK_PUBLISHED);
    propose(out, META_MODIFIED, VALUE_DATE, json_get(item, "date_modified"), SOURCE, RANK_MODIFIED);
    propose(out, META_LANGUAGE, VALUE_LANGUAGE, json_get(item, "language"), SOURCE, RANK_SITE);
    propose_json_authors(out, item, true);
    size_t before = out->count;
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]) && out->count == before; i++)
        feed_propose_summary(out, json_get(item, texts[i]), SOURCE, RANK_ABSTRACT);
}

static bool is_item(const struct feed_place *place, const json_t *item)
{
    const char *id = json_get(item, "id");
    return feed_is_page(place, json_get(item, "url")) ||
           (id != NULL && text_istarts(id, "http") && feed_is_page(place, id));
}

void feed_propose_json(struct proposals *out, const struct feed_place *place, const json_t *root)
{
    const json_t *items = json_object_get(root, "items");
    const json_t *found = NULL;
    for (size_t i = 0; i < json_array_size(items); i++) {
        const json_t *item = json_array_get(items, i);
        if (!is_item(place, item))
            continue;
        const char *title = json_get(item, "title");
        const char *other = found == NULL ? title : json_get(found, "title");
        if (found != NULL && (title == NULL || other == NULL || strcmp(title, other) != 0))
            return; /* as in find_entry */
        found = found == NULL ? item : found;
    }
    if (found == NULL)
        return;
    propose_item(out, found);
    if (out->of_field[META_AUTHORS] == 0)
        propose_json_authors(out, root, false);
    propose(out, META_SITE, VALUE_TEXT, json_get(root, "title"), SOURCE, RANK_SITE);
}
