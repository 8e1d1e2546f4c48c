/* json: jansson, made to read what pages really contain.
 *
 * The lenient parser first tries the bytes as they are, which is nearly always enough. Only then
 * does it rewrite them: one pass that keeps the structure and mends the strings, numbers and commas
 * that jansson refuses. Both passes are linear, and the number of containers is capped, because an
 * empty object costs jansson a hundred times the two bytes it takes to write. */
#include "gloss/base/json.h"

#include <ctype.h>
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "gloss/base/buf.h"
#include "gloss/base/mem.h"
#include "gloss/base/text.h"
#include "gloss/base/utf8.h"

enum { CONTAINERS_MAX = 200000, NUMBER_MAX = 64, LONG_DIGITS = 18, PATH_KEY_MAX = 128 };

static const char replacement[] = "\xEF\xBF\xBD";

/* A stretch of input. */
struct span {
    const char *at;
    const char *end;
};

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool skip_word(struct span *s, const char *word)
{
    size_t n = strlen(word);

    if ((size_t)(s->end - s->at) < n || memcmp(s->at, word, n) != 0)
        return false;
    s->at += n;
    return true;
}

/* Moves past `word`, wherever it comes, or to the end. */
static void skip_past(struct span *s, const char *word)
{
    size_t n = strlen(word);
    const char *found = memmem(s->at, (size_t)(s->end - s->at), word, n);

    s->at = found != NULL ? found + n : s->end;
}

static void skip_blanks(struct span *s)
{
    while (s->at < s->end && is_blank(*s->at))
        s->at++;
}

/* A line comment may hide the opening of a CDATA section, and the value may follow it at once. */
static void skip_line_comment(struct span *s)
{
    skip_blanks(s);
    if (!skip_word(s, "<![CDATA["))
        skip_past(s, "\n");
}

/* Everything that may stand before a value: BOM, white space, comments, CDATA and HTML comment
 * marks. */
static void skip_wrapping(struct span *s)
{
    const char *before;

    do {
        before = s->at;
        skip_blanks(s);
        if (skip_word(s, "//"))
            skip_line_comment(s);
        else if (skip_word(s, "/*"))
            skip_past(s, "*/");
        else if (!skip_word(s, "\xEF\xBB\xBF") && !skip_word(s, "<!--"))
            skip_word(s, "<![CDATA[");
    } while (s->at != before);
}

/* What may follow a bare scalar without turning it into something else. */
static bool only_wrapping_left(struct span s)
{
    static const char *const ends[] = {"-->", "]]>", "//", "/*", "*/", ";"};
    const char *before;

    do {
        before = s.at;
        skip_blanks(&s);
        for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++)
            skip_word(&s, ends[i]);
    } while (s.at != before);
    return s.at == s.end;
}

/* Moves past the string that begins at s->at; to the end when it never closes. */
static void skip_string(struct span *s)
{
    for (s->at++; s->at < s->end; s->at++) {
        if (*s->at == '\\' && s->at + 1 < s->end) {
            s->at++;
        } else if (*s->at == '"') {
            s->at++;
            return;
        }
    }
}

static bool too_many_containers(struct span s)
{
    size_t n = 0;

    while (s.at < s.end) {
        if (*s.at == '"') {
            skip_string(&s);
            continue;
        }
        n += *s.at == '{' || *s.at == '[';
        s.at++;
    }
    return n > CONTAINERS_MAX;
}

/* The four hex digits at p, or -1. */
static int32_t hex4(const char *p, const char *end)
{
    int32_t value = 0;

    if (end - p < 4)
        return -1;
    for (int i = 0; i < 4; i++) {
        unsigned char c = (unsigned char)p[i];

        if (!isxdigit(c))
            return -1;
        value = value * 16 + (isdigit(c) ? c - '0' : (c | 0x20) - 'a' + 10);
    }
    return value;
}

/* Copies the \uXXXX at s->at; NUL and lone surrogates become U+FFFD. */
static void mend_unicode_escape(struct span *s, struct buf *out)
{
    int32_t unit = hex4(s->at + 2, s->end);
    int32_t next = -1;

    if (unit < 0) {
        buf_adds(out, replacement);
        s->at += 2;
        return;
    }
    if (unit >= 0xD800 && unit < 0xDC00 && s->end - s->at >= 12 && s->at[6] == '\\' &&
        s->at[7] == 'u')
        next = hex4(s->at + 8, s->end);
    if (next >= 0xDC00 && next < 0xE000) {
        buf_add(out, s->at, 12);
        s->at += 12;
        return;
    }
    if (unit == 0 || (unit >= 0xD800 && unit < 0xE000))
        buf_adds(out, replacement);
    else
        buf_add(out, s->at, 6);
    s->at += 6;
}

/* Copies the escape at s->at; one that JSON does not know loses its backslash. */
static void mend_escape(struct span *s, struct buf *out)
{
    char escaped = '\0';

    if (s->at + 1 < s->end)
        escaped = s->at[1];
    if (escaped == 'u') {
        mend_unicode_escape(s, out);
    } else if (escaped != '\0' && strchr("\"\\/bfnrt", escaped) != NULL) {
        buf_add(out, s->at, 2);
        s->at += 2;
    } else {
        s->at++;
    }
}

/* Copies one character of a string that is neither a quote nor a backslash. */
static void mend_character(struct span *s, struct buf *out)
{
    unsigned char c = (unsigned char)*s->at;
    int32_t cp;
    size_t n;

    if (c == 0) {
        buf_adds(out, replacement);
        s->at++;
    } else if (c < 0x20) {
        buf_addf(out, "\\u%04x", c);
        s->at++;
    } else {
        n = utf8_read(s->at, (size_t)(s->end - s->at), &cp);
        if (cp < 0)
            buf_adds(out, replacement);
        else
            buf_add(out, s->at, n);
        s->at += n;
    }
}

