/* Reads replies for what they mean to the run: try again, look twice, follow, read the body, or
 * conclude. An exchange keeps its job (so its host's slot) until it is ended here. */
#include "gloss/run/answer.h"

#include <stdlib.h>
#include <string.h>

#include "gloss/base/clock.h"
#include "gloss/base/mem.h"
#include "gloss/judge/judge.h"
#include "gloss/net/url.h"
#include "gloss/run/aside.h"
#include "gloss/run/login.h"
#include "gloss/run/softness.h"
#include "gloss/run/walk.h"

enum { ABSENT_LIFETIME_S = 86400 }; /* "no such id" is believed for a day only */

static enum plan_fate end_job(struct run *r, struct exchange *x, enum plan_result result)
{
    const struct plan_outcome outcome = {.result = result,
                                         .retry_after_ms = judge_retry_after(x->reply, run_now(r)),
                                         .gap_ms = judge_gap(x->reply)};
    return plan_done(r->plan, x->job, &outcome, clock_ms());
}

/* ---- pages
 * -----------------------------------------------------------------------------------------------
 */

static void add_evidence(struct resource *resource, struct evidence e)
{
    const size_t room = sizeof resource->evidence / sizeof *resource->evidence;
    if (resource->evidence_count == room)
        resource->evidence_count--;
    resource->evidence[resource->evidence_count++] = e;
}

static void keep_page(struct run *r, const struct resource *resource)
{
    const struct stored_page page = {.etag = resource->etag,
                                     .last_modified = resource->last_modified,
                                     .final_url = resource->url,
                                     .status = resource->status,
                                     .fetched_at = resource->fetched_at,
                                     .meta = resource->meta};
    if (r->store)
        run_fail_if_not(r, store_put_page(r->store, resource->key, &page, r->err));
}

void answer_complete(struct run *r, struct resource *resource)
{
    if (resource->read && !resource->odd)
        keep_page(r, resource);
    walk_from_resource(r, resource);
    free(resource->signs);
    resource->signs = NULL;
}

/* Whatever came of it, the resource will not be asked again: those who wait for it go on. */
static void go_on(struct run *r, struct resource *resource)
{
    if (resource->role == ROLE_PAGE) {
        if (!aside_ask(r, resource))
            answer_complete(r, resource);
        return;
    }
    aside_answered(r, resource);
    for (size_t i = 0; i < resource->page_count; i++)
        go_on(r, resource->pages[i]);
    walk_from_aside(r, resource);
}

/* Without validators when its body was crowded out: next time it is to be read whole. */
static void take_page(struct resource *resource, struct exchange *x)
{
    const struct reply *reply = x->reply;
    meta_free(resource->meta); /* of a first look */
    free(resource->etag);
    free(resource->last_modified);
    free(resource->signs);
    resource->signs = NULL;
    resource->meta = x->meta;
    x->meta = NULL;
    resource->read = true;
    resource->fetched_at = reply->finished_at;
    resource->etag = x->crowded_out ? NULL : xstrdup(reply_header(reply, "ETag"));
    resource->last_modified = x->crowded_out ? NULL : xstrdup(reply_header(reply, "Last-Modified"));
    if (!x->signs.html)
        return;
    resource->signs = xmalloc(sizeof *resource->signs);
    *resource->signs = x->signs;
}

/* What a page's own look says against it; taken back when the next look is better. */
static bool looks_odd(const struct run *r, const struct resource *resource, struct evidence *e)
{
    const struct look look = softness_look(resource, NULL, run_now(r));
    return resource->role == ROLE_PAGE && judge_look(&look, e);
}

/* Whether the page is nothing but a way to another: a meta refresh on next to no text. */
static bool leads_on(const struct resource *resource)
{
    enum { THIN_CHARS = 600 };
    const struct signs *signs = resource->signs;
    return resource->role == ROLE_PAGE && signs && *signs->refresh &&
           signs->text_chars < THIN_CHARS;
}

/* What is not what it seems gets a second look like what is gone, and what it says of itself is
 * not believed. */
