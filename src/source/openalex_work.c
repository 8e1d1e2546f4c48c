/* openalex_work: a catalogue that collects from Crossref, repositories and the web.
 *
 * Of a work whose day is not known it says 1 January; an abstract, which publishers' terms keep
 * from being given as text, is an index of words and their places.
 * https://docs.openalex.org/api-entities/works/work-object */
#include "gloss/source/openalex_work.h"

#include <stdlib.h>
#include <string.h>

#include "gloss/base/buf.h"
#include "gloss/base/finding.h"
#include "gloss/base/json.h"
#include "gloss/base/mem.h"
#include "gloss/base/text.h"
#include "gloss/source/doi.h"
#include "gloss/source/scribe.h"

#define NAME "openalex"
#define DOI_PREFIX "https://doi.org/"
#define ARXIV_DOI "10.48550/arxiv."

enum {
    RANK = 600,
    WORDS_MAX = 20000, /* of an abstract */
    TEXT_MAX = 64 * 1024,
};

bool openalex_work_is(const json_t *work)
{
    const char *id = json_get(work, "id");

    return id && text_istarts(id, "https://openalex.org/W") && json_object_get(work, "authorships");
}

static void add_authors(const struct scribe *s, const json_t *work)
{
    const json_t *people = json_object_get(work, "authorships");

    for (size_t i = 0; i < json_array_size(people); i++) {
        const json_t *person = json_array_get(people, i);
        const char *name = json_get(person, "author.display_name");

        scribe_item(s, META_AUTHORS, name ? name : json_get(person, "raw_author_name"));
    }
}

static void add_date(const struct scribe *s, const json_t *work)
{
    const char *day = json_get(work, "publication_date");
    struct date d;

    if (!day || !date_parse(day, 0, &d))
        d = (struct date){.year =
                              (int)json_integer_value(json_object_get(work, "publication_year"))};
    if (d.month == 1 && d.day == 1)
        d = (struct date){.year = d.year};
    scribe_date(s, META_PUBLISHED, d);
}

static void add_type(const struct scribe *s, const json_t *work)
{
    static const struct {
        const char *type;
        const char *place; /* NULL: any */
        const char *csl;
    } rows[] = {
        {"article", "journal", "article-journal"},
        {"article", "conference", "paper-conference"},
        {"article", NULL, "article"},
        {"review", NULL, "article-journal"},
        {"preprint", NULL, "article"},
        {"book", NULL, "book"},
        {"book-chapter", NULL, "chapter"},
        {"dissertation", NULL, "thesis"},
        {"dataset", NULL, "dataset"},
        {"software", NULL, "software"},
        {"report", NULL, "report"},
        {"standard", NULL, "standard"},
        {"reference-entry", NULL, "entry"},
        {"peer-review", NULL, "review"},
    };
    const char *type = json_get(work, "type");
    const char *place = json_get(work, "primary_location.source.type");

    for (size_t i = 0; type && i < sizeof rows / sizeof *rows; i++)
        if (strcmp(rows[i].type, type) == 0 &&
            (!rows[i].place || (place && strcmp(rows[i].place, place) == 0)))
            scribe_word(s, META_TYPE, rows[i].csl);
    scribe_word(s, META_TYPE, type ? "document" : NULL);
}

static void add_ids(const struct scribe *s, const json_t *work)
{
    const char *address = json_get(work, "doi");
    char *doi =
        address && text_istarts(address, DOI_PREFIX) ? xstrdup(address + strlen(DOI_PREFIX)) : NULL;
    char arxiv[WORK_ID_SIZE];
    int version;

    for (char *c = doi; c && *c; c++)
        if (*c >= 'A' && *c <= 'Z')
            *c = (char)(*c - 'A' + 'a');
    if (doi && text_istarts(doi, ARXIV_DOI)) {
        if (arxiv_id_parse(doi + strlen(ARXIV_DOI), arxiv, &version))
            scribe_word(s, META_ARXIV, arxiv);
    } else if (doi && doi_is_valid(doi)) {
        scribe_word(s, META_DOI, doi);
    }
    scribe_word(s, META_CANONICAL,
                doi ? address : json_get(work, "primary_location.landing_page_url"));
    free(doi);
}

/* Puts the words in their places; NULL where an index gives none. The caller frees. */
static const char **place_words(json_t *index, size_t *count)
{
    const char **words = xcalloc(WORDS_MAX, sizeof *words);
    const char *word;
    json_t *places;

    *count = 0;
    json_object_foreach(index, word, places)
    {
        for (size_t i = 0; i < json_array_size(places); i++) {
            json_int_t at = json_integer_value(json_array_get(places, i));

            if (!json_is_integer(json_array_get(places, i)) || at < 0 || at >= WORDS_MAX)
                continue;
            words[at] = word;
            *count = (size_t)at >= *count ? (size_t)at + 1 : *count;
        }
    }
    return words;
}

static void add_abstract(const struct scribe *s, const json_t *work)
{
    size_t count;
    const char **words = place_words(json_object_get(work, "abstract_inverted_index"), &count);
    struct buf text;

    buf_init(&text, TEXT_MAX);
    for (size_t i = 0; i < count; i++) {
        bool heading = i == 0 && words[0] &&
                       (text_ieq(words[0], "Abstract") || text_ieq(words[0], "Abstract:"));

        if (words[i] && !heading)
            buf_addf(&text, "%s%s", text.len > 0 ? " " : "", words[i]);
    }
    scribe_abstract(s, text.data);
    buf_release(&text);
    free(words);
}

void openalex_work_read(const json_t *work, struct record *out)
{
    const struct scribe s = {.meta = meta_new(), .source = NAME, .rank = RANK};
    const char *title = json_get(work, "title");

    out->state = RECORD_FOUND;
    out->meta = s.meta;
    if (json_is_true(json_object_get(work, "is_retracted")))
        out->facts |= FACT_BIT(FACT_RETRACTED_INDEX);
    scribe_text(&s, META_TITLE, title ? title : json_get(work, "display_name"));
    add_authors(&s, work);
    add_date(&s, work);
    add_type(&s, work);
    add_ids(&s, work);
    add_abstract(&s, work);
    scribe_text(&s, META_VENUE, json_get(work, "primary_location.source.display_name"));
    scribe_text(&s, META_VENUE, json_get(work, "primary_location.raw_source_name"));
    scribe_word(&s, META_LANGUAGE, json_get(work, "language"));
    scribe_word(&s, META_LICENSE, json_get(work, "primary_location.license"));
    scribe_word(&s, META_PDF, json_get(work, "best_oa_location.pdf_url"));
    if (out->facts)
        scribe_word(&s, META_NOTE, "Retracted");
}
