/* Memory, buffers, arenas, errors: the ground everything stands on. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "gloss/base/arena.h"
#include "gloss/base/buf.h"
#include "gloss/base/err.h"
#include "gloss/base/mem.h"

#define ROWS(table) (sizeof(table) / sizeof((table)[0]))

/* The sanitizers must fail as malloc does, or there is nothing to see. */
const char *__asan_default_options(void);
const char *__tsan_default_options(void);

const char *__asan_default_options(void)
{
    return "allocator_may_return_null=1";
}

const char *__tsan_default_options(void)
{
    return "allocator_may_return_null=1";
}

static void copies(void **state)
{
    char *s;

    (void)state;
    assert_null(xstrdup(NULL));
    s = xstrdup("abc");
    assert_string_equal(s, "abc");
    free(s);
    s = xstrndup("abc", 2);
    assert_string_equal(s, "ab");
    free(s);
    s = xstrndup("a\0b", 3);
    assert_memory_equal(s, "a\0b", 4);
    free(s);
    s = xasprintf("%d-%s", 5, "x");
    assert_string_equal(s, "5-x");
    free(s);
    free(xmalloc(0));
    free(xcalloc(0, 8));
}

static void ask_too_much_malloc(void)
{
    xmalloc(SIZE_MAX / 2);
}

static void ask_too_much_calloc(void)
{
    xcalloc(SIZE_MAX / 2, 3);
}

static void ask_too_much_array(void)
{
    xreallocarray(NULL, SIZE_MAX / 2, 3);
}

static void ask_too_much_string(void)
{
    xstrndup("x", SIZE_MAX);
}

static void ask_too_much_arena(void)
{
    static struct arena *a;

    a = arena_new();
    arena_alloc(a, SIZE_MAX);
}

/* Out of memory is exit status 3, never a NULL or a crash. */
static void exits(void **state)
{
    void (*const asks[])(void) = {ask_too_much_malloc, ask_too_much_calloc, ask_too_much_array,
                                  ask_too_much_string, ask_too_much_arena};

    (void)state;
    for (size_t i = 0; i < ROWS(asks); i++) {
        int status;
        pid_t child = fork();

        assert_true(child >= 0);
        if (child == 0) {
            fclose(stderr);
            asks[i]();
            _exit(0);
        }
        assert_int_equal(waitpid(child, &status, 0), child);
        assert_true(WIFEXITED(status));
        assert_int_equal(WEXITSTATUS(status), 3);
    }
}

static void grows(void **state)
{
    int *items = NULL;
    size_t room = 0;
    size_t changes = 0;

    (void)state;
    for (size_t i = 0; i < 100000; i++) {
        size_t before = room;

        grow_array(&items, &room, i + 1, sizeof(*items));
        assert_true(room > i);
        changes += room != before;
        items[i] = (int)i;
    }
    assert_true(changes < 20);
    for (size_t i = 0; i < 100000; i++)
        assert_int_equal(items[i], i);
    free(items);
}

static void buffer(void **state)
{
    struct buf b;
    size_t len;
    char *s;

    (void)state;
    buf_init(&b, 10);
    assert_string_equal(b.data, "");
    assert_true(buf_adds(&b, NULL));
    assert_true(buf_adds(&b, "abc"));
    assert_true(buf_addch(&b, 'd'));
    assert_true(buf_addf(&b, "%d", 12345));
    assert_string_equal(b.data, "abcd12345");
    assert_true(buf_add(&b, "\0", 1));
    assert_int_equal(b.len, 10);
    assert_false(b.overflow);
    assert_false(buf_addch(&b, 'x'));
    assert_true(b.overflow);
    assert_int_equal(b.len, 10);
    buf_truncate(&b, 20);
    assert_int_equal(b.len, 10);
    buf_truncate(&b, 3);
    assert_string_equal(b.data, "abc");
    assert_false(buf_adds(&b, "defghijklmn"));
    assert_string_equal(b.data, "abcdefghij");
    buf_clear(&b);
    assert_string_equal(b.data, "");
    assert_false(b.overflow);
    assert_true(buf_adds(&b, "again"));
    s = buf_take(&b, &len);
    assert_string_equal(s, "again");
    assert_int_equal(len, 5);
    assert_string_equal(b.data, "");
    free(s);
    s = buf_take(&b, NULL);
    assert_string_equal(s, "");
    free(s);
    buf_release(&b);
    buf_release(&b);
}

