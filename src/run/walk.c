/* Who is asked for a target, and in which order. A registry's word is cheap (a batch vouches for
 * fifty links) and certain; the page itself is asked where no registry vouches. Redirect hops are
 * resources of their own, so that limits, schemes and address rules apply to each, and what two
 * links redirect to is fetched once. */
#include "gloss/run/walk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gloss/base/clock.h"
#include "gloss/base/mem.h"
#include "gloss/judge/schedule.h"
#include "gloss/net/url.h"
#include "gloss/run/conclude.h"
#include "gloss/run/leads.h"
#include "gloss/run/login.h"
#include "gloss/run/softness.h"

enum {
    ROUNDS_MAX = 3,
    REDIRECTS_MAX = 20
}; /* what curl users and browsers allow; dx.doi.org needs 6 */

static void follow(struct run *r, struct target *t);

static void inquire(struct run *r, struct target *t, struct inquiry **slot);

/* The source to ask next for the same id, or NULL when this one's word is the last. `for_words`:
 * the work's existence is not in question, so one who only confirms it has not answered. */
static const struct source *next_resort(const struct inquiry *q, bool for_words)
{
    bool silent = q->record.state == RECORD_UNKNOWN;
    bool elsewhere = q->record.state == RECORD_ABSENT && q->source->next_when_absent;
    bool wordless =
        for_words && q->record.state == RECORD_FOUND && !meta_get(q->record.meta, META_TITLE);
    return q->source->next && (silent || elsewhere || wordless) ? source_by_name(q->source->next)
                                                                : NULL;
}

/* Asks the next of those who are asked besides; false when all have said what they can. */
static bool ask_besides(struct run *r, struct target *t)
{
    do {
        for (size_t i = 0; i < t->also_count; i++)
            if (!t->also[i]->done || next_resort(t->also[i], true)) {
                inquire(r, t, &t->also[i]);
                return true;
            }
    } while (leads_follow(r, t));
    return false;
}

static void end(struct run *r, struct target *t)
{
    t->done = true;
    r->done_count++;
    if (r->options.changes)
        conclude_change(t, r->store);
}

static void end_with(struct run *r, struct target *t, enum evidence_class deciding)
{
    end(r, t);
    if (t->asked)
        run_fail_if_not(r, ledger_note(r->ledger, t->finding, deciding, r->err));
}

/* Nobody is left to ask about the target itself. */
static void finish(struct run *r, struct target *t)
{
    if (leads_first(r, t)) { /* first, so that all of them travel together */
        inquire(r, t, &t->first);
        return;
    }
    if (ask_besides(r, t))
        return;
    enum evidence_class deciding = conclude(t, r->store, run_now(r));
    if (leads_archive(r, t))
        inquire(r, t, &t->archive);
    else
        end_with(r, t, deciding);
}

static void note(struct run *r, struct target *t, const char *says, const char *url)
{
    struct evidence e = {.class = EVIDENCE_TRANSIENT, .source = "http", .at = run_now(r)};
    (void)snprintf(e.says, sizeof e.says, "%s %.100s", says, url);
    finding_add_evidence(t->finding, &e);
}

/* What is asked again with new cookies is another resource. */
static struct resource *page_of(struct run *r, const struct target *t, const char *url)
{
    char why[32] = "";
    if (t->round > 0)
        (void)snprintf(why, sizeof why, "round %d", t->round);
    return targets_resource(&r->targets, url, ROLE_PAGE, why);
}

/* Sends a target to a URL: its own, or one it was redirected to. */
static void visit(struct run *r, struct target *t, const char *url)
{
    struct resource *resource = page_of(r, t, url);
    if (!resource) {
        note(r, t, "redirects to something that is no web page:", url);
        finish(r, t);
        return;
    }
    t->resource = resource;
    t->asked = true;
    if (resource->done) {
        follow(r, t);
        return;
    }
    waiting_add(&resource->waiting, t);
    if (resource->queued)
        return;
    resource->queued = true;
    /* To be held against its like over https, a page must be read. */
    bool compare = r->options.secure && strncmp(resource->url, "http://", 7) == 0;
    if (r->store && !r->options.fresh && !compare)
        resource->has_past = store_get_page(r->store, resource->key, &resource->past);
    (void)plan_add(r->plan, &resource->ask.task, clock_ms(), NULL);
}

