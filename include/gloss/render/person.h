/* person: an author's name in the parts that bibliographies know. Private to the render room. */
#ifndef GLOSS_RENDER_PERSON_H
#define GLOSS_RENDER_PERSON_H

#include "gloss/base/arena.h"
#include "gloss/base/meta.h"

/* Either `literal` (organisations, mononyms, names of unknown order) or given and family. */
struct person {
    const char *literal;
    const char *given;
    const char *particle; /* "de las", or NULL */
    const char *family;   /* without particle and suffix */
    const char *suffix;   /* "Jr.", or NULL */
};

/* Splits an author; the strings live in the arena. */
struct person person_of(struct arena *a, const struct meta_item *author);

#endif
