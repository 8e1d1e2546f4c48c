/* name_words: what single words tell about a name: titles, particles, roles, companies.
 *
 * For base/name and its neighbours. Pure; any thread. */
#ifndef GLOSS_BASE_NAME_WORDS_H
#define GLOSS_BASE_NAME_WORDS_H

#include <stdbool.h>
#include <stddef.h>

/* A word may be several of these; a bit each. */
enum name_kind {
    KIND_PARTICLE = 1 << 0,    /* van, de, la: begins a family name when in lower case */
    KIND_CAPITAL = 1 << 1,     /* such a one that does so even with a capital: Le, El, Van */
    KIND_LINK = 1 << 2,        /* y, e: joins two family names */
    KIND_GENERATION = 1 << 3,  /* Jr., III, Filho */
    KIND_TITLE = 1 << 4,       /* Dr., Prof. */
    KIND_DEGREE = 1 << 5,      /* PhD, M.D. */
    KIND_GROUP = 1 << 6,       /* Team, Inc., University: a name with it is an organisation's */
    KIND_BRAND = 1 << 7,       /* Google, OpenAI: alone or in front an organisation */
    KIND_ROLE = 1 << 8,        /* writer, editor: a name of nothing but these is none */
    KIND_PLACEHOLDER = 1 << 9, /* admin, unknown: likewise */
    KIND_CONNECTOR = 1 << 10,  /* of, at, the: may stand among roles */
    KIND_PROSE = 1 << 11       /* this, with, is: in lower case no part of a person's name */
};

enum { NAME_WORDS_MAX = 16 };

struct name_words {
    const char *at[NAME_WORDS_MAX];
    size_t length[NAME_WORDS_MAX];
    size_t count;
    bool overflow; /* there were more */
};

/* Splits s at its blanks; the words point into it. */
void name_words_split(const char *s, struct name_words *w);

/* The kinds of a word, whatever its case and stops ("Ph.D."), as name_kind bits. */
unsigned name_word_kind(const char *word, size_t n);

/* Whether the word is one letter, with or without a stop. */
bool name_word_is_initial(const char *word, size_t n);

/* Removes, in place, everything in brackets, nested or never closed. */
void name_strip_brackets(char *s);

/* Whether s is a piece of a date: numbers with a month or a weekday, and no other word. */
bool name_is_date_part(const char *s);

/* Whether s holds Chinese, Japanese or Korean characters: names in them have no blanks or another
 * order, and are left whole. */
bool name_is_east_asian(const char *s);

#endif
