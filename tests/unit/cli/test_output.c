/* Outputs by rename: whole or untouched, modes and symbolic links kept, errors that name the file.
 */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "gloss/cli/output.h"

static char folder[64];

static const char *inside(const char *name)
{
    static char path[256];
    (void)snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

static int set_up(void **state)
{
    (void)state;
    (void)snprintf(folder, sizeof folder, "/tmp/gloss-output-XXXXXX");
    return mkdtemp(folder) ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    char command[128];
    (void)snprintf(command, sizeof command, "rm -rf %s", folder);
    return system(command); /* NOLINT(cert-env33-c): a fixed command on our own folder */
}

static bool render_hello(FILE *out, const struct report *report, struct err *err)
{
    (void)report;
    (void)err;
    return fputs("hello\n", out) >= 0;
}

static bool render_half(FILE *out, const struct report *report, struct err *err)
{
    (void)report;
    (void)fputs("hel", out);
    return err_set(err, ERR_OURS, "broken on purpose");
}

static const struct renderer hello = {.name = "hello", .render = render_hello};
static const struct renderer half = {.name = "half", .render = render_half};
static const struct renderer single = {
    .name = "single", .render = render_hello, .one_listing = true};

static void write_file(const char *path, const char *text, mode_t mode)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, mode);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, strlen(text)), (ssize_t)strlen(text));
    assert_int_equal(fchmod(fd, mode), 0);
    assert_int_equal(close(fd), 0);
}

static void assert_holds(const char *path, const char *text)
{
    char got[64] = "";
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    size_t n = fread(got, 1, sizeof got - 1, file);
    (void)fclose(file);
    got[n] = '\0';
    assert_string_equal(got, text);
}

static void test_new_file(void **state)
{
    (void)state;
    struct err err = ERR_INIT;
    const struct report report = {0};
    const struct output o = {inside("new.txt"), &hello};
    assert_true(output_check(&o, 1, &err));
    assert_int_not_equal(access(o.path, F_OK), 0); /* checking makes nothing */
    assert_true(output_write(&o, &report, &err));
    assert_holds(o.path, "hello\n");
}

static void test_mode_is_kept(void **state)
{
    (void)state;
    struct err err = ERR_INIT;
    struct stat st;
    const struct report report = {0};
    const struct output o = {inside("mode.txt"), &hello};
    write_file(o.path, "old", 0640);
    assert_true(output_write(&o, &report, &err));
    assert_int_equal(stat(o.path, &st), 0);
    assert_int_equal(st.st_mode & 07777, 0640);
    assert_holds(o.path, "hello\n");
}

static void test_failure_leaves_the_old_file(void **state)
{
    (void)state;
    struct err err = ERR_INIT;
    const struct report report = {0};
    const struct output o = {inside("kept.txt"), &half};
    write_file(o.path, "old", 0644);
    assert_false(output_write(&o, &report, &err));
    assert_string_equal(err.message, "broken on purpose");
    assert_holds(o.path, "old");
    char command[128];
    (void)snprintf(command, sizeof command, "ls %s | grep -q gloss-", folder);
    assert_int_not_equal(system(command), 0); /* NOLINT(cert-env33-c): no temporary file is left */
}

static void test_symbolic_link_stays_one(void **state)
{
    (void)state;
    struct err err = ERR_INIT;
    struct stat st;
    const struct report report = {0};
    write_file(inside("real.txt"), "old", 0644);
    assert_int_equal(symlink("real.txt", inside("link.txt")), 0);
    const struct output o = {inside("link.txt"), &hello};
    assert_true(output_write(&o, &report, &err));
    assert_int_equal(lstat(o.path, &st), 0);
    assert_true(S_ISLNK(st.st_mode));
    assert_holds(inside("real.txt"), "hello\n");
}

static void test_refused_before_the_run(void **state)
{
    (void)state;
    static const struct {
        const char *path;
        const struct renderer *renderer;
        size_t listings;
        enum err_kind kind;
        const char *says;
    } cases[] = {
        {"/nowhere/at/all/out.md", &hello, 1, ERR_OURS,
         "there is no folder /nowhere/at/all; make it first"},
        {"/tmp", &hello, 1, ERR_OURS, "/tmp: it is a folder"},
        {"-", &single, 2, ERR_USAGE, "shows one file, not 2"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct err err = ERR_INIT;
        const struct output o = {cases[i].path, cases[i].renderer};
        assert_false(output_check(&o, cases[i].listings, &err));
        assert_int_equal(err.kind, cases[i].kind);
        if (!strstr(err.message, cases[i].says))
            fail_msg("case %zu: \"%s\"", i, err.message);
    }
}

static void test_full_disk(void **state)
{
    (void)state;
    struct err err = ERR_INIT;
    const struct report report = {0};
    const struct output o = {"/dev/full", &hello};
    assert_true(output_check(&o, 1, &err));
    assert_false(output_write(&o, &report, &err));
    assert_int_equal(err.kind, ERR_OURS);
    assert_non_null(strstr(err.message, "/dev/full"));
    assert_non_null(strstr(err.message, "No space left"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_new_file),
        cmocka_unit_test(test_mode_is_kept),
        cmocka_unit_test(test_failure_leaves_the_old_file),
        cmocka_unit_test(test_symbolic_link_stays_one),
        cmocka_unit_test(test_refused_before_the_run),
        cmocka_unit_test(test_full_disk),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
