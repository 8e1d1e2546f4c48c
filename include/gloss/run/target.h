/* target: one thing a run has to find out about: a URL, however many links name it. Internal to
 * run. */
#ifndef GLOSS_RUN_TARGET_H
#define GLOSS_RUN_TARGET_H

#include "gloss/base/finding.h"
#include "gloss/net/plan.h"
#include "gloss/source/source.h"
#include "gloss/store/store.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <uthash.h>

struct target;

/* What plan's tasks point back to. */
enum ask_kind { ASK_RESOURCE, ASK_REGISTRY };
struct ask {
    enum ask_kind kind;
    struct plan_task task; /* task.context is the ask */
};

/* Targets waiting for one answer. */
struct waiting {
    struct target **items;
    size_t count;
    size_t room;
};
void waiting_add(struct waiting *w, struct target *t);

/* A resource (RFC 9110 section 3.1) to GET: a link's own URL or one that a redirect led to. Asked
 * once, whoever waits. */
struct resource {
    struct ask ask; /* first: an ask of kind ASK_RESOURCE is a resource */
    char *key;      /* normal form; the identity */
    char *url;      /* as for the wire */
    char *host;
    bool queued;
    bool done;
    bool http1;     /* HTTP/2 failed here */
    char *location; /* absolute URL it redirects to, or NULL */
    int status;
    struct evidence evidence[4];
    size_t evidence_count;
    struct meta *meta;       /* what the page says of itself, or NULL */
    struct stored_page past; /* what the cache held; empty when nothing */
    bool has_past;
    struct waiting waiting;
    UT_hash_handle hh;
};

/* A work to be asked for at a registry. */
struct inquiry {
    struct ask ask; /* first */
    const struct source *source;
    char *name;     /* of the work: "arxiv:2401.04088" */
    const char *id; /* inside name */
    char *key;      /* the identity: source and work */
    bool queued;
    bool done;
    bool asked; /* by a request of this run */
    struct record record;
    int64_t answered_at;
    struct waiting waiting;
    UT_hash_handle hh;
};

struct target {
    char *key; /* identity: the URL's normal form, or "FILE: destination" for what is no web address
                */
    const struct listing *listing; /* of the first link */
    const struct link *link;       /* the first link that names it */
    char *url;                     /* as for the wire; NULL when not on the web */
    struct inquiry *inquiry;       /* whose word counts; NULL when no registry knows it */
    struct inquiry *also;          /* whose record is merged in; or NULL */
    int version;                   /* the version the URL pins, 0 when none */
    bool derived;                  /* the registry's word does not cover this page of the work */
    struct resource *resource; /* where its walk along redirects stands; NULL before the first */
    struct finding *finding;
    const struct meta *meta; /* borrowed from the inquiry, the resource, or `kept` */
    struct meta *kept;       /* owned: merged, or from the cache */
    bool permanent;          /* every redirect so far was */
    bool asked;              /* by a request of this run: goes into the history */
    bool done;
    UT_hash_handle hh;
};

/* The three tables, each by its identity. */
struct targets {
    struct target *by_key;
    struct inquiry *inquiries;
    struct resource *resources;
};

struct target *targets_find(struct targets *t, const char *key);
/* Takes key; finding and all else are empty. */
struct target *targets_add(struct targets *t, char *key);
struct inquiry *targets_inquiry(struct targets *t, const struct source *source, const char *id);
/* The resource of a URL, made when new (NULL when the URL is no http(s) URL). */
struct resource *targets_resource(struct targets *t, const char *url);
void targets_release(struct targets *t);

#endif
