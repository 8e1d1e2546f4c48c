/* listing: an input read into links, whatever its format.
 *
 * Formats are rows of a table (list/listing.c), chosen by extension; a new one is one file and one
 * row. cmark-gfm may not parse in two threads at once: main thread only. */
#ifndef GLOSS_LIST_LISTING_H
#define GLOSS_LIST_LISTING_H

#include "gloss/base/err.h"
#include "gloss/base/link.h"

#include <stdbool.h>
#include <stddef.h>

/* Reads the file at `path` ("-": standard input, read as Markdown) and finds its links. NULL with
 * err (ERR_USAGE) when it cannot be read, is a directory, is larger than LISTING_MAX, is binary
 * (has NUL bytes and is no UTF-16), or holds a gloss block that is not closed. Invalid UTF-8
 * elsewhere is no error: those bytes are kept. */
struct listing *listing_read(const char *path, struct err *err);

/* The same for bytes in memory; `path` names them and its extension chooses the format. Copies the
 * bytes. */
struct listing *listing_parse(const char *path, const char *bytes, size_t len, struct err *err);

void listing_free(struct listing *l);

/* Expands FILE arguments: directories are walked for inputs of the known Markdown extensions in
 * sorted order (hidden ones, node_modules and .git left out, symbolic links not followed), "-" and
 * files stay. False with err when a path does not exist or a directory holds none. *paths:
 * NULL-terminated, caller frees with listing_paths_free. */
bool listing_expand(char *const *args, size_t count, char ***paths, struct err *err);
void listing_paths_free(char **paths);

/* Whether a path's format takes annotation blocks (Markdown). */
bool listing_is_markdown(const char *path);

#define LISTING_MAX ((size_t)256 << 20) /* bytes; a reading list is a text that a person keeps */

#endif
