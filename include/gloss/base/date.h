/* date: calendar dates at the precision known, instants, and durations.
 *
 * A struct date is what a source wrote: the day stays as written there, no time zone ever moves it,
 * and a month without a day stays a month. Pure; any thread. */
#ifndef GLOSS_BASE_DATE_H
#define GLOSS_BASE_DATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct date {
    int year;  /* 0: no date */
    int month; /* 0: unknown, then day is 0 too */
    int day;   /* 0: unknown */
};

/* Longest text date_format writes, with its NUL. */
enum { DATE_SIZE = 16, INSTANT_SIZE = 32 };

/* Reads the date of a string that *is* a date: ISO 8601 (with or without time and zone, basic form
 * too), RFC 9110 / RFC 5322 dates, "8 January 2024", "Jan. 8th, 2024", "January 2024",
 * "2024/01/08", "08.01.2024", PDF "D:20240108...", month names in en de fr es it pt nl, epoch
 * seconds or milliseconds of 10 or 13 digits. DD/MM against MM/DD is decided by a number over 12;
 * else the string is refused. Years before 1900 and more than two years after `now_year` are
 * refused, as are impossible days. `now_year` 0 lifts the upper limit. */
bool date_parse(const char *s, int now_year, struct date *out);

/* Finds the first date *with a day* within running text ("Posted by X on May 21, 2015 in ..."). */
bool date_find(const char *text, int now_year, struct date *out);

/* Finds /YYYY/MM/DD/, /YYYY-MM-DD, /YYYYMMDD (day precision) or /YYYY/MM/ (month) in a URL's path;
 * the month may be a word. A day wins over a month. */
bool date_from_url(const char *url, int now_year, struct date *out);

/* Writes "2024", "2024-01" or "2024-01-08"; "" for no date. */
const char *date_format(struct date d, char out[DATE_SIZE]);

/* -1, 0, 1 over the parts both know; unknown parts compare equal. */
int date_compare(struct date a, struct date b);

/* Instants: seconds since 1970 UTC. */
/* Reads an HTTP-date (RFC 9110 section 5.6.7: all three forms); false when it is none. */
bool instant_parse_http(const char *s, int64_t *out);
/* Writes "2024-01-08T09:30:00Z". */
const char *instant_format(int64_t t, char out[INSTANT_SIZE]);
/* Reads what instant_format writes. */
bool instant_parse(const char *s, int64_t *out);
/* Reads the fourteen digits of a web archive's address, YYYYMMDDhhmmss, at the start of s. */
bool instant_parse_stamp(const char *s, int64_t *out);
/* The UTC calendar day of an instant. */
struct date date_of_instant(int64_t t);

/* Reads a duration: a number with ms, s, m, h, d or w ("90s", "1.5h", "7d"); a bare number is
 * seconds, as in curl. Milliseconds out. */
bool duration_parse(const char *s, int64_t *ms);

#endif
