/* citekeys: the keys by which a run's bibliographies cite its works, out of the cache. */
#ifndef GLOSS_CLI_CITEKEYS_H
#define GLOSS_CLI_CITEKEYS_H

#include "gloss/base/err.h"
#include "gloss/render/render.h"
#include "gloss/store/store.h"

#include <stdbool.h>
#include <stddef.h>

struct citekeys {
    struct outcome *outcomes; /* the report's, with keys */
    struct citekey_claim *claims;
    char **proposed; /* the claims' */
    size_t count;
};

/* Gives every work of the report its key; report->outcomes then are k's, until citekeys_release. */
bool citekeys_assign(struct citekeys *k, struct report *report, struct store *store,
                     struct err *err);
void citekeys_release(struct citekeys *k); /* a zeroed one is fine */

#endif
