/* db: SQLite as the store uses it: one connection, prepared statements, errors as sentences.
 *
 * Private to the store room: no SQLite type leaves it. Main thread only. */
#ifndef GLOSS_STORE_DB_H
#define GLOSS_STORE_DB_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>

#include "gloss/base/err.h"

struct db {
    sqlite3 *handle;
    char *path;     /* of the database file, for sentences */
    bool read_only; /* opened for reading only */
};

/* Opens the database at `path` for writing; the file is made, with mode 0600, when it is missing.
 * On false `db` is closed. */
bool db_open(struct db *db, const char *path, struct err *err);
/* Opens an existing one for reading; works in a folder that cannot be written to, too. */
bool db_open_read(struct db *db, const char *path, struct err *err);
void db_close(struct db *db); /* an unopened (zeroed) one is fine */

/* Turns the write-ahead log on where the file system allows it; false when it does not. */
bool db_use_wal(sqlite3 *handle);

/* Runs SQL that gives no rows. On false err names the file, the trouble and the way out. */
bool db_run(const struct db *db, const char *sql, struct err *err);
/* The single integer that `sql` gives. */
bool db_int(const struct db *db, const char *sql, int64_t *out, struct err *err);

/* Sets err from SQLite's last failure on this connection; always false. */
bool db_fail(const struct db *db, int code, struct err *err);

/* Prepares; the caller finalizes. */
bool db_prepare(const struct db *db, const char *sql, sqlite3_stmt **out, struct err *err);

/* A text column copied (the caller frees), NULL for NULL; an integer column. */
char *db_text(sqlite3_stmt *s, int column);
int64_t db_number(sqlite3_stmt *s, int column);

#endif
