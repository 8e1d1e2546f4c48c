/* telling: what the verbs share that only tell what the cache knows. */
#ifndef GLOSS_CLI_TELLING_H
#define GLOSS_CLI_TELLING_H

#include "gloss/base/err.h"
#include "gloss/cli/options.h"
#include "gloss/judge/judge.h"
#include "gloss/store/store.h"

#include <stdbool.h>
#include <stddef.h>

/* Opens the cache that the settings name for reading; `*folder` (the caller frees it in any case)
 * is where it is. NULL with err when there is none. */
struct store *telling_open(const struct settings *s, char **folder, struct err *err);

/* Closes it. False with err when a read had failed or standard output did not take what was
 * written; a reader that went away early is no failure. */
bool telling_close(struct store *store, struct err *err);

/* Every look at a key, newest first; returns how many. The caller frees. */
size_t telling_history(struct store *store, const char *key, struct past **out);

#endif
