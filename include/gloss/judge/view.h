/* view: a look at a page with its addresses read and its words folded once, for all checks.
 *
 * Internal to the judge room. */
#ifndef GLOSS_JUDGE_VIEW_H
#define GLOSS_JUDGE_VIEW_H

#include "gloss/base/finding.h"
#include "gloss/judge/place.h"
#include "gloss/judge/softness.h"

#include <stdbool.h>

enum { VIEW_PARTS = 8 };

struct view {
    const struct look *look;
    const struct signs *signs; /* never NULL */
    struct place asked;
    struct place final; /* where the reader ends up: after a meta refresh, too */
    bool elsewhere;     /* final is another page than asked */
    bool ok;            /* the status is a success */
    /* Folded, never NULL. */
    char *title;
    char *h1;
    char *opening;
    char *parts[VIEW_PARTS]; /* of the title, between its separators */
    size_t part_count;
    /* How much the page says outside navigation: a page about something is not thin, and one that
     * is bare says no more than a notice. */
    bool thin;
    bool bare;
};

void view_init(struct view *v, const struct look *look);
void view_release(struct view *v);

/* Whether all the title names is the site. */
bool view_is_titled_by_site(const struct view *v);

/* Writes the words of an evidence, in printf's way. Always true, so that checks can end in it. */
bool view_say(struct evidence *out, enum evidence_class class, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
