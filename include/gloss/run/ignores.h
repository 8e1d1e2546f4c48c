/* ignores: the config file's rules about links to leave alone, and which ignore names a link.
 * Built before a run, read during it. Main thread. */
#ifndef GLOSS_RUN_IGNORES_H
#define GLOSS_RUN_IGNORES_H

#include "gloss/base/err.h"
#include "gloss/base/ignore.h"
#include "gloss/base/link.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct ignores;

struct ignores *ignores_new(void);
void ignores_free(struct ignores *i); /* NULL is fine */

/* Adds a rule without end or reason. `what` is an address (it begins with http:// or https:// and
 * has none of *[]^$|\ in it), which means that link, or a POSIX extended regular expression, which
 * means all links whose addresses match. `where` ("config:12") goes into messages. ERR_USAGE when
 * it is neither. */
bool ignores_add(struct ignores *i, const char *what, const char *where, struct err *err);

/* Sets `until` or `why` of the newest rule; a second `why` goes on where the first ended. ERR_USAGE
 * with `where` for another name, or when the value is no day. */
bool ignores_set(struct ignores *i, const char *name, const char *value, const char *where,
                 struct err *err);

/* The ignore that names the link: one that holds at `now` (seconds since 1970) before one that has
 * lapsed, the document's own before the rules' (which may be NULL), in their order. NULL: none.
 * Borrowed from the link or the rules. */
const struct ignore *ignores_find(const struct ignores *i, const struct link *link, int64_t now);

#endif