static void buffer_limits(void **state)
{
    char big[1000];
    struct buf b;

    (void)state;
    memset(big, 'x', sizeof(big) - 1);
    big[sizeof(big) - 1] = '\0';
    buf_init(&b, 0);
    assert_true(buf_add(&b, "", 0));
    assert_false(buf_adds(&b, "x"));
    assert_string_equal(b.data, "");
    buf_release(&b);

    buf_init(&b, SIZE_MAX);
    assert_true(buf_addf(&b, "%s%s", big, big)); /* longer than the small buffer inside */
    assert_int_equal(b.len, 1998);
    buf_release(&b);

    buf_init(&b, 1500);
    assert_false(buf_addf(&b, "%s%s", big, big));
    assert_int_equal(b.len, 1500);
    assert_int_equal(b.data[1500], '\0');
    buf_release(&b);
}

static void arena(void **state)
{
    struct arena *a = arena_new();
    char *first;
    size_t sum = 0;

    (void)state;
    arena_free(NULL);
    assert_null(arena_strdup(a, NULL));
    first = arena_strdup(a, "first");
    assert_string_equal(arena_strndup(a, "second", 3), "sec");
    assert_string_equal(arena_printf(a, "%s %d", "third", 3), "third 3");
    for (size_t i = 0; i < 10000; i++) {
        size_t n = i % 700;
        unsigned char *p = arena_alloc(a, n);

        assert_int_equal((uintptr_t)p % _Alignof(max_align_t), 0);
        for (size_t j = 0; j < n; j++)
            sum += p[j];
        memset(p, 0xAA, n);
    }
    assert_int_equal(sum, 0);
    memset(arena_alloc(a, 1 << 20), 1, 1 << 20);
    assert_string_equal(first, "first");
    arena_free(a);
}

static void errors(void **state)
{
    struct err e = ERR_INIT;
    char long_text[3000];

    (void)state;
    assert_false(err_set(NULL, ERR_OURS, "nobody listens"));
    assert_false(err_set(&e, ERR_USAGE, "no file %s", "x"));
    assert_int_equal(e.kind, ERR_USAGE);
    assert_string_equal(e.message, "no file x");
    assert_false(err_set(&e, ERR_OURS, "second"));
    assert_string_equal(e.message, "no file x");
    assert_int_equal(e.kind, ERR_USAGE);
    err_clear(&e);
    assert_int_equal(e.kind, ERR_NONE);
    assert_string_equal(e.message, "");
    assert_false(err_set_errno(&e, ERR_OURS, ENOENT, "cannot open %s", "f"));
    assert_string_equal(e.message, "cannot open f: No such file or directory");
    assert_false(err_set_errno(&e, ERR_USAGE, EACCES, "second"));
    assert_int_equal(e.kind, ERR_OURS);

    /* Cut between characters, with the cause kept. */
    for (size_t shift = 0; shift < 4; shift++) {
        size_t n = 0;

        memset(long_text, 'x', shift);
        for (n = shift; n + 4 < sizeof(long_text); n += 3)
            memcpy(long_text + n, "…", 4);
        err_clear(&e);
        err_set(&e, ERR_OURS, "%s", long_text);
        n = strlen(e.message);
        assert_true(n <= sizeof(e.message) - 1 && n > sizeof(e.message) - 5);
        assert_int_equal((n - shift) % 3, 0);
        err_clear(&e);
        err_set_errno(&e, ERR_OURS, ENOSPC, "%s", long_text);
        assert_non_null(strstr(e.message, "…: No space left on device"));
        assert_true(strlen(e.message) > sizeof(e.message) - 5);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(copies), cmocka_unit_test(exits),         cmocka_unit_test(grows),
        cmocka_unit_test(buffer), cmocka_unit_test(buffer_limits), cmocka_unit_test(arena),
        cmocka_unit_test(errors),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
