/* crossref_work: one work as Crossref describes it. Private to the source room. */
#ifndef GLOSS_SOURCE_CROSSREF_WORK_H
#define GLOSS_SOURCE_CROSSREF_WORK_H

#include <jansson.h>

#include "gloss/source/source.h"

#define CROSSREF_NAME "crossref"

/* Fills a record (state found) from a work of the REST API, or an item of CSL-JSON, in the name of
 * `source`. `id` is its DOI, NULL when it has none. */
void crossref_work_read(const json_t *work, const char *id, const char *source, struct record *out);

#endif
