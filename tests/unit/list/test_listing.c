/* Reading inputs: files, what is refused and why, gloss's own blocks, directories, URL lists. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "gloss/base/buf.h"
#include "gloss/list/listing.h"
#include "list/table.h"

static const struct {
    const char *path;
    const char *bytes;
    size_t len;       /* 0: up to the NUL */
    const char *says; /* part of the message */
} refused[] = {
    {"a.md", "\xFF\xFE[\0a\0", 6, "a.md is UTF-16; convert it to UTF-8 first"},
    {"a.txt", "\xFE\xFF\0h", 4, "a.txt is UTF-16"},
    {"a.md", "[a](u)\0", 7, "a.md is a binary file"},
    {"a.md", "x\n\n<!-- gloss -->\n> y\n", 0,
     "a.md:3: the block that begins with \"<!-- gloss -->\" is not closed"},
    {"a.md", "- [a](u)\n  <!-- gloss -->\n- b\n  <!-- /gloss -->\n", 0, "a.md:2: the block"},
    {"a.md", "\xEF\xBB\xBF<!-- gloss -->\r\n", 0, "a.md:1: the block"},
    {"a.md", "---\na: b\n---\n<!-- gloss -->\n<!-- /gloss -->\n\n<!-- gloss -->", 0,
     "a.md:7: the block"},
};

static void test_refused(void **unused)
{
    (void)unused;
    for (size_t i = 0; i < sizeof(refused) / sizeof(refused[0]); i++) {
        struct err err = ERR_INIT;
        size_t len = refused[i].len ? refused[i].len : strlen(refused[i].bytes);
        assert_null(listing_parse(refused[i].path, refused[i].bytes, len, &err));
        assert_int_equal(err.kind, ERR_USAGE);
        if (!strstr(err.message, refused[i].says))
            fail_msg("\"%s\" lacks \"%s\"", err.message, refused[i].says);
    }
}

static const struct {
    const char *in;
    const char *bare;
    const char *places; /* "line:column url" of each link, in the file on disk */
} blocks[] = {
    {"- [a](u)\n  <!-- gloss -->\n  > x [no](no)\n  <!-- /gloss -->\n- [b](v)\n",
     "- [a](u)\n- [b](v)\n", "1:3 u 5:3 v "},
    {"- [a](u)\n  <!-- gloss -->\n  <!-- /gloss -->", "- [a](u)", "1:3 u "},
    {"- [a](u)\r\n  <!-- gloss -->\r\n  <!-- /gloss -->", "- [a](u)", "1:3 u "},
    {"- [a](u)\n  <!-- gloss -->\n  <!-- /gloss -->\n", "- [a](u)\n", "1:3 u "},
    {"<!-- gloss -->\n> summary\n<!-- /gloss -->\n[a](u)", "[a](u)", "4:1 u "},
    {"<!-- gloss -->\n<!-- /gloss -->\n", "", ""},
    {"<!-- gloss -->\n<!-- /gloss -->", "", ""},
    {"> - [a](u)\n>   <!-- gloss -->\n>   > x\n>   <!-- /gloss -->\n> [b](v)",
     "> - [a](u)\n> [b](v)", "1:5 u 5:3 v "},
    {"a\n<!-- gloss -->\nx\n\n<!-- /gloss -->\n[b](v)", "a\n[b](v)", "6:1 v "},
    {"```\n<!-- gloss -->\n```\n[a](u)", "```\n<!-- gloss -->\n```\n[a](u)", "4:1 u "},
    {"    <!-- gloss -->\n\n[a](u)", "    <!-- gloss -->\n\n[a](u)", "3:1 u "},
    {"`<!-- gloss -->` [a](u)", "`<!-- gloss -->` [a](u)", "1:18 u "},
    {"[a](u) <!-- gloss -->", "[a](u) <!-- gloss -->", "1:1 u "},
    {"<!-- /gloss -->\n[a](u)", "<!-- /gloss -->\n[a](u)", "2:1 u "},
    {"- <!-- gloss -->\n\n[a](u)", "- <!-- gloss -->\n\n[a](u)", "3:1 u "},
};

static void test_blocks(void **unused)
{
    (void)unused;
    for (size_t i = 0; i < sizeof(blocks) / sizeof(blocks[0]); i++) {
        struct err err = ERR_INIT;
        char places[256] = "";
        struct listing *l = listing_parse("a.md", blocks[i].in, strlen(blocks[i].in), &err);
        if (!l)
            fail_msg("%s", err.message);
        assert_string_equal(l->bare, blocks[i].bare);
        assert_int_equal(l->bare_len, strlen(blocks[i].bare));
        assert_string_equal(l->bytes, blocks[i].in);
        for (size_t k = 0; k < l->link_count; k++) {
            size_t n = strlen(places);
            const struct link *link = &l->links[k];
            snprintf(places + n, sizeof(places) - n, "%zu:%zu %s ", link->line, link->column,
                     link->url);
            assert_memory_equal(l->bytes + link->url_start, link->url, strlen(link->url));
        }
        assert_string_equal(places, blocks[i].places);
        listing_free(l);
    }
}

