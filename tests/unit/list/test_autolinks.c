/* Autolinks in angle brackets, and bare URLs as GFM finds them. */
#include "list/table.h"

static const struct row angled[] = {
    {"http", "<http://x.example>", "1:1 autolink http://x.example"},
    {"once, not twice", "<https://x.example/a> b", "1:1 autolink https://x.example/a"},
    {"mail", "<a@b.example>", "1:1 autolink mailto:a@b.example"},
    {"mail with signs", "<a.b+c@d.b-c.example>", "1:1 autolink mailto:a.b+c@d.b-c.example"},
    {"mailto scheme", "<MAILTO:A@B.EXAMPLE>", "1:1 autolink MAILTO:A@B.EXAMPLE"},
    {"other scheme", "<irc://x.example:2233/y>", "1:1 autolink irc://x.example:2233/y"},
    {"invented scheme", "<made-up-scheme://x,y>", "1:1 autolink made-up-scheme://x,y"},
    {"relative after a scheme", "<https:../x>", "1:1 autolink https:../x"},
    {"port", "<localhost:5001/x>", "1:1 autolink localhost:5001/x"},
    {"query", "<https://x.example/?q=a&b[]=1>", "1:1 autolink https://x.example/?q=a&b[]=1"},
    {"backslash is kept", "<https://x.example/\\[\\>", "1:1 autolink https://x.example/\\[\\"},
    {"reference is resolved", "<https://x.example/?a&amp;b>",
     "1:1 autolink https://x.example/?a&b"},
    {"blank inside, so bare", "<https://x.example/a b>", "1:2 bare https://x.example/a"},
    {"blank after the bracket", "< https://x.example >", "1:3 bare https://x.example"},
    {"scheme of one letter", "<m:abc>", ""},
    {"no scheme", "<x.example>", ""},
    {"empty", "<>", ""},
    {"second line of a paragraph", "a\nb <https://x.example> c", "2:3 autolink https://x.example"},
    {"third line in a quote", "> a\n> b\n> <https://x.example>", "3:3 autolink https://x.example"},
    {"two on a line after the first", "a\n<https://x.example> <https://y.example>",
     "2:1 autolink https://x.example\n2:21 autolink https://y.example"},
    {"in emphasis", "*<https://x.example>*", "1:2 autolink https://x.example"},
    {"in a heading", "## <https://x.example>", "1:4 autolink https://x.example"},
};

