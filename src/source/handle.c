/* handle: the resolver of all DOIs, whatever agency registered them.
 *
 * It knows no metadata, but whether a DOI exists, it knows best: what neither Crossref nor DataCite
 * lists may belong to one of the smaller agencies, and only what the resolver does not know is no
 * DOI. https://www.doi.org/the-identifier/resources/factsheets/doi-resolution-documentation */
#include <stdlib.h>
#include <string.h>

#include "gloss/base/json.h"
#include "gloss/base/mem.h"
#include "gloss/net/url.h"
#include "gloss/source/doi.h"
#include "gloss/source/registries.h"
#include "gloss/source/registry_reply.h"

#define NAME "doi-handle"

enum {
    RANK = 850,
    BODY_MAX = 1024 * 1024,
    LIFETIME_S = 30 * 24 * 3600,
    /* Its response codes, besides HTTP's. */
    CODE_FOUND = 1,
    CODE_NOT_FOUND = 100,
    CODE_NO_VALUES = 200, /* the handle exists, but holds nothing of what was asked for */
};

static struct fetch_request *build_request(const char *const *ids, size_t n)
{
    char *id = url_encode(n > 0 && doi_is_valid(ids[0]) ? ids[0] : "");
    char *url = xasprintf("https://doi.org/api/handles/%s", id);
    struct fetch_request *request = fetch_request_new(0, url, BODY_MAX);

    fetch_request_add_header(request, "Accept", "application/json");
    free(id);
    free(url);
    return request;
}

static void fill_found(struct record *out, const char *id)
{
    char *address = xasprintf("https://doi.org/%s", id);

    out->state = RECORD_FOUND;
    out->meta = meta_new();
    (void)meta_propose(out->meta, META_DOI, id, NAME, RANK);
    (void)meta_propose(out->meta, META_CANONICAL, address, NAME, RANK);
    free(address);
}

static enum source_status read_code(const json_t *code, const char *id, struct record *out)
{
    if (!json_is_integer(code))
        return SOURCE_RETRY;
    switch (json_integer_value(code)) {
    case CODE_FOUND:
    case CODE_NO_VALUES:
        fill_found(out, id);
        return SOURCE_OK;
    case CODE_NOT_FOUND:
        out->state = RECORD_ABSENT;
        return SOURCE_OK;
    default:
        return SOURCE_RETRY; /* an error inside the resolver */
    }
}

static enum source_status read_reply(const struct reply *reply, const char *const *ids, size_t n,
                                     struct record *out)
{
    enum source_status status = registry_reply_status(reply);
    json_t *root;

    /* "Not found" comes as a 404 with a code of its own; a 404 without one is some other page. */
    if ((status != SOURCE_OK && reply->status != 404) || n == 0 || !doi_is_valid(ids[0]))
        return status == SOURCE_OK ? SOURCE_REFUSED : status;
    root = registry_reply_object(reply);
    status = read_code(json_object_get(root, "responseCode"), ids[0], out);
    json_decref(root);
    return status;
}

const struct source source_handle = {
    .name = NAME,
    .title = "the DOI resolver",
    .scheme = "doi",
    .host = "doi.org",
    .batch_max = 1,
    .lifetime_s = LIFETIME_S,
    .vouches = true,
    .next = "s2-doi",
    .build = build_request,
    .read = read_reply,
};
