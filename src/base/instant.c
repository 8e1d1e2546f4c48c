/* instant: points in time and lengths of time, in numbers.
 *
 * Declared in date.h. The calendar is computed here rather than by the C library, whose timegm and
 * gmtime_r depend on the size of time_t and give up on large values; a header or a cache row may
 * hold any number. */
#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "gloss/base/date.h"
#include "gloss/base/date_match.h"
#include "gloss/base/month.h"

enum { SECONDS_OF_DAY = 86400, DAYS_OF_ERA = 146097, DAYS_TO_1970 = 719468 };

/* Days since 1970 of a day of the Gregorian calendar. Years are counted from March, so that the
 * leap day is the last of its year; an era is 400 of them. */
static int64_t days_of_date(int64_t year, int month, int day)
{
    int64_t era;
    int64_t of_era;
    int of_year;

    year -= month <= 2;
    era = (year >= 0 ? year : year - 399) / 400;
    of_era = year - era * 400;
    of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * DAYS_OF_ERA + of_era * 365 + of_era / 4 - of_era / 100 + of_year - DAYS_TO_1970;
}

/* The parts of a moment, in the order of the letters of a pattern. */
enum { YEAR, MONTH, DAY, HOUR, MINUTE, SECOND, PARTS };
static const char part_letters[] = "YODhis";

struct moment {
    int64_t part[PARTS];
};

static struct moment moment_of(int64_t t)
{
    bool before = t % SECONDS_OF_DAY < 0; /* division rounds towards zero */
    int64_t days = t / SECONDS_OF_DAY - before;
    int64_t rest = t % SECONDS_OF_DAY + (before ? SECONDS_OF_DAY : 0);
    int64_t era;
    int64_t of_era;
    int64_t year;
    int of_year;
    int month;

    days += DAYS_TO_1970;
    era = (days >= 0 ? days : days - (DAYS_OF_ERA - 1)) / DAYS_OF_ERA;
    of_era = days - era * DAYS_OF_ERA;
    year = (of_era - of_era / 1460 + of_era / 36524 - of_era / (DAYS_OF_ERA - 1)) / 365;
    of_year = (int)(of_era - (365 * year + year / 4 - year / 100));
    month = (5 * of_year + 2) / 153;
    return (struct moment){{
        [YEAR] = year + era * 400 + (month >= 10),
        [MONTH] = month < 10 ? month + 3 : month - 9,
        [DAY] = of_year - (153 * month + 2) / 5 + 1,
        [HOUR] = rest / 3600,
        [MINUTE] = rest / 60 % 60,
        [SECOND] = rest % 60,
    }};
}

/* False when there is no such moment. A leap second counts as the second before it. */
static bool instant_of(const struct moment *m, int64_t *out)
{
    const int64_t *part = m->part;
    int64_t second = part[SECOND] == 60 ? 59 : part[SECOND];
    struct date day;

    if (part[HOUR] > 23 || part[MINUTE] > 59 || second > 59 ||
        !date_accept_day((int)part[YEAR], (int)part[MONTH], (int)part[DAY], 0, &day))
        return false;
    *out = days_of_date(day.year, day.month, day.day) * SECONDS_OF_DAY + part[HOUR] * 3600 +
           part[MINUTE] * 60 + second;
    return true;
}

static bool take_digit(const char **s, int64_t *part)
{
    if (!isdigit((unsigned char)**s))
        return false;
    *part = *part * 10 + (**s - '0');
    (*s)++;
    return true;
}

static bool take_month(const char **s, int64_t *part)
{
    int month;

    if (strnlen(*s, 3) < 3 || date_word(*s, 3, &month) != WORD_MONTH)
        return false;
    *part = month;
    *s += 3;
    return true;
}

static bool take_letters(const char **s)
{
    const char *start = *s;

    while (isalpha((unsigned char)**s))
        (*s)++;
    return *s > start;
}

