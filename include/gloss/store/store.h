/* store: the cache on disk: responses, works, every check ever made, runs.
 *
 * SQLite in WAL mode behind a handful of calls; no SQLite type leaves this room. Main thread only.
 * Puts are gathered in memory, at most STORE_BATCH of them, and written by one short transaction:
 * a kill loses at most that batch, and two processes at once are safe (a writer waits for the
 * other's batch, not for its run). A get sees every put before it. A get that fails finds nothing;
 * the next commit says why. Every failure says which file, and what to do. */
#ifndef GLOSS_STORE_STORE_H
#define GLOSS_STORE_STORE_H

#include "gloss/base/err.h"
#include "gloss/base/finding.h"
#include "gloss/base/meta.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct store;

/* Opens the cache folder `dir`, making it (and its parents, CACHEDIR.TAG and gloss.db in it) when
 * it does not exist. ERR_OURS when it cannot be written, is of a newer schema, or is no database
 * (the file is left untouched). */
struct store *store_open(const char *dir, struct err *err);
/* Opens for reading only (gloss explain, status, --offline): NULL with err when there is no cache.
 */
struct store *store_open_read(const char *dir, struct err *err);
/* The folder to use when the user named none: $GLOSS_CACHE, ./cache where it holds a gloss
 * CACHEDIR.TAG, $XDG_CACHE_HOME/gloss, ~/.cache/gloss. The caller frees. */
char *store_default_dir(void);

/* A sentence about the cache that the user may want to know ("... allows no write-ahead log ..."),
 * or NULL. Borrowed. */
const char *store_note(const struct store *s);

bool store_commit(struct store *s, struct err *err);
/* Drops everything since the last commit. */
void store_rollback(struct store *s);
/* Commits and closes; false with err when the commit failed. NULL is fine. */
bool store_close(struct store *s, struct err *err);

/* A run: rows of checks name it. */
bool store_begin_run(struct store *s, int64_t started, struct err *err);
/* Takes the run and its checks back, as if it had never been. */
bool store_forget_run(struct store *s, struct err *err);
bool store_end_run(struct store *s, int64_t finished, size_t links, size_t requests,
                   struct err *err);

/* The newest page response kept for a URL key: what revalidation needs. Strings are the caller's to
 * free through stored_page_release. */
struct stored_page {
    char *etag;          /* NULL when none */
    char *last_modified; /* NULL when none */
    char *final_url;     /* address that answered (validators belong to it) */
    struct hop hops[HOPS_MAX];
    size_t hop_count;
    int status;
    int64_t fetched_at;
    struct meta *meta; /* what was extracted from it; NULL when nothing */
};
bool store_get_page(struct store *s, const char *key, struct stored_page *out); /* false: none */
void stored_page_release(struct stored_page *p);
bool store_put_page(struct store *s, const char *key, const struct stored_page *page,
                    struct err *err);

/* A work's record from a source. */
struct stored_work {
    int state; /* enum record_state of source/source.h, as a number */
    int version;
    unsigned facts;
    int64_t fetched_at;
    int64_t fresh_until;
    struct meta *meta; /* owned by whoever gets it; NULL when nothing */
};
bool store_get_work(struct store *s, const char *source, const char *id, struct stored_work *out);
bool store_put_work(struct store *s, const char *source, const char *id,
                    const struct stored_work *work, struct err *err);

/* Checks: the history of a URL key. */
struct stored_check {
    int64_t at;
    enum verdict verdict;
    enum evidence_class deciding;
    int64_t since;
};
bool store_put_check(struct store *s, const struct finding *finding, enum evidence_class deciding,
                     struct err *err);
/* The newest `room` checks of a key, newest first; returns how many. */
size_t store_get_checks(struct store *s, const char *key, struct stored_check *out, size_t room);
/* The newest finding of a key as it was kept, or NULL. The caller frees with finding_free; it may
 * outlive the store. */
struct finding *store_get_finding(struct store *s, const char *key);
/* The address at which a key's page last answered, however long ago, or NULL. The caller frees. */
char *store_get_answered(struct store *s, const char *key);

/* When a key was first checked; false, and *at as it was, when it never was. */
bool store_get_first_seen(struct store *s, const char *key, int64_t *at);
/* The newest lasting verdict of a key (judge/change.h) that a finished run reported; false: none.
 * The caller frees *address, NULL when the link had not moved. */
struct stored_settled {
    enum verdict verdict;
    unsigned facts;
    char *address;
};
bool store_get_settled(struct store *s, const char *key, struct stored_settled *out);

/* Citation keys: a work keeps the one it once got, and no two works share one. */
struct citekey_claim {
    const char *work;     /* its identity: "arxiv:2401.04088", or a URL key */
    const char *proposed; /* the key it asks for (base/citekey.h) */
    char *key;            /* out: the key it has; the caller frees */
};
/* Gives each work its key: the one that is kept, else the first form of the proposed one that no
 * work has; written at once. In a cache opened for reading only, new keys hold for this call. On
 * false no claim has a key. */
bool store_claim_citekeys(struct store *s, struct citekey_claim *claims, size_t count,
                          struct err *err);

enum { STORE_BATCH = 256 };

#endif
