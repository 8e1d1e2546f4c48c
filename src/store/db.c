/* db: the connection to SQLite, opened the way the cache needs it.
 *
 * A write-ahead log with synchronous NORMAL: a power cut may lose the last commits, never the
 * database, and a commit costs no wait for the disk. A busy timeout, because another gloss may be
 * writing its batch. Double-quoted names are names, never strings, so that a misspelled column is
 * an error. */
#include "gloss/store/db.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "gloss/base/buf.h"
#include "gloss/base/mem.h"

enum {
    BUSY_MS = 10000,          /* how long to wait for another process */
    WAL_TRIES = 50,           /* switching to the log may collide with another's switch */
    WAL_PAUSE_MS = 20,        /* between the tries */
    VALUE_MAX = 64 << 20,     /* bytes in one value or row; ours are far smaller */
    PRIMARY_CODE_MASK = 0xFF, /* the part of an extended code that names the kind */
    URI_CAP = 4 * 4096 + 64   /* the longest path, escaped */
};

#define OTHER_FOLDER "or name another folder with --cache."

/* "The cache PATH <trouble> (<the system's words>). <advice>" */
static const struct {
    int code;
    const char *trouble;
    const char *advice;
} sentences[] = {
    {SQLITE_FULL, "cannot grow: there is no space left", "Free some, " OTHER_FOLDER},
    {SQLITE_BUSY, "has been locked by another program for 10 seconds",
     "Try again when that has finished."},
    {SQLITE_LOCKED, "is locked", "Try again when the program using it has finished."},
    {SQLITE_CORRUPT, "is damaged", "Move it away and gloss makes a new one, " OTHER_FOLDER},
    {SQLITE_NOTADB, "is no database", "Move it away and gloss makes a new one, " OTHER_FOLDER},
    {SQLITE_READONLY, "cannot be written to",
     "Make the file and its folder writable, " OTHER_FOLDER},
    {SQLITE_CANTOPEN, "cannot be opened",
     "Make the file and its folder readable and writable, " OTHER_FOLDER},
    {SQLITE_PERM, "may not be used",
     "Make the file and its folder readable and writable, " OTHER_FOLDER},
    {SQLITE_IOERR, "cannot be read or written", "Check the disk, " OTHER_FOLDER},
};

/* Sets err; `number` is an errno value or 0. Always false. */
static bool say(struct err *err, const char *path, const char *trouble, int number,
                const char *advice)
{
    char words[160] = "";

    if (number != 0)
        (void)snprintf(words, sizeof(words), " (%s)", strerror(number));
    return err_set(err, ERR_OURS, "The cache %s %s%s. %s", path, trouble, words, advice);
}

bool db_fail(const struct db *db, int code, struct err *err)
{
    int number = db->handle != NULL ? sqlite3_system_errno(db->handle) : 0;

    for (size_t i = 0; i < sizeof(sentences) / sizeof(*sentences); i++)
        if (sentences[i].code == (code & PRIMARY_CODE_MASK))
            return say(err, db->path, sentences[i].trouble, number, sentences[i].advice);
    return err_set(err, ERR_OURS, "The cache %s failed: %s.", db->path,
                   db->handle != NULL ? sqlite3_errmsg(db->handle) : sqlite3_errstr(code));
}

/* Makes the file ourselves: SQLite would make it readable to everybody. */
static bool make_file(const char *path, struct err *err)
{
    struct stat st;
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NONBLOCK, S_IRUSR | S_IWUSR);

    if (fd < 0) {
        return say(err, path, "cannot be opened for writing", errno,
                   "Make the file and its folder writable, " OTHER_FOLDER);
    }
    if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode)) {
        (void)close(fd);
        return say(err, path, "is not a regular file", 0, "Move it away, " OTHER_FOLDER);
    }
    (void)close(fd);
    return true;
}

