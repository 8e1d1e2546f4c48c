/* Opening: folders, file modes, foreign and damaged files, older and newer schemas, and reading
 * where nothing can be written. What cannot be used is left as it is, and the sentence names it. */
#include "fixture.h"

#include <errno.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/wait.h>

enum { NOBODY = 65534 };

/* Runs `body` in a child process as a user to whom permissions apply, and fails the test unless it
 * returns true. */
static void as_nobody(void **state, bool (*body)(void **state))
{
    pid_t child = fork();
    int status = 0;

    assert_true(child >= 0);
    if (child == 0) {
        if (geteuid() == 0 && (setgid(NOBODY) != 0 || setuid(NOBODY) != 0))
            _exit(2);
        _exit(body(state) ? 0 : 1);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
}

static mode_t mode_of(const char *path)
{
    struct stat st;

    assert_int_equal(stat(path, &st), 0);
    return st.st_mode & 07777;
}

static void opening_makes_everything(void **state)
{
    char *dir = fixture_path(state, "a/b/c");
    char *tag = fixture_path(state, "a/b/c/CACHEDIR.TAG");
    char *file = fixture_path(state, "a/b/c/gloss.db");
    struct err err = ERR_INIT;
    struct store *s = NULL;
    mode_t old = umask(0);
    size_t len = 0;
    char *text = NULL;

    s = store_open(dir, &err);
    (void)umask(old);
    assert_non_null(s);
    assert_null(store_note(s));
    assert_true(store_close(s, &err));
    assert_int_equal(mode_of(dir), 0700);
    assert_int_equal(mode_of(file), 0600);
    text = fixture_read(tag, &len);
    assert_non_null(text);
    assert_int_equal(strncmp(text, "Signature: 8a477f597d28d172789f06886806bc55\n", 44), 0);
    free(text);
    free(dir);
    free(tag);
    free(file);
}

static void a_marker_that_is_there_stays(void **state)
{
    char *tag = NULL;
    char *text = NULL;
    struct err err = ERR_INIT;
    size_t len = 0;

    assert_true(store_close(fixture_open(state), &err));
    tag = fixture_path(state, "cache/CACHEDIR.TAG");
    fixture_write(tag, "mine", 4);
    assert_true(store_close(fixture_open(state), &err));
    text = fixture_read(tag, &len);
    assert_string_equal(text, "mine");
    free(text);
    free(tag);
}

static void the_database_is_in_wal_mode(void **state)
{
    struct store *s = fixture_open(state);
    struct err err = ERR_INIT;

    assert_int_equal(fixture_count(state, "SELECT journal_mode = 'wal' FROM pragma_journal_mode"),
                     1);
    assert_true(store_close(s, &err));
}

/* Asserts that the folder cannot be opened, and that the sentence has these words. */
static void refuse(const char *dir, enum err_kind kind, const char *const *words)
{
    struct err err = ERR_INIT;
    struct store *s = store_open(dir, &err);

    assert_null(s);
    assert_int_equal(err.kind, kind);
    for (size_t i = 0; words[i] != NULL; i++)
        if (strstr(err.message, words[i]) == NULL)
            fail_msg("no \"%s\" in: %s", words[i], err.message);
}

static void files_that_are_no_cache_are_left_untouched(void **state)
{
    static const struct {
        const char *bytes;
        size_t len;
    } files[] = {
        {"my shopping list\n", 17},
        {"SQLite format 3", 15},
        {"SQLite format 3\0but not really, and long enough for a header of one hundred bytes....."
         "..............................",
         110},
    };
    char *dir = fixture_path(state, "cache");
    char *path = fixture_path(state, "cache/gloss.db");

    assert_int_equal(mkdir(dir, 0700), 0);
    for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++) {
        const char *const words[] = {path, "Move it away", "--cache", NULL};
        char *after = NULL;
        size_t len = 0;

        fixture_write(path, files[i].bytes, files[i].len);
        refuse(dir, ERR_OURS, words);
        after = fixture_read(path, &len);
        assert_int_equal(len, files[i].len);
        assert_memory_equal(after, files[i].bytes, len);
        free(after);
    }
    free(dir);
    free(path);
}

