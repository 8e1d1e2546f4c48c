/* Citation keys: kept for ever, shared by no two works, whoever asks for them and how many. */
#include "fixture.h"

#include <sys/wait.h>

enum { WRITERS = 3, WORKS_EACH = 700, SAME = 20000 };

static char *claim(struct store *s, const char *work, const char *proposed)
{
    struct citekey_claim c = {.work = work, .proposed = proposed};
    struct err err = ERR_INIT;
    if (!store_claim_citekeys(s, &c, 1, &err))
        fail_msg("%s", err.message);
    return c.key;
}

static void assert_claim(struct store *s, const char *work, const char *proposed, const char *want)
{
    char *key = claim(s, work, proposed);
    assert_string_equal(key, want);
    free(key);
}

static void a_work_keeps_its_key(void **state)
{
    struct err err = ERR_INIT;
    struct store *s = fixture_open(state);
    assert_claim(s, "arxiv:1", "jiang2024mixtral", "jiang2024mixtral");
    assert_claim(s, "arxiv:2", "jiang2024mixtral", "jiang2024mixtrala");
    assert_claim(s, "arxiv:3", "jiang2024mixtral", "jiang2024mixtralb");
    /* What is known of it changes; its key does not. */
    assert_claim(s, "arxiv:2", "jiang2023other", "jiang2024mixtrala");
    assert_true(store_close(s, &err));
    s = fixture_open(state);
    assert_claim(s, "arxiv:3", "jiang2024mixtral", "jiang2024mixtralb");
    assert_claim(s, "arxiv:1", "jiang2024mixtral", "jiang2024mixtral");
    assert_claim(s, "arxiv:4", "jiang2024mixtral", "jiang2024mixtralc");
    /* A proposal that looks like another's numbered form. */
    assert_claim(s, "arxiv:5", "jiang2024mixtrala", "jiang2024mixtralaa");
    assert_true(store_close(s, &err));
}

static void claims_of_one_call_differ(void **state)
{
    struct err err = ERR_INIT;
    struct store *s = fixture_open(state);
    struct citekey_claim claims[] = {
        {.work = "a", .proposed = "xa"},
        {.work = "b", .proposed = "x"},
        {.work = "c", .proposed = "x"},
        {.work = "a", .proposed = "x"},
    };
    static const char *const want[] = {"xa", "x", "xb", "xa"};
    assert_true(store_claim_citekeys(s, claims, 4, &err));
    for (size_t i = 0; i < 4; i++) {
        assert_string_equal(claims[i].key, want[i]);
        free(claims[i].key);
    }
    assert_true(store_claim_citekeys(s, NULL, 0, &err));
    assert_true(store_close(s, &err));
}

static void a_reader_gets_kept_keys_and_free_ones(void **state)
{
    char *dir = fixture_path(state, "cache");
    struct err err = ERR_INIT;
    struct store *s = fixture_open(state);
    assert_claim(s, "arxiv:1", "x", "x");
    assert_true(store_close(s, &err));
    s = store_open_read(dir, &err);
    assert_non_null(s);
    struct citekey_claim claims[] = {
        {.work = "arxiv:2", .proposed = "x"},
        {.work = "arxiv:1", .proposed = "y"},
        {.work = "arxiv:3", .proposed = "x"},
    };
    static const char *const want[] = {"xa", "x", "xb"};
    assert_true(store_claim_citekeys(s, claims, 3, &err));
    for (size_t i = 0; i < 3; i++) {
        assert_string_equal(claims[i].key, want[i]);
        free(claims[i].key);
    }
    assert_true(store_close(s, &err));
    assert_int_equal(fixture_count(state, "SELECT count(*) FROM citekey"), 1);
    free(dir);
}

/* Pages that all call themselves "Just a moment": linear, or this takes minutes. */
static void thousands_may_propose_the_same(void **state)
{
    struct err err = ERR_INIT;
    struct store *s = fixture_open(state);
    struct citekey_claim *claims = xcalloc(SAME, sizeof *claims);
    char **works = xcalloc(SAME, sizeof *works);
    for (int i = 0; i < SAME; i++) {
        works[i] = xasprintf("https://example.org/%d", i);
        claims[i] = (struct citekey_claim){.work = works[i], .proposed = "noauthornodatejust"};
    }
    assert_true(store_claim_citekeys(s, claims, SAME, &err));
    assert_int_equal(fixture_count(state, "SELECT count(DISTINCT key) FROM citekey"), SAME);
    for (int i = 0; i < SAME; i++) {
        free(claims[i].key);
        free(works[i]);
    }
    free(claims);
    free(works);
    assert_true(store_close(s, &err));
}

