#include "gloss/list/html.h"

#include <string.h>

#include "gloss/base/mem.h"
#include "gloss/base/text.h"
#include "gloss/list/scan.h"

/* The tokeniser: as tolerant as a browser where that costs nothing. A tag, comment or quoted value
 * that does not end takes the rest of the bytes with it, which keeps the time linear. A value in
 * braces is JSX or a template and no address. */

bool html_name_is(const char *name, size_t n, const char *word)
{
    for (size_t i = 0; i < n; i++) {
        bool upper = name[i] >= 'A' && name[i] <= 'Z';
        if (word[i] == '\0' || name[i] + (upper ? 'a' - 'A' : 0) != word[i])
            return false;
    }
    return word[n] == '\0';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static size_t after(const char *s, size_t from, size_t to, const char *word)
{
    size_t n = strlen(word);
    const char *found = from < to ? memmem(s + from, to - from, word, n) : NULL;
    return found ? (size_t)(found - s) + n : to;
}

static bool begins(const char *s, size_t at, size_t to, const char *word)
{
    size_t n = strlen(word);
    return to - at >= n && memcmp(s + at, word, n) == 0;
}

/* The offset after a comment, declaration or processing instruction. */
static size_t skip_markup(const char *s, size_t at, size_t to)
{
    if (begins(s, at, to, "<!-->") || begins(s, at, to, "<!--->"))
        return after(s, at, to, ">");
    if (begins(s, at, to, "<!--"))
        return after(s, at + 4, to, "-->");
    if (begins(s, at, to, "<![CDATA["))
        return after(s, at, to, "]]>");
    return after(s, at, to, ">");
}

static void tell_comment(const char *s, size_t at, size_t end, const struct html_visitor *v)
{
    bool closed = end - at >= strlen("<!---->") && memcmp(s + end - 3, "-->", 3) == 0;
    if (v->comment && closed && begins(s, at, end, "<!--"))
        v->comment(v->data, at + 4, end - 3);
}

/* The offset after a balanced `{...}`, or SCAN_NONE. */
static size_t skip_braces(const char *s, size_t at, size_t to)
{
    size_t depth = 0;
    for (; at < to; at++) {
        depth += s[at] == '{';
        if (s[at] == '}' && --depth == 0)
            return at + 1;
    }
    return SCAN_NONE;
}

/* The value at s[at], just after "="; the offset after it. */
static size_t value(const char *s, size_t at, size_t to, struct range *out)
{
    at = scan_spaces(s, to, at);
    *out = (struct range){at, at};
    if (at >= to)
        return to;
    if (s[at] == '{')
        return skip_braces(s, at, to);
    if (s[at] == '"' || s[at] == '\'') {
        const char *close = memchr(s + at + 1, s[at], to - at - 1);
        if (!close)
            return SCAN_NONE;
        *out = (struct range){at + 1, (size_t)(close - s)};
        return out->to + 1;
    }
    while (at < to && !scan_is_space(s[at]) && s[at] != '>')
        at++;
    out->to = at;
    return at;
}

/* Tells the attributes of a tag from s[at] on; the offset after its ">", or SCAN_NONE. */
static size_t attributes(const char *s, size_t at, size_t to, const struct html_visitor *v)
{
    while (at < to) {
        while (at < to && (scan_is_space(s[at]) || s[at] == '/'))
            at++;
        if (at < to && s[at] == '>')
            return at + 1;
        size_t name = at;
        while (at < to && (at == name || s[at] != '=') && !scan_is_space(s[at]) && s[at] != '>' &&
               s[at] != '/')
            at++;
        size_t name_end = at;
        size_t equals = scan_spaces(s, to, at);
        if (equals >= to || s[equals] != '=')
            continue;
        struct range inner;
        at = value(s, equals + 1, to, &inner);
        if (at == SCAN_NONE)
            return SCAN_NONE;
        if (inner.to > inner.from)
            v->attribute(v->data, s + name, name_end - name, inner.from, inner.to);
    }
    return SCAN_NONE;
}

/* The offset of "</name" from s[at] on, or `to`: nothing before it is a tag. */
static size_t skip_raw_text(const char *s, size_t at, size_t to, const char *name)
{
    size_t n = strlen(name);
    while (at < to) {
        at = after(s, at, to, "</");
        if (to - at > n && html_name_is(s + at, n, name) && !is_letter(s[at + n]))
            return at - 2;
    }
    return to;
}

/* Where to look for the next tag, after a tag that ends at `end`. */
static size_t after_tag(const char *s, struct range name, bool closing, size_t end, size_t to)
{
    static const char *const raw[] = {"script", "style"};
    for (size_t i = 0; i < 2 && !closing; i++)
        if (html_name_is(s + name.from, name.to - name.from, raw[i]))
            return skip_raw_text(s, end, to, raw[i]);
    return end;
}

void html_tags(const char *s, size_t from, size_t to, const struct html_visitor *visitor)
{
    size_t at = from;
    while (at < to) {
        const char *open = memchr(s + at, '<', to - at);
        if (!open)
            return;
        at = (size_t)(open - s);
        bool closing = at + 1 < to && s[at + 1] == '/';
        size_t name = at + 1 + closing;
        if (name < to && is_letter(s[name])) {
            size_t end = name;
            while (end < to && !scan_is_space(s[end]) && s[end] != '>' && s[end] != '/')
                end++;
            visitor->tag(visitor->data, at, s + name, end - name, closing);
            size_t next = attributes(s, end, to, visitor);
            if (next == SCAN_NONE)
                return;
            visitor->done(visitor->data, next);
            at = after_tag(s, (struct range){name, end}, closing, next, to);
        } else if (at + 1 < to && (s[at + 1] == '!' || s[at + 1] == '?')) {
            size_t end = skip_markup(s, at, to);
            tell_comment(s, at, end, visitor);
            at = end;
        } else {
            at++;
        }
    }
}

char *html_value(const char *s, size_t from, size_t to, struct arena *arena)
{
    while (from < to && scan_is_space(s[from]))
        from++;
    while (to > from && scan_is_space(s[to - 1]))
        to--;
    char *out = arena_alloc(arena, (to - from) * 2 + 1);
    size_t len = 0;
    for (size_t i = from; i < to;) {
        char text[16];
        size_t next = scan_entity(s, to, i, text);
        size_t n = next == SCAN_NONE ? 1 : strlen(text);
        memcpy(out + len, next == SCAN_NONE ? s + i : text, n);
        len += n;
        i = next == SCAN_NONE ? i + 1 : next;
    }
    return out;
}

bool html_closes_anchor(const char *s, size_t from, size_t to)
{
    return to - from >= 4 && s[from] == '<' && s[from + 1] == '/' &&
           (s[from + 2] == 'a' || s[from + 2] == 'A') && !is_letter(s[from + 3]);
}

char *html_anchor_text(const char *s, size_t from, size_t to, size_t max, size_t *end)
{
    *end = from;
    while (*end < to && *end - from < max && !html_closes_anchor(s, *end, to))
        (*end)++;
    return text_clean_html(s + from, *end - from);
}
