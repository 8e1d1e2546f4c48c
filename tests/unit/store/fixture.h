/* fixture: a fresh folder for each test, removed after it, values to store, and a look into the
 * database behind the store's back. */
#ifndef TESTS_UNIT_STORE_FIXTURE_H
#define TESTS_UNIT_STORE_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <ftw.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "gloss/base/mem.h"
#include "gloss/store/store.h"

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_begin, fixture_end)

static inline int fixture_begin(void **state)
{
    char *dir = xstrdup("/tmp/gloss-store-XXXXXX");

    if (mkdtemp(dir) == NULL) {
        free(dir);
        return -1;
    }
    *state = dir;
    return 0;
}

static inline int fixture_remove(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
    (void)st;
    (void)type;
    (void)ftw;
    return remove(path);
}

static inline int fixture_end(void **state)
{
    char *dir = *state;
    int failed = nftw(dir, fixture_remove, 16, FTW_DEPTH | FTW_PHYS);

    free(dir);
    return failed;
}

/* "<folder>/<name>"; the caller frees. */
static inline char *fixture_path(void **state, const char *name)
{
    return xasprintf("%s/%s", (const char *)*state, name);
}

static inline struct store *fixture_open(void **state)
{
    struct err err = ERR_INIT;
    char *dir = fixture_path(state, "cache");
    struct store *s = store_open(dir, &err);

    if (s == NULL)
        fail_msg("%s", err.message);
    free(dir);
    return s;
}

/* A finding with everything filled in. The caller frees. */
static inline struct finding *fixture_finding(const char *key, int64_t at)
{
    struct finding *f = finding_new(key);
    struct evidence page = {
        .class = EVIDENCE_GONE, .source = "http", .at = at, .status = 404, .says = "404 Not Found"};
    struct evidence registry = {
        .class = EVIDENCE_UNLISTED, .source = "arxiv-api", .at = at, .says = "not listed"};

    f->verdict = VERDICT_DEAD;
    f->reason = xstrdup("404 Not Found, confirmed by a second try");
    f->status = 404;
    f->final_url = xstrdup("https://example.org/gone");
    (void)finding_add_hop(f, 301, "https://example.org/gone");
    finding_add_evidence(f, &page);
    finding_add_evidence(f, &registry);
    f->since = at - 100;
    f->checked_at = at;
    f->facts = FACT_BIT(FACT_WITHDRAWN_INDEX) | FACT_BIT(FACT_DRIFTED_INDEX);
    f->work = xstrdup("arxiv:2401.04088");
    finding_add_beside(f, "title:Mixtral \"of\" Experts");
    finding_add_beside(f, "isbn:9780262035613");
    f->suggestion_url = xstrdup("https://archive.example/2024/x");
    f->suggestion_why = xstrdup("archived copy of 2024-02-17");
    return f;
}

/* The whole file, NUL-terminated; the caller frees. NULL when there is none. */
static inline char *fixture_read(const char *path, size_t *len)
{
    FILE *f = fopen(path, "rb");
    char *bytes = NULL;
    long n = 0;

    if (f == NULL)
        return NULL;
    assert_int_equal(fseek(f, 0, SEEK_END), 0);
    n = ftell(f);
    rewind(f);
    bytes = xcalloc((size_t)n + 1, 1);
    assert_int_equal(fread(bytes, 1, (size_t)n, f), n);
    (void)fclose(f);
    *len = (size_t)n;
    return bytes;
}

static inline void fixture_write(const char *path, const void *bytes, size_t len)
{
    FILE *f = fopen(path, "wb");

    assert_non_null(f);
    assert_int_equal(fwrite(bytes, 1, len, f), len);
    assert_int_equal(fclose(f), 0);
}

static inline sqlite3 *fixture_database(void **state)
{
    char *path = fixture_path(state, "cache/gloss.db");
    sqlite3 *db = NULL;

    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    (void)sqlite3_busy_timeout(db, 10000);
    free(path);
    return db;
}

/* The single number that a query gives. */
static inline long long fixture_count(void **state, const char *sql)
{
    sqlite3 *db = fixture_database(state);
    sqlite3_stmt *s = NULL;
    long long n = 0;

    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &s, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(s), SQLITE_ROW);
    n = sqlite3_column_int64(s, 0);
    (void)sqlite3_finalize(s);
    (void)sqlite3_close(db);
    return n;
}

static inline void fixture_run(void **state, const char *sql)
{
    sqlite3 *db = fixture_database(state);

    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    (void)sqlite3_close(db);
}

#endif
