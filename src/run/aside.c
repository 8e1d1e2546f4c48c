/* A row a kind of document, in the order of asking. Each is asked only where it can change
 * something: a page that says its title, authors and date needs no companion. */
#include "gloss/run/aside.h"

#include <stdlib.h>
#include <string.h>

#include "gloss/base/clock.h"
#include "gloss/base/drift.h"
#include "gloss/base/mem.h"
#include "gloss/judge/softness.h"
#include "gloss/net/url.h"
#include "gloss/run/softness.h"

enum { HOPS_ALLOWED = 3 };

/* ---- companions: what the site's own programs say of the page ---- */

static bool lacks_something(const struct resource *page)
{
    return !meta_get(page->meta, META_TITLE) || !meta_get(page->meta, META_AUTHORS) ||
           !meta_get(page->meta, META_PUBLISHED);
}

static struct resource *companion(struct run *r, const struct resource *page, const char *url)
{
    if (!*url || !page->meta || !lacks_something(page))
        return NULL;
    struct resource *a = targets_resource(&r->targets, url, ROLE_COMPANION, page->url);
    if (a && !a->about)
        a->about = xstrdup(page->url);
    return a;
}

static struct resource *find_record(struct run *r, const struct resource *page)
{
    return companion(r, page, page->signs->record);
}

static struct resource *find_oembed(struct run *r, const struct resource *page)
{
    return companion(r, page, page->signs->oembed);
}

static struct resource *find_feed(struct run *r, const struct resource *page)
{
    return companion(r, page, page->signs->feed);
}

static void use_companion(struct run *r, struct resource *page, const struct resource *a)
{
    (void)r;
    if (a->meta && page->meta)
        meta_merge(page->meta, a->meta);
}

/* ---- a path that cannot exist ---- */

/* Whether its title has nothing to do with what those who link to it call it. */
static bool is_not_what_links_say(const struct resource *page)
{
    const char *title = meta_get(page->meta, META_TITLE);
    for (size_t i = 0; title && i < page->waiting.count; i++)
        if (drift_likeness(page->waiting.items[i]->link->text, title, NULL, 0) != LIKENESS_OTHER)
            return false;
    return title != NULL;
}

static struct resource *find_sibling(struct run *r, const struct resource *page)
{
    const struct look look = softness_look(page, NULL, run_now(r));
    bool suspicious = judge_suspicious(&look) || is_not_what_links_say(page);
    return page->odd || !suspicious ? NULL : softness_sibling(r, page->url);
}

/* A site that answers so says "not found" with a 200. */
static void use_sibling(struct run *r, struct resource *page, const struct resource *a)
{
    const struct look look = softness_look(page, a, run_now(r));
    struct evidence e;
    if (!judge_look(&look, &e))
        return;
    page->odd = true;
    page->evidence[page->evidence_count - 1] = e; /* in place of its answer */
    meta_free(page->meta);
    page->meta = NULL;
}

/* ---- the same page over https ---- */

static struct resource *find_secure(struct run *r, const struct resource *page)
{
    if (!r->options.secure || page->odd || strncmp(page->url, "http://", 7) != 0)
        return NULL;
    char *url = xasprintf("https://%s", page->url + 7);
    struct resource *a = targets_resource(&r->targets, url, ROLE_SECURE, "");
    free(url);
    return a;
}

static void use_secure(struct run *r, struct resource *page, const struct resource *a)
{
    (void)r;
    bool answered = a->status >= 200 && a->status < 300 && a->signs;
    page->secure = answered && judge_same_page(page->signs, a->signs);
}

/* ---- all of them ---- */

static const struct kind {
    struct resource *(*find)(struct run *r, const struct resource *page); /* NULL: not wanted */
    void (*use)(struct run *r, struct resource *page, const struct resource *aside);
} kinds[] = {
    {find_sibling, use_sibling},  {find_secure, use_secure},  {find_record, use_companion},
    {find_oembed, use_companion}, {find_feed, use_companion},
};

static void wait_for(struct run *r, struct resource *page, struct resource *aside)
{
    grow_array(&aside->pages, &aside->page_room, aside->page_count + 1, sizeof(struct resource *));
    aside->pages[aside->page_count++] = page;
    if (aside->queued)
        return;
    aside->queued = true;
    (void)plan_add(r->plan, &aside->ask.task, clock_ms(), NULL);
}

bool aside_ask(struct run *r, struct resource *page)
{
    for (;;) {
        if (page->aside && !page->aside->done) {
            wait_for(r, page, page->aside);
            return true;
        }
        if (page->aside)
            kinds[page->asides - 1].use(r, page, page->aside);
        page->aside = NULL;
        if (!page->signs || page->location || page->asides == sizeof kinds / sizeof *kinds)
            return false;
        page->aside = kinds[page->asides++].find(r, page);
    }
}

/* Feeds move more often than anybody tells. */
static struct resource *moved_to(struct run *r, const struct resource *a)
{
    if (a->role != ROLE_COMPANION || !a->location || a->hops == HOPS_ALLOWED)
        return NULL;
    struct resource *next = targets_resource(&r->targets, a->location, ROLE_COMPANION, a->about);
    if (!next || next->done || next->queued)
        return next;
    next->about = xstrdup(a->about);
    next->hops = a->hops + 1;
    return next;
}

void aside_answered(struct run *r, struct resource *aside)
{
    aside->done = true;
    struct resource *next = moved_to(r, aside);
    for (size_t i = 0; next && i < aside->page_count; i++)
        aside->pages[i]->aside = next;
}
