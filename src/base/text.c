/* text: the gate through which every string from outside passes.
 *
 * Nearly every string is short ASCII, so each function first looks how far plain ASCII reaches and
 * does the Unicode work only from there on. Nothing here takes more than linear time: the one
 * quadratic step of normalising, putting combining marks in order, is bounded by limiting how many
 * may follow each other (the stream-safe format of Unicode Annex 15). */
#include "gloss/base/text.h"

#include <ctype.h>
#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>

#include "gloss/base/buf.h"
#include "gloss/base/mem.h"
#include "gloss/base/normal.h"
#include "gloss/base/utf8.h"

static const char replacement[] = "\xEF\xBF\xBD";

bool text_is_utf8(const char *s, size_t n)
{
    size_t i = utf8_ascii_prefix(s, n);

    while (i < n) {
        int32_t cp;

        i += utf8_read(s + i, n - i, &cp);
        if (cp < 0)
            return false;
        i += utf8_ascii_prefix(s + i, n - i);
    }
    return true;
}

char *text_repair(const char *s, size_t n)
{
    struct buf out;

    if (text_is_utf8(s, n))
        return xstrndup(s, n);
    buf_init(&out, n * 3); /* each bad byte becomes at most U+FFFD, three bytes */
    for (size_t i = 0; i < n;) {
        size_t ascii = utf8_ascii_prefix(s + i, n - i);
        size_t length;
        int32_t cp;

        buf_add(&out, s + i, ascii);
        i += ascii;
        if (i == n)
            break;
        length = utf8_read(s + i, n - i, &cp);
        buf_add(&out, cp < 0 ? replacement : s + i, cp < 0 ? 3 : length);
        i += length;
    }
    return buf_take(&out, NULL);
}

/* Code points that are dropped: they show nothing, or change how their neighbours are shown. */
static const struct {
    int32_t first, last;
} unwanted[] = {
    {0x0000, 0x0008},   /* C0 controls that are no white space */
    {0x000E, 0x001F},   /* */
    {0x007F, 0x0084},   /* DEL and C1 controls but for NEL */
    {0x0086, 0x009F},   /* */
    {0x00AD, 0x00AD},   /* soft hyphen */
    {0x180E, 0x180E},   /* Mongolian vowel separator */
    {0x200B, 0x200B},   /* zero-width space */
    {0x202A, 0x202E},   /* bidi embeddings and overrides */
    {0x2060, 0x206F},   /* word joiner, invisible operators, bidi isolates, deprecated controls */
    {0xFDD0, 0xFDEF},   /* noncharacters */
    {0xFEFF, 0xFEFF},   /* byte order mark */
    {0xFFF9, 0xFFFB},   /* interlinear annotation */
    {0xE0000, 0xE00FF}, /* tags: a whole hidden alphabet */
};

/* White space of every kind. */
static const struct {
    int32_t first, last;
} spaces[] = {
    {0x0009, 0x000D}, {0x0020, 0x0020}, {0x0085, 0x0085}, {0x00A0, 0x00A0}, {0x1680, 0x1680},
    {0x2000, 0x200A}, {0x2028, 0x2029}, {0x202F, 0x202F}, {0x205F, 0x205F}, {0x3000, 0x3000},
};

static bool is_unwanted(int32_t cp)
{
    if ((cp & 0xFFFE) == 0xFFFE)
        return true; /* the last two of each plane are noncharacters */
    for (size_t i = 0; i < sizeof(unwanted) / sizeof(unwanted[0]); i++)
        if (cp >= unwanted[i].first && cp <= unwanted[i].last)
            return true;
    return false;
}

static bool is_space(int32_t cp)
{
    for (size_t i = 0; i < sizeof(spaces) / sizeof(spaces[0]); i++)
        if (cp >= spaces[i].first && cp <= spaces[i].last)
            return true;
    return false;
}

/* Adds a blank unless that would be a leading or a second one. */
static void add_blank(struct buf *out)
{
    if (out->len > 0 && out->data[out->len - 1] != ' ')
        buf_addch(out, ' ');
}

/* Copies n bytes of ASCII without controls, white space folded. */
static void add_ascii(struct buf *out, const char *s, size_t n)
{
    size_t i = 0;

    while (i < n) {
        size_t start = i;
        unsigned char c;

        while (i < n && s[i] > ' ' && s[i] != 0x7F)
            i++;
        buf_add(out, s + start, i - start);
        if (i == n)
            return;
        c = (unsigned char)s[i++];
        if (c == ' ' || (c >= '\t' && c <= '\r'))
            add_blank(out);
    }
}

/* Whether cp neither changes under NFC nor combines with anything that does not: all below U+0300,
 * dashes and quotes, ideographs, emoji. Enough for most pages to need no normalising at all. */
