/* ascii: Unicode's own decomposition does most of it; the table holds the Latin letters that it
 * leaves whole. */
#include "gloss/base/ascii.h"

#include <ctype.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "gloss/base/buf.h"
#include "gloss/base/normal.h"
#include "gloss/base/text.h"
#include "gloss/base/utf8.h"

/* Folded letters that have no decomposition (ß becomes ss by case folding). */
static const struct {
    int32_t cp;
    const char *ascii;
} spellings[] = {
    {0xE6, "ae"}, {0xF0, "d"},  {0xF8, "o"},  {0xFE, "th"}, {0x111, "d"},  {0x127, "h"},
    {0x131, "i"}, {0x138, "k"}, {0x142, "l"}, {0x14B, "n"}, {0x153, "oe"}, {0x167, "t"},
    {0x180, "b"}, {0x19A, "l"}, {0x1DD, "e"}, {0x237, "j"}, {0x253, "b"},  {0x254, "o"},
    {0x257, "d"}, {0x259, "e"}, {0x25B, "e"}, {0x268, "i"}, {0x269, "i"},  {0x272, "n"},
};

static const char *spelling_of(int32_t cp)
{
    for (size_t i = 0; i < sizeof spellings / sizeof *spellings; i++)
        if (spellings[i].cp == cp)
            return spellings[i].ascii;
    return NULL;
}

static bool is_apostrophe(int32_t cp)
{
    return cp == '\'' || cp == '`' || cp == 0xB4 || cp == 0x2BC || cp == 0x2018 || cp == 0x2019;
}

/* Apostrophes are gone before the decomposition, which would turn some of them into blanks. */
static void take_repaired(struct buf *b, const char *s)
{
    char *repaired = text_repair(s, strlen(s));
    size_t n = strlen(repaired);
    buf_init(b, n);
    for (size_t i = 0; i < n;) {
        int32_t cp = 0;
        size_t length = utf8_read(repaired + i, n - i, &cp);
        if (!is_apostrophe(cp))
            (void)buf_add(b, repaired + i, length);
        i += length;
    }
    free(repaired);
}

/* Whether a code point stands between words. Letters of other scripts, and marks, do not. */
static bool separates(int32_t cp)
{
    return cp < 0x80 || (cp >= 0x2000 && cp <= 0x2BFF) || (cp >= 0x3000 && cp <= 0x303F) ||
           (cp >= 0xA1 && cp <= 0xBF) || cp == 0xD7 || cp == 0xF7;
}

char *ascii_words(const char *s)
{
    struct buf bare, out;
    bool blank = false;
    take_repaired(&bare, s);
    normal_apply(&bare, NORMAL_BARE);
    buf_init(&out, 3 * bare.len);
    for (size_t i = 0; i < bare.len;) {
        int32_t cp = 0;
        size_t length = utf8_read(bare.data + i, bare.len - i, &cp);
        bool plain = cp > 0 && cp < 0x80 && isalnum(cp);
        char own[2] = "";
        if (plain)
            own[0] = bare.data[i];
        const char *spelling = plain ? own : spelling_of(cp);
        i += length;
        if (!spelling) {
            blank = blank || separates(cp);
            continue;
        }
        if (blank && out.len > 0)
            (void)buf_addch(&out, ' ');
        blank = false;
        (void)buf_adds(&out, spelling);
    }
    buf_release(&bare);
    return buf_take(&out, NULL);
}
