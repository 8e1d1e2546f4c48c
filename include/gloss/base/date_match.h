/* date_match: the grammar of written dates.
 *
 * For base/date. Each matcher reads from the cursor and, when it returns true, has moved it behind
 * the date. Pure; any thread. */
#ifndef GLOSS_BASE_DATE_MATCH_H
#define GLOSS_BASE_DATE_MATCH_H

#include <stdbool.h>

#include "gloss/base/date.h"
#include "gloss/base/date_token.h"

/* Sets *out when this is a day, a month (day 0) or a year (month 0 too) from 1900 to two years
 * after now_year (0: to 9999). */
bool date_accept(int year, int month, int day, int now_year, struct date *out);

/* date_accept for a date with a day. */
bool date_accept_day(int year, int month, int day, int now_year, struct date *out);

/* A date with a day. */
bool date_match_day(struct date_cursor *c, int now_year, struct date *out);
/* A month of a year: 2024-01, 01/2024, January 2024, 2024年1月. */
bool date_match_month(struct date_cursor *c, int now_year, struct date *out);
/* A year of four digits. */
bool date_match_year(struct date_cursor *c, int now_year, struct date *out);

/* Moves past what may stand between the parts of a written-out date. */
void date_skip_between(struct date_cursor *c);
/* Moves past 09:30 or 09:30:00 when that is what follows. */
void date_skip_clock(struct date_cursor *c);

#endif
