/* choose_abstract: a description that says more than the title. */
#include "gloss/page/cascade.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "gloss/base/text.h"

enum {
    CUT_MIN = 40,      /* bytes; shorter beginnings are alike by chance */
    DESCRIPTION = 300, /* ranks below are excerpts, which always go on */
};

/* Whether a text is only what the title, the site or the journal says anyhow. */
static bool says_nothing(const struct choice *c, const char *text)
{
    const char *title = meta_get(c->out, META_TITLE);
    const struct proposal *venue = proposals_best(c->ps, META_VENUE, INT_MAX);
    return (title != NULL && text_contains(title, text)) || site_is_name(c->site, text) ||
           (venue != NULL && text_contains(venue->text, text));
}

/* The length of a text without the dots that show it was cut, 0 when it ends as a sentence does. */
static size_t cut_length(const char *text)
{
    size_t n = strlen(text);
    if (text_iends(text, "..."))
        return n - 3;
    if (text_iends(text, "…"))
        return n - strlen("…");
    return n > 0 && strchr(".!?\"')", text[n - 1]) != NULL ? 0 : n;
}

/* Whether `longer` goes on where `text` was cut off. */
static bool goes_on(const char *text, const char *longer)
{
    size_t n = cut_length(text);
    while (n > 0 && text[n - 1] == ' ')
        n--;
    return n >= CUT_MIN && strlen(longer) > strlen(text) && strncmp(text, longer, n) == 0;
}

void choose_abstract(const struct choice *c)
{
    const struct proposal *p = proposals_best(c->ps, META_ABSTRACT, INT_MAX);
    while (p != NULL && says_nothing(c, p->text))
        p = proposals_best(c->ps, META_ABSTRACT, p->rank);
    if (p == NULL)
        return;
    for (size_t i = 0; i < c->ps->count; i++)
        if (c->ps->items[i].field == META_ABSTRACT && c->ps->items[i].rank >= DESCRIPTION &&
            goes_on(p->text, c->ps->items[i].text))
            p = &c->ps->items[i];
    choice_take(c, p);
}
