/* github: repositories by the REST API, one request each, sixty an hour for who shows no token.
 *
 * That budget is soon spent, so "spent" is an ordinary answer: the pages are read instead. A
 * repository that was renamed is answered with a redirect to its number; its page redirects to its
 * new name, which is what people want to know, so the page is asked. The API answers 404 both for
 * what is gone and for what is private, as the page does. https://docs.github.com/rest/repos/repos
 */
#include "gloss/source/github.h"

#include <stdlib.h>
#include <string.h>

#include "gloss/base/finding.h"
#include "gloss/base/json.h"
#include "gloss/base/mem.h"
#include "gloss/base/text.h"
#include "gloss/source/registries.h"
#include "gloss/source/registry_reply.h"

enum { BODY_MAX = 1024 * 1024, LIFETIME_S = 3 * 24 * 3600 };

const char *github_token(void)
{
    const char *token = getenv("GITHUB_TOKEN");
    if (!token || !token[0])
        return NULL;
    for (const char *c = token; *c; c++)
        if (*c <= ' ' || *c > '~')
            return NULL;
    return token;
}

void github_add_headers(struct fetch_request *request)
{
    const char *token = github_token();
    fetch_request_add_header(request, "Accept", "application/vnd.github+json");
    fetch_request_add_header(request, "X-GitHub-Api-Version", "2022-11-28");
    if (!token)
        return;
    char *value = xasprintf("Bearer %s", token);
    fetch_request_add_header(request, "Authorization", value);
    free(value);
}

static void fill_topics(struct meta *m, const struct github_repository *r, const char *source)
{
    for (size_t i = 0; i < json_array_size(r->topics); i++) {
        const json_t *topic = json_array_get(r->topics, i);
        const char *word =
            r->topic_path ? json_get(topic, r->topic_path) : json_string_value(topic);
        (void)meta_append(m, META_TAGS, word, source, GITHUB_RANK);
    }
}

static void fill_dates(struct meta *m, const struct github_repository *r, const char *source)
{
    registry_propose_day(m, META_PUBLISHED, r->created, source, GITHUB_RANK);
    registry_propose_day(m, META_MODIFIED, r->pushed, source, GITHUB_RANK);
    const char *created = meta_get(m, META_PUBLISHED);
    const char *pushed = meta_get(m, META_MODIFIED);
    if (created && pushed && strcmp(created, pushed) >= 0)
        meta_drop(m, META_MODIFIED);
}

void github_fill(struct record *out, const char *id, const struct github_repository *r,
                 const char *source)
{
    const char *slash = strchr(r->full_name, '/');
    out->state = RECORD_FOUND;
    out->meta = meta_new();
    if (r->archived)
        out->facts |= FACT_BIT(FACT_ARCHIVED_INDEX);
    if (!text_ieq(r->full_name, id))
        out->facts |= FACT_BIT(FACT_RENAMED_INDEX);
    (void)meta_propose(out->meta, META_TITLE, slash ? slash + 1 : r->full_name, source,
                       GITHUB_NAME_RANK);
    (void)meta_append(out->meta, META_AUTHORS, r->owner, source, GITHUB_OWNER_RANK);
    (void)meta_propose(out->meta, META_ABSTRACT, r->about, source, GITHUB_RANK);
    if (r->license && strcmp(r->license, "NOASSERTION") != 0)
        (void)meta_propose(out->meta, META_LICENSE, r->license, source, GITHUB_RANK);
    fill_dates(out->meta, r, source);
    fill_topics(out->meta, r, source);
    char *page = xasprintf("https://github.com/%s", r->full_name);
    (void)meta_propose(out->meta, META_CANONICAL, page, source, GITHUB_RANK);
    (void)meta_propose(out->meta, META_TYPE, "software", source, GITHUB_RANK);
    (void)meta_propose(out->meta, META_SITE, "GitHub", source, GITHUB_RANK);
    free(page);
}

static struct fetch_request *build_request(const char *const *ids, size_t n)
{
    bool valid = n > 0 && github_id_is_valid(ids[0]);
    char *url = xasprintf("https://api.github.com/repos/%s", valid ? ids[0] : "");
    struct fetch_request *request = fetch_request_new(0, url, BODY_MAX);
    github_add_headers(request);
    free(url);
    return request;
}

static enum source_status read_found(const struct reply *reply, const char *id, struct record *out)
{
    json_t *root = registry_reply_object(reply);
    const struct github_repository r = {
        .full_name = json_get(root, "full_name"),
        .about = json_get(root, "description"),
        .created = json_get(root, "created_at"),
        .pushed = json_get(root, "pushed_at"),
        .license = json_get(root, "license.spdx_id"),
        .topics = json_at(root, "topics"),
        .archived =
            json_is_true(json_at(root, "archived")) || json_is_true(json_at(root, "disabled")),
    };
    bool whole = r.full_name && github_id_is_valid(r.full_name);
    if (whole)
        github_fill(out, id, &r, GITHUB_API_NAME);
    json_decref(root);
    return whole ? SOURCE_OK : SOURCE_RETRY;
}

/* Whether a 404 is the API's own and not that of something in between. */
static bool says_not_found(const struct reply *reply)
{
    json_t *root = registry_reply_object(reply);
    bool says = root && json_get(root, "message");
    json_decref(root);
    return says;
}

static bool is_redirect(int status)
{
    return status == 301 || status == 302 || status == 307 || status == 308;
}

static enum source_status read_reply(const struct reply *reply, const char *const *ids, size_t n,
                                     struct record *out)
{
    enum source_status status = registry_reply_status(reply);
    if (n == 0 || !github_id_is_valid(ids[0]) || registry_reply_is_spent(reply))
        return SOURCE_REFUSED;
    if (status == SOURCE_OK)
        return read_found(reply, ids[0], out);
    if (is_redirect(reply->status)) {
        out->facts = FACT_BIT(FACT_RENAMED_INDEX);
        return SOURCE_OK;
    }
    if (reply->status == 404 && says_not_found(reply)) {
        out->state = RECORD_ABSENT;
        return SOURCE_OK;
    }
    return status;
}

const struct source source_github = {
    .name = GITHUB_API_NAME,
    .title = "the GitHub API",
    .scheme = "github",
    .host = "api.github.com",
    .batch_max = 1,
    .lifetime_s = LIFETIME_S,
    .vouches = true,
    .match = github_match,
    .build = build_request,
    .read = read_reply,
};
