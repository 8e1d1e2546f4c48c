/* wayback: which capture of an address the Internet Archive holds closest to a day.
 *
 * Two rows of the table: the index of captures, whose word counts, and the availability service,
 * which is asked when the index does not answer. The index takes addresses for equal that differ in
 * case, in "www." and in session ids, and lists answers of every kind; but a copy of another
 * address, of a redirect or of an error page is no copy. The service gives empty answers at times,
 * so that it names no capture proves nothing.
 * https://github.com/internetarchive/wayback/tree/master/wayback-cdx-server */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gloss/base/date.h"
#include "gloss/base/json.h"
#include "gloss/base/mem.h"
#include "gloss/base/text.h"
#include "gloss/net/url.h"
#include "gloss/source/registries.h"
#include "gloss/source/registry_reply.h"

#define NAME_INDEX "wayback"
#define NAME_SERVICE "wayback-available"

enum {
    RANK = 900,
    DAY_LENGTH = 8,    /* YYYYMMDD */
    STAMP_LENGTH = 14, /* YYYYMMDDhhmmss */
    URL_MAX = 2000,    /* of the address asked for: the index gives up on longer ones */
    CAPTURES_MAX = 20, /* asked for: some of the closest may be of no use */
    BODY_MAX = 1024 * 1024,
    LIFETIME_S = 7 * 24 * 3600,
};

/* Whether s begins with n digits that are a moment, or the beginning of one. */
static bool is_moment(const char *s, size_t n)
{
    char day[DAY_LENGTH + 1];
    struct date d;

    for (size_t i = 0; i < n; i++)
        if (!isdigit((unsigned char)s[i]))
            return false;
    (void)snprintf(day, sizeof day, "%.*s", DAY_LENGTH, s);
    return date_parse(day, 0, &d) && d.day > 0;
}

/* The address in an id ("20240217/https://..."), or NULL when it is no such id. */
static const char *address_of(const char *id)
{
    if (!is_moment(id, DAY_LENGTH) || id[DAY_LENGTH] != '/')
        return NULL;
    id += DAY_LENGTH + 1;
    return strlen(id) <= URL_MAX && url_classify(id, NULL) == URL_WEB ? id : NULL;
}

static struct fetch_request *request_of(const char *before, const char *id, const char *between,
                                        const char *after)
{
    const char *address = address_of(id);
    char *encoded = url_encode(address ? address : "");
    char *url =
        xasprintf("%s%s%s%.*s%s", before, encoded, between, address ? DAY_LENGTH : 0, id, after);
    struct fetch_request *request = fetch_request_new(0, url, BODY_MAX);

    fetch_request_add_header(request, "Accept", "application/json");
    free(encoded);
    free(url);
    return request;
}

static struct fetch_request *build_index(const char *const *ids, size_t n)
{
    char after[16];

    (void)snprintf(after, sizeof after, "&limit=%d", CAPTURES_MAX);
    return request_of("https://web.archive.org/cdx/search/cdx?url=", n > 0 ? ids[0] : "",
                      "&matchType=exact&output=json&fl=timestamp,original,statuscode,mimetype"
                      "&filter=statuscode:200&sort=closest&closest=",
                      after);
}

static struct fetch_request *build_service(const char *const *ids, size_t n)
{
    return request_of("https://archive.org/wayback/available?url=", n > 0 ? ids[0] : "",
                      "&timestamp=", "");
}

/* ---- which capture ---- */

struct capture {
    const char *stamp;
    const char *original;
    const char *status;
    const char *mimetype; /* NULL: not known */
};

/* An address without what makes no other page of it: scheme, "www.", a final slash; NULL for none.
 */
static char *bare_key(const char *url)
{
    char *key = url_key(url);
    const char *host = key ? strstr(key, "://") : NULL;
    char *bare = NULL;

    if (host) {
        size_t n;

        host += strlen("://");
        host += text_istarts(host, "www.") ? strlen("www.") : 0;
        n = strlen(host);
        bare = xstrndup(host, n > 0 && host[n - 1] == '/' ? n - 1 : n);
    }
    free(key);
    return bare;
}

static bool is_same_address(const char *a, const char *b)
{
    char *one = bare_key(a);
    char *other = bare_key(b);
    bool same = one && other && strcmp(one, other) == 0;

    free(one);
    free(other);
    return same;
}

/* A page in place of a file is what sites answer that have lost it. */
static bool is_page_for_file(const struct capture *c)
{
    size_t path = strcspn(c->original, "?#");
    char *file = xstrndup(c->original, path);
    bool is = c->mimetype && text_istarts(c->mimetype, "text/html") && text_iends(file, ".pdf");

    free(file);
    return is;
}

static bool is_copy(const struct capture *c, const char *address)
{
    return c->stamp && strlen(c->stamp) == STAMP_LENGTH && is_moment(c->stamp, STAMP_LENGTH) &&
           c->status && strcmp(c->status, "200") == 0 && c->original &&
           !strpbrk(c->original, " \t\r\n") && is_same_address(c->original, address) &&
           !is_page_for_file(c);
}

