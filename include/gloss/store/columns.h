/* columns: values that have a shape of their own, as JSON text in one column. Private to the store
 * room. Texts are the caller's to free; NULL stands for nothing in both directions. */
#ifndef GLOSS_STORE_COLUMNS_H
#define GLOSS_STORE_COLUMNS_H

#include <stddef.h>

#include "gloss/base/finding.h"
#include "gloss/base/meta.h"

/* [{"status": 301, "url": "..."}] */
char *hops_text(const struct hop *hops, size_t count);
/* Reads them into at most HOPS_MAX; returns how many. Text that is no such JSON gives none. */
size_t hops_read(const char *text, struct hop *hops);

/* [{"class": "gone", "source": "http", "at": 1, "status": 404, "says": "..."}] */
char *evidence_text(const struct evidence *evidence, size_t count);
/* Reads it into at most EVIDENCE_MAX. The names of sources last as long as the process. */
size_t evidence_read(const char *text, struct evidence *evidence);

/* ["isbn:9780262035613"] */
char *besides_text(const struct finding *f);
/* Adds them to the finding. */
void besides_read(const char *text, struct finding *f);

/* The three parts of a meta. */
struct meta_columns {
    char *values;
    char *sources;
    char *ranks;
};
struct meta_columns meta_columns(const struct meta *m);
struct meta *meta_from_columns(const char *values, const char *sources, const char *ranks);

#endif
