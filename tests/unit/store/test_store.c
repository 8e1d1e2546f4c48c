/* What is put comes back as it was: pages, works, checks, findings, runs, and the batches they
 * travel in. */
#include "fixture.h"

static void a_page_comes_back(void **state)
{
    struct store *s = fixture_open(state);
    struct err err = ERR_INIT;
    struct meta *m = meta_new();
    char url[] = "https://example.org/%2F\xE9?a=b&c";
    struct stored_page in = {.etag = xstrdup("\"abc\""),
                             .last_modified = xstrdup("Tue, 14 Nov 2023 22:13:30 GMT"),
                             .final_url = xstrdup("https://example.org/new"),
                             .hops = {{301, xstrdup("https://example.org/x")},
                                      {302, xstrdup("https://example.org/new")}},
                             .hop_count = 2,
                             .status = 200,
                             .fetched_at = 1700000000,
                             .meta = m};
    struct stored_page out;

    assert_true(meta_propose(m, META_TITLE, "Mixtral of Experts", "citation-meta", 700));
    assert_true(meta_append(m, META_AUTHORS, "Albert Q. Jiang", "citation-meta", 700));
    assert_true(store_put_page(s, url, &in, &err));
    for (int round = 0; round < 2; round++) { /* from the batch in hand, then from the disk */
        assert_true(store_get_page(s, url, &out));
        assert_string_equal(out.etag, "\"abc\"");
        assert_string_equal(out.last_modified, "Tue, 14 Nov 2023 22:13:30 GMT");
        assert_string_equal(out.final_url, "https://example.org/new");
        assert_int_equal(out.hop_count, 2);
        assert_int_equal(out.hops[0].status, 301);
        assert_string_equal(out.hops[1].url, "https://example.org/new");
        assert_int_equal(out.status, 200);
        assert_int_equal(out.fetched_at, 1700000000);
        assert_string_equal(meta_get(out.meta, META_TITLE), "Mixtral of Experts");
        assert_string_equal(meta_source(out.meta, META_TITLE), "citation-meta");
        assert_int_equal(meta_rank(out.meta, META_TITLE), 700);
        assert_int_equal(meta_count(out.meta, META_AUTHORS), 1);
        stored_page_release(&out);
        assert_null(out.etag);
        assert_true(store_close(s, &err));
        s = fixture_open(state);
    }
    assert_false(store_get_page(s, "https://example.org/other", &out));
    assert_null(out.final_url);
    assert_true(store_close(s, &err));
    stored_page_release(&in);
}

static void a_newer_page_replaces_the_older(void **state)
{
    struct store *s = fixture_open(state);
    struct err err = ERR_INIT;
    struct stored_page first = {.etag = xstrdup("1"), .status = 200, .fetched_at = 1};
    struct stored_page second = {.status = 404, .fetched_at = 2};
    struct stored_page out;

    assert_true(store_put_page(s, "k", &first, &err));
    assert_true(store_put_page(s, "k", &second, &err));
    assert_true(store_get_page(s, "k", &out));
    assert_null(out.etag);
    assert_null(out.final_url);
    assert_null(out.meta);
    assert_int_equal(out.hop_count, 0);
    assert_int_equal(out.status, 404);
    stored_page_release(&out);
    stored_page_release(&first);
    assert_true(store_close(s, &err));
    assert_int_equal(fixture_count(state, "SELECT count(*) FROM page"), 1);
}

static void a_work_comes_back(void **state)
{
    struct store *s = fixture_open(state);
    struct err err = ERR_INIT;
    struct meta *m = meta_new();
    struct stored_work in = {.state = 1,
                             .version = 3,
                             .facts = FACT_BIT(FACT_WITHDRAWN_INDEX),
                             .fetched_at = 5,
                             .fresh_until = 1LL << 40,
                             .meta = m};
    struct stored_work none = {.state = 2, .fetched_at = 6};
    struct stored_work out;

    assert_true(meta_propose(m, META_CATEGORY, "cs.LG", "arxiv-api", 900));
    assert_true(store_put_work(s, "arxiv-api", "2401.04088", &in, &err));
    assert_true(store_put_work(s, "other", "2401.04088", &none, &err));
    assert_true(store_get_work(s, "arxiv-api", "2401.04088", &out));
    assert_int_equal(out.state, 1);
    assert_int_equal(out.version, 3);
    assert_int_equal(out.facts, FACT_BIT(FACT_WITHDRAWN_INDEX));
    assert_int_equal(out.fetched_at, 5);
    assert_int_equal(out.fresh_until, 1LL << 40);
    assert_string_equal(meta_get(out.meta, META_CATEGORY), "cs.LG");
    meta_free(out.meta);
    assert_true(store_get_work(s, "other", "2401.04088", &out));
    assert_int_equal(out.state, 2);
    assert_null(out.meta);
    assert_false(store_get_work(s, "other", "2401.99999", &out));
    assert_true(store_close(s, &err));
    meta_free(m);
}

