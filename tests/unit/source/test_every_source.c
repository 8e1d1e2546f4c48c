/* What every registry is held to, whatever it is asked and however it answers: a row of samples for
 * each row of the table of sources. Who adds a source adds one here. */
#include "source/answer.h"

/* One source and what it says of one work. */
struct sample {
    const char *source;
    const char *id;
    const char *bad; /* no id of its scheme */
    const char *found;
    enum meta_field field; /* of what is found... */
    const char *value;     /* ...and what it is */
    int absent_status;     /* how it says that it has no such work */
    const char *absent;
    enum record_state absence; /* RECORD_UNKNOWN where its not having it proves nothing */
    enum source_status none;   /* what that answer comes to */
    bool is_text; /* answers with a file, not with JSON or XML: nothing in it is malformed */
};

#define ARXIV_FEED(total, inside)                                                                  \
    "<?xml version=\"1.0\"?><feed xmlns=\"http://www.w3.org/2005/Atom\" "                          \
    "xmlns:opensearch=\"http://a9.com/-/spec/opensearch/1.1/\">"                                   \
    "<opensearch:totalResults>" total "</opensearch:totalResults>" inside "</feed>"
#define ARXIV_ENTRY                                                                                \
    "<entry><id>http://arxiv.org/abs/2401.04081v1</id><title>Sieves Sort Very Fine "               \
    "Flour</title></entry>"
#define TITLE "Sieves Sort Very Fine Flour"
#define DOI "10.5555/sieve.1"
#define S2 "[{\"title\":\"" TITLE "\"}]"
#define NOTE                                                                                       \
    "{\"notes\":[{\"id\":\"AbCdEf123\",\"content\":{\"title\":{\"value\":\"" TITLE "\"}}}]}"
#define HF_NONE 404, "{\"error\":\"Repository not found\"}", RECORD_ABSENT, SOURCE_OK
#define HF_ID "mill-house/sieves"
#define OBJECT_ID "64f9a55bb3115b4f513ec026"
#define GITHUB_NONE 404, "{\"message\":\"Not Found\"}", RECORD_ABSENT, SOURCE_OK
#define CAPTURE "https://web.archive.org/web/20240101000000/https://a.example/x"

