/* entry_kind: which kind of work a record describes. Private to the render room. */
#ifndef GLOSS_RENDER_ENTRY_KIND_H
#define GLOSS_RENDER_ENTRY_KIND_H

#include "gloss/base/meta.h"

#include <stdbool.h>

/* What a kind is called in each format, and what its entries need. */
struct entry_kind {
    const char *csl; /* as in meta and CSL-JSON */
    const char *bibtex;
    const char *biblatex;
    const char *ris;
    bool contained; /* stands in a journal, in proceedings, on a site; else it has a publisher */
    bool site;      /* where no venue is known, the site is what it stands in */
    bool online;    /* what is cited is the page itself, as it was on some day */
    const char *bibtex_holder; /* the field of the journal, the publisher...; NULL: none */
    const char *biblatex_holder;
};

/* The journal, the proceedings; NULL also where some registry calls arXiv itself the venue. */
const char *entry_venue(const struct meta *m);

/* The DOI, but for the one that arXiv itself gives, which says no more than the id. */
const char *entry_doi(const struct meta *m);

/* Never NULL: what nothing is known of is a web page. */
const struct entry_kind *entry_kind_of(const struct meta *m);

#endif
