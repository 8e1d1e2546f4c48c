/* date: calendar days as people and programs write them.
 *
 * One small grammar over tokens (numbers, words, marks) serves both the strings that are a date and
 * the dates within running text. It reads the day that is written: an ISO timestamp in another time
 * zone keeps its own day, since converting to UTC was measured to make dates worse. What cannot be
 * decided (03/04/2024) is refused rather than guessed. */
#include "gloss/base/date.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "gloss/base/date_match.h"
#include "gloss/base/date_token.h"

enum {
    TEXT_LONGEST = 160, /* a longer string is no date */
    OPENING_MAX = 4     /* tokens that may stand before one */
};

/* Whether number `t`, which follows `before`, belongs to a time of day or its zone. */
static bool is_time_number(struct date_token t, struct date_token before, struct date_token after,
                           bool clock)
{
    if (before.kind == TOKEN_WORD && before.word == WORD_TIME && !t.blank)
        return t.digits == 2 || t.digits == 4 || t.digits == 6; /* T09, T0930, T093000 */
    if (date_is_mark(before, ":"))
        return t.digits == 2;
    if (date_is_mark(before, ".,") && !t.blank)
        return clock; /* fractions of a second */
    if (date_is_mark(before, "+-"))
        return (clock && (t.digits == 2 || t.digits == 4)) || date_is_mark(after, ":");
    return t.digits <= 2 &&
           (date_is_mark(after, ":") ||
            (after.kind == TOKEN_WORD && (after.word == WORD_TIME || after.word == WORD_FILLER)));
}

/* Whether nothing follows but a time of day, a zone, a weekday. */
static bool only_time_left(struct date_cursor c)
{
    struct date_token before = {0};
    struct date_token t;
    bool clock = false;

    for (t = date_next(&c); t.kind != TOKEN_END; t = date_next(&c)) {
        bool fine = (t.kind == TOKEN_MARK && date_is_mark(t, ".,:+-()'|o")) ||
                    (t.kind == TOKEN_WORD && t.word != WORD_OTHER && t.word != WORD_MONTH) ||
                    (t.kind == TOKEN_NUMBER && is_time_number(t, before, date_peek(c), clock));

        if (!fine)
            return false;
        clock = clock || t.kind == TOKEN_NUMBER;
        before = t;
    }
    return true;
}

/* Moves past a weekday, an article, an opening bracket, a time of day. */
static void skip_opening(struct date_cursor *c)
{
    for (int i = 0; i < OPENING_MAX; i++) {
        struct date_token t;

        date_skip_clock(c);
        t = date_peek(*c);
        if (!date_is_mark(t, ".,(") &&
            !(t.kind == TOKEN_WORD && t.word != WORD_OTHER && t.word != WORD_MONTH))
            return;
        date_next(c);
    }
}

/* The first `n` digits of s as a number; they are there. */
static int64_t digits_value(const char *s, size_t n)
{
    int64_t value = 0;

    for (size_t i = 0; i < n; i++)
        value = value * 10 + (s[i] - '0');
    return value;
}

/* YYYY, YYYYMM, YYYYMMDD and longer with a time behind: what PDF and archives write. */
static bool accept_digits(const char *s, size_t n, int now_year, struct date *out)
{
    int year = n >= 4 ? (int)digits_value(s, 4) : 0;
    int month = n >= 6 ? (int)digits_value(s + 4, 2) : 0;

    if (n < 4 || n % 2 != 0)
        return false;
    if (n >= 8)
        return date_accept_day(year, month, (int)digits_value(s + 6, 2), now_year, out);
    return (n < 6 || month > 0) && date_accept(year, month, 0, now_year, out);
}

/* A string that begins with a long run of digits: compact ISO, epoch seconds or milliseconds. */
static bool parse_digits(const char *s, size_t digits, struct date_cursor c, int now_year,
                         struct date *out)
{
    struct date day;

