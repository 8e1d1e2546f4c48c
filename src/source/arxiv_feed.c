/* arxiv_feed: Atom entries into records.
 *
 * The API leaves unknown ids out without a word, gives entries in an order of its own, answers 200
 * with an empty feed on bad days, and reports an error as a feed with one pseudo-entry. So entries
 * are matched by id, absence is believed only of an answer that is whole, and a feed that lists
 * nothing at all is asked for again. */
#include "gloss/source/arxiv_feed.h"

#include <stdlib.h>
#include <string.h>

#include "gloss/base/mem.h"
#include "gloss/base/text.h"
#include "gloss/page/xml.h"

#include "gloss/source/arxiv_entry.h"
#include "gloss/source/registry_reply.h"

enum {
    RANK = 900,        /* a registry outranks every page */
    SEARCH_RANK = 600, /* which work it is was concluded from its title */
    TITLE_WORDS_MIN = 4,
};

/* An API error looks like one entry of the title "Error". */
static bool is_error(const struct xml_node *entry)
{
    char *id = xml_text(xml_child(entry, "id"));
    bool error = id && strstr(id, "/api/errors");

    free(id);
    return error;
}

/* Whether the feed says that it has more entries than it gave. */
static bool is_short(const struct xml_node *feed, size_t given)
{
    char *text = xml_text(xml_child(feed, "totalResults"));
    long long total = 0;
    bool is_short = text && text_to_int(text, 0, INT32_MAX, &total) && (size_t)total > given;

    free(text);
    return is_short;
}

/* The ids asked for, in the spelling of entry_id; "" for what is no id and was not asked. */
struct asked {
    char id[WORK_ID_SIZE];
};

static size_t take_entry(const struct xml_node *entry, const struct asked *asked, size_t n,
                         struct record *out)
{
    char id[WORK_ID_SIZE];
    int version;
    size_t taken = 0;

    if (!arxiv_entry_id(entry, id, &version))
        return 0;
    for (size_t i = 0; i < n; i++) {
        if (out[i].state != RECORD_FOUND && strcmp(asked[i].id, id) == 0) {
            arxiv_entry_read(entry, id, version, ARXIV_API_NAME, RANK, &out[i]);
            taken++;
        }
    }
    return taken;
}

static enum source_status read_feed(const struct xml_node *feed, const struct asked *asked,
                                    size_t n, struct record *out)
{
    const struct xml_node *entry = xml_child(feed, "entry");
    size_t given = 0;
    size_t found = 0;

    for (; entry; entry = xml_next(entry, "entry")) {
        if (is_error(entry))
            return SOURCE_REFUSED;
        found += take_entry(entry, asked, n, out);
        given++;
    }
    if (is_short(feed, given))
        return SOURCE_RETRY;
    for (size_t i = 0; i < n; i++)
        if (out[i].state != RECORD_FOUND && asked[i].id[0])
            out[i].state = RECORD_ABSENT;
    /* That several ids in a row are all unknown is less likely than one of the API's empty moments.
     */
    return found > 0 || n <= 1 ? SOURCE_OK : SOURCE_RETRY;
}

/* Whether this is an answer of the API and not some page in well-formed HTML. */
static bool is_feed(const struct xml_node *root)
{
    return xml_child(root, "totalResults") || xml_child(root, "entry");
}

/* The feed of a reply, or NULL: a body that is none is an error page with the wrong status. The
 * caller frees. */
static struct xml *feed_of(const struct reply *reply)
{
    struct xml *xml = xml_parse(reply->body, reply->body_len);

    if (xml && is_feed(xml_root(xml)))
        return xml;
    xml_free(xml);
    return NULL;
}

enum source_status arxiv_feed_read(const struct reply *reply, const char *const *ids, size_t n,
                                   struct record *out)
{
    enum source_status status = registry_reply_status(reply);
    struct asked *asked;
    struct xml *xml;

    if (status != SOURCE_OK)
        return status;
    xml = feed_of(reply);
    asked = xcalloc(n + 1, sizeof *asked);
    for (size_t i = 0; i < n; i++) {
        int version;

        (void)arxiv_id_parse(ids[i], asked[i].id, &version);
    }
    status = xml ? read_feed(xml_root(xml), asked, n, out) : SOURCE_RETRY;
    free(asked);
    xml_free(xml);
    return status;
}

/* ---- found by its title ---- */

static size_t count_words(const char *folded)
{
    size_t n = 0;

    for (const char *c = folded; *c; c++)
        n += *c != ' ' && (c == folded || c[-1] == ' ');
    return n;
}

bool arxiv_feed_title_tells(const char *title)
{
    char *folded = text_fold(title);
    bool tells = count_words(folded) >= TITLE_WORDS_MIN;

    free(folded);
    return tells;
}

static bool has_title(const struct xml_node *entry, const char *folded)
{
    char *title = arxiv_entry_title(entry);
    char *own = title ? text_fold(title) : NULL;
    bool has = own && strcmp(own, folded) == 0;

    free(title);
    free(own);
    return has;
}

/* It is the work that is like this one, not this one itself: where it is at home does not count. */
static void take_found(const struct xml_node *entry, const char *source, struct record *out)
{
    char id[WORK_ID_SIZE];
    int version;

    if (!arxiv_entry_id(entry, id, &version))
        return;
    arxiv_entry_read(entry, id, version, source, SEARCH_RANK, out);
    meta_drop(out->meta, META_CANONICAL);
    meta_drop(out->meta, META_SITE);
}

static enum source_status search_feed(const struct xml_node *feed, const char *folded,
                                      const char *source, struct record *out)
{
    const struct xml_node *entry = xml_child(feed, "entry");
    const struct xml_node *only = NULL;
    size_t found = 0;

    for (; entry; entry = xml_next(entry, "entry")) {
        if (is_error(entry))
            return SOURCE_REFUSED;
        if (!has_title(entry, folded))
            continue;
        only = entry;
        found++;
    }
    if (found == 1)
        take_found(only, source, out);
    if (out->state != RECORD_FOUND)
        out->state = RECORD_ABSENT;
    return SOURCE_OK;
}

enum source_status arxiv_feed_search(const struct reply *reply, const char *title,
                                     const char *source, struct record *out)
{
    enum source_status status = registry_reply_status(reply);
    struct xml *xml = status == SOURCE_OK ? feed_of(reply) : NULL;
    char *folded = text_fold(title);

    if (status == SOURCE_OK)
        status = xml ? search_feed(xml_root(xml), folded, source, out) : SOURCE_RETRY;
    free(folded);
    xml_free(xml);
    return status;
}
