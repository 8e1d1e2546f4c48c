/* github_graphql: all repositories in one request, for who has a token.
 *
 * One POST asks for fifty, each under an alias of its own, and the names travel as variables, so
 * nothing a list says becomes part of the query. It alone tells the name of the owner.
 * https://docs.github.com/graphql */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gloss/base/buf.h"
#include "gloss/base/json.h"
#include "gloss/base/mem.h"
#include "gloss/source/github.h"
#include "gloss/source/registries.h"
#include "gloss/source/registry_reply.h"

enum {
    BATCH_MAX = 50,
    BODY_MAX = 4 * 1024 * 1024,
    QUERY_MAX = 64 * 1024,
    LIFETIME_S = 3 * 24 * 3600,
    ALIAS_SIZE = 24,
};

static const char fragment[] =
    "fragment F on Repository{nameWithOwner description createdAt pushedAt isArchived isDisabled "
    "licenseInfo{spdxId} repositoryTopics(first:20){nodes{topic{name}}} "
    "owner{__typename login ...on User{name} ...on Organization{name}}}";

static bool has_token(void)
{
    return github_token() != NULL;
}

/* "o3", "n3" and "r3" of the fourth repository. */
static const char *alias(char out[ALIAS_SIZE], char kind, size_t i)
{
    (void)snprintf(out, ALIAS_SIZE, "%c%zu", kind, i);
    return out;
}

static char *query_text(const char *const *ids, size_t n)
{
    struct buf query;
    size_t asked = 0;
    buf_init(&query, QUERY_MAX);
    (void)buf_adds(&query, "query(");
    for (size_t i = 0; i < n; i++)
        if (github_id_is_valid(ids[i]))
            (void)buf_addf(&query, "%s$o%zu:String!,$n%zu:String!", asked++ > 0 ? "," : "", i, i);
    (void)buf_adds(&query, "){");
    for (size_t i = 0; i < n; i++)
        if (github_id_is_valid(ids[i]))
            (void)buf_addf(&query, "r%zu:repository(owner:$o%zu,name:$n%zu){...F} ", i, i, i);
    (void)buf_addf(&query, "} %s", fragment);
    return buf_take(&query, NULL);
}

static json_t *query_variables(const char *const *ids, size_t n)
{
    json_t *variables = json_object();
    char name[ALIAS_SIZE];
    for (size_t i = 0; i < n; i++) {
        if (!github_id_is_valid(ids[i]))
            continue;
        const char *slash = strchr(ids[i], '/');
        char *owner = xstrndup(ids[i], (size_t)(slash - ids[i]));
        json_put(variables, alias(name, 'o', i), owner);
        json_put(variables, alias(name, 'n', i), slash + 1);
        free(owner);
    }
    return variables;
}

static struct fetch_request *build_request(const char *const *ids, size_t n)
{
    struct fetch_request *request =
        fetch_request_new(0, "https://api.github.com/graphql", BODY_MAX);
    json_t *body = json_object();
    char *query = query_text(ids, n);
    json_put(body, "query", query);
    json_put_new(body, "variables", query_variables(ids, n));
    request->body = json_text(body);
    github_add_headers(request);
    fetch_request_add_header(request, "Content-Type", "application/json");
    free(query);
    json_decref(body);
    return request;
}

static void fill(struct record *out, const char *id, const json_t *root)
{
    char *owner =
        github_owner_name(json_get(root, "owner.login"), json_get(root, "owner.__typename"),
                          json_get(root, "owner.name"));
    const struct github_repository r = {
        .full_name = json_get(root, "nameWithOwner"),
        .about = json_get(root, "description"),
        .created = json_get(root, "createdAt"),
        .pushed = json_get(root, "pushedAt"),
        .license = json_get(root, "licenseInfo.spdxId"),
        .owner = owner,
        .topics = json_at(root, "repositoryTopics.nodes"),
        .topic_path = "topic.name",
        .archived =
            json_is_true(json_at(root, "isArchived")) || json_is_true(json_at(root, "isDisabled")),
    };
    if (r.full_name && github_id_is_valid(r.full_name))
        github_fill(out, id, &r, GITHUB_GRAPHQL_NAME);
    free(owner);
}

/* The type of the error that is about this alias: "NOT_FOUND", "FORBIDDEN"; NULL when none is. */
static const char *error_about(const json_t *root, const char *name)
{
    const json_t *errors = json_at(root, "errors");
    for (size_t i = 0; i < json_array_size(errors); i++) {
        const json_t *error = json_array_get(errors, i);
        const char *about = json_get(error, "path.0");
        if (about && strcmp(about, name) == 0)
            return json_get(error, "type");
    }
    return NULL;
}

static void read_one(const json_t *root, const char *id, const char *name, struct record *out)
{
    const json_t *repository = json_object_get(json_at(root, "data"), name);
    if (json_is_object(repository)) {
        fill(out, id, repository);
        return;
    }
    const char *error = error_about(root, name);
    if (json_is_null(repository) && error && strcmp(error, "NOT_FOUND") == 0)
        out->state = RECORD_ABSENT;
}

/* Errors without data are about the request as a whole: a spent budget, or a query not liked. */
static enum source_status read_whole(const json_t *root, const char *const *ids, size_t n,
                                     struct record *out)
{
    if (!json_is_object(json_at(root, "data")))
        return json_at(root, "errors") ? SOURCE_REFUSED : SOURCE_RETRY;
    for (size_t i = 0; i < n; i++) {
        char name[ALIAS_SIZE];
        if (github_id_is_valid(ids[i]))
            read_one(root, ids[i], alias(name, 'r', i), &out[i]);
    }
    return SOURCE_OK;
}

static enum source_status read_reply(const struct reply *reply, const char *const *ids, size_t n,
                                     struct record *out)
{
    enum source_status status = registry_reply_status(reply);
    if (registry_reply_is_spent(reply))
        return SOURCE_REFUSED;
    if (status != SOURCE_OK)
        return status;
    json_t *root = registry_reply_object(reply);
    status = root ? read_whole(root, ids, n, out) : SOURCE_RETRY;
    json_decref(root);
    return status;
}

const struct source source_github_graphql = {
    .name = GITHUB_GRAPHQL_NAME,
    .title = "the GitHub API",
    .scheme = "github",
    .host = "api.github.com",
    .batch_max = BATCH_MAX,
    .lifetime_s = LIFETIME_S,
    .vouches = true,
    .next = GITHUB_API_NAME,
    .available = has_token,
    .match = github_match,
    .build = build_request,
    .read = read_reply,
};
