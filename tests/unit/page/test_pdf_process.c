/* pdf_process: readers that crash, hang, flood, or are not there. Each is a shell script. */
#include "expect.h"

#include <signal.h>
#include <stdio.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "gloss/base/mem.h"
#include "gloss/page/pdf_process.h"

static char folder[] = "/tmp/gloss-pdf-XXXXXX";

/* Makes $GLOSS_PDF a script of that text. */
static char *use_script(const char *text)
{
    char *path = xasprintf("%s/reader", folder);
    FILE *f = fopen(path, "we");
    assert_non_null(f);
    assert_true(fprintf(f, "#!/bin/sh\n%s\n", text) > 0);
    assert_int_equal(fclose(f), 0);
    assert_int_equal(chmod(path, 0700), 0);
    assert_int_equal(setenv("GLOSS_PDF", path, 1), 0);
    return path;
}

static int64_t now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

enum { DOCUMENT = 3 << 20, SAYS = 1 << 16, PATIENCE_MS = 10000 };

static void test_readers(void **state)
{
    (void)state;
    static const struct {
        const char *script;
        int wall_ms;
        size_t says; /* bytes; SAYS: full */
    } rows[] = {
        {"cat >/dev/null; echo done", PATIENCE_MS, 5},
        {"echo done", PATIENCE_MS, 5},                       /* reads nothing */
        {"exec 0<&-; sleep 0.2; echo done", PATIENCE_MS, 5}, /* closes its input */
        {"echo done; kill -SEGV $$", PATIENCE_MS, 5},
        {"kill -KILL $$", PATIENCE_MS, 0},
        {"exit 3", PATIENCE_MS, 0},
        {"echo done; exec sleep 60", 300, 5}, /* hangs */
        {"sleep 60 & sleep 60", 300, 0},      /* with another process */
        {"trap '' TERM INT HUP; exec cat >/dev/null 2>&1 </dev/zero", 300, 0},
        {"exec cat /dev/zero", PATIENCE_MS, SAYS},  /* floods */
        {"exec head -c 50000", PATIENCE_MS, 50000}, /* says while it reads */
        {"exec cat", PATIENCE_MS, SAYS},
        {"exec 1>&-; exec sleep 60", PATIENCE_MS, 0}, /* closes its output, and stays */
    };
    char *document = xcalloc(DOCUMENT, 1);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buf out;
        buf_init(&out, SAYS);
        char *path = use_script(rows[i].script);
        int64_t begun = now_ms();
        pdf_process_read(document, DOCUMENT, rows[i].wall_ms, &out);
        if (out.len != rows[i].says || now_ms() - begun >= PATIENCE_MS)
            fail_msg("row %zu: %zu bytes after %lld ms: %s", i, out.len,
                     (long long)(now_ms() - begun), rows[i].script);
        (void)unlink(path);
        free(path);
        buf_release(&out);
    }
    free(document);
}

/* It gets nothing of ours: no secrets, no files but the three streams. */
static void test_what_a_reader_gets(void **state)
{
    (void)state;
    struct buf out;
    buf_init(&out, SAYS);
    int leaked = dup(STDOUT_FILENO);
    assert_int_equal(setenv("GITHUB_TOKEN", "secret", 1), 0);
    char *path = use_script("cat >/dev/null; env; ls /proc/self/fd | tr '\\n' ' '");
    pdf_process_read("%PDF-", 5, PATIENCE_MS, &out);
    assert_null(strstr(out.data, "secret"));
    assert_non_null(strstr(out.data, "LC_ALL=C.UTF-8"));
    assert_non_null(strstr(out.data, "0 1 2 3 ")); /* 3 is the folder that ls reads */
    assert_null(strstr(out.data, "3 4"));
    (void)close(leaked);
    (void)unlink(path);
    free(path);
    buf_release(&out);
}

static void test_no_reader(void **state)
{
    (void)state;
    static const char *const paths[] = {"/nonexistent", "/tmp", "/etc/passwd", ""};
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        struct buf out;
        buf_init(&out, SAYS);
        assert_int_equal(setenv("GLOSS_PDF", paths[i], 1), 0);
        pdf_process_read("%PDF-", 5, PATIENCE_MS, &out);
        assert_int_equal(out.len, 0);
        buf_release(&out);
    }
}

static int set_up(void **state)
{
    (void)state;
    (void)signal(SIGPIPE, SIG_IGN); /* as in main */
    return mkdtemp(folder) == NULL;
}

static int tear_down(void **state)
{
    (void)state;
    return rmdir(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_readers),
        cmocka_unit_test(test_what_a_reader_gets),
        cmocka_unit_test(test_no_reader),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
