/* What the whole cache says: the newest of every key, the runs, the sizes, the keys of a work. */
#include "fixture.h"

#include "gloss/store/overview.h"

/* A check of `key` in the run that is going on. */
static void look(struct store *s, const char *key, int64_t at, enum verdict verdict)
{
    struct finding *f = fixture_finding(key, at);
    struct err err = ERR_INIT;

    f->verdict = verdict;
    assert_true(store_put_check(s, f, EVIDENCE_GONE, &err));
    finding_free(f);
}

static void night(struct store *s, int64_t at, bool finished, const char *key, enum verdict verdict)
{
    struct err err = ERR_INIT;

    assert_true(store_begin_run(s, at, &err));
    if (key != NULL)
        look(s, key, at + 1, verdict);
    assert_true(!finished || store_end_run(s, at + 10, 86, 41, &err));
}

static void an_empty_cache_says_so(void **state)
{
    struct store *s = fixture_open(state);
    struct stored_latest *latest = NULL;
    struct stored_run run = store_get_last_run(s);
    struct stored_sizes sizes = store_get_sizes(s);
    struct err err = ERR_INIT;
    char **keys = store_get_keys(s, "arxiv:2401.04088");

    assert_int_equal(store_get_latest(s, &latest), 0);
    stored_latest_free(latest, 0);
    assert_int_equal(run.id, 0);
    assert_int_equal(run.open_since, 0);
    assert_int_equal(sizes.pages + sizes.works + sizes.checks, 0);
    assert_true(sizes.bytes > 0);
    assert_null(keys[0]);
    stored_keys_free(keys);
    assert_true(store_close(s, &err));
}

static void the_newest_of_every_key(void **state)
{
    static const char *const put[] = {"m", "b", "\xC3\xA9", "b", "a", "m", "b", "Z"};
    static const char *const want[] = {"Z", "a", "b", "m", "\xC3\xA9"};
    static const int64_t at[] = {8, 5, 7, 6, 3};
    struct store *s = fixture_open(state);
    struct stored_latest *latest = NULL;
    struct err err = ERR_INIT;

    for (size_t i = 0; i < sizeof(put) / sizeof(*put); i++)
        look(s, put[i], (int64_t)i + 1, i == 6 ? VERDICT_SUSPECT : VERDICT_ALIVE);
    for (int round = 0; round < 2; round++) { /* from the batch in hand, then from the disk */
        assert_int_equal(store_get_latest(s, &latest), sizeof(want) / sizeof(*want));
        for (size_t i = 0; i < sizeof(want) / sizeof(*want); i++) {
            assert_string_equal(latest[i].key, want[i]);
            assert_int_equal(latest[i].at, at[i]);
            assert_int_equal(latest[i].verdict, i == 2 ? VERDICT_SUSPECT : VERDICT_ALIVE);
            assert_int_equal(latest[i].since, at[i] - 100);
            assert_string_equal(latest[i].reason, "404 Not Found, confirmed by a second try");
            assert_false(latest[i].newly_dead);
        }
        stored_latest_free(latest, sizeof(want) / sizeof(*want));
        assert_true(store_close(s, &err));
        s = fixture_open(state);
    }
    assert_true(store_close(s, &err));
}

static void of_two_at_one_time_the_later_put(void **state)
{
    struct store *s = fixture_open(state);
    struct stored_latest *latest = NULL;
    struct err err = ERR_INIT;

    look(s, "k", 9, VERDICT_ALIVE);
    look(s, "k", 9, VERDICT_MOVED);
    look(s, "k", 8, VERDICT_BLOCKED);
    assert_int_equal(store_get_latest(s, &latest), 1);
    assert_int_equal(latest[0].verdict, VERDICT_MOVED);
    stored_latest_free(latest, 1);
    assert_true(store_close(s, &err));
}

