/* How libcurl says from when until when a certificate holds. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "gloss/base/date.h"
#include "gloss/net/certificate.h"

static void dates_are_read(void **state)
{
    static const struct {
        const char *line;
        const char *end; /* NULL: none */
        const char *start;
    } rows[] = {
        {"Expire date:Dec  4 10:33:23 2026 GMT", "2026-12-04T10:33:23Z", NULL},
        {"Expire date:Feb 29 00:00:00 2028 GMT", "2028-02-29T00:00:00Z", NULL},
        {"Expire date:2026-12-04 10:33:23 GMT", "2026-12-04T10:33:23Z", NULL},
        {"Expire date:Dec 31 23:59:59 9999 GMT", "9999-12-31T23:59:59Z", NULL},
        {"Start date:Dec  4 10:33:23 2026 GMT", NULL, "2026-12-04T10:33:23Z"},
        {"Start date:2026-12-04 10:33:23 GMT", NULL, "2026-12-04T10:33:23Z"},
        {"Start date:soon", NULL, NULL},
        {"Subject:CN = Expire date:Dec  4 10:33:23 2026 GMT", NULL, NULL},
        {"Expire date:", NULL, NULL},
        {"Expire date:soon", NULL, NULL},
        {"Expire date:Dec 44 10:33:23 2026 GMT", NULL, NULL},
        {"Expire date:Xyz  4 10:33:23 2026 GMT", NULL, NULL},
        {"Expire date:Decemberrrrrrrrrrr  4 10:33:23 2026 GMT", NULL, NULL},
        {"Expire date:Dec  4 10:33:23:10:33:23 2026 GMT", NULL, NULL},
        {"Expire date:2026-12-0444444444444444444444444 10:33:23 GMT", NULL, NULL},
        {"Expire date:Bad time value", NULL, NULL},
        {"", NULL, NULL},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[INSTANT_SIZE];
        struct validity got = {0};
        if (certificate_read_line(rows[i].line, &got) != (rows[i].end || rows[i].start))
            fail_msg("%s", rows[i].line);
        assert_int_equal(got.until != 0, rows[i].end != NULL);
        assert_int_equal(got.from != 0, rows[i].start != NULL);
        if (rows[i].end)
            assert_string_equal(instant_format(got.until, text), rows[i].end);
        if (rows[i].start)
            assert_string_equal(instant_format(got.from, text), rows[i].start);
    }
}

static void nothing_is_known_of_others(void **state)
{
    (void)state;
    struct certificates *c = certificates_new();
    assert_int_equal(certificates_of(c, "https://a.example/").until, 0);
    assert_int_equal(certificates_of(c, "http://a.example/").until, 0);
    assert_int_equal(certificates_of(c, "").until, 0);
    certificates_free(c);
    certificates_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(dates_are_read),
                                       cmocka_unit_test(nothing_is_known_of_others)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