static void an_empty_file_becomes_a_cache(void **state)
{
    char *dir = fixture_path(state, "cache");
    char *path = fixture_path(state, "cache/gloss.db");
    struct err err = ERR_INIT;

    assert_int_equal(mkdir(dir, 0700), 0);
    fixture_write(path, "", 0);
    assert_true(store_close(fixture_open(state), &err));
    free(dir);
    free(path);
}

/* Changes the database, then asserts that it is refused with those words and stays as it is. */
static void refuse_changed(void **state, const char *sql, const char *word)
{
    char *dir = fixture_path(state, "cache");
    char *path = fixture_path(state, "cache/gloss.db");
    const char *const words[] = {path, word, "--cache", NULL};
    struct err err = ERR_INIT;
    size_t before_len = 0;
    size_t after_len = 0;
    char *before = NULL;
    char *after = NULL;

    assert_true(store_close(fixture_open(state), &err));
    fixture_run(state, "PRAGMA journal_mode = DELETE");
    fixture_run(state, sql);
    before = fixture_read(path, &before_len);
    refuse(dir, ERR_OURS, words);
    assert_null(store_open_read(dir, &err));
    assert_non_null(strstr(err.message, word));
    after = fixture_read(path, &after_len);
    assert_int_equal(before_len, after_len);
    assert_memory_equal(before, after, before_len);
    free(before);
    free(after);
    free(dir);
    free(path);
}

static void a_newer_schema_is_refused(void **state)
{
    refuse_changed(state, "PRAGMA user_version = 9999", "newer gloss");
}

static void another_programs_database_is_refused(void **state)
{
    refuse_changed(state, "PRAGMA application_id = 1", "some other program");
}

static void a_database_without_any_id_is_refused_when_it_holds_something(void **state)
{
    refuse_changed(state, "PRAGMA application_id = 0; PRAGMA user_version = 0",
                   "some other program");
}

static void an_older_schema_is_brought_up_to_date(void **state)
{
    char *dir = fixture_path(state, "cache");
    struct err err = ERR_INIT;

    assert_int_equal(mkdir(dir, 0700), 0);
    fixture_run(state, "PRAGMA application_id = 1735159667"); /* ours, with nothing in it */
    assert_null(store_open_read(dir, &err));
    assert_non_null(strstr(err.message, "older gloss"));
    assert_true(store_close(fixture_open(state), &err));
    assert_int_equal(fixture_count(state, "SELECT count(*) FROM checks"), 0);
    assert_true(fixture_count(state, "PRAGMA user_version") > 0);
    free(dir);
}

/* A migration that fails half-way leaves nothing behind. */
static void a_failed_migration_rolls_back(void **state)
{
    char *dir = fixture_path(state, "cache");
    struct err err = ERR_INIT;

    assert_int_equal(mkdir(dir, 0700), 0);
    fixture_run(state, "PRAGMA application_id = 1735159667; CREATE TABLE checks (x)");
    assert_null(store_open(dir, &err));
    assert_non_null(strstr(err.message, "cache/gloss.db"));
    assert_int_equal(fixture_count(state, "SELECT count(*) FROM sqlite_schema"), 1);
    assert_int_equal(fixture_count(state, "PRAGMA user_version"), 0);
    free(dir);
}

static void a_file_in_the_folders_place(void **state)
{
    char *file = fixture_path(state, "cache");
    char *below = fixture_path(state, "cache/deeper");
    const char *const words[] = {file, "is a file", "--cache", NULL};

    fixture_write(file, "x", 1);
    refuse(file, ERR_OURS, words);
    refuse(below, ERR_OURS, words);
    free(file);
    free(below);
}