static bool is_settled(int32_t cp)
{
    return cp < 0x300 || (cp >= 0x2010 && cp <= 0x205E) || (cp >= 0x3400 && cp <= 0x9FFF) ||
           (cp >= 0x1F300 && cp <= 0x1FAFF);
}

char *text_clean(const char *s, size_t n)
{
    struct buf out;
    bool simple = true; /* in NFC as it is */

    buf_init(&out, n * 3);
    for (size_t i = 0; i < n;) {
        size_t ascii = utf8_ascii_prefix(s + i, n - i);
        size_t length;
        int32_t cp;

        add_ascii(&out, s + i, ascii);
        i += ascii;
        if (i == n)
            break;
        length = utf8_read(s + i, n - i, &cp);
        if (cp < 0) {
            buf_adds(&out, replacement);
        } else if (is_space(cp)) {
            add_blank(&out);
        } else if (!is_unwanted(cp)) {
            buf_add(&out, s + i, length);
            simple = simple && is_settled(cp);
        }
        i += length;
    }
    if (out.len > 0 && out.data[out.len - 1] == ' ')
        buf_truncate(&out, out.len - 1);
    if (!simple)
        normal_apply(&out, NORMAL_NFC);
    return buf_take(&out, NULL);
}

/* Cells or characters that one code point takes. */
static size_t cells_of(int32_t cp)
{
    int width = cp < 0 ? 1 : utf8proc_charwidth(cp);

    return width > 0 ? (size_t)width : 0;
}

size_t text_width(const char *s)
{
    size_t n = strlen(s);
    size_t width = 0;

    for (size_t i = 0; i < n;) {
        int32_t cp;

        i += utf8_read(s + i, n - i, &cp);
        width += cells_of(cp);
    }
    return width;
}

/* Where to cut s so that at most `budget` cells stay: between characters as people see them, at the
 * last blank when at least half remains. */
static size_t cut_place(const char *s, size_t n, size_t budget)
{
    utf8proc_int32_t state = 0;
    size_t width = 0;
    size_t blank = 0;
    size_t blank_width = 0;
    size_t boundary = 0;
    int32_t previous = -1;

    for (size_t i = 0; i < n;) {
        int32_t cp;
        size_t length = utf8_read(s + i, n - i, &cp);

        if (previous < 0 || utf8proc_grapheme_break_stateful(previous, cp, &state))
            boundary = i;
        width += cells_of(cp);
        if (width > budget)
            break;
        if (cp == ' ') {
            blank = i;
            blank_width = width - 1;
        }
        previous = cp;
        i += length;
    }
    if (boundary < n && s[boundary] == ' ')
        return boundary;
    return blank_width * 2 >= budget ? blank : boundary;
}

char *text_fit(const char *s, size_t cells)
{
    char *clean = text_clean(s, strlen(s));
    struct buf out;
    size_t n;

    if (text_width(clean) <= cells)
        return clean;
    buf_init(&out, strlen(clean) + 3);
    if (cells > 0) {
        n = cut_place(clean, strlen(clean), cells - 1);
        while (n > 0 && strchr(" ,;:-", clean[n - 1]) != NULL)
            n--;
        buf_add(&out, clean, n);
        buf_adds(&out, "…");
    }
    free(clean);
    return buf_take(&out, NULL);
}

static char lower(char c)
{
    if (c >= 'A' && c <= 'Z')
        c = (char)(c + ('a' - 'A'));
    return c;
}

bool text_is_any(const char *s, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(s, words[i]) == 0)
            return true;
    return false;
}

bool text_ieq(const char *a, const char *b)
{
    for (; *a != '\0' && lower(*a) == lower(*b); a++, b++) {
    }
    return lower(*a) == lower(*b);
}

bool text_istarts(const char *s, const char *prefix)
{
    for (; *prefix != '\0' && lower(*s) == lower(*prefix); s++, prefix++) {
    }
    return *prefix == '\0';
}

bool text_iends(const char *s, const char *suffix)
{
    size_t n = strlen(s);
    size_t m = strlen(suffix);

    return m <= n && text_ieq(s + (n - m), suffix);
}

const char *text_ifind(const char *haystack, const char *needle)
{
    if (*needle == '\0')
        return haystack;
    for (; *haystack != '\0'; haystack++)
        if (lower(*haystack) == lower(*needle) && text_istarts(haystack, needle))
            return haystack;
    return NULL;
}

bool text_to_int(const char *s, long long min, long long max, long long *out)
{
    const char *digits = *s == '-' ? s + 1 : s;
    long long value;
    char *end;

    if (!isdigit((unsigned char)*digits))
        return false;
    errno = 0;
    value = strtoll(s, &end, 10);
    if (*end != '\0' || errno != 0 || value < min || value > max)
        return false;
    *out = value;
    return true;
}
