/* sentences: where one ends, for the first lines of an abstract.
 *
 * Declared in text.h. A full stop is the ambiguous one: it also ends abbreviations, initials and
 * the number of a list item. When in doubt the sentence goes on, since a longer excerpt reads
 * better than one that stops at "et al.". */
#include <ctype.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>

#include "gloss/base/buf.h"
#include "gloss/base/mem.h"
#include "gloss/base/text.h"
#include "gloss/base/utf8.h"

/* Words before a full stop that does not end a sentence; lower case, without that stop. */
static const char *const abbreviations[] = {
    "al",   "apr", "approx", "assn", "aug", "ave",  "bros", "bzw", "ca",  "cf",   "co",  "conf",
    "corp", "dec", "dept",   "dr",   "eds", "esp",  "feb",  "gov", "hon", "ibid", "inc", "incl",
    "jan",  "jr",  "jul",    "jun",  "ltd", "mr",   "mrs",  "ms",  "mt",  "nov",  "oct", "prof",
    "resp", "rev", "sept",   "sr",   "st",  "univ", "usw",  "viz", "vs",
};

/* Words that are abbreviations only before a number: "the answer is no." */
static const char *const before_numbers[] = {
    "alg", "app",  "ch",  "chap", "def",  "eq",  "eqn", "eqs", "ex",
    "fig", "figs", "lem", "no",   "nos",  "op",  "p",   "pp",  "prop",
    "ref", "refs", "sec", "secs", "sect", "tab", "thm", "vol", "vols",
};

enum { WORD_LONGEST = 12 };

static bool is_one_of(const char *word, size_t n, const char *const *table, size_t rows)
{
    char key[WORD_LONGEST + 1];

    if (n == 0 || n > WORD_LONGEST)
        return false;
    memcpy(key, word, n);
    key[n] = '\0';
    for (size_t i = 0; i < rows; i++)
        if (text_ieq(key, table[i]))
            return true;
    return false;
}

/* Whether the word is an abbreviation, with `next` the first character after its stop and blank. */
static bool is_abbreviation(const char *word, size_t n, char next)
{
    return is_one_of(word, n, abbreviations, sizeof(abbreviations) / sizeof(abbreviations[0])) ||
           (isdigit((unsigned char)next) &&
            is_one_of(word, n, before_numbers, sizeof(before_numbers) / sizeof(before_numbers[0])));
}

static bool is_all_digits(const char *s, size_t n)
{
    size_t i = 0;

    while (i < n && isdigit((unsigned char)s[i]))
        i++;
    return i == n && n > 0;
}

/* Whether the stop at s[at] ends no sentence because of the word before it, which does not begin
 * before `start`, where the sentence does. */
static bool word_forbids(const char *s, size_t start, size_t at)
{
    size_t word = at;
    char next = '\0';

    while (word > start && at - word <= WORD_LONGEST && s[word - 1] != ' ' &&
           strchr("([{\"'/-", s[word - 1]) == NULL)
        word--;
    if (s[at + 1] == ' ')
        next = s[at + 2];
    if (is_abbreviation(s + word, at - word, next))
        return true;
    if (at - word == 1 && isalpha((unsigned char)s[word]))
        return true; /* an initial */
    if (at - word >= 2 && s[at - 2] == '.' && isalpha((unsigned char)s[at - 1]))
        return true;                                            /* e.g. i.e. U.S. */
    return word == start && is_all_digits(s + word, at - word); /* 1. Introduction */
}

/* Ends that need no blank after them. */
static bool is_cjk_end(int32_t cp)
{
    return cp == 0x3002 || cp == 0xFF01 || cp == 0xFF1F;
}

static bool is_end(int32_t cp)
{
    return cp == '.' || cp == '!' || cp == '?' || cp == 0x2026 || is_cjk_end(cp);
}

/* Closing marks that belong to the sentence they follow. */
static bool is_closing(int32_t cp)
{
    return cp == ')' || cp == ']' || cp == '"' || cp == '\'' || cp == 0x2019 || cp == 0x201D ||
           cp == 0xBB || cp == 0x300D || cp == 0x300F || cp == 0xFF09;
}

static size_t skip_closing(const char *s, size_t n, size_t at)
{
    while (at < n) {
        int32_t cp;
        size_t length = utf8_read(s + at, n - at, &cp);

        if (!is_closing(cp) && !is_end(cp))
            break;
        at += length;
    }
    return at;
}

/* Whether what follows the blank at s[at] may begin a sentence. */
static bool begins_sentence(const char *s, size_t n, size_t at)
{
    int32_t cp;

    if (at + 1 >= n)
        return true;
    utf8_read(s + at + 1, n - at - 1, &cp);
    return utf8proc_category(cp) != UTF8PROC_CATEGORY_LL && cp != ',' && cp != ';';
}

/* Where the sentence that starts at `start` ends: behind its last mark, n when it never does. */
static size_t sentence_end(const char *s, size_t n, size_t start)
{
    size_t at = start;

    while (at < n) {
        int32_t cp;
        size_t length = utf8_read(s + at, n - at, &cp);
        size_t after = at + length;

        if (!is_end(cp)) {
            at = after;
            continue;
        }
        after = skip_closing(s, n, after);
        if (after == n || is_cjk_end(cp))
            return after;
        if (s[after] == ' ' && begins_sentence(s, n, after) &&
            !(cp == '.' && word_forbids(s, start, at)))
            return after;
        at = after;
    }
    return n;
}

static size_t count_characters(const char *s, size_t n)
{
    size_t count = 0;

    for (size_t i = 0; i < n; i++)
        count += ((unsigned char)s[i] & 0xC0) != 0x80;
    return count;
}

/* The first `max` characters, cut at a word end where one is near. */
static char *cut(const char *s, size_t max)
{
    size_t n = strlen(s);
    size_t count = 0;
    size_t at = 0;
    size_t blank = 0;
    size_t blank_count = 0;
    struct buf out;

    while (at < n && count + 1 < max) {
        int32_t cp;
        size_t length = utf8_read(s + at, n - at, &cp);

        if (cp == ' ') {
            blank = at;
            blank_count = count;
        }
        at += length;
        count++;
    }
    if (at < n && s[at] != ' ' && blank_count * 2 >= max)
        at = blank;
    while (at > 0 && strchr(" ,;:-", s[at - 1]) != NULL)
        at--;
    buf_init(&out, at + 3);
    buf_add(&out, s, at);
    buf_adds(&out, "…");
    return buf_take(&out, NULL);
}

/* Whether s[from..n) ends as sentences do. Descriptions are often cut off in mid-word. */
static bool is_finished(const char *s, size_t n, size_t from)
{
    bool ended = false;

    for (size_t at = from; at < n;) {
        int32_t cp;

        at += utf8_read(s + at, n - at, &cp);
        ended = is_end(cp) || (ended && is_closing(cp));
    }
    return ended;
}

char *text_sentences(const char *s, size_t max)
{
    char *clean = text_clean(s, strlen(s));
    size_t n = strlen(clean);
    size_t characters = 0;
    size_t taken = 0;
    size_t start = 0;
    char *result;

    while (start < n) {
        size_t end = sentence_end(clean, n, start);

        characters += count_characters(clean + taken, end - taken);
        if (characters > max || (taken > 0 && end == n && !is_finished(clean, n, start)))
            break;
        taken = end;
        start = end < n && clean[end] == ' ' ? end + 1 : end;
    }
    if (taken == 0 && n > 0)
        result = max > 0 ? cut(clean, max) : xstrndup("", 0);
    else
        result = xstrndup(clean, taken);
    free(clean);
    return result;
}