static const struct row urls[] = {
    {"plain", "https://x.example/a\nhttps://y.example",
     "1:1 bare https://x.example/a\n2:1 bare https://y.example"},
    {"comments and blank lines", "# c\n\n  \nhttps://x.example/#a\n#https://y.example\n",
     "4:1 bare https://x.example/#a"},
    {"text after the URL", "https://x.example\t A  paper \n",
     "1:1 bare https://x.example [A  paper]"},
    {"indented", "  https://x.example\n", "1:3 bare https://x.example"},
    {"CR LF and a byte order mark", "\xEF\xBB\xBFhttps://x.example\r\nhttps://y.example x\r\n",
     "1:4 bare https://x.example\n2:1 bare https://y.example [x]"},
    {"www", "www.x.example\n", "1:1 bare http://www.x.example"},
    {"no Markdown", "https://x.example/_a_ [b](c)\n", "1:1 bare https://x.example/_a_ [[b](c)]"},
    {"empty", "", ""},
};

static void test_urls(void **unused)
{
    (void)unused;
    table_check(urls, sizeof(urls) / sizeof(urls[0]), "list.txt");
    table_check(urls, sizeof(urls) / sizeof(urls[0]), "LIST.TXT");
    assert_false(listing_is_markdown("a.txt"));
    assert_true(listing_is_markdown("a.md"));
    assert_true(listing_is_markdown("a.Rmd"));
    assert_true(listing_is_markdown("-"));
    assert_true(listing_is_markdown("README"));
}

static void test_eol(void **unused)
{
    static const struct {
        const char *in;
        const char *eol;
    } rows[] = {
        {"a", "\n"}, {"a\nb\r\n", "\n"}, {"a\r\nb\n", "\r\n"}, {"", "\n"}, {"a\rb\r\n", "\r\n"}};
    (void)unused;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct listing *l = listing_parse("a.md", rows[i].in, strlen(rows[i].in), NULL);
        assert_string_equal(l->eol, rows[i].eol);
        listing_free(l);
    }
}

static char folder[] = "/tmp/gloss-test-listing-XXXXXX";

static void put(const char *name, const char *text)
{
    char path[256];
    snprintf(path, sizeof(path), "%s/%s", folder, name);
    FILE *out = fopen(path, "w");
    assert_non_null(out);
    fputs(text, out);
    fclose(out);
}

static void make_folder(const char *name)
{
    char path[256];
    snprintf(path, sizeof(path), "%s/%s", folder, name);
    assert_int_equal(mkdir(path, 0700), 0);
}

static int set_up(void **unused)
{
    char link_path[256];
    (void)unused;
    if (!mkdtemp(folder))
        return -1;
    make_folder("b");
    make_folder(".git");
    make_folder("node_modules");
    make_folder("empty");
    put("b/two.MD", "[a](u)\n");
    put("a.md", "[a](u)\n");
    put("c.markdown", "[a](u)\n");
    put("d.txt", "https://x.example\n");
    put(".hidden.md", "x");
    put(".git/x.md", "x");
    put("node_modules/x.md", "x");
    snprintf(link_path, sizeof(link_path), "%s/z.md", folder);
    return symlink("a.md", link_path);
}

static int tear_down(void **unused)
{
    char command[256];
    (void)unused;
    snprintf(command, sizeof(command), "rm -r %s", folder);
    return system(command);
}

/* The paths below the folder, without it. */
static void expanded(const char *name, char *out, size_t size)
{
    struct err err = ERR_INIT;
    char path[256];
    char **paths;
    snprintf(path, sizeof(path), "%s/%s", folder, name);
    char *const args[] = {path};
    *out = '\0';
    if (!listing_expand(args, 1, &paths, &err)) {
        assert_int_equal(err.kind, ERR_USAGE);
        snprintf(out, size, "%s",
                 err.message + (strstr(err.message, folder) - err.message) + strlen(folder));
        return;
    }
    for (char **p = paths; *p; p++) {
        size_t n = strlen(out);
        snprintf(out + n, size - n, "%s ", *p + strlen(folder));
    }
    listing_paths_free(paths);
}

static void test_expand(void **unused)
{
    static const struct {
        const char *arg;
        const char *paths;
    } rows[] = {
        {"", "/a.md /b/two.MD /c.markdown "},
        {"b/", "/b/two.MD "},
        {"d.txt", "/d.txt "},
        {"z.md", "/z.md "},
        {".git", "/.git/x.md "},
        {"empty", "/empty holds no Markdown files (.md)."},
        {"none.md", "/none.md: No such file or directory"},
    };
    char out[512];
    (void)unused;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        expanded(rows[i].arg, out, sizeof(out));
        assert_string_equal(out, rows[i].paths);
    }
    char *const args[] = {(char[]){"-"}};
    char **paths;
    assert_true(listing_expand(args, 1, &paths, NULL));
    assert_string_equal(paths[0], "-");
    assert_null(paths[1]);
    listing_paths_free(paths);
}

static void test_read(void **unused)
{
    static const struct {
        const char *name;
        const char *says;
    } rows[] = {
        {"none.md", "cannot read"}, {"b", "it is a directory"}, {"a.md", NULL}, {"z.md", NULL}};
    (void)unused;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct err err = ERR_INIT;
        char path[256];
        snprintf(path, sizeof(path), "%s/%s", folder, rows[i].name);
        struct listing *l = listing_read(path, &err);
        assert_int_equal(l == NULL, rows[i].says != NULL);
        if (rows[i].says) {
            assert_int_equal(err.kind, ERR_USAGE);
            assert_non_null(strstr(err.message, path));
            assert_non_null(strstr(err.message, rows[i].says));
        } else {
            assert_string_equal(l->path, path);
            assert_string_equal(l->links[0].file, path);
        }
        listing_free(l);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_refused), cmocka_unit_test(test_blocks), cmocka_unit_test(test_urls),
        cmocka_unit_test(test_eol),     cmocka_unit_test(test_expand), cmocka_unit_test(test_read),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