/* Claims works that the others claim too, in another order, and some of its own. */
static bool claim_many(const char *dir, int who)
{
    struct err err = ERR_INIT;
    struct store *s = store_open(dir, &err);
    struct citekey_claim *claims = xcalloc(WORKS_EACH, sizeof *claims);
    bool ok = s != NULL;
    for (int i = 0; i < WORKS_EACH; i++) {
        int n = who % 2 == 0 ? i : WORKS_EACH - 1 - i;
        claims[i].work = i % 2 == 0 ? xasprintf("shared:%d", n) : xasprintf("own:%d:%d", who, n);
        claims[i].proposed = "same2024key";
    }
    ok = ok && store_claim_citekeys(s, claims, WORKS_EACH, &err);
    for (int i = 0; i < WORKS_EACH; i++) {
        free(claims[i].key);
        free((void *)(uintptr_t)claims[i].work);
    }
    free(claims);
    ok = store_close(s, &err) && ok;
    if (!ok)
        (void)fprintf(stderr, "process %d: %s\n", who, err.message);
    return ok;
}

static void processes_share_no_key(void **state)
{
    char *dir = fixture_path(state, "cache");
    pid_t children[WRITERS];
    for (int i = 0; i < WRITERS; i++) {
        children[i] = fork();
        assert_true(children[i] >= 0);
        if (children[i] == 0)
            _exit(claim_many(dir, i) ? 0 : 1);
    }
    for (int i = 0; i < WRITERS; i++) {
        int status = 0;
        assert_int_equal(waitpid(children[i], &status, 0), children[i]);
        assert_true(WIFEXITED(status));
        assert_int_equal(WEXITSTATUS(status), 0);
    }
    assert_int_equal(
        fixture_count(state,
                      "SELECT count(*) = count(DISTINCT key) AND count(*) > 700 FROM citekey"),
        1);
    free(dir);
}

/* What a failing database says reaches the caller, and nothing of the batch stays. */
static void a_failure_is_said(void **state)
{
    struct err err = ERR_INIT;
    struct store *s = fixture_open(state);
    fixture_run(state, "CREATE TRIGGER no BEFORE INSERT ON citekey WHEN new.work = 'b' BEGIN"
                       " SELECT RAISE(ABORT, 'out of keys'); END");
    struct citekey_claim claims[] = {{.work = "a", .proposed = "x"},
                                     {.work = "b", .proposed = "x"}};
    assert_false(store_claim_citekeys(s, claims, 2, &err));
    assert_int_equal(err.kind, ERR_OURS);
    assert_non_null(strstr(err.message, "gloss.db"));
    assert_null(claims[0].key);
    assert_int_equal(fixture_count(state, "SELECT count(*) FROM citekey"), 0);
    struct err close = ERR_INIT;
    (void)store_close(s, &close);
}

/* A cache of the first schema, with its history, gets the table. */
static void an_older_cache_gets_the_table(void **state)
{
    struct err err = ERR_INIT;
    struct store *s = fixture_open(state);
    struct finding *f = fixture_finding("k", 1);
    assert_true(store_put_check(s, f, EVIDENCE_GONE, &err));
    assert_true(store_close(s, &err));
    finding_free(f);
    fixture_run(state, "DROP TABLE citekey; ALTER TABLE checks DROP COLUMN besides;"
                       " PRAGMA user_version = 1");
    s = fixture_open(state);
    assert_claim(s, "arxiv:1", "x", "x");
    assert_true(store_close(s, &err));
    assert_int_equal(fixture_count(state, "SELECT count(*) FROM checks"), 1);
    assert_true(fixture_count(state, "PRAGMA user_version") >= 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_work_keeps_its_key),
        TEST(claims_of_one_call_differ),
        TEST(a_reader_gets_kept_keys_and_free_ones),
        TEST(thousands_may_propose_the_same),
        TEST(processes_share_no_key),
        TEST(a_failure_is_said),
        TEST(an_older_cache_gets_the_table),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
