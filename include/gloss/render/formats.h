/* formats: the rows of the table in render.c, one a file, and what those files share. Private to
 * the render room. */
#ifndef GLOSS_RENDER_FORMATS_H
#define GLOSS_RENDER_FORMATS_H

#include <stdbool.h>
#include <stdio.h>

#include "gloss/base/err.h"
#include "gloss/render/render.h"

extern const struct renderer renderer_term;      /* term.c */
extern const struct renderer renderer_annotated; /* annotated.c */
extern const struct renderer renderer_json;      /* json.c */
extern const struct renderer renderer_jsonl;     /* jsonl.c */
extern const struct renderer renderer_bib;       /* bib.c */
extern const struct renderer renderer_csljson;   /* csljson.c */
extern const struct renderer renderer_ris;       /* ris.c */
extern const struct renderer renderer_csv;       /* csv.c */

/* Flushes; false with err when anything written to `out` did not arrive. */
bool render_finish(FILE *out, struct err *err);

/* Counts outcomes by verdict; those without a finding are counted in [VERDICT_COUNT]. */
void render_count(const struct report *report, size_t counts[VERDICT_COUNT + 1]);

#endif