/* Matches one character of a pattern, and moves *s behind what it stands for. */
static bool take(const char **s, char pattern, struct moment *m)
{
    const char *letter = strchr(part_letters, pattern);

    if (letter != NULL)
        return take_digit(s, &m->part[letter - part_letters]);
    if (pattern == 'N')
        return take_month(s, &m->part[MONTH]);
    if (pattern == 'W')
        return take_letters(s);
    if (pattern == '_' && **s != ' ')
        return take_digit(s, &m->part[DAY]);
    if (**s != (pattern == '_' ? ' ' : pattern))
        return false;
    (*s)++;
    return true;
}

/* Matches s against a pattern: Y O D h i s stand for a digit of the year, month, day, hour, minute,
 * second; N for an English month's three letters, W for a weekday, _ for a blank or a digit of the
 * day, everything else for itself. */
static bool match(const char *s, const char *pattern, struct moment *m)
{
    *m = (struct moment){{0}};
    for (; *pattern != '\0'; pattern++)
        if (!take(&s, *pattern, m))
            return false;
    return *s == '\0';
}

bool instant_parse_http(const char *s, int64_t *out)
{
    struct moment m;

    if (match(s, "W, DD-N-YY hh:ii:ss GMT", &m)) {
        m.part[YEAR] += m.part[YEAR] >= 70 ? 1900 : 2000;
        return instant_of(&m, out);
    }
    return (match(s, "W, DD N YYYY hh:ii:ss GMT", &m) || match(s, "W N _D hh:ii:ss YYYY", &m)) &&
           instant_of(&m, out);
}

const char *instant_format(int64_t t, char out[INSTANT_SIZE])
{
    struct moment m = moment_of(t);

    snprintf(out, INSTANT_SIZE, "%04" PRId64 "-%02d-%02dT%02d:%02d:%02dZ", m.part[YEAR],
             (int)m.part[MONTH], (int)m.part[DAY], (int)m.part[HOUR], (int)m.part[MINUTE],
             (int)m.part[SECOND]);
    return out;
}

bool instant_parse(const char *s, int64_t *out)
{
    struct moment m;

    return match(s, "YYYY-OO-DDThh:ii:ssZ", &m) && instant_of(&m, out);
}

bool instant_parse_stamp(const char *s, int64_t *out)
{
    char digits[15];
    struct moment m;

    (void)snprintf(digits, sizeof(digits), "%.14s", s);
    return match(digits, "YYYYOODDhhiiss", &m) && instant_of(&m, out);
}

struct date date_of_instant(int64_t t)
{
    struct moment m = moment_of(t);

    if (m.part[YEAR] < 1 || m.part[YEAR] > 9999)
        return (struct date){0, 0, 0};
    return (struct date){(int)m.part[YEAR], (int)m.part[MONTH], (int)m.part[DAY]};
}

static const struct {
    const char *unit;
    int64_t ms;
} units[] = {
    {"", 1000},
    {"ms", 1},
    {"s", 1000},
    {"m", 60000},
    {"h", 3600000},
    {"d", INT64_C(86400000)},
    {"w", INT64_C(604800000)},
};

/* What the letters behind a number stand for, 0 when for nothing. */
static int64_t unit_ms(const char *unit)
{
    for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++)
        if (strcmp(unit, units[i].unit) == 0)
            return units[i].ms;
    return 0;
}

bool duration_parse(const char *s, int64_t *ms)
{
    int64_t whole = 0;
    int64_t fraction = 0;
    int64_t scale = 1;
    int64_t unit;
    const char *p = s;

    for (; isdigit((unsigned char)*p); p++)
        if (__builtin_mul_overflow(whole, 10, &whole) ||
            __builtin_add_overflow(whole, *p - '0', &whole))
            return false;
    if (p == s)
        return false;
    if (*p == '.') {
        if (!isdigit((unsigned char)*++p))
            return false;
        for (; isdigit((unsigned char)*p); p++) {
            if (scale < 1000000000) { /* digits beyond a billionth change no millisecond */
                fraction = fraction * 10 + (*p - '0');
                scale *= 10;
            }
        }
    }
    unit = unit_ms(p);
    if (unit == 0 || __builtin_mul_overflow(whole, unit, &whole))
        return false;
    return !__builtin_add_overflow(whole, fraction * unit / scale, ms);
}
