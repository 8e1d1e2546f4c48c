/* Two processes at once, a kill in the middle, a full disk, and a lock that does not go away. */
#include "fixture.h"

#include <signal.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/wait.h>

enum { ROWS_EACH = 10000, WRITERS = 2 };

/* Writes rows as fast as it can, reading in between as a run does. */
static bool write_rows(const char *dir, int who, int rows)
{
    struct err err = ERR_INIT;
    struct store *s = store_open(dir, &err);
    struct stored_check out[2];
    bool ok = s != NULL && store_begin_run(s, who, &err);

    for (int i = 0; ok && i < rows; i++) {
        char *key = xasprintf("https://example.org/%d/%d", who, i);
        struct finding *f = fixture_finding(key, i);

        ok = store_get_checks(s, key, out, 2) == 0 && store_put_check(s, f, EVIDENCE_GONE, &err);
        finding_free(f);
        free(key);
    }
    ok = ok && store_end_run(s, who + 1, (size_t)rows, 0, &err);
    ok = store_close(s, &err) && ok;
    if (!ok)
        (void)fprintf(stderr, "writer %d: %s\n", who, err.message);
    return ok;
}

static void two_processes_write_at_once(void **state)
{
    char *dir = fixture_path(state, "cache");
    pid_t children[WRITERS];

    /* Neither finds a cache: both make it, and the schema in it, at the same time. */
    for (int i = 0; i < WRITERS; i++) {
        children[i] = fork();
        assert_true(children[i] >= 0);
        if (children[i] == 0)
            _exit(write_rows(dir, i, ROWS_EACH) ? 0 : 1);
    }
    for (int i = 0; i < WRITERS; i++) {
        int status = 0;

        assert_int_equal(waitpid(children[i], &status, 0), children[i]);
        assert_true(WIFEXITED(status));
        assert_int_equal(WEXITSTATUS(status), 0);
    }
    assert_int_equal(fixture_count(state, "SELECT count(*) FROM checks"), WRITERS * ROWS_EACH);
    assert_int_equal(fixture_count(state, "SELECT count(DISTINCT run) FROM checks"), WRITERS);
    assert_int_equal(fixture_count(state, "SELECT min(n) = max(n) FROM"
                                          " (SELECT count(*) AS n FROM checks GROUP BY run)"),
                     1);
    free(dir);
}

static void write_until_killed(void **state, int ready)
{
    struct store *s = fixture_open(state);
    struct err err = ERR_INIT;

    for (int i = 0;; i++) {
        char *key = xasprintf("k%d", i);
        struct finding *f = fixture_finding(key, i);

        if (!store_put_check(s, f, EVIDENCE_GONE, &err))
            _exit(1);
        /* Tells how many rows were handed over, so that the parent knows how many may be lost. */
        if (write(ready, &i, sizeof(i)) != sizeof(i))
            _exit(1);
        finding_free(f);
        free(key);
    }
}

static void a_kill_loses_at_most_the_batch_in_hand(void **state)
{
    static const int kills[] = {1, 255, 256, 300, 1000};

    for (size_t k = 0; k < sizeof(kills) / sizeof(*kills); k++) {
        int pipes[2];
        int handed = 0;
        int status = 0;
        pid_t child = 0;
        long long before = 0;
        long long kept = 0;
        struct store *s = fixture_open(state);
        struct err err = ERR_INIT;

        assert_true(store_close(s, &err));
        before = fixture_count(state, "SELECT count(*) FROM checks");
        assert_int_equal(pipe(pipes), 0);
        child = fork();
        assert_true(child >= 0);
        if (child == 0) {
            (void)close(pipes[0]);
            write_until_killed(state, pipes[1]);
        }
        (void)close(pipes[1]);
        while (handed < kills[k])
            assert_int_equal(read(pipes[0], &handed, sizeof(handed)), sizeof(handed));
        assert_int_equal(kill(child, SIGKILL), 0);
        assert_int_equal(waitpid(child, &status, 0), child);
        assert_true(WIFSIGNALED(status));
        while (read(pipes[0], &handed, sizeof(handed)) == sizeof(handed)) {
        }
        (void)close(pipes[0]);
        kept = fixture_count(state, "SELECT count(*) FROM checks") - before;
        assert_true(kept > handed - STORE_BATCH && kept <= handed + STORE_BATCH);
        assert_int_equal(kept % STORE_BATCH, 0);
        assert_int_equal(
            fixture_count(state, "SELECT integrity_check = 'ok' FROM pragma_integrity_check"), 1);
    }
}

/* Puts rows until it fails; the sentence must name the file and the way out. */
static bool write_until_full(const char *dir, const char *word)
{
    struct err err = ERR_INIT;
    struct store *s = store_open(dir, &err);
    bool ok = s != NULL;
    bool said = false;

    for (int i = 0; ok && i < 100000; i++) {
        struct finding *f = fixture_finding("https://example.org/full", i);

        ok = store_put_check(s, f, EVIDENCE_GONE, &err);
        finding_free(f);
    }
    said = !ok && err.kind == ERR_OURS && strstr(err.message, "gloss.db") != NULL &&
           strstr(err.message, word) != NULL && strstr(err.message, "--cache") != NULL;
    if (!said)
        (void)fprintf(stderr, "%s\n", ok ? "it never filled" : err.message);
    /* The batch in hand still does not fit. */
    err_clear(&err);
    return said && !store_close(s, &err);
}

