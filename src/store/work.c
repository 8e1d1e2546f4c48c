/* work: what registries said of works, one row a source and id. */
#include "gloss/store/columns.h"
#include "gloss/store/state.h"
#include "gloss/store/store.h"

bool store_get_work(struct store *s, const char *source, const char *id, struct stored_work *out)
{
    sqlite3_stmt *q = s->queries[QUERY_GET_WORK];
    bool found = false;

    *out = (struct stored_work){0};
    store_settle(s, PENDING_WORK, source, id);
    store_bind(s, QUERY_GET_WORK, 1, source);
    store_bind(s, QUERY_GET_WORK, 2, id);
    found = store_row(s, QUERY_GET_WORK);
    if (found) {
        out->state = (int)db_number(q, 0);
        out->version = (int)db_number(q, 1);
        out->facts = (unsigned)db_number(q, 2);
        out->fetched_at = db_number(q, 3);
        out->fresh_until = db_number(q, 4);
        out->meta = meta_from_columns((const char *)sqlite3_column_text(q, 5),
                                      (const char *)sqlite3_column_text(q, 6),
                                      (const char *)sqlite3_column_text(q, 7));
    }
    store_done(s, QUERY_GET_WORK);
    return found;
}

bool store_put_work(struct store *s, const char *source, const char *id,
                    const struct stored_work *work, struct err *err)
{
    struct pending_row *row = store_put(s, PENDING_WORK, err);
    struct meta_columns meta = {0};

    if (row == NULL)
        return false;
    meta = meta_columns(work->meta);
    row_copy(row, source);
    row_copy(row, id);
    row_int(row, work->state);
    row_int(row, work->version);
    row_int(row, work->facts);
    row_int(row, work->fetched_at);
    row_int(row, work->fresh_until);
    row_text(row, meta.values);
    row_text(row, meta.sources);
    row_text(row, meta.ranks);
    return store_put_done(s, err);
}
