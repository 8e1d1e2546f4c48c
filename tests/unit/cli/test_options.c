/* The options table: what is accepted, what is refused and with which words, and that help walks
 * the same rows. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "gloss/cli/options.h"

enum { ARGS_MAX = 10 };

struct parsed {
    struct settings settings;
    struct err err;
    int first;
    bool ok;
    char *argv[ARGS_MAX + 1];
    int argc;
};

/* getopt permutes argv, so each parse gets its own. */
static struct parsed parse(const struct verb *verb, const char *const *args)
{
    struct parsed p = {.err = ERR_INIT};
    settings_init(&p.settings);
    p.argv[p.argc++] = strdup(verb->name);
    for (; *args; args++)
        p.argv[p.argc++] = strdup(*args);
    p.ok = options_parse(&p.settings, verb, p.argc, p.argv, &p.first, &p.err);
    return p;
}

static void parsed_release(struct parsed *p)
{
    settings_release(&p->settings);
    for (int i = 0; i < p->argc; i++)
        free(p->argv[i]);
}

#define PARSE(verb, ...) parse(verb, (const char *const[]){__VA_ARGS__, NULL})

static void test_defaults(void **state)
{
    (void)state;
    struct parsed p = PARSE(&verb_check, "list.md");
    assert_true(p.ok);
    assert_int_equal(p.settings.jobs, 64);
    assert_int_equal(p.settings.timeout, 30000);
    assert_int_equal(p.settings.max_age, -1);
    assert_int_equal(p.settings.retries, 2);
    assert_int_equal(p.settings.color, COLOR_AUTO);
    assert_null(p.settings.cache);
    assert_int_equal(p.argc - p.first, 1);
    parsed_release(&p);
}

static void test_values(void **state)
{
    (void)state;
    struct parsed p = PARSE(&verb_enrich, "-o", "a.md", "one.md", "--output=b.json", "--max-age",
                            "1.5h", "-qj8", "--style", "line");
    assert_true(p.ok);
    assert_int_equal(p.settings.output.count, 2);
    assert_string_equal(p.settings.output.items[0], "a.md");
    assert_string_equal(p.settings.output.items[1], "b.json");
    assert_null(p.settings.output.items[2]);
    assert_int_equal(p.settings.max_age, 90 * 60 * 1000);
    assert_int_equal(p.settings.jobs, 8);
    assert_true(p.settings.quiet);
    assert_int_equal(p.settings.style, 2);
    assert_string_equal(p.argv[p.first], "one.md");
    parsed_release(&p);
}

static void test_operands_after_dashes(void **state)
{
    (void)state;
    struct parsed p = PARSE(&verb_check, "--", "--strict");
    assert_true(p.ok);
    assert_false(p.settings.strict);
    assert_string_equal(p.argv[p.first], "--strict");
    parsed_release(&p);
}

static void test_refusals(void **state)
{
    (void)state;
    static const struct {
        const struct verb *verb;
        const char *args[3];
        const char *says;
    } cases[] = {
        {&verb_check, {"--frobnicate"}, "unknown option --frobnicate; see gloss check --help"},
        {&verb_check, {"-Z"}, "unknown option -Z"},
        {&verb_check, {"--jobs"}, "--jobs needs a value"},
        {&verb_check, {"--jobs", "0"}, "--jobs 0: expected a whole number from 1 to 1024"},
        {&verb_check, {"--jobs", "12x"}, "--jobs 12x: expected a whole number"},
        {&verb_check, {"--timeout", "soon"}, "--timeout soon: expected a duration such as 90s"},
        {&verb_check, {"--timeout", "-1s"}, "--timeout -1s: expected a duration"},
        {&verb_check, {"--color", "alway"}, "--color alway: expected one of auto|always|never"},
        {&verb_check, {"--color", "auto|always"}, "expected one of"},
        {&verb_check, {"--color", ""}, "expected one of"},
        {&verb_check, {"--in-place"}, "unknown option --in-place"},
        {&verb_links, {"--retries", "3"}, "unknown option --retries"},
        {&verb_extract, {"-o", "x.json"}, "unknown option -o"},
        {&verb_explain, {"--offline"}, "unknown option --offline; see gloss explain --help"},
        {&verb_status, {"-v"}, "unknown option -v"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct parsed p = parse(cases[i].verb, cases[i].args);
        assert_false(p.ok);
        assert_int_equal(p.err.kind, ERR_USAGE);
        if (!strstr(p.err.message, cases[i].says))
            fail_msg("case %zu: \"%s\" does not say \"%s\"", i, p.err.message, cases[i].says);
        parsed_release(&p);
    }
}

static void test_config_names(void **state)
{
    (void)state;
    static const struct {
        const char *name, *value, *says; /* says NULL: accepted */
    } cases[] = {
        {"jobs", "3", NULL},
        {"strict", "true", NULL},
        {"strict", "off", NULL},
        {"exclude", "^ftp", NULL},
        {"strict", "perhaps", "f:7: strict = perhaps: expected true or false"},
        {"jobs", "many", "f:7: jobs = many"},
        {"colour", "auto", "f:7: unknown setting \"colour\""},
        {"help", "true", "unknown setting"},
        {"config", "x", "unknown setting"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct settings s;
        struct err err = ERR_INIT;
        settings_init(&s);
        bool ok = options_set(&s, cases[i].name, cases[i].value, "f:7", &err);
        assert_int_equal(ok, cases[i].says == NULL);
        if (cases[i].says && !strstr(err.message, cases[i].says))
            fail_msg("case %zu: \"%s\"", i, err.message);
        settings_release(&s);
    }
}

/* A string that may be changed, as those of argv. */
#define WORD(s) ((char[]){s})

static void test_config_path(void **state)
{
    (void)state;
    char *with[] = {WORD("check"), WORD("--config"), WORD("a"), WORD("f"), NULL};
    char *joined[] = {WORD("check"), WORD("f"), WORD("--config=b"), NULL};
    char *after[] = {WORD("check"), WORD("--"), WORD("--config"), WORD("c"), NULL};
    assert_string_equal(options_config_path(4, with), "a");
    assert_string_equal(options_config_path(3, joined), "b");
    assert_null(options_config_path(4, after));
}

static void test_help_fits_a_terminal(void **state)
{
    (void)state;
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    options_help(out, &verb_enrich);
    (void)fclose(out);
    assert_non_null(strstr(text, "-o, --output FILE"));
    assert_non_null(strstr(text, "--style quote|details|line"));
    assert_non_null(strstr(text, "(default 30s)"));
    assert_non_null(strstr(text, "csljson")); /* the formats are those of the table */
    assert_non_null(strstr(text, ".csl.json"));
    assert_null(strchr(text, '{'));
    assert_null(strstr(text, "--content-type"));
    for (const char *line = text; *line; line += strcspn(line, "\n") + 1)
        if (strcspn(line, "\n") > 80)
            fail_msg("over 80 columns: %.*s", (int)strcspn(line, "\n"), line);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_defaults),
        cmocka_unit_test(test_values),
        cmocka_unit_test(test_operands_after_dashes),
        cmocka_unit_test(test_refusals),
        cmocka_unit_test(test_config_names),
        cmocka_unit_test(test_config_path),
        cmocka_unit_test(test_help_fits_a_terminal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
