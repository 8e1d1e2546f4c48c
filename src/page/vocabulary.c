/* vocabulary: the table of them, in the order in which ties are won. */
#include "gloss/page/vocabulary.h"

#include <stddef.h>

const struct vocabulary *const vocabularies[] = {
    &vocabulary_citation,
    &vocabulary_jsonld,
    &vocabulary_opengraph,
    &vocabulary_dublincore,
    &vocabulary_microdata,
    &vocabulary_distill,
    &vocabulary_headmeta,
    &vocabulary_heading,
    &vocabulary_byline,
    &vocabulary_datetext,
    &vocabulary_address,
    &vocabulary_paragraph,
    &vocabulary_owner,
    &vocabulary_isbntext,
    &vocabulary_minutes,
    &vocabulary_codelinks,
    NULL,
};
