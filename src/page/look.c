/* look: the page's own text told apart from what stands around it on every page of its site. */
#include "gloss/page/look.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gloss/base/buf.h"
#include "gloss/base/text.h"
#include "gloss/page/simhash.h"

enum {
    BARE_TEXT = 120,     /* bytes: less is next to nothing */
    HOLLOW_CHARS = 200,  /* what a shell may say while it loads */
    FALLBACK_PAGE = 600, /* bytes: more than a plea for scripts is a page for those without */
    SILENT_CHARS = 20,   /* scripts and less than this: they draw the page, however it is built */
    REFRESH_SECONDS = 5, /* as long as a reader waits without reading */
    LANGUAGE_MIN = 2,
};

void look_copy(char *to, size_t size, const char *text)
{
    snprintf(to, size, "%s", text == NULL ? "" : text);
    /* A character cut at the end must not stay half. */
    while (!text_is_utf8(to, strlen(to)))
        to[strlen(to) - 1] = '\0';
}

static size_t characters(const char *s, size_t n)
{
    size_t count = 0;
    for (size_t i = 0; i < n; i++)
        count += ((unsigned char)s[i] & 0xc0) != 0x80;
    return count;
}

/* Where the names of containers mean something else, the headline stands in one of them. */
static bool holds_headline(const struct observed *o, const struct set_apart *a)
{
    if (o->heading < 0)
        return false;
    const struct spot *h = &o->spots[o->heading];
    return a->from <= h->from && h->to <= a->to;
}

/* The text without what is set apart. Links stay, and `linked` gets a byte for each byte of the
 * result that says whether it is inside one. */
static void add_own_text(const struct observed *o, struct buf *own, struct buf *linked)
{
    size_t at = 0;
    for (size_t i = 0; i <= o->apart_count; i++) {
        const struct set_apart *a = i < o->apart_count ? &o->apart[i] : NULL;
        size_t from = a == NULL ? o->text_len : a->from;
        buf_add(own, o->text + at, from - at);
        while (linked->len < own->len)
            buf_addch(linked, '\0');
        if (a == NULL)
            return;
        bool kept = a->link || holds_headline(o, a);
        if (kept)
            buf_add(own, o->text + from, a->to - from);
        else if (own->len > 0 && own->data[own->len - 1] != '\n')
            buf_addch(own, '\n');
        while (linked->len < own->len)
            buf_addch(linked, kept && a->link ? 'x' : '\0');
        at = a->to;
    }
}

/* Whether a line says something outside its links. */
static bool says_something(const char *line, const char *linked, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!linked[i] && strchr(" \n|/-,.", line[i]) == NULL)
            return true;
    return false;
}

/* A page of nothing but links keeps them. */
static void drop_link_lines(struct buf *own, const struct buf *linked)
{
    size_t kept = 0;
    if (!says_something(own->data, linked->data, own->len))
        return;
    for (size_t at = 0; at < own->len;) {
        const char *end = memchr(own->data + at, '\n', own->len - at);
        size_t n = end == NULL ? own->len - at : (size_t)(end - own->data) - at + 1;
        if (says_something(own->data + at, linked->data + at, n - (end != NULL))) {
            memmove(own->data + kept, own->data + at, n);
            kept += n;
        }
        at += n;
    }
    buf_truncate(own, kept);
}

static void fill_opening(const struct observed *o, const struct buf *own, struct signs *signs)
{
    enum { ENOUGH = 3 * SIGN_OPENING_SIZE };
    char *clean = text_clean(own->data, own->len < ENOUGH ? own->len : ENOUGH);
    look_copy(signs->opening, sizeof(signs->opening), clean);
    free(clean);
    if (strlen(signs->opening) >= BARE_TEXT || o->fallback[0] == '\0')
        return;
    struct buf both;
    buf_init(&both, ENOUGH);
    buf_addf(&both, "%s %s", signs->opening, o->fallback);
    clean = text_clean(both.data, both.len);
    look_copy(signs->opening, sizeof(signs->opening), clean);
    free(clean);
    buf_release(&both);
}

