/* huggingface: datasets, models, spaces and collections of the Hub, a row each.
 *
 * The API allows five times as many requests as the pages do, and says in a kilobyte what a page
 * says in forty. It answers 401 both for what is private and for what does not exist, so only a 404
 * in its own words counts as absence. https://huggingface.co/docs/hub/api */
#include <stdlib.h>
#include <string.h>

#include "gloss/base/buf.h"
#include "gloss/base/date.h"
#include "gloss/base/json.h"
#include "gloss/base/mem.h"
#include "gloss/base/text.h"
#include "gloss/net/url.h"
#include "gloss/source/registries.h"
#include "gloss/source/registry_reply.h"

enum {
    RANK = 900,
    BODY_MAX = 8 * 1024 * 1024, /* some repositories list ten thousand files */
    LIFETIME_S = 3 * 24 * 3600,
    NAME_MAX_LENGTH = 96,
    OBJECT_ID_LENGTH = 24,
    DESCRIPTION_MAX = 64 * 1024,
};

struct kind {
    const char *name;  /* of its source */
    const char *path;  /* of its pages, up to the owner */
    const char *api;   /* of the API's answers about it, likewise */
    const char *field; /* where the answer names the thing itself */
    const char *type;  /* as META_TYPE */
    void (*fill)(struct meta *m, const json_t *root, const char *id, const char *source);
};

/* ---- addresses ----------------------------------------------------------------------------- */

/* First words of paths that are no owners of models. */
static const char *const reserved[] = {
    "api",     "blog",     "brand",         "changelog",       "chat",          "collections",
    "contact", "datasets", "docs",          "enterprise",      "inference",     "join",
    "jobs",    "landing",  "learn",         "login",           "logout",        "metrics",
    "models",  "new",      "notifications", "oauth",           "organizations", "papers",
    "posts",   "pricing",  "privacy",       "search",          "settings",      "spaces",
    "storage", "support",  "tasks",         "terms-of-service"};

/* Pages inside a repository. That it exists does not mean that they do. */
static const char *const inner[] = {"/tree/", "/blob/",  "/resolve/",
                                    "/raw/",  "/viewer", "/commits/"};

static bool is_hub(const char *host)
{
    return strcmp(host, "huggingface.co") == 0 || strcmp(host, "www.huggingface.co") == 0 ||
           strcmp(host, "hf.co") == 0;
}

