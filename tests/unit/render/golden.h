/* golden: rendered bytes against the file that holds what they were. */
#ifndef TESTS_UNIT_RENDER_GOLDEN_H
#define TESTS_UNIT_RENDER_GOLDEN_H

#include "fixture.h"

static inline void golden_update(const char *path, const char *bytes, size_t len)
{
    FILE *f = fopen(path, "wb");

    assert_non_null(f);
    assert_int_equal(fwrite(bytes, 1, len, f), len);
    assert_int_equal(fclose(f), 0);
}

static inline void golden_compare(const char *path, const char *bytes, size_t len)
{
    struct arena *arena = arena_new();
    size_t want_len = 0;
    const char *want = fixture_read(arena, path, &want_len);
    size_t same = 0;

    if (want == NULL)
        fail_msg("%s is missing: make it with UPDATE_GOLDEN=1", path);
    while (same < len && same < want_len && bytes[same] == want[same])
        same++;
    if (same < len || same < want_len) {
        size_t from = same > 60 ? same - 60 : 0;

        fail_msg("%s differs at byte %zu:\n  want ...%.100s\n  got  ...%.100s", path, same,
                 want + from, bytes + from);
    }
    arena_free(arena);
}

/* Compares, or with UPDATE_GOLDEN in the environment rewrites the file. */
static inline void golden_check(const char *path, const char *bytes, size_t len)
{
    if (getenv("UPDATE_GOLDEN") != NULL)
        golden_update(path, bytes, len);
    else
        golden_compare(path, bytes, len);
}

#endif
