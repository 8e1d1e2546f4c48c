/* schema: a row of SQL a version.
 *
 * Rows are never changed once released: a new version is a new row, and an old cache walks through
 * all that it lacks in one transaction, so that it is never found half-way. Times are seconds since
 * 1970, verdicts and classes their names, so that the file can be read without this program. */
#include "gloss/store/schema.h"

#include <stdint.h>
#include <stdio.h>

enum { APPLICATION_ID = 0x676C6F73 }; /* "glos": PRAGMA application_id */

static const char *const versions[] = {
    "CREATE TABLE run ("
    " id INTEGER PRIMARY KEY,"
    " started INTEGER NOT NULL,"
    " finished INTEGER," /* NULL: going on, or killed */
    " links INTEGER,"
    " requests INTEGER"
    ") STRICT;"
    "CREATE TABLE page ("
    " key TEXT NOT NULL PRIMARY KEY,"
    " etag TEXT,"
    " last_modified TEXT,"
    " final_url TEXT,"
    " hops TEXT,"
    " status INTEGER NOT NULL,"
    " fetched_at INTEGER NOT NULL,"
    " meta TEXT,"
    " sources TEXT,"
    " ranks TEXT"
    ") STRICT;"
    "CREATE TABLE work ("
    " source TEXT NOT NULL,"
    " id TEXT NOT NULL,"
    " state INTEGER NOT NULL,"
    " version INTEGER NOT NULL,"
    " facts INTEGER NOT NULL,"
    " fetched_at INTEGER NOT NULL,"
    " fresh_until INTEGER NOT NULL,"
    " meta TEXT,"
    " sources TEXT,"
    " ranks TEXT,"
    " PRIMARY KEY (source, id)"
    ") STRICT;"
    "CREATE TABLE checks ("
    " id INTEGER PRIMARY KEY,"
    " key TEXT NOT NULL,"
    " run INTEGER," /* NULL: made outside a run */
    " at INTEGER NOT NULL,"
    " verdict TEXT NOT NULL,"
    " class TEXT NOT NULL,"
    " since INTEGER NOT NULL,"
    " status INTEGER NOT NULL,"
    " reason TEXT,"
    " final_url TEXT,"
    " hops TEXT,"
    " evidence TEXT,"
    " facts INTEGER NOT NULL,"
    " work TEXT,"
    " suggestion_url TEXT,"
    " suggestion_why TEXT"
    ") STRICT;"
    "CREATE INDEX checks_by_key ON checks (key, at);",
    "CREATE TABLE citekey ("
    " work TEXT NOT NULL PRIMARY KEY,"
    " key TEXT NOT NULL UNIQUE"
    ") STRICT;",
    "ALTER TABLE checks ADD COLUMN besides TEXT;",
};

enum { VERSION = sizeof(versions) / sizeof(*versions) };

int schema_version(void)
{
    return VERSION;
}

/* Reads whose database it is and of which version; false when it is not for this program. */
static bool identify(const struct db *db, int64_t *version, struct err *err)
{
    int64_t application = 0;
    int64_t objects = 0;

    if (!db_int(db, "PRAGMA user_version", version, err) ||
        !db_int(db, "PRAGMA application_id", &application, err) ||
        !db_int(db, "SELECT count(*) FROM sqlite_schema", &objects, err))
        return false;
    if (application != APPLICATION_ID && (application != 0 || *version != 0 || objects != 0)) {
        return err_set(err, ERR_OURS,
                       "The file %s is a database of some other program. Move it away, or name "
                       "another folder with --cache.",
                       db->path);
    }
    if (*version > VERSION) {
        return err_set(err, ERR_OURS,
                       "The cache %s was written by a newer gloss (schema %lld; this one knows "
                       "%d). Update gloss, or name another folder with --cache.",
                       db->path, (long long)*version, (int)VERSION);
    }
    return true;
}

bool schema_known(const struct db *db, struct err *err)
{
    int64_t version = 0;

    return identify(db, &version, err);
}

static bool apply(const struct db *db, int64_t from, struct err *err)
{
    char stamp[128];

    for (int64_t v = from; v < VERSION; v++)
        if (!db_run(db, versions[v], err))
            return false;
    (void)snprintf(stamp, sizeof(stamp), "PRAGMA application_id = %d; PRAGMA user_version = %d;",
                   (int)APPLICATION_ID, (int)VERSION);
    return db_run(db, stamp, err);
}

bool schema_migrate(const struct db *db, struct err *err)
{
    int64_t version = 0;

    if (!identify(db, &version, err))
        return false;
    if (version == VERSION)
        return true;
    if (!db_run(db, "BEGIN IMMEDIATE", err))
        return false;
    /* Another process may have migrated it while this one waited. */
    if (identify(db, &version, err) && apply(db, version, err) && db_run(db, "COMMIT", err))
        return true;
    (void)db_run(db, "ROLLBACK", NULL);
    return false;
}

bool schema_check(const struct db *db, struct err *err)
{
    int64_t version = 0;

    if (!identify(db, &version, err))
        return false;
    if (version < VERSION) {
        return err_set(err, ERR_OURS,
                       "The cache %s was written by an older gloss. Run `gloss check` once, which "
                       "updates it.",
                       db->path);
    }
    return true;
}
