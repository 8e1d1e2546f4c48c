/* Any bytes as a date, a URL, an instant, a duration, a name, a list of names. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "gloss/base/date.h"
#include "gloss/base/mem.h"
#include "gloss/base/name.h"
#include "gloss/base/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool holds)
{
    if (!holds)
        abort();
}

/* A date that was read is one: it is written and read back unchanged. */
static void check_date(bool found, struct date date)
{
    char text[DATE_SIZE];
    struct date back;

    if (found) {
        require(date_parse(date_format(date, text), 0, &back));
        require(date_compare(date, back) == 0 && date.day == back.day && date.month == back.month);
    }
}

static void check_dates(const char *s)
{
    struct date date = {0, 0, 0};
    char text[INSTANT_SIZE];
    int64_t t;
    int64_t back;

    check_date(date_parse(s, 0, &date), date);
    check_date(date_parse(s, 2026, &date), date);
    check_date(date_find(s, 0, &date), date);
    check_date(date_from_url(s, 0, &date), date);
    if (instant_parse_http(s, &t) || instant_parse(s, &t))
        require(instant_parse(instant_format(t, text), &back) && back == t);
    require(!duration_parse(s, &t) || t >= 0);
}

static void check_name(const char *name)
{
    char *given;
    char *family;
    bool split = name_parts(name, &given, &family);

    require(name[0] != '\0' && text_is_utf8(name, strlen(name)));
    require(split == (given != NULL) && split == (family != NULL));
    require(!split || (given[0] != '\0' && family[0] != '\0'));
    name_is_organisation(name);
    free(given);
    free(family);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *s = xstrndup((const char *)data, size);
    char *name = name_clean(s);
    char **names;
    size_t n = name_split_list(s, &names);
    char *given;
    char *family;

    check_dates(s);
    name_parts(s, &given, &family);
    free(given);
    free(family);
    if (name != NULL)
        check_name(name);
    for (size_t i = 0; i < n; i++)
        check_name(names[i]);
    free(name);
    name_list_free(names, n);
    free(s);
    return 0;
}
