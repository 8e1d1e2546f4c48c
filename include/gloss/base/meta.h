/* meta: what is known of a work, field by field, and which source said so.
 *
 * Field names are those of the JSON output. A value is clean text (see text_clean); absent is
 * absent. Every field keeps the name of its source ("arxiv-api", "citation-meta", "json-ld") and a
 * rank: of two proposals for one field the higher rank wins, and the first wins a tie. Owns its
 * memory. One thread at a time. */
#ifndef GLOSS_BASE_META_H
#define GLOSS_BASE_META_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

/* X(symbol, json name, holds a list) */
#define META_FIELDS(X)                                                                             \
    X(TITLE, "title", false)                                                                       \
    X(AUTHORS, "authors", true)                                                                    \
    X(PUBLISHED, "published", false) /* first publication; ISO 8601 at the precision known */      \
    X(MODIFIED, "modified", false)                                                                 \
    X(ABSTRACT, "abstract", false)                                                                 \
    X(VENUE, "venue", false)                                                                       \
    X(SITE, "site", false)                                                                         \
    X(TYPE, "type",                                                                                \
      false) /* CSL item type: article, post-weblog, webpage, software, dataset... */              \
    X(LANGUAGE, "language", false) /* BCP 47 */                                                    \
    X(DOI, "doi", false)           /* lower case, no prefix */                                     \
    X(ARXIV, "arxiv", false)       /* without version */                                           \
    X(OPENREVIEW, "openreview", false)                                                             \
    X(ISBN, "isbn", false)                                                                         \
    X(CATEGORY, "category", false)   /* arXiv primary category, e.g. cs.LG */                      \
    X(CODE, "code", true)            /* URLs */                                                    \
    X(PDF, "pdf", false)             /* URL */                                                     \
    X(CANONICAL, "canonical", false) /* URL the page gives for itself */                           \
    X(LICENSE, "license", false)                                                                   \
    X(TAGS, "tags", true)                                                                          \
    X(MINUTES, "minutes", false) /* reading time, whole minutes */                                 \
    X(NOTE, "note", false)       /* withdrawal or retraction notice, author's comment */

enum meta_field {
#define X(symbol, name, list) META_##symbol,
    META_FIELDS(X)
#undef X
        META_FIELD_COUNT
};

struct meta_item {
    const char *text;   /* never NULL or "" */
    const char *given;  /* authors only; NULL where the split is not known */
    const char *family; /* authors only; NULL likewise */
};

struct meta; /* opaque: arena, items, sources, ranks */

struct meta *meta_new(void);
void meta_free(struct meta *m); /* NULL is fine */

const char *meta_field_name(enum meta_field f);
bool meta_field_is_list(enum meta_field f);

/* Proposes a value; `text` is cleaned (text_clean) and copied, NULL or empty proposes nothing.
 * `source` must be a string constant (or outlive m). A text is cut at 64 KiB. For list fields a
 * winning proposal replaces the whole list; meta_append then adds to it. Returns whether it won. */
bool meta_propose(struct meta *m, enum meta_field f, const char *text, const char *source,
                  int rank);

/* Adds an item to a list field that `source` won with the same rank, or proposes it when the field
 * is empty or of lower rank. Duplicates (folded equal) are dropped, and so is what comes
 * after 5000 items. Returns whether the list is that source's and so holds the item. For other
 * fields the same as meta_propose. */
bool meta_append(struct meta *m, enum meta_field f, const char *text, const char *source, int rank);

/* meta_append for authors whose split is known; given or family may be NULL. */
bool meta_append_author(struct meta *m, const char *name, const char *given, const char *family,
                        const char *source, int rank);

/* Empties a field. */
void meta_drop(struct meta *m, enum meta_field f);

/* Takes each field of `from` that `into` lacks or that has the higher rank there. */
void meta_merge(struct meta *into, const struct meta *from);

const char *meta_get(const struct meta *m,
                     enum meta_field f);                    /* first item or NULL; m may be NULL */
size_t meta_count(const struct meta *m, enum meta_field f); /* m may be NULL */
const struct meta_item *meta_item(const struct meta *m, enum meta_field f, size_t i);
const char *meta_source(const struct meta *m, enum meta_field f); /* NULL when absent */
int meta_rank(const struct meta *m, enum meta_field f);           /* 0 when absent */

/* {"title": "...", "authors": [{"name","given","family"}], "minutes": 12, ...} in the order of
 * META_FIELDS. The caller decrefs. Authors without a known split are split by name_parts here, so
 * that every output agrees. */
json_t *meta_to_json(const struct meta *m);
/* {"title": "arxiv-api", ...} */
json_t *meta_sources_to_json(const struct meta *m);
/* {"title": 900, ...}: what the cache needs besides, to rebuild m. */
json_t *meta_ranks_to_json(const struct meta *m);
/* Rebuilds from those three (sources and ranks may be NULL). NULL when `values` is no object. */
struct meta *meta_from_json(const json_t *values, const json_t *sources, const json_t *ranks);

#endif
