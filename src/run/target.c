/* What a run has to find out, and whom it may ask: three hash tables (uthash), each by identity, so
 * that a URL named by five links is one target, a work known under three URLs one inquiry, and an
 * address that two redirects lead to one resource. */
#include "gloss/run/target.h"

#include <stdlib.h>
#include <string.h>

#include "gloss/base/drift.h"
#include "gloss/base/mem.h"
#include "gloss/net/url.h"

void waiting_add(struct waiting *w, struct target *t)
{
    grow_array(&w->items, &w->room, w->count + 1, sizeof *w->items);
    w->items[w->count++] = t;
}

struct target *targets_find(struct targets *t, const char *id)
{
    struct target *found = NULL;
    HASH_FIND_STR(t->by_id, id, found);
    return found;
}

struct target *targets_add(struct targets *t, char *id, size_t key)
{
    struct target *target = xcalloc(1, sizeof *target);
    target->id = id;
    target->key = id + key;
    target->permanent = true;
    target->finding = finding_new(target->key);
    HASH_ADD_KEYPTR(hh, t->by_id, target->id, strlen(target->id), target);
    return target;
}

void target_also(struct target *t, struct inquiry *q)
{
    bool known = t->inquiry == q;
    for (size_t i = 0; i < t->also_count; i++)
        known = known || t->also[i] == q;
    if (!known && t->also_count < ALSO_MAX)
        t->also[t->also_count++] = q;
}

bool target_believes(const struct target *t, const struct inquiry *q)
{
    if (t->inquiry || !t->resource)
        return true; /* the address itself named the work */
    const char *own = meta_get(t->resource->meta, META_TITLE);
    const char *theirs = meta_get(q->record.meta, META_TITLE);
    return !own || !theirs || drift_likeness(own, theirs, NULL, 0) != LIKENESS_OTHER;
}

size_t target_speakers(const struct target *t, const struct meta *out[ALSO_MAX + 2])
{
    size_t count = 0;
    if (t->inquiry && t->inquiry->record.meta)
        out[count++] = t->inquiry->record.meta;
    for (size_t i = 0; i < t->also_count; i++)
        if (t->also[i]->record.meta && target_believes(t, t->also[i]))
            out[count++] = t->also[i]->record.meta;
    if (t->resource && t->resource->status < 300 && t->resource->meta && !*t->odd.says)
        out[count++] = t->resource->meta;
    return count;
}

const struct meta *target_knows(const struct target *t, enum meta_field field)
{
    const struct meta *said[ALSO_MAX + 2];
    size_t count = target_speakers(t, said);
    for (size_t i = 0; i < count; i++)
        if (meta_get(said[i], field))
            return said[i];
    return NULL;
}

struct inquiry *targets_inquiry(struct targets *t, const struct source *source, const char *id)
{
    char *key = xasprintf("%s %s:%s", source->name, source->scheme, id);
    struct inquiry *q = NULL;
    HASH_FIND_STR(t->inquiries, key, q);
    if (q) {
        free(key);
        return q;
    }
    q = xcalloc(1, sizeof *q);
    q->ask.kind = ASK_REGISTRY;
    q->source = source;
    q->key = key;
    q->name = xasprintf("%s:%s", source->scheme, id);
    q->id = q->name + strlen(source->scheme) + 1;
    q->ask.task = (struct plan_task){.key = q->key,
                                     .host = source->host,
                                     .batch = source->name,
                                     .batch_max = source->batch_max,
                                     .context = &q->ask};
    HASH_ADD_KEYPTR(hh, t->inquiries, q->key, strlen(q->key), q);
    return q;
}

struct resource *targets_resource(struct targets *t, const char *url, enum resource_role role,
                                  const char *why)
{
    static const char *const prefixes[] = {[ROLE_PAGE] = "",
                                           [ROLE_COMPANION] = "companion ",
                                           [ROLE_SIBLING] = "sibling",
                                           [ROLE_SECURE] = "secure ",
                                           [ROLE_WITNESS] = "witness "};
    char *key = url_key(url);
    if (!key)
        return NULL;
    char *id = xasprintf("%s%s%s%s", prefixes[role], role == ROLE_SIBLING ? "" : key,
                         *why ? " " : "", why);
    struct resource *r = NULL;
    HASH_FIND_STR(t->resources, id, r);
    if (r) {
        free(key);
        free(id);
        return r;
    }
    struct url_parts parts = {0};
    char *wire = url_wire(url);
    if (!wire || !url_parse(wire, &parts)) {
        free(wire);
        free(key);
        free(id);
        return NULL;
    }
    r = xcalloc(1, sizeof *r);
    r->ask.kind = ASK_RESOURCE;
    r->role = role;
    r->id = id;
    r->key = key;
    r->url = wire;
    r->host = xstrdup(parts.host);
    url_parts_release(&parts);
    r->ask.task = (struct plan_task){.key = r->id, .host = r->host, .context = &r->ask};
    HASH_ADD_KEYPTR(hh, t->resources, r->id, strlen(r->id), r);
    return r;
}

static void resource_free(struct resource *r)
{
    free(r->id);
    free(r->key);
    free(r->url);
    free(r->cookie);
    free(r->host);
    free(r->location);
    free(r->waiting.items);
    free(r->etag);
    free(r->last_modified);
    free(r->signs);
    free(r->about);
    free(r->pages);
    meta_free(r->meta);
    stored_page_release(&r->past);
    free(r);
}

static void inquiry_free(struct inquiry *q)
{
    free(q->name);
    free(q->key);
    free(q->waiting.items);
    record_release(&q->record);
    free(q);
}

static void target_free(struct target *t)
{
    free(t->id);
    free(t->url);
    finding_free(t->finding);
    meta_free(t->kept);
    free(t);
}

/* The tables go first; their items stay chained through hh.next. */
void targets_release(struct targets *t)
{
    struct target *target = t->by_id;
    struct inquiry *inquiry = t->inquiries;
    struct resource *resource = t->resources;
    HASH_CLEAR(hh, t->by_id);
    HASH_CLEAR(hh, t->inquiries);
    HASH_CLEAR(hh, t->resources);
    for (struct target *next; target; target = next) {
        next = target->hh.next;
        target_free(target);
    }
    for (struct inquiry *next; inquiry; inquiry = next) {
        next = inquiry->hh.next;
        inquiry_free(inquiry);
    }
    for (struct resource *next; resource; resource = next) {
        next = resource->hh.next;
        resource_free(resource);
    }
}
