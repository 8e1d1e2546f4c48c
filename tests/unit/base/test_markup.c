/* HTML where no parser sees it, and damage by encodings undone. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "gloss/base/entities.h"
#include "gloss/base/mem.h"
#include "gloss/base/text.h"

#define ROWS(table) (sizeof(table) / sizeof((table)[0]))

struct row {
    const char *text;
    const char *expected;
};

static void decode(void **state)
{
    static const struct row rows[] = {
        {"", ""},
        {"no reference", "no reference"},
        {"AT&T", "AT&T"},
        {"&", "&"},
        {"&;", "&;"},
        {"&&amp;&", "&&&"},
        {"&amp;", "&"},
        {"&amp;amp;", "&amp;"},
        {"&lt;b&gt;", "<b>"},
        {"&quot;&apos;&#39;", "\"''"},
        {"&eacute;&Eacute;&szlig;", "éÉß"},
        {"&nbsp;", "\xC2\xA0"},
        {"&hellip;&mdash;&ndash;&rsquo;", "…—–’"},
        {"&alpha;&Omega;&euro;&trade;", "αΩ€™"},
        {"&scaron;&lstrok;&ccaron;", "šłč"},
        {"&#65;&#x41;&#X41;", "AAA"},
        {"&#8217;&#x2019;", "’’"},
        {"&#x1F917;", "🤗"},
        {"&#128;&#146;&#150;", "€’–"},
        {"&#129;", "\xC2\x81"},
        {"&#0;&#xD800;&#x110000;&#99999999999999999999;", "����"},
        {"&#65", "A"},
        {"&#65x", "Ax"},
        {"&#;&#x;&#xg;&#a;", "&#;&#x;&#xg;&#a;"},
        {"&amp", "&"},
        {"a&lt b", "a< b"},
        {"?a=1&copy=2&lt=3", "?a=1&copy=2&lt=3"},
        {"&copyright;", "&copyright;"},
        {"&eacute", "&eacute"},
        {"&Amp;", "&Amp;"},
        {"&bogus;", "&bogus;"},
        {"&aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa;", "&aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa;"},
        {"&thetasym;&zwnj;", "ϑ\xE2\x80\x8C"},
    };

    (void)state;
    for (size_t i = 0; i < ROWS(rows); i++) {
        char *s = xstrdup(rows[i].text);
        size_t n = text_decode_entities(s, strlen(s));

        s[n] = '\0';
        if (strcmp(s, rows[i].expected) != 0)
            print_error("'%s' gave '%s'\n", rows[i].text, s);
        assert_string_equal(s, rows[i].expected);
        free(s);
    }
}

/* Every name of HTML 4's three sets that a title is likely to hold is found: the table is sorted.
 */
static void names(void **state)
{
    static const struct {
        const char *name;
        int32_t cp;
    } rows[] = {
        {"AElig", 0xC6},   {"Aacute", 0xC1}, {"Zeta", 0x396},
        {"aacute", 0xE1},  {"amp", '&'},     {"apos", '\''},
        {"bull", 0x2022},  {"copy", 0xA9},   {"diams", 0x2666},
        {"frac12", 0xBD},  {"gt", '>'},      {"iexcl", 0xA1},
        {"infin", 0x221E}, {"lang", 0x27E8}, {"larr", 0x2190},
        {"le", 0x2264},    {"lt", '<'},      {"minus", 0x2212},
        {"oelig", 0x153},  {"ouml", 0xF6},   {"permil", 0x2030},
        {"quot", '"'},     {"sup2", 0xB2},   {"there4", 0x2234},
        {"times", 0xD7},   {"yuml", 0xFF},   {"zwj", 0x200D},
        {"zwnj", 0x200C},  {"", 0},          {"a", 0},
        {"zzzz", 0},       {"AMP", '&'},
    };

    (void)state;
    for (size_t i = 0; i < ROWS(rows); i++)
        assert_int_equal(entity_named(rows[i].name, strlen(rows[i].name)), rows[i].cp);
}

static void clean_html(void **state)
{
    static const struct row rows[] = {
        {"", ""},
        {"plain", "plain"},
        {"a &amp; b", "a & b"},
        {"a &amp;amp; b", "a & b"},
        {"a &amp;amp;amp; b", "a &amp; b"},
        {"Google&#8217;s", "Google’s"},
        {"Google&amp;#8217;s", "Google’s"},
        {"<p>One</p><p>Two</p>", "One Two"},
        {"One<br>Two<br/>Three", "One Two Three"},
        {"a<b>bold</b>c", "aboldc"},
        {"<i>in</i>line", "inline"},
        {"&lt;p&gt;escaped&lt;/p&gt;", "escaped"},
        {"<jats:p>Abstract</jats:p><jats:p>x</jats:p>", "Abstract x"},
        {"<jats:title>Abstract</jats:title><jats:p>We", "Abstract We"},
        {"<a href=\"x>y\" title='<q>'>link</a>", "link"},
        {"a < b and c > d", "a < b and c > d"},
        {"x<3", "x<3"},
        {"1<2>0", "1<2>0"},
        {"<me@example.org>", "<me@example.org>"},
        {"<!-- comment -->text", "text"},
        {"a<!-- > -->b", "ab"},
        {"<!-- open", "<!-- open"},
        {"<unclosed", "<unclosed"},
        {"<unclosed attr=\"", "<unclosed attr=\""},
        {"<a <b>", "<a"},
        {"</", "</"},
        {"</p", "</p"},
        {"<>", "<>"},
        {"< p>", "< p>"},
        {"<P CLASS=x>Upper</P>end", "Upper end"},
        {"<h1>T</h1>x<li>y", "T x y"},
        {"\x01<p>\x02", ""},
        {"&lt;script&gt;alert(1)&lt;/script&gt;", "alert(1)"},
        {"a&nbsp;&nbsp;b", "a b"},
        {"&#8238;evil", "evil"},
        {"&bogus; stays", "&bogus; stays"},
    };

    (void)state;
    for (size_t i = 0; i < ROWS(rows); i++) {
        char *got = text_clean_html(rows[i].text, strlen(rows[i].text));

        if (strcmp(got, rows[i].expected) != 0)
            print_error("'%s' gave '%s', not '%s'\n", rows[i].text, got, rows[i].expected);
        assert_string_equal(got, rows[i].expected);
        free(got);
    }
}

