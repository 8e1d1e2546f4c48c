/* recall: what the cache holds of a finding's works and page: who said what when last asked. Main
 * thread. */
#ifndef GLOSS_RUN_RECALL_H
#define GLOSS_RUN_RECALL_H

#include "gloss/base/finding.h"
#include "gloss/source/source.h"
#include "gloss/store/store.h"

#include <stdbool.h>
#include <stddef.h>

/* What one registry said of one work. */
struct recalled {
    const struct source *source;
    const char *work; /* "arxiv:2401.04088"; borrowed from the finding */
    struct stored_work record;
};

struct recollection {
    struct recalled *records; /* of the finding's work in the order of the table of sources, then of
                                 what was asked besides */
    size_t count;
    struct stored_page page;
    bool has_page;
};

/* Gathers it. `page` is the address whose page is wanted; NULL: none. The caller releases. */
void recollection_fill(struct recollection *r, struct store *store, const struct finding *f,
                       const char *page);
void recollection_release(struct recollection *r);

/* All of it merged, the higher rank winning field by field; NULL when nobody said anything. The
 * caller frees. */
struct meta *recollection_meta(const struct recollection *r);

#endif
