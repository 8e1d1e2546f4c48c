/* crossref: the registry of most DOIs of articles, papers and books.
 *
 * Fifty DOIs go into one filter. A comma separates filters and cannot be quoted, so the rare DOI
 * that holds one is asked by an address of its own: another row of the table, for the same
 * registry. https://api.crossref.org/swagger-ui/index.html */
#include <stdlib.h>
#include <string.h>

#include "gloss/base/buf.h"
#include "gloss/base/json.h"
#include "gloss/base/mem.h"
#include "gloss/base/text.h"
#include "gloss/net/url.h"
#include "gloss/source/crossref_work.h"
#include "gloss/source/doi.h"
#include "gloss/source/registries.h"
#include "gloss/source/registry_reply.h"

#define WORKS "https://api.crossref.org/works"

enum {
    BATCH_MAX = 50,
    BODY_MAX = 32 * 1024 * 1024, /* a work with all its references may take half a megabyte */
    URL_MAX = 7000,              /* servers refuse lines over 8 KiB */
    LIFETIME_S = 30 * 24 * 3600,
};

static bool has_comma(const char *id)
{
    return strchr(id, ',') != NULL;
}

/* Whether an id may stand in a filter: a bad one would spoil the whole batch. */
static bool is_askable(const char *id)
{
    return doi_is_valid(id) && !has_comma(id);
}

static bool match_listable(const char *url, struct work_ref *ref)
{
    return doi_match(url, ref) && !has_comma(ref->id);
}

static bool match_single(const char *url, struct work_ref *ref)
{
    return doi_match(url, ref) && has_comma(ref->id);
}

static struct fetch_request *request_of(const char *url)
{
    struct fetch_request *request = fetch_request_new(0, url, BODY_MAX);

    fetch_request_add_header(request, "Accept", "application/json");
    return request;
}

/* Writes the filter for the ids that may stand in one and for which there is room; `asked` gets
 * which. Returns how many. */
static size_t write_filter(struct buf *url, const char *const *ids, size_t n, bool asked[BATCH_MAX])
{
    size_t count = 0;

    for (size_t i = 0; i < n && i < BATCH_MAX; i++) {
        char *id = is_askable(ids[i]) ? url_encode(ids[i]) : NULL;

        asked[i] = id && url->len + strlen(id) < URL_MAX;
        if (asked[i])
            buf_addf(url, "%sdoi:%s", count++ > 0 ? "," : "", id);
        free(id);
    }
    return count;
}

static struct fetch_request *build_list(const char *const *ids, size_t n)
{
    struct fetch_request *request;
    bool asked[BATCH_MAX];
    struct buf url;
    size_t count;

    buf_init(&url, URL_MAX + 64);
    buf_adds(&url, WORKS "?filter=");
    count = write_filter(&url, ids, n, asked);
    buf_addf(&url, "&rows=%zu", count); /* the default is 20 */
    request = request_of(url.data);
    buf_release(&url);
    return request;
}

static struct fetch_request *build_single(const char *const *ids, size_t n)
{
    char *id = url_encode(n > 0 && doi_is_valid(ids[0]) ? ids[0] : "");
    char *url = xasprintf(WORKS "/%s", id);
    struct fetch_request *request = request_of(url);

    free(id);
    free(url);
    return request;
}

static void take_work(const json_t *work, const char *const *ids, size_t n, struct record *out)
{
    const char *doi = json_get(work, "DOI");

    for (size_t i = 0; doi && i < n; i++)
        if (out[i].state != RECORD_FOUND && text_ieq(doi, ids[i]))
            crossref_work_read(work, ids[i], CROSSREF_NAME, &out[i]);
}

/* What was not asked, for want of room or because it is no DOI, is not absent. */
static void mark_absent(const char *const *ids, size_t n, struct record *out)
{
    bool asked[BATCH_MAX];
    struct buf filter;

    buf_init(&filter, URL_MAX + 64);
    buf_adds(&filter, WORKS "?filter=");
    (void)write_filter(&filter, ids, n, asked);
    buf_release(&filter);
    for (size_t i = 0; i < n && i < BATCH_MAX; i++)
        if (asked[i] && out[i].state == RECORD_UNKNOWN)
            out[i].state = RECORD_ABSENT;
}

static enum source_status read_list(const struct reply *reply, const char *const *ids, size_t n,
                                    struct record *out)
{
    enum source_status status = registry_reply_status(reply);
    json_t *root = status == SOURCE_OK ? registry_reply_object(reply) : NULL;
    const json_t *items = json_at(root, "message.items");

    for (size_t i = 0; i < json_array_size(items); i++)
        take_work(json_array_get(items, i), ids, n, out);
    if (json_is_array(items))
        mark_absent(ids, n, out);
    else if (status == SOURCE_OK)
        status = SOURCE_RETRY;
    json_decref(root);
    return status;
}

static enum source_status read_single(const struct reply *reply, const char *const *ids, size_t n,
                                      struct record *out)
{
    enum source_status status = registry_reply_status(reply);
    json_t *root = status == SOURCE_OK ? registry_reply_object(reply) : NULL;

    if (reply->status == 404 && !registry_reply_is_page(reply) && n > 0 && doi_is_valid(ids[0])) {
        out[0].state = RECORD_ABSENT;
        status = SOURCE_OK;
    } else if (status == SOURCE_OK) {
        take_work(json_object_get(root, "message"), ids, n, out);
        status = n > 0 && out[0].state == RECORD_FOUND ? SOURCE_OK : SOURCE_RETRY;
    }
    json_decref(root);
    return status;
}

const struct source source_crossref = {
    .name = CROSSREF_NAME,
    .title = "Crossref",
    .scheme = "doi",
    .host = "api.crossref.org",
    .batch_max = BATCH_MAX,
    .lifetime_s = LIFETIME_S,
    .vouches = true,
    .next = "datacite",
    .next_when_absent = true,
    .match = match_listable,
    .build = build_list,
    .read = read_list,
};

const struct source source_crossref_work = {
    .name = "crossref-work",
    .title = "Crossref",
    .scheme = "doi",
    .host = "api.crossref.org",
    .batch_max = 1,
    .lifetime_s = LIFETIME_S,
    .vouches = true,
    .next = "datacite",
    .next_when_absent = true,
    .match = match_single,
    .build = build_single,
    .read = read_single,
};