static bool connect_to(struct db *db, const char *name, int flags, struct err *err)
{
    int code = sqlite3_open_v2(name, &db->handle,
                               flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL);

    if (code != SQLITE_OK)
        return db_fail(db, code, err);
    (void)sqlite3_busy_timeout(db->handle, BUSY_MS);
    (void)sqlite3_db_config(db->handle, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
    (void)sqlite3_db_config(db->handle, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
    (void)sqlite3_db_config(db->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    (void)sqlite3_db_config(db->handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    (void)sqlite3_limit(db->handle, SQLITE_LIMIT_LENGTH, VALUE_MAX);
    return true;
}

bool db_open(struct db *db, const char *path, struct err *err)
{
    *db = (struct db){.path = xstrdup(path)};
    if (!make_file(path, err) || !connect_to(db, path, SQLITE_OPEN_READWRITE, err) ||
        !db_run(db, "PRAGMA synchronous = NORMAL", err)) {
        db_close(db);
        return false;
    }
    return true;
}

/* "file:" URI of a path that tells SQLite that nobody changes the file: no log, no locks. */
static char *immutable_uri(const char *path)
{
    struct buf b;

    buf_init(&b, URI_CAP);
    (void)buf_adds(&b, "file:");
    for (const char *p = path; *p != '\0'; p++)
        if (strchr("%?#", *p) != NULL)
            (void)buf_addf(&b, "%%%02X", (unsigned char)*p);
        else
            (void)buf_addch(&b, *p);
    (void)buf_adds(&b, "?immutable=1");
    return buf_take(&b, NULL);
}

/* The log needs a file of its own beside the database. In a folder that cannot be written to there
 * is none, and nobody else writes either: then the database alone is read, as it stands. */
static bool reopen_immutable(struct db *db, struct err *err)
{
    char *uri = immutable_uri(db->path);
    bool ok = false;

    (void)sqlite3_close_v2(db->handle);
    db->handle = NULL;
    ok = connect_to(db, uri, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, err);
    free(uri);
    return ok;
}

bool db_open_read(struct db *db, const char *path, struct err *err)
{
    struct err first = ERR_INIT;
    int64_t version = 0;

    *db = (struct db){.path = xstrdup(path), .read_only = true};
    if (access(path, F_OK) != 0) {
        (void)err_set(err, ERR_USAGE,
                      "There is no cache %s to read (%s). Run `gloss check` first, or name the "
                      "folder with --cache.",
                      path, strerror(errno));
        db_close(db);
        return false;
    }
    if (connect_to(db, path, SQLITE_OPEN_READONLY, &first) &&
        db_int(db, "PRAGMA user_version", &version, &first))
        return true;
    if (reopen_immutable(db, err) && db_int(db, "PRAGMA user_version", &version, err))
        return true;
    db_close(db);
    return false;
}

void db_close(struct db *db)
{
    (void)sqlite3_close_v2(db->handle);
    free(db->path);
    *db = (struct db){0};
}

/* SQLite tells the journal mode that is in force after the statement, not whether it obeyed. */
static int ask_wal(sqlite3 *handle, bool *on)
{
    sqlite3_stmt *s = NULL;
    int code = sqlite3_prepare_v2(handle, "PRAGMA journal_mode = WAL", -1, &s, NULL);

    *on = false;
    if (code == SQLITE_OK)
        code = sqlite3_step(s);
    if (code == SQLITE_ROW)
        *on = strcmp((const char *)sqlite3_column_text(s, 0), "wal") == 0;
    (void)sqlite3_finalize(s);
    return code;
}

bool db_use_wal(sqlite3 *handle)
{
    bool on = false;

    for (int i = 0; i < WAL_TRIES; i++) {
        int code = ask_wal(handle, &on) & PRIMARY_CODE_MASK;

        if (code != SQLITE_BUSY && code != SQLITE_LOCKED)
            break;
        (void)sqlite3_sleep(WAL_PAUSE_MS);
    }
    return on;
}

bool db_run(const struct db *db, const char *sql, struct err *err)
{
    int code = sqlite3_exec(db->handle, sql, NULL, NULL, NULL);

    return code == SQLITE_OK || db_fail(db, code, err);
}

bool db_int(const struct db *db, const char *sql, int64_t *out, struct err *err)
{
    sqlite3_stmt *s = NULL;
    int code = SQLITE_OK;

    if (!db_prepare(db, sql, &s, err))
        return false;
    code = sqlite3_step(s);
    if (code != SQLITE_ROW) {
        (void)db_fail(db, code, err);
        (void)sqlite3_finalize(s);
        return false;
    }
    *out = sqlite3_column_int64(s, 0);
    (void)sqlite3_finalize(s);
    return true;
}

bool db_prepare(const struct db *db, const char *sql, sqlite3_stmt **out, struct err *err)
{
    int code = sqlite3_prepare_v3(db->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, out, NULL);

    return code == SQLITE_OK || db_fail(db, code, err);
}

char *db_text(sqlite3_stmt *s, int column)
{
    return xstrdup((const char *)sqlite3_column_text(s, column));
}

int64_t db_number(sqlite3_stmt *s, int column)
{
    return sqlite3_column_int64(s, column);
}
