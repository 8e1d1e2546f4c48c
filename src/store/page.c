/* page: the responses kept for revalidation, one a URL key. */
#include <stdlib.h>
#include <string.h>

#include "gloss/store/columns.h"
#include "gloss/store/state.h"
#include "gloss/store/store.h"

bool store_get_page(struct store *s, const char *key, struct stored_page *out)
{
    sqlite3_stmt *q = s->queries[QUERY_GET_PAGE];
    bool found = false;

    *out = (struct stored_page){0};
    store_settle(s, PENDING_PAGE, key, NULL);
    store_bind(s, QUERY_GET_PAGE, 1, key);
    found = store_row(s, QUERY_GET_PAGE);
    if (found) {
        out->etag = db_text(q, 0);
        out->last_modified = db_text(q, 1);
        out->final_url = db_text(q, 2);
        out->hop_count = hops_read((const char *)sqlite3_column_text(q, 3), out->hops);
        out->status = (int)db_number(q, 4);
        out->fetched_at = db_number(q, 5);
        out->meta = meta_from_columns((const char *)sqlite3_column_text(q, 6),
                                      (const char *)sqlite3_column_text(q, 7),
                                      (const char *)sqlite3_column_text(q, 8));
    }
    store_done(s, QUERY_GET_PAGE);
    return found;
}

void stored_page_release(struct stored_page *p)
{
    free(p->etag);
    free(p->last_modified);
    free(p->final_url);
    for (size_t i = 0; i < p->hop_count; i++)
        free(p->hops[i].url);
    meta_free(p->meta);
    *p = (struct stored_page){0};
}

bool store_put_page(struct store *s, const char *key, const struct stored_page *page,
                    struct err *err)
{
    struct pending_row *row = store_put(s, PENDING_PAGE, err);
    struct meta_columns meta = {0};

    if (row == NULL)
        return false;
    meta = meta_columns(page->meta);
    row_copy(row, key);
    row_copy(row, page->etag);
    row_copy(row, page->last_modified);
    row_copy(row, page->final_url);
    row_text(row, hops_text(page->hops, page->hop_count));
    row_int(row, page->status);
    row_int(row, page->fetched_at);
    row_text(row, meta.values);
    row_text(row, meta.sources);
    row_text(row, meta.ranks);
    return store_put_done(s, err);
}
