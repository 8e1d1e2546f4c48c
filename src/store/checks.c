/* checks: the history, a row for every check ever made, and the runs that made them. */
#include <string.h>

#include "gloss/store/columns.h"
#include "gloss/store/state.h"
#include "gloss/store/store.h"

/* Writes outside the batch need no transaction of their own: SQLite wraps a single statement. */
static bool run_query(struct store *s, enum query q, struct err *err)
{
    int code = sqlite3_step(s->queries[q]);

    if (code != SQLITE_DONE)
        (void)db_fail(&s->db, code, err);
    store_done(s, q);
    return code == SQLITE_DONE;
}

bool store_begin_run(struct store *s, int64_t started, struct err *err)
{
    store_bind_int(s, QUERY_BEGIN_RUN, 1, started);
    if (!run_query(s, QUERY_BEGIN_RUN, err))
        return false;
    s->run = sqlite3_last_insert_rowid(s->db.handle);
    return true;
}

bool store_forget_run(struct store *s, struct err *err)
{
    int64_t run = s->run;

    s->run = 0;
    if (!store_commit(s, err))
        return false;
    store_bind_int(s, QUERY_FORGET_CHECKS, 1, run);
    store_bind_int(s, QUERY_FORGET_RUN, 1, run);
    return run_query(s, QUERY_FORGET_CHECKS, err) && run_query(s, QUERY_FORGET_RUN, err);
}

bool store_end_run(struct store *s, int64_t finished, size_t links, size_t requests,
                   struct err *err)
{
    if (!store_commit(s, err))
        return false;
    store_bind_int(s, QUERY_END_RUN, 1, s->run);
    store_bind_int(s, QUERY_END_RUN, 2, finished);
    store_bind_int(s, QUERY_END_RUN, 3, (int64_t)links);
    store_bind_int(s, QUERY_END_RUN, 4, (int64_t)requests);
    s->run = 0;
    return run_query(s, QUERY_END_RUN, err);
}

bool store_put_check(struct store *s, const struct finding *f, enum evidence_class deciding,
                     struct err *err)
{
    struct pending_row *row = store_put(s, PENDING_CHECK, err);

    if (row == NULL)
        return false;
    row_copy(row, f->key);
    if (s->run != 0)
        row_int(row, s->run);
    else
        row_text(row, NULL);
    row_int(row, f->checked_at);
    row_copy(row, verdict_name(f->verdict));
    row_copy(row, evidence_class_name(deciding));
    row_int(row, f->since);
    row_int(row, f->status);
    row_copy(row, f->reason);
    row_copy(row, f->final_url);
    row_text(row, hops_text(f->hops, f->hop_count));
    row_text(row, evidence_text(f->evidence, f->evidence_count));
    row_int(row, f->facts);
    row_copy(row, f->work);
    row_copy(row, f->suggestion_url);
    row_copy(row, f->suggestion_why);
    row_text(row, besides_text(f));
    return store_put_done(s, err);
}

static bool read_verdict(sqlite3_stmt *q, int column, enum verdict *out)
{
    const char *name = (const char *)sqlite3_column_text(q, column);

    return name != NULL && verdict_from_name(name, out);
}

static bool read_class(sqlite3_stmt *q, int column, enum evidence_class *out)
{
    const char *name = (const char *)sqlite3_column_text(q, column);

    return name != NULL && evidence_class_from_name(name, out);
}

size_t store_get_checks(struct store *s, const char *key, struct stored_check *out, size_t room)
{
    sqlite3_stmt *q = s->queries[QUERY_GET_CHECKS];
    size_t count = 0;

    store_settle(s, PENDING_CHECK, key, NULL);
    store_bind(s, QUERY_GET_CHECKS, 1, key);
    store_bind_int(s, QUERY_GET_CHECKS, 2, (int64_t)room);
    while (count < room && store_row(s, QUERY_GET_CHECKS)) {
        struct stored_check *c = &out[count];

        *c = (struct stored_check){.at = db_number(q, 0), .since = db_number(q, 3)};
        if (read_verdict(q, 1, &c->verdict) && read_class(q, 2, &c->deciding))
            count++;
    }
    store_done(s, QUERY_GET_CHECKS);
    return count;
}

static struct finding *read_finding(sqlite3_stmt *q, const char *key)
{
    struct finding *f = finding_new(key);

    if (!read_verdict(q, 0, &f->verdict)) {
        finding_free(f);
        return NULL;
    }
    f->reason = db_text(q, 1);
    f->status = (int)db_number(q, 2);
    f->final_url = db_text(q, 3);
    f->hop_count = hops_read((const char *)sqlite3_column_text(q, 4), f->hops);
    f->evidence_count = evidence_read((const char *)sqlite3_column_text(q, 5), f->evidence);
    f->since = db_number(q, 6);
    f->checked_at = db_number(q, 7);
    f->facts = (unsigned)db_number(q, 8);
    f->work = db_text(q, 9);
    f->suggestion_url = db_text(q, 10);
    f->suggestion_why = db_text(q, 11);
    besides_read((const char *)sqlite3_column_text(q, 12), f);
    return f;
}

struct finding *store_get_finding(struct store *s, const char *key)
{
    struct finding *f = NULL;

    store_settle(s, PENDING_CHECK, key, NULL);
    store_bind(s, QUERY_GET_FINDING, 1, key);
    if (store_row(s, QUERY_GET_FINDING))
        f = read_finding(s->queries[QUERY_GET_FINDING], key);
    store_done(s, QUERY_GET_FINDING);
    return f;
}

char *store_get_answered(struct store *s, const char *key)
{
    char *address = NULL;

    store_settle(s, PENDING_CHECK, key, NULL);
    store_bind(s, QUERY_GET_ANSWERED, 1, key);
    if (store_row(s, QUERY_GET_ANSWERED))
        address = db_text(s->queries[QUERY_GET_ANSWERED], 0);
    store_done(s, QUERY_GET_ANSWERED);
    return address;
}

bool store_get_settled(struct store *s, const char *key, struct stored_settled *out)
{
    sqlite3_stmt *q = s->queries[QUERY_GET_SETTLED];
    bool found;

    store_settle(s, PENDING_CHECK, key, NULL);
    store_bind(s, QUERY_GET_SETTLED, 1, key);
    found = store_row(s, QUERY_GET_SETTLED) && read_verdict(q, 0, &out->verdict);
    if (found) {
        out->facts = (unsigned)db_number(q, 1);
        out->address = db_text(q, 2);
    }
    store_done(s, QUERY_GET_SETTLED);
    return found;
}

bool store_get_first_seen(struct store *s, const char *key, int64_t *at)
{
    bool seen;

    store_settle(s, PENDING_CHECK, key, NULL);
    store_bind(s, QUERY_GET_FIRST_SEEN, 1, key);
    seen = store_row(s, QUERY_GET_FIRST_SEEN);
    if (seen)
        *at = db_number(s->queries[QUERY_GET_FIRST_SEEN], 0);
    store_done(s, QUERY_GET_FIRST_SEEN);
    return seen;
}
