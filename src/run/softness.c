/* A page is looked at twice: by itself when it is read, and as the end of a link's redirects, where
 * the way there tells, too. */
#include "gloss/run/softness.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gloss/base/mem.h"
#include "gloss/net/url.h"

/* A path beside the address, where the same program answers: "https://host/dir/gloss-0f3a...". */
static char *beside(const char *url, const char *host, int64_t seed)
{
    uint64_t hash = UINT64_C(0xCBF29CE484222325) ^ (uint64_t)seed; /* FNV-1a */
    for (const char *c = host; *c; c++)
        hash = (hash ^ (unsigned char)*c) * UINT64_C(0x100000001B3);
    size_t path = strcspn(url, "?#");
    while (path > 0 && url[path - 1] != '/')
        path--;
    return xasprintf("%.*sgloss-%016llx", (int)path, url, (unsigned long long)hash);
}

struct resource *softness_sibling(struct run *r, const char *url)
{
    struct url_parts parts = {0};
    struct resource *sibling = NULL;
    char *wire = url_wire(url);
    if (wire && url_parse(wire, &parts)) {
        char *address = beside(wire, parts.host, r->options.now);
        sibling = targets_resource(&r->targets, address, ROLE_SIBLING, parts.host);
        free(address);
    }
    url_parts_release(&parts);
    free(wire);
    return sibling;
}

/* What a path that cannot exist shows; NULL when it does not pretend to. */
static const struct signs *shown_by(const struct resource *sibling)
{
    bool pretends = sibling && sibling->status >= 200 && sibling->status < 300;
    return pretends ? sibling->signs : NULL;
}

struct look softness_look(const struct resource *page, const struct resource *sibling, int64_t now)
{
    struct look look = {.asked = page->url,
                        .status = page->status,
                        .signs = page->signs,
                        .sibling = shown_by(sibling),
                        .at = now};
    if (page->has_past) {
        look.past.host = page->host;
        look.past.title = meta_get(page->past.meta, META_TITLE);
        look.past.language = meta_get(page->past.meta, META_LANGUAGE);
    }
    return look;
}

/* What the link led to when it was last well. */
struct memory {
    struct stored_page page;
    struct url_parts parts;
};

static void remember(struct run *r, const struct target *t, struct memory *m)
{
    char *address = r->store ? store_get_answered(r->store, t->key) : NULL;
    char *key = address ? url_key(address) : NULL;
    if (key && url_parse(key, &m->parts))
        (void)store_get_page(r->store, key, &m->page);
    free(key);
    free(address);
}

static void forget(struct memory *m)
{
    stored_page_release(&m->page);
    url_parts_release(&m->parts);
}

/* Whether everything beside the link leads where the link does. */
static bool all_lead_there(const struct target *t)
{
    const char *location = t->sibling->location;
    char *key = location ? url_key(location) : NULL;
    char *first = key ? url_key(t->finding->hops[0].url) : NULL;
    bool same = first && strcmp(key, first) == 0;
    free(key);
    free(first);
    return same;
}

/* A site that sends every path to one place for good has given its pages up; one that does so for
 * now (consent, maintenance, a country it does not serve) stands in the way. */
static void note_one_place(struct target *t, int64_t now)
{
    int status = t->finding->hops[0].status;
    bool for_good = status == 301 || status == 308;
    t->odd = (struct evidence){
        .class = for_good ? EVIDENCE_SOFT : EVIDENCE_BLOCKED, .source = "page", .at = now};
    (void)snprintf(t->odd.says, sizeof t->odd.says, "redirected to where every path beside it %s",
                   for_good ? "leads" : "leads for now");
}

bool softness_arrive(struct run *r, struct target *t)
{
    const struct resource *page = t->resource;
    bool answered = page->evidence_count > 0 && !page->odd &&
                    page->evidence[page->evidence_count - 1].class == EVIDENCE_ANSWERED;
    if (!answered || t->finding->hop_count == 0)
        return false;
    if (t->sibling) {
        if (all_lead_there(t))
            note_one_place(t, run_now(r));
        return false;
    }
    struct memory memory = {.page = {.etag = NULL}};
    struct look look = softness_look(page, NULL, run_now(r));
    look.asked = t->url;
    look.final = page->url;
    look.redirects = t->finding->hop_count;
    remember(r, t, &memory);
    look.past.host = memory.parts.host;
    look.past.title = meta_get(memory.page.meta, META_TITLE);
    look.past.language = meta_get(memory.page.meta, META_LANGUAGE);
    bool odd = judge_look(&look, &t->odd);
    bool suspicious = !odd && judge_suspicious(&look);
    forget(&memory);
    if (suspicious)
        t->sibling = softness_sibling(r, t->url);
    if (t->sibling && t->sibling->done)
        return softness_arrive(r, t);
    return t->sibling != NULL;
}
