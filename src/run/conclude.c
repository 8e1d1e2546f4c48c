/* Gathers a target's evidence (a registry's word first, then the page's), asks the judge, and
 * writes down verdict, facts, address and metadata. */
#include "gloss/run/conclude.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gloss/base/date.h"
#include "gloss/base/drift.h"
#include "gloss/base/mem.h"
#include "gloss/judge/change.h"
#include "gloss/judge/expiry.h"
#include "gloss/judge/judge.h"
#include "gloss/net/url.h"
#include "gloss/run/recall.h"

enum {
    HISTORY_MAX = 256 /* more than ten days of a look an hour */,
    ARCHIVE_PROVES_S = 30 * 86400,
    LIST_RANK = 1 /* anybody's word is better */
};

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

/* The copy that an archive keeps, and when it was taken (the fourteen digits in its address,
 * https://web.archive.org/web/20240217093000/...); NULL when there is none. */
static const char *archive_copy(const struct target *t, int64_t *at)
{
    bool found = t->archive && t->archive->record.state == RECORD_FOUND;
    const char *url = found ? meta_get(t->archive->record.meta, META_CANONICAL) : NULL;
    const char *stamp = url ? strstr(url, "/web/") : NULL;
    return stamp && instant_parse_stamp(stamp + 5, at) ? url : NULL;
}

static void add_page(struct target *t)
{
    struct finding *f = t->finding;
    const struct resource *r = t->resource;
    /* What is odd about the way there undoes the answer at its end. */
    for (size_t i = 0; i < r->evidence_count; i++)
        if (!*t->odd.says || r->evidence[i].class != EVIDENCE_ANSWERED)
            finding_add_evidence(f, &r->evidence[i]);
    if (*t->odd.says)
        finding_add_evidence(f, &t->odd);
    f->status = r->status;
    free(f->final_url);
    f->final_url = xstrdup(r->url);
}

/* What the registries say beside existence. */
static void add_facts(struct target *t)
{
    for (size_t i = 0; i <= t->also_count; i++) {
        const struct inquiry *q = i == 0 ? t->inquiry : t->also[i - 1];
        if (!q || !target_believes(t, q))
            continue;
        bool is_its_own = i == 0 && !(t->derived && q->record.state == RECORD_ABSENT);
        t->finding->facts |= q->record.facts;
        if (!t->finding->work && (is_its_own || q->record.state == RECORD_FOUND))
            t->finding->work = xstrdup(q->name);
        if (i > 0 && q->record.state == RECORD_FOUND)
            finding_add_beside(t->finding, q->name);
    }
    if (t->inquiry && t->version > 0 && t->inquiry->record.version > t->version)
        t->finding->facts |= FACT_BIT(FACT_SUPERSEDED_INDEX);
}

/* Whether the link's text names another work than it leads to, or this one by its first title. A
 * title that the list itself gave proves nothing, and neither does an address that refused. */
static void add_drift(struct target *t)
{
    const struct meta *said = target_knows(t, META_TITLE);
    const char *title = meta_get(said, META_TITLE);
    const char *first = t->first ? meta_get(t->first->record.meta, META_TITLE) : NULL;
    if (!title)
        return;
    enum likeness now = drift_likeness(t->link->text, title, NULL, 0);
    enum likeness then = first ? drift_likeness(t->link->text, first, NULL, 0) : LIKENESS_OTHER;
    if (now >= LIKENESS_VARIANT && then < LIKENESS_VARIANT)
        t->finding->facts |= FACT_BIT(FACT_RENAMED_INDEX);
    else if (now == LIKENESS_OTHER && then == LIKENESS_OTHER)
        t->finding->facts |= FACT_BIT(FACT_DRIFTED_INDEX);
}

/* Metadata of registries and of a page about one work are merged, the higher rank winning field by
 * field. */
static void choose_meta(struct target *t)
{
    const struct meta *said[ALSO_MAX + 2];
    size_t speakers = target_speakers(t, said);
    t->meta = speakers ? said[speakers - 1] : NULL;
    if (speakers < 2)
        return;
    t->kept = meta_new();
    for (size_t i = 0; i < speakers; i++)
        meta_merge(t->kept, said[i]);
    t->meta = t->kept;
}

/* Which works it was, and what was asked besides, when there was more to go by than tonight. A page
 * that answers speaks for itself. */
static void recall_works(struct target *t, struct store *store)
{
    struct finding *f = t->finding;
    bool answers = t->resource && t->resource->status >= 200 && t->resource->status < 300;
    struct finding *before = answers ? NULL : store_get_finding(store, t->key);
    if (before && before->work && !f->work)
        f->work = xstrdup(before->work);
    for (size_t i = 0; before && i < before->beside_count; i++)
        finding_add_beside(f, before->besides[i]);
    finding_free(before);
}

/* A link that is dead, blocked or out of reach tonight keeps what was known of it: from its work's
 * registries, and from its page when that last answered, through the address that answered then. */
static void recall_meta(struct target *t, struct store *store)
{
    struct recollection kept;
    if (t->meta || !store)
        return;
    char *address = store_get_answered(store, t->key);
    recall_works(t, store);
    recollection_fill(&kept, store, t->finding, address);
    for (size_t i = 0; i < kept.count; i++)
        if (kept.records[i].work == t->finding->work) /* not what is said of its owner */
            t->finding->facts |= kept.records[i].record.facts;
    t->kept = recollection_meta(&kept);
    t->meta = t->kept;
    recollection_release(&kept);
    free(address);
}

