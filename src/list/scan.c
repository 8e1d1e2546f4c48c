#include "gloss/list/scan.h"

#include <stdint.h>
#include <string.h>

#include <cmark-gfm.h>
#include <cmark-gfm/utf8.h>

#include "gloss/base/mem.h"

/* The tree says that a link is there, but not where its destination stands. These recognisers
 * read the source once more with the parser's own rules, so the two cannot come apart. */

enum { LABEL_MAX = 1000, PARENS_MAX = 32, ENTITY_MAX = 32, DIGITS_MAX = 8 };

bool scan_is_punct(char c)
{
    return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') ||
           (c >= '{' && c <= '~');
}

bool scan_is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_alnum(char c)
{
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

size_t scan_spaces(const char *s, size_t len, size_t at)
{
    while (at < len && (s[at] == ' ' || (s[at] >= '\t' && s[at] <= '\r')))
        at++;
    return at;
}

static size_t bracketed_destination(const char *s, size_t len, size_t at, struct range *inner)
{
    size_t i = at + 1;
    while (i < len && s[i] != '>') {
        if (s[i] == '\n' || s[i] == '\r' || s[i] == '<')
            return SCAN_NONE;
        i += s[i] == '\\' ? 2 : 1;
    }
    if (i >= len)
        return SCAN_NONE;
    *inner = (struct range){at + 1, i};
    return i + 1;
}

size_t scan_destination(const char *s, size_t len, size_t at, struct range *inner)
{
    size_t depth = 0;
    size_t i = at;
    if (at < len && s[at] == '<')
        return bracketed_destination(s, len, at, inner);
    while (i < len && !scan_is_space(s[i])) {
        if (s[i] == '\\' && i + 1 < len && scan_is_punct(s[i + 1])) {
            i++;
        } else if (s[i] == '(') {
            if (++depth > PARENS_MAX)
                return SCAN_NONE;
        } else if (s[i] == ')' && depth-- == 0) {
            break;
        }
        i++;
    }
    if (i == at && i < len && s[i] != ')')
        return SCAN_NONE;
    *inner = (struct range){at, i};
    return i;
}

/* cmark matches titles by a regular expression in which a backslash may also stand for itself: an
 * escaped mark can end the title when no other does. Titles, unlike the rest, must be UTF-8. */
size_t scan_title(const char *s, size_t len, size_t at)
{
    if (at >= len || !strchr("\"'(", s[at]))
        return SCAN_NONE;
    char close = s[at];
    if (close == '(')
        close = ')';
    size_t end = SCAN_NONE;
    for (size_t i = at + 1; i < len;) {
        int32_t c;
        int n = cmark_utf8proc_iterate((const uint8_t *)s + i, (bufsize_t)(len - i), &c);
        bool escaped = i > at + 1 && s[i - 1] == '\\';
        if (n < 1 || (s[at] == '(' && s[i] == '(' && !escaped))
            return end;
        if (s[i] == close)
            end = i + 1;
        if (s[i] == close && !escaped)
            return end;
        i += (size_t)n;
    }
    return end;
}

size_t scan_label(const char *s, size_t len, size_t at, struct range *inner)
{
    if (at >= len || s[at] != '[')
        return SCAN_NONE;
    size_t i = at + 1;
    while (i < len && s[i] != ']' && s[i] != '[' && i - at <= LABEL_MAX)
        i += s[i] == '\\' && i + 1 < len && scan_is_punct(s[i + 1]) ? 2 : 1;
    if (i >= len || s[i] != ']')
        return SCAN_NONE;
    *inner = (struct range){at + 1, i};
    return i + 1;
}

size_t scan_inline_tail(const char *s, size_t len, size_t at, struct range *inner)
{
    if (at >= len || s[at] != '(')
        return SCAN_NONE;
    size_t i = scan_destination(s, len, scan_spaces(s, len, at + 1), inner);
    if (i == SCAN_NONE)
        return SCAN_NONE;
    size_t title = scan_spaces(s, len, i);
    if (title > i) {
        size_t after = scan_title(s, len, title);
        i = scan_spaces(s, len, after == SCAN_NONE ? title : after);
    }
    return i < len && s[i] == ')' ? i + 1 : SCAN_NONE;
}

/* Blanks, and a line end with the blanks after it. */
static size_t blanks_and_line_end(const char *s, size_t len, size_t at)
{
    while (at < len && (s[at] == ' ' || s[at] == '\t'))
        at++;
    if (at < len && (s[at] == '\n' || s[at] == '\r')) {
        at += s[at] == '\r' && at + 1 < len && s[at + 1] == '\n' ? 2 : 1;
        while (at < len && (s[at] == ' ' || s[at] == '\t'))
            at++;
    }
    return at;
}

/* The offset after blanks and one line end (or the end of the text), else SCAN_NONE. */
static size_t rest_of_line(const char *s, size_t len, size_t at)
{
    while (at < len && (s[at] == ' ' || s[at] == '\t'))
        at++;
    if (at < len && s[at] == '\r')
        return at + 1 < len && s[at + 1] == '\n' ? at + 2 : at + 1;
    if (at < len && s[at] == '\n')
        return at + 1;
    return at == len ? at : SCAN_NONE;
}

static bool is_blank(const char *s, const struct range *r)
{
    size_t at = r->from;
    while (at < r->to && scan_is_space(s[at]))
        at++;
    return at == r->to;
}

size_t scan_definition(const char *s, size_t len, size_t at, struct range *label,
                       struct range *destination, size_t *end)
{
    size_t i = scan_label(s, len, at, label);
    if (i == SCAN_NONE || i >= len || s[i] != ':')
        return SCAN_NONE;
    if (is_blank(s, label))
        return SCAN_NONE;
    i = scan_destination(s, len, blanks_and_line_end(s, len, i + 1), destination);
    if (i == SCAN_NONE || (destination->from == destination->to && i > 0 && s[i - 1] != '>'))
        return SCAN_NONE;
    size_t title = blanks_and_line_end(s, len, i);
    size_t after = title > i ? scan_title(s, len, title) : SCAN_NONE;
    size_t next = after == SCAN_NONE ? SCAN_NONE : rest_of_line(s, len, after);
    *end = next == SCAN_NONE ? i : after;
    return next == SCAN_NONE ? rest_of_line(s, len, i) : next;
}

size_t scan_code(const char *s, size_t len, size_t at)
{
    size_t open = 0;
    while (at < len && s[at] == '`') {
        open++;
        at++;
    }
    size_t run = 0;
    for (; at < len; at++) {
        if (s[at] == '`') {
            run++;
        } else {
            if (run == open && run > 0)
                return at;
            run = 0;
        }
    }
    return run == open && run > 0 ? at : SCAN_NONE;
}

size_t scan_container_marks(const char *s, size_t at, size_t end)
{
    while (at < end) {
        size_t digits = at;
        while (digits < end && digits - at < 9 && is_digit(s[digits]))
            digits++;
        bool ordered = digits > at && digits < end && (s[digits] == '.' || s[digits] == ')');
        size_t mark = ordered ? digits : at;
        bool item = (ordered || strchr("-+*", s[at])) && mark + 1 < end &&
                    (s[mark + 1] == ' ' || s[mark + 1] == '\t');
        if (item)
            at = mark + 1;
        else if (s[at] == ' ' || s[at] == '\t' || s[at] == '>')
            at++;
        else
            break;
    }
    return at;
}

static void put_utf8(uint32_t c, char out[16])
{
    unsigned char *o = (unsigned char *)out;
    if (c == 0 || c > 0x10FFFF || (c >= 0xD800 && c < 0xE000))
        c = 0xFFFD;
    if (c < 0x80) {
        *o++ = (unsigned char)c;
    } else if (c < 0x800) {
        *o++ = (unsigned char)(0xC0 | c >> 6);
        *o++ = (unsigned char)(0x80 | (c & 63));
    } else if (c < 0x10000) {
        *o++ = (unsigned char)(0xE0 | c >> 12);
        *o++ = (unsigned char)(0x80 | (c >> 6 & 63));
        *o++ = (unsigned char)(0x80 | (c & 63));
    } else {
        *o++ = (unsigned char)(0xF0 | c >> 18);
        *o++ = (unsigned char)(0x80 | (c >> 12 & 63));
        *o++ = (unsigned char)(0x80 | (c >> 6 & 63));
        *o++ = (unsigned char)(0x80 | (c & 63));
    }
    *o = '\0';
}

static int hex_value(char c)
{
    if (is_digit(c))
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* `#35;` or `#x22;` at s[at]. */
static size_t numeric_entity(const char *s, size_t len, size_t at, char out[16])
{
    uint32_t value = 0;
    bool hex = at + 1 < len && (s[at + 1] == 'x' || s[at + 1] == 'X');
    size_t i = at + (hex ? 2 : 1);
    size_t first = i;
    while (i < len && i - first < DIGITS_MAX && (hex ? hex_value(s[i]) >= 0 : is_digit(s[i])))
        value = value * (hex ? 16 : 10) + (uint32_t)hex_value(s[i++]);
    if (i == first || i >= len || s[i] != ';')
        return SCAN_NONE;
    put_utf8(value, out);
    return i + 1;
}

/* The 2125 names of HTML 5 are known to cmark, which gives them out only by parsing. */
static bool named_entity(const char *s, size_t n, char out[16])
{
    static const struct {
        const char *name;
        const char *text;
    } common[] = {
        {"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&nbsp;", "\xC2\xA0"}};
    for (size_t i = 0; i < sizeof(common) / sizeof(common[0]); i++) {
        if (strlen(common[i].name) == n && memcmp(common[i].name, s, n) == 0) {
            memcpy(out, common[i].text, strlen(common[i].text) + 1);
            return true;
        }
    }
    cmark_node *root = cmark_parse_document(s, n, CMARK_OPT_DEFAULT);
    cmark_node *paragraph = cmark_node_first_child(root);
    cmark_node *text = paragraph ? cmark_node_first_child(paragraph) : NULL;
    const char *literal = text ? cmark_node_get_literal(text) : NULL;
    size_t size = literal ? strlen(literal) : 0;
    bool known = size > 0 && size < 16 && (size != n || memcmp(literal, s, n) != 0);
    if (known)
        memcpy(out, literal, size + 1);
    cmark_node_free(root);
    return known;
}

size_t scan_entity(const char *s, size_t len, size_t at, char out[16])
{
    if (at + 2 >= len || s[at] != '&')
        return SCAN_NONE;
    if (s[at + 1] == '#')
        return numeric_entity(s, len, at + 1, out);
    size_t i = at + 1;
    while (i < len && i - at <= ENTITY_MAX && is_alnum(s[i]))
        i++;
    if (i == at + 1 || i >= len || s[i] != ';' || !named_entity(s + at, i + 1 - at, out))
        return SCAN_NONE;
    return i + 1;
}

char *scan_unescape(const char *s, size_t n)
{
    char *out = xmalloc(n * 2 + 1); /* `&nGt;` has five bytes and stands for six */
    size_t len = 0;
    for (size_t i = 0; i < n;) {
        char text[16];
        size_t next = scan_entity(s, n, i, text);
        if (next == SCAN_NONE) {
            out[len++] = s[i++];
        } else {
            size_t size = strlen(text);
            memcpy(out + len, text, size);
            len += size;
            i = next;
        }
    }
    size_t kept = 0;
    for (size_t i = 0; i < len; i++) {
        if (out[i] == '\\' && i + 1 < len && scan_is_punct(out[i + 1]))
            i++;
        out[kept++] = out[i];
    }
    out[kept] = '\0';
    return out;
}
