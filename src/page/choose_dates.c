/* choose_dates: publication, and a modification that is not before it.
 *
 * A page dates itself for machines, in its address and in sight of readers. Each of the three errs
 * alone (a time zone, a planned day, a teaser's date), but they seldom err alike: a day that two of
 * them name beats a better-ranked one that only one does. */
#include "gloss/page/cascade.h"

#include <limits.h>
#include <string.h>

#include "gloss/base/date.h"

enum { TRUSTED = 970, HEARD = 780, DATES_MAX = 200, DAY_LENGTH = 10 };

enum witness { FOR_MACHINES = 1, IN_ADDRESS = 2, IN_SIGHT = 4 };

static const struct witness_row {
    const char *source;
    enum witness witness;
} witnesses[] = {
    {"url-date", IN_ADDRESS}, {"time-element", IN_SIGHT}, {"date-class", IN_SIGHT},
    {"date-text", IN_SIGHT},  {"date-label", IN_SIGHT},   {"h-entry", IN_SIGHT},
};

static unsigned witness_of(const char *source)
{
    for (size_t i = 0; i < sizeof(witnesses) / sizeof(witnesses[0]); i++)
        if (strcmp(witnesses[i].source, source) == 0)
            return witnesses[i].witness;
    return FOR_MACHINES;
}

/* How many kinds of witnesses name this day. */
static int witnesses_for(const struct proposals *ps, const char *day)
{
    unsigned seen = 0;
    size_t heard = 0;
    for (size_t i = 0; i < ps->count && heard < DATES_MAX; i++) {
        const struct proposal *p = &ps->items[i];
        if (p->field != META_PUBLISHED)
            continue;
        heard++;
        if (p->rank >= HEARD && strcmp(p->text, day) == 0)
            seen |= witness_of(p->source);
    }
    return ((seen & FOR_MACHINES) != 0) + ((seen & IN_ADDRESS) != 0) + ((seen & IN_SIGHT) != 0);
}

/* The day that most kinds of witnesses name, where that is more than name the best-ranked one. */
static const struct proposal *outvoted(const struct proposals *ps, const struct proposal *best)
{
    int most = witnesses_for(ps, best->text);
    const struct proposal *winner = best;
    size_t heard = 0;
    for (size_t i = 0; i < ps->count && heard < DATES_MAX; i++) {
        const struct proposal *p = &ps->items[i];
        if (p->field != META_PUBLISHED)
            continue;
        heard++;
        if (p->rank < HEARD || strlen(p->text) != DAY_LENGTH)
            continue;
        int n = witnesses_for(ps, p->text);
        if (n >= 2 && (n > most || (n == most && winner != best && p->rank > winner->rank))) {
            most = n;
            winner = p;
        }
    }
    return winner;
}

/* An issue's month or year is when the issue came; the day on which the article itself could first
 * be read, where the same source gives it, is that day or an earlier one. */
static const struct proposal *first_day(const struct proposals *ps, const struct proposal *issue)
{
    const struct proposal *first = issue;
    struct date whole, day;
    if (strlen(issue->text) == DAY_LENGTH || !date_parse(issue->text, 0, &whole))
        return issue;
    for (size_t i = 0; i < ps->count && first == issue; i++) {
        const struct proposal *p = &ps->items[i];
        if (p->field == META_PUBLISHED && p->rank >= HEARD &&
            strcmp(p->source, issue->source) == 0 && strlen(p->text) == DAY_LENGTH &&
            date_parse(p->text, 0, &day) && date_compare(day, whole) <= 0)
            first = p;
    }
    return first;
}

void choose_published(const struct choice *c)
{
    const struct proposal *best = proposals_best(c->ps, META_PUBLISHED, INT_MAX);
    if (best != NULL)
        best = best->rank < TRUSTED ? outvoted(c->ps, best) : first_day(c->ps, best);
    if (best != NULL)
        choice_take(c, best);
}

void choose_modified(const struct choice *c)
{
    const char *published = meta_get(c->out, META_PUBLISHED);
    struct date first = {0, 0, 0};
    bool known = published != NULL && date_parse(published, 0, &first);
    const struct proposal *p = proposals_best(c->ps, META_MODIFIED, INT_MAX);
    struct date last;
    if (p != NULL && date_parse(p->text, 0, &last) && (!known || date_compare(last, first) >= 0))
        choice_take(c, p);
}
