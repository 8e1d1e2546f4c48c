/* phrase: whole-word search in folded text. */
#include "gloss/judge/phrase.h"

#include <string.h>

enum { SENTENCE = 100, UNSPACED = 0xE0 };

/* From U+0800 on words need no blanks around them (kana, ideographs, Thai), or take endings
 * (Hangul); below, all scripts have blanks. */
static bool needs_blank(char c)
{
    return (unsigned char)c < UNSPACED;
}

static bool is_inner(char c)
{
    return ((unsigned char)c & 0xC0) == 0x80;
}

/* The first byte of the character whose last byte is at `at`. */
static char first_byte(const char *from, const char *at)
{
    while (at > from && is_inner(*at))
        at--;
    return *at;
}

static bool ends_here(const char *words, size_t n, const char *after)
{
    return *after == '\0' || *after == ' ' || !needs_blank(first_byte(words, words + n - 1)) ||
           !needs_blank(*after);
}

const char *phrase_find(const char *folded, const char *words)
{
    size_t n = strlen(words);
    for (const char *at = strstr(folded, words); at != NULL; at = strstr(at + 1, words)) {
        bool begins = at == folded || at[-1] == ' ' || !needs_blank(*words) ||
                      !needs_blank(first_byte(folded, at - 1));
        if (begins && ends_here(words, n, at + n))
            return at;
    }
    return NULL;
}

bool phrase_in(const char *folded, const struct phrase *p)
{
    const char *at = folded;
    while ((at = phrase_find(at, p->text)) != NULL) {
        if (p->then == NULL)
            return true;
        at += strlen(p->text);
        const char *then = phrase_find(at, p->then);
        if (then == NULL)
            return false;
        if (then - at <= SENTENCE)
            return true;
    }
    return false;
}

bool phrase_starts(const char *folded, const char *words)
{
    size_t n = strlen(words);
    return strncmp(folded, words, n) == 0 && ends_here(words, n, folded + n);
}
