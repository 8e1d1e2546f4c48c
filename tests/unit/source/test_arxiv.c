/* arXiv's addresses, the table of sources, and the request for a batch. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "gloss/source/source.h"

static void test_urls(void **state)
{
    static const struct {
        const char *url;
        const char *id; /* NULL: no work of arXiv */
        int version;
        bool derived;
    } rows[] = {
        {"https://arxiv.org/abs/2401.04088", "2401.04088", 0, false},
        {"http://arxiv.org/abs/2308.00951v1", "2308.00951", 1, false},
        {"HTTPS://ARXIV.ORG/abs/2401.04088#S1", "2401.04088", 0, false},
        {"https://arxiv.org:443/abs/2401.04088/?context=cs.LG", "2401.04088", 0, false},
        {"https://www.arxiv.org/abs/2401.04088", "2401.04088", 0, false},
        {"https://export.arxiv.org/abs/2401.04088", "2401.04088", 0, false},
        {"https://browse.arxiv.org/abs/2401.04088", "2401.04088", 0, false},
        {"http://xxx.lanl.gov/abs/hep-th/9901001", "hep-th/9901001", 0, false},
        {"https://arxiv.org/abs/math.GT/0309136v2", "math/0309136", 2, false},
        {"https://arxiv.org/abs/math%2F0309136", "math/0309136", 0, false},
        {"https://arxiv.org/abs/arXiv:2401.04088", "2401.04088", 0, false},
        {"https://arxiv.org/arXiv:2401.04088", "2401.04088", 0, false},
        {"https://arxiv.org/arxiv%3A2401.04088v3", "2401.04088", 3, false},
        {"https://arxiv.org/pdf/2401.04088", "2401.04088", 0, false},
        {"https://arxiv.org/pdf/2401.04088v1.pdf#page=3", "2401.04088", 1, false},
        {"https://arxiv.org/pdf/2401.04088.PDF", "2401.04088", 0, false},
        {"https://arxiv.org/pdf/hep-th/9901001.pdf", "hep-th/9901001", 0, false},
        {"https://arxiv.org/format/2401.04088", "2401.04088", 0, false},
        {"https://arxiv.org/bibtex/2401.04088", "2401.04088", 0, false},
        {"https://arxiv.org/html/2401.04088v1/", "2401.04088", 1, true},
        {"https://arxiv.org/src/2401.04088", "2401.04088", 0, true},
        {"https://arxiv.org/e-print/2401.04088v2", "2401.04088", 2, true},
        {"https://arxiv.org/ps/hep-th/9901001.ps.gz", "hep-th/9901001", 0, true},
        {"https://arxiv.org/ftp/arxiv/papers/1704/1704.04760.pdf", "1704.04760", 0, false},
        {"https://arxiv.org/ftp/hep-th/papers/9901/9901001.pdf", "hep-th/9901001", 0, false},
        {"https://doi.org/10.48550/arXiv.2401.04088", "2401.04088", 0, false},
        {"https://doi.org/10.48550/ARXIV.2401.04088", "2401.04088", 0, false},
        {"http://dx.doi.org/10.48550%2FarXiv.2401.04088", "2401.04088", 0, false},
        {"https://doi.org/10.48550/arXiv.math/0309136", "math/0309136", 0, false},
        {"https://huggingface.co/papers/2402.08609", "2402.08609", 0, false},
        {"https://hf.co/papers/2402.08609", "2402.08609", 0, false},
        {"https://www.alphaxiv.org/abs/2401.04088v1", "2401.04088", 1, false},
        {"https://alphaxiv.org/overview/2401.04088", "2401.04088", 0, true},
        {"https://ar5iv.org/abs/2401.04088", "2401.04088", 0, true},
        {"https://ar5iv.labs.arxiv.org/html/2401.04088", "2401.04088", 0, true},
        {"arXiv:1704.04760v1", "1704.04760", 1, false},
        /* Near misses. */
        {"https://arxiv.org/", NULL, 0, false},
        {"https://arxiv.org/abs/", NULL, 0, false},
        {"https://arxiv.org/list/cs.LG/recent", NULL, 0, false},
        {"https://arxiv.org/list/cs.LG/2401.04088", NULL, 0, false},
        {"https://arxiv.org/a/lecun_y_1", NULL, 0, false},
        {"https://arxiv.org/2401.04088", NULL, 0, false},
        {"https://arxiv.org/abs/2413.04088", NULL, 0, false},
        {"https://arxiv.org/abs/2401.04088v0", NULL, 0, false},
        {"https://arxiv.org/abs/2401.04088/extra", NULL, 0, false},
        {"https://arxiv.org/html/2401.04088v1/x1.png", NULL, 0, false},
        {"https://arxiv.org/search/?query=2401.04088", NULL, 0, false},
        {"https://arxiv.org/abs/%002401.04088", NULL, 0, false},
        {"https://arxiv.org/ftp/arxiv/papers/1704/1705.04760.pdf", NULL, 0, false},
        {"https://arxiv.org/ftp/arxiv/papers/1704/", NULL, 0, false},
        {"https://arxiv.org/ftp/papers/1704/1704.04760.pdf", NULL, 0, false},
        {"https://arxiv.org/ftp/no-such/papers/9901/9901001.pdf", NULL, 0, false},
        {"https://info.arxiv.org/abs/2401.04088", NULL, 0, false},
        {"https://notarxiv.org/abs/2401.04088", NULL, 0, false},
        {"https://example.org/abs/2401.04088", NULL, 0, false},
        {"https://arxiv.org.example/abs/2401.04088", NULL, 0, false},
        {"https://example.org/?u=https://arxiv.org/abs/2401.04088", NULL, 0, false},
        {"https://web.archive.org/web/2024/https://arxiv.org/abs/2401.04088", NULL, 0, false},
        {"https://huggingface.co/papers", NULL, 0, false},
        {"https://huggingface.co/papers/date/2024-01-01", NULL, 0, false},
        {"https://huggingface.co/abs/2401.04088", NULL, 0, false},
        {"https://doi.org/10.1145/3360307", NULL, 0, false},
        {"https://doi.org/10.48550/2401.04088", NULL, 0, false},
        {"mailto:2401.04088@arxiv.org", NULL, 0, false},
        {"arxiv.org/abs/2401.04088", NULL, 0, false},
        {"arXiv:", NULL, 0, false},
        {"", NULL, 0, false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct work_ref ref = {.id = "left over", .version = 9, .derived = true};
        const struct source *s = source_for_url(rows[i].url, &ref);

        if (s && strcmp(s->scheme, "arxiv") != 0) { /* another registry's */
            s = NULL;
            ref = (struct work_ref){0};
        }
        if ((s != NULL) != (rows[i].id != NULL) ||
            strcmp(ref.id, rows[i].id ? rows[i].id : "") != 0 || ref.version != rows[i].version ||
            ref.derived != rows[i].derived) {
            fail_msg("'%s' is read as '%s' version %d%s", rows[i].url, ref.id, ref.version,
                     ref.derived ? ", derived" : "");
        }
    }
}

