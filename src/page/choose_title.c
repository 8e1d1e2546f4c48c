/* choose_title: the best title that is not the site's name, without the site's name in it. */
#include "gloss/page/cascade.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "gloss/base/mem.h"

enum { TITLE_MAX = 1000 }; /* bytes; longer ones are whole texts */

/* Citation tags name the work alone; all else may be dressed with the site's name. */
static char *undressed(const struct choice *c, const struct proposal *p)
{
    return p->rank >= 970 ? xstrdup(p->text) : site_strip(c->site, p->text);
}

void choose_title(const struct choice *c)
{
    const struct proposal *best = proposals_best(c->ps, META_TITLE, INT_MAX);
    const struct proposal *p = best;
    while (p != NULL && (site_is_name(c->site, p->text) || strlen(p->text) > TITLE_MAX))
        p = proposals_best(c->ps, META_TITLE, p->rank);
    if (p == NULL)
        p = best; /* a page that calls itself what its site is called */
    if (p == NULL || strlen(p->text) > TITLE_MAX)
        return;
    char *title = undressed(c, p);
    meta_propose(c->out, META_TITLE, title[0] != '\0' ? title : p->text, p->source, p->rank);
    free(title);
}
