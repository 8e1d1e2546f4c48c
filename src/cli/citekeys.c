/* citekeys: outcomes belong to the run, so those with keys are copies. */
#include "gloss/cli/citekeys.h"

#include <stdlib.h>

#include "gloss/base/citekey.h"
#include "gloss/base/mem.h"
#include "gloss/render/entries.h"

bool citekeys_assign(struct citekeys *k, struct report *report, struct store *store,
                     struct err *err)
{
    struct entries works;
    entries_collect(&works, report);
    *k = (struct citekeys){.outcomes = xcalloc(report->outcome_count + 1, sizeof *k->outcomes),
                           .claims = xcalloc(works.count + 1, sizeof *k->claims),
                           .proposed = xcalloc(works.count + 1, sizeof *k->proposed),
                           .count = works.count};
    for (size_t i = 0; i < report->outcome_count; i++)
        k->outcomes[i] = report->outcomes[i];
    for (size_t i = 0; i < works.count; i++) {
        const struct outcome *o = &k->outcomes[works.items[i]];
        k->proposed[i] = citekey_propose(o->meta);
        k->claims[i] =
            (struct citekey_claim){.work = entry_identity(o), .proposed = k->proposed[i]};
    }
    bool ok = store_claim_citekeys(store, k->claims, k->count, err);
    for (size_t i = 0; ok && i < works.count; i++)
        k->outcomes[works.items[i]].citekey = k->claims[i].key;
    report->outcomes = k->outcomes;
    entries_release(&works);
    return ok;
}

void citekeys_release(struct citekeys *k)
{
    for (size_t i = 0; i < k->count; i++) {
        free(k->claims[i].key);
        free(k->proposed[i]);
    }
    free(k->claims);
    free(k->proposed);
    free(k->outcomes);
    *k = (struct citekeys){0};
}