/* How far a moment's day is from a day, either way; seconds. */
static int64_t distance(const char *day, const char *stamp)
{
    const char *moments[] = {day, stamp};
    int64_t at[2] = {0, 0};

    for (size_t i = 0; i < 2; i++) {
        char instant[INSTANT_SIZE];

        (void)snprintf(instant, sizeof instant, "%.4s-%.2s-%.2sT00:00:00Z", moments[i],
                       moments[i] + 4, moments[i] + 6);
        (void)instant_parse(instant, &at[i]);
    }
    return at[0] > at[1] ? at[0] - at[1] : at[1] - at[0];
}

static void fill(struct record *out, const struct capture *c, const char *source)
{
    char *address = xasprintf("https://web.archive.org/web/%s/%s", c->stamp, c->original);

    out->state = RECORD_FOUND;
    out->meta = meta_new();
    (void)meta_propose(out->meta, META_CANONICAL, address, source, RANK);
    free(address);
}

/* ---- the index: rows under a row of names ---- */

static const char *cell(const json_t *names, const json_t *row, const char *name)
{
    for (size_t i = 0; i < json_array_size(names); i++) {
        const char *found = json_string_value(json_array_get(names, i));

        if (found && strcmp(found, name) == 0)
            return json_string_value(json_array_get(row, i));
    }
    return NULL;
}

static bool has_names(const json_t *names)
{
    return cell(names, names, "timestamp") && cell(names, names, "original") &&
           cell(names, names, "statuscode");
}

static enum source_status read_rows(const json_t *rows, const char *id, struct record *out)
{
    const json_t *names = json_array_get(rows, 0);
    struct capture best = {0};

    if (!json_is_array(rows) || (json_array_size(rows) > 0 && !has_names(names)))
        return SOURCE_RETRY;
    for (size_t i = 1; i < json_array_size(rows); i++) {
        const json_t *row = json_array_get(rows, i);
        const struct capture c = {.stamp = cell(names, row, "timestamp"),
                                  .original = cell(names, row, "original"),
                                  .status = cell(names, row, "statuscode"),
                                  .mimetype = cell(names, row, "mimetype")};

        if (is_copy(&c, address_of(id)) &&
            (!best.stamp || distance(id, c.stamp) < distance(id, best.stamp)))
            best = c;
    }
    if (best.stamp)
        fill(out, &best, NAME_INDEX);
    else
        out->state = RECORD_ABSENT;
    return SOURCE_OK;
}

static enum source_status read_index(const struct reply *reply, const char *const *ids, size_t n,
                                     struct record *out)
{
    enum source_status status = registry_reply_status(reply);
    json_t *rows;

    if (status != SOURCE_OK || n == 0 || !address_of(ids[0]))
        return status == SOURCE_OK ? SOURCE_REFUSED : status;
    rows = reply->body ? json_parse_lenient(reply->body, reply->body_len) : NULL;
    status = read_rows(rows, ids[0], out);
    json_decref(rows);
    return status;
}

/* ---- the service: one capture under its own address ---- */

static enum source_status read_closest(const json_t *root, const char *id, struct record *out)
{
    const json_t *captures = json_object_get(root, "archived_snapshots");
    const json_t *closest = json_object_get(captures, "closest");
    struct capture c = {.stamp = json_get(closest, "timestamp"),
                        .status = json_get(closest, "status")};
    const char *url = json_get(closest, "url");

    if (!json_is_object(captures))
        return SOURCE_RETRY;
    if (url && c.stamp) {
        const char *at = strstr(url, c.stamp); /* http://web.archive.org/web/STAMP/ORIGINAL */

        c.original = at && at[strlen(c.stamp)] == '/' ? at + strlen(c.stamp) + 1 : NULL;
    }
    if (is_copy(&c, address_of(id)))
        fill(out, &c, NAME_SERVICE);
    return SOURCE_OK;
}

static enum source_status read_service(const struct reply *reply, const char *const *ids, size_t n,
                                       struct record *out)
{
    enum source_status status = registry_reply_status(reply);
    json_t *root;

    if (status != SOURCE_OK || n == 0 || !address_of(ids[0]))
        return status == SOURCE_OK ? SOURCE_REFUSED : status;
    root = registry_reply_object(reply);
    status = read_closest(root, ids[0], out);
    json_decref(root);
    return status;
}

const struct source source_wayback = {
    .name = NAME_INDEX,
    .title = "the Wayback Machine",
    .scheme = "wayback",
    .host = "web.archive.org",
    .batch_max = 1,
    .lifetime_s = LIFETIME_S,
    .vouches = false,
    .next = NAME_SERVICE,
    .build = build_index,
    .read = read_index,
};

const struct source source_wayback_available = {
    .name = NAME_SERVICE,
    .title = "the Wayback Machine",
    .scheme = "wayback",
    .host = "archive.org",
    .batch_max = 1,
    .lifetime_s = LIFETIME_S,
    .vouches = false,
    .build = build_service,
    .read = read_service,
};
