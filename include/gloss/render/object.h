/* object: links as JSON objects, and JSON as text. Private to the render room. */
#ifndef GLOSS_RENDER_OBJECT_H
#define GLOSS_RENDER_OBJECT_H

#include <jansson.h>
#include <stdint.h>

#include "gloss/render/render.h"

/* The object of one link. The caller decrefs. */
json_t *object_of_outcome(const struct outcome *o);

/* The parts of it that a finding gives: verdict to work, and the better address. */
void object_put_finding(json_t *obj, const struct finding *f);
void object_put_suggestion(json_t *obj, const struct finding *f);
/* ["withdrawn", ...] of FACT_BITs. The caller decrefs. */
json_t *object_facts(unsigned facts);

/* obj[key] = the instant t in UTC; 0 sets nothing. */
void object_put_instant(json_t *obj, const char *key, int64_t t);

/* One line of JSON without a newline at its end, in which nothing can act on a terminal. Takes the
 * value; the caller frees the text. */
char *object_text(json_t *value);

#endif
