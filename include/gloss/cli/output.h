/* output: results into files by rename, so that a file is the old one or the new one, never half of
 * it. */
#ifndef GLOSS_CLI_OUTPUT_H
#define GLOSS_CLI_OUTPUT_H

#include "gloss/base/buf.h"
#include "gloss/base/err.h"
#include "gloss/render/render.h"

#include <stdbool.h>
#include <stddef.h>

struct output {
    const char *path; /* "-": standard output; borrowed */
    const struct renderer *renderer;
};

/* Whether it can be written at all: its folder exists and takes files, it is no folder itself, and
 * its format can show so many inputs. Asked before a run, so that an hour's work does not end in a
 * typing error. */
bool output_check(const struct output *o, size_t listings, struct err *err);
/* The same for a file whatever goes into it. */
bool output_check_path(const char *path, struct err *err);

/* Writes it. The old file stays as it is when anything fails. */
bool output_write(const struct output *o, const struct report *report, struct err *err);

/* Annotates a listing's own file in place. */
bool output_in_place(const struct report *report, const struct listing *listing, struct err *err);

/* Writes these bytes. */
bool output_bytes(const char *path, const struct buf *bytes, struct err *err);

#endif
