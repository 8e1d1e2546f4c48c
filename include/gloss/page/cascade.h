/* cascade: all proposals in, one value a field out.
 *
 * Where a field needs more than the best rank (titles that must agree, authors that are really the
 * site, a modification before the publication), the check is in the chooser of that field, a row of
 * cascade.c. Pure. */
#ifndef GLOSS_PAGE_CASCADE_H
#define GLOSS_PAGE_CASCADE_H

#include "gloss/base/meta.h"
#include "gloss/page/observed.h"
#include "gloss/page/proposal.h"
#include "gloss/page/site.h"

struct choice {
    const struct observed *o;
    const struct proposals *ps;
    const struct site *site;
    struct meta *out; /* fields chosen so far */
};

void cascade(const struct observed *o, const struct proposals *ps, struct meta *out);

/* Takes a proposal into the result, with the rest of its list for a list field. */
void choice_take(const struct choice *c, const struct proposal *p);

void choose_title(const struct choice *c);
void choose_authors(const struct choice *c);
void choose_published(const struct choice *c);
void choose_modified(const struct choice *c);
void choose_abstract(const struct choice *c);

#endif