/* The length of the name at s; 0 when there is none, or one that is a step in a path. */
static size_t name_length(const char *s)
{
    static const char bytes[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._";
    size_t n = strspn(s, bytes);
    return n > NAME_MAX_LENGTH || s[0] == '.' ? 0 : n;
}

static bool is_reserved(const char *owner, size_t n)
{
    for (size_t i = 0; i < sizeof reserved / sizeof *reserved; i++)
        if (strlen(reserved[i]) == n && text_istarts(owner, reserved[i]))
            return true;
    return false;
}

/* The length of "owner/name" at s, 0 when s begins otherwise. */
static size_t id_length(const char *s)
{
    size_t owner = name_length(s);
    size_t name = owner > 0 && s[owner] == '/' ? name_length(s + owner + 1) : 0;
    return name > 0 ? owner + 1 + name : 0;
}

static bool is_inner(const char *rest)
{
    for (size_t i = 0; i < sizeof inner / sizeof *inner; i++)
        if (text_istarts(rest, inner[i]))
            return true;
    return false;
}

static bool has_object_id(const char *id, size_t n)
{
    return n > OBJECT_ID_LENGTH + 1 && id[n - OBJECT_ID_LENGTH - 1] == '-' &&
           strspn(id + n - OBJECT_ID_LENGTH, "0123456789abcdef") >= OBJECT_ID_LENGTH;
}

static bool is_collection(const struct kind *kind)
{
    return strcmp(kind->name, "hf-collections") == 0;
}

static bool read_path(const struct kind *kind, const char *path, struct work_ref *ref)
{
    size_t prefix = strlen(kind->path);
    if (strncmp(path, kind->path, prefix) != 0)
        return false;
    const char *id = path + prefix;
    size_t n = id_length(id);
    const char *rest = id + n;
    if (n == 0 || n >= WORK_ID_SIZE || (prefix == 1 && is_reserved(id, strcspn(id, "/"))))
        return false;
    if (is_collection(kind) && !has_object_id(id, n))
        return false;
    ref->derived = !is_collection(kind) && is_inner(rest);
    if (!ref->derived && rest[0] && strcmp(rest, "/") != 0)
        return false;
    memcpy(ref->id, id, n);
    ref->id[n] = '\0';
    return true;
}

static bool match_kind(const struct kind *kind, const char *url, struct work_ref *ref)
{
    struct url_parts page;
    *ref = (struct work_ref){0};
    if (!url_parse(url, &page))
        return false;
    bool found = is_hub(page.host) && read_path(kind, page.path, ref);
    url_parts_release(&page);
    return found;
}

static bool is_id(const struct kind *kind, const char *id)
{
    size_t n = id_length(id);
    return n > 0 && !id[n] && (!is_collection(kind) || has_object_id(id, n));
}

static struct fetch_request *build_kind(const struct kind *kind, const char *id)
{
    char *url = xasprintf("https://huggingface.co%s%s", kind->api, is_id(kind, id) ? id : "");
    struct fetch_request *request = fetch_request_new(0, url, BODY_MAX);
    fetch_request_add_header(request, "Accept", "application/json");
    free(url);
    return request;
}

/* ---- what the answers say ------------------------------------------------------------------ */

static const char *base_name(const char *id)
{
    const char *slash = strchr(id, '/');
    return slash ? slash + 1 : id;
}

/* A card's words, unless the template's own were left in it. */
static const char *card_words(const json_t *root, const char *path)
{
    const char *words = json_get(root, path);
    return words && words[0] && !strstr(words, "{{") && words[0] != '[' ? words : NULL;
}

static void fill_title(struct meta *m, const json_t *root, const char *id, const char *source)
{
    static const char *const paths[] = {"cardData.pretty_name", "cardData.title"};
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
        (void)meta_propose(m, META_TITLE, card_words(root, paths[i]), source, RANK);
    (void)meta_propose(m, META_TITLE, base_name(id), source, RANK - 1);
}

static void fill_author(struct meta *m, const json_t *root, const char *id, const char *source)
{
    char *owner = xstrndup(id, strcspn(id, "/"));
    const char *author = json_get(root, "author");
    (void)meta_append(m, META_AUTHORS, author ? author : owner, source, RANK);
    free(owner);
}

/* What was made before the Hub kept account bears the day when it began to. A thing that was never
 * changed was not modified. */
static void fill_dates(struct meta *m, const json_t *root, const char *source)
{
    static const char first_day[] = "2022-03-02";
    const char *created = json_get(root, "createdAt");
    if (created && strncmp(created, first_day, strlen(first_day)) != 0)
        registry_propose_day(m, META_PUBLISHED, created, source, RANK);
    registry_propose_day(m, META_MODIFIED, json_get(root, "lastModified"), source, RANK);
    const char *published = meta_get(m, META_PUBLISHED);
    const char *modified = meta_get(m, META_MODIFIED);
    if (published && modified && strcmp(published, modified) == 0)
        meta_drop(m, META_MODIFIED);
}

/* The API makes a description of the card: its headings stand indented by tabs, and a long one ends
 * in a pointer to the page. */
static void fill_description(struct meta *m, const char *text, const char *source)
{
    if (!text)
        return;
    const char *pointer = strstr(text, "See the full description on the ");
    const char *end = pointer ? pointer : text + strlen(text);
    struct buf kept;
    buf_init(&kept, DESCRIPTION_MAX);
    for (const char *line = text; line < end;) {
        const char *stop = memchr(line, '\n', (size_t)(end - line));
        size_t n = (size_t)((stop ? stop : end) - line);
        if (line[0] != '\t') {
            (void)buf_add(&kept, line, n);
            (void)buf_addch(&kept, '\n');
        }
        line += n + 1;
    }
    (void)meta_propose(m, META_ABSTRACT, kept.data, source, RANK);
    buf_release(&kept);
}

static void propose_license(struct meta *m, const char *license, const char *source)
{
    if (license && !text_ieq(license, "other") && !text_ieq(license, "unknown"))
        (void)meta_propose(m, META_LICENSE, license, source, RANK);
}

/* Tags of the form "key:value" belong to the Hub's filters, but for three kinds. A paper named in a
 * tag is one that the card mentions, which makes it no paper itself; a DOI is the repository's own
 * when the Hub gave it. */
static void fill_tag(struct meta *m, const char *tag, const char *source)
{
    if (text_istarts(tag, "license:"))
        propose_license(m, tag + strlen("license:"), source);
    else if (text_istarts(tag, "doi:10.57967/hf/"))
        (void)meta_propose(m, META_DOI, tag + strlen("doi:"), source, RANK);
    else if (text_istarts(tag, "arxiv:") || !strchr(tag, ':'))
        (void)meta_append(m, META_TAGS, tag, source, RANK);
}

static void fill_tags(struct meta *m, const json_t *root, const char *source)
{
    const json_t *tags = json_at(root, "tags");
    propose_license(m, json_get(root, "cardData.license"), source);
    for (size_t i = 0; i < json_array_size(tags); i++) {
        const json_t *tag = json_array_get(tags, i);
        if (json_is_string(tag))
            fill_tag(m, json_string_value(tag), source);
    }
}

static void fill_repository(struct meta *m, const json_t *root, const char *id, const char *source)
{
    const char *about = json_get(root, "description");
    fill_title(m, root, id, source);
    fill_author(m, root, id, source);
    fill_dates(m, root, source);
    fill_description(m, about ? about : card_words(root, "cardData.short_description"), source);
    fill_tags(m, root, source);
}

/* The first eight digits of an ObjectId are the second it was made in. */
static void fill_object_date(struct meta *m, const char *id, const char *source)
{
    char seconds[9] = {0};
    char day[DATE_SIZE];
    memcpy(seconds, id + strlen(id) - OBJECT_ID_LENGTH, sizeof seconds - 1);
    struct date made = date_of_instant((int64_t)strtoll(seconds, NULL, 16));
    (void)meta_propose(m, META_PUBLISHED, date_format(made, day), source, RANK);
}

static void fill_collection(struct meta *m, const json_t *root, const char *id, const char *source)
{
    const char *owner = json_get(root, "owner.fullname");
    (void)meta_propose(m, META_TITLE, json_get(root, "title"), source, RANK);
    (void)meta_append(m, META_AUTHORS, owner ? owner : json_get(root, "owner.name"), source, RANK);
    (void)meta_propose(m, META_ABSTRACT, json_get(root, "description"), source, RANK);
    fill_object_date(m, id, source);
    registry_propose_day(m, META_MODIFIED, json_get(root, "lastUpdated"), source, RANK);
}

/* ---- reading ------------------------------------------------------------------------------- */

/* Whether the answer is about this id. The words of a collection's address follow its title, so
 * what identifies it is the end. */
static bool is_about(const struct kind *kind, const char *named, const char *id)
{
    size_t n = strlen(named);
    if (!is_collection(kind))
        return text_ieq(named, id);
    return has_object_id(named, n) &&
           strcmp(named + n - OBJECT_ID_LENGTH, id + strlen(id) - OBJECT_ID_LENGTH) == 0;
}

static enum source_status read_found(const struct kind *kind, const json_t *root, const char *id,
                                     struct record *out)
{
    const char *named = json_get(root, kind->field);
    if (!named)
        return SOURCE_RETRY;
    if (!is_about(kind, named, id))
        return SOURCE_REFUSED;
    out->state = RECORD_FOUND;
    out->meta = meta_new();
    kind->fill(out->meta, root, named, kind->name);
    char *page = xasprintf("https://huggingface.co%s%s", kind->path, named);
    (void)meta_propose(out->meta, META_CANONICAL, page, kind->name, RANK);
    (void)meta_propose(out->meta, META_TYPE, kind->type, kind->name, RANK);
    (void)meta_propose(out->meta, META_SITE, "Hugging Face", kind->name, RANK);
    free(page);
    return SOURCE_OK;
}

static enum source_status read_kind(const struct kind *kind, const struct reply *reply,
                                    const char *id, struct record *out)
{
    enum source_status status = registry_reply_status(reply);
    if (status != SOURCE_OK && reply->status != 404)
        return status;
    if (!is_id(kind, id))
        return SOURCE_REFUSED;
    json_t *root = registry_reply_object(reply);
    if (reply->status == 404) {
        status = root && json_get(root, "error") ? SOURCE_OK : SOURCE_REFUSED;
        out->state = status == SOURCE_OK ? RECORD_ABSENT : RECORD_UNKNOWN;
    } else {
        status = root ? read_found(kind, root, id, out) : SOURCE_RETRY;
    }
    json_decref(root);
    return status;
}

/* ---- the kinds ----------------------------------------------------------------------------- */

/* X(symbol, scheme, source, page path, API path, field of the name, type, fill, for people) */
#define KINDS(X)                                                                                   \
    X(dataset, "hf-dataset", "hf-datasets", "/datasets/", "/api/datasets/", "id", "dataset",       \
      fill_repository, "Hugging Face's list of datasets")                                          \
    X(model, "hf-model", "hf-models", "/", "/api/models/", "id", "software", fill_repository,      \
      "Hugging Face's list of models")                                                             \
    X(space, "hf-space", "hf-spaces", "/spaces/", "/api/spaces/", "id", "software",                \
      fill_repository, "Hugging Face's list of spaces")                                            \
    X(collection, "hf-collection", "hf-collections", "/collections/", "/api/collections/", "slug", \
      "webpage", fill_collection, "Hugging Face's list of collections")

/* What a source is asked for does not name the source, so each kind has its own three functions. */
#define X(symbol, scheme_, source_, page, api_, field_, type_, fill_, words)                       \
    static const struct kind symbol = {(source_), (page), (api_), (field_), (type_), (fill_)};     \
    static bool match_##symbol(const char *url, struct work_ref *ref)                              \
    {                                                                                              \
        return match_kind(&(symbol), url, ref);                                                    \
    }                                                                                              \
    static struct fetch_request *build_##symbol(const char *const *ids, size_t n)                  \
    {                                                                                              \
        return build_kind(&(symbol), n > 0 ? ids[0] : "");                                         \
    }                                                                                              \
    static enum source_status read_##symbol(const struct reply *reply, const char *const *ids,     \
                                            size_t n, struct record *out)                          \
    {                                                                                              \
        return n > 0 ? read_kind(&(symbol), reply, ids[0], out) : SOURCE_REFUSED;                  \
    }                                                                                              \
    const struct source source_hf_##symbol = {                                                     \
        .name = (source_),                                                                         \
        .title = (words),                                                                          \
        .scheme = (scheme_),                                                                       \
        .host = "huggingface.co",                                                                  \
        .batch_max = 1,                                                                            \
        .lifetime_s = LIFETIME_S,                                                                  \
        .vouches = true,                                                                           \
        .match = match_##symbol,                                                                   \
        .build = build_##symbol,                                                                   \
        .read = read_##symbol,                                                                     \
    };
KINDS(X)
#undef X
