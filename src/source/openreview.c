/* openreview: submissions of conferences, held by two generations of one API.
 *
 * Neither lists what the other holds, so that one of them does not know an id proves nothing. Since
 * 2026 both answer most anonymous calls with a challenge, which a login gets past; without one,
 * Semantic Scholar, which knows submissions by their address, is the last resort. Several ids go
 * into one search. */
#include <stdlib.h>
#include <string.h>

#include "gloss/base/json.h"
#include "gloss/base/mem.h"
#include "gloss/source/openreview_id.h"
#include "gloss/source/openreview_login.h"
#include "gloss/source/openreview_note.h"
#include "gloss/source/registries.h"
#include "gloss/source/registry_reply.h"

#define NAME_V2 "openreview"
#define NAME_V1 "openreview-v1"
#define HOST_V2 OPENREVIEW_LOGIN_HOST
#define HOST_V1 "api.openreview.net"

enum {
    BATCH_MAX = 50,
    BODY_MAX = 16 * 1024 * 1024,
    LIFETIME_S = 7 * 24 * 3600,
};

static struct fetch_request *request_of(const char *host, const char *path)
{
    char *url = xasprintf("https://%s%s", host, path);
    struct fetch_request *request = fetch_request_new(0, url, BODY_MAX);

    fetch_request_add_header(request, "Accept", "application/json");
    free(url);
    return request;
}

static struct fetch_request *build(const char *host, const char *const *ids, size_t n)
{
    struct fetch_request *request;
    json_t *wanted;
    json_t *body;

    if (n == 1) {
        char *path = xasprintf("/notes?id=%s", openreview_id_is_valid(ids[0]) ? ids[0] : "");

        request = request_of(host, path);
        free(path);
        return request;
    }
    wanted = json_array();
    body = json_object();
    for (size_t i = 0; i < n; i++)
        if (openreview_id_is_valid(ids[i]))
            json_array_append_new(wanted, json_string(ids[i]));
    json_object_set_new(body, "ids", wanted);
    request = request_of(host, "/notes/search");
    fetch_request_add_header(request, "Content-Type", "application/json");
    request->body = json_text(body);
    json_decref(body);
    return request;
}

static struct fetch_request *build_v2(const char *const *ids, size_t n)
{
    return build(HOST_V2, ids, n);
}

static struct fetch_request *build_v1(const char *const *ids, size_t n)
{
    return build(HOST_V1, ids, n);
}

/* A note without content is one that only its readers may see. */
static void take_note(const json_t *note, const char *const *ids, size_t n, const char *source,
                      struct record *out)
{
    const char *id = json_get(note, "id");

    for (size_t i = 0; id && i < n; i++)
        if (out[i].state != RECORD_FOUND && strcmp(ids[i], id) == 0 &&
            json_object_size(json_object_get(note, "content")) > 0)
            openreview_note_read(note, ids[i], source, &out[i]);
}

static enum source_status read_notes(const struct reply *reply, const char *const *ids, size_t n,
                                     const char *source, struct record *out)
{
    enum source_status status = registry_reply_status(reply);
    json_t *root;
    const json_t *notes;

    if (reply->status == 404) /* how it says that it has no such note */
        return SOURCE_OK;
    if (status != SOURCE_OK)
        return status;
    root = registry_reply_object(reply);
    notes = json_object_get(root, "notes");
    for (size_t i = 0; i < json_array_size(notes); i++)
        take_note(json_array_get(notes, i), ids, n, source, out);
    status = json_is_array(notes) ? SOURCE_OK : SOURCE_RETRY;
    json_decref(root);
    return status;
}

static enum source_status read_v2(const struct reply *reply, const char *const *ids, size_t n,
                                  struct record *out)
{
    return read_notes(reply, ids, n, NAME_V2, out);
}

static enum source_status read_v1(const struct reply *reply, const char *const *ids, size_t n,
                                  struct record *out)
{
    return read_notes(reply, ids, n, NAME_V1, out);
}

const struct source source_openreview = {
    .name = NAME_V2,
    .title = "OpenReview",
    .scheme = "openreview",
    .host = HOST_V2,
    .batch_max = BATCH_MAX,
    .lifetime_s = LIFETIME_S,
    .vouches = true,
    .next = NAME_V1,
    .login = &openreview_login,
    .match = openreview_match,
    .build = build_v2,
    .read = read_v2,
};

const struct source source_openreview_v1 = {
    .name = NAME_V1,
    .title = "OpenReview's first API",
    .scheme = "openreview",
    .host = HOST_V1,
    .batch_max = BATCH_MAX,
    .lifetime_s = LIFETIME_S,
    .vouches = true,
    .next = "s2-openreview",
    .login = &openreview_login,
    .build = build_v1,
    .read = read_v1,
};
