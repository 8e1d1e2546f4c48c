/* doi: digital object identifiers and the addresses that carry them. Private to the source room. */
#ifndef GLOSS_SOURCE_DOI_H
#define GLOSS_SOURCE_DOI_H

#include <stdbool.h>

#include "gloss/source/source.h"

/* Whether `id` is a DOI in the spelling of work ids: "10.", a registrant, "/", a suffix; lower
 * case, UTF-8, no blanks, shorter than WORK_ID_SIZE. */
bool doi_is_valid(const char *id);

/* As source.match for the scheme "doi": reads "doi:10.1145/3360307", a resolver's link, a path that
 * holds a DOI as whole parts, or a parameter "doi". `derived` is set for addresses that the
 * registration does not cover: pages of others, and pages beside the work's own. */
bool doi_match(const char *url, struct work_ref *ref);

#endif
