/* scribe: writes what a registry says into meta, cleaned of what registries are known to leave in.
 * Private to the source room.
 *
 * Texts may be NULL, which writes nothing. */
#ifndef GLOSS_SOURCE_SCRIBE_H
#define GLOSS_SOURCE_SCRIBE_H

#include "gloss/base/date.h"
#include "gloss/base/meta.h"

/* Whose words go where; as for meta_propose. */
struct scribe {
    struct meta *meta;
    const char *source;
    int rank;
};

/* An identifier, an address, a word: as it is. */
void scribe_word(const struct scribe *s, enum meta_field f, const char *word);

/* Running text: tags and character references removed, UTF-8 read as Latin-1 repaired. */
void scribe_text(const struct scribe *s, enum meta_field f, const char *text);

/* Adds one to a list, cleaned like running text. */
void scribe_item(const struct scribe *s, enum meta_field f, const char *text);

/* An abstract in JATS: besides, formulas in TeX and the heading "Abstract" are left out. */
void scribe_abstract(const struct scribe *s, const char *jats);

/* An author in parts; one part alone is a name that is not split. */
void scribe_person(const struct scribe *s, const char *given, const char *family,
                   const char *suffix);

/* No date (year 0) writes nothing. */
void scribe_date(const struct scribe *s, enum meta_field f, struct date date);

/* The earlier of two dates; where what both know is equal, the one that knows more. No date is
 * later than any. */
struct date date_first(struct date a, struct date b);

#endif
