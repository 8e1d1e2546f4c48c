/* vocabulary: the ways in which pages speak of themselves, a row each.
 *
 * A new vocabulary is one file and one row in vocabulary.c. */
#ifndef GLOSS_PAGE_VOCABULARY_H
#define GLOSS_PAGE_VOCABULARY_H

#include "gloss/page/observed.h"
#include "gloss/page/proposal.h"

struct vocabulary {
    const char *name;
    void (*propose)(const struct observed *o, struct proposals *out);
};

extern const struct vocabulary *const vocabularies[]; /* ends in NULL */

extern const struct vocabulary vocabulary_citation;
extern const struct vocabulary vocabulary_jsonld;
extern const struct vocabulary vocabulary_opengraph;
extern const struct vocabulary vocabulary_dublincore;
extern const struct vocabulary vocabulary_microdata;
extern const struct vocabulary vocabulary_distill;
extern const struct vocabulary vocabulary_headmeta;
extern const struct vocabulary vocabulary_heading;
extern const struct vocabulary vocabulary_byline;
extern const struct vocabulary vocabulary_datetext;
extern const struct vocabulary vocabulary_address;
extern const struct vocabulary vocabulary_paragraph;
extern const struct vocabulary vocabulary_owner;
extern const struct vocabulary vocabulary_minutes;
extern const struct vocabulary vocabulary_codelinks;
extern const struct vocabulary vocabulary_isbntext;

#endif
