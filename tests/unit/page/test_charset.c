/* charset: who is believed about the encoding, and that what comes out is always valid UTF-8. */
#include "expect.h"

#include "gloss/base/text.h"
#include "gloss/page/charset.h"

struct row {
    const char *bytes;
    size_t len; /* 0: strlen */
    const char *content_type;
    const char *expected;
};

#define META(name) "<meta charset=\"" name "\">"

static const struct row rows[] = {
    {"plain", 0, NULL, "plain"},
    {"Zo\xc3\xab", 0, NULL, "Zo\xc3\xab"},
    {"Zo\xeb", 0, NULL, "Zo\xc3\xab"},
    {"a \x93quoted\x94 word", 0, NULL, "a \xe2\x80\x9cquoted\xe2\x80\x9d word"},
    {"\x93q\x94", 0, "text/html; charset=ISO-8859-1", "\xe2\x80\x9cq\xe2\x80\x9d"},
    {"\xef\xbb\xbfZo\xc3\xab", 0, "text/html; charset=iso-8859-1", "Zo\xc3\xab"},
    {"\xef\xbb\xbf\xeb", 0, NULL, "\xef\xbf\xbd"},
    {"\xff\xfe\x5a\x00\xeb\x00", 6, NULL, "Z\xc3\xab"},
    {"\xfe\xff\x00\x5a\x00\xeb", 6, NULL, "Z\xc3\xab"},
    /* valid UTF-8 with a multi-byte sequence wins over any declaration */
    {"Zo\xc3\xab", 0, "text/html; charset=windows-1252", "Zo\xc3\xab"},
    {META("iso-8859-1") "Zo\xc3\xab", 0, NULL, META("iso-8859-1") "Zo\xc3\xab"},
    /* header before meta, meta before the default */
    {META("koi8-r") "\xe6\xef", 0, "text/html; charset=\"windows-1251\"",
     META("koi8-r") "\xd0\xb6\xd0\xbf"},
    {META("windows-1251") "\xe6\xef", 0, NULL, META("windows-1251") "\xd0\xb6\xd0\xbf"},
    {"<meta http-equiv=content-type content='text/html;charset = Shift_JIS'>\x93\xfa", 0, NULL,
     "<meta http-equiv=content-type content='text/html;charset = Shift_JIS'>\xe6\x97\xa5"},
    {"<title>\xc7\xd1</title>" META("euc-kr"), 0, NULL,
     "<title>\xed\x95\x9c</title>" META("euc-kr")},
    {"<?xml version='1.0' encoding='iso-8859-2'?><p>\xb1", 0, NULL,
     "<?xml version='1.0' encoding='iso-8859-2'?><p>\xc4\x85"},
    /* unknown and unwanted names are ignored */
    {"Zo\xeb", 0, "text/html; charset=no-such-thing", "Zo\xc3\xab"},
    {"Zo\xeb +AGE-", 0, "text/html; charset=utf-7", "Zo\xc3\xab +AGE-"},
    {"Zo\xeb", 0, "text/html; charset=../../../../etc/passwd", "Zo\xc3\xab"},
    {"Zo\xeb", 0, "text/html; charset=", "Zo\xc3\xab"},
    {META("utf-16") "Zo\xc3\xab", 0, NULL, META("utf-16") "Zo\xc3\xab"},
    /* declared UTF-8 and not: a slip is mended, a lie is not believed */
    {"\xc3\xa9\xc3\xa9\xc3\xa9 \xe9 text", 0, "text/html; charset=utf-8",
     "\xc3\xa9\xc3\xa9\xc3\xa9 \xef\xbf\xbd text"},
    {"Zo\xeb g\xe9n\xe9ral", 0, "text/html; charset=utf-8", "Zo\xc3\xab g\xc3\xa9n\xc3\xa9ral"},
    {"a\0b\xc3\xab", 5, NULL, "a b\xc3\xab"},
    {"cut at the end \xc3\xa9 \xe2\x82", 0, "text/html; charset=utf-8",
     "cut at the end \xc3\xa9 \xef\xbf\xbd"},
    /* ISO-2022-JP is pure ASCII to look at */
    {"\x1b$B4A;z\x1b(B", 0, "text/html; charset=iso-2022-jp", "\xe6\xbc\xa2\xe5\xad\x97"},
};

static void test_encodings(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        size_t n;
        size_t len = rows[i].len > 0 ? rows[i].len : strlen(rows[i].bytes);
        char *s = charset_to_utf8(rows[i].bytes, len, rows[i].content_type, &n);
        if (strcmp(s, rows[i].expected) != 0)
            fail_msg("row %zu: \"%s\" instead of \"%s\"", i, s, rows[i].expected);
        assert_int_equal(n, strlen(s));
        free(s);
    }
}

static void test_any_bytes_give_utf8(void **state)
{
    (void)state;
    static const char *const types[] = {NULL,
                                        "text/html; charset=utf-8",
                                        "text/html; charset=gbk",
                                        "text/html; charset=big5",
                                        "text/html; charset=iso-2022-jp",
                                        "text/html; charset=shift_jis",
                                        "text/html; charset=euc-kr",
                                        "text/html; charset=windows-1255"};
    uint32_t seed = 12345;
    for (int round = 0; round < 400; round++) {
        char bytes[257];
        size_t len = seed % sizeof(bytes);
        for (size_t i = 0; i < len; i++) {
            seed = seed * 1664525U + 1013904223U;
            bytes[i] = (char)(seed >> 24);
        }
        size_t n;
        char *s = charset_to_utf8(bytes, len, types[(size_t)round % 8], &n);
        assert_true(text_is_utf8(s, n));
        free(s);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_encodings),
        cmocka_unit_test(test_any_bytes_give_utf8),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
