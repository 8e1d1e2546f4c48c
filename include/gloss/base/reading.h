/* reading: how long a text takes to read. Whole minutes, rounded up; 0 for nothing. Pure. */
#ifndef GLOSS_BASE_READING_H
#define GLOSS_BASE_READING_H

#include <stddef.h>

enum {
    /* Silent reading of English non-fiction: 238 words a minute (Brysbaert 2019, a meta-analysis of
     * 190 studies), and a little less for what is read to be remembered. */
    READING_WORDS_A_MINUTE = 230,
    /* Scripts without blanks are counted in characters. */
    READING_IDEOGRAPHS_A_MINUTE = 400,
    /* Seven pages of a paper in twelve minutes: 35 pages are an hour. Nobody reads proofs and
     * references at the speed of prose, nor all of them. */
    READING_PAGES = 7,
    READING_MINUTES_OF_PAGES = 12,
};

/* A text as reading time counts it. */
struct reading {
    size_t words; /* with a letter or a digit in them */
    size_t ideographs;
};

/* Counts a run of UTF-8 and adds it. */
void reading_add(struct reading *r, const char *text, size_t len);

long reading_minutes(const struct reading *r);
long reading_minutes_of_words(long words);
long reading_minutes_of_pages(long pages);

/* The pages that a note on a paper states ("35 pages, 10 figures"), 0 when it states none. */
long reading_pages_in(const char *note);

#endif
