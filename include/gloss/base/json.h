/* json: what gloss needs of jansson beyond its own functions.
 *
 * jansson rejects invalid UTF-8 by returning NULL, which its setters then refuse; these make the
 * text valid first, so that a set never fails. A json_t stays in one thread. */
#ifndef GLOSS_BASE_JSON_H
#define GLOSS_BASE_JSON_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

/* Parses what the web calls JSON: a BOM, white space and trailing text around one value, duplicate
 * keys, raw control characters inside strings, lone surrogates and \u0000 (replaced), HTML comment
 * or CDATA wrappers, and one trailing comma before } or ]. NULL when it is no JSON. Depth is
 * limited by jansson (2048), objects and arrays to 200,000. A bare scalar must stand alone. Numbers
 * too large for 64 bits become reals, for a real 0. The caller decrefs. */
json_t *json_parse_lenient(const char *s, size_t n);

/* Parses strict JSON, for what we wrote ourselves. NULL when it is none. */
json_t *json_parse(const char *s, size_t n);

/* obj[key] = s, repaired to valid UTF-8. NULL or "" sets nothing: absent is absent. */
void json_put(json_t *obj, const char *key, const char *s);
/* obj[key] = value; takes the reference. NULL, {} and [] set nothing. */
void json_put_new(json_t *obj, const char *key, json_t *value);
void json_put_int(json_t *obj, const char *key, long long value);

/* The string at a dotted path of keys and array indices ("authors.0.name"), or NULL. Borrowed. */
const char *json_get(const json_t *root, const char *path);
/* The value there, or NULL. Borrowed. */
json_t *json_at(const json_t *root, const char *path);

/* Compact, keys in insertion order, UTF-8 unescaped. The caller frees. */
char *json_text(const json_t *value);

#endif
