/* Links to files beside the document, and the slugs of headings. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "gloss/list/listing.h"
#include "gloss/list/local.h"
#include "gloss/list/slugs.h"

static char folder[] = "/tmp/gloss-test-local-XXXXXX";

static void put(const char *name, const char *text)
{
    char path[256];
    snprintf(path, sizeof(path), "%s/%s", folder, name);
    FILE *out = fopen(path, "w");
    assert_non_null(out);
    fputs(text, out);
    fclose(out);
}

static int set_up(void **unused)
{
    char path[256];
    (void)unused;
    if (!mkdtemp(folder))
        return -1;
    snprintf(path, sizeof(path), "%s/docs", folder);
    if (mkdir(path, 0700))
        return -1;
    put("list.md", "# List\n\n## Part (one)\n\n[self](#part-one)\n");
    put("docs/x.md", "# Titel \xC3\x9C"
                     "ber\n\n## Part\n\n## Part\n\n<a name='old'></a>\n\n## Own {#mine}\n");
    put("docs/a b.md", "# A\n");
    put("docs/100%.md", "# A\n");
    put("img.png", "png");
    return 0;
}

static int tear_down(void **unused)
{
    char command[256];
    (void)unused;
    snprintf(command, sizeof(command), "rm -r %s", folder);
    return system(command);
}

static const struct {
    const char *url;
    enum local_state state;
    const char *says; /* part of the words, or NULL */
} rows[] = {
    {"img.png", LOCAL_FOUND, NULL},
    {"img.png?raw=true", LOCAL_FOUND, NULL},
    {"./img.png", LOCAL_FOUND, NULL},
    {"docs", LOCAL_FOUND, NULL},
    {"docs/", LOCAL_FOUND, NULL},
    {"docs/../img.png", LOCAL_FOUND, NULL},
    {"none.png", LOCAL_MISSING, "none.png"},
    {"img.png/x", LOCAL_MISSING, NULL},
    {"docs/x.md", LOCAL_FOUND, NULL},
    {"docs/x.md#part", LOCAL_FOUND, NULL},
    {"docs/x.md#Part", LOCAL_FOUND, NULL},
    {"docs/x.md#part-1", LOCAL_FOUND, NULL},
    {"docs/x.md#part-2", LOCAL_NO_FRAGMENT, "part-2"},
    {"docs/x.md#user-content-part", LOCAL_FOUND, NULL},
    {"docs/x.md#titel-\xC3\xBC"
     "ber",
     LOCAL_FOUND, NULL},
    {"docs/x.md#titel-%C3%BCber", LOCAL_FOUND, NULL},
    {"docs/x.md#old", LOCAL_FOUND, NULL},
    {"docs/x.md#mine", LOCAL_FOUND, NULL},
    {"docs/x.md#", LOCAL_FOUND, NULL},
    {"docs/x.md#top", LOCAL_FOUND, NULL},
    {"docs/x.md#:~:text=part", LOCAL_FOUND, NULL},
    {"docs/x.md?plain=1#L10-L20", LOCAL_FOUND, NULL},
    {"docs/none.md#part", LOCAL_MISSING, "docs/none.md"},
    {"docs/a%20b.md", LOCAL_FOUND, NULL},
    {"docs/a b.md", LOCAL_FOUND, NULL},
    {"docs/100%.md", LOCAL_FOUND, NULL},
    {"docs/100%25.md#a", LOCAL_FOUND, NULL},
    {"img.png#anything", LOCAL_FOUND, NULL},
    {"#part-one", LOCAL_FOUND, NULL},
    {"#part-two", LOCAL_NO_FRAGMENT, "part-two"},
    {"#list", LOCAL_FOUND, NULL},
    {"list.md#part-one", LOCAL_FOUND, NULL},
    {"//host.example/x", LOCAL_UNKNOWN, NULL},
    {"/no/such/place", LOCAL_UNKNOWN, NULL},
    {"/tmp", LOCAL_FOUND, NULL},
    {"mailto:a@b.example", LOCAL_UNKNOWN, NULL},
    {"docs/\x1B[31m.md", LOCAL_MISSING, "docs/"},
};