static void unmojibake(void **state)
{
    static const struct {
        const char *text;
        const char *expected; /* NULL: sound */
    } rows[] = {
        {"Google\xC3\xA2\xE2\x82\xAC\xE2\x84\xA2s", "Google’s"},
        {"The Googleâ€™s TPUv4i", "The Google’s TPUv4i"},
        {"WÃ¼bben", "Wübben"},
        {"JÃ©rÃ´me", "Jérôme"},
        {"MaciÄ™j PiÃ³ro", "Macięj Pióro"},
        {"MiÅ‚oÅ›", "Miłoś"},
        {"â€œquotedâ€\xC2\x9D", "“quoted”"},
        {"â€“ and â€” and â€¦", "– and — and …"},
        {"100Â°C Â© 2024", "100°C © 2024"},
        {"5Â\xC2\xA0km", "5\xC2\xA0km"},
        {"Ð¿Ñ€Ð¸Ð²ÐµÑ‚", "привет"},
        {"ä¸­æ–‡", "中文"},
        {"ðŸ¤— Team", "🤗 Team"},
        {"Ã\xC2\xA9t\xC3\x83\xC2\xA9", "été"},
        {"\xC3\xA2\xC2\x80\xC2\x99", "’"}, /* by way of Latin-1 */
        {"Ã¢â‚¬â„¢", "’"},                 /* twice */
        {"Ã¢\xE2\x82\xAC\xE2\x84\xA2", "’"},
        {"naïve and WÃ¼bben", "naïve and Wübben"},
        {"北京 â€™ Ünal", "北京 ’ Ünal"},
        {"cafÃ© — “sound” text", "café — “sound” text"},
        {"CAFÃ‰", "CAFÉ"},
        /* sound text */
        {"", NULL},
        {"plain ASCII", NULL},
        {"â", NULL},
        {"naïve Ã", NULL},
        {"été à l’école", NULL},
        {"LIBERTÉ”", NULL},
        {"CAFÉ®", NULL},
        {"SÃO PAULO", NULL},
        {"AMANHÃ”", NULL},
        {"AMANHÃ…", NULL},
        {"“CAFÉ”…", NULL},
        {"il a chanté…”", NULL},
        {"10 Å² and 5 Å…", NULL},
        {"Straß“", NULL},
        {"Größe – süß…", NULL},
        {"Ünal Şahin Ğ", NULL},
        {"Đặng Văn Ngữ", NULL},
        {"привет, мир", NULL},
        {"北京大学", NULL},
        {"€ 5 – £ 4", NULL},
        {"x × y ÷ z", NULL},
        {"¿Qué? ¡Ñandú!", NULL},
        {"caf\xE9", NULL}, /* no UTF-8 */
    };

    (void)state;
    for (size_t i = 0; i < ROWS(rows); i++) {
        char *got = text_unmojibake(rows[i].text);

        if (rows[i].expected == NULL ? got != NULL
                                     : got == NULL || strcmp(got, rows[i].expected) != 0) {
            print_error("'%s' gave '%s'\n", rows[i].text, got != NULL ? got : "(sound)");
            fail();
        }
        free(got);
    }
}

/* Whatever is damaged once comes back, and what was repaired is sound. */
static void round_trip(void **state)
{
    static const char *const texts[] = {"Théophile Gervet",
                                        "Beyza Ermiş’s “talk” — 2024",
                                        "Ça va… déjà vu",
                                        "Łukasz Żółć",
                                        "naïveté",
                                        "中文论文",
                                        "Ελληνικά",
                                        "Привет",
                                        "🤗 and 👩‍💻"};

    (void)state;
    for (size_t i = 0; i < ROWS(texts); i++) {
        char damaged[256];
        size_t n = 0;
        char *repaired;

        /* Latin-1's way of doing the damage: each byte becomes the code point of its number. */
        for (const unsigned char *p = (const unsigned char *)texts[i]; *p != '\0'; p++) {
            if (*p >= 0x80) {
                damaged[n++] = (char)(0xC0 | *p >> 6);
                damaged[n++] = (char)(0x80 | (*p & 0x3F));
            } else {
                damaged[n++] = (char)*p;
            }
        }
        damaged[n] = '\0';
        repaired = text_unmojibake(damaged);
        assert_non_null(repaired);
        assert_string_equal(repaired, texts[i]);
        assert_null(text_unmojibake(repaired));
        free(repaired);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(decode),     cmocka_unit_test(names),      cmocka_unit_test(clean_html),
        cmocka_unit_test(unmojibake), cmocka_unit_test(round_trip),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
