/* gloss explain: why a link has its verdict and where each field came from, out of the cache. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gloss/base/clock.h"
#include "gloss/base/mem.h"
#include "gloss/cli/results.h"
#include "gloss/cli/telling.h"
#include "gloss/cli/verbs.h"
#include "gloss/judge/schedule.h"
#include "gloss/net/url.h"
#include "gloss/render/explanation.h"
#include "gloss/run/recall.h"
#include "gloss/source/source.h"
#include "gloss/store/overview.h"

enum { STATUS_UNKNOWN = 1 };

/* What a call works with. */
struct asked {
    const struct settings *settings;
    struct store *store;
    const char *folder;
    bool color;
    size_t told; /* explanations written */
};

static bool is_known(struct store *store, const char *key)
{
    struct stored_check newest;
    return store_get_checks(store, key, &newest, 1) == 1;
}

static char **one_key(char *key)
{
    char **keys = xcalloc(2, sizeof *keys);
    keys[0] = key;
    return keys;
}

/* The keys that an operand means: a URL's, a key as it is, or those of the links to a work that it
 * names or is an address of. NULL when the cache knows none; the caller frees. */
static char **find_keys(struct store *store, const char *operand)
{
    char *key = url_key(operand);
    struct work_ref ref;
    if (key && is_known(store, key))
        return one_key(key);
    free(key);
    if (is_known(store, operand))
        return one_key(xstrdup(operand));
    const struct source *source = source_for_url(operand, &ref);
    char *work = source ? xasprintf("%s:%s", source->scheme, ref.id) : xstrdup(operand);
    char **keys = store_get_keys(store, work);
    free(work);
    if (keys[0])
        return keys;
    stored_keys_free(keys);
    return NULL;
}

/* The address whose page speaks for the link: where it was found tonight, else where it last
 * answered. What a dead link's redirects lead to now is another page. The caller frees. */
static char *page_address(struct store *store, const struct finding *f, const struct past *newest)
{
    if (newest->class == EVIDENCE_ANSWERED || newest->class == EVIDENCE_VOUCHED)
        return xstrdup(f->final_url);
    return store_get_answered(store, f->key);
}

/* A registry that vouches for the link is not asked again while its word is fresh. */
static int64_t due_again(const struct finding *f, const struct past *history, size_t count,
                         const struct recollection *kept)
{
    int64_t due = schedule_due(f->key, history, count);
    for (size_t i = 0; i < f->evidence_count; i++)
        for (size_t k = 0; k < kept->count; k++)
            if (f->evidence[i].class == EVIDENCE_VOUCHED &&
                strcmp(f->evidence[i].source, kept->records[k].source->name) == 0 &&
                kept->records[k].record.fresh_until > due)
                due = kept->records[k].record.fresh_until;
    return due;
}

static struct witness *witnesses_of(const struct recollection *r)
{
    struct witness *witnesses = xcalloc(r->count + 1, sizeof *witnesses);
    for (size_t i = 0; i < r->count; i++) {
        const struct recalled *said = &r->records[i];
        witnesses[i] = (struct witness){.source = said->source->name,
                                        .work = said->work,
                                        .absent = said->record.state == RECORD_ABSENT,
                                        .version = said->record.version,
                                        .facts = said->record.facts,
                                        .asked_at = said->record.fetched_at,
                                        .fresh_until = said->record.fresh_until,
                                        .meta = said->record.meta};
    }
    return witnesses;
}

static struct look *looks_of(const struct past *history, size_t count)
{
    struct look *looks = xcalloc(count + 1, sizeof *looks);
    for (size_t i = 0; i < count; i++)
        looks[i] = (struct look){.at = history[i].at,
                                 .verdict = history[i].verdict,
                                 .class = history[i].class,
                                 .since = history[i].since};
    return looks;
}

static void tell(struct asked *a, const struct explanation *x)
{
    if (a->settings->json) {
        explanation_json(stdout, x);
        return;
    }
    if (a->told++ > 0)
        (void)fputc('\n', stdout);
    explanation_text(stdout, x);
}

static void explain_key(struct asked *a, const char *key)
{
    struct finding *f = store_get_finding(a->store, key);
    if (!f)
        return; /* a row that cannot be read */
    struct past *history = NULL;
    size_t count = telling_history(a->store, key, &history);
    char *address = page_address(a->store, f, history);
    struct recollection kept;
    recollection_fill(&kept, a->store, f, address);
    struct look *looks = looks_of(history, count);
    struct witness *witnesses = witnesses_of(&kept);
    struct meta *meta = recollection_meta(&kept);
    int64_t due = due_again(f, history, count, &kept);
    const struct explanation x = {.finding = f,
                                  .looks = looks,
                                  .look_count = count,
                                  .due = due,
                                  .is_due = clock_now() >= due,
                                  .witnesses = witnesses,
                                  .witness_count = kept.count,
                                  .page = {.url = kept.has_page ? address : NULL,
                                           .status = kept.page.status,
                                           .asked_at = kept.page.fetched_at,
                                           .etag = kept.page.etag,
                                           .last_modified = kept.page.last_modified,
                                           .meta = kept.page.meta},
                                  .meta = meta,
                                  .color = a->color,
                                  .verbose = a->settings->verbose};
    tell(a, &x);
    meta_free(meta);
    free(witnesses);
    free(looks);
    recollection_release(&kept);
    free(address);
    free(history);
    finding_free(f);
}

/* False when the cache knows nothing of it. */
static bool explain_operand(struct asked *a, const char *operand)
{
    char **keys = find_keys(a->store, operand);
    if (!keys) {
        (void)fprintf(stderr,
                      "gloss: the cache %s knows nothing of %s; run gloss check on a list that "
                      "holds it, or name another folder with --cache\n",
                      a->folder, operand);
        return false;
    }
    for (char **key = keys; *key; key++)
        explain_key(a, *key);
    stored_keys_free(keys);
    return true;
}

static int run_explain(const struct settings *s, char **operands, size_t count, struct err *err)
{
    struct asked a = {.settings = s, .color = results_color(s, stdout)};
    char *folder = NULL;
    int status = 0;
    if (count == 0) {
        (void)err_set(err, ERR_USAGE, "explain needs a URL; see gloss explain --help");
        return -1;
    }
    a.store = telling_open(s, &folder, err);
    a.folder = folder;
    for (size_t i = 0; a.store && i < count; i++)
        if (!explain_operand(&a, operands[i]))
            status = STATUS_UNKNOWN;
    if (a.store && !telling_close(a.store, err))
        status = -1;
    free(folder);
    return err->kind == ERR_NONE ? status : -1;
}

const struct verb verb_explain = {"explain", VERB_EXPLAIN, "URL...",
                                  "why this verdict, and who gave which field; no network",
                                  run_explain};
