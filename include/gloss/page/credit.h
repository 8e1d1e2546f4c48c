/* credit: names out of a credit line.
 *
 * "Von Anna Muster, 7. Dezember 2022 | Aktualisiert 10 Uhr" names one person; what surrounds names
 * in such lines (words for "by", dates, roles, separators) is the same all over the web, and none
 * of it may pass for a name. */
#ifndef GLOSS_PAGE_CREDIT_H
#define GLOSS_PAGE_CREDIT_H

#include "gloss/page/proposal.h"

enum credit_kind {
    CREDIT_LINE,   /* any line: only what a word like "by" announces at the start of a part */
    CREDIT_BYLINE, /* a line that is known to name its author */
    CREDIT_MARKED, /* marked up as an author: may be a user name without a capital */
};

/* Proposes as authors the names that a credit line holds; '\n' separates as '|' does. */
void credit_propose(struct proposals *out, const char *text, enum credit_kind kind,
                    const char *source, int rank);

#endif
