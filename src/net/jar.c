/* The rules are those of RFC 6265 section 5, less what widens them: a cookie belongs to one host.
 */
#include "gloss/net/jar.h"

#include <stdlib.h>
#include <string.h>
#include <uthash.h>

#include "gloss/base/buf.h"
#include "gloss/base/date.h"
#include "gloss/base/mem.h"
#include "gloss/base/text.h"
#include "gloss/net/url.h"

enum { PATH_BYTES_MAX = 1024 }; /* longer attributes are ignored, as browsers do (RFC 6265bis) */

struct cookie {
    char *name;
    char *value;
    char *path; /* "/docs": what it is for */
    bool secure;
    int64_t until; /* 0: as long as the run */
};

struct shelf {
    char *host;
    struct cookie cookies[JAR_COOKIES_MAX]; /* oldest first */
    size_t count;
    UT_hash_handle hh;
};

struct jar {
    struct shelf *shelves;
};

struct jar *jar_new(void)
{
    return xcalloc(1, sizeof(struct jar));
}

static void cookie_release(struct cookie *c)
{
    free(c->name);
    free(c->value);
    free(c->path);
}

void jar_free(struct jar *j)
{
    if (j == NULL)
        return;
    struct shelf *shelf = j->shelves;
    HASH_CLEAR(hh, j->shelves);
    for (struct shelf *next; shelf != NULL; shelf = next) {
        next = shelf->hh.next;
        for (size_t i = 0; i < shelf->count; i++)
            cookie_release(&shelf->cookies[i]);
        free(shelf->host);
        free(shelf);
    }
    free(j);
}

/* ---- reading a Set-Cookie field ---- */

static char *trimmed(const char *s, size_t n)
{
    while (n > 0 && (*s == ' ' || *s == '\t')) {
        s++;
        n--;
    }
    while (n > 0 && (s[n - 1] == ' ' || s[n - 1] == '\t'))
        n--;
    return xstrndup(s, n);
}

/* Section 5.1.4: the folder of the address that set it. */
static char *default_path(const char *path)
{
    const char *last = strrchr(path, '/');
    return last == NULL || last == path ? xstrdup("/") : xstrndup(path, (size_t)(last - path));
}

static int64_t until_of(const char *max_age, int64_t now)
{
    enum { FOR_EVER_S = 400 * 24 * 3600 };
    long long seconds = 0;
    if (*max_age == '-' || strcmp(max_age, "0") == 0)
        return now; /* over already */
    if (!text_to_int(max_age, 0, FOR_EVER_S, &seconds))
        seconds = FOR_EVER_S;
    return now + seconds;
}

/* One attribute; Max-Age has the last word about the end. */
static void take_attribute(struct cookie *c, const char *name, const char *value, bool *aged,
                           int64_t now)
{
    int64_t at = 0;
    if (text_ieq(name, "secure")) {
        c->secure = true;
    } else if (text_ieq(name, "path") && *value == '/' && strlen(value) <= PATH_BYTES_MAX) {
        free(c->path);
        c->path = xstrdup(value);
    } else if (text_ieq(name, "max-age") && strspn(value, "-0123456789") == strlen(value) &&
               *value != '\0') {
        c->until = until_of(value, now);
        *aged = true;
    } else if (text_ieq(name, "expires") && !*aged && instant_parse_http(value, &at)) {
        c->until = at > 0 ? at : 1;
    }
}

static void take_attributes(struct cookie *c, const char *s, int64_t now)
{
    bool aged = false;
    while (*s == ';') {
        s++;
        size_t n = strcspn(s, ";");
        size_t name_len = strcspn(s, ";=");
        char *name = trimmed(s, name_len);
        char *value = name_len < n ? trimmed(s + name_len + 1, n - name_len - 1) : xstrdup("");
        take_attribute(c, name, value, &aged, now);
        free(name);
        free(value);
        s += n;
    }
}

static bool has_control(const char *s)
{
    for (; *s != '\0'; s++)
        if ((unsigned char)*s < ' ' || *s == 0x7f)
            return true;
    return false;
}

