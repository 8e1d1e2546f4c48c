/* The metadata record: ranks, lists, duplicates, merging, and the way through JSON and back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gloss/base/json.h"
#include "gloss/base/mem.h"
#include "gloss/base/meta.h"

static void ranks(void **state)
{
    struct meta *m = meta_new();

    (void)state;
    assert_null(meta_get(m, META_TITLE));
    assert_null(meta_source(m, META_TITLE));
    assert_int_equal(meta_rank(m, META_TITLE), 0);
    assert_true(meta_propose(m, META_TITLE, "First", "a", 10));
    assert_false(meta_propose(m, META_TITLE, "Tie", "b", 10));
    assert_false(meta_propose(m, META_TITLE, "Lower", "b", 5));
    assert_string_equal(meta_get(m, META_TITLE), "First");
    assert_true(meta_propose(m, META_TITLE, "Higher", "c", 11));
    assert_string_equal(meta_get(m, META_TITLE), "Higher");
    assert_string_equal(meta_source(m, META_TITLE), "c");
    assert_int_equal(meta_rank(m, META_TITLE), 11);
    assert_false(meta_propose(m, META_TITLE, NULL, "d", 99));
    assert_false(meta_propose(m, META_TITLE, "", "d", 99));
    assert_false(meta_propose(m, META_TITLE, " \t\xE2\x80\x8B", "d", 99));
    assert_string_equal(meta_get(m, META_TITLE), "Higher");
    assert_true(meta_propose(m, META_SITE, "zero rank", "e", 0));
    meta_drop(m, META_TITLE);
    assert_null(meta_get(m, META_TITLE));
    assert_true(meta_propose(m, META_TITLE, "After", "f", 1));
    meta_free(m);
    meta_free(NULL);
}

static void cleaning(void **state)
{
    struct meta *m = meta_new();
    char *text = xmalloc(200001);

    (void)state;
    meta_propose(m, META_TITLE,
                 "  The\n\xE2\x80\xAE"
                 "title caf\xE9 ",
                 "a", 1);
    assert_string_equal(meta_get(m, META_TITLE), "The title caf�");
    memset(text, 'x', 200000);
    text[200000] = '\0';
    memcpy(text + 65535, "é", 2); /* the cap must not cut it in two */
    meta_propose(m, META_ABSTRACT, text, "a", 1);
    assert_int_equal(strlen(meta_get(m, META_ABSTRACT)), 65535);
    free(text);
    meta_free(m);
}

static void lists(void **state)
{
    struct meta *m = meta_new();

    (void)state;
    assert_true(meta_append(m, META_TAGS, "one", "a", 5));
    assert_true(meta_append(m, META_TAGS, "two", "a", 5));
    assert_true(meta_append(m, META_TAGS, "ONE!", "a", 5)); /* folded equal: dropped */
    assert_false(meta_append(m, META_TAGS, "other source", "b", 5));
    assert_false(meta_append(m, META_TAGS, "other rank", "a", 4));
    assert_int_equal(meta_count(m, META_TAGS), 2);
    assert_string_equal(meta_item(m, META_TAGS, 0)->text, "one");
    assert_string_equal(meta_item(m, META_TAGS, 1)->text, "two");
    assert_null(meta_item(m, META_TAGS, 2));
    assert_true(meta_append(m, META_TAGS, "new", "b", 6));
    assert_int_equal(meta_count(m, META_TAGS), 1);
    assert_true(meta_propose(m, META_TAGS, "newest", "c", 7));
    assert_true(meta_append(m, META_TAGS, "more", "c", 7));
    assert_int_equal(meta_count(m, META_TAGS), 2);
    assert_true(meta_append(m, META_TAGS, "...", "c", 7));
    assert_true(meta_append(m, META_TAGS, "!!!", "c", 7)); /* both fold to nothing, yet differ */
    assert_int_equal(meta_count(m, META_TAGS), 4);
    assert_true(meta_append(m, META_TITLE, "no list", "a", 1));
    assert_false(meta_append(m, META_TITLE, "second", "a", 1));
    assert_int_equal(meta_count(m, META_TITLE), 1);
    assert_int_equal(meta_count(NULL, META_TAGS), 0);
    assert_null(meta_get(NULL, META_TAGS));
    meta_free(m);
}

static void authors(void **state)
{
    struct meta *m = meta_new();
    json_t *json;
    char *text;

    (void)state;
    assert_true(meta_append_author(m, "Diego de las Casas", NULL, NULL, "a", 1));
    assert_true(meta_append_author(m, "Li Ming", "Ming", "Li", "a", 1));
    assert_true(meta_append_author(m, "Alpin", NULL, NULL, "a", 1));
    assert_true(meta_append_author(m, "Google DeepMind", NULL, NULL, "a", 1));
    assert_true(meta_append_author(m, "Only Family", NULL, "Family", "a", 1));
    assert_false(meta_append_author(m, NULL, "A", "B", "a", 1));
    json = meta_to_json(m);
    text = json_text(json);
    assert_string_equal(text,
                        "{\"authors\":[{\"name\":\"Diego de las Casas\",\"given\":\"Diego\","
                        "\"family\":\"de las Casas\"},{\"name\":\"Li Ming\",\"given\":\"Ming\","
                        "\"family\":\"Li\"},{\"name\":\"Alpin\"},{\"name\":\"Google DeepMind\"},"
                        "{\"name\":\"Only Family\",\"family\":\"Family\"}]}");
    free(text);
    json_decref(json);
    meta_free(m);
}

