/* datacite: the registry of data sets, software, theses, and of every paper of arXiv.
 *
 * Two rows of the table: one for DOIs that Crossref does not list, one for arXiv works when arXiv
 * itself is silent (each has the DOI 10.48550/arxiv.ID). Ids are matched in lower case, as DataCite
 * stores them. https://support.datacite.org/docs/api */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gloss/base/buf.h"
#include "gloss/base/json.h"
#include "gloss/base/mem.h"
#include "gloss/base/text.h"
#include "gloss/net/url.h"
#include "gloss/source/datacite_work.h"
#include "gloss/source/doi.h"
#include "gloss/source/registries.h"
#include "gloss/source/registry_reply.h"
#include "gloss/source/scribe.h"

#define ARXIV_PREFIX "10.48550/arxiv."

enum {
    RANK = 890,
    BATCH_MAX = 50,
    BODY_MAX = 32 * 1024 * 1024,
    QUERY_MAX = 6000, /* before its characters are encoded */
    URL_MAX = 3 * QUERY_MAX + 256,
    LIFETIME_S = 30 * 24 * 3600,
};

/* The DOI of an id of one of the two schemes; false when it is no well-formed id. */
typedef bool doi_of(const char *id, char doi[WORK_ID_SIZE]);

/* A quote or a backslash would end the phrase in the query language. */
static bool own_doi(const char *id, char doi[WORK_ID_SIZE])
{
    if (!doi_is_valid(id) || strpbrk(id, "\"\\"))
        return false;
    (void)snprintf(doi, WORK_ID_SIZE, "%s", id);
    return true;
}

static bool arxiv_doi(const char *id, char doi[WORK_ID_SIZE])
{
    char plain[WORK_ID_SIZE];
    int version;
    int n;

    if (!arxiv_id_parse(id, plain, &version))
        return false;
    n = snprintf(doi, WORK_ID_SIZE, ARXIV_PREFIX "%s", plain);
    return n > 0 && n < WORK_ID_SIZE;
}

/* Writes doi:("A" OR "B") for the ids that are well-formed and for which there is room; `asked`
 * gets which. Returns how many. */
static size_t write_query(struct buf *query, doi_of *spell, const char *const *ids, size_t n,
                          bool asked[BATCH_MAX])
{
    size_t count = 0;
    char doi[WORK_ID_SIZE];

    buf_adds(query, "doi:(");
    for (size_t i = 0; i < n && i < BATCH_MAX; i++) {
        asked[i] = spell(ids[i], doi) && query->len + strlen(doi) + 16 < QUERY_MAX;
        if (asked[i])
            buf_addf(query, "%s\"%s\"", count++ > 0 ? " OR " : "", doi);
    }
    buf_adds(query, ")");
    return count;
}

static struct fetch_request *build(doi_of *spell, const char *const *ids, size_t n)
{
    bool asked[BATCH_MAX];
    struct fetch_request *request;
    struct buf query;
    size_t count;
    char *encoded;
    char *url;

    buf_init(&query, QUERY_MAX);
    count = write_query(&query, spell, ids, n, asked);
    encoded = url_encode(query.data);
    url = xasprintf("https://api.datacite.org/dois?query=%s&page%%5Bsize%%5D=%zu", encoded,
                    count > 0 ? count : 1); /* the default is 25 */
    request = fetch_request_new(0, url, BODY_MAX);
    fetch_request_add_header(request, "Accept", "application/vnd.api+json");
    buf_release(&query);
    free(encoded);
    free(url);
    return request;
}

static struct fetch_request *build_dois(const char *const *ids, size_t n)
{
    return build(own_doi, ids, n);
}

static struct fetch_request *build_arxiv(const char *const *ids, size_t n)
{
    return build(arxiv_doi, ids, n);
}

static void fill_doi(struct record *out, const json_t *attributes, const char *id)
{
    char *address = xasprintf("https://doi.org/%s", id);

    datacite_work_read(attributes, DATACITE_NAME, RANK, out);
    (void)meta_propose(out->meta, META_DOI, id, DATACITE_NAME, RANK);
    (void)meta_propose(out->meta, META_CANONICAL, address, DATACITE_NAME, RANK);
    free(address);
}