size_t conclude_history(struct store *store, const char *key, struct past *out, size_t room)
{
    if (!store)
        return 0;
    struct stored_check checks[HISTORY_MAX];
    size_t n = store_get_checks(store, key, checks, room < HISTORY_MAX ? room : HISTORY_MAX);
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

/* Whether the certificate of the page's site is about to expire. */
static void add_certificate(struct target *t, int64_t now)
{
    char day[DATE_SIZE];
    if (!t->resource || !judge_expires_soon(&t->resource->certificate, now))
        return;
    struct evidence e = {
        .class = EVIDENCE_NOTED, .source = "tls", .at = newest_evidence(t->finding)};
    (void)snprintf(e.says, sizeof e.says, "the certificate expires on %s",
                   date_format(date_of_instant(t->resource->certificate.until), day));
    finding_add_evidence(t->finding, &e);
    t->finding->facts |= FACT_BIT(FACT_EXPIRING_INDEX);
}

/* All that was learnt of the target, once. */
static void gather(struct target *t, struct store *store, int64_t now)
{
    t->gathered = true;
    if (t->inquiry)
        add_registry_evidence(t);
    if (t->resource)
        add_page(t);
    add_certificate(t, now);
    add_facts(t);
    add_drift(t);
    choose_meta(t);
    recall_meta(t, store);
}

/* A wall hides whether the page is there; that an archive's robot saw it this month tells. */
static void note_archive(struct target *t, int64_t now)
{
    char day[DATE_SIZE];
    int64_t at;
    if (!archive_copy(t, &at) || t->finding->verdict != VERDICT_BLOCKED ||
        now - at > ARCHIVE_PROVES_S)
        return;
    struct evidence e = {.class = EVIDENCE_VOUCHED, .source = t->archive->source->name, .at = now};
    (void)snprintf(e.says, sizeof e.says, "seen by %s on %s", t->archive->source->title,
                   date_format(date_of_instant(at), day));
    finding_add_evidence(t->finding, &e);
}

/* The link's own address with https, where that is the page it led to; NULL otherwise. The caller
 * frees. */
static char *secure_address(const struct target *t)
{
    if (!t->resource || strncmp(t->url, "http://", 7) != 0 ||
        strncmp(t->link->url, "http:", 5) != 0)
        return NULL;
    char *secure = xasprintf("https%s", t->link->url + 4);
    char *key = url_key(secure);
    bool same = key && strcmp(key, t->resource->key) == 0;
    free(key);
    if (same || (t->resource->secure && t->finding->hop_count == 0))
        return secure;
    free(secure);
    return NULL;
}

/* What a wall hides is still what the list calls it. */
static void name_by_list(struct target *t)
{
    if (t->finding->verdict != VERDICT_BLOCKED || !*t->link->text || meta_get(t->meta, META_TITLE))
        return;
    if (!t->kept)
        t->kept = meta_new();
    if (t->meta && t->meta != t->kept)
        meta_merge(t->kept, t->meta);
    (void)meta_propose(t->kept, META_TITLE, t->link->text, "list", LIST_RANK);
    t->meta = t->kept;
}

/* The link's own address without what only says where a visitor came from, where the page itself
 * goes by that name; NULL otherwise. The caller frees. */
static char *canonical_address(const struct target *t)
{
    const char *canonical = t->resource ? meta_get(t->resource->meta, META_CANONICAL) : NULL;
    char *clean = canonical ? url_without_tracking(t->link->url) : NULL;
    char *key = clean ? url_key(clean) : NULL;
    char *named = clean ? url_key(canonical) : NULL;
    bool same = key && named && strcmp(key, named) == 0;
    free(key);
    free(named);
    if (same)
        return clean;
    free(clean);
    return NULL;
}

/* What the user had better write instead. */
static void suggest(struct target *t)
{
    char day[DATE_SIZE];
    int64_t at;
    const char *copy = archive_copy(t, &at);
    const char *why = NULL;
    char *url = NULL;
    switch (t->finding->verdict) {
    case VERDICT_MOVED:
        url = t->resource ? moved_address(t) : NULL;
        why = "the address it permanently redirects to";
        break;
    case VERDICT_ALIVE:
        url = secure_address(t);
        why = url ? "the same page over https" : "the address the page calls its own";
        if (!url)
            url = canonical_address(t);
        break;
    case VERDICT_DEAD:
        url = copy ? xstrdup(copy) : NULL;
        break;
    default:
        break;
    }
    t->finding->suggestion_url = url;
    if (url)
        t->finding->suggestion_why =
            why ? xstrdup(why)
                : xasprintf("archived copy of %s", date_format(date_of_instant(at), day));
}

enum evidence_class conclude(struct target *t, struct store *store, int64_t now)
{
    struct finding *f = t->finding;
    if (!t->gathered)
        gather(t, store, now);
    note_archive(t, now);
    bool moved =
        t->resource && f->hop_count > 0 && t->permanent && strcmp(t->resource->key, t->key) != 0;
    struct past history[HISTORY_MAX];
    size_t known = conclude_history(store, t->key, history, HISTORY_MAX);
    struct judged judged = judge(f->evidence, f->evidence_count, moved, history, known, now);
    f->verdict = judged.verdict;
    f->since = judged.since;
    f->checked_at = newest_evidence(f);
    free(f->reason);
    f->reason = xstrdup(judged.reason);
    suggest(t);
    name_by_list(t);
    return judged.deciding;
}

void conclude_change(struct target *t, struct store *store)
{
    struct stored_settled kept = {0};
    struct settled before = {.known = store && store_get_settled(store, t->key, &kept)};
    before.verdict = kept.verdict;
    before.facts = kept.facts;
    before.address = kept.address;
    t->finding->change = judge_change(t->finding, &before);
    free(kept.address);
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
    name_by_list(t);
    return true;
}
