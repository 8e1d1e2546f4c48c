/* fold: strings made comparable, and compared.
 *
 * Titles are told apart by their words, not by their dashes, quotes and capitals: the functions are
 * declared in text.h. Accents stay, since they distinguish words and names. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>

#include "gloss/base/buf.h"
#include "gloss/base/mem.h"
#include "gloss/base/normal.h"
#include "gloss/base/text.h"
#include "gloss/base/utf8.h"

enum role { ROLE_WORD, ROLE_DROPPED, ROLE_BLANK };

/* Marks that stand inside words: without them the word is still one word. */
static bool joins(int32_t cp)
{
    static const int32_t marks[] = {'\'', '"', '.', ',', '`', 0xB4, 0xB7, 0x2BC, 0x2032, 0x2033};

    for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
        if (cp == marks[i])
            return true;
    return cp >= 0x2018 && cp <= 0x201F;
}

static enum role role_of(int32_t cp)
{
    if (joins(cp))
        return ROLE_DROPPED;
    switch (utf8proc_category(cp)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO:
        return ROLE_WORD;
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
        return cp < 0x80 && cp >= '\t' && cp <= '\r' ? ROLE_BLANK : ROLE_DROPPED;
    default:
        return cp == '+' || cp == '#' ? ROLE_WORD : ROLE_BLANK; /* C++, C# */
    }
}

/* Appends what is kept of s, blanks single and none at either end. */
static void add_words(struct buf *out, const char *s, size_t n)
{
    bool blank = false;

    for (size_t i = 0; i < n;) {
        int32_t cp;
        size_t length = utf8_read(s + i, n - i, &cp);
        enum role role = cp < 0 ? ROLE_DROPPED : role_of(cp);

        if (role == ROLE_WORD) {
            if (blank && out->len > 0)
                buf_addch(out, ' ');
            buf_add(out, s + i, length);
            blank = false;
        } else if (role == ROLE_BLANK) {
            blank = true;
        }
        i += length;
    }
}

/* Lower-cases ASCII; other text goes through Unicode's compatibility forms and case folding. */
static void fold_case(struct buf *b)
{
    if (utf8_ascii_prefix(b->data, b->len) < b->len) {
        normal_apply(b, NORMAL_NFKC_FOLD);
        return;
    }
    for (size_t i = 0; i < b->len; i++)
        if (b->data[i] >= 'A' && b->data[i] <= 'Z')
            b->data[i] = (char)(b->data[i] + ('a' - 'A'));
}

char *text_fold(const char *s)
{
    char *repaired = text_repair(s, strlen(s));
    size_t n = strlen(repaired);
    struct buf folded;
    struct buf words;

    buf_init(&folded, n);
    buf_add(&folded, repaired, n);
    free(repaired);
    fold_case(&folded);
    buf_init(&words, folded.len * 2);
    add_words(&words, folded.data, folded.len);
    buf_release(&folded);
    return buf_take(&words, NULL);
}

/* Scripts written without blanks: there each character counts as a word. */
static bool stands_alone(int32_t cp)
{
    return (cp >= 0x2E80 && cp <= 0x9FFF) || (cp >= 0xF900 && cp <= 0xFAFF) ||
           (cp >= 0x20000 && cp <= 0x3FFFF);
}

struct word {
    const char *at;
    size_t length;
};

static size_t word_length(const char *s, size_t n)
{
    size_t i = 0;

    while (i < n && s[i] != ' ') {
        int32_t cp;
        size_t length = utf8_read(s + i, n - i, &cp);

        if (stands_alone(cp))
            return i > 0 ? i : length;
        i += length;
    }
    return i;
}

/* Splits folded text into words; the caller frees the array. */
static struct word *split(const char *s, size_t *count)
{
    struct word *words = NULL;
    size_t n = strlen(s);
    size_t room = 0;

    *count = 0;
    for (size_t i = 0; i < n;) {
        size_t length;

        if (s[i] == ' ') {
            i++;
            continue;
        }
        length = word_length(s + i, n - i);
        grow_array(&words, &room, *count + 1, sizeof(*words));
        words[(*count)++] = (struct word){s + i, length};
        i += length;
    }
    return words;
}

static int compare_words(const void *a, const void *b)
{
    const struct word *x = a;
    const struct word *y = b;
    int order = memcmp(x->at, y->at, x->length < y->length ? x->length : y->length);

    return order != 0 ? order : (x->length > y->length) - (x->length < y->length);
}

/* How many words two sorted arrays share, repeated ones as often as both have them. */
static size_t count_common(const struct word *a, size_t a_count, const struct word *b,
                           size_t b_count)
{
    size_t common = 0;
    size_t i = 0;
    size_t j = 0;

    while (i < a_count && j < b_count) {
        int order = compare_words(&a[i], &b[j]);

        common += order == 0;
        i += order <= 0;
        j += order >= 0;
    }
    return common;
}

double text_similarity(const char *a, const char *b)
{
    char *folded_a = text_fold(a);
    char *folded_b = text_fold(b);
    size_t a_count;
    size_t b_count;
    struct word *a_words = split(folded_a, &a_count);
    struct word *b_words = split(folded_b, &b_count);
    double similarity = 0;

    if (a_count > 0 && b_count > 0) {
        qsort(a_words, a_count, sizeof(*a_words), compare_words);
        qsort(b_words, b_count, sizeof(*b_words), compare_words);
        similarity = 2.0 * (double)count_common(a_words, a_count, b_words, b_count) /
                     (double)(a_count + b_count);
    }
    free(a_words);
    free(b_words);
    free(folded_a);
    free(folded_b);
    return similarity;
}

bool text_contains(const char *whole, const char *part)
{
    char *folded_whole = text_fold(whole);
    char *folded_part = text_fold(part);
    /* With a blank at either end, whole words are what a plain search finds. */
    char *haystack = xasprintf(" %s ", folded_whole);
    char *needle = xasprintf(" %s ", folded_part);
    bool found = folded_part[0] != '\0' && strstr(haystack, needle) != NULL;

    free(needle);
    free(haystack);
    free(folded_part);
    free(folded_whole);
    return found;
}
