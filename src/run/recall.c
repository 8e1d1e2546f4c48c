/* recall: the same works and the same page as a run would ask, read from the cache. */
#include "gloss/run/recall.h"

#include <stdlib.h>
#include <string.h>

#include "gloss/base/mem.h"
#include "gloss/net/url.h"

/* What every registry that knows works of this scheme said of this one. */
static void add_work(struct recollection *r, size_t *room, struct store *store, const char *work)
{
    for (size_t i = 0; sources[i]; i++) {
        size_t n = strlen(sources[i]->scheme);
        struct stored_work kept;
        if (strncmp(work, sources[i]->scheme, n) != 0 || work[n] != ':' ||
            !store_get_work(store, sources[i]->name, work + n + 1, &kept))
            continue;
        grow_array(&r->records, room, r->count + 1, sizeof *r->records);
        r->records[r->count++] =
            (struct recalled){.source = sources[i], .work = work, .record = kept};
    }
}

void recollection_fill(struct recollection *r, struct store *store, const struct finding *f,
                       const char *page)
{
    size_t room = 0;
    *r = (struct recollection){0};
    if (f->work)
        add_work(r, &room, store, f->work);
    for (size_t i = 0; i < f->beside_count; i++)
        add_work(r, &room, store, f->besides[i]);
    char *key = page ? url_key(page) : NULL;
    r->has_page = key && store_get_page(store, key, &r->page);
    free(key);
}

void recollection_release(struct recollection *r)
{
    for (size_t i = 0; i < r->count; i++)
        meta_free(r->records[i].record.meta);
    free(r->records);
    stored_page_release(&r->page);
    *r = (struct recollection){0};
}

struct meta *recollection_meta(const struct recollection *r)
{
    struct meta *merged = NULL;
    for (size_t i = 0; i <= r->count; i++) {
        const struct meta *said = i < r->count ? r->records[i].record.meta : r->page.meta;
        if (!said)
            continue;
        if (!merged)
            merged = meta_new();
        meta_merge(merged, said);
    }
    return merged;
}
