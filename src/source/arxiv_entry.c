/* arxiv_entry: one Atom entry of arXiv's API into a record.
 *
 * Names arrive broken at times because they lie broken in arXiv's own database. */
#include "gloss/source/arxiv_entry.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gloss/base/date.h"
#include "gloss/base/finding.h"
#include "gloss/base/mem.h"
#include "gloss/base/reading.h"
#include "gloss/base/text.h"

#include "gloss/source/code_links.h"
#include "gloss/source/scribe.h"

enum { MINUTES_SIZE = 24 };

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

static void add_authors(const struct scribe *s, const struct xml_node *entry)
{
    const struct xml_node *author = xml_child(entry, "author");

    for (; author; author = xml_next(author, "author")) {
        char *name = mended(child_text(author, "name"));

        if (name)
            (void)meta_append(s->meta, META_AUTHORS, name, s->source, s->rank);
        free(name);
    }
}

static void add_categories(const struct scribe *s, const struct xml_node *entry)
{
    char *primary = xml_attribute(xml_child(entry, "primary_category"), "term");
    const struct xml_node *category = xml_child(entry, "category");

    scribe_word(s, META_CATEGORY, primary);
    free(primary);
    for (; category; category = xml_next(category, "category")) {
        char *term = xml_attribute(category, "term");

        if (term)
            (void)meta_append(s->meta, META_TAGS, term, s->source, s->rank);
        free(term);
    }
}

/* Timestamps are UTC; the calendar day is kept as written. A work that was never revised was not
 * modified. */
static void add_dates(const struct scribe *s, const struct xml_node *entry)
{
    static const struct {
        const char *element;
        enum meta_field field;
    } rows[] = {{"published", META_PUBLISHED}, {"updated", META_MODIFIED}};

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char *text = child_text(entry, rows[i].element);
        const char *published = meta_get(s->meta, META_PUBLISHED);
        char formatted[DATE_SIZE];
        struct date date;

        if (text && date_parse(text, 0, &date)) {
            (void)date_format(date, formatted);
            if (!published || strcmp(published, formatted) != 0)
                scribe_word(s, rows[i].field, formatted);
        }
        free(text);
    }
}

static void add_doi(const struct scribe *s, const struct xml_node *entry)
{
    char *doi = child_text(entry, "doi");

    for (char *c = doi; c && *c; c++)
        if (*c >= 'A' && *c <= 'Z')
            *c = (char)(*c - 'A' + 'a');
    scribe_word(s, META_DOI, doi && text_istarts(doi, "10.") ? doi : NULL);
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
static void add_addresses(const struct scribe *s, const struct xml_node *entry, const char *id)
{
    char *page = xasprintf("https://arxiv.org/abs/%s", id);
    char *pdf = has_pdf(entry) ? xasprintf("https://arxiv.org/pdf/%s", id) : NULL;

    scribe_word(s, META_CANONICAL, page);
    scribe_word(s, META_PDF, pdf);
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

char *arxiv_entry_title(const struct xml_node *entry)
{
    return mended(child_text(entry, "title"));
}

static void add_words(const struct scribe *s, const struct xml_node *entry, struct record *r)
{
    char *title = arxiv_entry_title(entry);
    char *summary = child_text(entry, "summary");
    char *comment = child_text(entry, "comment");
    char *journal = child_text(entry, "journal_ref");
    bool taken_back = says_withdrawn(summary);
    char minutes[MINUTES_SIZE];

    (void)snprintf(minutes, sizeof minutes, "%ld",
                   reading_minutes_of_pages(reading_pages_in(comment)));
    if (strcmp(minutes, "0") != 0)
        scribe_word(s, META_MINUTES, minutes);
    scribe_word(s, META_TITLE, title);
    scribe_word(s, META_ABSTRACT, summary);
    scribe_word(s, META_VENUE, journal);
    scribe_word(s, META_NOTE, comment || !taken_back ? comment : summary);
    code_links_append(s->meta, summary, s->source, s->rank);
    code_links_append(s->meta, comment, s->source, s->rank);
    if (taken_back || says_withdrawn(comment))
        r->facts |= FACT_BIT(FACT_WITHDRAWN_INDEX);
    free(title);
    free(summary);
    free(comment);
    free(journal);
}

void arxiv_entry_read(const struct xml_node *entry, const char *id, int version, const char *source,
                      int rank, struct record *r)
{
    const struct scribe s = {.meta = meta_new(), .source = source, .rank = rank};

    r->state = RECORD_FOUND;
    r->version = version;
    r->meta = s.meta;
    add_words(&s, entry, r);
    add_authors(&s, entry);
    add_dates(&s, entry);
    add_categories(&s, entry);
    add_doi(&s, entry);
    add_addresses(&s, entry, id);
    scribe_word(&s, META_ARXIV, id);
    scribe_word(&s, META_TYPE, "article");
    scribe_word(&s, META_SITE, "arXiv");
}

bool arxiv_entry_id(const struct xml_node *entry, char id[WORK_ID_SIZE], int *version)
{
    char *text = child_text(entry, "id");
    const char *at = text ? strstr(text, "/abs/") : NULL;
    bool found = at && arxiv_id_parse(at + strlen("/abs/"), id, version);

    free(text);
    return found;
}
