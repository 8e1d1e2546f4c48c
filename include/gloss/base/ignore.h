/* ignore: a link left alone on purpose, until a day and for a reason. Pure; any thread. */
#ifndef GLOSS_BASE_IGNORE_H
#define GLOSS_BASE_IGNORE_H

#include <stdbool.h>
#include <stdint.h>

/* Strings belong to whoever made it. */
struct ignore {
    const char *until;  /* "2027-01-01": the day on which it lapses; NULL: never */
    const char *why;    /* "" when no reason is given */
    const char *source; /* who says so: "document" or "config" */
    const char *where;  /* "list.md:12": the line it is written on */
};

/* Whether s is a day that exists, written as 2027-01-01. */
bool ignore_is_day(const char *s);

/* Whether it is over at `now` (seconds since 1970): its day has come, in UTC. */
bool ignore_has_lapsed(const struct ignore *i, int64_t now);

/* "ignored until 2027-01-01: why", or "the ignore lapsed on 2027-01-01: why". The caller frees. */
char *ignore_words(const struct ignore *i, bool lapsed);

#endif
