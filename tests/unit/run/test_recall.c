/* What the cache holds of a finding's works and page, in the order in which it is merged. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "gloss/base/mem.h"
#include "gloss/run/recall.h"

static char folder[] = "/tmp/gloss-recall-XXXXXX";
static struct store *store;

static int begin(void **state)
{
    struct err err = ERR_INIT;
    (void)state;
    memcpy(folder + sizeof folder - 7, "XXXXXX", 6);
    return mkdtemp(folder) && (store = store_open(folder, &err)) ? 0 : -1;
}

static int end(void **state)
{
    static const char *const files[] = {"/gloss.db", "/gloss.db-wal", "/gloss.db-shm",
                                        "/CACHEDIR.TAG"};
    struct err err = ERR_INIT;
    (void)state;
    bool ok = store_close(store, &err);
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        char *path = xasprintf("%s%s", folder, files[i]);
        (void)unlink(path);
        free(path);
    }
    return ok && rmdir(folder) == 0 ? 0 : -1;
}

static void put_work(const char *source, const char *id, enum meta_field field, const char *text,
                     int rank)
{
    struct err err = ERR_INIT;
    struct stored_work work = {.state = RECORD_FOUND, .fetched_at = 1, .meta = meta_new()};
    assert_true(meta_propose(work.meta, field, text, source, rank));
    assert_true(store_put_work(store, source, id, &work, &err));
    meta_free(work.meta);
}

static void put_page(const char *key, const char *title, int rank)
{
    struct err err = ERR_INIT;
    struct stored_page page = {.status = 200, .fetched_at = 1, .meta = meta_new()};
    assert_true(meta_propose(page.meta, META_TITLE, title, "json-ld", rank));
    assert_true(store_put_page(store, key, &page, &err));
    meta_free(page.meta);
}

static void the_work_then_what_was_asked_besides_then_the_page(void **state)
{
    (void)state;
    put_work("hf-papers", "2401.04088", META_PUBLISHED, "2024-01-09", 800);
    put_work("arxiv-api", "2401.04088", META_PUBLISHED, "2024-01-08", 900);
    put_work("arxiv-api", "2401.99999", META_TITLE, "Another Work", 900);
    put_work("crossref", "10.1000/x", META_VENUE, "NeurIPS", 900);
    put_page("https://example.org/p", "As the Page Has It", 100);
    struct finding *f = finding_new("https://example.org/p");
    f->work = xstrdup("arxiv:2401.04088");
    finding_add_beside(f, "doi:10.1000/x");
    finding_add_beside(f, "doi:10.1000/unknown");
    struct recollection r;
    recollection_fill(&r, store, f, "HTTPS://EXAMPLE.org:443/p#part");
    assert_int_equal(r.count, 3);
    assert_string_equal(r.records[0].source->name, "arxiv-api");
    assert_string_equal(r.records[1].source->name, "hf-papers");
    assert_string_equal(r.records[2].source->name, "crossref");
    assert_string_equal(r.records[2].work, "doi:10.1000/x");
    assert_true(r.has_page);
    struct meta *merged = recollection_meta(&r);
    assert_string_equal(meta_get(merged, META_PUBLISHED), "2024-01-08");
    assert_string_equal(meta_get(merged, META_VENUE), "NeurIPS");
    assert_string_equal(meta_get(merged, META_TITLE), "As the Page Has It");
    meta_free(merged);
    recollection_release(&r);
    finding_free(f);
}

static void nothing_is_nothing(void **state)
{
    (void)state;
    struct finding *f = finding_new("https://example.org/p");
    struct recollection r;
    recollection_fill(&r, store, f, NULL);
    assert_int_equal(r.count, 0);
    assert_false(r.has_page);
    assert_null(recollection_meta(&r));
    recollection_release(&r);
    /* the name of a work of no scheme that we know, or of a longer one */
    f->work = xstrdup("arxivist:2401.04088");
    recollection_fill(&r, store, f, "not a URL");
    assert_int_equal(r.count, 0);
    recollection_release(&r);
    finding_free(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_work_then_what_was_asked_besides_then_the_page, begin,
                                        end),
        cmocka_unit_test_setup_teardown(nothing_is_nothing, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
