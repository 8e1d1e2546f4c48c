/* date_match: one matcher a shape of date, tried in turn.
 *
 * What cannot be decided is refused rather than guessed: 03/04/2024 is no date here. */
#include "gloss/base/date_match.h"

enum {
    FIRST_YEAR = 1900,
    YEARS_AHEAD = 2,
    BETWEEN_MAX = 4 /* tokens that may stand between day, month and year */
};

/* Moves past what may stand between the parts of a written-out date. */
void date_skip_between(struct date_cursor *c)
{
    for (int i = 0; i < BETWEEN_MAX; i++) {
        struct date_token t = date_peek(*c);

        if (!date_is_mark(t, ".,o-/") && !(t.kind == TOKEN_WORD && t.word == WORD_FILLER))
            return;
        date_next(c);
    }
}

static int days_of_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

    return days[month - 1] + (month == 2 && leap);
}

/* Sets *out when it is a day, month (day 0) or year (month 0) within the limits. */
bool date_accept(int year, int month, int day, int now_year, struct date *out)
{
    if (year < FIRST_YEAR || year > 9999 || (now_year > 0 && year > now_year + YEARS_AHEAD))
        return false;
    if (month < 0 || month > 12 || day < 0 || (month == 0 && day != 0) ||
        (month > 0 && day > days_of_month(year, month)))
        return false;
    *out = (struct date){year, month, day};
    return true;
}

bool date_accept_day(int year, int month, int day, int now_year, struct date *out)
{
    return month > 0 && day > 0 && date_accept(year, month, day, now_year, out);
}

/* Day and month in an order that only a number over 12 tells; dots mean day first. */
static bool accept_numeric(int first, int second, int year, char separator, int now_year,
                           struct date *out)
{
    bool day_first = first > 12 || (separator == '.' && second <= 12);

    if (first <= 12 && second <= 12 && first != second && separator != '.')
        return false;
    return day_first ? date_accept_day(year, second, first, now_year, out)
                     : date_accept_day(year, first, second, now_year, out);
}

/* The year at the end of a written-out date: four digits, or two where RFC 850 has them. */
static bool read_year(struct date_cursor *c, bool two_digits, int *year)
{
    struct date_token t = date_next(c);

    if (t.kind != TOKEN_NUMBER)
        return false;
    if (two_digits && t.digits == 2) {
        *year = t.value + (t.value >= 70 ? 1900 : 2000);
        return true;
    }
    *year = t.value;
    return t.digits == 4;
}

/* 2024-01-08, 2024/1/8, 2024.01.08, 2024年1月8日, 2024 Jan 8; the year has been read. */
static bool match_year_first(struct date_cursor *c, int year, int now_year, struct date *out)
{
    struct date_token first = date_next(c);
    struct date_token month;
    struct date_token day;

    if (first.kind == TOKEN_WORD || date_peek(*c).kind == TOKEN_WORD) {
        month = first.kind == TOKEN_WORD ? first : date_next(c);
        if (month.word != WORD_MONTH || (first.kind != TOKEN_WORD && !date_is_mark(first, "-/ ,")))
            return false;
        date_skip_between(c);
        day = date_next(c);
        return day.kind == TOKEN_NUMBER && day.digits <= 2 &&
               date_accept_day(year, month.month, day.value, now_year, out);
    }
    if (!date_is_mark(first, "-/.y"))
        return false;
    month = date_next(c);
    if (month.kind != TOKEN_NUMBER || month.digits > 2 || !date_is_mark(date_peek(*c), "-/.m"))
        return false;
    if (date_next(c).mark != (first.mark == 'y' ? 'm' : first.mark))
        return false;
    day = date_next(c);
    if (first.mark == 'y' && date_is_mark(date_peek(*c), "d"))
        date_next(c);
    return day.kind == TOKEN_NUMBER && day.digits <= 2 &&
           date_accept_day(year, month.value, day.value, now_year, out);
}

/* 08.01.2024, 13/01/2024; the first number has been read. */
static bool match_numeric(struct date_cursor *c, int first, int now_year, struct date *out)
{
    char separator = date_next(c).mark;
    struct date_token second = date_next(c);
    struct date_token mark = date_next(c);
    int year;

    return second.kind == TOKEN_NUMBER && second.digits <= 2 && mark.kind == TOKEN_MARK &&
           mark.mark == separator && read_year(c, false, &year) &&
           accept_numeric(first, second.value, year, separator, now_year, out);
}

