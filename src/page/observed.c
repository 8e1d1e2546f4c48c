/* observed: the container and the few questions that every vocabulary asks of it. */
#include "gloss/page/observed.h"

#include <stdlib.h>
#include <string.h>

#include <libxml/uri.h>

#include "gloss/base/buf.h"
#include "gloss/base/mem.h"
#include "gloss/base/text.h"

enum { HREF_MAX = 2048 };

struct observed *observed_new(const char *url, int now_year)
{
    struct observed *o = xcalloc(1, sizeof(*o));
    o->arena = arena_new();
    o->url = url == NULL ? "" : arena_strdup(o->arena, url);
    o->base = o->url;
    o->now_year = now_year;
    o->title = "";
    o->text = "";
    o->fallback = "";
    o->heading = -1;
    return o;
}

void observed_free(struct observed *o)
{
    if (o == NULL)
        return;
    free(o->metas);
    free(o->links);
    free(o->scripts);
    free(o->spots);
    free(o->apart);
    arena_free(o->arena);
    free(o);
}

const char *observed_meta(const struct observed *o, const char *key)
{
    for (size_t i = 0; i < o->meta_count; i++)
        if (strcmp(o->metas[i].key, key) == 0 && o->metas[i].value[0] != '\0')
            return o->metas[i].value;
    return NULL;
}

const char *observed_text(const struct observed *o, size_t from, size_t to)
{
    if (to > o->text_len)
        to = o->text_len;
    if (from >= to)
        return "";
    char *clean = text_clean(o->text + from, to - from);
    const char *kept = arena_strdup(o->arena, clean);
    free(clean);
    return kept;
}

const char *spot_text(const struct observed *o, const struct spot *s)
{
    return observed_text(o, s->from, s->to);
}

bool spot_is_elsewhere(const struct observed *o, const struct spot *s)
{
    unsigned usual = o->heading < 0 ? 0 : o->spots[o->heading].where;
    return (s->where & ~usual & (IN_NAV | IN_FOOTER | IN_ASIDE | IN_COMMENT)) != 0;
}

bool tokens_have(const char *tokens, const char *token)
{
    size_t n = strlen(token);
    const char *at = tokens;
    while (at != NULL && *at != '\0') {
        at += strspn(at, " \t\r\n\f");
        size_t len = strcspn(at, " \t\r\n\f");
        if (len == n && n > 0 && text_istarts(at, token))
            return true;
        at += len;
    }
    return false;
}

/* Trims, and percent-encodes what a URL must not hold as it stands. */
static char *href_encode(const char *href)
{
    struct buf b;
    buf_init(&b, (size_t)3 * HREF_MAX);
    href += strspn(href, " \t\r\n\f");
    size_t len = strlen(href);
    while (len > 0 && strchr(" \t\r\n\f", href[len - 1]) != NULL)
        len--;
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)href[i];
        if (c <= ' ' || c >= 0x7f || strchr("\"<>\\^`{|}", c) != NULL)
            buf_addf(&b, "%%%02X", c);
        else
            buf_addch(&b, (char)c);
    }
    return buf_take(&b, NULL);
}

static bool is_web(const char *url)
{
    return text_istarts(url, "http://") || text_istarts(url, "https://");
}

const char *observed_url(const struct observed *o, const char *href)
{
    if (href == NULL || strlen(href) > HREF_MAX)
        return NULL;
    char *encoded = href_encode(href);
    const char *absolute = NULL;
    if (is_web(encoded)) {
        absolute = arena_strdup(o->arena, encoded);
    } else if (encoded[0] != '\0' && is_web(o->base)) {
        xmlChar *built = xmlBuildURI((const xmlChar *)encoded, (const xmlChar *)o->base);
        if (built != NULL && is_web((const char *)built))
            absolute = arena_strdup(o->arena, (const char *)built);
        if (built != NULL)
            xmlFree(built);
    }
    free(encoded);
    return absolute;
}

/* What of a URL tells one page from another: no scheme, no "www.", and its length without fragment
 * and final slash. */
static const char *identity(const char *url, size_t *len)
{
    const char *at = strstr(url, "://");
    at = at == NULL ? url : at + 3;
    if (text_istarts(at, "www."))
        at += 4;
    *len = strcspn(at, "#");
    while (*len > 0 && at[*len - 1] == '/')
        --*len;
    return at;
}

static bool same_page(const char *a, const char *b)
{
    size_t n, m;
    a = identity(a, &n);
    b = identity(b, &m);
    return n == m && n > 0 && strncasecmp(a, b, n) == 0;
}

bool observed_is_page(const struct observed *o, const char *url)
{
    if (same_page(o->url, url))
        return true;
    for (size_t i = 0; i < o->link_count; i++)
        if (tokens_have(o->links[i].rel, "canonical"))
            return same_page(o->links[i].href, url);
    return false;
}
