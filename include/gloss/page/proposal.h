/* proposal: what a vocabulary holds a field to be, and how far it is to be trusted.
 *
 * Vocabularies only propose; the cascade compares all proposals and decides. Proposals of one list
 * field with the same source and rank are one list, in the order made. One thread at a time. */
#ifndef GLOSS_PAGE_PROPOSAL_H
#define GLOSS_PAGE_PROPOSAL_H

#include "gloss/base/arena.h"
#include "gloss/base/meta.h"

#include <stddef.h>

struct proposal {
    enum meta_field field;
    const char *text;           /* clean, never "" */
    const char *given, *family; /* authors written "Family, Given"; else NULL */
    const char *source;         /* a string constant */
    int rank;                   /* higher is better; the measured precision in thousandths */
};

struct proposals {
    struct arena *arena; /* borrowed */
    int now_year;        /* for dates */
    struct proposal *items;
    size_t count, room;
    size_t of_field[META_FIELD_COUNT]; /* how many each field has; capped */
};

void proposals_release(struct proposals *ps);

/* How a value is to be read. What cannot be read so proposes nothing. */
enum value_kind {
    VALUE_TEXT,     /* text of an element: cleaned only */
    VALUE_MARKUP,   /* an attribute or JSON: character references decoded, tags stripped */
    VALUE_NAME,     /* one name, maybe "Family, Given" */
    VALUE_NAMES,    /* one or many names */
    VALUE_DATE,     /* any form date_parse reads */
    VALUE_DOI,      /* with or without doi: or the resolver before it */
    VALUE_ARXIV,    /* an arXiv id; its version goes */
    VALUE_ISBN,     /* with a right check digit; in thirteen digits */
    VALUE_LANGUAGE, /* BCP 47, or with '_' */
    VALUE_WORDS,    /* keywords between commas or semicolons */
    VALUE_MINUTES,  /* "7 min read" or an ISO 8601 duration */
    VALUE_URL,      /* an absolute URL, http or https */
};

/* Proposes `text` (NULL: nothing) for a field. NULL, blank and the placeholders of templates
 * propose nothing. */
void propose(struct proposals *ps, enum meta_field f, enum value_kind kind, const char *text,
             const char *source, int rank);

/* The best proposal of a field whose rank is below `below`, or NULL; the first wins a tie. */
const struct proposal *proposals_best(const struct proposals *ps, enum meta_field f, int below);

#endif