static void a_folder_in_the_files_place(void **state)
{
    char *dir = fixture_path(state, "cache");
    char *path = fixture_path(state, "cache/gloss.db");
    const char *const words[] = {path, "cannot be opened", "--cache", NULL};

    assert_int_equal(mkdir(dir, 0700), 0);
    assert_int_equal(mkdir(path, 0700), 0);
    refuse(dir, ERR_OURS, words);
    free(dir);
    free(path);
}

static void a_pipe_in_the_files_place(void **state)
{
    char *dir = fixture_path(state, "cache");
    char *path = fixture_path(state, "cache/gloss.db");
    const char *const words[] = {path, "not a regular file", NULL};

    assert_int_equal(mkdir(dir, 0700), 0);
    assert_int_equal(mkfifo(path, 0600), 0);
    refuse(dir, ERR_OURS, words);
    free(dir);
    free(path);
}

static void an_empty_folder_name_is_refused(void **state)
{
    static const char *const words[] = {"--cache", NULL};

    (void)state;
    refuse("", ERR_OURS, words);
}

static bool opening_says(void **state, const char *name, const char *word)
{
    char *dir = fixture_path(state, name);
    struct err err = ERR_INIT;
    struct store *s = store_open(dir, &err);
    bool ok = s == NULL && strstr(err.message, word) != NULL && strstr(err.message, dir) != NULL &&
              strstr(err.message, "--cache") != NULL;

    if (!ok)
        (void)fprintf(stderr, "%s\n", s != NULL ? "it opened" : err.message);
    free(dir);
    return ok;
}

static bool folder_cannot_be_made(void **state)
{
    return opening_says(state, "locked/cache", "cannot be made");
}

static bool file_cannot_be_made(void **state)
{
    return opening_says(state, "locked", "cannot be opened for writing");
}

static void a_folder_without_permission(void **state)
{
    char *dir = fixture_path(state, "locked");

    assert_int_equal(chmod(*state, 0755), 0);
    assert_int_equal(mkdir(dir, 0555), 0);
    as_nobody(state, folder_cannot_be_made);
    as_nobody(state, file_cannot_be_made);
    free(dir);
}

static bool reads_and_refuses_to_write(void **state)
{
    char *dir = fixture_path(state, "cache");
    struct err err = ERR_INIT;
    struct stored_check out[2];
    struct store *s = store_open_read(dir, &err);
    struct finding *f = fixture_finding("k", 2);
    bool ok = s != NULL && store_get_checks(s, "k", out, 2) == 1 && out[0].at == 1 &&
              !store_put_check(s, f, EVIDENCE_GONE, &err) &&
              strstr(err.message, "reading only") != NULL;

    err_clear(&err);
    if (s != NULL)
        ok = store_close(s, &err) && ok;
    s = store_open(dir, &err);
    ok = ok && s == NULL && strstr(err.message, "gloss.db") != NULL;
    finding_free(f);
    free(dir);
    return ok;
}

/* A cache on a disk that cannot be written to, or that belongs to another user. */
static void a_cache_that_cannot_be_written_can_be_read(void **state)
{
    char *dir = fixture_path(state, "cache");
    char *path = fixture_path(state, "cache/gloss.db");
    struct store *s = fixture_open(state);
    struct finding *f = fixture_finding("k", 1);
    struct err err = ERR_INIT;

    assert_true(store_put_check(s, f, EVIDENCE_GONE, &err));
    assert_true(store_close(s, &err));
    finding_free(f);
    assert_int_equal(chmod(*state, 0755), 0);
    assert_int_equal(chmod(path, 0444), 0);
    assert_int_equal(chmod(dir, 0555), 0);
    as_nobody(state, reads_and_refuses_to_write);
    assert_int_equal(chmod(dir, 0755), 0);
    free(dir);
    free(path);
}