static void a_finding_comes_back(void **state)
{
    struct store *s = fixture_open(state);
    struct err err = ERR_INIT;
    struct finding *in = fixture_finding("https://example.org/a", 1000);
    struct finding *out = NULL;

    assert_null(store_get_finding(s, in->key));
    assert_true(store_put_check(s, in, EVIDENCE_GONE, &err));
    out = store_get_finding(s, in->key);
    assert_non_null(out);
    /* It outlives the store. */
    assert_true(store_close(s, &err));
    assert_string_equal(out->key, in->key);
    assert_int_equal(out->verdict, VERDICT_DEAD);
    assert_string_equal(out->reason, in->reason);
    assert_int_equal(out->status, 404);
    assert_string_equal(out->final_url, in->final_url);
    assert_int_equal(out->hop_count, 1);
    assert_string_equal(out->hops[0].url, in->hops[0].url);
    assert_int_equal(out->evidence_count, 2);
    assert_int_equal(out->evidence[0].class, EVIDENCE_GONE);
    assert_string_equal(out->evidence[0].source, "http");
    assert_string_equal(out->evidence[0].says, "404 Not Found");
    assert_int_equal(out->evidence[0].status, 404);
    assert_int_equal(out->evidence[0].at, 1000);
    assert_string_equal(out->evidence[1].source, "arxiv-api");
    assert_int_equal(out->since, 900);
    assert_int_equal(out->checked_at, 1000);
    assert_int_equal(out->facts, in->facts);
    assert_string_equal(out->work, "arxiv:2401.04088");
    assert_int_equal(out->beside_count, 2);
    assert_string_equal(out->besides[0], "title:Mixtral \"of\" Experts");
    assert_string_equal(out->besides[1], "isbn:9780262035613");
    assert_string_equal(out->suggestion_url, in->suggestion_url);
    assert_string_equal(out->suggestion_why, in->suggestion_why);
    finding_free(in);
    finding_free(out);
}

static void an_empty_finding_comes_back_empty(void **state)
{
    struct store *s = fixture_open(state);
    struct err err = ERR_INIT;
    struct finding *in = finding_new("k");
    struct finding *out = NULL;

    assert_true(store_put_check(s, in, EVIDENCE_TRANSIENT, &err));
    out = store_get_finding(s, "k");
    assert_non_null(out);
    assert_null(out->reason);
    assert_null(out->final_url);
    assert_null(out->work);
    assert_null(out->suggestion_url);
    assert_int_equal(out->hop_count, 0);
    assert_int_equal(out->evidence_count, 0);
    assert_int_equal(out->beside_count, 0);
    finding_free(in);
    finding_free(out);
    assert_true(store_close(s, &err));
}

/* Text of any kind is kept byte for byte where it is no JSON, and stays text where it is. */
static void hostile_text_survives(void **state)
{
    static const char *const texts[] = {
        "'; DROP TABLE checks; --",
        "\"quoted\" \\ back",
        "\xFF\xFE broken \xC3",
        "\x1B[31mred",
        "\xE2\x80\xAE"
        "rtl",
        "?1 :a @b $c",
        "%s%n",
    };
    struct store *s = fixture_open(state);
    struct err err = ERR_INIT;

    for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
        struct finding *in = finding_new(texts[i]);
        struct finding *out = NULL;

        in->reason = xstrdup(texts[i]);
        assert_true(finding_add_hop(in, 302, texts[i]));
        assert_true(store_put_check(s, in, EVIDENCE_SOFT, &err));
        out = store_get_finding(s, texts[i]);
        assert_non_null(out);
        assert_string_equal(out->reason, texts[i]);
        assert_int_equal(out->hop_count, 1);
        finding_free(in);
        finding_free(out);
    }
    assert_true(store_close(s, &err));
    assert_int_equal(fixture_count(state, "SELECT count(*) FROM checks"), 7);
}

