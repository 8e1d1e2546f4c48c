/* expect: tables of pages and what is to be read from them, shared by the tests of the page room.
 */
#ifndef GLOSS_TESTS_PAGE_EXPECT_H
#define GLOSS_TESTS_PAGE_EXPECT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "gloss/base/buf.h"
#include "gloss/page/page.h"

struct expectation {
    const char *html;
    enum meta_field field;
    const char *expected; /* items of a list joined by "; "; NULL: nothing may be read */
    const char *source;   /* NULL: any */
};

enum { EXPECT_YEAR = 2026 };

static inline struct meta *extract(const char *url, const char *type, const char *bytes, size_t len)
{
    struct page_input in = {
        .url = url, .content_type = type, .bytes = bytes, .len = len, .now_year = EXPECT_YEAR};
    return page_extract(&in, NULL);
}

static inline char *joined(const struct meta *m, enum meta_field f)
{
    struct buf b;
    buf_init(&b, 1 << 16);
    for (size_t i = 0; i < meta_count(m, f); i++)
        buf_addf(&b, "%s%s", i > 0 ? "; " : "", meta_item(m, f, i)->text);
    return buf_take(&b, NULL);
}

static inline void expect_one(const struct expectation *e, size_t row)
{
    struct meta *m = extract("https://www.example.org/a/page", "text/html; charset=utf-8", e->html,
                             strlen(e->html));
    char *got = joined(m, e->field);
    const char *source = meta_source(m, e->field);
    if (strcmp(got, e->expected == NULL ? "" : e->expected) != 0)
        fail_msg("row %zu, %s: \"%s\" instead of \"%s\"\nof %s", row, meta_field_name(e->field),
                 got, e->expected == NULL ? "" : e->expected, e->html);
    if (e->source != NULL && (source == NULL || strcmp(source, e->source) != 0))
        fail_msg("row %zu, %s: from %s instead of %s\nof %s", row, meta_field_name(e->field),
                 source == NULL ? "nowhere" : source, e->source, e->html);
    free(got);
    meta_free(m);
}

#define expect_all(table)                                                                          \
    for (size_t row = 0; row < sizeof(table) / sizeof((table)[0]); row++)                          \
    expect_one(&(table)[row], row)

static inline int page_set_up(void **state)
{
    (void)state;
    page_init();
    return 0;
}

static inline int page_tear_down(void **state)
{
    (void)state;
    page_shutdown();
    return 0;
}

#endif