static void mend_string(struct span *s, struct buf *out)
{
    buf_addch(out, '"');
    s->at++;
    while (s->at < s->end && *s->at != '"')
        if (*s->at == '\\')
            mend_escape(s, out);
        else
            mend_character(s, out);
    if (s->at < s->end) {
        buf_addch(out, '"');
        s->at++;
    }
}

/* Copies a number; one too large for 64 bits becomes a real, one too large for that 0. */
static void mend_number(struct span *s, struct buf *out)
{
    char digits[NUMBER_MAX + 1];
    const char *start = s->at;
    size_t n;

    while (s->at < s->end && (isalnum((unsigned char)*s->at) || strchr("+-.", *s->at) != NULL) &&
           *s->at != '\0')
        s->at++;
    n = (size_t)(s->at - start);
    if (n > NUMBER_MAX) {
        buf_adds(out, "0");
        return;
    }
    memcpy(digits, start, n);
    digits[n] = '\0';
    if (isinf(strtod(digits, NULL))) {
        buf_adds(out, "0");
        return;
    }
    buf_add(out, start, n);
    if (n > LONG_DIGITS && strpbrk(digits, ".eE") == NULL)
        buf_adds(out, "e0");
}

/* Whether only white space stands between the comma at s.at and a closing bracket. */
static bool comma_trails(struct span s)
{
    s.at++;
    skip_blanks(&s);
    return s.at < s.end && (*s.at == '}' || *s.at == ']');
}

static void mend_outside_strings(struct span *s, struct buf *out)
{
    char c = *s->at;

    if (isdigit((unsigned char)c) || c == '-') {
        mend_number(s, out);
        return;
    }
    if (c != ',' || !comma_trails(*s))
        buf_addch(out, c);
    s->at++;
    if (c == ',') {
        /* White space after a comma is dropped, so that no run of it is ever looked at twice. */
        skip_blanks(s);
    }
}

static json_t *load(struct span s, struct span *rest)
{
    json_error_t error;
    json_t *value =
        json_loadb(s.at, (size_t)(s.end - s.at), JSON_DECODE_ANY | JSON_DISABLE_EOF_CHECK, &error);

    if (value != NULL) {
        rest->at = s.at + error.position;
        rest->end = s.end;
    }
    return value;
}

/* A document is an object or an array, with anything after it; a scalar must stand alone, or every
 * text that begins with a number would be JSON. */
static json_t *accept(json_t *value, struct span rest)
{
    if (value == NULL || json_is_object(value) || json_is_array(value) || only_wrapping_left(rest))
        return value;
    json_decref(value);
    return NULL;
}

json_t *json_parse_lenient(const char *s, size_t n)
{
    struct span span = {s, s + n};
    struct span rest = span;
    struct buf mended;
    json_t *value;

    if (s == NULL || n == 0)
        return NULL;
    skip_wrapping(&span);
    if (span.at == span.end || too_many_containers(span))
        return NULL;
    value = load(span, &rest);
    if (value != NULL)
        return accept(value, rest);
    /* The worst growth is a control character: one byte becomes six. */
    buf_init(&mended, (size_t)(span.end - span.at) * 6 + 16);
    while (span.at < span.end)
        if (*span.at == '"')
            mend_string(&span, &mended);
        else
            mend_outside_strings(&span, &mended);
    value = load((struct span){mended.data, mended.data + mended.len}, &rest);
    value = accept(value, rest);
    buf_release(&mended);
    return value;
}

json_t *json_parse(const char *s, size_t n)
{
    return s != NULL ? json_loadb(s, n, JSON_DECODE_ANY, NULL) : NULL;
}

void json_put(json_t *obj, const char *key, const char *s)
{
    json_t *value;
    char *repaired;

    if (s == NULL || s[0] == '\0')
        return;
    value = json_string(s);
    if (value == NULL) {
        repaired = text_repair(s, strlen(s));
        value = json_string(repaired);
        free(repaired);
    }
    json_object_set_new(obj, key, value);
}

void json_put_new(json_t *obj, const char *key, json_t *value)
{
    bool empty = value == NULL || (json_is_object(value) && json_object_size(value) == 0) ||
                 (json_is_array(value) && json_array_size(value) == 0);

    if (empty) {
        json_decref(value);
        return;
    }
    json_object_set_new(obj, key, value);
}

void json_put_int(json_t *obj, const char *key, long long value)
{
    json_object_set_new(obj, key, json_integer(value));
}

/* One step of a path: a key of an object or an index of an array. */
static json_t *step(const json_t *value, const char *key)
{
    long long index;

    if (json_is_object(value))
        return json_object_get(value, key);
    if (json_is_array(value) && text_to_int(key, 0, (long long)json_array_size(value) - 1, &index))
        return json_array_get(value, (size_t)index);
    return NULL;
}

json_t *json_at(const json_t *root, const char *path)
{
    char key[PATH_KEY_MAX];
    json_t *value = NULL;

    for (;;) {
        size_t n = strcspn(path, ".");

        if (n >= sizeof(key))
            return NULL;
        memcpy(key, path, n);
        key[n] = '\0';
        value = step(root, key);
        if (value == NULL || path[n] == '\0')
            return value;
        root = value;
        path += n + 1;
    }
}

const char *json_get(const json_t *root, const char *path)
{
    return json_string_value(json_at(root, path));
}

char *json_text(const json_t *value)
{
    char *text = json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY);

    return text != NULL ? text : xstrdup("null");
}
