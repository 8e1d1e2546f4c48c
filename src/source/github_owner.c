/* github_owner: the names behind logins, for who has no token for the API that tells them with the
 * repository. https://docs.github.com/rest/users/users#get-a-user */
#include <stdlib.h>
#include <string.h>

#include "gloss/base/json.h"
#include "gloss/base/mem.h"
#include "gloss/base/name.h"
#include "gloss/base/name_judge.h"
#include "gloss/base/name_words.h"
#include "gloss/base/text.h"
#include "gloss/source/github.h"
#include "gloss/source/registries.h"
#include "gloss/source/registry_reply.h"

enum { BODY_MAX = 1024 * 1024, LIFETIME_S = 30 * 24 * 3600, LOGIN_MAX = 39 };

/* People call themselves what they like there; a word alone is a nickname. */
static char *person(const char *login, const char *name)
{
    char *clean = name_clean(name);

    if (clean && name_is_plausible(clean) && !text_ieq(clean, login) &&
        (strchr(clean, ' ') || name_is_east_asian(clean)))
        return clean;
    free(clean);
    return NULL;
}

char *github_owner_name(const char *login, const char *type, const char *name)
{
    if (!login || !name || !*name)
        return NULL;
    if (!type || strcmp(type, "Organization") != 0)
        return person(login, name);
    return name_is_plausible(name) && (strcmp(name, login) != 0 || name_is_organisation(name))
               ? xstrdup(name)
               : NULL;
}

/* Letters, digits and single hyphens; nothing else may reach a path. */
static bool is_login(const char *s)
{
    size_t n = strlen(s);

    return n > 0 && n <= LOGIN_MAX && s[0] != '-' &&
           strspn(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") == n;
}

static struct fetch_request *build_request(const char *const *ids, size_t n)
{
    char *url =
        xasprintf("https://api.github.com/users/%s", n > 0 && is_login(ids[0]) ? ids[0] : "");
    struct fetch_request *request = fetch_request_new(0, url, BODY_MAX);

    github_add_headers(request);
    free(url);
    return request;
}

/* An account that gives no name is found all the same: it need not be asked again. */
static enum source_status read_account(const json_t *root, const char *id, struct record *out)
{
    const char *login = json_get(root, "login");
    char *name;

    if (!login)
        return SOURCE_RETRY;
    if (!text_ieq(login, id))
        return SOURCE_REFUSED;
    name = github_owner_name(login, json_get(root, "type"), json_get(root, "name"));
    out->state = RECORD_FOUND;
    out->meta = meta_new();
    (void)meta_append(out->meta, META_AUTHORS, name, GITHUB_OWNER_NAME, GITHUB_OWNER_RANK);
    free(name);
    return SOURCE_OK;
}

static enum source_status read_reply(const struct reply *reply, const char *const *ids, size_t n,
                                     struct record *out)
{
    enum source_status status = registry_reply_status(reply);
    json_t *root;

    if (n == 0 || !is_login(ids[0]) || registry_reply_is_spent(reply))
        return SOURCE_REFUSED;
    if (status != SOURCE_OK && reply->status != 404)
        return status;
    root = registry_reply_object(reply);
    if (status == SOURCE_OK) {
        status = read_account(root, ids[0], out);
    } else if (json_get(root, "message")) { /* the API's own 404 */
        out->state = RECORD_ABSENT;
        status = SOURCE_OK;
    }
    json_decref(root);
    return status;
}

const struct source source_github_owner = {
    .name = GITHUB_OWNER_NAME,
    .title = "the GitHub API",
    .scheme = "github-user",
    .host = "api.github.com",
    .batch_max = 1,
    .lifetime_s = LIFETIME_S,
    .vouches = false,
    .build = build_request,
    .read = read_reply,
};
