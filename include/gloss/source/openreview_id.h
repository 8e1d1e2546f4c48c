/* openreview_id: identifiers of OpenReview's submissions. Private to the source room. */
#ifndef GLOSS_SOURCE_OPENREVIEW_ID_H
#define GLOSS_SOURCE_OPENREVIEW_ID_H

#include <stdbool.h>

#include "gloss/source/source.h"

/* Whether it could be one: letters, digits, "-" and "_". */
bool openreview_id_is_valid(const char *id);

/* As source.match for the scheme "openreview". */
bool openreview_match(const char *url, struct work_ref *ref);

#endif