static void test_local(void **unused)
{
    char path[256];
    snprintf(path, sizeof(path), "%s/list.md", folder);
    struct listing *l = listing_read(path, NULL);
    (void)unused;
    assert_non_null(l);
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        char why[256] = "";
        enum local_state state = local_check(l, rows[i].url, why);
        if (state != rows[i].state)
            fail_msg("%s: %d, %s", rows[i].url, (int)state, why);
        assert_true(why[0] != '\0' && !strchr(why, '\x1B'));
        if (rows[i].says && !strstr(why, rows[i].says))
            fail_msg("%s: \"%s\" lacks \"%s\"", rows[i].url, why, rows[i].says);
    }
    listing_free(l);
}

/* A file that changes between two checks is read again. */
static void test_changed(void **unused)
{
    char path[256];
    char why[256];
    snprintf(path, sizeof(path), "%s/list.md", folder);
    struct listing *l = listing_read(path, NULL);
    (void)unused;
    put("docs/new.md", "# A\n");
    assert_int_equal(local_check(l, "docs/new.md#b-c", why), LOCAL_NO_FRAGMENT);
    put("docs/new.md", "# A\n\n# B c\n");
    assert_int_equal(local_check(l, "docs/new.md#b-c", why), LOCAL_FOUND);
    listing_free(l);
}

static void test_standard_input(void **unused)
{
    static const char text[] = "# A\n[a](#a) [b](#b) [c](c.md)\n";
    char why[256];
    struct listing *l = listing_parse("-", text, sizeof(text) - 1, NULL);
    (void)unused;
    assert_int_equal(local_check(l, "#a", why), LOCAL_FOUND);
    assert_int_equal(local_check(l, "#b", why), LOCAL_NO_FRAGMENT);
    assert_int_equal(local_check(l, "c.md", why), LOCAL_UNKNOWN);
    listing_free(l);
}

static const struct {
    const char *heading;
    const char *slug;
} slugs[] = {
    {"Simple", "simple"},
    {"Two Words", "two-words"},
    {"Two  blanks", "two--blanks"},
    {"What's new? (v1.2)", "whats-new-v12"},
    {"A & B / C", "a--b--c"},
    {"snake_case-and-dash", "snake_case-and-dash"},
    {"\xC3\x9C"
     "ber Gr\xC3\xB6\xC3\x9F"
     "e",
     "\xC3\xBC"
     "ber-gr\xC3\xB6\xC3\x9F"
     "e"},
    {"\xE4\xB8\xAD\xE6\x96\x87 \xD0\x9F\xD1\x80\xD0\xB8",
     "\xE4\xB8\xAD\xE6\x96\x87-\xD0\xBF\xD1\x80\xD0\xB8"},
    {"\xF0\x9F\x9A\x80 Launch", "-launch"},
    {"a \xE2\x80\x93 b", "a--b"},
    {"1. First", "1-first"},
    {"", ""},
};

static void test_slugs(void **unused)
{
    (void)unused;
    for (size_t i = 0; i < sizeof(slugs) / sizeof(slugs[0]); i++) {
        char *slug = slug_of(slugs[i].heading);
        assert_string_equal(slug, slugs[i].slug);
        free(slug);
    }
}

static void test_repeated(void **unused)
{
    static const char text[] =
        "# A\n# A\n# A-1\n# A\n# `code` [link](u) *b*\n<h2 id=\"x\">y</h2>\n";
    static const struct {
        const char *name;
        bool there;
    } names[] = {{"a", true},    {"a-1", true},         {"a-1-1", true}, {"a-2", true},
                 {"a-3", false}, {"code-link-b", true}, {"x", true},     {"y", false}};
    struct slugs *s = slugs_of(text, sizeof(text) - 1);
    (void)unused;
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        if (slugs_have(s, names[i].name) != names[i].there)
            fail_msg("%s", names[i].name);
    slugs_free(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_local),          cmocka_unit_test(test_changed),
        cmocka_unit_test(test_standard_input), cmocka_unit_test(test_slugs),
        cmocka_unit_test(test_repeated),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
