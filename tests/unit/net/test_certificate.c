/* How libcurl says until when a certificate holds. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "gloss/base/date.h"
#include "gloss/net/certificate.h"

static void ends_are_read(void **state)
{
    static const struct {
        const char *line;
        const char *end; /* NULL: none */
    } rows[] = {
        {"Expire date:Dec  4 10:33:23 2026 GMT", "2026-12-04T10:33:23Z"},
        {"Expire date:Feb 29 00:00:00 2028 GMT", "2028-02-29T00:00:00Z"},
        {"Expire date:2026-12-04 10:33:23 GMT", "2026-12-04T10:33:23Z"},
        {"Expire date:Dec 31 23:59:59 9999 GMT", "9999-12-31T23:59:59Z"},
        {"Start date:Dec  4 10:33:23 2026 GMT", NULL},
        {"Subject:CN = Expire date:Dec  4 10:33:23 2026 GMT", NULL},
        {"Expire date:", NULL},
        {"Expire date:soon", NULL},
        {"Expire date:Dec 44 10:33:23 2026 GMT", NULL},
        {"Expire date:Xyz  4 10:33:23 2026 GMT", NULL},
        {"Expire date:Decemberrrrrrrrrrr  4 10:33:23 2026 GMT", NULL},
        {"Expire date:Dec  4 10:33:23:10:33:23 2026 GMT", NULL},
        {"Expire date:2026-12-0444444444444444444444444 10:33:23 GMT", NULL},
        {"Expire date:Bad time value", NULL},
        {"", NULL},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[INSTANT_SIZE];
        int64_t until = 0;
        if (certificate_read_end(rows[i].line, &until) != (rows[i].end != NULL))
            fail_msg("%s", rows[i].line);
        if (rows[i].end)
            assert_string_equal(instant_format(until, text), rows[i].end);
    }
}

static void nothing_is_known_of_others(void **state)
{
    (void)state;
    struct certificates *c = certificates_new();
    assert_int_equal(certificates_until(c, "https://a.example/"), 0);
    assert_int_equal(certificates_until(c, "http://a.example/"), 0);
    assert_int_equal(certificates_until(c, ""), 0);
    certificates_free(c);
    certificates_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(ends_are_read),
                                       cmocka_unit_test(nothing_is_known_of_others)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
