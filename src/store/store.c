/* store: opening, committing and closing the cache, and the way every row goes in and out.
 *
 * Rows to write wait in memory until there are STORE_BATCH of them and then go in by one short
 * transaction, so two processes hardly ever meet and a kill loses one batch. A read of a key that
 * waits commits first, so that a reader always sees what was put. */
#include "gloss/store/store.h"

#include <stdio.h>
#include <stdlib.h>

#include "gloss/base/mem.h"
#include "gloss/store/folder.h"
#include "gloss/store/schema.h"
#include "gloss/store/state.h"

static const char *const queries[QUERY_COUNT] = {
#define X(symbol, sql) [QUERY_##symbol] = (sql),
    QUERIES(X)
#undef X
};

static const char *const inserts[PENDING_KINDS] = {
    [PENDING_PAGE] = "REPLACE INTO page (key, etag, last_modified, final_url, hops, status,"
                     " fetched_at, meta, sources, ranks)"
                     " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    [PENDING_WORK] = "REPLACE INTO work (source, id, state, version, facts, fetched_at,"
                     " fresh_until, meta, sources, ranks)"
                     " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    [PENDING_CHECK] =
        "INSERT INTO checks (key, run, at, verdict, class, since, status, reason,"
        " final_url, hops, evidence, facts, work, suggestion_url, suggestion_why, besides)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15,"
        " ?16)",
};

/* Frees everything without writing anything. */
static void store_drop(struct store *s)
{
    for (int i = 0; i < QUERY_COUNT; i++)
        (void)sqlite3_finalize(s->queries[i]);
    for (int i = 0; i < PENDING_KINDS; i++)
        (void)sqlite3_finalize(s->inserts[i]);
    pending_release(&s->pending);
    db_close(&s->db);
    free(s->note);
    free(s);
}

static bool prepare_all(struct store *s, struct err *err)
{
    for (int i = 0; i < QUERY_COUNT; i++)
        if (!db_prepare(&s->db, queries[i], &s->queries[i], err))
            return false;
    for (int i = 0; i < PENDING_KINDS && !s->db.read_only; i++)
        if (!db_prepare(&s->db, inserts[i], &s->inserts[i], err))
            return false;
    return true;
}

/* A newer or foreign file is looked at before the log is switched on, which would change it. */
static bool open_to_write(struct store *s, const char *path, struct err *err)
{
    if (!db_open(&s->db, path, err) || !schema_known(&s->db, err))
        return false;
    if (!db_use_wal(s->db.handle)) {
        s->note = xasprintf("The file system of %s allows no write-ahead log, so the cache works, "
                            "but more slowly.",
                            path);
    }
    return schema_migrate(&s->db, err);
}

struct store *store_open(const char *dir, struct err *err)
{
    struct store *s = NULL;
    char *path = NULL;

    if (!folder_make(dir, err))
        return NULL;
    s = xcalloc(1, sizeof(*s));
    path = xasprintf("%s/gloss.db", dir);
    if (!open_to_write(s, path, err) || !prepare_all(s, err)) {
        store_drop(s);
        s = NULL;
    }
    free(path);
    return s;
}

struct store *store_open_read(const char *dir, struct err *err)
{
    struct store *s = xcalloc(1, sizeof(*s));
    char *path = xasprintf("%s/gloss.db", dir);

    if (!db_open_read(&s->db, path, err) || !schema_check(&s->db, err) || !prepare_all(s, err)) {
        store_drop(s);
        s = NULL;
    }
    free(path);
    return s;
}

const char *store_note(const struct store *s)
{
    return s->note;
}

/* TRANSIENT is not needed: the row outlives the step. */
static int bind_cell(sqlite3_stmt *stmt, int index, const struct cell *c)
{
    switch (c->type) {
    case CELL_TEXT:
        return sqlite3_bind_text(stmt, index, c->text, -1, SQLITE_STATIC);
    case CELL_INT:
        return sqlite3_bind_int64(stmt, index, c->number);
    case CELL_NULL:
        break;
    }
    return sqlite3_bind_null(stmt, index);
}

static bool write_row(struct store *s, const struct pending_row *row, struct err *err)
{
    sqlite3_stmt *stmt = s->inserts[row->kind];
    int code = SQLITE_OK;

    for (size_t i = 0; i < row->count && code == SQLITE_OK; i++)
        code = bind_cell(stmt, (int)i + 1, &row->cells[i]);
    if (code == SQLITE_OK)
        code = sqlite3_step(stmt);
    if (code != SQLITE_DONE)
        (void)db_fail(&s->db, code, err);
    (void)sqlite3_reset(stmt);
    (void)sqlite3_clear_bindings(stmt);
    return code == SQLITE_DONE;
}

static bool write_all(struct store *s, struct err *err)
{
    for (size_t i = 0; i < s->pending.count; i++)
        if (!write_row(s, &s->pending.rows[i], err))
            return false;
    return db_run(&s->db, "COMMIT", err);
}

bool store_commit(struct store *s, struct err *err)
{
    if (s->trouble.kind != ERR_NONE)
        return err_set(err, s->trouble.kind, "%s", s->trouble.message);
    if (s->pending.count == 0)
        return true;
    if (!db_run(&s->db, "BEGIN IMMEDIATE", err))
        return false;
    if (!write_all(s, err)) {
        (void)db_run(&s->db, "ROLLBACK", NULL);
        return false;
    }
    pending_clear(&s->pending);
    return true;
}

void store_rollback(struct store *s)
{
    pending_clear(&s->pending);
}

bool store_close(struct store *s, struct err *err)
{
    bool ok = true;

    if (s != NULL) {
        ok = store_commit(s, err);
        store_drop(s);
    }
    return ok;
}

void store_bind(struct store *s, enum query q, int index, const char *text)
{
    (void)sqlite3_bind_text(s->queries[q], index, text, -1, SQLITE_STATIC);
}

void store_bind_int(struct store *s, enum query q, int index, int64_t number)
{
    (void)sqlite3_bind_int64(s->queries[q], index, number);
}

bool store_row(struct store *s, enum query q)
{
    int code = sqlite3_step(s->queries[q]);

    if (code != SQLITE_ROW && code != SQLITE_DONE)
        (void)db_fail(&s->db, code, &s->trouble);
    return code == SQLITE_ROW;
}

void store_done(struct store *s, enum query q)
{
    (void)sqlite3_reset(s->queries[q]);
    (void)sqlite3_clear_bindings(s->queries[q]);
}

void store_settle(struct store *s, enum pending_kind kind, const char *first, const char *second)
{
    struct err err = ERR_INIT;

    if (pending_has(&s->pending, kind, first, second) && !store_commit(s, &err))
        (void)err_set(&s->trouble, err.kind, "%s", err.message);
}

struct pending_row *store_put(struct store *s, enum pending_kind kind, struct err *err)
{
    if (s->db.read_only) {
        (void)err_set(err, ERR_OURS, "The cache %s is open for reading only.", s->db.path);
        return NULL;
    }
    return pending_add(&s->pending, kind);
}

bool store_put_done(struct store *s, struct err *err)
{
    return s->pending.count < STORE_BATCH || store_commit(s, err);
}
