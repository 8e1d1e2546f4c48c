/* table: rows of {Markdown, the links in it}, and the test that walks them.
 *
 * A row's links are written one a line as "LINE:COLUMN KIND URL" and, when the link has a text,
 * " [TEXT]" after it. Every row also checks that spans lie where they say: within the bytes, the
 * destination within the construct, and equal to the URL where that is written literally. */
#ifndef TESTS_LIST_TABLE_H
#define TESTS_LIST_TABLE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "gloss/base/buf.h"
#include "gloss/list/listing.h"

struct row {
    const char *name;
    const char *in;
    const char *links;
};

static void table_describe(struct buf *out, const struct listing *l)
{
    buf_init(out, 1 << 20);
    for (size_t i = 0; i < l->link_count; i++) {
        const struct link *k = &l->links[i];
        buf_addf(out, "%s%zu:%zu %s %s", i ? "\n" : "", k->line, k->column, link_kind_name(k->kind),
                 k->url);
        if (k->text[0])
            buf_addf(out, " [%s]", k->text);
    }
}

/* The line and column of an offset, counted anew. */
static void table_check_place(const struct listing *l, const struct link *k)
{
    size_t line = 1;
    size_t start = 0;
    for (size_t i = 0; i < k->start; i++) {
        if (l->bytes[i] == '\n' || (l->bytes[i] == '\r' && l->bytes[i + 1] != '\n')) {
            line++;
            start = i + 1;
        }
    }
    assert_int_equal(k->line, line);
    assert_int_equal(k->column, k->start - start + 1);
}

static void table_check_spans(const struct listing *l)
{
    for (size_t i = 0; i < l->link_count; i++) {
        const struct link *k = &l->links[i];
        assert_true(k->start < k->end && k->end <= l->len);
        assert_true(k->url_start >= k->start && k->url_end <= k->end);
        assert_true(k->url_start <= k->url_end);
        table_check_place(l, k);
        size_t n = k->url_end - k->url_start;
        bool escaped = memchr(l->bytes + k->url_start, '\\', n) ||
                       memchr(l->bytes + k->url_start, '&', n) ||
                       memchr(l->bytes + k->url_start, '\n', n);
        size_t added = strlen(k->url) > n ? strlen(k->url) - n : 0; /* "http://", "mailto:" */
        if (n > 0 && !escaped)
            assert_memory_equal(l->bytes + k->url_start, k->url + added, n);
    }
}

/* Counts a row that fails, so that all of them are shown. */
static inline size_t table_row(const struct row *row, const char *path)
{
    struct err err = ERR_INIT;
    struct buf got;
    struct listing *l = listing_parse(path, row->in, strlen(row->in), &err);
    if (!l) {
        print_error("%s: %s\n", row->name, err.message);
        return 1;
    }
    table_describe(&got, l);
    bool same = strcmp(got.data, row->links) == 0;
    if (!same)
        print_error("%s\n--- in\n%s\n--- want\n%s\n--- got\n%s\n", row->name, row->in, row->links,
                    got.data);
    table_check_spans(l);
    buf_release(&got);
    listing_free(l);
    return same ? 0 : 1;
}

static inline void table_check(const struct row *rows, size_t count, const char *path)
{
    size_t failed = 0;
    for (size_t i = 0; i < count; i++)
        failed += table_row(&rows[i], path);
    assert_int_equal(failed, 0);
}

#define TABLE_CHECK(rows) table_check(rows, sizeof(rows) / sizeof((rows)[0]), "list.md")

#endif