static const struct row bare[] = {
    {"https", "https://x.example/a", "1:1 bare https://x.example/a"},
    {"http and ftp", "http://x.example ftp://y.example",
     "1:1 bare http://x.example\n1:18 bare ftp://y.example"},
    {"upper-case scheme", "HTTPS://x.example", "1:1 bare HTTPS://x.example"},
    {"www", "www.commonmark.example/help", "1:1 bare http://www.commonmark.example/help"},
    {"www in a sentence", "Visit www.x.example/a-b for c", "1:7 bare http://www.x.example/a-b"},
    {"mail", "write to foo@bar.example.", "1:10 bare mailto:foo@bar.example"},
    {"mail with plus", "hello+x@mail.example", "1:1 bare mailto:hello+x@mail.example"},
    {"mail that ends in a sign", "a.b-c_d@a.b- a.b-c_d@a.b_", ""},
    {"underscore in the middle and at the end", "https://x.example/a_b_c_ d",
     "1:1 bare https://x.example/a_b_c"},
    {"underscore in the host", "https://a_b.x_y.example/", ""},
    {"parentheses", "https://x.example/a_(b)", "1:1 bare https://x.example/a_(b)"},
    {"within parentheses", "(https://x.example/a)", "1:2 bare https://x.example/a"},
    {"within parentheses, with some", "(https://x.example/a_(b))",
     "1:2 bare https://x.example/a_(b)"},
    {"two closing too many", "https://x.example/q=(a))+ok", "1:1 bare https://x.example/q=(a))+ok"},
    {"full stop", "https://x.example.", "1:1 bare https://x.example"},
    {"other punctuation", "https://x.example/a, https://x.example/b; https://x.example/c: d",
     "1:1 bare https://x.example/a\n1:22 bare https://x.example/b\n1:43 bare https://x.example/c"},
    {"question and exclamation mark", "https://x.example/a? https://x.example/b!",
     "1:1 bare https://x.example/a\n1:22 bare https://x.example/b"},
    {"runs of them", "https://x.example/a.., https://x.example/b?!",
     "1:1 bare https://x.example/a\n1:24 bare https://x.example/b"},
    {"double quotes", "\"https://x.example/a\"", "1:2 bare https://x.example/a"},
    {"single quotes", "'https://x.example/a'", "1:2 bare https://x.example/a"},
    {"quote and full stop", "\"https://x.example/a\".", "1:2 bare https://x.example/a"},
    {"character reference at the end", "https://x.example/a&hl;", "1:1 bare https://x.example/a"},
    {"parameters", "https://x.example/?a=b&c=d", "1:1 bare https://x.example/?a=b&c=d"},
    {"ends at a tag", "https://x.example/a<b>c</b>", "1:1 bare https://x.example/a"},
    {"bold around it", "**https://x.example/a**", "1:3 bare https://x.example/a"},
    {"emphasis around it", "*https://x.example/a*", "1:2 bare https://x.example/a"},
    {"strike around it", "~~https://x.example/a~~", "1:3 bare https://x.example/a"},
    {"backquote ends it not, code hides it", "`https://x.example/a`", ""},
    {"percent escapes", "https://x.example/a%2Fb%20c", "1:1 bare https://x.example/a%2Fb%20c"},
    {"fragment", "https://x.example/a#b-c", "1:1 bare https://x.example/a#b-c"},
    {"at sign in the path", "https://x.example/@user/a", "1:1 bare https://x.example/@user/a"},
    {"URL within a URL", "https://w.example/web/2020/https://x.example/y",
     "1:1 bare https://w.example/web/2020/https://x.example/y"},
    {"not ASCII", "https://m\xC3\xBCnchen.example/\xC3\xA9",
     "1:1 bare https://m\xC3\xBCnchen.example/\xC3\xA9"},
    {"NBSP ends it",
     "https://x.example/a\xC2\xA0"
     "b",
     "1:1 bare https://x.example/a"},
    {"zero-width space ends it",
     "https://x.example/a\xE2\x80\x8B"
     "b",
     "1:1 bare https://x.example/a"},
    {"ideographic space ends it",
     "https://x.example/a\xE3\x80\x80"
     "b",
     "1:1 bare https://x.example/a"},
    {"DEL ends it",
     "https://x.example/a\x7F"
     "b",
     "1:1 bare https://x.example/a"},
    {"scheme only", "http:// https:// ftp://", ""},
    {"slashes only", "://x.example", ""},
    {"scheme without slashes", "http:x.example http:/x.example", ""},
    {"end of the file", "see https://x.example/a", "1:5 bare https://x.example/a"},
    {"line after line", "https://x.example/1\nhttps://x.example/2\n",
     "1:1 bare https://x.example/1\n2:1 bare https://x.example/2"},
    {"in a list", "- https://x.example/a\n- b https://y.example",
     "1:3 bare https://x.example/a\n2:5 bare https://y.example"},
    {"in a table cell", "| a |\n|---|\n| https://x.example/a |", "3:3 bare https://x.example/a"},
    {"cell without blanks", "|a|b|\n|-|-|\n|https://x.example|www.y.example|",
     "3:2 bare https://x.example\n3:20 bare http://www.y.example"},
    {"escaped bar in a cell", "| a |\n|---|\n| https://x.example/a\\|b c |",
     "3:3 bare https://x.example/a|b"},
    {"same URL twice", "https://x.example https://x.example",
     "1:1 bare https://x.example\n1:19 bare https://x.example"},
    {"in front of a comma and another", "https://x.example,https://y.example",
     "1:1 bare https://x.example,https://y.example"},
    {"AsciiDoc", "https://x.example/a[text]", "1:1 bare https://x.example/a[text]"},
    {"in brackets", "[https://x.example/a] [see https://y.example.]",
     "1:2 bare https://x.example/a\n1:28 bare https://y.example"},
    {"in two pairs of brackets", "[(https://x.example/a)] [[https://y.example]]",
     "1:3 bare https://x.example/a\n1:27 bare https://y.example"},
    {"in brackets, but no host", "[https://] [http://_] [xhttp://a.example]", ""},
    {"in the text of a link", "[see https://x.example](u)", "1:1 link u [see https://x.example]"},
    {"in brackets in code", "`[https://x.example]`", ""},
    {"liquid", "{% path=\"https://x.example/a\" %}", "1:10 bare https://x.example/a"},
    {"after a link's text was given up", "[a](https://x.example", "1:5 bare https://x.example"},
    {"numeric hosts", "http://127.0.0.1:8080/a http://[::1]/", "1:1 bare http://127.0.0.1:8080/a"},
};

static void test_angled(void **unused)
{
    (void)unused;
    TABLE_CHECK(angled);
}

static void test_bare(void **unused)
{
    (void)unused;
    TABLE_CHECK(bare);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_angled),
        cmocka_unit_test(test_bare),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