static void test_table(void **state)
{
    (void)state;
    assert_non_null(sources[0]);
    for (size_t i = 0; sources[i]; i++) {
        const struct source *s = sources[i];

        if (!s->available || s->available())
            assert_ptr_equal(source_by_name(s->name), s);
        assert_true(s->batch_max > 0 && s->lifetime_s > 0);
        assert_true(s->scheme && s->host && s->build && s->read);
    }
    assert_null(source_by_name("no-such-source"));
}

static void expect_request(const char *const *ids, size_t n, const char *url)
{
    struct fetch_request *r = source_by_name("arxiv-api")->build(ids, n);

    assert_string_equal(r->url, url);
    assert_null(r->body);
    assert_true(r->body_max >= 1024 * 1024);
    fetch_request_free(r);
}

static void test_request(void **state)
{
    static const char *const one[] = {"2401.04088"};
    static const char *const many[] = {"2401.04088", "hep-th/9901001", "1412.0001"};
    static const char *const spoilt[] = {"2401.4088", "2401.04088", "x&max_results=9", ""};

    (void)state;
    expect_request(one, 1,
                   "https://export.arxiv.org/api/query?id_list=2401.04088&start=0&max_results=1");
    expect_request(many, 3,
                   "https://export.arxiv.org/api/query?id_list=2401.04088,hep-th/9901001,1412.0001"
                   "&start=0&max_results=3");
    expect_request(spoilt, 4,
                   "https://export.arxiv.org/api/query?id_list=2401.04088&start=0&max_results=1");
}

/* A full batch is not cut short. */
static void test_full_batch(void **state)
{
    const struct source *s = source_by_name("arxiv-api");
    char ids[100][16];
    const char *list[100];
    struct fetch_request *r;

    (void)state;
    assert_true(s->batch_max <= 100);
    for (size_t i = 0; i < s->batch_max; i++) {
        (void)snprintf(ids[i], sizeof ids[i], "2401.%05u", (unsigned)i + 1);
        list[i] = ids[i];
    }
    r = s->build(list, s->batch_max);
    assert_non_null(strstr(r->url, list[s->batch_max - 1]));
    assert_non_null(strstr(r->url, "&max_results=100"));
    fetch_request_free(r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_urls),
        cmocka_unit_test(test_table),
        cmocka_unit_test(test_request),
        cmocka_unit_test(test_full_batch),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
