/* Hugging Face: whose page is what, and what its API says of datasets, models, spaces and
 * collections. */
#include "source/answer.h"

#define COLLECTION "mill-house/papers-on-milling-65097893623330a3a51ead66"

static void test_addresses(void **state)
{
    static const struct address datasets[] = {
        {"https://huggingface.co/datasets/Locutusque/UltraTextbooks", "Locutusque/UltraTextbooks",
         false},
        {"http://www.huggingface.co/datasets/a/b/", "a/b", false},
        {"https://hf.co/datasets/a/b?row=3#top", "a/b", false},
        {"https://huggingface.co/datasets/a/b/viewer/default/train", "a/b", true},
        {"https://huggingface.co/datasets/a/b/tree/main/data", "a/b", true},
        {"https://huggingface.co/datasets/a/b/resolve/main/x.parquet", "a/b", true},
        {"https://huggingface.co/datasets/a/b/discussions/3", NULL, false},
        {"https://huggingface.co/datasets/squad", NULL, false},
        {"https://huggingface.co/datasets", NULL, false},
        {"https://huggingface.co/datasets/a/..", NULL, false},
        {"https://huggingface.co/datasets/a/b%2Fc", NULL, false},
        {"https://huggingface.co.example/datasets/a/b", NULL, false},
        {"https://datasets-server.huggingface.co/datasets/a/b", NULL, false},
    };
    static const struct address models[] = {
        {"https://huggingface.co/mistralai/Mixtral-8x7B-v0.1", "mistralai/Mixtral-8x7B-v0.1",
         false},
        {"https://huggingface.co/a/b/blob/main/config.json", "a/b", true},
        {"https://huggingface.co/huggingface/CodeBERTa", "huggingface/CodeBERTa", false},
        {"https://huggingface.co/docs/transformers", NULL, false},
        {"https://huggingface.co/blog/moe", NULL, false},
        {"https://huggingface.co/gpt2", NULL, false},
        {"https://huggingface.co/papers/2402.08609", NULL, false},
        {"https://huggingface.co/spaces/a/b", NULL, false},
        {"https://huggingface.co/", NULL, false},
    };
    static const struct address spaces[] = {
        {"https://huggingface.co/spaces/HuggingFaceH4/open_llm_leaderboard",
         "HuggingFaceH4/open_llm_leaderboard", false},
        {"https://huggingface.co/spaces/a/b/blob/main/app.py", "a/b", true},
        {"https://huggingface.co/spaces/a", NULL, false},
    };
    static const struct address collections[] = {
        {"https://huggingface.co/collections/" COLLECTION, COLLECTION, false},
        {"https://huggingface.co/collections/" COLLECTION "/", COLLECTION, false},
        {"https://huggingface.co/collections/mill-house", NULL, false},
        {"https://huggingface.co/collections/mill-house/papers", NULL, false},
        {"https://huggingface.co/collections/" COLLECTION "/more", NULL, false},
    };
    (void)state;
    expect_addresses("hf-dataset", datasets, COUNT(datasets));
    expect_addresses("hf-model", models, COUNT(models));
    expect_addresses("hf-space", spaces, COUNT(spaces));
    expect_addresses("hf-collection", collections, COUNT(collections));
}

static void test_request(void **state)
{
    static const struct {
        const char *source;
        const char *id;
        const char *url;
    } rows[] = {
        {"hf-datasets", "a/b", "https://huggingface.co/api/datasets/a/b"},
        {"hf-models", "a/b", "https://huggingface.co/api/models/a/b"},
        {"hf-spaces", "a/b", "https://huggingface.co/api/spaces/a/b"},
        {"hf-collections", COLLECTION, "https://huggingface.co/api/collections/" COLLECTION},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct fetch_request *r = source_by_name(rows[i].source)->build(&rows[i].id, 1);
        assert_string_equal(r->url, rows[i].url);
        assert_string_equal(header_of(r, "Accept"), "application/json");
        assert_null(r->body);
        fetch_request_free(r);
    }
}

