/* overview: questions about the whole cache rather than one key. Main thread, like store.h. */
#ifndef GLOSS_STORE_OVERVIEW_H
#define GLOSS_STORE_OVERVIEW_H

#include "gloss/store/store.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The newest check of a key. */
struct stored_latest {
    char *key;
    int64_t at;
    enum verdict verdict;
    int64_t since;
    char *reason;    /* NULL when none is kept */
    bool newly_dead; /* found dead by the last finished run, and by none that finished before */
};
/* Of every key, in byte order of keys; returns how many. The caller frees with
 * stored_latest_free. */
size_t store_get_latest(struct store *s, struct stored_latest **out);
void stored_latest_free(struct stored_latest *latest, size_t count);

/* The runs: the last that finished (id 0: none did), and whether one was begun after it that was
 * cut off or is going on. */
struct stored_run {
    int64_t id;
    int64_t started;
    int64_t finished;
    size_t links;
    size_t requests;
    int64_t open_since; /* 0: none */
};
struct stored_run store_get_last_run(struct store *s);

/* How many rows there are, and how large the database is on disk, its log included. */
struct stored_sizes {
    size_t pages;
    size_t works;
    size_t checks;
    size_t bytes;
};
struct stored_sizes store_get_sizes(struct store *s);

/* The keys of which a check names the work ("arxiv:2401.04088"), in byte order, NULL-terminated.
 * The caller frees with stored_keys_free. */
char **store_get_keys(struct store *s, const char *work);
void stored_keys_free(char **keys); /* NULL is fine */

#endif
