/* ISBNs: which strings are one, and which one a text gives. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "gloss/base/isbn.h"

struct row {
    const char *text;
    const char *isbn; /* NULL: none */
};

static void expect(const char *what, bool (*read)(const char *, char[ISBN_SIZE]),
                   const struct row *rows, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        char out[ISBN_SIZE] = "left over";
        bool found = read(rows[i].text, out);
        if (found != (rows[i].isbn != NULL) || strcmp(out, found ? rows[i].isbn : "") != 0)
            fail_msg("%s '%s' gives '%s'", what, rows[i].text, out);
    }
}

static void test_parse(void **state)
{
    static const struct row rows[] = {
        {"9780521865715", "9780521865715"},
        {"0521865719", "9780521865715"},
        {"0-521-86571-9", "9780521865715"},
        {" 978-0-521-86571-5 ", "9780521865715"},
        {"978 0 521 86571 5", "9780521865715"},
        {"978\xE2\x80\x91"
         "0\xE2\x80\x91"
         "521\xE2\x80\x91"
         "86571\xE2\x80\x91"
         "5",
         "9780521865715"},
        {"urn:isbn:9780521865715", "9780521865715"},
        {"ISBN-13: 978-0-521-86571-5", "9780521865715"},
        {"ISBN 0-521-86571-9", "9780521865715"},
        {"080442957X", "9780804429573"},
        {"0-8044-2957-x", "9780804429573"},
        {"9791032305690", "9791032305690"},
        {"9780521865716", NULL}, /* its check digit is wrong */
        {"0521865718", NULL},
        {"9770521865718", NULL}, /* no book's prefix */
        {"978052186571", NULL},
        {"97805218657155", NULL},
        {"0521865719 2008", NULL},
        {"0521-86571--9", NULL},
        {"X521865719", NULL},
        {"0000000000", NULL}, /* right, and made up */
        {"1111111111", NULL},
        {"https://isbn.example/0521865719", NULL},
        {"ISBN", NULL},
        {"", NULL},
    };
    (void)state;
    expect("parsed,", isbn_parse, rows, sizeof rows / sizeof *rows);
}

static void test_find(void **state)
{
    static const struct row rows[] = {
        {"the ISBN is 0521865719 (978-0-521-86571-5 with thirteen digits).", "9780521865715"},
        {"ISBN: 0521865719", "9780521865715"},
        {"Cambridge, 2008. isbn 978-0-521-86571-5.", "9780521865715"},
        {"ISBN-10: 0521865719\nISBN-13: 9780521865715", "9780521865715"},
        {"ISBN-10 0521865719 ISBN 13 : 9780521865715", "9780521865715"},
        {"ISBN 0-521-86571-9 2008 edition", "9780521865715"},
        {"ISBN 0521865719 9780521865715", "9780521865715"},
        {"ISBN-13 (hardback): 978-0-521-86571-5", "9780521865715"},
        /* Two books, or two editions: which one is meant is not said. */
        {"ISBN 0521865719, ISBN 080442957X", NULL},
        {"ISBN 0521865719 (print) 080442957X (e-book)", NULL},
        /* A number that is none, one too far off, no label, another word. */
        {"ISBN 0521865718", NULL},
        {"ISBN numbers are given to books by agencies; call 0521865719", NULL},
        {"Call 0521865719 for the book", NULL},
        {"ISBNdb 0521865719", NULL},
        {"MISBN 0521865719", NULL},
        {"ISBN A0521865719B", NULL},
        {"ISSN 0521865719", NULL},
        {"ISBN", NULL},
        {"", NULL},
    };
    (void)state;
    expect("found in", isbn_find, rows, sizeof rows / sizeof *rows);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_parse), cmocka_unit_test(test_find)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
