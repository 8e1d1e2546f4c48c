/* ignore: days as ISO 8601 writes them compare as strings do. */
#include "gloss/base/ignore.h"

#include <string.h>

#include "gloss/base/date.h"
#include "gloss/base/mem.h"

bool ignore_is_day(const char *s)
{
    struct date day;
    char again[DATE_SIZE];

    return strlen(s) == strlen("2027-01-01") && date_parse(s, 0, &day) &&
           strcmp(date_format(day, again), s) == 0;
}

bool ignore_has_lapsed(const struct ignore *i, int64_t now)
{
    char today[DATE_SIZE];

    return i->until != NULL && strcmp(date_format(date_of_instant(now), today), i->until) >= 0;
}

char *ignore_words(const struct ignore *i, bool lapsed)
{
    return xasprintf("%s%s%s%s%s", lapsed ? "the ignore lapsed" : "ignored",
                     i->until == NULL ? ""
                     : lapsed         ? " on "
                                      : " until ",
                     i->until != NULL ? i->until : "", *i->why != '\0' ? ": " : "", i->why);
}