static void page_parsed(struct run *r, struct exchange *x)
{
    struct resource *resource = x->resource;
    struct evidence e = x->says;
    take_page(resource, x);
    if (leads_on(resource)) {
        resource->location = xstrdup(resource->signs->refresh);
        resource->read = false; /* a 304 would not lead on */
        (void)end_job(r, x, PLAN_FINISHED);
        go_on(r, resource);
        return;
    }
    resource->odd = looks_odd(r, resource, &e);
    add_evidence(resource, e);
    bool again = resource->odd && e.class == EVIDENCE_SOFT;
    if (end_job(r, x, again ? PLAN_SECOND_LOOK : PLAN_FINISHED) == PLAN_WILL_RETRY)
        return;
    if (resource->odd) {
        meta_free(resource->meta);
        resource->meta = NULL;
    }
    go_on(r, resource);
}

/* 304: what the cache holds is still what the page says, so it counts as that answer given again.
 */
static void page_unchanged(struct run *r, struct exchange *x)
{
    struct resource *resource = x->resource;
    struct reply as_kept = {.status = resource->past.status,
                            .body_len = PAGE_BODY_MAX, /* it had one, or it had not been kept */
                            .finished_at = x->reply->finished_at};
    resource->status = resource->past.status;
    resource->certificate = x->reply->certificate;
    resource->meta = resource->past.meta;
    resource->past.meta = NULL;
    add_evidence(resource, judge_reply(&as_kept, r->options.accept));
    (void)end_job(r, x, PLAN_FINISHED);
    go_on(r, resource);
}

/* The address a 3xx leads to (RFC 9110 section 15.4), or NULL. The caller frees. */
static char *redirect_address(const struct reply *reply)
{
    static const int followed[] = {301, 302, 303, 307, 308};
    const char *location = reply_header(reply, "Location");
    for (size_t i = 0; location && i < sizeof followed / sizeof *followed; i++)
        if (reply->status == followed[i])
            return url_resolve(reply->url, location);
    return NULL;
}

/* HTTP/2 that fails gets a try on HTTP/1.1 before anything is concluded. */
static bool worth_http1(struct resource *resource, const struct reply *reply)
{
    if (resource->http1 || reply->http != 20 || reply->failure == FAIL_NONE)
        return false;
    resource->http1 = true;
    return true;
}

/* Ends the job of an exchange whose reply settles the matter or not; true when the resource will be
 * asked again. */
static bool page_comes_again(struct run *r, struct exchange *x, bool retry,
                             const struct evidence *e)
{
    enum plan_result result = PLAN_FINISHED;
    if (retry)
        result = PLAN_RETRY;
    else if (e->class == EVIDENCE_GONE && !x->resource->location && x->resource->role == ROLE_PAGE)
        result = PLAN_SECOND_LOOK;
    return end_job(r, x, result) == PLAN_WILL_RETRY;
}

/* Whether the exchange was handed on to an extract worker. */
static bool page_answered(struct run *r, struct exchange *x)
{
    struct resource *resource = x->resource;
    const struct reply *reply = x->reply;
    ledger_count(r->ledger, resource->host, reply, x->asked_ms);
    if (reply->failure == FAIL_CANCELLED) {
        (void)end_job(r, x, PLAN_FINISHED);
        return false;
    }
    (void)jar_take(r->jar, reply, run_now(r));
    if (reply->status == 304 && resource->has_past) {
        page_unchanged(r, x);
        return false;
    }
    bool counts = resource->role == ROLE_PAGE || resource->role == ROLE_WITNESS;
    bool retry = counts && (worth_http1(resource, reply) || judge_retryable(reply));
    struct evidence e = judge_reply(reply, r->options.accept);
    resource->status = reply->status;
    resource->certificate = reply->certificate;
    resource->location = redirect_address(reply);
    if (!retry && e.class == EVIDENCE_ANSWERED && reply->body_len > 0) {
        x->says = e;
        (void)queue_put(r->to_extract, x);
        return true;
    }
    /* A retryable failure is evidence only once no try is left; two deadly looks are two pieces. */
    if (!retry && !resource->location)
        add_evidence(resource, e);
    if (page_comes_again(r, x, retry, &e))
        return false;
    if (retry)
        add_evidence(resource, e);
    go_on(r, resource);
    return false;
}

/* ---- registries
 * ------------------------------------------------------------------------------------------ */

