/* entry_kind: the kinds of works, a row each, and how a work's metadata tells which it is. */
#include "gloss/render/entry_kind.h"

#include <ctype.h>
#include <string.h>

#include "gloss/base/text.h"

static const struct entry_kind kinds[] = {
    {"article-journal", "article", "article", "JOUR", true, false, false, "journal",
     "journaltitle"},
    {"paper-conference", "inproceedings", "inproceedings", "CPAPER", true, false, false,
     "booktitle", "booktitle"},
    {"chapter", "incollection", "incollection", "CHAP", true, false, false, "booktitle",
     "booktitle"},
    {"article-magazine", "misc", "online", "MGZN", true, true, true, NULL, "organization"},
    {"article-newspaper", "misc", "online", "NEWS", true, true, true, NULL, "organization"},
    {"article", "misc", "online", "UNPB", false, true, false, NULL, NULL},
    {"book", "book", "book", "BOOK", false, false, false, "publisher", "publisher"},
    {"report", "techreport", "report", "RPRT", false, true, false, "institution", "institution"},
    {"thesis", "phdthesis", "thesis", "THES", false, false, false, "school", "institution"},
    {"dataset", "misc", "dataset", "DATA", false, true, true, NULL, "organization"},
    {"software", "misc", "software", "COMP", false, true, true, NULL, "organization"},
    {"document", "misc", "online", "GEN", false, true, true, NULL, "organization"},
    {"post-weblog", "misc", "online", "BLOG", true, true, true, NULL, "organization"},
    {"post", "misc", "online", "ELEC", true, true, true, NULL, "organization"},
    {"webpage", "misc", "online", "ELEC", true, true, true, NULL, "organization"},
};

enum { KIND_COUNT = sizeof kinds / sizeof *kinds };

/* Words and acronyms by which a venue is a conference's. */
static const char *const conference_words[] = {
    "proceedings", "proc",        "conference", "conf",   "workshop", "workshops", "symposium",
    "AAAI",        "ACL",         "AISTATS",    "ASPLOS", "CHI",      "CIDR",      "COLING",
    "COLM",        "COLT",        "CVPR",       "ECCV",   "ECML",     "EMNLP",     "EuroSys",
    "FAccT",       "HPCA",        "ICASSP",     "ICCV",   "ICLR",     "ICML",      "ICRA",
    "IJCAI",       "INTERSPEECH", "ISCA",       "KDD",    "MLSys",    "NAACL",     "NeurIPS",
    "NIPS",        "NSDI",        "OSDI",       "PLDI",   "POPL",     "SIGGRAPH",  "SIGIR",
    "SIGMOD",      "SOSP",        "UAI",        "USENIX", "WACV",
};

/* Journals whose names say "proceedings". */
static const char *const journal_words[] = {"academy", "acad", "natl", "VLDB", "IEEE", "ACM"};

static bool has_word(const char *text, const char *word)
{
    size_t n = strlen(word);
    for (const char *at = text; (at = text_ifind(at, word)); at++) {
        bool begins = at == text || !isalnum((unsigned char)at[-1]);
        if (begins && !isalpha((unsigned char)at[n]))
            return true;
    }
    return false;
}

static bool has_any(const char *text, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (has_word(text, words[i]))
            return true;
    return false;
}

/* "Proceedings of the IEEE" and "Proceedings of the VLDB Endowment" are journals, "Proceedings of
 * the 2020 IEEE Conference on ..." is none. */
static bool is_conference(const char *venue)
{
    size_t words = sizeof conference_words / sizeof *conference_words;
    if (text_istarts(venue, "proc") && !has_any(venue, conference_words + 2, words - 2) &&
        has_any(venue, journal_words, sizeof journal_words / sizeof *journal_words))
        return false;
    return has_any(venue, conference_words, words);
}

static const struct entry_kind *kind_named(const char *csl)
{
    for (size_t i = 0; i < KIND_COUNT; i++)
        if (strcmp(kinds[i].csl, csl) == 0)
            return &kinds[i];
    return &kinds[KIND_COUNT - 1];
}

const char *entry_venue(const struct meta *m)
{
    const char *venue = meta_get(m, META_VENUE);
    return venue && (text_istarts(venue, "arxiv") || text_ieq(venue, "corr")) ? NULL : venue;
}

const char *entry_doi(const struct meta *m)
{
    const char *doi = meta_get(m, META_DOI);
    return doi && text_istarts(doi, "10.48550/arxiv.") ? NULL : doi;
}

const struct entry_kind *entry_kind_of(const struct meta *m)
{
    const char *type = meta_get(m, META_TYPE);
    const char *venue = entry_venue(m);
    bool listed = meta_get(m, META_ARXIV) || entry_doi(m) || meta_get(m, META_OPENREVIEW);
    /* "article" is what preprints are called, and any page that calls itself one. */
    if (!type || strcmp(type, "article") == 0) {
        if (!listed)
            return kind_named("webpage");
        if (!venue)
            return kind_named("article");
        return kind_named(is_conference(venue) ? "paper-conference" : "article-journal");
    }
    const struct entry_kind *kind = kind_named(type);
    bool homeless = kind->contained && !venue && !(kind->site && meta_get(m, META_SITE));
    if (homeless && !kind->online && !entry_doi(m))
        return kind_named(listed ? "article" : "webpage");
    return kind;
}
