/* openreview_login: a name and a password for a token, which is good for a day.
 *
 * An account that asks for a second factor gives none.
 * https://docs.openreview.net/reference/api-v2/openapi-definition#post-login */
#include "gloss/source/openreview_login.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gloss/base/json.h"
#include "gloss/source/registry_reply.h"

#define URL "https://" OPENREVIEW_LOGIN_HOST "/login"

enum { BODY_MAX = 64 * 1024 };

static const char *secret(const char *name)
{
    const char *value = getenv(name); /* NOLINT(concurrency-mt-unsafe): main thread */

    return value && *value ? value : NULL;
}

static bool available(void)
{
    return secret("OPENREVIEW_USERNAME") && secret("OPENREVIEW_PASSWORD");
}

static struct fetch_request *build(void)
{
    struct fetch_request *request = fetch_request_new(0, URL, BODY_MAX);
    json_t *body = json_object();

    json_put(body, "id", secret("OPENREVIEW_USERNAME"));
    json_put(body, "password", secret("OPENREVIEW_PASSWORD"));
    request->body = json_text(body);
    json_decref(body);
    fetch_request_add_header(request, "Content-Type", "application/json");
    fetch_request_add_header(request, "Accept", "application/json");
    return request;
}

/* Nothing but what a token is made of (RFC 6750 section 2.1) may become part of a header. */
static bool is_token(const char *s)
{
    size_t n = strlen(s);

    return n > 0 && n < SOURCE_TOKEN_SIZE &&
           strspn(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~+/=") == n;
}

static enum source_status read_reply(const struct reply *reply, char token[SOURCE_TOKEN_SIZE])
{
    enum source_status status = registry_reply_status(reply);
    json_t *root = status == SOURCE_OK ? registry_reply_object(reply) : NULL;
    const char *given = json_get(root, "token");

    token[0] = '\0';
    if (given && is_token(given))
        (void)snprintf(token, SOURCE_TOKEN_SIZE, "%s", given);
    else if (status == SOURCE_OK)
        status = root ? SOURCE_REFUSED : SOURCE_RETRY;
    json_decref(root);
    return status;
}

const struct source_login openreview_login = {
    .key = "POST " URL,
    .what = "OpenReview's (OPENREVIEW_USERNAME, OPENREVIEW_PASSWORD)",
    .host = OPENREVIEW_LOGIN_HOST,
    .available = available,
    .build = build,
    .read = read_reply,
};
