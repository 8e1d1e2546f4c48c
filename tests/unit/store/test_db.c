/* The connection itself: what happens where a write-ahead log is impossible, and what is said of
 * SQLite's failures. */
#include "fixture.h"

#include "gloss/store/db.h"

static void a_file_system_without_shared_memory_has_no_log(void **state)
{
    char *path = fixture_path(state, "x.db");
    sqlite3 *db = NULL;

    assert_int_equal(
        sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, "unix-dotfile"),
        SQLITE_OK);
    assert_false(db_use_wal(db));
    assert_int_equal(sqlite3_exec(db, "CREATE TABLE t (x) STRICT", NULL, NULL, NULL),
                     SQLITE_ERROR); /* strict tables need types: the connection still works */
    (void)sqlite3_close(db);
    free(path);
}

static void every_failure_is_a_sentence(void **state)
{
    static const int codes[] = {
        SQLITE_FULL,        SQLITE_BUSY,     SQLITE_BUSY_SNAPSHOT,
        SQLITE_LOCKED,      SQLITE_CORRUPT,  SQLITE_CORRUPT_INDEX,
        SQLITE_NOTADB,      SQLITE_READONLY, SQLITE_READONLY_DIRECTORY,
        SQLITE_CANTOPEN,    SQLITE_PERM,     SQLITE_IOERR,
        SQLITE_IOERR_WRITE, SQLITE_NOMEM,    SQLITE_ERROR,
        SQLITE_MISUSE,
    };
    char path[] = "/some/where/gloss.db";
    struct db db = {.path = path};

    (void)state;
    for (size_t i = 0; i < sizeof(codes) / sizeof(*codes); i++) {
        struct err err = ERR_INIT;

        assert_false(db_fail(&db, codes[i], &err));
        assert_int_equal(err.kind, ERR_OURS);
        assert_non_null(strstr(err.message, path));
        assert_int_equal(err.message[strlen(err.message) - 1], '.');
    }
}

static void a_misspelled_column_is_an_error(void **state)
{
    char *path = fixture_path(state, "x.db");
    struct err err = ERR_INIT;
    struct db db;
    int64_t n = 0;

    assert_true(db_open(&db, path, &err));
    assert_true(db_run(&db, "CREATE TABLE t (x INTEGER) STRICT", &err));
    assert_false(db_int(&db, "SELECT count(\"y\") FROM t", &n, &err));
    assert_non_null(strstr(err.message, "no such column"));
    db_close(&db);
    free(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_file_system_without_shared_memory_has_no_log),
        cmocka_unit_test(every_failure_is_a_sentence),
        TEST(a_misspelled_column_is_an_error),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