/* Whether a hop leads to where the target has been already in this round. */
static bool goes_in_a_circle(const struct target *t)
{
    char *next = url_key(t->resource->location);
    bool circle = next && strcmp(next, t->resource->key) == 0;
    circle = circle || (next && t->round == 0 && strcmp(next, t->key) == 0);
    for (size_t i = t->round_from; next && !circle && i < t->finding->hop_count; i++) {
        char *seen = url_key(t->finding->hops[i].url);
        circle = seen && strcmp(seen, next) == 0;
        free(seen);
    }
    free(next);
    return circle;
}

/* Whether the circle may open: a site that sets a cookie and sends its visitor back wants to see
 * it, and some answer to one spelling of an address only. Then the target's next round begins. */
static bool begins_anew(struct run *r, struct target *t)
{
    const struct resource *seen = page_of(r, t, t->resource->location);
    if (!seen || t->round == ROUNDS_MAX)
        return false;
    char *cookie = jar_header(r->jar, seen->url, run_now(r));
    char *wire = url_wire(t->resource->location);
    bool changed = (cookie && (!seen->cookie || strcmp(cookie, seen->cookie) != 0)) ||
                   (wire && strcmp(wire, seen->url) != 0);
    free(cookie);
    free(wire);
    if (changed) {
        t->round++;
        t->round_from = t->finding->hop_count;
    }
    return changed;
}

/* The redirects end here. */
static void arrive(struct run *r, struct target *t)
{
    if (!softness_arrive(r, t)) {
        finish(r, t);
        return;
    }
    waiting_add(&t->sibling->waiting, t);
    if (t->sibling->queued)
        return;
    t->sibling->queued = true;
    (void)plan_add(r->plan, &t->sibling->ask.task, clock_ms(), NULL);
}

void walk_from_aside(struct run *r, struct resource *aside)
{
    for (size_t i = 0; i < aside->waiting.count; i++)
        arrive(r, aside->waiting.items[i]);
}

/* Takes a target one step on from a resource that is done. */
static void follow(struct run *r, struct target *t)
{
    const struct resource *resource = t->resource;
    if (!resource->location) {
        arrive(r, t);
        return;
    }
    t->permanent = t->permanent && (resource->status == 301 || resource->status == 308);
    bool circle = goes_in_a_circle(t) && !begins_anew(r, t);
    if (circle || t->finding->hop_count >= REDIRECTS_MAX) {
        note(r, t, circle ? "redirects in a circle, at" : "more than 20 redirects, at",
             resource->location);
        finish(r, t);
        return;
    }
    (void)finding_add_hop(t->finding, resource->status, resource->location);
    visit(r, t, resource->location);
}

void walk_from_resource(struct run *r, struct resource *resource)
{
    resource->done = true;
    for (size_t i = 0; i < resource->waiting.count; i++)
        follow(r, resource->waiting.items[i]);
}

/* A registry that lists a work vouches for its pages, unless the link pins a version it does not
 * know, or an address the work no longer has: where that leads, the page says. */
static bool record_settles(const struct target *t)
{
    const struct inquiry *q = t->inquiry;
    if (q->record.facts & FACT_BIT(FACT_RENAMED_INDEX))
        return false;
    return q->source->vouches && !t->derived && q->record.state == RECORD_FOUND &&
           (t->version == 0 || q->record.version == 0 || t->version <= q->record.version);
}

/* Where the target keeps that inquiry. */
static struct inquiry **slot_of(struct target *t, const struct inquiry *q)
{
    if (t->inquiry == q)
        return &t->inquiry;
    for (size_t i = 0; i < t->also_count; i++)
        if (t->also[i] == q)
            return &t->also[i];
    return t->first == q ? &t->first : &t->archive;
}

/* The next resort takes an inquiry's place. When it is asked besides already, its word counts here
 * from now on, and what it knows besides comes with it. */
static void replace(struct target *t, struct inquiry **slot, struct inquiry *other)
{
    for (size_t i = 0; slot == &t->inquiry && i < t->also_count; i++)
        if (t->also[i] == other)
            t->also[i--] = t->also[--t->also_count];
    *slot = other;
}

static void after_inquiry(struct run *r, struct target *t, struct inquiry *q)
{
    struct inquiry **slot = slot_of(t, q);
    bool counts = slot == &t->inquiry;
    const struct source *next = next_resort(q, !counts && slot != &t->archive && slot != &t->first);
    const struct source *words = counts ? next_resort(q, true) : NULL;
    t->asked = t->asked || q->asked;
    if (next) {
        replace(t, slot, targets_inquiry(&r->targets, next, q->id));
        inquire(r, t, slot);
        return;
    }
    if (words)
        target_also(t, targets_inquiry(&r->targets, words, q->id));
    if (!counts || record_settles(t))
        finish(r, t);
    else
        visit(r, t, t->url);
}

