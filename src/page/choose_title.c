/* choose_title: the best title that is not the site's name, without the site's name in it. */
#include "gloss/page/cascade.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "gloss/base/mem.h"
#include "gloss/base/text.h"

enum { TITLE_MAX = 1000 }; /* bytes; longer ones are whole texts */

/* Whether another title is this one and more: then the more is the dress, and this one wears none,
 * though it may begin with a name that is also the site's ("LlamaIndex: Enhancing ..."). */
static bool is_worn_elsewhere(const struct choice *c, const struct proposal *p)
{
    const struct proposal *other = proposals_best(c->ps, META_TITLE, INT_MAX);
    for (; other; other = proposals_best(c->ps, META_TITLE, other->rank))
        if (other != p && strlen(other->text) <= TITLE_MAX &&
            strlen(other->text) > strlen(p->text) && text_contains(other->text, p->text))
            return true;
    return false;
}

/* Citation tags name the work alone, and so does a heading whose longer form stands in the head;
 * all else may be dressed with the site's name. */
static char *undressed(const struct choice *c, const struct proposal *p)
{
    bool bare = p->rank >= 970 || (text_istarts(p->source, "html-h") && is_worn_elsewhere(c, p));
    return bare ? xstrdup(p->text) : site_strip(c->site, p->text);
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