static void in_child(bool (*body)(const char *dir, const char *word), const char *dir,
                     const char *word, rlim_t largest)
{
    pid_t child = fork();
    int status = 0;

    assert_true(child >= 0);
    if (child == 0) {
        struct rlimit limit = {largest, largest};

        (void)signal(SIGXFSZ, SIG_IGN);
        if (largest != RLIM_INFINITY && setrlimit(RLIMIT_FSIZE, &limit) != 0)
            _exit(2);
        _exit(body(dir, word) ? 0 : 1);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
}

static void a_file_that_may_not_grow_is_said(void **state)
{
    char *dir = fixture_path(state, "cache");
    struct err err = ERR_INIT;

    assert_true(store_close(fixture_open(state), &err));
    in_child(write_until_full, dir, "cannot be read or written", (rlim_t)200 << 10);
    assert_true(store_close(fixture_open(state), &err)); /* and the cache is whole */
    assert_int_equal(
        fixture_count(state, "SELECT integrity_check = 'ok' FROM pragma_integrity_check"), 1);
    free(dir);
}

static void a_full_disk_is_said(void **state)
{
    char *disk = fixture_path(state, "disk");
    char *dir = fixture_path(state, "disk/cache");

    assert_int_equal(mkdir(disk, 0700), 0);
    if (mount("none", disk, "tmpfs", 0, "size=512k") != 0) {
        free(disk);
        free(dir);
        skip(); /* only root may */
    }
    in_child(write_until_full, dir, "no space left", RLIM_INFINITY);
    assert_int_equal(umount(disk), 0);
    free(disk);
    free(dir);
}

/* A disk that is full from the start. */
static void a_disk_without_room_for_the_file_is_said(void **state)
{
    char *disk = fixture_path(state, "disk");
    char *dir = fixture_path(state, "disk/cache");
    struct err err = ERR_INIT;

    assert_int_equal(mkdir(disk, 0700), 0);
    if (mount("none", disk, "tmpfs", 0, "size=4k") != 0) {
        free(disk);
        free(dir);
        skip();
    }
    assert_null(store_open(dir, &err));
    assert_int_equal(err.kind, ERR_OURS);
    assert_non_null(strstr(err.message, "disk/cache"));
    assert_int_equal(umount(disk), 0);
    free(disk);
    free(dir);
}

/* Commits a row and dies before it could tidy its log away. */
static bool commit_and_die(const char *dir, const char *word)
{
    static struct store *volatile left_behind; /* on purpose: so it is not lost to valgrind */
    struct err err = ERR_INIT;
    struct store *s = store_open(dir, &err);
    struct finding *f = fixture_finding("k", 1);
    bool ok =
        s != NULL && store_put_check(s, f, EVIDENCE_GONE, &err) && store_commit(s, &err) && !word;

    left_behind = s;
    (void)left_behind;
    finding_free(f);
    _exit(ok ? 0 : 1);
}

/* A disk that turned read-only with a log still beside the database. */
static void a_read_only_disk_is_read(void **state)
{
    char *disk = fixture_path(state, "disk");
    char *dir = fixture_path(state, "disk/cache");
    struct err err = ERR_INIT;
    struct stored_check out[2];
    struct store *s = NULL;

    assert_int_equal(mkdir(disk, 0700), 0);
    if (mount("none", disk, "tmpfs", 0, "size=4m") != 0) {
        free(disk);
        free(dir);
        skip();
    }
    in_child(commit_and_die, dir, NULL, RLIM_INFINITY);
    assert_int_equal(mount("none", disk, "tmpfs", MS_REMOUNT | MS_RDONLY, "size=4m"), 0);
    assert_null(store_open(dir, &err));
    assert_non_null(strstr(err.message, "Read-only file system"));
    err_clear(&err);
    s = store_open_read(dir, &err);
    if (s == NULL)
        fail_msg("%s", err.message);
    assert_int_equal(store_get_checks(s, "k", out, 2), 1);
    assert_true(store_close(s, &err));
    assert_int_equal(umount(disk), 0);
    free(disk);
    free(dir);
}

/* Another connection that reads while a run writes sees whole batches and holds nobody up. */
static void a_reader_does_not_hold_up_a_writer(void **state)
{
    char *dir = fixture_path(state, "cache");
    struct err err = ERR_INIT;
    struct store *writer = fixture_open(state);
    struct store *reader = store_open_read(dir, &err);
    struct finding *f = fixture_finding("k", 1);
    struct stored_check out[2];

    assert_non_null(reader);
    assert_int_equal(store_get_checks(reader, "k", out, 2), 0);
    assert_true(store_put_check(writer, f, EVIDENCE_GONE, &err));
    assert_int_equal(store_get_checks(reader, "k", out, 2), 0);
    assert_true(store_commit(writer, &err));
    assert_int_equal(store_get_checks(reader, "k", out, 2), 1);
    assert_true(store_close(reader, &err));
    assert_true(store_close(writer, &err));
    finding_free(f);
    free(dir);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(two_processes_write_at_once),
        TEST(a_kill_loses_at_most_the_batch_in_hand),
        TEST(a_file_that_may_not_grow_is_said),
        TEST(a_full_disk_is_said),
        TEST(a_disk_without_room_for_the_file_is_said),
        TEST(a_read_only_disk_is_read),
        TEST(a_reader_does_not_hold_up_a_writer),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