static void history_is_newest_first(void **state)
{
    static const int64_t times[] = {30, 10, 50, 20, 40, 50};
    struct store *s = fixture_open(state);
    struct err err = ERR_INIT;
    struct stored_check out[10];

    for (size_t i = 0; i < sizeof(times) / sizeof(*times); i++) {
        struct finding *f = fixture_finding("k", times[i]);

        f->verdict = i == 5 ? VERDICT_ALIVE : VERDICT_SUSPECT;
        assert_true(store_put_check(s, f, i == 5 ? EVIDENCE_ANSWERED : EVIDENCE_SOFT, &err));
        finding_free(f);
    }
    assert_int_equal(store_get_checks(s, "k", out, 10), 6);
    assert_int_equal(out[0].at, 50); /* of two at one time the later put is the newer */
    assert_int_equal(out[0].verdict, VERDICT_ALIVE);
    assert_int_equal(out[0].deciding, EVIDENCE_ANSWERED);
    assert_int_equal(out[1].at, 50);
    assert_int_equal(out[1].deciding, EVIDENCE_SOFT);
    assert_int_equal(out[5].at, 10);
    assert_int_equal(out[5].since, -90);
    assert_int_equal(store_get_checks(s, "k", out, 2), 2);
    assert_int_equal(store_get_checks(s, "k", out, 0), 0);
    assert_int_equal(store_get_checks(s, "other", out, 10), 0);
    assert_true(store_close(s, &err));
}

static void checks_name_their_run(void **state)
{
    struct store *s = fixture_open(state);
    struct err err = ERR_INIT;
    struct finding *f = fixture_finding("k", 1);

    assert_true(store_put_check(s, f, EVIDENCE_GONE, &err));
    assert_true(store_begin_run(s, 100, &err));
    assert_true(store_put_check(s, f, EVIDENCE_GONE, &err));
    assert_true(store_end_run(s, 160, 86, 41, &err));
    assert_true(store_begin_run(s, 200, &err));
    assert_true(store_put_check(s, f, EVIDENCE_GONE, &err));
    assert_true(store_close(s, &err));
    finding_free(f);
    assert_int_equal(fixture_count(state, "SELECT count(*) FROM run"), 2);
    assert_int_equal(fixture_count(state, "SELECT finished FROM run WHERE id = 1"), 160);
    assert_int_equal(fixture_count(state, "SELECT links FROM run WHERE id = 1"), 86);
    assert_int_equal(fixture_count(state, "SELECT requests FROM run WHERE id = 1"), 41);
    assert_int_equal(fixture_count(state, "SELECT finished IS NULL FROM run WHERE id = 2"), 1);
    assert_int_equal(fixture_count(state, "SELECT count(*) FROM checks WHERE run IS NULL"), 1);
    assert_int_equal(fixture_count(state, "SELECT count(*) FROM checks WHERE run = 1"), 1);
    assert_int_equal(fixture_count(state, "SELECT count(*) FROM checks WHERE run = 2"), 1);
}

/* What was reported: by a run that was finished, and lasting. */
static void settled_is_what_was_reported(void **state)
{
    static const struct {
        enum verdict verdict;
        bool finished;
    } runs[] = {{VERDICT_MOVED, true},
                {VERDICT_DEAD, true},
                {VERDICT_TRANSIENT, true},
                {VERDICT_BLOCKED, true},
                {VERDICT_ALIVE, false}};
    struct store *s = fixture_open(state);
    struct err err = ERR_INIT;
    struct finding *f = fixture_finding("k", 1);
    struct stored_settled out;
    int64_t first = 7;

    assert_false(store_get_settled(s, "k", &out));
    assert_false(store_get_first_seen(s, "k", &first));
    assert_int_equal(first, 7);
    free(f->suggestion_url);
    for (size_t i = 0; i < sizeof(runs) / sizeof(*runs); i++) {
        f->verdict = runs[i].verdict;
        f->facts = (unsigned)i;
        f->checked_at = (int64_t)(100 * (i + 1));
        f->suggestion_url = i == 0 ? xstrdup("https://new.example/") : NULL;
        assert_true(store_begin_run(s, f->checked_at, &err));
        assert_true(store_put_check(s, f, EVIDENCE_GONE, &err));
        assert_true(!runs[i].finished || store_end_run(s, f->checked_at + 1, 1, 1, &err));
        assert_true(store_get_settled(s, "k", &out));
        assert_int_equal(out.verdict, i == 0 ? VERDICT_MOVED : VERDICT_DEAD);
        assert_int_equal(out.facts, i == 0 ? 0 : 1);
        assert_int_equal(out.address != NULL, i == 0);
        free(out.address);
        free(f->suggestion_url);
    }
    f->suggestion_url = NULL;
    assert_true(store_get_first_seen(s, "k", &first));
    assert_int_equal(first, 100);
    assert_true(store_close(s, &err));
    finding_free(f);
}