/* Lifetimes vary by a tenth around the source's own, by id, so that what was asked in one night is
 * not all due in one night again. */
static int64_t lifetime(const struct inquiry *q)
{
    if (q->record.state == RECORD_ABSENT)
        return ABSENT_LIFETIME_S;
    unsigned hash = 2166136261u; /* FNV-1a */
    for (const char *c = q->name; *c; c++)
        hash = (hash ^ (unsigned char)*c) * 16777619u;
    return q->source->lifetime_s * (900 + (int64_t)(hash % 201)) / 1000;
}

static void keep_record(struct run *r, const struct inquiry *q)
{
    if (!r->store || q->record.state == RECORD_UNKNOWN)
        return;
    const struct stored_work work = {.state = (int)q->record.state,
                                     .version = q->record.version,
                                     .facts = q->record.facts,
                                     .fetched_at = q->answered_at,
                                     .fresh_until = q->answered_at + lifetime(q),
                                     .meta = q->record.meta};
    run_fail_if_not(r, store_put_work(r->store, q->source->name, q->id, &work, r->err));
}

static void registry_parsed(struct run *r, struct exchange *x)
{
    bool retry = x->status == SOURCE_RETRY;
    if (end_job(r, x, retry ? PLAN_RETRY : PLAN_FINISHED) == PLAN_WILL_RETRY)
        return;
    for (size_t i = 0; i < x->id_count; i++) {
        struct inquiry *q = x->inquiries[i];
        /* An answer that was not to be trusted proves no absence. */
        if (!retry || x->records[i].state == RECORD_FOUND) {
            q->record = x->records[i];
            x->records[i] = (struct record){0};
        }
        q->answered_at = x->reply->finished_at;
        q->asked = true;
        keep_record(r, q);
    }
    for (size_t i = 0; i < x->id_count; i++)
        walk_from_inquiry(r, x->inquiries[i]);
}

/* Whether the exchange was handed on to an extract worker. */
static bool registry_answered(struct run *r, struct exchange *x)
{
    ledger_count(r->ledger, x->source->host, x->reply, x->asked_ms);
    if (x->reply->failure == FAIL_CANCELLED) {
        (void)end_job(r, x, PLAN_FINISHED);
        return false;
    }
    (void)queue_put(r->to_extract, x);
    return true;
}

/* ---- logins
 * ----------------------------------------------------------------------------------------------
 */

static void login_answered(struct run *r, struct exchange *x)
{
    char token[SOURCE_TOKEN_SIZE] = "";
    ledger_count(r->ledger, x->login->host, x->reply, x->asked_ms);
    enum source_status status = x->login->read(x->reply, token);
    bool cancelled = x->reply->failure == FAIL_CANCELLED;
    bool retry = status == SOURCE_RETRY && !cancelled;
    if (end_job(r, x, retry ? PLAN_RETRY : PLAN_FINISHED) != PLAN_WILL_RETRY)
        login_ended(r, x->login, status, token);
    explicit_bzero(token, sizeof token);
}

void answer_take(struct run *r, struct exchange *x)
{
    if (x->login) {
        login_answered(r, x);
        exchange_free(x);
    } else if (x->parsed && x->source) {
        registry_parsed(r, x);
        exchange_free(x);
    } else if (x->parsed) {
        page_parsed(r, x);
        exchange_free(x);
    } else if (!(x->source ? registry_answered(r, x) : page_answered(r, x))) {
        exchange_free(x);
    }
}

void answer_give_up(struct run *r, const struct plan_job *job)
{
    for (size_t i = 0; i < job->count; i++) {
        struct ask *ask = job->tasks[i]->context;
        if (ask->kind == ASK_LOGIN) {
            login_ended(r, login_of(ask), SOURCE_RETRY, NULL);
            continue;
        }
        if (ask->kind == ASK_REGISTRY) {
            walk_from_inquiry(r, job->tasks[i]->context);
            continue;
        }
        struct resource *resource = job->tasks[i]->context;
        add_evidence(
            resource,
            (struct evidence){.class = EVIDENCE_TRANSIENT,
                              .source = "http",
                              .at = run_now(r),
                              .says = "its host asked for a longer pause than a run may last"});
        go_on(r, resource);
    }
}
