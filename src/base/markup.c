/* markup: HTML text that arrives where no HTML parser will see it: in attributes, JSON, feeds.
 *
 * The functions are declared in text.h. Decoding shortens or keeps the length, so it works in
 * place; tags are recognised by their form alone, and a `<` that does not begin one is text.
 * Nothing is scanned twice but a bounded stretch, so a megabyte of "<a" costs what a megabyte of
 * "aa" does. */
#include <ctype.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "gloss/base/buf.h"
#include "gloss/base/entities.h"
#include "gloss/base/mem.h"
#include "gloss/base/text.h"
#include "gloss/base/utf8.h"

enum {
    NAME_LONGEST = 24, /* no entity's name is longer */
    QUOTED_LONGEST =
        2048 /* an attribute value longer than this is not looked through for its end */
};

/* What browsers take the numbers 128 to 159 for; 0 stays as it is. */
static const uint16_t windows_1252[32] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178,
};

/* Names that browsers also decode without their semicolon, when no letter, digit or = follows. */
static const char *const lax_names[] = {"amp", "lt", "gt", "quot", "nbsp", "copy", "reg"};

static int32_t scalar_of_number(uint32_t number)
{
    if (number >= 128 && number < 160 && windows_1252[number - 128] != 0)
        return windows_1252[number - 128];
    if (number == 0 || number > 0x10FFFF || (number >= 0xD800 && number < 0xE000))
        return UTF8_REPLACEMENT;
    return (int32_t)number;
}

/* Reads "#65", "#x41" at s; returns the bytes read, 0 when it is no number. */
static size_t read_number(const char *s, size_t n, int32_t *cp)
{
    bool hex = n > 1 && (s[1] == 'x' || s[1] == 'X');
    size_t start = hex ? 2 : 1;
    size_t i = start;
    uint32_t number = 0;

    for (; i < n; i++) {
        unsigned char c = (unsigned char)s[i];

        if (!(hex ? isxdigit(c) : isdigit(c)))
            break;
        number =
            number * (hex ? 16 : 10) + (uint32_t)(isdigit(c) ? c - '0' : (c | 0x20) - 'a' + 10);
        if (number > 0x110000)
            number = 0x110000; /* stays too large however many digits follow */
    }
    *cp = scalar_of_number(number);
    return i > start ? i : 0;
}

static bool is_lax(const char *name, size_t n)
{
    for (size_t i = 0; i < sizeof(lax_names) / sizeof(lax_names[0]); i++)
        if (strlen(lax_names[i]) == n && memcmp(lax_names[i], name, n) == 0)
            return true;
    return false;
}

/* Reads a name at s; returns the bytes read, 0 when it is not known or not ended as it must be. */
static size_t read_name(const char *s, size_t n, int32_t *cp)
{
    size_t i = 0;

    while (i < n && i < NAME_LONGEST && isalnum((unsigned char)s[i]))
        i++;
    *cp = entity_named(s, i);
    if (*cp == 0)
        return 0;
    if (i < n && s[i] == ';')
        return i;
    return is_lax(s, i) && (i == n || s[i] != '=') ? i : 0;
}

/* Reads the reference that begins with the & at s; returns its length, 0 when it is none. */
static size_t read_reference(const char *s, size_t n, int32_t *cp)
{
    size_t length;

    if (n < 2)
        return 0;
    length = s[1] == '#' ? read_number(s + 1, n - 1, cp) : read_name(s + 1, n - 1, cp);
    if (length == 0)
        return 0;
    length++;
    return length < n && s[length] == ';' ? length + 1 : length;
}

size_t text_decode_entities(char *s, size_t n)
{
    size_t out = 0;
    size_t i = 0;

    while (i < n) {
        const char *next = memchr(s + i, '&', n - i);
        size_t plain = next != NULL ? (size_t)(next - (s + i)) : n - i;
        size_t length;
        int32_t cp;

        memmove(s + out, s + i, plain);
        out += plain;
        i += plain;
        if (i == n)
            break;
        length = read_reference(s + i, n - i, &cp);
        if (length == 0) {
            s[out++] = s[i++];
            continue;
        }
        /* No reference is shorter than the UTF-8 of what it stands for. */
        out += utf8_write(cp, s + out);
        i += length;
    }
    return out;
}

