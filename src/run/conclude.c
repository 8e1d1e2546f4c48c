/* Gathers a target's evidence (a registry's word first, then the page's), asks the judge, and
 * writes down verdict, facts, address and metadata. */
#include "gloss/run/conclude.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gloss/base/mem.h"
#include "gloss/judge/judge.h"
#include "gloss/net/url.h"

enum { HISTORY_MAX = 32 };

/* Whether the registry's word says something about this link: false for a work it does not vouch
 * for, when it gave no answer, and when the id was read out of an address that may mean another
 * thing. */
static bool registry_says(const struct target *t, struct evidence *e)
{
    const struct source *source = t->inquiry->source;
    const struct record *record = &t->inquiry->record;
    bool found = record->state == RECORD_FOUND;
    e->class = EVIDENCE_UNLISTED;
    if (record->state == RECORD_ABSENT) {
        (void)snprintf(e->says, sizeof e->says, "not listed by %s", source->title);
        return !t->derived;
    }
    if (found && record->version > 0 && t->version > record->version) {
        (void)snprintf(e->says, sizeof e->says, "%s knows versions up to %d, not %d", source->title,
                       record->version, t->version);
        return true;
    }
    e->class = EVIDENCE_VOUCHED;
    (void)snprintf(e->says, sizeof e->says, "listed by %s", source->title);
    return found && source->vouches && !t->derived;
}

static void add_registry_evidence(struct target *t)
{
    struct evidence e = {.source = t->inquiry->source->name, .at = t->inquiry->answered_at};
    if (registry_says(t, &e))
        finding_add_evidence(t->finding, &e);
}

/* The address a moved link should name: where it led, with the link's own fragment. */
static char *moved_address(const struct target *t)
{
    const char *fragment = strchr(t->link->url, '#');
    bool has_own = strchr(t->resource->url, '#') != NULL;
    return xasprintf("%s%s", t->resource->url, fragment && !has_own ? fragment : "");
}

static void add_page(struct target *t)
{
    struct finding *f = t->finding;
    const struct resource *r = t->resource;
    for (size_t i = 0; i < r->evidence_count; i++)
        finding_add_evidence(f, &r->evidence[i]);
    f->status = r->status;
    free(f->final_url);
    f->final_url = xstrdup(r->url);
}

/* What the registries say beside existence. */
static void add_facts(struct target *t)
{
    const struct inquiry *const asked[] = {t->inquiry, t->also};
    for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
        if (!asked[i])
            continue;
        enum record_state state = asked[i]->record.state;
        bool is_its_own = i == 0 && !(t->derived && state == RECORD_ABSENT);
        t->finding->facts |= asked[i]->record.facts;
        if (!t->finding->work && (is_its_own || state == RECORD_FOUND))
            t->finding->work = xstrdup(asked[i]->name);
    }
    if (t->inquiry && t->version > 0 && t->inquiry->record.version > t->version)
        t->finding->facts |= FACT_BIT(FACT_SUPERSEDED_INDEX);
}

/* Metadata of registries and of a page about one work are merged, the higher rank winning field by
 * field. */
static void choose_meta(struct target *t)
{
    const struct meta *const said[] = {
        t->inquiry ? t->inquiry->record.meta : NULL,
        t->also ? t->also->record.meta : NULL,
        t->resource && t->resource->status < 300 ? t->resource->meta : NULL,
    };
    size_t speakers = 0;
    for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
        if (!said[i])
            continue;
        t->meta = said[i];
        speakers++;
    }
    if (speakers < 2)
        return;
    t->kept = meta_new();
    for (size_t i = 0; i < sizeof said / sizeof *said; i++)
        if (said[i])
            meta_merge(t->kept, said[i]);
    t->meta = t->kept;
}

/* What a page said when it last answered, through the address that answered then. */
static struct meta *page_meta_kept(struct store *store, const char *final_url)
{
    struct meta *meta = NULL;
    struct stored_page page;
    char *key = final_url ? url_key(final_url) : NULL;
    if (key && store_get_page(store, key, &page)) {
        meta = page.meta;
        page.meta = NULL;
        stored_page_release(&page);
    }
    free(key);
    return meta;
}

/* What registries said of a work ("doi:10.1000/x") when they were last asked, merged; NULL when
 * nothing is kept. */
static struct meta *work_meta_kept(struct store *store, const char *work, unsigned *facts)
{
    struct meta *merged = NULL;
    for (size_t i = 0; work && sources[i]; i++) {
        size_t n = strlen(sources[i]->scheme);
        struct stored_work kept;
        if (strncmp(work, sources[i]->scheme, n) != 0 || work[n] != ':' ||
            !store_get_work(store, sources[i]->name, work + n + 1, &kept))
            continue;
        *facts |= kept.facts;
        if (merged && kept.meta)
            meta_merge(merged, kept.meta);
        if (merged)
            meta_free(kept.meta);
        else
            merged = kept.meta;
    }
    return merged;
}

/* A link that is dead, blocked or out of reach tonight keeps what was known of it: from its work's
 * registries, and from its page when that last answered. */
static void recall_meta(struct target *t, struct store *store)
{
    if (t->meta || !store)
        return;
    char *address = store_get_answered(store, t->key);
    struct meta *page = page_meta_kept(store, address);
    free(address);
    t->kept = work_meta_kept(store, t->finding->work, &t->finding->facts);
    if (t->kept && page) {
        meta_merge(t->kept, page);
        meta_free(page);
    } else if (page) {
        t->kept = page;
    }
    t->meta = t->kept;
}

static size_t read_history(struct store *store, const char *key, struct past *out)
{
    if (!store)
        return 0;
    struct stored_check checks[HISTORY_MAX];
    size_t n = store_get_checks(store, key, checks, HISTORY_MAX);
    for (size_t i = 0; i < n; i++)
        out[i] = (struct past){.at = checks[i].at,
                               .verdict = checks[i].verdict,
                               .class = checks[i].deciding,
                               .since = checks[i].since};
    return n;
}

static int64_t newest_evidence(const struct finding *f)
{
    int64_t newest = 0;
    for (size_t i = 0; i < f->evidence_count; i++)
        if (f->evidence[i].at > newest)
            newest = f->evidence[i].at;
    return newest;
}

enum evidence_class conclude(struct target *t, struct store *store, int64_t now)
{
    struct finding *f = t->finding;
    if (t->inquiry)
        add_registry_evidence(t);
    if (t->resource)
        add_page(t);
    add_facts(t);
    choose_meta(t);
    recall_meta(t, store);

    bool moved =
        t->resource && f->hop_count > 0 && t->permanent && strcmp(t->resource->key, t->key) != 0;
    struct past history[HISTORY_MAX];
    size_t known = read_history(store, t->key, history);
    struct judged judged = judge(f->evidence, f->evidence_count, moved, history, known, now);
    f->verdict = judged.verdict;
    f->since = judged.since;
    f->checked_at = newest_evidence(f);
    free(f->reason);
    f->reason = xstrdup(judged.reason);
    if (f->verdict == VERDICT_MOVED && t->resource) {
        f->suggestion_url = moved_address(t);
        f->suggestion_why = xstrdup("the address it permanently redirects to");
    }
    return judged.deciding;
}

bool conclude_from_cache(struct target *t, struct store *store)
{
    struct finding *kept = store ? store_get_finding(store, t->key) : NULL;
    if (!kept)
        return false;
    finding_free(t->finding);
    t->finding = kept;
    t->meta = NULL;
    recall_meta(t, store);
    return true;
}