/* False for what is no cookie: no name, control characters, too long. */
static bool cookie_read(struct cookie *c, const char *field, const char *path, int64_t now)
{
    size_t pair = strcspn(field, ";");
    const char *equals = memchr(field, '=', pair);
    if (equals == NULL || pair > JAR_BYTES_MAX || has_control(field))
        return false;
    *c = (struct cookie){.name = trimmed(field, (size_t)(equals - field)),
                         .value = trimmed(equals + 1, pair - (size_t)(equals - field) - 1),
                         .path = default_path(path)};
    take_attributes(c, field + pair, now);
    if (*c->name != '\0')
        return true;
    cookie_release(c);
    return false;
}

/* ---- keeping ---- */

static struct shelf *shelf_of(struct jar *j, const char *host)
{
    struct shelf *shelf = NULL;
    HASH_FIND_STR(j->shelves, host, shelf);
    if (shelf != NULL)
        return shelf;
    shelf = xcalloc(1, sizeof *shelf);
    shelf->host = xstrdup(host);
    HASH_ADD_KEYPTR(hh, j->shelves, shelf->host, strlen(shelf->host), shelf);
    return shelf;
}

static void shelf_remove(struct shelf *s, size_t i)
{
    cookie_release(&s->cookies[i]);
    memmove(&s->cookies[i], &s->cookies[i + 1], (s->count - i - 1) * sizeof *s->cookies);
    s->count--;
}

static bool is_over(const struct cookie *c, int64_t now)
{
    return c->until != 0 && c->until <= now;
}

/* Takes the cookie; whether that changes what is sent. */
static bool shelf_put(struct shelf *s, struct cookie *c, int64_t now)
{
    for (size_t i = 0; i < s->count; i++) {
        struct cookie *old = &s->cookies[i];
        if (strcmp(old->name, c->name) != 0 || strcmp(old->path, c->path) != 0)
            continue;
        bool changed = is_over(c, now) || strcmp(old->value, c->value) != 0;
        if (is_over(c, now)) {
            shelf_remove(s, i);
            cookie_release(c);
        } else {
            cookie_release(old);
            *old = *c; /* it keeps its place in the order (section 5.3, step 11) */
        }
        return changed;
    }
    if (is_over(c, now)) {
        cookie_release(c);
        return false;
    }
    if (s->count == JAR_COOKIES_MAX)
        shelf_remove(s, 0);
    s->cookies[s->count++] = *c;
    return true;
}

bool jar_take(struct jar *j, const struct reply *reply, int64_t now)
{
    struct url_parts parts = {0};
    bool changed = false;
    if (!url_parse(reply->url, &parts))
        return false;
    bool safe = strcmp(parts.scheme, "https") == 0;
    for (size_t i = 0; i < reply->header_count; i++) {
        struct cookie c;
        if (!text_ieq(reply->headers[i].name, "Set-Cookie") ||
            !cookie_read(&c, reply->headers[i].value, parts.path, now))
            continue;
        if (c.secure && !safe) /* anybody on the way could have set it */
            cookie_release(&c);
        else if (shelf_put(shelf_of(j, parts.host), &c, now))
            changed = true;
    }
    url_parts_release(&parts);
    return changed;
}

/* Section 5.1.4. */
static bool path_matches(const char *path, const char *of)
{
    size_t n = strlen(of);
    return strncmp(path, of, n) == 0 && (path[n] == '\0' || path[n] == '/' || of[n - 1] == '/');
}

char *jar_header(const struct jar *j, const char *url, int64_t now)
{
    enum { HEADER_MAX = JAR_COOKIES_MAX * (JAR_BYTES_MAX + 4) };
    struct url_parts parts = {0};
    struct shelf *shelf = NULL;
    struct buf out;
    if (!url_parse(url, &parts))
        return NULL;
    HASH_FIND_STR(j->shelves, parts.host, shelf);
    bool safe = strcmp(parts.scheme, "https") == 0;
    buf_init(&out, HEADER_MAX);
    for (size_t i = 0; shelf != NULL && i < shelf->count; i++) {
        const struct cookie *c = &shelf->cookies[i];
        if (!is_over(c, now) && (safe || !c->secure) && path_matches(parts.path, c->path))
            (void)buf_addf(&out, "%s%s=%s", out.len > 0 ? "; " : "", c->name, c->value);
    }
    url_parts_release(&parts);
    if (out.len > 0)
        return buf_take(&out, NULL);
    buf_release(&out);
    return NULL;
}
