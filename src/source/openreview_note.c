/* openreview_note: the fields of a submission.
 *
 * The second generation wraps each field as {"value": ...}, the first does not; authors are strings
 * or objects. Times are milliseconds. "tcdate" and "tmdate" are the database's own and change with
 * every review, so they come last or not at all. Venues say in words that a paper was taken back.
 * https://docs.openreview.net/reference/api-v2/entities/note/fields */
#include "gloss/source/openreview_note.h"

#include <stdlib.h>
#include <string.h>

#include "gloss/base/finding.h"
#include "gloss/base/json.h"
#include "gloss/base/mem.h"
#include "gloss/base/text.h"
#include "gloss/source/code_links.h"
#include "gloss/source/scribe.h"

enum { RANK = 900, LIST_MAX = 5000 };

/* The day after which milliseconds are no time of a submission: 1 January 2100. */
#define LATEST_MS 4102444800000.0

static const json_t *field(const json_t *note, const char *name)
{
    const json_t *value = json_object_get(json_object_get(note, "content"), name);

    return json_is_object(value) ? json_object_get(value, "value") : value;
}

static const char *word(const json_t *note, const char *name)
{
    return json_string_value(field(note, name));
}

static void add_authors(const struct scribe *s, const json_t *note)
{
    const json_t *authors = field(note, "authors");

    for (size_t i = 0; i < json_array_size(authors) && i < LIST_MAX; i++) {
        const json_t *author = json_array_get(authors, i);
        const char *name = json_is_object(author) ? json_get(author, "fullname") : NULL;

        if (!name && json_is_object(author))
            name = json_get(author, "name");
        if (!name)
            name = json_string_value(author);
        if (name && !text_istarts(name, "anonymous"))
            scribe_item(s, META_AUTHORS, name);
    }
}

static void add_keywords(const struct scribe *s, const json_t *note)
{
    const json_t *keywords = field(note, "keywords");

    for (size_t i = 0; i < json_array_size(keywords) && i < LIST_MAX; i++)
        scribe_item(s, META_TAGS, json_string_value(json_array_get(keywords, i)));
}

/* The UTC day of a time in milliseconds; no date when there is none. */
static struct date day_of(const json_t *note, const char *name)
{
    double ms = json_number_value(json_object_get(note, name));

    if (!(ms > 0 && ms < LATEST_MS))
        return (struct date){0};
    return date_of_instant((int64_t)(ms / 1000));
}

static void add_dates(const struct scribe *s, const json_t *note)
{
    static const char *const names[] = {"pdate", "odate", "cdate", "tcdate"};
    struct date published = {0};
    struct date modified = day_of(note, "mdate");

    for (size_t i = 0; i < sizeof names / sizeof *names && published.year == 0; i++)
        published = day_of(note, names[i]);
    scribe_date(s, META_PUBLISHED, published);
    if (published.year > 0 && modified.year > 0 && date_compare(modified, published) > 0)
        scribe_date(s, META_MODIFIED, modified);
}

static bool says(const char *text, const char *phrase)
{
    return text && text_ifind(text, phrase) != NULL;
}

/* Whether it was taken back, and by whom; NULL when it stands. */
static const char *fate(const json_t *note)
{
    static const struct {
        const char *phrase;
        const char *note;
    } rows[] = {
        {"Withdrawn_Submission", "Withdrawn by the authors"},
        {"Withdrawn Submission", "Withdrawn by the authors"},
        {"Desk_Rejected_Submission", "Rejected without review"},
        {"Desk Rejected Submission", "Rejected without review"},
    };
    const char *places[] = {word(note, "venueid"), word(note, "venue"),
                            json_get(note, "invitation")};

    if (json_is_number(json_object_get(note, "ddate")))
        return "Deleted from OpenReview";
    for (size_t p = 0; p < sizeof places / sizeof *places; p++)
        for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
            if (says(places[p], rows[i].phrase))
                return rows[i].note;
    return NULL;
}

static const char *csl_type(const json_t *note, bool standing)
{
    const char *venue_id = word(note, "venueid");

    if (says(venue_id, "TMLR"))
        return "article-journal";
    if (standing && word(note, "venue") && !says(word(note, "venue"), "submitted to"))
        return "paper-conference";
    return "article";
}

static void add_addresses(const struct scribe *s, const json_t *note, const char *id)
{
    char *forum = xasprintf("https://openreview.net/forum?id=%s", id);
    char *pdf = xasprintf("https://openreview.net/pdf?id=%s", id);
    const char *given = word(note, "pdf");

    scribe_word(s, META_CANONICAL, forum);
    if (given && text_istarts(given, "https://"))
        scribe_word(s, META_PDF, given);
    else if (given)
        scribe_word(s, META_PDF, pdf);
    code_links_append(s->meta, word(note, "code"), s->source, s->rank);
    code_links_append(s->meta, word(note, "abstract"), s->source, s->rank);
    free(forum);
    free(pdf);
}

void openreview_note_read(const json_t *note, const char *id, const char *source,
                          struct record *out)
{
    const struct scribe s = {.meta = meta_new(), .source = source, .rank = RANK};
    const char *end = fate(note);

    out->state = RECORD_FOUND;
    out->meta = s.meta;
    if (end)
        out->facts |= FACT_BIT(FACT_WITHDRAWN_INDEX);
    else
        scribe_text(&s, META_VENUE, word(note, "venue"));
    scribe_text(&s, META_TITLE, word(note, "title"));
    scribe_text(&s, META_ABSTRACT, word(note, "abstract"));
    scribe_word(&s, META_NOTE, end);
    scribe_word(&s, META_TYPE, csl_type(note, !end));
    scribe_word(&s, META_LICENSE, json_get(note, "license"));
    scribe_word(&s, META_OPENREVIEW, id);
    scribe_word(&s, META_SITE, "OpenReview");
    add_authors(&s, note);
    add_keywords(&s, note);
    add_dates(&s, note);
    add_addresses(&s, note, id);
}