/* A death is news to the run that finds it, and to no run after that. */
static void deaths_are_new_once(void **state)
{
    static const struct {
        const char *verdicts; /* a run each: D dead, A alive, S suspect, T transient, B blocked; in
                                 lower case the run was cut off; - the key was not looked at */
        bool is_new;
    } rows[] = {
        {"D", true},    {"AD", true},     {"DD", false}, {"SD", true},   {"ADTD", false},
        {"DBD", false}, {"DAD", true},    {"AdD", true}, {"ADd", false}, {"A-", false},
        {"AD-", false}, {"DTTTD", false}, {"DT", false}, {"ATD", true},  {"Da", false},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct store *s = fixture_open(state);
        struct stored_latest *latest = NULL;
        struct err err = ERR_INIT;
        size_t count = 0;

        for (size_t n = 0; rows[i].verdicts[n] != '\0'; n++) {
            char letter = rows[i].verdicts[n];
            char upper = (char)(letter & ~0x20);
            enum verdict v = upper == 'D'   ? VERDICT_DEAD
                             : upper == 'S' ? VERDICT_SUSPECT
                             : upper == 'T' ? VERDICT_TRANSIENT
                             : upper == 'B' ? VERDICT_BLOCKED
                                            : VERDICT_ALIVE;

            night(s, 1000 * ((int64_t)n + 1), letter == upper || letter == '-',
                  letter == '-' ? NULL : "k", v);
        }
        count = store_get_latest(s, &latest);
        assert_int_equal(count, 1);
        if (latest[0].newly_dead != rows[i].is_new)
            fail_msg("%s", rows[i].verdicts);
        stored_latest_free(latest, count);
        assert_true(store_close(s, &err));
        fixture_run(state, "DELETE FROM checks; DELETE FROM run");
    }
}

static void the_last_run_that_finished(void **state)
{
    struct store *s = fixture_open(state);
    struct stored_run run;
    struct err err = ERR_INIT;

    night(s, 100, false, NULL, VERDICT_ALIVE);
    run = store_get_last_run(s);
    assert_int_equal(run.id, 0);
    assert_int_equal(run.open_since, 100);
    night(s, 200, true, NULL, VERDICT_ALIVE);
    run = store_get_last_run(s);
    assert_int_equal(run.started, 200);
    assert_int_equal(run.finished, 210);
    assert_int_equal(run.links, 86);
    assert_int_equal(run.requests, 41);
    assert_int_equal(run.open_since, 0); /* what was cut off before it is past */
    night(s, 300, false, NULL, VERDICT_ALIVE);
    run = store_get_last_run(s);
    assert_int_equal(run.started, 200);
    assert_int_equal(run.open_since, 300);
    assert_true(store_close(s, &err));
}

static void sizes_and_the_keys_of_a_work(void **state)
{
    struct store *s = fixture_open(state);
    struct stored_page page = {.status = 200, .fetched_at = 1};
    struct stored_work work = {.state = 1, .fetched_at = 1};
    struct stored_sizes sizes;
    struct err err = ERR_INIT;
    char **keys = NULL;

    look(s, "https://b.example/", 1, VERDICT_ALIVE);
    look(s, "https://a.example/", 2, VERDICT_ALIVE);
    look(s, "https://b.example/", 3, VERDICT_ALIVE);
    assert_true(store_put_page(s, "https://a.example/", &page, &err));
    assert_true(store_put_work(s, "arxiv-api", "2401.04088", &work, &err));
    sizes = store_get_sizes(s);
    assert_int_equal(sizes.pages, 1);
    assert_int_equal(sizes.works, 1);
    assert_int_equal(sizes.checks, 3);
    keys = store_get_keys(s, "arxiv:2401.04088"); /* the fixture's work */
    assert_string_equal(keys[0], "https://a.example/");
    assert_string_equal(keys[1], "https://b.example/");
    assert_null(keys[2]);
    stored_keys_free(keys);
    assert_true(store_close(s, &err));
}

/* With years of nights behind it. */
static void a_long_history_is_leapt_over(void **state)
{
    enum { KEYS = 40, NIGHTS = 500 };
    struct store *s = fixture_open(state);
    struct stored_latest *latest = NULL;
    struct err err = ERR_INIT;

    for (int n = 0; n < NIGHTS; n++) {
        for (int k = 0; k < KEYS; k++) {
            char key[32];

            (void)snprintf(key, sizeof(key), "k%02d", k);
            look(s, key, n, VERDICT_ALIVE);
        }
    }
    assert_int_equal(store_get_latest(s, &latest), KEYS);
    for (int k = 0; k < KEYS; k++)
        assert_int_equal(latest[k].at, NIGHTS - 1);
    stored_latest_free(latest, KEYS);
    assert_true(store_close(s, &err));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(an_empty_cache_says_so),           TEST(the_newest_of_every_key),
        TEST(of_two_at_one_time_the_later_put), TEST(deaths_are_new_once),
        TEST(the_last_run_that_finished),       TEST(sizes_and_the_keys_of_a_work),
        TEST(a_long_history_is_leapt_over),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
