/* crossref_work: the REST API's shape of a work, whose parts publishers fill as they please.
 *
 * It is CSL-JSON with more fields and with lists where CSL has one string; resolvers that are asked
 * for CSL-JSON answer with a mixture, so both shapes of a field are read wherever it stands.
 *
 * Dates may be [[null]], titles may hold JATS, and the day of first publication is spread over
 * three fields. A retraction stands with the retracted work ("updated-by"); the notice that
 * announces it ("update-to") is a work of its own and is not itself retracted.
 * https://github.com/CrossRef/rest-api-doc/blob/master/api_format.md,
 * https://docs.citationstyles.org/en/stable/specification.html#appendix-iii-types */
#include "gloss/source/crossref_work.h"

#include <stdlib.h>
#include <string.h>

#include "gloss/base/finding.h"
#include "gloss/base/json.h"
#include "gloss/base/mem.h"
#include "gloss/base/text.h"
#include "gloss/source/scribe.h"

enum { RANK = 900 };

/* Crossref's types and those of CSL; what is not here is a "document". */
static const struct {
    const char *crossref;
    const char *csl;
} types[] = {
    {"journal-article", "article-journal"},
    {"proceedings-article", "paper-conference"},
    {"posted-content", "article"},
    {"book", "book"},
    {"monograph", "book"},
    {"edited-book", "book"},
    {"reference-book", "book"},
    {"proceedings", "book"},
    {"book-chapter", "chapter"},
    {"book-section", "chapter"},
    {"book-part", "chapter"},
    {"reference-entry", "entry"},
    {"dissertation", "thesis"},
    {"report", "report"},
    {"report-component", "report"},
    {"dataset", "dataset"},
    {"peer-review", "review"},
    {"standard", "standard"},
    {"journal", "periodical"},
};

/* Types of CSL that are no types of Crossref's. */
static const char *const csl_only[] = {
    "article",
    "article-journal",
    "article-magazine",
    "article-newspaper",
    "bill",
    "chapter",
    "classic",
    "collection",
    "document",
    "entry",
    "entry-dictionary",
    "entry-encyclopedia",
    "figure",
    "graphic",
    "hearing",
    "interview",
    "legal_case",
    "legislation",
    "manuscript",
    "map",
    "motion_picture",
    "musical_score",
    "pamphlet",
    "paper-conference",
    "patent",
    "performance",
    "periodical",
    "post",
    "post-weblog",
    "regulation",
    "review",
    "review-book",
    "software",
    "song",
    "speech",
    "thesis",
    "treaty",
    "webpage",
};

static const char *csl_type(const char *type)
{
    for (size_t i = 0; type && i < sizeof types / sizeof *types; i++)
        if (strcmp(types[i].crossref, type) == 0)
            return types[i].csl;
    for (size_t i = 0; type && i < sizeof csl_only / sizeof *csl_only; i++)
        if (strcmp(csl_only[i], type) == 0)
            return csl_only[i];
    return type ? "document" : NULL;
}

/* A field that is one string, or the first of a list of them; NULL when there is none. */
static const char *first(const json_t *work, const char *name)
{
    const json_t *value = json_object_get(work, name);

    return json_string_value(json_is_array(value) ? json_array_get(value, 0) : value);
}

/* A registrant's own number for the work: one word, and part of the DOI. */
static bool is_number(const char *subtitle, const char *doi)
{
    return doi && !strchr(subtitle, ' ') && text_ifind(doi, subtitle) != NULL;
}

/* A subtitle is part of the name, unless the title has it already. */
static void add_title(const struct scribe *s, const json_t *work)
{
    const char *title = first(work, "title");
    const char *subtitle = first(work, "subtitle");
    char *whole = NULL;

    if (title && subtitle && *subtitle && !text_contains(title, subtitle) &&
        !is_number(subtitle, json_get(work, "DOI"))) {
        size_t n = strlen(title);
        bool ended = n > 0 && strchr(":?!", title[n - 1]);

        whole = xasprintf("%s%s%s", title, ended ? " " : ": ", subtitle);
    }
    scribe_text(s, META_TITLE, whole ? whole : title);
    free(whole);
}

