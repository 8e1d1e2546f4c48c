/* saved_record: what an API said of a work, kept in a file. */
#ifndef GLOSS_SOURCE_SAVED_RECORD_H
#define GLOSS_SOURCE_SAVED_RECORD_H

#include "gloss/base/meta.h"

#include <stddef.h>

/* The metadata in the answer that a registry's API gave under `url` (read as the registry's own
 * source reads it), in an item of CSL-JSON or in a work of OpenAlex (known by their shapes, from
 * wherever they come; `url` may be NULL). NULL when it is none of these. Any thread. */
struct meta *saved_record_read(const char *url, const char *bytes, size_t len);

#endif
