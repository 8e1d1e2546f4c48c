/* datacite_work: DataCite's schema, in which nearly everything is a list of typed things.
 *
 * https://datacite-metadata-schema.readthedocs.io/. For a deposit, "Submitted" is the day on which
 * it came in and "Available" or "Issued" when it was published; arXiv publishes on the day of
 * submission, and gives the others with less precision. So the earliest counts among those that
 * name the publication, and an agreeing day makes a bare month or year precise; of arXiv's works,
 * the day of submission counts. */
#include "gloss/source/datacite_work.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gloss/base/json.h"
#include "gloss/base/mem.h"
#include "gloss/base/name.h"
#include "gloss/base/text.h"
#include "gloss/source/scribe.h"

enum { TAGS_MAX = 30, DATE_TEXT_MAX = 64 };

static const struct {
    const char *general;
    const char *csl;
} types[] = {
    {"JournalArticle", "article-journal"},
    {"ConferencePaper", "paper-conference"},
    {"ConferenceProceeding", "book"},
    {"Preprint", "article"},
    {"Text", "article"},
    {"DataPaper", "article-journal"},
    {"Dataset", "dataset"},
    {"Model", "dataset"},
    {"Software", "software"},
    {"ComputationalNotebook", "software"},
    {"Workflow", "software"},
    {"Book", "book"},
    {"BookChapter", "chapter"},
    {"Dissertation", "thesis"},
    {"Report", "report"},
    {"PeerReview", "review"},
    {"Standard", "standard"},
    {"Image", "graphic"},
    {"Audiovisual", "motion_picture"},
    {"Sound", "song"},
};

static const char *csl_type(const char *general)
{
    for (size_t i = 0; general && i < sizeof types / sizeof *types; i++)
        if (strcmp(types[i].general, general) == 0)
            return types[i].csl;
    return general ? "document" : NULL;
}

/* The title without a type is the main one; others are subtitles, translations, alternatives. */
static void add_title(const struct scribe *s, const json_t *attributes)
{
    const json_t *titles = json_object_get(attributes, "titles");

    for (size_t i = 0; i < json_array_size(titles); i++) {
        const json_t *title = json_array_get(titles, i);

        if (!json_get(title, "titleType"))
            scribe_text(s, META_TITLE, json_get(title, "title"));
    }
    scribe_text(s, META_TITLE, json_get(titles, "0.title"));
}

static void add_creator(const struct scribe *s, const json_t *creator)
{
    const char *type = json_get(creator, "nameType");
    const char *name = json_get(creator, "name");
    const char *given = json_get(creator, "givenName");
    const char *family = json_get(creator, "familyName");
    bool is_body = type && strcmp(type, "Organizational") == 0;
    char *turned;

    if (!is_body && given && family) {
        scribe_person(s, given, family, NULL);
    } else if (is_body || !name || !strchr(name, ',')) {
        scribe_item(s, META_AUTHORS, name);
    } else { /* "Family, Given", unsplit */
        turned = name_clean(name);
        scribe_item(s, META_AUTHORS, turned ? turned : name);
        free(turned);
    }
}

static void add_creators(const struct scribe *s, const json_t *attributes)
{
    const json_t *creators = json_object_get(attributes, "creators");

    for (size_t i = 0; i < json_array_size(creators); i++)
        add_creator(s, json_array_get(creators, i));
}

/* A date, or the beginning of a period ("2010/2012"). */
static struct date read_date(const char *text)
{
    char first[DATE_TEXT_MAX];
    struct date d = {0};

    if (!text || strlen(text) >= sizeof first)
        return d;
    (void)snprintf(first, sizeof first, "%.*s", (int)strcspn(text, "/"), text);
    return date_parse(first, 0, &d) ? d : (struct date){0};
}

struct date datacite_date(const json_t *attributes, const char *wanted)
{
    const json_t *dates = json_object_get(attributes, "dates");
    struct date first = {0};

    for (size_t i = 0; i < json_array_size(dates); i++) {
        const json_t *entry = json_array_get(dates, i);
        const char *type = json_get(entry, "dateType");

        if (type && strcmp(type, wanted) == 0)
            first = date_first(first, read_date(json_get(entry, "date")));
    }
    return first;
}

