/* accept: statuses and ranges of statuses, "200..=299,403".
 *
 * A range is N..=M (with M) or N..M (without), as lychee writes them. The list is read anew for
 * every reply: it is a few bytes long, and a parsed copy would be state to carry around. */
#include "gloss/judge/accept.h"

#include <stddef.h>
#include <string.h>

#include "gloss/judge/judge.h"

enum { STATUS_MIN = 100, STATUS_MAX = 999, DECIMAL = 10 };

struct span {
    int first;
    int last;
};

static const char *skip_blanks(const char *s)
{
    return s + strspn(s, " \t");
}

/* Reads exactly three digits; NULL when there are none. */
static const char *read_status(const char *s, int *out)
{
    size_t digits = strspn(s, "0123456789");

    if (digits != 3)
        return NULL;
    *out = 0;
    for (size_t i = 0; i < digits; i++)
        *out = *out * DECIMAL + (s[i] - '0');
    return *out >= STATUS_MIN && *out <= STATUS_MAX ? s + digits : NULL;
}

/* Reads one item and the comma after it; NULL when it is malformed. */
static const char *read_span(const char *s, struct span *out)
{
    s = read_status(skip_blanks(s), &out->first);
    if (s == NULL)
        return NULL;
    out->last = out->first;
    if (strncmp(s, "..", 2) == 0) {
        bool with_last = s[2] == '=';

        s = read_status(s + (with_last ? 3 : 2), &out->last);
        if (s == NULL)
            return NULL;
        out->last -= with_last ? 0 : 1;
        if (out->last < out->first)
            return NULL;
    }
    s = skip_blanks(s);
    if (*s == '\0')
        return s;
    return *s == ',' ? s + 1 : NULL;
}

bool accept_has(const char *accept, int status)
{
    const char *s = accept;
    struct span span;

    while (s != NULL && *s != '\0') {
        s = read_span(s, &span);
        if (s != NULL && status >= span.first && status <= span.last)
            return true;
    }
    return false;
}

bool judge_accept_valid(const char *accept)
{
    const char *s = accept;
    struct span span;

    if (s == NULL || *s == '\0')
        return s == NULL;
    while (s != NULL && *s != '\0') {
        s = read_span(s, &span);
        if (s != NULL && *s == '\0' && s[-1] == ',')
            return false;
    }
    return s != NULL;
}
