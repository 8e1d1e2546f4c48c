/* Which rule of the config file means which link, and which of several counts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "gloss/run/ignores.h"

enum { NOW = 1800000000 }; /* 2027-01-15 */

static void each_rule_means_its_links(void **state)
{
    static const struct {
        const char *what;
        const char *url;
        bool means;
    } rows[] = {
        {"https://a.example/x", "https://a.example/x", true},
        {"https://a.example/x", "https://a.example/x#part", true},
        {"https://a.example/x", "https://A.example:443/x", true},
        {"https://a.example/x", "http://a.example/x", false},
        {"https://a.example/x", "https://a.example/xy", false},
        {"https://a.example/x", "https://a.example/x/y", false},
        {"https://a.example/x", "https://a.example/?u=https://a.example/x", false},
        {"https://a.example/x?y=1&z=(2)", "https://a.example/x?y=1&z=(2)", true},
        {"https://a.example/x?y=1", "https://a.examplexxy=1", false},
        {"https://a.example/.*", "https://a.example/x", true},
        {"^https://a\\.example/", "https://a.example/x", true},
        {"^https://a\\.example/", "https://axexample/x", false},
        {"a.example", "https://b.example/?a.example", true},
        {"docs/old", "docs/old.md", true},
        {"^mailto:", "mailto:me@a.example", true},
        {"https?://a", "https://a.example/", true},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct err err = ERR_INIT;
        struct ignores *rules = ignores_new();
        const struct link link = {.url = rows[i].url};
        assert_true(ignores_add(rules, rows[i].what, "config:1", &err));
        const struct ignore *found = ignores_find(rules, &link, NOW);
        if (!found == rows[i].means)
            fail_msg("%s, %s", rows[i].what, rows[i].url);
        if (found) {
            assert_string_equal(found->where, "config:1");
            assert_string_equal(found->source, "config");
            assert_string_equal(found->why, "");
            assert_null(found->until);
        }
        ignores_free(rules);
    }
}

/* What holds comes before what has lapsed, the document before the config file. */
static void the_one_that_counts(void **state)
{
    static const struct {
        const char *document; /* until when; "": there is none, "-": for good */
        const char *rules[3]; /* likewise */
        const char *found;    /* where; NULL: none */
    } rows[] = {
        {"", {"", "", ""}, NULL},
        {"2027-02-01", {"2027-03-01", "", ""}, "list.md:1"},
        {"-", {"-", "", ""}, "list.md:1"},
        {"2027-01-01", {"2027-03-01", "", ""}, "config:0"},
        {"2027-01-01", {"2027-01-02", "", ""}, "list.md:1"},
        {"", {"2027-01-01", "2027-01-02", "-"}, "config:2"},
        {"", {"2027-01-01", "2027-01-02", ""}, "config:0"},
        {"", {"2027-03-01", "-", ""}, "config:0"},
    };
    static const char *const places[] = {"config:0", "config:1", "config:2"};
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct err err = ERR_INIT;
        struct ignores *rules = ignores_new();
        const char *until = rows[i].document;
        const struct ignore own = {.until = *until == '-' ? NULL : until, .where = "list.md:1"};
        const struct link link = {.url = "https://a.example/", .ignore = *until ? &own : NULL};
        for (size_t k = 0; k < 3 && *rows[i].rules[k]; k++) {
            assert_true(ignores_add(rules, "a", places[k], &err));
            if (*rows[i].rules[k] != '-')
                assert_true(ignores_set(rules, "until", rows[i].rules[k], "config:9", &err));
        }
        const struct ignore *found = ignores_find(rules, &link, NOW);
        assert_int_equal(found == NULL, rows[i].found == NULL);
        if (found)
            assert_string_equal(found->where, rows[i].found);
        ignores_free(rules);
    }
}

static void without_rules_the_document_counts(void **state)
{
    const struct ignore own = {.why = "", .where = "list.md:1"};
    const struct link link = {.url = "https://a.example/", .ignore = &own};
    (void)state;
    assert_ptr_equal(ignores_find(NULL, &link, NOW), &own);
    ignores_free(NULL);
}

static void reasons_go_on_and_mistakes_are_named(void **state)
{
    struct err err = ERR_INIT;
    struct ignores *rules = ignores_new();
    const struct link link = {.url = "https://a.example/"};
    (void)state;
    assert_true(ignores_add(rules, "a", "config:1", &err));
    assert_true(ignores_set(rules, "why", "it \x1b[31mis", "config:2", &err));
    assert_true(ignores_set(rules, "why", "slow", "config:3", &err));
    assert_string_equal(ignores_find(rules, &link, NOW)->why, "it [31mis slow");
    assert_false(ignores_set(rules, "until", "soon", "config:4", &err));
    assert_int_equal(err.kind, ERR_USAGE);
    assert_non_null(strstr(err.message, "config:4"));
    err = (struct err)ERR_INIT;
    assert_false(ignores_add(rules, "(", "config:5", &err));
    assert_int_equal(err.kind, ERR_USAGE);
    assert_non_null(strstr(err.message, "config:5"));
    err = (struct err)ERR_INIT;
    assert_false(ignores_add(rules, "", "config:6", &err));
    assert_non_null(strstr(err.message, "config:6"));
    ignores_free(rules);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(each_rule_means_its_links),
                                       cmocka_unit_test(the_one_that_counts),
                                       cmocka_unit_test(without_rules_the_document_counts),
                                       cmocka_unit_test(reasons_go_on_and_mistakes_are_named)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
