/* entry: a work as bibliographies see it. Private to the render room. */
#ifndef GLOSS_RENDER_ENTRY_H
#define GLOSS_RENDER_ENTRY_H

#include "gloss/base/arena.h"
#include "gloss/base/date.h"
#include "gloss/render/entry_kind.h"
#include "gloss/render/person.h"
#include "gloss/render/render.h"

#include <stdbool.h>
#include <stddef.h>

/* Texts are clean, on one line, and harmless for a terminal; NULL where nothing is known. */
struct entry {
    struct arena *arena;
    const char *key;
    const struct entry_kind *kind;
    bool preprint; /* an arXiv work that nothing says to be published elsewhere */
    const char *title;
    const char *holder; /* journal, proceedings, site, publisher */
    const char *abstract;
    const char *doi;
    const char *arxiv;
    const char *category; /* arXiv's */
    const char *isbn;
    const char *language;
    const char *pdf;
    const char *url;
    const char *note; /* "Retracted." */
    struct date published;
    struct date accessed; /* when the page answered; no date for what is cited by an id */
    struct person *authors;
    size_t author_count;
    const char **tags;
    size_t tag_count;
};

void entry_init(struct entry *e, const struct outcome *o);
void entry_release(struct entry *e);

/* A text on one line without what could act on a terminal; NULL for NULL or when nothing is left.
 * In the arena. */
const char *entry_text(struct arena *a, const char *s);

/* An address in which only what RFC 3986 allows stands, percent-encoded where needed, so that no
 * format has to escape it. */
const char *entry_url(struct arena *a, const char *s);

#endif