/* CSL may keep "van der" apart from the family name. */
static void add_person(const struct scribe *s, const json_t *person)
{
    const char *family = json_get(person, "family");
    const char *particle = json_get(person, "non-dropping-particle");
    char *whole;

    if (!particle)
        particle = json_get(person, "dropping-particle");
    whole = family && particle ? xasprintf("%s %s", particle, family) : xstrdup(family);
    scribe_person(s, json_get(person, "given"), whole, json_get(person, "suffix"));
    free(whole);
}

static void add_authors(const struct scribe *s, const json_t *work)
{
    const json_t *people = json_object_get(work, "author");

    /* A book without authors is known by its editors. */
    if (json_array_size(people) == 0)
        people = json_object_get(work, "editor");
    for (size_t i = 0; i < json_array_size(people); i++) {
        const json_t *person = json_array_get(people, i);

        scribe_item(s, META_AUTHORS, json_get(person, "name"));
        scribe_item(s, META_AUTHORS, json_get(person, "literal"));
        add_person(s, person);
    }
}

/* Days that no month has are typed in too. */
static int month_length(int year, int month)
{
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

    return lengths[month - 1] + (month == 2 && leap ? 1 : 0);
}

static int part(const json_t *parts, size_t i, int max)
{
    const json_t *part = json_array_get(parts, i);
    const char *text = json_string_value(part); /* CSL allows "2024" as well */
    long long value = json_integer_value(part);

    if (text && !text_to_int(text, 0, max, &value))
        return 0;
    return value > 0 && value <= max ? (int)value : 0;
}

static struct date read_date(const json_t *work, const char *field)
{
    const json_t *parts = json_at(json_object_get(work, field), "date-parts.0");
    struct date d = {.year = part(parts, 0, 9999)};

    if (d.year > 0)
        d.month = part(parts, 1, 12);
    if (d.month > 0)
        d.day = part(parts, 2, month_length(d.year, d.month));
    return d;
}

/* A date in words, as CSL has it besides. */
static struct date read_words(const json_t *date)
{
    static const char *const names[] = {"raw", "literal", "date-time"};
    struct date d = {0};

    for (size_t i = 0; i < sizeof names / sizeof *names && d.year == 0; i++) {
        const char *text = json_get(date, names[i]);

        if (text && !date_parse(text, 0, &d))
            d = (struct date){0};
    }
    return d;
}

/* The day on which it first could be read. That of the registration is better than none. */
static void add_date(const struct scribe *s, const json_t *work)
{
    static const char *const fields[] = {"published-online", "published-print", "issued", "posted"};
    struct date day = {0};

    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        day = date_first(day, read_date(work, fields[i]));
    if (day.year == 0)
        day = read_words(json_object_get(work, "issued"));
    if (day.year == 0)
        day = read_date(work, "created");
    scribe_date(s, META_PUBLISHED, day);
}

static void add_venue(const struct scribe *s, const json_t *work)
{
    static const char *const paths[] = {"event.name", "event", "institution.0.name", "group-title"};

    scribe_text(s, META_VENUE, first(work, "container-title"));
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
        scribe_text(s, META_VENUE, json_get(work, paths[i]));
}

/* The licence of the published version before those of manuscripts and of text mining. */
static void add_licence(const struct scribe *s, const json_t *work)
{
    const json_t *licences = json_object_get(work, "license");

    for (size_t i = 0; i < json_array_size(licences); i++) {
        const json_t *licence = json_array_get(licences, i);
        const char *version = json_get(licence, "content-version");

        if (version && strcmp(version, "vor") == 0)
            scribe_word(s, META_LICENSE, json_get(licence, "URL"));
    }
    scribe_word(s, META_LICENSE, json_get(work, "license.0.URL"));
    scribe_text(s, META_LICENSE, json_get(work, "copyright")); /* DataCite's, in CSL */
}

