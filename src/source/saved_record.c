/* saved_record: saved answers of APIs, told apart by where they come from or by their shape.
 *
 * Many keep what `curl -H 'Accept: application/vnd.citationstyles.csl+json' https://doi.org/...`
 * gave, a reference manager's export, or a page of a catalogue's API. */
#include "gloss/source/saved_record.h"

#include <stdlib.h>
#include <string.h>

#include "gloss/base/json.h"
#include "gloss/base/mem.h"
#include "gloss/net/url.h"
#include "gloss/source/crossref_work.h"
#include "gloss/source/doi.h"
#include "gloss/source/openalex_work.h"
#include "gloss/source/source.h"

#define CSL_NAME "csl-json"

/* The metadata of a record that has a title; releases it. */
static struct meta *take(struct record *record)
{
    struct meta *meta = NULL;

    if (record->state == RECORD_FOUND && meta_get(record->meta, META_TITLE)) {
        meta = record->meta;
        record->meta = NULL;
    }
    record_release(record);
    return meta;
}

/* As the sources of that host and scheme read it. */
static struct meta *read_answer(const char *url, char *bytes, size_t len)
{
    const struct reply reply = {.status = 200, .body = bytes, .body_len = len};
    struct url_parts parts = {0};
    struct work_ref ref;
    const struct source *about = source_for_url(url, &ref);
    const char *const ids[] = {ref.id};
    struct meta *meta = NULL;

    if (!about || !url_parse(url, &parts))
        return NULL;
    for (size_t i = 0; sources[i] && !meta; i++) {
        struct record record = {0};

        if (strcmp(sources[i]->host, parts.host) != 0 ||
            strcmp(sources[i]->scheme, about->scheme) != 0)
            continue;
        (void)sources[i]->read(&reply, ids, 1, &record);
        meta = take(&record);
    }
    url_parts_release(&parts);
    return meta;
}

static bool is_string_or_list(const json_t *value)
{
    return json_is_string(value) || json_is_array(value);
}

/* A date in parts under this name is CSL's alone. */
static bool is_csl(const json_t *item)
{
    const json_t *issued = json_object_get(item, "issued");

    return is_string_or_list(json_object_get(item, "title")) && json_get(item, "type") &&
           (json_object_get(issued, "date-parts") || json_get(issued, "raw") ||
            json_get(issued, "literal"));
}

static struct meta *read_csl(const json_t *item)
{
    const char *named = json_get(item, "DOI");
    const char *source = json_get(item, "source");
    char *doi = named ? xstrdup(named) : NULL;
    struct record record = {0};

    for (char *c = doi; c && *c; c++)
        if (*c >= 'A' && *c <= 'Z')
            *c = (char)(*c - 'A' + 'a');
    crossref_work_read(item, doi && doi_is_valid(doi) ? doi : NULL,
                       source && strcmp(source, "Crossref") == 0 ? CROSSREF_NAME : CSL_NAME,
                       &record);
    free(doi);
    return take(&record);
}

static struct meta *read_openalex(const json_t *work)
{
    struct record record = {0};

    openalex_work_read(work, &record);
    return take(&record);
}

/* Files of CSL-JSON are lists; one of a single item is about that item. */
static struct meta *read_shape(const json_t *root)
{
    const json_t *item = json_array_size(root) == 1 ? json_array_get(root, 0) : root;

    if (openalex_work_is(item))
        return read_openalex(item);
    return is_csl(item) ? read_csl(item) : NULL;
}

struct meta *saved_record_read(const char *url, const char *bytes, size_t len)
{
    char *body = xstrndup(bytes, len);
    struct meta *meta = url ? read_answer(url, body, len) : NULL;
    const char *start = body + strspn(body, " \t\r\n\xEF\xBB\xBF");

    if (!meta && (*start == '{' || *start == '[')) {
        json_t *root = json_parse_lenient(bytes, len);

        meta = read_shape(root);
        json_decref(root);
    }
    free(body);
    return meta;
}
