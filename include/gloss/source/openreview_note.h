/* openreview_note: a submission as either generation of OpenReview's API gives it. Private to the
 * source room. */
#ifndef GLOSS_SOURCE_OPENREVIEW_NOTE_H
#define GLOSS_SOURCE_OPENREVIEW_NOTE_H

#include <jansson.h>

#include "gloss/source/source.h"

/* Fills a record (state found) for the submission `id`. */
void openreview_note_read(const json_t *note, const char *id, const char *source,
                          struct record *out);

#endif
