/* Words are compared, not letters: a word is found again in its plural, its stem, with a typing
 * error, or in the initials of other words. Where in doubt the two are alike. */
#include "gloss/base/drift.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "gloss/base/mem.h"
#include "gloss/base/text.h"

enum {
    WORDS_MAX = 64,
    LETTERS_MAX = 48,     /* of a word that is searched for typing errors */
    TELLING_MIN = 3,      /* words that a text has to have to be taken for a title ... */
    TITLE_TELLING_MIN = 2 /* ... and a title, to tell that it is another */
};

/* Folded words that mean nothing by themselves: grammar, and what people write on a link to say
 * what kind of thing is behind it. Sorted. */
static const char *const grammar[] = {"a",    "an",   "and", "are",  "as",   "at",  "by",
                                      "for",  "from", "how", "in",   "into", "is",  "it",
                                      "its",  "of",   "on",  "or",   "that", "the", "they",
                                      "this", "to",   "via", "what", "why",  "with"};
static const char *const labels[] = {
    "abs",        "abstract",  "acm",      "announcement", "appendix",  "article",    "arxiv",
    "blog",       "book",      "chapter",  "click",        "code",      "colab",      "data",
    "dataset",    "demo",      "doc",      "docs",         "doi",       "download",   "github",
    "gitlab",     "here",      "home",     "homepage",     "html",      "ieee",       "lecture",
    "link",       "more",      "notebook", "official",     "online",    "openreview", "original",
    "page",       "paper",     "pdf",      "post",         "poster",    "preprint",   "project",
    "read",       "recording", "repo",     "repository",   "site",      "slides",     "source",
    "supplement", "talk",      "thread",   "tutorial",     "tweet",     "version",    "video",
    "web",        "website",   "weights",  "wiki",         "wikipedia", "youtube"};

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static int by_word(const void *key, const void *row)
{
    return strcmp(key, *(const char *const *)row);
}

static bool listed(const char *word, const char *const *table, size_t count)
{
    return bsearch(word, table, count, sizeof(*table), by_word) != NULL;
}

struct words {
    char *folded; /* cut into words by NULs */
    const char *items[WORDS_MAX];
    bool telling[WORDS_MAX]; /* neither grammar nor label nor number */
    bool found[WORDS_MAX];   /* in the other text */
    size_t count;
    size_t telling_count;
};

static void words_init(struct words *w, const char *text)
{
    char *rest;
    *w = (struct words){.folded = text_fold(text)};
    for (char *word = strtok_r(w->folded, " ", &rest); word && w->count < WORDS_MAX;
         word = strtok_r(NULL, " ", &rest)) {
        bool number = word[strspn(word, "0123456789")] == '\0';
        bool telling = !number && !listed(word, grammar, COUNT(grammar)) &&
                       !listed(word, labels, COUNT(labels));
        w->telling[w->count] = telling;
        w->telling_count += telling;
        w->items[w->count++] = word;
    }
}

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Levenshtein's distance of two words, bytes for letters. */
static size_t distance(const char *a, size_t a_len, const char *b, size_t b_len)
{
    size_t row[LETTERS_MAX + 1];
    for (size_t j = 0; j <= b_len; j++)
        row[j] = j;
    for (size_t i = 1; i <= a_len; i++) {
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t j = 1; j <= b_len; j++) {
            size_t above = row[j];
            size_t changed = diagonal + (a[i - 1] != b[j - 1]);
            row[j] = smaller(changed, 1 + smaller(above, row[j - 1]));
            diagonal = above;
        }
    }
    return row[b_len];
}

/* Whether two folded words are one: equal, an abbreviation ("intro"), the same stem, misspelt. */
static bool same_word(const char *a, const char *b)
{
    size_t a_len = strlen(a), b_len = strlen(b);
    size_t shorter = smaller(a_len, b_len), longer = a_len + b_len - shorter;
    size_t common = 0;
    while (common < shorter && a[common] == b[common])
        common++;
    bool plural = longer == shorter + 1 && shorter >= 2 && (a_len > b_len ? a : b)[shorter] == 's';
    if (common == shorter && (longer == shorter || shorter >= 4 || plural))
        return true;
    if (common >= 4 && common * 3 >= longer * 2)
        return true;
    size_t errors = shorter >= 8 ? 2 : shorter >= 5 ? 1 : 0;
    return errors > 0 && longer <= LETTERS_MAX && longer - shorter <= errors &&
           distance(a, a_len, b, b_len) <= errors;
}

/* How many words of w from `at` on the n letters are the initials of, grammar counted or left out;
 * 0 when they are not. */
static size_t initials_run(const char *letters, size_t n, const struct words *w, size_t at,
                           bool skip_grammar)
{
    size_t i = at;
    for (size_t met = 0; met < n; i++) {
        if (i >= w->count)
            return 0;
        if (skip_grammar && listed(w->items[i], grammar, COUNT(grammar)))
            continue;
        if (w->items[i][0] != letters[met++])
            return 0;
    }
    return i - at;
}

