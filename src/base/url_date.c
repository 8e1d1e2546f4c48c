/* url_date: the date that many sites put into the path of an article.
 *
 * Declared in date.h. The most trustworthy date a page has, where it is there. */
#include <ctype.h>
#include <string.h>

#include "gloss/base/date.h"
#include "gloss/base/date_match.h"
#include "gloss/base/month.h"

/* One segment of a path. */
struct segment {
    const char *at;
    size_t length;
};

/* Cuts the next segment off *path; false at its end. */
static bool next_segment(const char **path, struct segment *s)
{
    if (**path != '/')
        return false;
    s->at = *path + 1;
    s->length = strcspn(s->at, "/?#");
    *path = s->at + s->length;
    return true;
}

/* The number that the n bytes at s are, -1 when they are not all digits. */
static int number(const char *s, size_t n)
{
    int value = 0;

    if (n == 0 || n > 8)
        return -1;
    for (size_t i = 0; i < n; i++) {
        if (!isdigit((unsigned char)s[i]))
            return -1;
        value = value * 10 + (s[i] - '0');
    }
    return value;
}

/* 2024-01-08 or 20240108 at the beginning of a segment, with no digit behind. */
static bool segment_date(struct segment s, int now_year, struct date *out)
{
    if (s.length >= 10 && s.at[4] == s.at[7] && (s.at[4] == '-' || s.at[4] == '_') &&
        (s.length == 10 || !isdigit((unsigned char)s.at[10]))) {
        return date_accept_day(number(s.at, 4), number(s.at + 5, 2), number(s.at + 8, 2), now_year,
                               out);
    }
    if (s.length >= 8 && number(s.at, 8) > 0 &&
        (s.length == 8 || !isalnum((unsigned char)s.at[8]))) {
        return date_accept_day(number(s.at, 4), number(s.at + 4, 2), number(s.at + 6, 2), now_year,
                               out);
    }
    return false;
}

/* A month in a segment of its own: 01, 1, jan, january; 0 when it is none. */
static int segment_month(struct segment s)
{
    int month;

    if (s.length <= 2)
        return number(s.at, s.length);
    return date_letters(s.at, s.length) == s.length &&
                   date_word(s.at, s.length, &month) == WORD_MONTH
               ? month
               : 0;
}

/* /2024/01/08/ or /2024/01/ with the year in `s` and the rest at `path`. */
static bool split_date(struct segment s, const char *path, int now_year, struct date *out)
{
    struct segment month;
    struct segment day;
    int year = s.length == 4 ? number(s.at, 4) : -1;

    if (year < 0 || !next_segment(&path, &month))
        return false;
    if (next_segment(&path, &day) && day.length <= 2 &&
        date_accept_day(year, segment_month(month), number(day.at, day.length), now_year, out))
        return true;
    return segment_month(month) > 0 && date_accept(year, segment_month(month), 0, now_year, out);
}

bool date_from_url(const char *url, int now_year, struct date *out)
{
    const char *host = strstr(url, "://");
    const char *path = host != NULL ? host + 3 : url;
    struct segment s;
    struct date found;
    bool any = false;

    path += strcspn(path, "/?#");
    while (next_segment(&path, &s)) {
        if (!segment_date(s, now_year, &found) && !split_date(s, path, now_year, &found))
            continue;
        if (found.day > 0) {
            *out = found;
            return true;
        }
        if (!any) {
            *out = found;
            any = true;
        }
    }
    return any;
}
