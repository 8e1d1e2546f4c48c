/* overview: the latest of everything. The keys are found by leaping from one to the next along the
 * index, so that a history of years costs no more than one of a week. */
#include "gloss/store/overview.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "gloss/base/mem.h"
#include "gloss/store/state.h"

/* Everything that waits is committed: these questions are about all of it. */
static void settle_all(struct store *s)
{
    struct err err = ERR_INIT;

    if (s->pending.count > 0 && !store_commit(s, &err))
        (void)err_set(&s->trouble, err.kind, "%s", err.message);
}

static bool read_latest(sqlite3_stmt *q, int64_t last_run, struct stored_latest *out)
{
    const char *verdict = (const char *)sqlite3_column_text(q, 2);
    const char *before = (const char *)sqlite3_column_text(q, 6);

    if (verdict == NULL || !verdict_from_name(verdict, &out->verdict))
        return false;
    out->key = db_text(q, 0);
    out->at = db_number(q, 1);
    out->since = db_number(q, 3);
    out->reason = db_text(q, 4);
    out->newly_dead = out->verdict == VERDICT_DEAD && last_run != 0 &&
                      db_number(q, 5) == last_run &&
                      (before == NULL || strcmp(before, verdict_name(VERDICT_DEAD)) != 0);
    return true;
}

size_t store_get_latest(struct store *s, struct stored_latest **out)
{
    size_t count = 0;
    size_t room = 0;
    int64_t last_run = store_get_last_run(s).id;

    *out = NULL;
    settle_all(s);
    while (store_row(s, QUERY_GET_LATEST)) {
        grow_array(out, &room, count + 1, sizeof(**out));
        count += read_latest(s->queries[QUERY_GET_LATEST], last_run, &(*out)[count]) ? 1 : 0;
    }
    store_done(s, QUERY_GET_LATEST);
    return count;
}

void stored_latest_free(struct stored_latest *latest, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        free(latest[i].key);
        free(latest[i].reason);
    }
    free(latest);
}

struct stored_run store_get_last_run(struct store *s)
{
    struct stored_run run = {0};
    sqlite3_stmt *q = s->queries[QUERY_GET_LAST_RUN];

    if (store_row(s, QUERY_GET_LAST_RUN)) {
        run.id = db_number(q, 0);
        run.started = db_number(q, 1);
        run.finished = db_number(q, 2);
        run.links = (size_t)db_number(q, 3);
        run.requests = (size_t)db_number(q, 4);
    }
    store_done(s, QUERY_GET_LAST_RUN);
    store_bind_int(s, QUERY_GET_OPEN_RUN, 1, run.id);
    if (store_row(s, QUERY_GET_OPEN_RUN))
        run.open_since = db_number(s->queries[QUERY_GET_OPEN_RUN], 0);
    store_done(s, QUERY_GET_OPEN_RUN);
    return run;
}

static size_t file_size(const char *path, const char *suffix)
{
    char *name = xasprintf("%s%s", path, suffix);
    struct stat st;
    size_t size = stat(name, &st) == 0 && st.st_size > 0 ? (size_t)st.st_size : 0;

    free(name);
    return size;
}

struct stored_sizes store_get_sizes(struct store *s)
{
    struct stored_sizes sizes = {0};
    sqlite3_stmt *q = s->queries[QUERY_GET_SIZES];

    settle_all(s);
    if (store_row(s, QUERY_GET_SIZES)) {
        sizes.pages = (size_t)db_number(q, 0);
        sizes.works = (size_t)db_number(q, 1);
        sizes.checks = (size_t)db_number(q, 2);
    }
    store_done(s, QUERY_GET_SIZES);
    sizes.bytes = file_size(s->db.path, "") + file_size(s->db.path, "-wal");
    return sizes;
}

char **store_get_keys(struct store *s, const char *work)
{
    char **keys = xcalloc(1, sizeof(*keys));
    size_t count = 0;
    size_t room = 1;

    settle_all(s);
    store_bind(s, QUERY_GET_KEYS, 1, work);
    while (store_row(s, QUERY_GET_KEYS)) {
        grow_array(&keys, &room, count + 2, sizeof(*keys));
        keys[count++] = db_text(s->queries[QUERY_GET_KEYS], 0);
        keys[count] = NULL;
    }
    store_done(s, QUERY_GET_KEYS);
    return keys;
}

void stored_keys_free(char **keys)
{
    for (char **key = keys; key != NULL && *key != NULL; key++)
        free(*key);
    free(keys);
}
