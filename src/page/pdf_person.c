/* pdf_person: whether a string out of a PDF is a person's name.
 *
 * Below a title stand names, and also places, departments, subtitles and dates in the same
 * capitals. The words in this list are what those have and names do not. */
#include "gloss/page/pdf_byline.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "gloss/base/name.h"
#include "gloss/base/name_words.h"
#include "gloss/base/text.h"

/* Lower case, in the order of strcmp. */
/* clang-format off */
static const char *const strangers[] = {
    "abstract", "acknowledgements", "acm", "ag", "algorithm", "algorithms", "alto", "analysis",
    "appendix", "applications", "applied", "april", "arbor", "arbour", "architecture",
    "architectures", "associates", "august", "australia", "austria", "ave", "avenue", "beijing",
    "belgium", "berkeley", "boston", "box", "brazil", "brief", "building", "california",
    "cambridge", "campus", "canada", "carnegie", "case-study", "chair", "chapter", "china", "cloud",
    "cnrs", "compiler", "compilers", "computation", "computer", "computers", "computing",
    "concepts", "contents", "copyright", "course", "database", "databases", "december", "deep",
    "dept", "design", "dissertation", "distributed", "division", "draft", "drive", "dynamics",
    "ecole", "edition", "efficient", "electrical", "electronics", "email", "england", "epfl", "eth",
    "evaluation", "extended", "february", "federal", "fellow", "figure", "finland", "floor",
    "florida", "france", "francisco", "full", "functional", "georgia-tech", "germany", "global",
    "graduate", "guide", "handbook", "hardware", "high", "hill", "hong", "hospital", "ieee",
    "illinois", "implementation", "india", "informatics", "information", "inria", "instructor",
    "intelligence", "international", "introduction", "invited", "israel", "italy", "january",
    "japan", "journal", "july", "june", "keynote", "keywords", "kingdom", "kong", "korea",
    "language", "languages", "large", "learned", "learning", "lecture", "lessons", "letters",
    "linear", "logic", "london", "los", "machine", "management", "manual", "march", "maryland",
    "massachusetts", "master", "mathematics", "mellon", "member", "memory", "menlo", "method",
    "methods", "michigan", "minnesota", "model", "models", "modern", "mountain", "national",
    "netherlands", "neural", "north", "norway", "notes", "november", "october", "online",
    "operating", "optimization", "overview", "page", "paper", "parallel", "paris", "part",
    "pennsylvania", "performance", "philosophy", "physics", "poland", "polytechnic", "practical",
    "practice", "press", "princeton", "proceedings", "processing", "processor", "program",
    "programming", "programs", "quantum", "redmond", "references", "report", "reserved", "results",
    "review", "rights", "road", "russia", "san", "santa", "scalable", "school", "science",
    "sciences", "seattle", "section", "security", "semantics", "september", "series", "server",
    "singapore", "slides", "south", "spain", "state", "states", "statistics", "street", "structure",
    "structures", "study", "subject", "summary", "supplementary", "survey", "sweden", "switzerland",
    "symposium", "table", "taiwan", "talk", "technion", "tel-aviv", "texas", "theory", "thesis",
    "tokyo", "toronto", "transactions", "tutorial", "uk", "unified", "united", "univ", "usa",
    "using", "utah", "valley", "version", "view", "virginia", "volume", "washington", "web", "west",
    "wisconsin", "working", "york", "zurich",
};
/* clang-format on */

static int compare(const void *key, const void *row)
{
    return strcmp(key, *(const char *const *)row);
}

static bool is_stranger(const char *word, size_t n)
{
    enum { LONGEST = 24 };
    char key[LONGEST + 1];
    size_t length = 0;
    for (size_t i = 0; i < n && length < LONGEST; i++)
        if (word[i] != '.')
            key[length++] = (char)tolower((unsigned char)word[i]);
    key[length] = '\0';
    return bsearch(key, strangers, sizeof strangers / sizeof *strangers, sizeof *strangers,
                   compare) != NULL;
}

/* Whether a character beyond ASCII is one of names: letters and the apostrophe, not the signs of
 * U+0080 to U+00BF and U+2000 to U+2BFF. */
static bool is_letter_beyond(const char *c)
{
    static const char apostrophe[] = "\xE2\x80\x99";
    unsigned char lead = (unsigned char)c[0];
    if (lead == 0xe2 && (unsigned char)c[1] < 0xb0)
        return strncmp(c, apostrophe, strlen(apostrophe)) == 0;
    return lead != 0xc2;
}

/* Letters, and what joins them in names. */
static bool is_spelt_like_name(const char *word, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        bool beyond = (word[i] & 0x80) != 0;
        if (beyond ? !is_letter_beyond(word + i)
                   : !isalpha((unsigned char)word[i]) && !strchr("-'.", word[i]))
            return false;
    }
    return true;
}

enum {
    KINDS_NEVER = KIND_GROUP | KIND_BRAND | KIND_ROLE | KIND_PLACEHOLDER | KIND_CONNECTOR |
                  KIND_PROSE | KIND_DEGREE
};

/* Whether a word may be part of a name; a written-out one is counted. */
static bool may_be_name_word(const char *word, size_t n, size_t *written_out)
{
    if (name_word_is_initial(word, n) && !islower((unsigned char)word[0]))
        return true;
    unsigned kinds = name_word_kind(word, n);
    if (!is_spelt_like_name(word, n) || (kinds & KINDS_NEVER) != 0 || is_stranger(word, n))
        return false;
    if (islower((unsigned char)word[0]))
        return (kinds & (KIND_PARTICLE | KIND_LINK)) != 0;
    *written_out += n > 1 && word[n - 1] != '.';
    return true;
}

/* An abbreviation of two or three capitals ends names of places and departments. */
static bool is_abbreviation(const char *word, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!isupper((unsigned char)word[i]))
            return false;
    return n <= 3;
}

static bool is_shouted(const char *s)
{
    for (; *s != '\0'; s++)
        if (islower((unsigned char)*s))
            return false;
    return true;
}

bool pdf_is_person(const char *name)
{
    enum { WORDS_MAX = 6 };
    struct name_words w;
    size_t written_out = 0;
    name_words_split(name, &w);
    if (w.overflow || w.count < 2 || w.count > WORDS_MAX || name_is_organisation(name))
        return false;
    for (size_t i = 0; i < w.count; i++)
        if (!may_be_name_word(w.at[i], w.length[i], &written_out))
            return false;
    const char *last = w.at[w.count - 1];
    size_t n = w.length[w.count - 1];
    return written_out > 0 && !name_word_is_initial(last, n) &&
           (is_shouted(name) || !is_abbreviation(last, n));
}

bool pdf_is_no_name(const char *text)
{
    struct name_words w;
    name_words_split(text, &w);
    if (strpbrk(text, "@0123456789:/()!?") || w.overflow)
        return true;
    for (size_t i = 0; i < w.count; i++) {
        unsigned kinds = name_word_kind(w.at[i], w.length[i]);
        bool initial = name_word_is_initial(w.at[i], w.length[i]);
        if (!initial && ((kinds & KINDS_NEVER) != 0 || is_stranger(w.at[i], w.length[i])))
            return true;
        if (islower((unsigned char)w.at[i][0]) && (kinds & (KIND_PARTICLE | KIND_LINK)) == 0 &&
            w.length[i] > 2)
            return true;
    }
    return false;
}