static struct record found(const char *source, const char *path, const char *id)
{
    struct record out;
    assert_int_equal(read_reply(source, reply_from(path), &id, 1, &out), SOURCE_OK);
    assert_int_equal(out.state, RECORD_FOUND);
    expect_field(&out, META_SITE, "Hugging Face");
    return out;
}

static void test_dataset(void **state)
{
    struct record r =
        found("hf-datasets", "fixtures/huggingface/dataset/reply.json", "mill-house/grain-reports");
    (void)state;
    expect_field(&r, META_TITLE, "Grain Reports");
    expect_list(&r, META_AUTHORS, "mill-house");
    expect_field(&r, META_PUBLISHED, "2023-03-27");
    expect_field(&r, META_MODIFIED, "2024-05-02");
    expect_field(&r, META_ABSTRACT,
                 "Daily reports of three mills, & what was ground in them. About 12,000 rows. "
                 "Written by hand…");
    expect_field(&r, META_LICENSE, "cc-by-4.0");
    expect_field(&r, META_DOI, "10.57967/hf/1034");
    expect_field(&r, META_ARXIV, NULL);
    expect_field(&r, META_TYPE, "dataset");
    expect_field(&r, META_CANONICAL, "https://huggingface.co/datasets/mill-house/Grain-Reports");
    assert_string_equal(meta_item(r.meta, META_TAGS, 0)->text, "arxiv:2401.04088");
    assert_string_equal(meta_item(r.meta, META_TAGS, 1)->text, "agriculture");
    assert_string_equal(meta_source(r.meta, META_TITLE), "hf-datasets");
    record_release(&r);
}

/* Old as the Hub's account of dates, which is no date; the card's template not filled in. */
static void test_model(void **state)
{
    struct record r =
        found("hf-models", "fixtures/huggingface/model/reply.json", "mill-house/miller-7b");
    (void)state;
    expect_field(&r, META_TITLE, "miller-7b");
    expect_field(&r, META_PUBLISHED, NULL);
    expect_field(&r, META_MODIFIED, "2022-08-15");
    expect_field(&r, META_LICENSE, NULL);
    expect_field(&r, META_ABSTRACT, NULL);
    expect_field(&r, META_TYPE, "software");
    expect_list(&r, META_TAGS, "transformers; safetensors; arxiv:1910.09700; arxiv:2307.09288");
    record_release(&r);
}

static void test_space(void **state)
{
    struct record r =
        found("hf-spaces", "fixtures/huggingface/space/reply.json", "mill-house/grinder");
    (void)state;
    expect_field(&r, META_TITLE, "The Grinder");
    expect_field(&r, META_ABSTRACT, "Grind a text in the browser");
    expect_field(&r, META_PUBLISHED, "2023-09-01");
    expect_field(&r, META_MODIFIED, NULL);
    expect_field(&r, META_LICENSE, "mit");
    record_release(&r);
}

/* The words of its address may be an older title's. */
static void test_collection(void **state)
{
    struct record r = found("hf-collections", "fixtures/huggingface/collection/reply.json",
                            "mill-house/milling-65097893623330a3a51ead66");
    (void)state;
    expect_field(&r, META_TITLE, "Papers on Milling");
    expect_list(&r, META_AUTHORS, "Ada Miller");
    expect_field(&r, META_PUBLISHED, "2023-09-19");
    expect_field(&r, META_MODIFIED, "2024-06-12");
    expect_field(&r, META_ABSTRACT, "In the order to read them.");
    expect_field(&r, META_CANONICAL, "https://huggingface.co/collections/" COLLECTION);
    record_release(&r);
}