static const struct sample samples[] = {
    {"arxiv-api", "2401.04081", "2401.\"x", ARXIV_FEED("1", ARXIV_ENTRY), META_TITLE, TITLE, 200,
     ARXIV_FEED("0", ""), RECORD_ABSENT, SOURCE_OK, false},
    {"arxiv-first", "2401.04081", "2401.\"x", ARXIV_FEED("1", ARXIV_ENTRY), META_TITLE, TITLE, 200,
     ARXIV_FEED("0", ""), RECORD_ABSENT, SOURCE_OK, false},
    {"arxiv-search", TITLE, "\"Too short\"", ARXIV_FEED("1", ARXIV_ENTRY), META_ARXIV, "2401.04081",
     200, ARXIV_FEED("0", ""), RECORD_ABSENT, SOURCE_OK, false},
    {"hf-papers", "2401.04081", "2401.\"x", "{\"id\":\"2401.04081\",\"title\":\"" TITLE "\"}",
     META_TITLE, TITLE, 404, "{\"error\":\"Paper not found\"}", RECORD_UNKNOWN, SOURCE_REFUSED,
     false},
    {"hf-datasets", HF_ID, "a/b/\"c", "{\"id\":\"" HF_ID "\"}", META_CANONICAL,
     "https://huggingface.co/datasets/" HF_ID, HF_NONE, false},
    {"hf-models", HF_ID, "a/b/\"c", "{\"id\":\"" HF_ID "\"}", META_CANONICAL,
     "https://huggingface.co/" HF_ID, HF_NONE, false},
    {"hf-spaces", HF_ID, "a/b/\"c", "{\"id\":\"" HF_ID "\"}", META_CANONICAL,
     "https://huggingface.co/spaces/" HF_ID, HF_NONE, false},
    {"hf-collections", "ada/flour-" OBJECT_ID, "ada/\"flour",
     "{\"slug\":\"ada/flour-" OBJECT_ID "\",\"title\":\"" TITLE "\"}", META_TITLE, TITLE, HF_NONE,
     false},
    {"github-graphql", "ada/sieves", "ada/\"x",
     "{\"data\":{\"r0\":{\"nameWithOwner\":\"ada/sieves\"},"
     "\"r1\":{\"nameWithOwner\":\"ada/sieves\"}}}",
     META_TITLE, "sieves", 200,
     "{\"data\":{\"r0\":null,\"r1\":null},\"errors\":[{\"type\":\"NOT_FOUND\",\"path\":[\"r0\"]},"
     "{\"type\":\"NOT_FOUND\",\"path\":[\"r1\"]}]}",
     RECORD_ABSENT, SOURCE_OK, false},
    {"github-api", "ada/sieves", "ada/\"x", "{\"full_name\":\"ada/sieves\"}", META_TITLE, "sieves",
     GITHUB_NONE, false},
    {"github-citation", "ada/sieves", "ada/\"x", "cff-version: 1.2.0\ntitle: " TITLE "\n",
     META_TITLE, TITLE, 404, "404: Not Found", RECORD_ABSENT, SOURCE_OK, true},
    {"github-readme", "ada/sieves", "ada/\"x", "# " TITLE "\n", META_TITLE, TITLE, 404,
     "404: Not Found", RECORD_ABSENT, SOURCE_OK, true},
    {"github-owner", "ada", "ada/\"x",
     "{\"login\":\"ada\",\"type\":\"User\",\"name\":\"Ada Miller\"}", META_AUTHORS, "Ada Miller",
     GITHUB_NONE, false},
    {"datacite-arxiv", "2401.04081", "2401.\"x",
     "{\"data\":[{\"id\":\"10.48550/arxiv.2401.04081\",\"attributes\":{\"titles\":[{\"title\":"
     "\"" TITLE "\"}]}}]}",
     META_TITLE, TITLE, 200, "{\"data\":[]}", RECORD_ABSENT, SOURCE_OK, false},
    {"datacite", DOI, "10.5555/a \"b",
     "{\"data\":[{\"id\":\"" DOI "\",\"attributes\":{\"titles\":[{\"title\":\"" TITLE "\"}]}}]}",
     META_TITLE, TITLE, 200, "{\"data\":[]}", RECORD_ABSENT, SOURCE_OK, false},
    {"s2-arxiv", "2401.04081", "2401.\"x", S2, META_TITLE, TITLE, 200, "[null]", RECORD_UNKNOWN,
     SOURCE_OK, false},
    {"s2-doi", DOI, "10.5555/a \"b", S2, META_TITLE, TITLE, 200, "[null]", RECORD_UNKNOWN,
     SOURCE_OK, false},
    {"s2-openreview", "AbCdEf123", "a\"b", S2, META_TITLE, TITLE, 200, "[null]", RECORD_UNKNOWN,
     SOURCE_OK, false},
    {"openreview", "AbCdEf123", "a\"b", NOTE, META_TITLE, TITLE, 200, "{\"notes\":[]}",
     RECORD_UNKNOWN, SOURCE_OK, false},
    {"openreview-v1", "AbCdEf123", "a\"b", NOTE, META_TITLE, TITLE, 404,
     "{\"name\":\"NotFoundError\"}", RECORD_UNKNOWN, SOURCE_OK, false},
    {"crossref", DOI, "10.5555/a \"b",
     "{\"message\":{\"items\":[{\"DOI\":\"" DOI "\",\"title\":[\"" TITLE "\"]}]}}", META_TITLE,
     TITLE, 200, "{\"message\":{\"items\":[]}}", RECORD_ABSENT, SOURCE_OK, false},
    {"crossref-work", "10.5555/a,b", "10.5555/a \"b",
     "{\"message\":{\"DOI\":\"10.5555/a,b\",\"title\":[\"" TITLE "\"]}}", META_TITLE, TITLE, 404,
     "Resource not found.", RECORD_ABSENT, SOURCE_OK, false},
    {"doi-handle", DOI, "10.5555/a \"b", "{\"responseCode\":1}", META_DOI, DOI, 404,
     "{\"responseCode\":100}", RECORD_ABSENT, SOURCE_OK, false},
    {"openlibrary", "9780521865715", "978\"0", "{\"ISBN:9780521865715\":{\"title\":\"" TITLE "\"}}",
     META_TITLE, TITLE, 200, "{}", RECORD_ABSENT, SOURCE_OK, false},
    {"wayback", "20240217/https://a.example/x", "20240217/\"x",
     "[[\"timestamp\",\"original\",\"statuscode\"],[\"20240101000000\",\"https://a.example/x\","
     "\"200\"]]",
     META_CANONICAL, CAPTURE, 200, "[]", RECORD_ABSENT, SOURCE_OK, false},
    {"wayback-available", "20240217/https://a.example/x", "20240217/\"x",
     "{\"archived_snapshots\":{\"closest\":{\"timestamp\":\"20240101000000\",\"status\":\"200\","
     "\"url\":\"http://web.archive.org/web/20240101000000/https://a.example/x\"}}}",
     META_CANONICAL, CAPTURE, 200, "{\"archived_snapshots\":{}}", RECORD_UNKNOWN, SOURCE_OK, false},
};

