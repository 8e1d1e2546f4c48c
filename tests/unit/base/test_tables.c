/* The sorted tables that bsearch reads: each row of the source is looked up, so that a row out of
 * order fails here rather than in the field. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gloss/base/entities.h"
#include "gloss/base/mem.h"
#include "gloss/base/month.h"
#include "gloss/base/name_words.h"

/* Calls `found` with each string that follows `before` in the file; returns how many there were. */
static size_t each_row(const char *path, const char *before, bool (*found)(const char *, size_t))
{
    FILE *file = fopen(path, "rb");
    char *text = xcalloc(1, 1 << 16);
    size_t count = 0;
    const char *at;

    assert_non_null(file);
    assert_true(fread(text, 1, (1 << 16) - 1, file) > 0);
    fclose(file);
    at = strstr(text, "rows[] = {") != NULL ? strstr(text, "rows[] = {")
                                            : strstr(text, "entities[] = {");
    assert_non_null(at);
    while ((at = strstr(at, before)) != NULL) {
        const char *word = at + strlen(before);
        size_t n = strcspn(word, "\"");

        if (!found(word, n)) {
            print_error("%.*s is not found\n", (int)n, word);
            fail();
        }
        count++;
        at = word + n;
    }
    free(text);
    return count;
}

static bool is_entity(const char *word, size_t n)
{
    return entity_named(word, n) != 0;
}

static bool is_month(const char *word, size_t n)
{
    int month;

    return date_word(word, n, &month) == WORD_MONTH && month >= 1 && month <= 12;
}

static bool is_weekday(const char *word, size_t n)
{
    int month;

    return date_word(word, n, &month) == WORD_WEEKDAY && month == 0;
}

static bool is_name_word(const char *word, size_t n)
{
    return name_word_kind(word, n) != 0;
}

static void entities(void **state)
{
    (void)state;
    assert_true(each_row("src/base/entities.c", "{\"", is_entity) >= 253);
}

static void months(void **state)
{
    (void)state;
    assert_true(each_row("src/base/month.c", " M(\"", is_month) > 80);
    assert_true(each_row("src/base/month.c", " D(\"", is_weekday) > 60);
}

static void name_words(void **state)
{
    (void)state;
    assert_true(each_row("src/base/name_words.c", "{\"", is_name_word) > 300);
}

static void folding(void **state)
{
    static const struct {
        const char *word;
        enum date_word kind;
        int month;
    } rows[] = {
        {"MÄRZ", WORD_MONTH, 3},
        {"Ma\xCC\x88rz", WORD_MONTH, 3},
        {"août", WORD_MONTH, 8},
        {"FÉVRIER", WORD_MONTH, 2},
        {"mei", WORD_MONTH, 5},
        {"Sábado", WORD_WEEKDAY, 0},
        {"Gmt", WORD_TIME, 0},
        {"of", WORD_FILLER, 0},
        {"januaryy", WORD_OTHER, 0},
        {"", WORD_OTHER, 0},
        {"\xFF", WORD_OTHER, 0},
        {"мая", WORD_OTHER, 0},
        {"abcdefghijklmnopqrstuvwxyz", WORD_OTHER, 0},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        int month;

        assert_int_equal(date_word(rows[i].word, strlen(rows[i].word), &month), rows[i].kind);
        assert_int_equal(month, rows[i].month);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(entities),
        cmocka_unit_test(months),
        cmocka_unit_test(name_words),
        cmocka_unit_test(folding),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