static void test_bad_answers(void **state)
{
    static const struct bad_answer rows[] = {
        {404, "{\"error\":\"Repository not found\"}", NULL, SOURCE_OK, RECORD_ABSENT},
        {404, "<h1>404</h1>", NULL, SOURCE_REFUSED, RECORD_UNKNOWN},
        {404, "{}", NULL, SOURCE_REFUSED, RECORD_UNKNOWN},
        {401, "{\"error\":\"Invalid username or password.\"}", NULL, SOURCE_REFUSED,
         RECORD_UNKNOWN},
        {403, "{\"error\":\"Access to this resource is disabled\"}", NULL, SOURCE_REFUSED,
         RECORD_UNKNOWN},
        {429, "{\"error\":\"We had to rate limit you\"}", NULL, SOURCE_RETRY, RECORD_UNKNOWN},
        {503, "", NULL, SOURCE_RETRY, RECORD_UNKNOWN},
        {0, NULL, NULL, SOURCE_RETRY, RECORD_UNKNOWN},
        {307, "", "Location: /api/datasets/c/d", SOURCE_REFUSED, RECORD_UNKNOWN},
        {202, "", NULL, SOURCE_REFUSED, RECORD_UNKNOWN},
        {200, CHALLENGE, NULL, SOURCE_RETRY, RECORD_UNKNOWN},
        {200, NULL, NULL, SOURCE_RETRY, RECORD_UNKNOWN},
        {200, "", NULL, SOURCE_RETRY, RECORD_UNKNOWN},
        {200, "{}", NULL, SOURCE_RETRY, RECORD_UNKNOWN},
        {200, "[{\"id\":\"a/b\"}]", NULL, SOURCE_RETRY, RECORD_UNKNOWN},
        {200, "{\"id\":[\"a/b\"]}", NULL, SOURCE_RETRY, RECORD_UNKNOWN},
        {200, "{\"id\":\"a/b\",\"tags\":[", NULL, SOURCE_RETRY, RECORD_UNKNOWN},
        {200, "{\"id\":\"other/thing\"}", NULL, SOURCE_REFUSED, RECORD_UNKNOWN},
    };
    static const char *const repositories[] = {"hf-datasets", "hf-models", "hf-spaces"};
    static const struct bad_answer slugs[] = {
        {404, "{\"error\":\"Collection not found\"}", NULL, SOURCE_OK, RECORD_ABSENT},
        {200, "{\"slug\":\"short\"}", NULL, SOURCE_REFUSED, RECORD_UNKNOWN},
        {200, "{\"slug\":\"mill-house/papers-on-milling-65097893623330a3a51ead67\"}", NULL,
         SOURCE_REFUSED, RECORD_UNKNOWN},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(repositories); i++)
        expect_bad_answers(repositories[i], "a/b", rows, COUNT(rows));
    expect_bad_answers("hf-collections", COLLECTION, slugs, COUNT(slugs));
}

/* Values of the wrong kind are no values. */
static void test_odd_values(void **state)
{
    static const char *const id[] = {"a/b"};
    struct record r;
    (void)state;
    assert_int_equal(
        read_reply("hf-datasets",
                   reply_of(200,
                            "{\"id\":\"a/b\",\"author\":null,\"createdAt\":5,\"tags\":{},"
                            "\"description\":[],\"cardData\":\"x\",\"lastModified\":\"soon\"}"),
                   id, 1, &r),
        SOURCE_OK);
    expect_field(&r, META_TITLE, "b");
    expect_list(&r, META_AUTHORS, "a");
    expect_field(&r, META_PUBLISHED, NULL);
    expect_field(&r, META_MODIFIED, NULL);
    expect_field(&r, META_ABSTRACT, NULL);
    record_release(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_addresses),   cmocka_unit_test(test_request),
        cmocka_unit_test(test_dataset),     cmocka_unit_test(test_model),
        cmocka_unit_test(test_space),       cmocka_unit_test(test_collection),
        cmocka_unit_test(test_bad_answers), cmocka_unit_test(test_odd_values),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