static const struct sample *sample_of(const struct source *s)
{
    for (size_t i = 0; i < COUNT(samples); i++)
        if (strcmp(samples[i].source, s->name) == 0)
            return &samples[i];
    fail_msg("%s has no row in this table", s->name);
    return NULL;
}

static int with_token(void **state)
{
    (void)state;
    return setenv("GITHUB_TOKEN", "secret", 1);
}

/* Reads and frees the reply; leaves nothing behind but the state. */
static enum source_status came_to(const struct sample *row, struct reply *r, const char *id,
                                  enum record_state *state)
{
    struct record out;
    enum source_status status = read_reply(row->source, r, &id, 1, &out);
    *state = out.state;
    if ((out.state == RECORD_FOUND) != (out.meta != NULL))
        fail_msg("%s: a record of state %d", row->source, (int)out.state);
    record_release(&out);
    return status;
}

static void test_descriptors(void **state)
{
    size_t count = 0;
    (void)state;
    while (sources[count])
        count++;
    assert_int_equal(COUNT(samples), count);
    for (size_t i = 0; sources[i]; i++) {
        const struct source *s = sources[i];
        assert_true(s->name && s->title && s->scheme && s->host && s->build && s->read);
        assert_true(s->batch_max >= 1 && s->batch_max <= 100);
        assert_true(s->lifetime_s >= 24 * 3600);
        for (size_t k = 0; k < i; k++)
            assert_string_not_equal(sources[k]->name, s->name);
        /* Whoever comes next knows the same ids, and the chain ends. */
        size_t steps = 0;
        for (const struct source *next = s; next->next; next = source_by_name(next->next)) {
            assert_string_equal(source_by_name(next->next)->scheme, s->scheme);
            assert_true(++steps < 10);
        }
    }
}

/* Requests go to the host whose budget they spend, and a bad id is no part of any. */
static void test_requests(void **state)
{
    (void)state;
    for (size_t i = 0; sources[i]; i++) {
        const struct sample *row = sample_of(sources[i]);
        const char *ids[] = {row->bad, row->id};
        char *start = xasprintf("https://%s/", sources[i]->host);
        for (size_t n = 1; n <= sources[i]->batch_max && n <= 2; n++) {
            struct fetch_request *r = sources[i]->build(ids, n);
            if (strncmp(r->url, start, strlen(start)) != 0)
                fail_msg("%s asks %s", row->source, r->url);
            if (strchr(r->url, '"') || strchr(r->url, ' ') || strstr(r->url, row->bad) ||
                (r->body && strstr(r->body, row->bad)))
                fail_msg("%s asks for '%s' by %s", row->source, row->bad, r->url);
            fetch_request_free(r);
        }
        free(start);
    }
}

static void test_found(void **state)
{
    (void)state;
    for (size_t i = 0; sources[i]; i++) {
        const struct sample *row = sample_of(sources[i]);
        struct record out;
        if (read_reply(row->source, reply_of(200, row->found), &row->id, 1, &out) != SOURCE_OK ||
            out.state != RECORD_FOUND)
            fail_msg("%s does not find its sample", row->source);
        expect_field(&out, row->field, row->value);
        record_release(&out);
    }
}

static void test_absent(void **state)
{
    (void)state;
    for (size_t i = 0; sources[i]; i++) {
        const struct sample *row = sample_of(sources[i]);
        enum record_state found;
        enum source_status status =
            came_to(row, reply_of(row->absent_status, row->absent), row->id, &found);
        if (status != row->none || found != row->absence)
            fail_msg("%s: none comes to %d, state %d", row->source, (int)status, (int)found);
    }
}

/* Answers that are none come to the same with everybody. */
static void test_failures(void **state)
{
    static const struct bad_answer rows[] = {
        {0, NULL, NULL, SOURCE_RETRY, RECORD_UNKNOWN},
        {408, "", NULL, SOURCE_RETRY, RECORD_UNKNOWN},
        {429, "{\"message\":\"Too Many Requests\"}", "Retry-After: 30", SOURCE_RETRY,
         RECORD_UNKNOWN},
        {500, "", NULL, SOURCE_RETRY, RECORD_UNKNOWN},
        {503, "<html>busy</html>", "Content-Type: text/html", SOURCE_RETRY, RECORD_UNKNOWN},
        {401, "{\"message\":\"Bad credentials\"}", NULL, SOURCE_REFUSED, RECORD_UNKNOWN},
        {403, CHALLENGE, "cf-mitigated: challenge", SOURCE_REFUSED, RECORD_UNKNOWN},
        /* A challenge is not over in a moment, whatever its status says. */
        {429, CHALLENGE, "CF-Mitigated: challenge", SOURCE_REFUSED, RECORD_UNKNOWN},
        {503, CHALLENGE, "cf-mitigated: challenge", SOURCE_REFUSED, RECORD_UNKNOWN},
        {200, CHALLENGE, "cf-mitigated: challenge", SOURCE_REFUSED, RECORD_UNKNOWN},
        {200, CHALLENGE, "Content-Type: text/html; charset=UTF-8", SOURCE_RETRY, RECORD_UNKNOWN},
    };
    (void)state;
    for (size_t i = 0; sources[i]; i++)
        expect_bad_answers(sources[i]->name, sample_of(sources[i])->id, rows, COUNT(rows));
}