static void fill_text(const struct observed *o, struct signs *signs)
{
    struct buf own, linked;
    buf_init(&own, 2 * o->text_len + 1);
    buf_init(&linked, 2 * o->text_len + 1);
    add_own_text(o, &own, &linked);
    if (strspn(own.data, " \n") == own.len) {
        buf_clear(&own);
        buf_clear(&linked);
        buf_add(&own, o->text, o->text_len);
    }
    signs->fingerprint = simhash(own.data, own.len);
    if (linked.len == own.len)
        drop_link_lines(&own, &linked);
    fill_opening(o, &own, signs);
    buf_release(&own);
    buf_release(&linked);
}

static bool asks_for_scripts(const struct observed *o)
{
    return text_ifind(o->fallback, "javascript") != NULL ||
           text_ifind(o->fallback, "enable js") != NULL;
}

static bool is_hollow(const struct observed *o, const struct signs *signs)
{
    if (o->programs == 0 || signs->text_chars >= HOLLOW_CHARS ||
        strlen(o->fallback) >= FALLBACK_PAGE)
        return false;
    return o->shell || asks_for_scripts(o) || signs->text_chars < SILENT_CHARS;
}

/* BCP 47 as pages write it: letters, digits and hyphens, an underscore for a hyphen. */
static void fill_language(const char *lang, struct signs *signs)
{
    size_t n = 0;
    for (const char *c = lang == NULL ? "" : lang + strspn(lang, " \t\r\n"); *c != '\0'; c++) {
        char low = *c;
        if (low >= 'A' && low <= 'Z')
            low = (char)(low - 'A' + 'a');
        if (low == '_')
            low = '-';
        bool known = (low >= 'a' && low <= 'z') || (low >= '0' && low <= '9') || low == '-';
        if (!known || n + 1 >= sizeof(signs->language))
            break;
        signs->language[n++] = low;
    }
    signs->language[n < LANGUAGE_MIN ? 0 : n] = '\0';
}

/* The address in a refresh's content ("0; url='/next'"), or NULL when it waits longer than a
 * reader or only loads the page again (HTML Standard, shared declarative refresh steps). */
static const char *refresh_address(const struct observed *o, const char *content)
{
    const char *at = content + strspn(content, " \t\r\n");
    size_t digits = strspn(at, "0123456789");
    if (digits == 0 && *at != '.')
        return NULL;
    if (digits > 1 || (digits == 1 && *at - '0' > REFRESH_SECONDS))
        return NULL;
    at += digits;
    at += strspn(at, "0123456789.");
    if (strchr(";, \t\r\n", *at) == NULL || *at == '\0')
        return NULL;
    at += strspn(at, ";, \t\r\n");
    if (text_istarts(at, "url")) {
        const char *equals = at + 3 + strspn(at + 3, " \t");
        if (*equals == '=')
            at = equals + 1 + strspn(equals + 1, " \t\r\n");
    }
    const char *end = at + strlen(at);
    if (*at == '\'' || *at == '"') {
        end = strchr(at + 1, *at);
        at++;
        end = end == NULL ? at + strlen(at) : end;
    }
    return observed_url(o, arena_strndup(o->arena, at, (size_t)(end - at)));
}

static bool is_own_address(const struct observed *o, const char *url)
{
    size_t n = strcspn(url, "#");
    return n == strcspn(o->url, "#") && strncmp(url, o->url, n) == 0;
}

/* A refresh that leads to the page itself leads nowhere. */
static void fill_refresh(const struct observed *o, struct signs *signs)
{
    const char *content = observed_meta(o, "refresh");
    const char *address = content == NULL ? NULL : refresh_address(o, content);
    if (address != NULL && !is_own_address(o, address))
        look_copy(signs->refresh, sizeof(signs->refresh), address);
}

void look_fill(const struct observed *o, struct signs *signs)
{
    signs->text_chars = characters(o->text, o->text_len);
    signs->password = o->password;
    signs->parked = o->parked;
    signs->hollow = is_hollow(o, signs);
    fill_language(o->lang, signs);
    fill_refresh(o, signs);
    fill_text(o, signs);
}
