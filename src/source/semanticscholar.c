/* semanticscholar: a catalogue of everybody's papers, for where the registries are silent.
 *
 * Three rows of the table, one a scheme, with one batched request behind them. It collects what
 * others publish: its ranks are low, its venues (noisy) lower still, and that it lists a paper by
 * its address is believed only of OpenReview, whose own word robots cannot get. That it lists none
 * says nothing. https://api.semanticscholar.org/api-docs/graph */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gloss/base/date.h"
#include "gloss/base/json.h"
#include "gloss/base/mem.h"
#include "gloss/base/text.h"
#include "gloss/net/url.h"
#include "gloss/source/doi.h"
#include "gloss/source/openreview_id.h"
#include "gloss/source/registries.h"
#include "gloss/source/registry_reply.h"
#include "gloss/source/scribe.h"

#define TITLE "Semantic Scholar"
#define HOST "api.semanticscholar.org"
#define URL                                                                                        \
    "https://" HOST "/graph/v1/paper/batch?fields=title,authors,year,"                             \
    "publicationDate,venue,publicationVenue,publicationTypes,externalIds,abstract,openAccessPdf"

enum {
    RANK = 600,
    VENUE_RANK = 300,
    BATCH_MAX = 100, /* of 500 allowed */
    BODY_MAX = 16 * 1024 * 1024,
    LIFETIME_S = 7 * 24 * 3600,
};

/* One scheme: how its ids are spelt here, and what a found work of it has besides. */
struct dialect {
    const char *name;
    const char *prefix;
    bool (*is_valid)(const char *id);
    enum meta_field own_id;
    const char *canonical; /* address before the id */
};

static bool arxiv_id_is_valid(const char *id)
{
    char plain[WORK_ID_SIZE];
    int version;

    return arxiv_id_parse(id, plain, &version);
}

static const struct dialect arxiv = {"s2-arxiv", "ARXIV:", arxiv_id_is_valid, META_ARXIV,
                                     "https://arxiv.org/abs/"};
static const struct dialect doi = {"s2-doi", "DOI:", doi_is_valid, META_DOI, "https://doi.org/"};
static const struct dialect openreview = {
    "s2-openreview", "URL:https://openreview.net/forum?id=", openreview_id_is_valid,
    META_OPENREVIEW, "https://openreview.net/forum?id="};

static struct fetch_request *build(const struct dialect *d, const char *const *ids, size_t n)
{
    struct fetch_request *request = fetch_request_new(0, URL, BODY_MAX);
    const char *key = getenv("S2_API_KEY"); /* NOLINT(concurrency-mt-unsafe): main thread */
    json_t *body = json_object();
    json_t *wanted = json_array();

    for (size_t i = 0; i < n; i++) {
        char *id = d->is_valid(ids[i]) ? xasprintf("%s%s", d->prefix, ids[i]) : NULL;

        if (id)
            json_array_append_new(wanted, json_string(id));
        free(id);
    }
    json_object_set_new(body, "ids", wanted);
    request->body = json_text(body);
    json_decref(body);
    fetch_request_add_header(request, "Content-Type", "application/json");
    fetch_request_add_header(request, "Accept", "application/json");
    if (key && *key)
        fetch_request_add_header(request, "x-api-key", key);
    return request;
}

static void add_date(const struct scribe *s, const json_t *paper)
{
    const char *day = json_get(paper, "publicationDate");
    json_int_t year = json_integer_value(json_object_get(paper, "year"));
    struct date d = {0};

    if (!day || !date_parse(day, 0, &d))
        d = (struct date){.year = year > 1000 && year < 10000 ? (int)year : 0};
    scribe_date(s, META_PUBLISHED, d);
}

static void add_type(const struct scribe *s, const json_t *paper)
{
    static const struct {
        const char *theirs;
        const char *csl;
    } rows[] = {
        {"Conference", "paper-conference"},
        {"JournalArticle", "article-journal"},
        {"Book", "book"},
        {"BookSection", "chapter"},
        {"Dataset", "dataset"},
    };
    const json_t *types = json_object_get(paper, "publicationTypes");

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        for (size_t k = 0; k < json_array_size(types); k++) {
            const char *type = json_string_value(json_array_get(types, k));

            if (type && strcmp(type, rows[i].theirs) == 0)
                scribe_word(s, META_TYPE, rows[i].csl);
        }
    scribe_word(s, META_TYPE, "article");
}

