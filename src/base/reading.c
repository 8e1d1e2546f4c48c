/* reading: counts and two rates. Words are what stands between blanks; Han, Kana and Hangul have a
 * count of their own, for their blanks mean something else or nothing. */
#include "gloss/base/reading.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "gloss/base/text.h"
#include "gloss/base/utf8.h"

enum { PAGES_BELIEVED = 3000 };

static bool is_ideograph(int32_t cp)
{
    return (cp >= 0x3041 && cp <= 0x30FF) || (cp >= 0x3400 && cp <= 0x9FFF) ||
           (cp >= 0xAC00 && cp <= 0xD7A3) || (cp >= 0xF900 && cp <= 0xFAFF) ||
           (cp >= 0x20000 && cp <= 0x3FFFF);
}

/* Letters as good as exactly: all but the blocks of punctuation and symbols. */
static bool is_letter(int32_t cp)
{
    return cp >= 0xC0 && !(cp >= 0x2000 && cp <= 0x2BFF) && !(cp >= 0x3000 && cp <= 0x303F) &&
           !(cp >= 0xFE10 && cp <= 0xFE6F) && !(cp >= 0xFF01 && cp <= 0xFF0F) && cp != 0xFFFD &&
           cp < 0x1F000;
}

void reading_add(struct reading *r, const char *text, size_t len)
{
    bool in_word = false;
    for (size_t i = 0; i < len;) {
        unsigned char c = (unsigned char)text[i];
        int32_t cp = c;
        i += c < 0x80 ? 1 : utf8_read(text + i, len - i, &cp);
        bool ideograph = c >= 0x80 && is_ideograph(cp);
        bool letter = c < 0x80 ? isalnum(c) != 0 : !ideograph && is_letter(cp);
        r->ideographs += ideograph;
        r->words += letter && !in_word;
        in_word = letter || (in_word && c > ' ' && !ideograph);
    }
}

static long up(size_t n, long of)
{
    return ((long)n + of - 1) / of;
}

long reading_minutes(const struct reading *r)
{
    /* In sixtieths, so that a mixed text is rounded once. */
    size_t seconds =
        r->words * 60 / READING_WORDS_A_MINUTE + r->ideographs * 60 / READING_IDEOGRAPHS_A_MINUTE;
    return up(seconds, 60);
}

long reading_minutes_of_words(long words)
{
    return words > 0 ? up((size_t)words, READING_WORDS_A_MINUTE) : 0;
}

long reading_minutes_of_pages(long pages)
{
    bool believed = pages > 0 && pages <= PAGES_BELIEVED;
    return believed ? up((size_t)pages * READING_MINUTES_OF_PAGES, READING_PAGES) : 0;
}

long reading_pages_in(const char *note)
{
    const char *at = note;
    while (at && (at = text_ifind(at, "page"))) {
        const char *end = at;
        while (end > note && (end[-1] == ' ' || end[-1] == '-'))
            end--;
        const char *digits = end;
        while (digits > note && isdigit((unsigned char)digits[-1]))
            digits--;
        bool alone = digits == note || strchr(" ,;:(.~", digits[-1]);
        long pages = end > digits && end - digits <= 4 && alone ? strtol(digits, NULL, 10) : 0;
        if (pages > 0 && pages <= PAGES_BELIEVED)
            return pages;
        at += strlen("page");
    }
    return 0;
}
