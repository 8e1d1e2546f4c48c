/* arxiv_feed: Atom entries into records.
 *
 * The API leaves unknown ids out without a word, gives entries in an order of its own, answers 200
 * with an empty feed on bad days, and reports an error as a feed with one pseudo-entry. So entries
 * are matched by id, absence is believed only of an answer that is whole, and a feed that lists
 * nothing at all is asked for again. Names arrive broken at times because they lie broken in
 * arXiv's own database. */
#include "gloss/source/arxiv_feed.h"

#include <stdlib.h>
#include <string.h>

#include "gloss/base/date.h"
#include "gloss/base/finding.h"
#include "gloss/base/mem.h"
#include "gloss/base/text.h"
#include "gloss/page/xml.h"

#include "gloss/source/code_links.h"

enum { RANK = 900 }; /* a registry outranks every page */

static void propose(struct meta *m, enum meta_field field, const char *text)
{
    (void)meta_propose(m, field, text, ARXIV_API_NAME, RANK);
}

static char *child_text(const struct xml_node *entry, const char *name)
{
    return xml_text(xml_child(entry, name));
}

/* The text repaired when it is UTF-8 read as Windows-1252; takes it over. */
static char *mended(char *text)
{
    char *repaired = text ? text_unmojibake(text) : NULL;

    if (!repaired)
        return text;
    free(text);
    return repaired;
}

static void add_authors(struct meta *m, const struct xml_node *entry)
{
    const struct xml_node *author = xml_child(entry, "author");

    for (; author; author = xml_next(author, "author")) {
        char *name = mended(child_text(author, "name"));

        if (name)
            (void)meta_append(m, META_AUTHORS, name, ARXIV_API_NAME, RANK);
        free(name);
    }
}

static void add_categories(struct meta *m, const struct xml_node *entry)
{
    char *primary = xml_attribute(xml_child(entry, "primary_category"), "term");
    const struct xml_node *category = xml_child(entry, "category");

    propose(m, META_CATEGORY, primary);
    free(primary);
    for (; category; category = xml_next(category, "category")) {
        char *term = xml_attribute(category, "term");

        if (term)
            (void)meta_append(m, META_TAGS, term, ARXIV_API_NAME, RANK);
        free(term);
    }
}

/* Timestamps are UTC; the calendar day is kept as written. A work that was never revised was not
 * modified. */
static void add_dates(struct meta *m, const struct xml_node *entry)
{
    static const struct {
        const char *element;
        enum meta_field field;
    } rows[] = {{"published", META_PUBLISHED}, {"updated", META_MODIFIED}};

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char *text = child_text(entry, rows[i].element);
        const char *published = meta_get(m, META_PUBLISHED);
        char formatted[DATE_SIZE];
        struct date date;

        if (text && date_parse(text, 0, &date)) {
            (void)date_format(date, formatted);
            if (!published || strcmp(published, formatted) != 0)
                propose(m, rows[i].field, formatted);
        }
        free(text);
    }
}

static void add_doi(struct meta *m, const struct xml_node *entry)
{
    char *doi = child_text(entry, "doi");

    for (char *c = doi; c && *c; c++)
        if (*c >= 'A' && *c <= 'Z')
            *c = (char)(*c - 'A' + 'a');
    propose(m, META_DOI, doi && text_istarts(doi, "10.") ? doi : NULL);
    free(doi);
}

static bool has_pdf(const struct xml_node *entry)
{
    const struct xml_node *link = xml_child(entry, "link");
    bool found = false;

    for (; link && !found; link = xml_next(link, "link")) {
        char *title = xml_attribute(link, "title");

        found = title && text_ieq(title, "pdf");
        free(title);
    }
    return found;
}

/* Addresses of the newest version, so that a revision does not change them. */
static void add_addresses(struct meta *m, const struct xml_node *entry, const char *id)
{
    char *page = xasprintf("https://arxiv.org/abs/%s", id);
    char *pdf = has_pdf(entry) ? xasprintf("https://arxiv.org/pdf/%s", id) : NULL;

    propose(m, META_CANONICAL, page);
    propose(m, META_PDF, pdf);
    free(page);
    free(pdf);
}

/* Whether a comment or an abstract says that the authors took the work back. A submission withdrawn
 * from a conference is still there, and an abstract may speak of other withdrawals. */
