/* target: one thing a run has to find out about: a URL, however many links name it. Internal to
 * run. */
#ifndef GLOSS_RUN_TARGET_H
#define GLOSS_RUN_TARGET_H

#include "gloss/base/finding.h"
#include "gloss/base/signs.h"
#include "gloss/net/plan.h"
#include "gloss/source/source.h"
#include "gloss/store/store.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <uthash.h>

struct target;

/* What plan's tasks point back to. */
enum ask_kind { ASK_RESOURCE, ASK_REGISTRY, ASK_LOGIN };
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

/* What a resource is asked for. */
enum resource_role {
    ROLE_PAGE,      /* a link leads to it */
    ROLE_COMPANION, /* a document of the site that tells of a page: a feed, a record */
    ROLE_SIBLING,   /* a path that cannot exist, beside a suspicious page; one a host */
    ROLE_SECURE,    /* a page over https instead of http */
    ROLE_WITNESS,   /* that it answers shows that the network works */
};

/* A resource (RFC 9110 section 3.1) to GET: a link's own URL or one that a redirect led to. Asked
 * once, whoever waits. */
struct resource {
    struct ask ask; /* first: an ask of kind ASK_RESOURCE is a resource */
    enum resource_role role;
    char *id;     /* identity: key, role and reason */
    char *key;    /* normal form */
    char *url;    /* as for the wire */
    char *cookie; /* what was sent of the jar, or NULL */
    char *host;
    bool queued;
    bool done;
    bool http1;     /* HTTP/2 failed here */
    char *location; /* absolute URL it redirects to, or NULL */
    int status;
    struct evidence evidence[4];
    size_t evidence_count;
    struct validity certificate; /* its site's */
    struct meta *meta;           /* what the page says of itself, or NULL */
    struct stored_page past;     /* what the cache held; empty when nothing */
    bool has_past;
    struct waiting waiting;
    bool read; /* a page's body was read; what follows is kept until it is done */
    char *etag, *last_modified;
    int64_t fetched_at;
    struct signs *signs;     /* NULL when it is no HTML */
    bool odd;                /* it is no page for readers: what it says of itself is not kept */
    bool secure;             /* the same page is there over https */
    struct resource *aside;  /* what it waits for now */
    size_t asides;           /* kinds of documents asked about it so far */
    char *about;             /* of a companion: the page's address */
    int hops;                /* redirects that led to this companion */
    struct resource **pages; /* those that wait for this document */
    size_t page_count;
    size_t page_room;
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

enum { ALSO_MAX = 8 };

struct target {
    char *id;        /* identity: the key, and before it what it is ignored for, if it is */
    const char *key; /* inside id: the URL's normal form, or "FILE: destination" for what is no web
                        address */
    const struct listing *listing;  /* of the first link */
    const struct link *link;        /* the first link that names it */
    char *url;                      /* as for the wire; NULL when not on the web */
    struct inquiry *inquiry;        /* whose word counts; NULL when no registry knows it */
    struct inquiry *also[ALSO_MAX]; /* whose records are merged in; they never vouch */
    size_t also_count;
    struct inquiry *first;     /* the work's first version, for what it was called; or NULL */
    struct inquiry *archive;   /* where a copy may be kept; NULL unless asked */
    struct resource *sibling;  /* of the link's own address; NULL unless asked */
    struct evidence odd;       /* what is odd about where it led; says is "" when nothing is */
    unsigned leads;            /* bits of the leads followed so far (run/leads.h) */
    bool gathered;             /* the finding holds what was learnt; what follows is the verdict */
    int version;               /* the version the URL pins, 0 when none */
    bool ignored;              /* left alone, as the document or the config file wants */
    bool is_file;              /* a file on this machine, looked at by resolve */
    bool derived;              /* the registry's word does not cover this page of the work */
    struct resource *resource; /* where its walk along redirects stands; NULL before the first */
    struct finding *finding;
    const struct meta *meta; /* borrowed from the inquiry, the resource, or `kept` */
    struct meta *kept;       /* owned: merged, or from the cache */
    int round;               /* how often it was sent round again with new cookies */
    size_t round_from;       /* the hop at which this round began; 0 in the first */
    bool permanent;          /* every redirect so far was */
    bool asked;              /* by a request of this run: goes into the history */
    bool done;
    UT_hash_handle hh;
};

/* The three tables, each by its identity. */
struct targets {
    struct target *by_id;
    struct inquiry *inquiries;
    struct resource *resources;
};

struct target *targets_find(struct targets *t, const char *id);
/* Takes id, in which the key begins at that offset; finding and all else are empty. */
struct target *targets_add(struct targets *t, char *id, size_t key);
/* Adds an inquiry whose record is to be merged in; nothing when it is among the target's already or
 * there is no room. */
void target_also(struct target *t, struct inquiry *q);
/* Whether what an inquiry said is of this target: an id that a page or a PDF shows may be that of a
 * work it reviews or cites, so its title must be like the page's own. */
bool target_believes(const struct target *t, const struct inquiry *q);
/* The first to speak of a field: the registry, those asked besides, the page; NULL: nobody. */
const struct meta *target_knows(const struct target *t, enum meta_field field);
/* All that spoke, in that order; returns how many. */
size_t target_speakers(const struct target *t, const struct meta *out[ALSO_MAX + 2]);
struct inquiry *targets_inquiry(struct targets *t, const struct source *source, const char *id);
/* The resource of a URL in that role, made when new (NULL when the URL is no http(s) URL). What is
 * asked more than once for different reasons differs in `why`; "" for pages. Of siblings there is
 * one for each `why`, whatever the URL. */
struct resource *targets_resource(struct targets *t, const char *url, enum resource_role role,
                                  const char *why);
void targets_release(struct targets *t);

#endif
