/* Keys as people know them, and what becomes of metadata that makes a poor one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "gloss/base/ascii.h"
#include "gloss/base/citekey.h"
#include "gloss/base/mem.h"

static void words_come_down_to_ascii(void **state)
{
    static const struct {
        const char *text;
        const char *words;
    } rows[] = {
        {"Lélio Renard Lavaud", "lelio renard lavaud"},
        {"Le\xCC\x81lio", "lelio"},
        {"Łukasz Kaiser", "lukasz kaiser"},
        {"Großmann & Søren Æsir", "grossmann soren aesir"},
        {"Ünal ĞIŞÇÖ ıi", "unal gisco ii"},
        {"Đặng Thị Þór", "dang thi thor"},
        {"Google’s “TPUv4i” — l'été", "googles tpuv4i lete"},
        {"Mixture-of-Experts", "mixture of experts"},
        {"C++/C#, LLM.int8()", "c c llm int8"},
        {"x² ½ ﬁne Ⅳ", "x2 1 2 fine iv"},
        {"王伟 Wei Wang", "wei wang"},
        {"Привет LLM", "llm"},
        {"µTransfer", "transfer"},
        {"", ""},
        {" \t\n", ""},
        {"\xFF\xFEzero\xC3", "zero"},
        {"a\x1B[31mb", "a 31mb"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char *words = ascii_words(rows[i].text);
        if (strcmp(words, rows[i].words) != 0)
            fail_msg("row %zu: \"%s\", not \"%s\"", i, words, rows[i].words);
        free(words);
    }
}

static struct meta *meta_of(const char *author, const char *published, const char *title)
{
    struct meta *m = meta_new();
    (void)meta_append(m, META_AUTHORS, author, "test", 1);
    (void)meta_propose(m, META_PUBLISHED, published, "test", 1);
    (void)meta_propose(m, META_TITLE, title, "test", 1);
    return m;
}

static void keys_are_those_that_people_expect(void **state)
{
    static const struct {
        const char *author;
        const char *published;
        const char *title;
        const char *key;
    } rows[] = {
        {"Albert Q. Jiang", "2024-01-08", "Mixtral of Experts", "jiang2024mixtral"},
        {"Ashish Vaswani", "2017-06", "Attention Is All You Need", "vaswani2017attention"},
        {"Alexey Dosovitskiy", "2020", "An Image is Worth 16x16 Words", "dosovitskiy2020image"},
        {"Rishi Bommasani", "2021", "On the Opportunities and Risks of",
         "bommasani2021opportunities"},
        {"Tony Hoare", "2019", "21 compilers and 3 orders of magnitude", "hoare2019compilers"},
        {"George Orwell", "1949", "1984", "orwell1949"},
        {"Antreas Antoniou", "2018", "How to Train Your MAML", "antoniou2018train"},
        {"Jean Kaddour", "2022", "When Do Flat Minima Optimizers Work?", "kaddour2022flat"},
        {"Jane Doe", "2020", "To the", "doe2020to"},
        {"Jane Doe", "2020", "2 by 2", "doe2020by"},
        {"Diego de las Casas", "2024", "X-ray", "delascasas2024x"},
        {"Teven Le Scao", "2022", "BLOOM: A 176B model", "lescao2022bloom"},
        {"Sammy Davis Jr.", "1965", "Yes I can", "davis1965yes"},
        {"Google DeepMind", "2023", "Gemini: A Family", "googledeepmind2023gemini"},
        {"The Mosaic Research Team", "2023", "MPT-7B", "mosaicresearchteam2023mpt"},
        {"Devvrit", "2023", "MatFormer", "devvrit2023matformer"},
        {"Aishwarya P S", "2023", "Tandem Transformers", "aishwaryaps2023tandem"},
        {"3Blue1Brown", "2024", "What’s a GPT?", "blue1brown2024whats"},
        {"王伟", "2024", "模型", "noauthor2024"},
        {NULL, "2024-13-77", "Home", "noauthornodatehome"},
        {NULL, NULL, NULL, "noauthornodate"},
        {"Max Müßig", "2020", "Die Kunst der Über­setzung", "mussig2020kunst"},
        {"Anne Été", "2020", "Les élèves de l'école", "ete2020eleves"},
        {"José Núñez", "2020", "El año y la señal", "nunez2020ano"},
        {"{\\bf x} @evil,%", "2020", "}{ \\input{/etc/passwd}", "bfxevil2020input"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct meta *m = meta_of(rows[i].author, rows[i].published, rows[i].title);
        char *key = citekey_propose(m);
        if (strcmp(key, rows[i].key) != 0)
            fail_msg("row %zu: %s, not %s", i, key, rows[i].key);
        free(key);
        meta_free(m);
    }
}

static void a_known_split_is_believed(void **state)
{
    struct meta *m = meta_of(NULL, "2020", "Word");
    (void)state;
    (void)meta_append_author(m, "Nguyen Van An", "An", "Nguyen Van", "test", 2);
    char *key = citekey_propose(m);
    assert_string_equal(key, "nguyenvan2020word");
    free(key);
    meta_free(m);
}

static void keys_stay_short_and_plain(void **state)
{
    (void)state;
    char *long_text = xcalloc(10001, 1);
    memset(long_text, 'x', 10000);
    struct meta *m = meta_of(long_text, "2020", long_text);
    char *key = citekey_propose(m);
    assert_true(strlen(key) <= CITEKEY_MAX);
    assert_int_equal(strspn(key, "abcdefghijklmnopqrstuvwxyz0123456789"), strlen(key));
    free(key);
    free(long_text);
    meta_free(m);
}

static void numbered_keys_count_in_letters(void **state)
{
    static const struct {
        size_t n;
        const char *key;
    } rows[] = {{0, "k"},    {1, "ka"},   {2, "kb"},    {26, "kz"},   {27, "kaa"},
                {52, "kaz"}, {53, "kba"}, {702, "kzz"}, {703, "kaaa"}};
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char *key = citekey_numbered("k", rows[i].n);
        assert_string_equal(key, rows[i].key);
        free(key);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_come_down_to_ascii),
        cmocka_unit_test(keys_are_those_that_people_expect),
        cmocka_unit_test(a_known_split_is_believed),
        cmocka_unit_test(keys_stay_short_and_plain),
        cmocka_unit_test(numbered_keys_count_in_letters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