static void add_isbn(const struct scribe *s, const json_t *work)
{
    const char *isbn = first(work, "ISBN");
    const char *slash = isbn ? strrchr(isbn, '/') : NULL; /* "http://id.crossref.org/isbn/978..." */

    scribe_word(s, META_ISBN, slash ? slash + 1 : isbn);
}

static bool is_type(const json_t *update, const char *wanted)
{
    const char *type = json_get(update, "type");

    return type && text_ieq(type, wanted);
}

static void add_note(const struct scribe *s, const char *words, const json_t *update)
{
    const char *doi = json_get(update, "DOI");
    char *note = xasprintf("%s%s%s", words, doi ? ": doi:" : "", doi ? doi : "");

    scribe_text(s, META_NOTE, note);
    free(note);
}

/* Notices about this work, and the works that this one is a notice about. */
static void add_updates(const struct scribe *s, const json_t *work, struct record *out)
{
    static const struct {
        const char *list;
        const char *type;
        unsigned facts;
        const char *words;
    } rows[] = {
        {"updated-by", "retraction", FACT_BIT(FACT_RETRACTED_INDEX), "Retracted, see the notice"},
        {"updated-by", "withdrawal", FACT_BIT(FACT_WITHDRAWN_INDEX), "Withdrawn, see the notice"},
        {"updated-by", "removal", FACT_BIT(FACT_WITHDRAWN_INDEX), "Removed, see the notice"},
        {"update-to", "retraction", 0, "A notice that retracts another work"},
        {"update-to", "withdrawal", 0, "A notice that withdraws another work"},
    };

    for (size_t r = 0; r < sizeof rows / sizeof *rows; r++) {
        const json_t *updates = json_object_get(work, rows[r].list);

        for (size_t i = 0; i < json_array_size(updates); i++) {
            const json_t *update = json_array_get(updates, i);

            if (!is_type(update, rows[r].type))
                continue;
            out->facts |= rows[r].facts;
            add_note(s, rows[r].words, update);
        }
    }
}

/* Publishers that send no notice put it into the title. */
static void heed_title(struct record *out)
{
    static const struct {
        const char *opening;
        enum fact fact;
    } rows[] = {{"RETRACTED", FACT_RETRACTED_INDEX}, {"WITHDRAWN", FACT_WITHDRAWN_INDEX}};
    const char *title = meta_get(out->meta, META_TITLE);

    for (size_t i = 0; title && i < sizeof rows / sizeof *rows; i++) {
        size_t n = strlen(rows[i].opening);

        if (strncmp(title, rows[i].opening, n) == 0 &&
            (title[n] == ':' || text_istarts(title + n, " ARTICLE") ||
             text_istarts(title + n, " CHAPTER")))
            out->facts |= FACT_BIT(rows[i].fact);
    }
}

void crossref_work_read(const json_t *work, const char *id, const char *source, struct record *out)
{
    const struct scribe s = {.meta = meta_new(), .source = source, .rank = RANK};
    char *address = id ? xasprintf("https://doi.org/%s", id) : NULL;

    out->state = RECORD_FOUND;
    out->meta = s.meta;
    add_title(&s, work);
    add_authors(&s, work);
    add_date(&s, work);
    add_venue(&s, work);
    add_licence(&s, work);
    add_isbn(&s, work);
    add_updates(&s, work, out);
    heed_title(out);
    scribe_abstract(&s, json_get(work, "abstract"));
    scribe_word(&s, META_TYPE, csl_type(json_get(work, "type")));
    scribe_word(&s, META_LANGUAGE, json_get(work, "language"));
    scribe_text(&s, META_SITE, json_get(work, "publisher"));
    scribe_word(&s, META_DOI, id);
    scribe_word(&s, META_CANONICAL, address ? address : json_get(work, "URL"));
    free(address);
}