void walk_from_inquiry(struct run *r, struct inquiry *q)
{
    q->done = true;
    for (size_t i = 0; i < q->waiting.count; i++)
        after_inquiry(r, q->waiting.items[i], q);
}

static bool still_fresh(const struct run *r, int64_t at, int64_t fresh_until)
{
    if (r->options.max_age_ms >= 0)
        return at + r->options.max_age_ms / 1000 > r->options.now;
    return fresh_until > r->options.now;
}

static bool load_record(struct run *r, struct inquiry *q)
{
    struct stored_work work;
    if (!r->store || r->options.fresh || !store_get_work(r->store, q->source->name, q->id, &work))
        return false;
    if (!still_fresh(r, work.fetched_at, work.fresh_until)) {
        meta_free(work.meta);
        return false;
    }
    q->record = (struct record){.state = (enum record_state)work.state,
                                .meta = work.meta,
                                .version = work.version,
                                .facts = work.facts};
    q->answered_at = work.fetched_at;
    return true;
}

static void inquire(struct run *r, struct target *t, struct inquiry **slot)
{
    struct inquiry *q = *slot;
    if (!q->done && !q->queued && load_record(r, q))
        q->done = true;
    if (q->done) {
        after_inquiry(r, t, q);
        return;
    }
    waiting_add(&q->waiting, t);
    if (q->queued)
        return;
    q->queued = true;
    login_then_ask(r, q);
}

/* --max-age: a verdict young enough is taken from the cache whole. */
static bool take_young_verdict(struct run *r, struct target *t)
{
    struct stored_check last;
    if (!r->store || r->options.fresh || r->options.max_age_ms < 0)
        return false;
    if (store_get_checks(r->store, t->key, &last, 1) == 0 || !still_fresh(r, last.at, 0))
        return false;
    return conclude_from_cache(t, r->store);
}

/* What has been well at every look for weeks is not looked at every night. Never so for what is
 * young, ill or in doubt: those are asked whenever somebody runs the program. */
static bool rests(struct run *r, struct target *t)
{
    enum { LOOKS = 16, SHORTEST_REST_S = 36 * 3600 };
    struct past history[LOOKS];
    if (!r->store || r->options.fresh || r->options.direct || r->options.secure ||
        r->options.max_age_ms >= 0)
        return false;
    size_t count = conclude_history(r->store, t->key, history, LOOKS);
    bool well =
        count > 0 && (history[0].verdict == VERDICT_ALIVE || history[0].verdict == VERDICT_MOVED);
    if (!well || t->is_file)
        return false;
    int64_t due = schedule_due(t->key, history, count);
    return due - history[0].at >= SHORTEST_REST_S && r->options.now < due &&
           conclude_from_cache(t, r->store);
}

/* Whether the target itself was answered, and waits only for what else there is to know. */
static bool is_answered(const struct target *t)
{
    const struct resource *page = t->resource;
    if (page)
        return page->done && !page->location && page->evidence_count > 0;
    return t->inquiry && t->inquiry->done && record_settles(t);
}

void walk_abandon(struct run *r, struct target *t, const char *why)
{
    if (is_answered(t)) {
        end_with(r, t, conclude(t, r->store, run_now(r)));
        return;
    }
    if (!conclude_from_cache(t, r->store)) {
        t->finding->verdict = VERDICT_TRANSIENT;
        free(t->finding->reason);
        t->finding->reason = xstrdup(why);
    }
    end(r, t);
}

void walk_begin(struct run *r, struct target *t)
{
    if (t->finding->evidence_count) { /* settled by resolve: nobody need be asked */
        t->asked = t->is_file;        /* ours to look at, so part of the history */
        finish(r, t);
    } else if (r->options.offline) {
        walk_abandon(r, t, "not in the cache (--offline)");
    } else if (take_young_verdict(r, t) || rests(r, t)) {
        end(r, t);
    } else if (t->inquiry && !r->options.direct) {
        inquire(r, t, &t->inquiry);
    } else {
        t->inquiry = NULL;
        t->also_count = 0;
        visit(r, t, t->url);
    }
}