/* The other names under which it knows the paper. */
static void add_ids(const struct scribe *s, const json_t *paper)
{
    const char *arxiv_id = json_get(paper, "externalIds.ArXiv");
    const char *doi_id = json_get(paper, "externalIds.DOI");
    char plain[WORK_ID_SIZE];
    char *lower = xstrdup(doi_id);
    int version;

    if (arxiv_id && arxiv_id_parse(arxiv_id, plain, &version))
        scribe_word(s, META_ARXIV, plain);
    for (char *c = lower; c && *c; c++)
        if (*c >= 'A' && *c <= 'Z')
            *c = (char)(*c - 'A' + 'a');
    if (lower && doi_is_valid(lower) && !text_istarts(lower, "10.48550/arxiv."))
        scribe_word(s, META_DOI, lower);
    free(lower);
}

static void add_venue(const struct scribe *s, const json_t *paper)
{
    const struct scribe noisy = {.meta = s->meta, .source = s->source, .rank = VENUE_RANK};
    const char *name = json_get(paper, "publicationVenue.name");

    scribe_text(&noisy, META_VENUE, name ? name : json_get(paper, "venue"));
}

static void fill(struct record *out, const struct dialect *d, const json_t *paper, const char *id)
{
    const struct scribe s = {.meta = meta_new(), .source = d->name, .rank = RANK};
    const json_t *authors = json_object_get(paper, "authors");
    const char *pdf = json_get(paper, "openAccessPdf.url");
    char *address = xasprintf("%s%s", d->canonical, id);

    out->state = RECORD_FOUND;
    out->meta = s.meta;
    scribe_word(&s, d->own_id, id);
    scribe_word(&s, META_CANONICAL, address);
    scribe_text(&s, META_TITLE, json_get(paper, "title"));
    scribe_text(&s, META_ABSTRACT, json_get(paper, "abstract"));
    for (size_t i = 0; i < json_array_size(authors); i++)
        scribe_item(&s, META_AUTHORS, json_get(json_array_get(authors, i), "name"));
    if (pdf && url_classify(pdf, NULL) == URL_WEB)
        scribe_word(&s, META_PDF, pdf);
    add_date(&s, paper);
    add_type(&s, paper);
    add_venue(&s, paper);
    add_ids(&s, paper);
    free(address);
}

/* The answer is an array in the order of what was asked, null where nothing is known. */
static enum source_status read_list(const struct dialect *d, const json_t *papers,
                                    const char *const *ids, size_t n, struct record *out)
{
    size_t asked = 0;
    size_t at = 0;

    for (size_t i = 0; i < n; i++)
        asked += d->is_valid(ids[i]) ? 1 : 0;
    if (!json_is_array(papers) || json_array_size(papers) != asked)
        return SOURCE_RETRY;
    for (size_t i = 0; i < n; i++) {
        const json_t *paper = d->is_valid(ids[i]) ? json_array_get(papers, at++) : NULL;

        if (json_get(paper, "title"))
            fill(&out[i], d, paper, ids[i]);
    }
    return SOURCE_OK;
}

static enum source_status read(const struct dialect *d, const struct reply *reply,
                               const char *const *ids, size_t n, struct record *out)
{
    enum source_status status = registry_reply_status(reply);
    json_t *root;

    if (status != SOURCE_OK)
        return status;
    root = reply->body ? json_parse_lenient(reply->body, reply->body_len) : NULL;
    status = read_list(d, root, ids, n, out);
    json_decref(root);
    return status;
}

/* A descriptor's functions know no context, so each scheme has its own. */
#define DIALECT(scheme_name, dialect)                                                              \
    static struct fetch_request *build_##scheme_name(const char *const *ids, size_t n)             \
    {                                                                                              \
        return build(&(dialect), ids, n);                                                          \
    }                                                                                              \
    static enum source_status read_##scheme_name(                                                  \
        const struct reply *reply, const char *const *ids, size_t n, struct record *out)           \
    {                                                                                              \
        return read(&(dialect), reply, ids, n, out);                                               \
    }

DIALECT(arxiv, arxiv)
DIALECT(doi, doi)
DIALECT(openreview, openreview)

const struct source source_s2_arxiv = {
    .name = "s2-arxiv",
    .title = TITLE,
    .scheme = "arxiv",
    .host = HOST,
    .batch_max = BATCH_MAX,
    .lifetime_s = LIFETIME_S,
    .vouches = false,
    .build = build_arxiv,
    .read = read_arxiv,
};

const struct source source_s2_doi = {
    .name = "s2-doi",
    .title = TITLE,
    .scheme = "doi",
    .host = HOST,
    .batch_max = BATCH_MAX,
    .lifetime_s = LIFETIME_S,
    .vouches = false,
    .build = build_doi,
    .read = read_doi,
};

const struct source source_s2_openreview = {
    .name = "s2-openreview",
    .title = TITLE,
    .scheme = "openreview",
    .host = HOST,
    .batch_max = BATCH_MAX,
    .lifetime_s = LIFETIME_S,
    .vouches = true,
    .build = build_openreview,
    .read = read_openreview,
};
