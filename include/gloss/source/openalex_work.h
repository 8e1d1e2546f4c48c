/* openalex_work: one work as OpenAlex describes it. Private to the source room. */
#ifndef GLOSS_SOURCE_OPENALEX_WORK_H
#define GLOSS_SOURCE_OPENALEX_WORK_H

#include <jansson.h>

#include "gloss/source/source.h"

/* Whether it is one: its id is an address of OpenAlex's. */
bool openalex_work_is(const json_t *work);

/* Fills a record (state found). */
void openalex_work_read(const json_t *work, struct record *out);

#endif
