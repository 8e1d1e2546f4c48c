/* What link texts have to do with the title of the work behind the link. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gloss/base/drift.h"
#include "gloss/base/mem.h"

#define ROWS(table) (sizeof(table) / sizeof((table)[0]))

static const char *const names[] = {"equal",   "label",   "address", "longer",
                                    "shorter", "variant", "name",    "other"};

static void likeness(void **state)
{
    static const char gshard[] =
        "GShard: Scaling Giant Models with Conditional Computation and Automatic Sharding";
    static const char bert[] = "BERT: Pre-training of Deep Bidirectional Transformers for Language "
                               "Understanding";
    static const struct {
        const char *text, *title;
        enum likeness expected;
    } rows[] = {
        {"Mixtral of Experts", "Mixtral of Experts", LIKENESS_EQUAL},
        {"mixtral of  experts.", "Mixtral of Experts", LIKENESS_EQUAL},
        {"Low Rank Adaptation", "Low-Rank Adaptation", LIKENESS_EQUAL},
        {"Googleâ€™s TPUv4i", "Google's TPUv4i", LIKENESS_EQUAL},
        {"GitHub", "GitHub", LIKENESS_EQUAL},
        {"", gshard, LIKENESS_LABEL},
        {" ", gshard, LIKENESS_LABEL},
        {"here", gshard, LIKENESS_LABEL},
        {"Read more here", gshard, LIKENESS_LABEL},
        {"[pdf]", gshard, LIKENESS_LABEL},
        {"the paper", gshard, LIKENESS_LABEL},
        {"Code", gshard, LIKENESS_LABEL},
        {"YouTube video", gshard, LIKENESS_LABEL},
        {"abs", gshard, LIKENESS_LABEL},
        {"arXiv:2006.16668", gshard, LIKENESS_LABEL},
        {"[3]", gshard, LIKENESS_LABEL},
        {"https://arxiv.org/abs/2006.16668", gshard, LIKENESS_ADDRESS},
        {"arxiv.org", gshard, LIKENESS_ADDRESS},
        {"apple/ml-vision", gshard, LIKENESS_ADDRESS},
        {"GShard", gshard, LIKENESS_SHORTER},
        {"Scaling Giant Models", gshard, LIKENESS_SHORTER},
        {"BERT", bert, LIKENESS_SHORTER},
        {"RAG", "On Retrieval-Augmented Generation", LIKENESS_SHORTER},
        {"GANs", "Generative Adversarial Networks", LIKENESS_SHORTER},
        {"SOTA", "The State of the Art", LIKENESS_SHORTER},
        {"LoRA", "Low-Rank Adaptation of Large Language Models", LIKENESS_NAME},
        {"DeepMind - GraphCast", "GraphCast", LIKENESS_LONGER},
        {"Attention Is All You Need (2017)", "Attention is all you need", LIKENESS_LONGER},
        {"Retrieval Agumented Generation", "Retrieval Augmented Generation", LIKENESS_VARIANT},
        {"Intro to Information Retrieval Book", "Introduction to Information Retrieval",
         LIKENESS_VARIANT},
        {"Attention Is All You Needs", "Attention Is All You Need", LIKENESS_VARIANT},
        {"Karpathy on RNNs and how they work", "The Effectiveness of Recurrent Neural Nets (RNN)",
         LIKENESS_VARIANT},
        {"GPT-3", "Language Models are Few-Shot Learners", LIKENESS_NAME},
        {"Chinchilla", "Training Compute-Optimal Large Language Models", LIKENESS_NAME},
        {"A Catalogue of Optimizing Transformations", "Ten best online casinos without deposit",
         LIKENESS_OTHER},
        {"Efficiently Scaling Transformer Inference", gshard, LIKENESS_VARIANT},
        {"How to Escape Saddle Points Efficiently", "A White Paper on Neural Network Quantization",
         LIKENESS_OTHER},
        {"How to Escape Saddle Points Efficiently", "Home", LIKENESS_VARIANT},
        {"How to Escape Saddle Points Efficiently", "", LIKENESS_VARIANT},
        {"Внимание это все что нужно", "Attention Is All You Need", LIKENESS_VARIANT},
        {"注意力就是你所需要的一切", "Attention Is All You Need", LIKENESS_NAME},
        {"\xFF\xFE", gshard, LIKENESS_LABEL},
    };
    size_t failed = 0;

    (void)state;
    for (size_t i = 0; i < ROWS(rows); i++) {
        enum likeness got = drift_likeness(rows[i].text, rows[i].title, NULL, 0);

        if (got != rows[i].expected) {
            print_error("%s | %s: want %s, got %s\n", rows[i].text, rows[i].title,
                        names[rows[i].expected], names[got]);
            failed++;
        }
    }
    assert_int_equal(failed, 0);
}

static void a_renamed_work_has_not_drifted(void **state)
{
    static const char *const earlier[] = {
        "How to Escape Saddle Points",
        "Specialized Language Models with Cheap Inference from Limited Domain Data"};
    const char *title = "Online Casinos and Their Bonus Offers";

    (void)state;
    assert_int_equal(drift_likeness(earlier[1], title, NULL, 0), LIKENESS_OTHER);
    assert_int_equal(drift_likeness(earlier[1], title, earlier, 1), LIKENESS_OTHER);
    assert_int_equal(drift_likeness(earlier[1], title, earlier, 2), LIKENESS_VARIANT);
    assert_int_equal(drift_likeness("Cheap Inference from Limited Domain Data", title, earlier, 2),
                     LIKENESS_VARIANT);
    assert_int_equal(drift_likeness(title, title, earlier, 2), LIKENESS_EQUAL);
}

static void length_costs_little(void **state)
{
    enum { BYTES = 1 << 20 };
    char *text = xmalloc(BYTES + 1);

    (void)state;
    for (size_t i = 0; i < BYTES; i++)
        text[i] = i % 7 ? (char)('a' + i / 7 % 26) : ' ';
    text[BYTES] = '\0';
    assert_int_equal(drift_likeness(text, "Attention Is All You Need", NULL, 0), LIKENESS_OTHER);
    memset(text, 'a', BYTES);
    assert_int_equal(drift_likeness(text, "b", NULL, 0), LIKENESS_NAME);
    free(text);
}

/* The bundled list against what is known of its works: no false alarm. Swapped titles are told in
 * most cases, as far as a text has words enough. */
static void the_list_has_not_drifted(void **state)
{
    static char lines[128][1024];
    char *texts[128], *titles[128];
    size_t count = 0, told = 0, swapped = 0;
    FILE *in = fopen("fixtures/drift/titles.tsv", "r");

    (void)state;
    assert_non_null(in);
    while (count < ROWS(lines) && fgets(lines[count], sizeof(lines[count]), in)) {
        lines[count][strcspn(lines[count], "\n")] = '\0';
        texts[count] = lines[count];
        titles[count] = strchr(lines[count], '\t');
        assert_non_null(titles[count]);
        *titles[count]++ = '\0';
        count++;
    }
    (void)fclose(in);
    assert_int_equal(count, 86);
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < count; k++) {
            bool other = drift_likeness(texts[i], titles[k], NULL, 0) == LIKENESS_OTHER;

            if (i == k && other)
                fail_msg("%s | %s: no false alarms, please", texts[i], titles[k]);
            swapped += i != k;
            told += i != k && other;
        }
    }
    assert_true(told * 4 > swapped * 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(likeness),
        cmocka_unit_test(a_renamed_work_has_not_drifted),
        cmocka_unit_test(length_costs_little),
        cmocka_unit_test(the_list_has_not_drifted),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
