/* choose_authors: the best list of names that are people, or at least not the site.
 *
 * A wrong author is worse than none, so a list that is the site, its host or a mere crowd is passed
 * over for the next. */
#include "gloss/page/cascade.h"

#include <limits.h>
#include <string.h>

#include "gloss/base/text.h"

enum { TRUSTED = 900, CROWD = 12 };

static bool is_same_list(const struct proposal *a, const struct proposal *b)
{
    return a->field == b->field && a->rank == b->rank && strcmp(a->source, b->source) == 0;
}

/* Whether a name of a list may stand: the list's own word is doubted only where it is not trusted.
 */
static bool is_credible(const struct choice *c, const struct proposal *p)
{
    return p->rank >= TRUSTED || !site_is_name(c->site, p->text);
}

/* How many credible names the list has that `best` belongs to; 0 when it is a mere crowd. */
static size_t count_credible(const struct choice *c, const struct proposal *best)
{
    size_t n = 0;
    for (size_t i = 0; i < c->ps->count; i++)
        n += is_same_list(&c->ps->items[i], best) && is_credible(c, &c->ps->items[i]);
    return best->rank < TRUSTED && n > CROWD ? 0 : n;
}

static void take_credible(const struct choice *c, const struct proposal *best)
{
    for (size_t i = 0; i < c->ps->count; i++) {
        const struct proposal *p = &c->ps->items[i];
        if (is_same_list(p, best) && is_credible(c, p))
            meta_append_author(c->out, p->text, p->given, p->family, p->source, p->rank);
    }
}

void choose_authors(const struct choice *c)
{
    const struct proposal *p = proposals_best(c->ps, META_AUTHORS, INT_MAX);
    while (p != NULL && count_credible(c, p) == 0)
        p = proposals_best(c->ps, META_AUTHORS, p->rank);
    if (p != NULL)
        take_credible(c, p);
}