static bool has_reference(const char *s, size_t n)
{
    const char *at = s;

    while ((at = memchr(at, '&', (size_t)(s + n - at))) != NULL) {
        int32_t cp;

        if (read_reference(at, (size_t)(s + n - at), &cp) > 0)
            return true;
        at++;
    }
    return false;
}

/* Tags that part words; every other tag vanishes without a blank. */
static const char *const block_tags[] = {
    "address", "article",    "aside",  "blockquote", "br",  "center", "dd",     "div", "dl",  "dt",
    "figure",  "figcaption", "footer", "form",       "h1",  "h2",     "h3",     "h4",  "h5",  "h6",
    "header",  "hr",         "li",     "main",       "nav", "ol",     "option", "p",   "pre", "sec",
    "section", "table",      "tbody",  "td",         "th",  "thead",  "title",  "tr",  "ul",
};

static bool is_block(const char *name, size_t n)
{
    const char *colon = memchr(name, ':', n);
    char local[16];

    if (colon != NULL) { /* <jats:p> */
        n -= (size_t)(colon + 1 - name);
        name = colon + 1;
    }
    if (n >= sizeof(local))
        return false;
    memcpy(local, name, n);
    local[n] = '\0';
    for (size_t i = 0; i < sizeof(block_tags) / sizeof(block_tags[0]); i++)
        if (text_ieq(local, block_tags[i]))
            return true;
    return false;
}

/* The end of the tag whose attributes begin at `at`: just behind its >. NULL when it has none. */
static const char *tag_end(const char *at, const char *end)
{
    while (at < end && *at != '>' && *at != '<') {
        if (*at == '"' || *at == '\'') {
            size_t room = (size_t)(end - at - 1);
            const char *close = memchr(at + 1, *at, room < QUOTED_LONGEST ? room : QUOTED_LONGEST);

            at = close != NULL ? close : at;
        }
        at++;
    }
    return at < end && *at == '>' ? at + 1 : NULL;
}

/* The end of the tag or comment at s (which begins with <), NULL when it is text. *block is set
 * when it parts words. */
static const char *read_tag(const char *s, const char *end, bool *comments_end, bool *block)
{
    const char *name = s + 1;
    const char *at;

    *block = false;
    if (end - s >= 4 && memcmp(s, "<!--", 4) == 0) {
        /* Once no comment end was found, none is searched for again. */
        at = *comments_end ? memmem(s + 4, (size_t)(end - s - 4), "-->", 3) : NULL;
        *comments_end = at != NULL;
        return at != NULL ? at + 3 : NULL;
    }
    if (name < end && *name == '/')
        name++;
    if (name == end || !isalpha((unsigned char)*name))
        return NULL;
    for (at = name; at < end && (isalnum((unsigned char)*at) || *at == ':' || *at == '-'); at++) {
    }
    if (at == end || (*at != '>' && *at != '/' && !isspace((unsigned char)*at)))
        return NULL;
    *block = is_block(name, (size_t)(at - name));
    return tag_end(at, end);
}

/* Removes tags in place and returns the new length. */
static size_t strip_tags(char *s, size_t n)
{
    const char *end = s + n;
    const char *at = s;
    bool comments_end = true;
    size_t out = 0;

    while (at < end) {
        const char *next = memchr(at, '<', (size_t)(end - at));
        size_t plain = (size_t)((next != NULL ? next : end) - at);
        const char *after;
        bool block;

        memmove(s + out, at, plain);
        out += plain;
        at += plain;
        if (at == end)
            break;
        after = read_tag(at, end, &comments_end, &block);
        if (after == NULL) {
            s[out++] = *at++;
            continue;
        }
        if (block)
            s[out++] = ' ';
        at = after;
    }
    return out;
}

char *text_clean_html(const char *s, size_t n)
{
    char *copy;
    char *clean;

    if (memchr(s, '&', n) == NULL && memchr(s, '<', n) == NULL)
        return text_clean(s, n);
    copy = xstrndup(s, n);
    n = text_decode_entities(copy, n);
    if (has_reference(copy, n))
        n = text_decode_entities(copy, n);
    n = strip_tags(copy, n);
    clean = text_clean(copy, n);
    free(copy);
    return clean;
}
