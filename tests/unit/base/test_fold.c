/* Strings compared: folding, similarity, containment; and the first sentences of abstracts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "gloss/base/text.h"

#define ROWS(table) (sizeof(table) / sizeof((table)[0]))

static void fold(void **state)
{
    static const struct {
        const char *text;
        const char *expected;
    } rows[] = {
        {"", ""},
        {"  ", ""},
        {"…!?", ""},
        {"The TPUv4i — Google’s", "the tpuv4i googles"},
        {"the tpuv4i googles", "the tpuv4i googles"},
        {"Mixture-of-Experts", "mixture of experts"},
        {"Mixture of  Experts!", "mixture of experts"},
        {"Hardware—Software", "hardware software"},
        {"Llama 3.1", "llama 31"},
        {"1,000", "1000"},
        {"C++ and C#", "c++ and c#"},
        {"Fast or Slow? | Kaggle", "fast or slow kaggle"},
        {"naïve", "naïve"},
        {"NAÏVE", "naïve"},
        {"nai\xCC\x88ve", "naïve"},
        {"Straße", "strasse"},
        {"ﬁne ﬂow", "fine flow"},
        {"ＦＵＬＬ　width", "full width"},
        {"x²", "x2"},
        {"🤗 Transformers", "transformers"},
        {"Ὀδυσσεύς", "ὀδυσσεύσ"},
        {"ПРИВЕТ", "привет"},
        {"北京，大学", "北京大学"},
        {"co\xC2\xADop\xE2\x80\x8B", "coop"},
        {"bad \xFF bytes", "bad bytes"},
        {"tab\tand\nline", "tab and line"},
    };

    (void)state;
    for (size_t i = 0; i < ROWS(rows); i++) {
        char *got = text_fold(rows[i].text);

        if (strcmp(got, rows[i].expected) != 0)
            print_error("'%s' gave '%s'\n", rows[i].text, got);
        assert_string_equal(got, rows[i].expected);
        free(got);
    }
}

static void similarity(void **state)
{
    static const struct {
        const char *a, *b;
        double expected;
    } rows[] = {
        {"", "", 0},
        {"a", "", 0},
        {"...", "...", 0},
        {"Mixtral of Experts", "mixtral OF experts", 1},
        {"a b c d", "d c b a", 1},
        {"a b", "c d", 0},
        {"a a b", "a b b", 2.0 / 3},
        {"a b c", "a b", 0.8},
        {"GShard", "GShard: Scaling Giant Models", 0.4},
        {"北京大学", "北京大", 6.0 / 7},
        {"北京", "大学", 0},
    };

    (void)state;
    for (size_t i = 0; i < ROWS(rows); i++) {
        double forth = text_similarity(rows[i].a, rows[i].b);
        double back = text_similarity(rows[i].b, rows[i].a);

        assert_true(forth > rows[i].expected - 1e-9 && forth < rows[i].expected + 1e-9);
        assert_true(forth == back);
    }
}

static void contains(void **state)
{
    (void)state;
    assert_true(text_contains("The Hugging Face Team", "hugging face"));
    assert_true(text_contains("The Hugging Face Team", "The Hugging Face Team"));
    assert_true(text_contains("LMSYS Org | Blog", "lmsys org"));
    assert_true(text_contains("Google’s TPU", "googles"));
    assert_false(text_contains("The Hugging Face Team", "ugging face"));
    assert_false(text_contains("The Hugging Face Team", "hugging fac"));
    assert_false(text_contains("The Hugging Face Team", "team face"));
    assert_false(text_contains("x", ""));
    assert_false(text_contains("", "x"));
    assert_false(text_contains("x", "?!"));
}

static void sentences(void **state)
{
    static const struct {
        const char *text;
        size_t max;
        const char *expected;
    } rows[] = {
        {"", 100, ""},
        {"No end", 100, "No end"},
        {"One. Two. Three.", 100, "One. Two. Three."},
        {"One. Two. Three.", 15, "One. Two."},
        {"One. Two. Three.", 9, "One. Two."},
        {"One. Two. Three.", 8, "One."},
        {"One. Two. Three.", 4, "One."},
        {"One! Two? Three.", 9, "One! Two?"},
        {"One… Two.", 5, "One…"},
        {"Smith et al. show this. Next.", 25, "Smith et al. show this."},
        {"Smith et al. Show this. Next.", 25, "Smith et al. Show this."},
        {"Models, e.g. Mixtral, work. Next.", 28, "Models, e.g. Mixtral, work."},
        {"Models, i.e. LLMs, work. Next.", 25, "Models, i.e. LLMs, work."},
        {"CPUs vs. GPUs differ. Next.", 22, "CPUs vs. GPUs differ."},
        {"See Fig. 3 for more. Next.", 21, "See Fig. 3 for more."},
        {"It has 3.5 stars. Next.", 18, "It has 3.5 stars."},
        {"By J. R. R. Tolkien himself. Next.", 29, "By J. R. R. Tolkien himself."},
        {"In the U.S. Senate they sat. Next.", 30, "In the U.S. Senate they sat."},
        {"Dr. Who came. Next.", 14, "Dr. Who came."},
        {"1. Introduction here. Next.", 22, "1. Introduction here."},
        {"The answer is no. Next one.", 18, "The answer is no."},
        {"No. 5 is alive. Next.", 16, "No. 5 is alive."},
        {"He said \"stop.\" Then left. Now.", 27, "He said \"stop.\" Then left."},
        {"(It works.) Next one.", 12, "(It works.)"},
        {"Use v1.2. It works.", 10, "Use v1.2."},
        {"Visit example.com today. Next.", 25, "Visit example.com today."},
        {"Really?! Yes.", 9, "Really?!"},
        {"It ended. but went on. Next.", 23, "It ended. but went on."},
        {"这是一句。这是第二句。", 6, "这是一句。"},
        {"这是一句。这是第二句。", 11, "这是一句。这是第二句。"},
        {"Éa est là. Ô joie.", 11, "Éa est là."},
        {"  One.\n\n Two.  ", 100, "One. Two."},
        /* what is cut off in mid-sentence is left out, but for what stands alone */
        {"One sentence. Such a network hol", 100, "One sentence."},
        {"One sentence. And \"another.\"", 100, "One sentence. And \"another.\""},
        {"A title without a stop", 100, "A title without a stop"},
        /* the first alone is too long */
        {"One two three four five", 12, "One two…"},
        {"One two three four five", 14, "One two three…"},
        {"Incomprehensibilities are", 10, "Incompreh…"},
        {"One two", 1, "…"},
        {"One two", 0, ""},
        {"这是一个很长的句子没有结尾", 5, "这是一个…"},
    };

    (void)state;
    for (size_t i = 0; i < ROWS(rows); i++) {
        char *got = text_sentences(rows[i].text, rows[i].max);

        if (strcmp(got, rows[i].expected) != 0)
            print_error("'%s' in %zu gave '%s'\n", rows[i].text, rows[i].max, got);
        assert_string_equal(got, rows[i].expected);
        free(got);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fold),
        cmocka_unit_test(similarity),
        cmocka_unit_test(contains),
        cmocka_unit_test(sentences),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
