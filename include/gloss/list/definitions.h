/* definitions: link reference definitions, which cmark uses but does not show.
 *
 * They stand at the start of paragraphs and in lines that no block covers. Internal to the list
 * room. */
#ifndef GLOSS_LIST_DEFINITIONS_H
#define GLOSS_LIST_DEFINITIONS_H

#include "gloss/base/arena.h"
#include "gloss/list/content.h"

#include <stdbool.h>
#include <stddef.h>

struct definition {
    size_t start; /* offsets in the source */
    size_t end;
    size_t url_start;
    size_t url_end;
    const char *url; /* strings in the arena */
    const char *label;
    const char *key; /* the label folded as cmark folds it */
    bool used;
    bool duplicate; /* an earlier one has the same label */
};

struct definitions {
    struct definition *items; /* by key, then start, once they are sorted */
    size_t count;
    size_t room;
};

void definitions_release(struct definitions *d);

/* Adds those at the start of a paragraph's content. */
void definitions_of_content(struct definitions *d, const struct content *c, struct arena *arena);

/* Adds those in the lines that are not `covered` by any block. */
void definitions_of_gaps(struct definitions *d, const struct lines *l, const bool *covered,
                         struct arena *arena);

/* Sorts, and marks duplicates; after that, definitions_use, which gives the definition that holds,
 * NULL when the label has none. */
void definitions_sort(struct definitions *d);
const struct definition *definitions_use(struct definitions *d, const char *label);

#endif
