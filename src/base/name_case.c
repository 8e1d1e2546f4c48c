/* name_case: names that were shouted, brought back to how they are written.
 *
 * Only a full name is touched: a single word in capitals may be an acronym, and one word in
 * capitals among others is how some write a family name. */
#include "gloss/base/name_case.h"

#include <ctype.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>

#include "gloss/base/buf.h"
#include "gloss/base/name_words.h"
#include "gloss/base/utf8.h"

/* Whether s has letters and all that have a case are capitals. */
static bool is_shouted(const char *s)
{
    size_t n = strlen(s);
    bool capitals = false;

    for (size_t i = 0; i < n;) {
        int32_t cp;

        i += utf8_read(s + i, n - i, &cp);
        if (cp >= 0 && utf8proc_toupper(cp) != cp)
            return false;
        capitals = capitals || (cp >= 0 && utf8proc_tolower(cp) != cp);
    }
    return capitals;
}

/* Whether the capitals of a word are its own: initials ("JK" in front), numbers. */
static bool keeps_capitals(const char *word, size_t n, bool first)
{
    bool vowel = false;

    for (size_t i = 0; i < n; i++)
        vowel = vowel || strchr("AEIOUY", word[i]) != NULL || (unsigned char)word[i] >= 0x80;
    return memchr(word, '.', n) != NULL || n == 1 || (first && !vowel && n <= 3) ||
           (name_word_kind(word, n) & KIND_GENERATION) != 0;
}

/* Appends a word of capitals as names are written: Jean-Luc, O'Brien, McDonald. */
static void add_recased(struct buf *out, const char *word, size_t n)
{
    bool capital = true;

    for (size_t i = 0; i < n;) {
        char bytes[UTF8_BYTES_MAX];
        int32_t cp;
        size_t length = utf8_read(word + i, n - i, &cp);

        if (!capital)
            cp = utf8proc_tolower(cp);
        buf_add(out, bytes, utf8_write(cp, bytes));
        capital = cp == '-' || ((cp == '\'' || cp == 0x2019) && n - i > 3) ||
                  (i == 1 && n > 4 && memcmp(word, "MC", 2) == 0);
        i += length;
    }
}

/* Re-cases a full name in capitals. */
char *name_recase(char *s)
{
    struct name_words w;
    struct buf out;

    name_words_split(s, &w);
    if (w.count < 2 || w.overflow || !is_shouted(s))
        return s;
    buf_init(&out, strlen(s) * 2);
    for (size_t i = 0; i < w.count; i++) {
        bool particle =
            i > 0 && i + 1 < w.count && (name_word_kind(w.at[i], w.length[i]) & KIND_PARTICLE) != 0;

        if (i > 0)
            buf_addch(&out, ' ');
        if (particle)
            for (size_t j = 0; j < w.length[i]; j++)
                buf_addch(&out, (char)tolower((unsigned char)w.at[i][j]));
        else if (keeps_capitals(w.at[i], w.length[i], i == 0))
            buf_add(&out, w.at[i], w.length[i]);
        else
            add_recased(&out, w.at[i], w.length[i]);
    }
    free(s);
    return buf_take(&out, NULL);
}