/* A page where the registry's own words should stand is not its "no such work". */
static void test_foreign_not_found(void **state)
{
    (void)state;
    for (size_t i = 0; sources[i]; i++) {
        const struct sample *row = sample_of(sources[i]);
        struct reply *r = reply_of(404, CHALLENGE);
        enum record_state found;
        reply_add_header(r, "Content-Type", "text/html");
        (void)came_to(row, r, row->id, &found);
        if (found != RECORD_UNKNOWN)
            fail_msg("%s believes anybody's 404", row->source);
    }
}

static void test_malformed(void **state)
{
    (void)state;
    for (size_t i = 0; sources[i]; i++) {
        const struct sample *row = sample_of(sources[i]);
        char *half = xstrndup(row->found, strlen(row->found) / 2);
        const char *const bodies[] = {"",     " ",        "7",
                                      "null", "\"x\"",    "{\"a\":",
                                      "[[[[", "\xFF\xFE", "<?xml version=\"1.0\"?><a>",
                                      half};
        for (size_t k = 0; k < COUNT(bodies) && !row->is_text; k++) {
            enum record_state found;
            if (came_to(row, reply_of(200, bodies[k]), row->id, &found) != SOURCE_RETRY ||
                found != RECORD_UNKNOWN)
                fail_msg("%s: '%s' is an answer, of state %d", row->source, bodies[k], (int)found);
        }
        free(half);
    }
}

/* What was cut off may have said more; only the beginning of a README is wanted. */
static void test_cut_off(void **state)
{
    (void)state;
    for (size_t i = 0; sources[i]; i++) {
        const struct sample *row = sample_of(sources[i]);
        struct reply *r = reply_of(200, row->found);
        enum record_state found;
        bool fine = strcmp(row->source, "github-readme") == 0;
        r->truncated = true;
        assert_int_equal(came_to(row, r, row->id, &found), fine ? SOURCE_OK : SOURCE_RETRY);
        assert_int_equal(found, fine ? RECORD_FOUND : RECORD_UNKNOWN);
    }
}

/* What cannot be asked is neither found nor absent, and spoils nothing for the others. */
static void test_a_bad_id(void **state)
{
    (void)state;
    for (size_t i = 0; sources[i]; i++) {
        const struct sample *row = sample_of(sources[i]);
        const char *ids[] = {row->bad, row->id};
        struct record out[2];
        enum record_state found;
        (void)came_to(row, reply_of(200, row->found), row->bad, &found);
        if (found != RECORD_UNKNOWN)
            fail_msg("%s finds '%s'", row->source, row->bad);
        (void)came_to(row, reply_of(row->absent_status, row->absent), row->bad, &found);
        if (found != RECORD_UNKNOWN)
            fail_msg("%s says that it has no '%s'", row->source, row->bad);
        if (sources[i]->batch_max == 1)
            continue;
        (void)read_reply(row->source, reply_of(200, row->found), ids, 2, out);
        if (out[0].state != RECORD_UNKNOWN || out[1].state != RECORD_FOUND)
            fail_msg("%s: states %d and %d", row->source, (int)out[0].state, (int)out[1].state);
        release(out, 2);
    }
}

static void test_nothing_asked(void **state)
{
    (void)state;
    for (size_t i = 0; sources[i]; i++) {
        const struct sample *row = sample_of(sources[i]);
        struct record out = {0};
        fetch_request_free(sources[i]->build(NULL, 0));
        (void)read_reply(row->source, reply_of(200, row->found), NULL, 0, &out);
        (void)read_reply(row->source, reply_of(row->absent_status, row->absent), NULL, 0, &out);
        assert_int_equal(out.state, RECORD_UNKNOWN);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_descriptors), cmocka_unit_test(test_requests),
        cmocka_unit_test(test_found),       cmocka_unit_test(test_absent),
        cmocka_unit_test(test_failures),    cmocka_unit_test(test_foreign_not_found),
        cmocka_unit_test(test_malformed),   cmocka_unit_test(test_cut_off),
        cmocka_unit_test(test_a_bad_id),    cmocka_unit_test(test_nothing_asked),
    };
    return cmocka_run_group_tests(tests, with_token, NULL);
}
