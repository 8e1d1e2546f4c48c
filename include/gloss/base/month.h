/* month: the words of dates, in the languages of the pages people read.
 *
 * Pure; any thread. */
#ifndef GLOSS_BASE_MONTH_H
#define GLOSS_BASE_MONTH_H

#include <stdbool.h>
#include <stddef.h>

enum date_word {
    WORD_OTHER,
    WORD_MONTH,   /* a month's name, full or short: en de fr es it pt nl */
    WORD_WEEKDAY, /* a day's name */
    WORD_FILLER,  /* what stands between the parts of a date: of, de, den, le, th, er... */
    WORD_TIME     /* what stands in a time of day: at, am, pm, GMT, CET, Uhr... */
};

/* Tells what the n bytes (letters, any case, accents or not) are; *month is 1 to 12 for a month. A
 * word that names both a month and a day in different languages ("mar") is a month. */
enum date_word date_word(const char *s, size_t n, int *month);

/* How many bytes of s (n are there) are letters of the Latin script; 0 when it begins with none. */
size_t date_letters(const char *s, size_t n);

#endif
