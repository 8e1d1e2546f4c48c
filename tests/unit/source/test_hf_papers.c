/* Hugging Face's papers: code beside arXiv's words, and all of it in arXiv's stead. */
#include "source/answer.h"

static const char *const id[] = {"2401.04081"};

static void test_who_asks(void **state)
{
    static const struct {
        const char *url;
        bool asked;
    } rows[] = {
        {"https://huggingface.co/papers/2401.04081", true},
        {"https://www.huggingface.co/papers/2401.04081", true},
        {"https://hf.co/papers/2401.04081", true},
        {"https://arxiv.org/abs/2401.04081", false},
        {"https://alphaxiv.org/abs/2401.04081", false},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct work_ref ref;
        assert_string_equal(source_for_url(rows[i].url, &ref)->name, "arxiv-api");
        assert_int_equal(ref.also != NULL, rows[i].asked);
        if (ref.also)
            assert_string_equal(ref.also, "hf-papers");
    }
    assert_string_equal(source_by_name("arxiv-api")->next, "hf-papers");
    assert_null(source_by_name("hf-papers")->match);
}

static void test_request(void **state)
{
    static const char *const old[] = {"hep-th/9901001"};
    struct fetch_request *r = source_by_name("hf-papers")->build(id, 1);
    (void)state;
    assert_string_equal(r->url, "https://huggingface.co/api/papers/2401.04081");
    fetch_request_free(r);
    r = source_by_name("hf-papers")->build(old, 1);
    assert_string_equal(r->url, "https://huggingface.co/api/papers/hep-th/9901001");
    fetch_request_free(r);
}

static void test_found(void **state)
{
    struct record r;
    (void)state;
    assert_int_equal(
        read_reply("hf-papers", reply_from("fixtures/huggingface/paper/reply.json"), id, 1, &r),
        SOURCE_OK);
    assert_int_equal(r.state, RECORD_FOUND);
    expect_field(&r, META_TITLE, "Sieves: Fast and Fine");
    expect_list(&r, META_AUTHORS, "Ada Miller; Jan de Molen");
    expect_field(&r, META_PUBLISHED, "2024-01-08");
    expect_field(&r, META_ABSTRACT, "How a sieve sorts flour.");
    expect_list(&r, META_CODE, "https://github.com/mill-house/sieves");
    expect_field(&r, META_NOTE, "Project page: https://sieves.example/");
    expect_field(&r, META_ARXIV, "2401.04081");
    expect_field(&r, META_CANONICAL, "https://arxiv.org/abs/2401.04081");
    record_release(&r);
}

/* Beside arXiv's record, the code is all that counts. */
static void test_ranks(void **state)
{
    static const enum meta_field words[] = {META_TITLE, META_AUTHORS, META_PUBLISHED, META_ABSTRACT,
                                            META_PDF,   META_SITE,    META_NOTE};
    struct record r;
    struct meta *arxiv = meta_new();
    (void)state;
    for (size_t i = 0; i < COUNT(words); i++)
        meta_append(arxiv, words[i], "arXiv's", "arxiv-api", 900);
    meta_append(arxiv, META_CODE, "https://github.com/found/in-text", "arxiv-api", 900);
    read_reply("hf-papers", reply_from("fixtures/huggingface/paper/reply.json"), id, 1, &r);
    meta_merge(arxiv, r.meta);
    for (size_t i = 0; i < COUNT(words); i++)
        assert_string_equal(meta_get(arxiv, words[i]), "arXiv's");
    assert_string_equal(meta_get(arxiv, META_CODE), "https://github.com/mill-house/sieves");
    meta_free(arxiv);
    record_release(&r);
}

static void test_links_are_addresses(void **state)
{
    struct record r;
    (void)state;
    assert_int_equal(
        read_reply("hf-papers",
                   reply_of(200, "{\"id\":\"2401.04081\",\"title\":\"T\",\"githubRepo\":"
                                 "\"javascript:alert(1)\",\"projectPage\":\"soon\",\"authors\":3}"),
                   id, 1, &r),
        SOURCE_OK);
    expect_field(&r, META_CODE, NULL);
    expect_field(&r, META_NOTE, NULL);
    expect_field(&r, META_AUTHORS, NULL);
    record_release(&r);
}

static void test_bad_answers(void **state)
{
    static const struct bad_answer rows[] = {
        /* The Hub does not have every paper: that it has none says nothing. */
        {404, "{\"error\":\"Paper not found\"}", NULL, SOURCE_REFUSED, RECORD_UNKNOWN},
        {401, "", NULL, SOURCE_REFUSED, RECORD_UNKNOWN},
        {429, "", NULL, SOURCE_RETRY, RECORD_UNKNOWN},
        {500, "{}", NULL, SOURCE_RETRY, RECORD_UNKNOWN},
        {0, NULL, NULL, SOURCE_RETRY, RECORD_UNKNOWN},
        {200, CHALLENGE, NULL, SOURCE_RETRY, RECORD_UNKNOWN},
        {200, "", NULL, SOURCE_RETRY, RECORD_UNKNOWN},
        {200, "{}", NULL, SOURCE_RETRY, RECORD_UNKNOWN},
        {200, "{\"id\":\"2401.04081\"}", NULL, SOURCE_RETRY, RECORD_UNKNOWN},
        {200, "{\"id\":\"2401.04082\",\"title\":\"T\"}", NULL, SOURCE_REFUSED, RECORD_UNKNOWN},
        {200, "{\"id\":\"x\",\"title\":\"T\"}", NULL, SOURCE_REFUSED, RECORD_UNKNOWN},
    };
    (void)state;
    expect_bad_answers("hf-papers", id[0], rows, COUNT(rows));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_who_asks),
        cmocka_unit_test(test_request),
        cmocka_unit_test(test_found),
        cmocka_unit_test(test_ranks),
        cmocka_unit_test(test_links_are_addresses),
        cmocka_unit_test(test_bad_answers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