static struct date publication_year(const json_t *attributes)
{
    json_int_t year = json_integer_value(json_object_get(attributes, "publicationYear"));

    return (struct date){.year = year > 1000 && year < 10000 ? (int)year : 0};
}

static void add_dates(const struct scribe *s, const json_t *attributes)
{
    static const char *const others[] = {"Submitted", "Created"};
    struct date published =
        date_first(datacite_date(attributes, "Issued"), datacite_date(attributes, "Available"));
    struct date updated = datacite_date(attributes, "Updated");

    if (published.year == 0)
        published = publication_year(attributes);
    for (size_t i = 0; i < sizeof others / sizeof *others && published.day == 0; i++) {
        struct date other = datacite_date(attributes, others[i]);

        if (published.year == 0 || (other.year > 0 && date_compare(published, other) == 0))
            published = date_first(published, other);
    }
    scribe_date(s, META_PUBLISHED, published);
    if (published.year > 0 && updated.year > 0 && date_compare(updated, published) > 0)
        scribe_date(s, META_MODIFIED, updated);
}

static void add_abstract(const struct scribe *s, const json_t *attributes)
{
    const json_t *descriptions = json_object_get(attributes, "descriptions");

    for (size_t i = 0; i < json_array_size(descriptions); i++) {
        const json_t *one = json_array_get(descriptions, i);
        const char *type = json_get(one, "descriptionType");

        if (type && strcmp(type, "Abstract") == 0)
            scribe_abstract(s, json_get(one, "description"));
    }
}

/* "Machine Learning (cs.LG)": the name of arXiv's category stands in brackets. */
static bool category_in(const char *subject, char out[32])
{
    const char *open = strrchr(subject, '(');
    size_t n =
        open ? strspn(open + 1, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-") : 0;

    if (n < 2 || n >= 32 || strcmp(open + 1 + n, ")") != 0)
        return false;
    (void)snprintf(out, 32, "%.*s", (int)n, open + 1);
    return true;
}

static void add_subjects(const struct scribe *s, const json_t *attributes)
{
    const json_t *subjects = json_object_get(attributes, "subjects");

    for (size_t i = 0; i < json_array_size(subjects) && i < TAGS_MAX; i++) {
        const json_t *subject = json_array_get(subjects, i);
        const char *text = json_get(subject, "subject");
        const char *scheme = json_get(subject, "subjectScheme");
        char category[32];

        if (!text || text_istarts(text, "FOS: ")) /* DataCite's own, of a dozen fields */
            continue;
        if (scheme && text_ieq(scheme, "arXiv") && category_in(text, category)) {
            scribe_word(s, META_CATEGORY, category);
            scribe_item(s, META_TAGS, category);
        } else {
            scribe_item(s, META_TAGS, text);
        }
    }
}

static void add_words(const struct scribe *s, const json_t *attributes)
{
    static const struct {
        const char *path;
        enum meta_field field;
    } rows[] = {
        {"container.title", META_VENUE},          {"language", META_LANGUAGE},
        {"rightsList.0.rightsUri", META_LICENSE}, {"rightsList.0.rightsIdentifier", META_LICENSE},
        {"rightsList.0.rights", META_LICENSE},
    };
    const char *publisher = json_get(attributes, "publisher.name");

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        scribe_text(s, rows[i].field, json_get(attributes, rows[i].path));
    scribe_text(s, META_SITE, publisher ? publisher : json_get(attributes, "publisher"));
    scribe_word(s, META_TYPE, csl_type(json_get(attributes, "types.resourceTypeGeneral")));
}

void datacite_work_read(const json_t *attributes, const char *source, int rank, struct record *out)
{
    const struct scribe s = {.meta = meta_new(), .source = source, .rank = rank};

    out->state = RECORD_FOUND;
    out->meta = s.meta;
    add_title(&s, attributes);
    add_creators(&s, attributes);
    add_dates(&s, attributes);
    add_abstract(&s, attributes);
    add_subjects(&s, attributes);
    add_words(&s, attributes);
}
