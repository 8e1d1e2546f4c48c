/* entries: which links of a report are one work. */
#include "gloss/render/entries.h"

#include <stdlib.h>
#include <string.h>

#include <uthash.h>

#include "gloss/base/mem.h"
#include "gloss/render/entry.h"
#include "gloss/render/entry_kind.h"

struct seen {
    char *name;
    UT_hash_handle hh;
};

static bool is_seen(struct seen *all, const char *name)
{
    struct seen *s = NULL;
    HASH_FIND_STR(all, name, s);
    return s != NULL;
}

/* Takes the name. */
static void add_seen(struct seen **all, char *name)
{
    if (is_seen(*all, name)) {
        free(name);
        return;
    }
    struct seen *s = xcalloc(1, sizeof *s);
    s->name = name;
    HASH_ADD_KEYPTR(hh, *all, s->name, strlen(s->name), s);
}

static void free_seen(struct seen *all)
{
    struct seen *s = all;
    HASH_CLEAR(hh, all); /* frees the table, and leaves the chain */
    while (s) {
        struct seen *next = s->hh.next;
        free(s->name);
        free(s);
        s = next;
    }
}

const char *entry_identity(const struct outcome *o)
{
    return o->finding && o->finding->work ? o->finding->work : o->key;
}

/* Whether the work is new: not seen under any of its names. */
static bool is_new(struct seen **all, const struct outcome *o)
{
    bool own = !entry_kind_of(o->meta)->online; /* else they may be those of the paper beside it */
    bool fresh = true;
    const char *arxiv = own ? meta_get(o->meta, META_ARXIV) : NULL;
    const char *doi = own ? meta_get(o->meta, META_DOI) : NULL;
    char *const names[] = {xstrdup(entry_identity(o)), arxiv ? xasprintf("arxiv:%s", arxiv) : NULL,
                           doi ? xasprintf("doi:%s", doi) : NULL};
    enum { NAMES = sizeof names / sizeof *names };
    for (size_t i = 0; i < NAMES; i++)
        fresh = fresh && !(names[i] && is_seen(*all, names[i]));
    for (size_t i = 0; i < NAMES; i++)
        if (names[i])
            add_seen(all, names[i]);
    return fresh;
}

static bool has_title(const struct outcome *o)
{
    const char *title = meta_get(o->meta, META_TITLE);
    struct arena *a = title ? arena_new() : NULL;
    bool has = title && entry_text(a, title);
    arena_free(a);
    return has;
}

void entries_collect(struct entries *e, const struct report *report)
{
    struct seen *all = NULL;
    e->items = xcalloc(report->outcome_count + 1, sizeof *e->items);
    e->count = 0;
    for (size_t i = 0; i < report->outcome_count; i++) {
        const struct outcome *o = &report->outcomes[i];
        if (*entry_identity(o) && has_title(o) && is_new(&all, o))
            e->items[e->count++] = i;
    }
    free_seen(all);
}

void entries_release(struct entries *e)
{
    free(e->items);
    *e = (struct entries){0};
}