static bool says_withdrawn(const char *text)
{
    static const char *const phrases[] = {
        "paper has been withdrawn",      "paper is withdrawn",      "paper was withdrawn",
        "article has been withdrawn",    "article is withdrawn",    "article was withdrawn",
        "manuscript has been withdrawn", "manuscript is withdrawn", "manuscript was withdrawn",
        "submission has been withdrawn", "submission is withdrawn", "submission was withdrawn",
        "work has been withdrawn",       "work is withdrawn",       "paper withdrawn",
        "withdrawn by the author",       "withdrawn by author",     "withdrawn by arxiv",
        "authors have withdrawn",        "author has withdrawn",
    };
    static const char *const other_matter[] = {" from", " at"};

    if (!text)
        return false;
    if (text_istarts(text, "withdrawn")) {
        for (size_t i = 0; i < sizeof other_matter / sizeof *other_matter; i++)
            if (text_istarts(text + strlen("withdrawn"), other_matter[i]))
                return false;
        return true;
    }
    for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++) {
        const char *at = text_ifind(text, phrases[i]);

        if (at && !text_istarts(at + strlen(phrases[i]), " from"))
            return true;
    }
    return false;
}

static void add_words(struct record *r, const struct xml_node *entry)
{
    char *title = mended(child_text(entry, "title"));
    char *summary = child_text(entry, "summary");
    char *comment = child_text(entry, "comment");
    char *journal = child_text(entry, "journal_ref");
    bool taken_back = says_withdrawn(summary);

    propose(r->meta, META_TITLE, title);
    propose(r->meta, META_ABSTRACT, summary);
    propose(r->meta, META_VENUE, journal);
    propose(r->meta, META_NOTE, comment || !taken_back ? comment : summary);
    code_links_append(r->meta, summary, ARXIV_API_NAME, RANK);
    code_links_append(r->meta, comment, ARXIV_API_NAME, RANK);
    if (taken_back || says_withdrawn(comment))
        r->facts |= FACT_BIT(FACT_WITHDRAWN_INDEX);
    free(title);
    free(summary);
    free(comment);
    free(journal);
}

static void fill_record(struct record *r, const struct xml_node *entry, const char *id, int version)
{
    r->state = RECORD_FOUND;
    r->version = version;
    r->meta = meta_new();
    add_words(r, entry);
    add_authors(r->meta, entry);
    add_dates(r->meta, entry);
    add_categories(r->meta, entry);
    add_doi(r->meta, entry);
    add_addresses(r->meta, entry, id);
    propose(r->meta, META_ARXIV, id);
    propose(r->meta, META_TYPE, "article");
    propose(r->meta, META_SITE, "arXiv");
}

/* The id in "http://arxiv.org/abs/2401.04088v1"; false for anything else. */
static bool entry_id(const struct xml_node *entry, char id[WORK_ID_SIZE], int *version)
{
    char *text = child_text(entry, "id");
    const char *at = text ? strstr(text, "/abs/") : NULL;
    bool found = at && arxiv_id_parse(at + strlen("/abs/"), id, version);

    free(text);
    return found;
}

/* An API error looks like one entry of the title "Error". */
static bool is_error(const struct xml_node *entry)
{
    char *id = child_text(entry, "id");
    bool error = id && strstr(id, "/api/errors");

    free(id);
    return error;
}

/* Whether the feed says that it has more entries than it gave. */
static bool is_short(const struct xml_node *feed, size_t given)
{
    char *text = child_text(feed, "totalResults");
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

    if (!entry_id(entry, id, &version))
        return 0;
    for (size_t i = 0; i < n; i++) {
        if (out[i].state != RECORD_FOUND && strcmp(asked[i].id, id) == 0) {
            fill_record(&out[i], entry, id, version);
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

/* What the answer is worth before its body is looked at. */
static enum source_status judge_reply(const struct reply *reply)
{
    if (reply->failure != FAIL_NONE || reply->status >= 500 || reply->status == 429 ||
        reply->status == 408)
        return SOURCE_RETRY;
    return reply->status == 200 ? SOURCE_OK : SOURCE_REFUSED;
}

enum source_status arxiv_feed_read(const struct reply *reply, const char *const *ids, size_t n,
                                   struct record *out)
{
    enum source_status status = judge_reply(reply);
    struct asked *asked;
    struct xml *xml;

    if (status != SOURCE_OK)
        return status;
    xml = xml_parse(reply->body, reply->body_len);
    asked = xcalloc(n + 1, sizeof *asked);
    for (size_t i = 0; i < n; i++) {
        int version;

        (void)arxiv_id_parse(ids[i], asked[i].id, &version);
    }
    /* A body that is no feed is an error page with the wrong status, or was cut off. */
    status = xml && !reply->truncated && is_feed(xml_root(xml))
                 ? read_feed(xml_root(xml), asked, n, out)
                 : SOURCE_RETRY;
    free(asked);
    xml_free(xml);
    return status;
}