/* In the terms of arXiv's own API, so that it does not show who answered. */
static void fill_arxiv(struct record *out, const json_t *attributes, const char *id)
{
    char *address = xasprintf("https://arxiv.org/abs/%s", id);
    char *pdf = xasprintf("https://arxiv.org/pdf/%s", id);
    const struct {
        enum meta_field field;
        const char *text;
    } rows[] = {
        {META_ARXIV, id},     {META_CANONICAL, address}, {META_PDF, pdf},
        {META_SITE, "arXiv"}, {META_TYPE, "article"},
    };

    datacite_work_read(attributes, DATACITE_ARXIV_NAME, RANK, out);
    scribe_date(&(struct scribe){out->meta, DATACITE_ARXIV_NAME, RANK + 1}, META_PUBLISHED,
                datacite_date(attributes, "Submitted"));
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        (void)meta_propose(out->meta, rows[i].field, rows[i].text, DATACITE_ARXIV_NAME, RANK + 1);
    free(address);
    free(pdf);
}

static void take_work(const json_t *work, doi_of *spell, const char *const *ids, size_t n,
                      struct record *out)
{
    const char *named = json_get(work, "id");
    const json_t *attributes = json_object_get(work, "attributes");
    char doi[WORK_ID_SIZE];

    for (size_t i = 0; named && json_is_object(attributes) && i < n; i++) {
        if (out[i].state == RECORD_FOUND || !spell(ids[i], doi) || !text_ieq(named, doi))
            continue;
        if (spell == arxiv_doi)
            fill_arxiv(&out[i], attributes, ids[i]);
        else
            fill_doi(&out[i], attributes, ids[i]);
    }
}

static void mark_absent(doi_of *spell, const char *const *ids, size_t n, struct record *out)
{
    bool asked[BATCH_MAX];
    struct buf query;

    buf_init(&query, QUERY_MAX);
    (void)write_query(&query, spell, ids, n, asked);
    buf_release(&query);
    for (size_t i = 0; i < n && i < BATCH_MAX; i++)
        if (asked[i] && out[i].state == RECORD_UNKNOWN)
            out[i].state = RECORD_ABSENT;
}

static enum source_status read_list(const struct reply *reply, doi_of *spell,
                                    const char *const *ids, size_t n, struct record *out)
{
    enum source_status status = registry_reply_status(reply);
    json_t *root = status == SOURCE_OK ? registry_reply_object(reply) : NULL;
    const json_t *works = json_object_get(root, "data");

    for (size_t i = 0; i < json_array_size(works); i++)
        take_work(json_array_get(works, i), spell, ids, n, out);
    if (json_is_object(works)) /* /dois/ID answers with the one work */
        take_work(works, spell, ids, n, out);
    else if (json_is_array(works))
        mark_absent(spell, ids, n, out);
    else if (status == SOURCE_OK)
        status = SOURCE_RETRY;
    json_decref(root);
    return status;
}

static enum source_status read_dois(const struct reply *reply, const char *const *ids, size_t n,
                                    struct record *out)
{
    return read_list(reply, own_doi, ids, n, out);
}

static enum source_status read_arxiv(const struct reply *reply, const char *const *ids, size_t n,
                                     struct record *out)
{
    return read_list(reply, arxiv_doi, ids, n, out);
}

const struct source source_datacite = {
    .name = DATACITE_NAME,
    .title = "DataCite",
    .scheme = "doi",
    .host = "api.datacite.org",
    .batch_max = BATCH_MAX,
    .lifetime_s = LIFETIME_S,
    .vouches = true,
    .next = "doi-handle",
    .next_when_absent = true,
    .build = build_dois,
    .read = read_dois,
};

const struct source source_datacite_arxiv = {
    .name = DATACITE_ARXIV_NAME,
    .title = "DataCite",
    .scheme = "arxiv",
    .host = "api.datacite.org",
    .batch_max = BATCH_MAX,
    .lifetime_s = LIFETIME_S,
    .vouches = true,
    .next = "s2-arxiv",
    .next_when_absent = true, /* it lists what is new a few days late */
    .build = build_arxiv,
    .read = read_arxiv,
};
