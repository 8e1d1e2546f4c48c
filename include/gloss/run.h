/* run: the whole flow, once: links → resolve → plan → fetch → extract → judge → store.
 *
 * src/run.c is the only file that knows it; its parts are in src/run/. Main thread only. */
#ifndef GLOSS_RUN_H
#define GLOSS_RUN_H

#include "gloss/base/err.h"
#include "gloss/base/finding.h"
#include "gloss/net/fetch.h"
#include "gloss/net/hosts.h"
#include "gloss/run/ignores.h"
#include "gloss/store/store.h"

#include <regex.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct run_options {
    struct fetch_options fetch;
    struct hosts *hosts;
    size_t jobs;         /* requests in flight over all hosts */
    int retries;         /* extra tries */
    int64_t max_age_ms;  /* answers younger than this are not asked for again; -1: each source's own
                            lifetime */
    int64_t deadline_ms; /* stop asking after this; 0: never */
    bool fresh;          /* ask everything again, no conditional requests */
    bool offline;        /* cache only */
    bool changes;        /* find out what is new since the last finished run */
    bool archive;        /* ask an archive for copies of what is dead or hidden */
    bool secure;         /* find out which http links are there over https, too */
    bool direct;         /* GET every link itself even where a registry vouches for it */
    const char *accept;  /* statuses that count as alive, or NULL */
    const regex_t *exclude; /* `exclude_count` patterns: do not ask these... */
    size_t exclude_count;
    const regex_t *include; /* ...unless one of these matches */
    size_t include_count;
    const struct ignores *ignores; /* the config file's (run/ignores.h), or NULL */
    char *const *headers; /* "HOST: NAME: VALUE", NULL-terminated or NULL; sent to that host only */
    int64_t now;          /* seconds since 1970 when the run starts */
    /* Called often with how far the run is; may be NULL. */
    void (*progress)(void *context, size_t done, size_t total, size_t in_flight);
    void *progress_context;
    const volatile sig_atomic_t *stop; /* becomes non-zero on Ctrl-C */
};

struct run;

/* Prepares a run over the listings (borrowed). `store` may be NULL: nothing is remembered. */
struct run *run_new(const struct run_options *options, struct store *store,
                    struct listing *const *listings, size_t count);

/* Does it. False with err: ERR_OFFLINE when the run is void, ERR_OURS when the cache fails. */
bool run_go(struct run *r, struct err *err);

/* What came of it, in order of listing, then link; borrowed until run_free. */
const struct outcome *run_outcomes(const struct run *r, size_t *count);

size_t run_requests(const struct run *r);
bool run_interrupted(const struct run *r); /* Ctrl-C or the deadline: some links were not asked */

/* Whose login was refused, with where its secrets are; NULL when none was. */
const char *run_login_refused(const struct run *r);

void run_free(struct run *r);

#endif
