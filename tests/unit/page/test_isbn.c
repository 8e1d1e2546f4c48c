/* The ISBN of a book's page: in its tags, or in what it says to readers. */
#include "page/expect.h"

static void test_tags(void **state)
{
    static const struct expectation rows[] = {
        {"<meta name=citation_isbn content='0-521-86571-9'>", META_ISBN, "9780521865715",
         "citation-meta"},
        {"<meta property=book:isbn content='978-0-521-86571-5'>", META_ISBN, "9780521865715",
         "open-graph"},
        {"<script type='application/ld+json'>{\"@context\":\"https://schema.org\",\"@type\":"
         "\"Book\",\"name\":\"IR\",\"isbn\":\"0521865719\"}</script>",
         META_ISBN, "9780521865715", "json-ld"},
        {"<div itemscope itemtype='https://schema.org/Book'><h1 itemprop=name>IR</h1>"
         "<span itemprop=isbn>0521865719</span></div>",
         META_ISBN, "9780521865715", "microdata"},
        {"<meta name=citation_isbn content='0521865718'>", META_ISBN, NULL, NULL},
        {"<meta name=citation_isbn content='forthcoming'>", META_ISBN, NULL, NULL},
    };
    (void)state;
    expect_all(rows);
}

static void test_text(void **state)
{
    static const struct expectation rows[] = {
        {"<h1>A Book</h1><p>Order it: the ISBN is 0521865719 (978-0-521-86571-5).", META_ISBN,
         "9780521865715", "isbn-text"},
        {"<h1>Books</h1><ul><li>One, ISBN 0521865719<li>Two, ISBN 080442957X</ul>", META_ISBN, NULL,
         NULL},
        {"<h1>A phone</h1><p>Call 0521865719", META_ISBN, NULL, NULL},
        {"<!-- ISBN 0521865719 --><h1>A Book</h1>", META_ISBN, NULL, NULL},
        {"<h1>A Book</h1><script>isbn = '0521865719'</script>", META_ISBN, NULL, NULL},
        /* What the page's tags say comes first. */
        {"<meta name=citation_isbn content='080442957X'><p>ISBN 0521865719", META_ISBN,
         "9780804429573", "citation-meta"},
    };
    (void)state;
    expect_all(rows);
}

/* An article that mentions a book, further down. */
static void test_far_down(void **state)
{
    struct buf page;
    (void)state;
    buf_init(&page, 1 << 16);
    buf_adds(&page, "<h1>An article</h1>");
    for (int i = 0; i < 400; i++)
        buf_adds(&page, "<p>Words about a book");
    buf_adds(&page, "<p>ISBN 0521865719");
    const struct expectation row = {page.data, META_ISBN, NULL, NULL};
    expect_one(&row, 0);
    buf_release(&page);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_tags), cmocka_unit_test(test_text),
                                       cmocka_unit_test(test_far_down)};
    return cmocka_run_group_tests(tests, page_set_up, page_tear_down);
}
