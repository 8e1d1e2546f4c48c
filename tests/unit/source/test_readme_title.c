/* Titles of READMEs, as people write them. */
#include "gloss/source/readme_title.h"
#include "source/records.h"

static void test_titles(void **state)
{
    static const struct {
        const char *text;
        const char *title; /* NULL: none */
    } rows[] = {
        {"# RAG - Maestro\n\nText", "RAG - Maestro"},
        {"# RAG_Maestro", "RAG_Maestro"},
        {"\xEF\xBB\xBF# Sieves\r\n\r\nText", "Sieves"},
        {"Text\n\n   #\tSieves ##  \n", "Sieves"},
        {"# C#\n", "C#"},
        {"# C++ & C# #\n", "C++ & C#"},
        {"Sieves\n=====\n", "Sieves"},
        {"A sieve\nin two lines\n===\n", "A sieve in two lines"},
        {"<h1>Sieves</h1>", "Sieves"},
        {"<div align=\"center\">\n<img src=\"a.png\">\n<h1 align=\"center\">\n  A <b>bold</b>\n  "
         "Sieves &amp; more\n</h1>",
         "A bold Sieves & more"},
        {"<p align=center><img></p>\n<H1>T</H1>\n", "T"},
        {"---\ntitle: x\nlicense: mit\n# comment: y\n---\n# Sieves", "Sieves"},
        {"---\n\n# Sieves", "Sieves"},
        {"<!-- # Hidden\n# Hidden too -->\n# Sieves", "Sieves"},
        {"<!-- never closed\n# Sieves", "Sieves"},
        {"```sh\n# a comment\n```\n# Sieves", "Sieves"},
        {"~~~~\n~~~\n# a comment\n~~~~\n# Sieves", "Sieves"},
        {"```not a fence``` text\n# Sieves", "Sieves"},
        {"    # code\n\n# Sieves", "Sieves"},
        {"\t# code\n\n# Sieves", "Sieves"},
        {"> # Quoted\n\n# Sieves", "Sieves"},
        {"- item\n===\n# Sieves", "Sieves"},
        {"#Sieves\n#hashtag\n# Sieves", "Sieves"},
        {"## Part\n# Sieves", "Sieves"},
        /* dress */
        {"# :rocket: Sieves :sparkles:", "Sieves"},
        {"# \xF0\x9F\x9A\x80 Sieves \xE2\x9C\xA8\xEF\xB8\x8F", "Sieves"},
        {"# \xF0\x9F\xA6\x99 LLaMA: Open Models", "LLaMA: Open Models"},
        {"# Sieves [![build](https://x/b.svg)](https://x/b) ![v](v.svg)", "Sieves"},
        {"# ![logo](logo.png)\n# Sieves", "Sieves"},
        {"# <img src=\"logo.png\" width=\"40\"> Sieves", "Sieves"},
        {"# [Sieves](https://x.example/a_(b)) here", "Sieves here"},
        {"# [Sieves][1] and [note][^2]", "Sieves and note"},
        {"# Sieves[^1]", "Sieves"},
        {"# **Bold** and *it* and __b__ and _i_ and ~~no~~ `code_x`",
         "Bold and it and b and i and no code_x"},
        {"# A* Search", "A* Search"},
        {"# 2 \\* 3 \\# four", "2 * 3 # four"},
        {"# [ICLR 2024] Sieves of It", "Sieves of It"},
        {"# [NeurIPS'23] Sieves", "Sieves"},
        {"# [Sieves]", "[Sieves]"},
        {"# [WIP] Sieves", "[WIP] Sieves"},
        {"# std::vector: a story", "std::vector: a story"},
        {"# Time 10:30:00", "Time 10:30:00"},
        {"# <br> - Sieves:", "Sieves"},
        {"# Sieves &lt;br&gt; \x1b[31m\xE2\x80\xAE", "Sieves [31m"},
        /* no title */
        {"", NULL},
        {"Text\n", NULL},
        {"#\n# \n#   ##\n", NULL},
        {"## Only parts\n### More", NULL},
        {"# Introduction\n# Method", NULL},
        {"# README\n", NULL},
        {"# README.md\n", NULL},
        {"# Table of contents\n", NULL},
        {"# :wave: **Overview**\n", NULL},
        {"Installation\n============\n", NULL},
        {"# ![only](a.png)\n", NULL},
        {"===\n", NULL},
        {"\n===\n", NULL},
        {"<h1>never closed", NULL},
        {"<h1x>T</h1>", NULL},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        char *title = readme_title(rows[i].text, strlen(rows[i].text));
        if ((title == NULL) != (rows[i].title == NULL) ||
            (title && strcmp(title, rows[i].title) != 0))
            fail_msg("'%s' gives '%s'", rows[i].text, title ? title : "(none)");
        free(title);
    }
}

static void test_fixtures(void **state)
{
    static const struct {
        const char *file;
        const char *title;
    } rows[] = {
        {"AymenKallala_RAG_Maestro", "RAG - Maestro"},
        {"apple_ml-vision-transformers-ane",
         "Efficient Vision Transformers on Apple Neural Engine"},
        {"davidpicard_HoMM", "High order Moment Models"},
        {"apoorvumang_prompt-lookup-decoding", "Prompt Lookup Decoding"},
        {"google-deepmind_graphcast", "WeatherNext"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        char *path = xasprintf("fixtures/web/raw.githubusercontent.com/%s.md", rows[i].file);
        struct reply *file = reply_from(path);
        char *title = readme_title(file->body, file->body_len);
        assert_non_null(title);
        assert_string_equal(title, rows[i].title);
        free(title);
        reply_free(file);
        free(path);
    }
}

/* As large as they are read, and made of what costs most. */
static void test_hostile(void **state)
{
    static const char *const pieces[] = {
        "[",        "![",  "# [[[[\n", "<h1>\n", "<h1",  "`",        "# ![](", "\\",    "<!--",
        "<!-- -->", "=\n", "a\n=",     "#",      "# \n", "\xF0\x9F", ":a",     "# <a ", "~~~\n"};
    (void)state;
    for (size_t i = 0; i < COUNT(pieces); i++) {
        struct buf b;
        buf_init(&b, 256 * 1024);
        while (buf_adds(&b, pieces[i]))
            ;
        free(readme_title(b.data, b.len));
        buf_release(&b);
    }
    free(readme_title("# a\0b", 5));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_titles),
        cmocka_unit_test(test_fixtures),
        cmocka_unit_test(test_hostile),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
