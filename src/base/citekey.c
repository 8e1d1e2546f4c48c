/* citekey: the words of a title that say something, and the name that people cite by. */
#include "gloss/base/citekey.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "gloss/base/ascii.h"
#include "gloss/base/buf.h"
#include "gloss/base/date.h"
#include "gloss/base/mem.h"
#include "gloss/base/name.h"
#include "gloss/base/name_words.h"
#include "gloss/base/text.h"

enum { FAMILY_MAX = 32, WORD_MAX = 32 };

/* Articles, prepositions, conjunctions and what questions begin with, without accents: no title is
 * known by them. */
/* clang-format off */
static const char *const stop_words[] = {
    /* English */
    "a", "about", "above", "across", "after", "against", "along", "among", "an", "and", "are", "as",
    "at", "before", "behind", "below", "between", "beyond", "but", "by", "do", "does", "down",
    "during", "for", "from", "how", "in", "into", "is", "nor", "of", "off", "on", "onto", "or",
    "over", "per", "so", "than", "the", "through", "to", "toward", "under", "until", "up", "upon",
    "via", "vs", "was", "were", "what", "when", "where", "which", "who", "why", "with", "within",
    "without", "yet",
    /* German */
    "auf", "aus", "bei", "bis", "das", "dem", "den", "der", "des", "die", "durch", "ein", "eine",
    "einem", "einen", "einer", "eines", "fur", "gegen", "im", "ins", "mit", "nach", "oder", "ohne",
    "um", "und", "uber", "unter", "vom", "von", "vor", "zu", "zum", "zur", "zwischen",
    /* French */
    "au", "aux", "avec", "chez", "contre", "dans", "de", "du", "en", "entre", "et", "la", "le",
    "les", "mais", "ou", "par", "pour", "sans", "sous", "sur", "un", "une", "vers",
    /* Spanish */
    "al", "como", "con", "del", "desde", "e", "el", "hacia", "hasta", "las", "lo", "los", "o",
    "para", "pero", "por", "segun", "sin", "sobre", "u", "una", "unas", "unos", "y",
};
/* clang-format on */

static bool is_stop_word(const char *word, size_t n)
{
    for (size_t i = 0; i < sizeof stop_words / sizeof *stop_words; i++)
        if (strlen(stop_words[i]) == n && memcmp(stop_words[i], word, n) == 0)
            return true;
    return false;
}

static bool is_number(const char *word, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!isdigit((unsigned char)word[i]))
            return false;
    return true;
}

/* Appends a word cut to `most` characters in all. */
static void add_cut(struct buf *key, const char *word, size_t n, size_t most)
{
    (void)buf_add(key, word, n < most ? n : most);
}

/* A family name without Jr. and the like, with its particles. The caller frees. */
static char *family_of(const struct meta_item *author)
{
    char *given = NULL, *family = NULL;
    if (author->family && author->given)
        family = xstrdup(author->family);
    else if (!text_contains(author->text, "and"))
        (void)name_parts(author->text, &given, &family);
    free(given);
    char *blank = family ? strrchr(family, ' ') : NULL;
    if (blank && name_word_kind(blank + 1, strlen(blank + 1)) & KIND_GENERATION)
        *blank = '\0';
    return family;
}

/* A family name runs together ("delascasas"); so do the words of an organisation that say
 * something. Digits in front are left out, since a key begins with a letter. */
static void add_author(struct buf *key, const struct meta *m)
{
    const struct meta_item *author = meta_item(m, META_AUTHORS, 0);
    char *family = author ? family_of(author) : NULL;
    char *words = ascii_words(family ? family : author ? author->text : "");
    const char *word = words + strspn(words, "0123456789 ");
    while (*word && key->len < FAMILY_MAX) {
        size_t n = strcspn(word, " ");
        if (family || !is_stop_word(word, n))
            add_cut(key, word, n, FAMILY_MAX - key->len);
        word += n;
        word += strspn(word, key->len > 0 ? " " : "0123456789 ");
    }
    if (key->len == 0)
        (void)buf_adds(key, "noauthor");
    free(words);
    free(family);
}

static void add_year(struct buf *key, const struct meta *m)
{
    const char *published = meta_get(m, META_PUBLISHED);
    struct date date = {0};
    if (published && date_parse(published, 0, &date) && date.year > 0)
        (void)buf_addf(key, "%d", date.year);
    else
        (void)buf_adds(key, "nodate");
}

/* The first word of a title that says something; else the first that is no number. */
static void add_word(struct buf *key, const struct meta *m)
{
    const char *title = meta_get(m, META_TITLE);
    char *words = ascii_words(title ? title : "");
    const char *found = NULL;
    size_t length = 0;
    for (const char *word = words; *word;) {
        size_t n = strcspn(word, " ");
        bool stop = is_stop_word(word, n);
        if (!is_number(word, n) && (!found || !stop)) {
            found = word;
            length = n;
            if (!stop)
                break;
        }
        word += n;
        word += strspn(word, " ");
    }
    if (found)
        add_cut(key, found, length, WORD_MAX);
    free(words);
}

char *citekey_propose(const struct meta *m)
{
    struct buf key;
    buf_init(&key, CITEKEY_MAX);
    add_author(&key, m);
    add_year(&key, m);
    add_word(&key, m);
    return buf_take(&key, NULL);
}

char *citekey_numbered(const char *proposed, size_t n)
{
    char letters[16];
    size_t at = sizeof letters - 1;
    letters[at] = '\0';
    for (; n > 0 && at > 0; n = (n - 1) / 26)
        letters[--at] = (char)('a' + (n - 1) % 26);
    return xasprintf("%s%s", proposed, letters + at);
}
