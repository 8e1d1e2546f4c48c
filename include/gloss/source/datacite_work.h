/* datacite_work: one DOI as DataCite describes it. Private to the source room. */
#ifndef GLOSS_SOURCE_DATACITE_WORK_H
#define GLOSS_SOURCE_DATACITE_WORK_H

#include <jansson.h>

#include "gloss/base/date.h"
#include "gloss/source/source.h"

#define DATACITE_NAME "datacite"
#define DATACITE_ARXIV_NAME "datacite-arxiv"

/* Fills a record (state found) from the attributes of a DOI, but for what depends on the scheme of
 * the id: META_DOI, META_ARXIV, addresses. */
void datacite_work_read(const json_t *attributes, const char *source, int rank, struct record *out);

/* The earliest of the dates of one type ("Submitted"); year 0 when there is none. */
struct date datacite_date(const json_t *attributes, const char *type);

#endif