/* 8 January 2024, 8. Januar 2024, 8 de enero de 2024, 06-Nov-94; the day has been read. */
static bool match_day_first(struct date_cursor *c, int day, int now_year, struct date *out)
{
    struct date_token month;
    bool dashed = date_is_mark(date_peek(*c), "-");
    int year;

    date_skip_between(c);
    month = date_next(c);
    if (month.kind != TOKEN_WORD || month.word != WORD_MONTH)
        return false;
    date_skip_between(c);
    return read_year(c, dashed, &year) && date_accept_day(year, month.month, day, now_year, out);
}

/* Moves past 09:30 or 09:30:00 when that is what follows. */
void date_skip_clock(struct date_cursor *c)
{
    struct date_cursor ahead = *c;

    if (date_next(&ahead).kind != TOKEN_NUMBER || !date_is_mark(date_next(&ahead), ":"))
        return;
    while (date_next(&ahead).kind == TOKEN_NUMBER) {
        *c = ahead;
        if (!date_is_mark(date_next(&ahead), ":"))
            return;
    }
}

/* Moves past +0000, as Twitter puts it before the year. */
static void skip_offset(struct date_cursor *c)
{
    struct date_cursor ahead = *c;

    if (date_is_mark(date_next(&ahead), "+-") && date_next(&ahead).digits == 4)
        *c = ahead;
}

/* January 8, 2024; Jan. 8th 2024; Jan  8 09:30:00 2024; the month has been read. */
static bool match_month_first(struct date_cursor *c, int month, int now_year, struct date *out)
{
    struct date_token day;
    int year;

    date_skip_between(c);
    day = date_next(c);
    if (day.kind != TOKEN_NUMBER || day.digits > 2)
        return false;
    if (date_peek(*c).kind == TOKEN_NUMBER) {
        date_skip_clock(c);
        skip_offset(c);
    }
    date_skip_between(c);
    return read_year(c, false, &year) && date_accept_day(year, month, day.value, now_year, out);
}

/* A date with a day at the cursor, which moves behind it. */
bool date_match_day(struct date_cursor *c, int now_year, struct date *out)
{
    struct date_token t = date_next(c);

    if (t.kind == TOKEN_WORD)
        return t.word == WORD_MONTH && match_month_first(c, t.month, now_year, out);
    if (t.kind != TOKEN_NUMBER)
        return false;
    if (t.digits == 4)
        return match_year_first(c, t.value, now_year, out);
    if (t.digits > 2)
        return false;
    if (date_is_mark(date_peek(*c), "-/.")) {
        struct date_cursor ahead = *c;

        if (match_numeric(&ahead, t.value, now_year, out)) {
            *c = ahead;
            return true;
        }
    }
    return match_day_first(c, t.value, now_year, out);
}

/* 2024-01, 2024/01, 01/2024, January 2024, 2024年1月, 2024 January. */
bool date_match_month(struct date_cursor *c, int now_year, struct date *out)
{
    struct date_token first = date_next(c);
    struct date_token mark = date_peek(*c);
    struct date_token second;
    int year;

    if (first.kind == TOKEN_WORD) {
        date_skip_between(c);
        return first.word == WORD_MONTH && read_year(c, false, &year) &&
               date_accept(year, first.month, 0, now_year, out);
    }
    if (date_is_mark(mark, "-/.y"))
        date_next(c);
    second = date_next(c);
    if (first.digits == 4 && second.kind == TOKEN_WORD && second.word == WORD_MONTH)
        return date_accept(first.value, second.month, 0, now_year, out);
    if (first.kind != TOKEN_NUMBER || second.kind != TOKEN_NUMBER || mark.kind != TOKEN_MARK)
        return false;
    if (mark.mark == 'y' && date_is_mark(date_peek(*c), "m"))
        date_next(c);
    if (first.digits == 4 && second.digits <= 2 && second.value > 0)
        return date_accept(first.value, second.value, 0, now_year, out);
    return first.digits <= 2 && second.digits == 4 && first.value > 0 &&
           date_is_mark(mark, "/.-") && date_accept(second.value, first.value, 0, now_year, out);
}

bool date_match_year(struct date_cursor *c, int now_year, struct date *out)
{
    struct date_token t = date_next(c);

    if (date_is_mark(date_peek(*c), "y"))
        date_next(c);
    return t.kind == TOKEN_NUMBER && t.digits == 4 && date_accept(t.value, 0, 0, now_year, out);
}
