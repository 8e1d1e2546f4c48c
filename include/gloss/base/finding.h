/* finding: what gloss holds true of one URL: its verdict, the evidence, the facts beside it.
 *
 * Made by run from the judge's words, kept by store, shown by render. */
#ifndef GLOSS_BASE_FINDING_H
#define GLOSS_BASE_FINDING_H

#include "gloss/base/link.h"
#include "gloss/base/meta.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* X(symbol, name, fails a check, fails under --strict) */
#define VERDICTS(X)                                                                                \
    X(ALIVE, "alive", false, false)                                                                \
    X(MOVED, "moved", false, false)                                                                \
    X(BLOCKED, "blocked", false, true)                                                             \
    X(TRANSIENT, "transient", false, false)                                                        \
    X(SUSPECT, "suspect", false, true)                                                             \
    X(DEAD, "dead", true, true)                                                                    \
    X(SKIPPED, "skipped", false, false)                                                            \
    X(INVALID, "invalid", true, true)

enum verdict {
#define X(symbol, name, fails, strict) VERDICT_##symbol,
    VERDICTS(X)
#undef X
        VERDICT_COUNT
};

const char *verdict_name(enum verdict v);
bool verdict_from_name(const char *name, enum verdict *out);
bool verdict_fails(enum verdict v, bool strict);

/* What one look at one place says about a link's life, weakest last within each group. */
/* X(symbol, name) */
#define EVIDENCE_CLASSES(X)                                                                        \
    X(VOUCHED, "vouched")     /* a registry lists the work */                                      \
    X(ANSWERED, "answered")   /* the page answered as itself */                                    \
    X(BLOCKED, "blocked")     /* the server refuses robots; nothing about existence */             \
    X(TRANSIENT, "transient") /* nothing learnt */                                                 \
    X(REFUSED, "refused")     /* no one listens there: soft evidence once it lasts for days */     \
    X(UNLISTED, "unlisted")   /* a registry that should list the work does not */                  \
    X(SOFT, "soft")           /* soft evidence of death */                                         \
    X(GONE, "gone")           /* hard evidence: 404, 410, NXDOMAIN */                              \
    X(MISSING, "missing")     /* a file of ours that is not there: certain at the first look */    \
    X(EXCLUDED, "excluded")   /* not asked: excluded, other scheme, private address */             \
    X(UNUSABLE, "unusable")   /* not a URL that can be fetched */                                  \
    X(NOTED, "noted")         /* nothing for or against: what stands behind a fact */

enum evidence_class {
#define X(symbol, name) EVIDENCE_##symbol,
    EVIDENCE_CLASSES(X)
#undef X
        EVIDENCE_CLASS_COUNT
};

const char *evidence_class_name(enum evidence_class c);
bool evidence_class_from_name(const char *name, enum evidence_class *out);

struct evidence {
    enum evidence_class class;
    const char
        *source;    /* "http", "arxiv-api", "config", "url": a string constant or arena string */
    int64_t at;     /* seconds since 1970 */
    int status;     /* HTTP status or 0 */
    char says[160]; /* for people: "404 Not Found", "the host does not exist (NXDOMAIN)" */
};

struct hop {
    int status;
    char *url; /* where the hop led: an absolute URL */
};

/* Facts stand beside a verdict; a bit each. X(symbol, name) */
#define FACTS(X)                                                                                   \
    X(WITHDRAWN, "withdrawn")                                                                      \
    X(RETRACTED, "retracted")                                                                      \
    X(ARCHIVED, "archived")                                                                        \
    X(RENAMED, "renamed")                                                                          \
    X(SUPERSEDED, "superseded")                                                                    \
    X(DRIFTED, "drifted")                                                                          \
    X(EXPIRING, "expiring")

enum fact {
#define X(symbol, name) FACT_##symbol##_INDEX,
    FACTS(X)
#undef X
        FACT_COUNT
};
#define FACT_BIT(index) (1U << (index))

const char *fact_name(enum fact f);

/* What is new about a link since the last run that was finished, the most pressing first.
 * X(symbol, name, fails a check of changes, fails it under --strict) */
#define CHANGES(X)                                                                                 \
    X(NONE, "", false, false)                                                                      \
    X(DIED, "newly dead", true, true)                                                              \
    X(SUSPECTED, "newly suspect", false, true)                                                     \
    X(MOVED, "moved", false, false)                                                                \
    X(WITHDRAWN, "withdrawn", false, false) /* or retracted */                                     \
    X(RECOVERED, "recovered", false, false)

enum change {
#define X(symbol, name, fails, strict) CHANGE_##symbol,
    CHANGES(X)
#undef X
        CHANGE_COUNT
};

const char *change_name(enum change c); /* "" for none */
bool change_fails(enum change c, bool strict);

enum { EVIDENCE_MAX = 8, HOPS_MAX = 24, BESIDES_MAX = 8 };

struct finding {
    char *key; /* the normalised URL; owned, like every string here */
    enum verdict verdict;
    char *reason;    /* one line for people, no full stop */
    int status;      /* last HTTP status, 0 when none */
    char *final_url; /* NULL when no page was asked */
    struct hop hops[HOPS_MAX];
    size_t hop_count;
    struct evidence evidence[EVIDENCE_MAX]; /* in the order gathered */
    size_t evidence_count;
    int64_t since;              /* since when the verdict holds; 0 unknown */
    int64_t checked_at;         /* 0: never */
    enum change change;         /* filled only when changes are asked for */
    unsigned facts;             /* FACT_BITs */
    char *work;                 /* "arxiv:2401.04088", or NULL when the page is its own work */
    char *besides[BESIDES_MAX]; /* what else registries were asked for about it, and knew:
                                   "isbn:9780262035613" */
    size_t beside_count;
    char *suggestion_url; /* a better address, or NULL */
    char *suggestion_why;
};

struct finding *finding_new(const char *key);
void finding_free(struct finding *f); /* NULL is fine */
/* Adds one; when full the last is overwritten, so the newest is never lost. */
void finding_add_evidence(struct finding *f, const struct evidence *e);
/* Copies url; false when HOPS_MAX is reached. */
bool finding_add_hop(struct finding *f, int status, const char *url);

/* Copies the name; nothing when it is the work, or there already, or BESIDES_MAX is reached. */
void finding_add_beside(struct finding *f, const char *name);

/* A link and what is known of it: what renderers get. All borrowed. */
struct outcome {
    const struct link *link;
    const char *key;               /* "" when the URL has no normal form */
    const struct finding *finding; /* NULL for `gloss links` */
    const struct meta *meta;       /* NULL when nothing is known */
    const char *citekey;           /* of its work in bibliographies; NULL when none was asked for */
    const struct ignore *ignore;   /* that names the link, or NULL */
    bool lapsed;                   /* the ignore is over: the link was checked as ever */
};

#endif