    c.at = s + digits;
    if (digits == 8 || digits == 14)
        return only_time_left(c) && accept_digits(s, digits, now_year, out);
    if ((digits != 10 && digits != 13) || date_next(&c).kind != TOKEN_END)
        return false;
    day = date_of_instant(digits_value(s, digits) / (digits == 13 ? 1000 : 1));
    return date_accept_day(day.year, day.month, day.day, now_year, out);
}

/* "D:20240108093000+01'00'" */
static bool parse_pdf(const char *s, int now_year, struct date *out)
{
    size_t digits = strspn(s + 2, "0123456789");

    return strspn(s + 2 + digits, "+-Z'0123456789") == strlen(s + 2 + digits) &&
           accept_digits(s + 2, digits, now_year, out);
}

bool date_parse(const char *s, int now_year, struct date *out)
{
    size_t n = strnlen(s, TEXT_LONGEST + 1);
    struct date_cursor c = {s, s + n};
    bool (*const matchers[])(struct date_cursor *, int,
                             struct date *) = {date_match_day, date_match_month, date_match_year};
    size_t digits;

    if (n > TEXT_LONGEST)
        return false;
    date_skip_blanks(&c);
    if (c.end - c.at > 2 && c.at[0] == 'D' && c.at[1] == ':')
        return parse_pdf(c.at, now_year, out);
    digits = strspn(c.at, "0123456789");
    if (digits >= 8)
        return parse_digits(c.at, digits, c, now_year, out);
    skip_opening(&c);
    for (size_t i = 0; i < sizeof(matchers) / sizeof(matchers[0]); i++) {
        struct date_cursor ahead = c;
        struct date found;

        if (matchers[i](&ahead, now_year, &found) && only_time_left(ahead)) {
            *out = found;
            return true;
        }
    }
    return false;
}

/* Whether the date at [start, after) stands free: not a part of a longer number, name or path. */
static bool stands_free(const char *text, const char *start, const char *after)
{
    unsigned char before = start > text ? (unsigned char)start[-1] : ' ';
    unsigned char behind = (unsigned char)after[0];

    if (isalnum(before) || strchr("-/._=&", before) != NULL)
        return false;
    if (isdigit(behind) || (isalpha(behind) && behind != 'T'))
        return false;
    return behind == '\0' || strchr("-/.", behind) == NULL || !isdigit((unsigned char)after[1]);
}

bool date_find(const char *text, int now_year, struct date *out)
{
    struct date_cursor c = {text, text + strlen(text)};

    for (;;) {
        struct date_cursor ahead;
        struct date_token t;

        date_skip_blanks(&c);
        ahead = c;
        t = date_next(&c);
        if (t.kind == TOKEN_END)
            return false;
        if (t.kind == TOKEN_NUMBER || (t.kind == TOKEN_WORD && t.word == WORD_MONTH)) {
            const char *start = ahead.at;
            struct date found;

            if (date_match_day(&ahead, now_year, &found) && stands_free(text, start, ahead.at)) {
                *out = found;
                return true;
            }
        }
    }
}

const char *date_format(struct date d, char out[DATE_SIZE])
{
    out[0] = '\0';
    if (d.year > 0 && d.month > 0 && d.day > 0)
        snprintf(out, DATE_SIZE, "%04d-%02d-%02d", d.year % 10000, d.month % 100, d.day % 100);
    else if (d.year > 0 && d.month > 0)
        snprintf(out, DATE_SIZE, "%04d-%02d", d.year % 10000, d.month % 100);
    else if (d.year > 0)
        snprintf(out, DATE_SIZE, "%04d", d.year % 10000);
    return out;
}

static int compare_part(int a, int b)
{
    return a == 0 || b == 0 ? 0 : (a > b) - (a < b);
}

int date_compare(struct date a, struct date b)
{
    int order = compare_part(a.year, b.year);

    order = order != 0 ? order : compare_part(a.month, b.month);
    return order != 0 ? order : compare_part(a.day, b.day);
}