static void many_authors(void **state)
{
    struct meta *m = meta_new();

    (void)state;
    for (int i = 0; i < 6000; i++) {
        char name[32];

        snprintf(name, sizeof(name), "Author A%dx", i);
        meta_append_author(m, name, NULL, NULL, "a", 1);
    }
    assert_int_equal(meta_count(m, META_AUTHORS), 5000);
    meta_free(m);
}

static void merging(void **state)
{
    struct meta *into = meta_new();
    struct meta *from = meta_new();

    (void)state;
    meta_propose(into, META_TITLE, "Keep", "a", 10);
    meta_propose(into, META_SITE, "Lose", "a", 1);
    meta_append(into, META_TAGS, "old", "a", 1);
    meta_propose(from, META_TITLE, "Tie", "b", 10);
    meta_propose(from, META_SITE, "Win", "b", 2);
    meta_propose(from, META_VENUE, "New", "b", 1);
    meta_append(from, META_TAGS, "x", "b", 2);
    meta_append(from, META_TAGS, "y", "b", 2);
    meta_append_author(from, "Ming Li", "Ming", "Li", "b", 1);
    meta_merge(into, from);
    meta_free(from); /* nothing is borrowed from it */
    assert_string_equal(meta_get(into, META_TITLE), "Keep");
    assert_string_equal(meta_get(into, META_SITE), "Win");
    assert_string_equal(meta_source(into, META_SITE), "b");
    assert_string_equal(meta_get(into, META_VENUE), "New");
    assert_int_equal(meta_count(into, META_TAGS), 2);
    assert_string_equal(meta_item(into, META_AUTHORS, 0)->family, "Li");
    assert_true(meta_append(into, META_TAGS, "z", "b", 2));
    assert_int_equal(meta_count(into, META_TAGS), 3);
    meta_free(into);
}

static void round_trip(void **state)
{
    struct meta *m = meta_new();
    json_t *values, *sources, *ranks, *again;
    struct meta *back;
    char *text;

    (void)state;
    meta_propose(m, META_TITLE, "T", "a", 900);
    meta_append(m, META_AUTHORS, "Jane Doe", "b", 3);
    meta_append(m, META_AUTHORS, "Alpin", "b", 3);
    meta_propose(m, META_PUBLISHED, "2024-01", "c", 1);
    meta_propose(m, META_MINUTES, "12", "d", 2);
    meta_append(m, META_CODE, "https://example.org/a", "e", 4);
    values = meta_to_json(m);
    sources = meta_sources_to_json(m);
    ranks = meta_ranks_to_json(m);
    text = json_text(values);
    assert_string_equal(text,
                        "{\"title\":\"T\",\"authors\":[{\"name\":\"Jane Doe\",\"given\":\"Jane\","
                        "\"family\":\"Doe\"},{\"name\":\"Alpin\"}],\"published\":\"2024-01\","
                        "\"code\":[\"https://example.org/a\"],\"minutes\":12}");
    free(text);
    text = json_text(sources);
    assert_string_equal(text,
                        "{\"title\":\"a\",\"authors\":\"b\",\"published\":\"c\",\"code\":\"e\","
                        "\"minutes\":\"d\"}");
    free(text);
    text = json_text(ranks);
    assert_string_equal(text,
                        "{\"title\":900,\"authors\":3,\"published\":1,\"code\":4,\"minutes\":2}");
    free(text);
    back = meta_from_json(values, sources, ranks);
    assert_non_null(back);
    again = meta_to_json(back);
    assert_true(json_equal(values, again));
    json_decref(again);
    again = meta_sources_to_json(back);
    assert_true(json_equal(sources, again));
    json_decref(again);
    again = meta_ranks_to_json(back);
    assert_true(json_equal(ranks, again));
    json_decref(again);
    json_decref(sources);
    json_decref(ranks);
    meta_free(back);
    back = meta_from_json(values, NULL, NULL);
    assert_string_equal(meta_get(back, META_MINUTES), "12");
    assert_int_equal(meta_rank(back, META_TITLE), 0);
    assert_int_equal(meta_count(back, META_AUTHORS), 2);
    meta_free(back);
    json_decref(values);
    meta_free(m);
}

/* A cache may be damaged or of another making: what does not fit is left out. */
static void odd_json(void **state)
{
    static const char text[] =
        "{\"title\":{\"x\":1},\"authors\":[\"Plain\",5,null,{\"name\":\"\"},[]],"
        "\"minutes\":\"x\",\"tags\":\"single\",\"other\":1,\"site\":null}";
    json_t *values = json_parse(text, strlen(text));
    struct meta *m = meta_from_json(values, NULL, NULL);
    json_t *back;

    (void)state;
    assert_non_null(m);
    assert_null(meta_get(m, META_TITLE));
    assert_string_equal(meta_get(m, META_AUTHORS), "Plain");
    assert_string_equal(meta_get(m, META_TAGS), "single");
    back = meta_to_json(m);
    assert_null(json_at(back, "minutes"));
    json_decref(back);
    meta_free(m);
    json_decref(values);
    assert_null(meta_from_json(NULL, NULL, NULL));
    values = json_array();
    assert_null(meta_from_json(values, NULL, NULL));
    json_decref(values);
}

static void fields(void **state)
{
    (void)state;
    assert_string_equal(meta_field_name(META_TITLE), "title");
    assert_string_equal(meta_field_name(META_NOTE), "note");
    assert_true(meta_field_is_list(META_AUTHORS));
    assert_false(meta_field_is_list(META_PDF));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ranks),      cmocka_unit_test(cleaning),     cmocka_unit_test(lists),
        cmocka_unit_test(authors),    cmocka_unit_test(many_authors), cmocka_unit_test(merging),
        cmocka_unit_test(round_trip), cmocka_unit_test(odd_json),     cmocka_unit_test(fields),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