/* Marks the words of w that the n letters are the initials of. */
static bool mark_initials(const char *letters, size_t n, struct words *w)
{
    for (size_t at = 0; at < w->count; at++) {
        size_t run = initials_run(letters, n, w, at, false);
        if (run == 0)
            run = initials_run(letters, n, w, at, true);
        for (size_t i = 0; i < run; i++)
            w->found[at + i] = true;
        if (run > 0)
            return true;
    }
    return false;
}

/* The same for an acronym ("rag"), also in its plural ("rags"). */
static bool find_initials(const char *word, struct words *w)
{
    size_t n = strlen(word);
    if (n < 2)
        return false;
    return mark_initials(word, n, w) ||
           (n > 2 && word[n - 1] == 's' && mark_initials(word, n - 1, w));
}

static void find_words(struct words *a, struct words *b)
{
    for (size_t i = 0; i < a->count; i++)
        for (size_t k = 0; k < b->count; k++)
            if (same_word(a->items[i], b->items[k]))
                a->found[i] = b->found[k] = true;
    for (size_t i = 0; i < a->count; i++)
        a->found[i] = find_initials(a->items[i], b) || a->found[i];
    for (size_t k = 0; k < b->count; k++)
        b->found[k] = find_initials(b->items[k], a) || b->found[k];
}

static size_t found_count(const struct words *w)
{
    size_t n = 0;
    for (size_t i = 0; i < w->count; i++)
        n += w->telling[i] && w->found[i];
    return n;
}

/* Whether most telling words begin with a byte of another script than ours: a translation shares no
 * words with its original. */
static bool is_foreign(const struct words *w)
{
    size_t n = 0;
    for (size_t i = 0; i < w->count; i++)
        n += w->telling[i] && (unsigned char)w->items[i][0] >= 0xC8;
    return n * 2 > w->telling_count;
}

static enum likeness by_words(struct words *text, struct words *title)
{
    find_words(text, title);
    size_t in_text = found_count(text), in_title = found_count(title);
    if (text->count == 1 && text->found[0] && find_initials(text->items[0], title))
        return LIKENESS_SHORTER;
    if (text->telling_count < TELLING_MIN)
        return in_text > 0 ? LIKENESS_VARIANT : LIKENESS_NAME;
    if (title->telling_count < TITLE_TELLING_MIN || is_foreign(text) != is_foreign(title))
        return LIKENESS_VARIANT;
    bool apart = in_text * 4 < text->telling_count && in_title * 4 < title->telling_count;
    return apart ? LIKENESS_OTHER : LIKENESS_VARIANT;
}

/* "https://...", "example.org", "arxiv.org/abs/1", "owner/repository". */
static bool is_address(const char *text)
{
    if (strpbrk(text, " \t\n"))
        return false;
    const char *dot = strrchr(text, '.');
    size_t end = dot ? strspn(dot + 1, "abcdefghijklmnopqrstuvwxyz") : 0;
    return strchr(text, '/') || (end >= 2 && dot > text && dot[1 + end] == '\0');
}

static bool fold_equal(const char *a, const char *b)
{
    char *x = text_fold(a);
    char *y = text_fold(b);
    bool equal = strcmp(x, y) == 0;
    free(x);
    free(y);
    return equal;
}

static enum likeness compare(const char *text, const char *title)
{
    struct words a, b;
    enum likeness likeness;
    words_init(&a, text);
    words_init(&b, title);
    if (a.telling_count == 0)
        likeness = LIKENESS_LABEL;
    else if (text_contains(text, title))
        likeness = LIKENESS_LONGER;
    else if (text_contains(title, text))
        likeness = LIKENESS_SHORTER;
    else
        likeness = by_words(&a, &b);
    free(a.folded);
    free(b.folded);
    return likeness;
}

enum likeness drift_likeness(const char *text, const char *title, const char *const *earlier,
                             size_t earlier_count)
{
    char *mended = text_unmojibake(text);
    char *clean = text_clean(mended ? mended : text, strlen(mended ? mended : text));
    enum likeness likeness = LIKENESS_LABEL;
    if (clean[0] && fold_equal(clean, title))
        likeness = LIKENESS_EQUAL;
    else if (is_address(clean))
        likeness = LIKENESS_ADDRESS;
    else if (clean[0])
        likeness = compare(clean, title);
    for (size_t i = 0; likeness >= LIKENESS_VARIANT && i < earlier_count; i++)
        if (drift_likeness(clean, earlier[i], NULL, 0) <= LIKENESS_SHORTER)
            likeness = LIKENESS_VARIANT;
    free(clean);
    free(mended);
    return likeness;
}