static void reading_needs_a_cache(void **state)
{
    char *dir = fixture_path(state, "none");
    struct err err = ERR_INIT;

    assert_null(store_open_read(dir, &err));
    assert_int_equal(err.kind, ERR_USAGE);
    assert_non_null(strstr(err.message, dir));
    assert_int_equal(access(dir, F_OK), -1); /* reading makes nothing */
    free(dir);
}

static void a_path_full_of_signs_can_be_read(void **state)
{
    char *dir = fixture_path(state, "a?b#c%20 d'\"e");
    struct err err = ERR_INIT;
    struct store *s = store_open(dir, &err);

    assert_non_null(s);
    assert_true(store_close(s, &err));
    s = store_open_read(dir, &err);
    assert_non_null(s);
    assert_true(store_close(s, &err));
    free(dir);
}

static void closing_nothing_is_fine(void **state)
{
    struct err err = ERR_INIT;

    (void)state;
    assert_true(store_close(NULL, &err));
}

static void check_default(const char *gloss, const char *xdg, const char *home, const char *want)
{
    char *dir = NULL;

    assert_int_equal(gloss != NULL ? setenv("GLOSS_CACHE", gloss, 1) : unsetenv("GLOSS_CACHE"), 0);
    assert_int_equal(xdg != NULL ? setenv("XDG_CACHE_HOME", xdg, 1) : unsetenv("XDG_CACHE_HOME"),
                     0);
    assert_int_equal(home != NULL ? setenv("HOME", home, 1) : unsetenv("HOME"), 0);
    dir = store_default_dir();
    assert_string_equal(dir, want);
    free(dir);
}

static void the_default_folder_follows_the_environment(void **state)
{
    char *old = getcwd(NULL, 0);

    assert_int_equal(chdir(*state), 0);
    check_default(NULL, NULL, "/home/u", "/home/u/.cache/gloss");
    check_default(NULL, "/x", "/home/u", "/x/gloss");
    check_default(NULL, "relative", "/home/u", "/home/u/.cache/gloss");
    check_default("", "/x", NULL, "/x/gloss");
    check_default("/g", "/x", "/home/u", "/g");
    check_default(NULL, NULL, NULL, "cache");
    assert_int_equal(mkdir("cache", 0700), 0);
    check_default(NULL, "/x", "/home/u", "/x/gloss");
    fixture_write("cache/CACHEDIR.TAG", "Signature: 8a477f597d28d172789f06886806bc55\n# cargo\n",
                  53);
    check_default(NULL, "/x", "/home/u", "/x/gloss"); /* another program's cache */
    fixture_write("cache/CACHEDIR.TAG", "Signature: 8a477f597d28d172789f06886806bc55\n# gloss\n",
                  53);
    check_default(NULL, "/x", "/home/u", "cache");
    check_default("/g", "/x", "/home/u", "/g");
    assert_int_equal(chdir(old), 0);
    free(old);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(opening_makes_everything),
        TEST(a_marker_that_is_there_stays),
        TEST(the_database_is_in_wal_mode),
        TEST(files_that_are_no_cache_are_left_untouched),
        TEST(an_empty_file_becomes_a_cache),
        TEST(a_newer_schema_is_refused),
        TEST(another_programs_database_is_refused),
        TEST(a_database_without_any_id_is_refused_when_it_holds_something),
        TEST(an_older_schema_is_brought_up_to_date),
        TEST(a_failed_migration_rolls_back),
        TEST(a_file_in_the_folders_place),
        TEST(a_folder_in_the_files_place),
        TEST(a_pipe_in_the_files_place),
        TEST(an_empty_folder_name_is_refused),
        TEST(a_folder_without_permission),
        TEST(a_cache_that_cannot_be_written_can_be_read),
        TEST(reading_needs_a_cache),
        TEST(a_path_full_of_signs_can_be_read),
        TEST(closing_nothing_is_fine),
        TEST(the_default_folder_follows_the_environment),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