static long long put_checks(void **state, struct store *s, int count)
{
    struct err err = ERR_INIT;

    for (int i = 0; i < count; i++) {
        char key[32];
        struct finding *f = NULL;

        (void)snprintf(key, sizeof(key), "k%d", i);
        f = fixture_finding(key, i);
        assert_true(store_put_check(s, f, EVIDENCE_GONE, &err));
        finding_free(f);
    }
    return fixture_count(state, "SELECT count(*) FROM checks");
}

static void a_batch_is_written_when_it_is_full(void **state)
{
    struct store *s = fixture_open(state);
    struct err err = ERR_INIT;

    assert_int_equal(put_checks(state, s, STORE_BATCH - 1), 0);
    assert_int_equal(put_checks(state, s, 1), STORE_BATCH);
    assert_int_equal(put_checks(state, s, STORE_BATCH * 2 + 1), STORE_BATCH * 3);
    assert_true(store_commit(s, &err));
    assert_int_equal(fixture_count(state, "SELECT count(*) FROM checks"), STORE_BATCH * 3 + 1);
    assert_true(store_close(s, &err));
}

static void a_rollback_drops_what_was_not_committed(void **state)
{
    struct store *s = fixture_open(state);
    struct err err = ERR_INIT;
    struct stored_check out[4];

    (void)put_checks(state, s, 3);
    assert_true(store_commit(s, &err));
    (void)put_checks(state, s, 3);
    store_rollback(s);
    assert_int_equal(store_get_checks(s, "k1", out, 4), 1);
    assert_true(store_close(s, &err));
    assert_int_equal(fixture_count(state, "SELECT count(*) FROM checks"), 3);
}

/* A read commits only when what it reads is waiting. */
static void a_read_of_another_key_leaves_the_batch_alone(void **state)
{
    struct store *s = fixture_open(state);
    struct err err = ERR_INIT;
    struct stored_check out[4];
    struct stored_page page;

    (void)put_checks(state, s, 5);
    assert_int_equal(store_get_checks(s, "k9", out, 4), 0);
    assert_false(store_get_page(s, "k1", &page));
    assert_int_equal(fixture_count(state, "SELECT count(*) FROM checks"), 0);
    assert_int_equal(store_get_checks(s, "k4", out, 4), 1);
    assert_int_equal(fixture_count(state, "SELECT count(*) FROM checks"), 5);
    assert_true(store_close(s, &err));
}

/* A row that somebody changed by hand is read as far as it makes sense. */
static void damaged_rows_are_survived(void **state)
{
    static const char *const damages[] = {
        "UPDATE checks SET evidence = 'no json', hops = '{}'",
        "UPDATE checks SET evidence = '[1, null, {}, {\"class\": \"nonsense\"}]', hops = '[1]'",
        "UPDATE checks SET evidence = '[{\"class\": \"soft\"}]', hops = '[{\"url\": \"u\"}]'",
        "UPDATE page SET meta = '[]', hops = 'x', sources = '3', ranks = 'null'",
        "UPDATE page SET meta = '{\"title\": 3, \"authors\": \"x\"}'",
    };
    struct store *s = fixture_open(state);
    struct err err = ERR_INIT;
    struct stored_page page = {.status = 200};
    struct finding *f = fixture_finding("k", 1);

    assert_true(store_put_check(s, f, EVIDENCE_GONE, &err));
    assert_true(store_put_page(s, "k", &page, &err));
    assert_true(store_commit(s, &err));
    finding_free(f);
    for (size_t i = 0; i < sizeof(damages) / sizeof(*damages); i++) {
        fixture_run(state, damages[i]);
        f = store_get_finding(s, "k");
        assert_non_null(f);
        assert_in_range(f->evidence_count, 0, 2);
        finding_free(f);
        assert_true(store_get_page(s, "k", &page));
        stored_page_release(&page);
    }
    fixture_run(state, "UPDATE checks SET verdict = 'zombie'");
    assert_null(store_get_finding(s, "k"));
    {
        struct stored_check out[2];

        assert_int_equal(store_get_checks(s, "k", out, 2), 0);
    }
    assert_true(store_close(s, &err));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_page_comes_back),
        TEST(a_newer_page_replaces_the_older),
        TEST(a_work_comes_back),
        TEST(a_finding_comes_back),
        TEST(an_empty_finding_comes_back_empty),
        TEST(hostile_text_survives),
        TEST(history_is_newest_first),
        TEST(settled_is_what_was_reported),
        TEST(checks_name_their_run),
        TEST(a_batch_is_written_when_it_is_full),
        TEST(a_rollback_drops_what_was_not_committed),
        TEST(a_read_of_another_key_leaves_the_batch_alone),
        TEST(damaged_rows_are_survived),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
