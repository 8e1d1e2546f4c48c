/* cascade: the order in which fields are decided, and the common case, which is the best rank. */
#include "gloss/page/cascade.h"

#include <limits.h>
#include <string.h>

/* Fields with rules of their own, in order: later ones look at what earlier ones chose. */
static const struct chooser {
    enum meta_field field;
    void (*choose)(const struct choice *c);
} choosers[] = {
    {META_TITLE, choose_title},         {META_AUTHORS, choose_authors},
    {META_PUBLISHED, choose_published}, {META_MODIFIED, choose_modified},
    {META_ABSTRACT, choose_abstract},
};

void choice_take(const struct choice *c, const struct proposal *best)
{
    if (!meta_field_is_list(best->field)) {
        meta_propose(c->out, best->field, best->text, best->source, best->rank);
        return;
    }
    for (size_t i = 0; i < c->ps->count; i++) {
        const struct proposal *p = &c->ps->items[i];
        if (p->field != best->field || p->rank != best->rank ||
            strcmp(p->source, best->source) != 0)
            continue;
        if (p->field == META_AUTHORS)
            meta_append_author(c->out, p->text, p->given, p->family, p->source, p->rank);
        else
            meta_append(c->out, p->field, p->text, p->source, p->rank);
    }
}

static bool has_chooser(enum meta_field f)
{
    for (size_t i = 0; i < sizeof(choosers) / sizeof(choosers[0]); i++)
        if (choosers[i].field == f)
            return true;
    return false;
}

void cascade(const struct observed *o, const struct proposals *ps, struct meta *out)
{
    struct site *site = site_new(o, ps);
    struct choice c = {.o = o, .ps = ps, .site = site, .out = out};
    for (size_t i = 0; i < sizeof(choosers) / sizeof(choosers[0]); i++)
        choosers[i].choose(&c);
    for (int f = 0; f < META_FIELD_COUNT; f++) {
        const struct proposal *best = proposals_best(ps, (enum meta_field)f, INT_MAX);
        if (best != NULL && !has_chooser((enum meta_field)f))
            choice_take(&c, best);
    }
    site_free(site);
}
