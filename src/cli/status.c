/* gloss status: what the whole cache says, without a network. */
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
#include "gloss/render/overview.h"
#include "gloss/store/overview.h"

/* The lists of an overview while they grow; each has room for every key. */
struct lists {
    struct overview_link *newly_dead;
    struct overview_link *suspects;
    struct overview_host *hosts;
    char **names; /* of the blocked links' hosts, one each, before they are counted */
    size_t name_count;
};

static struct lists lists_new(size_t room)
{
    return (struct lists){.newly_dead = xcalloc(room + 1, sizeof(struct overview_link)),
                          .suspects = xcalloc(room + 1, sizeof(struct overview_link)),
                          .hosts = xcalloc(room + 1, sizeof(struct overview_host)),
                          .names = xcalloc(room + 1, sizeof(char *))};
}

static void lists_release(struct lists *l)
{
    for (size_t i = 0; i < l->name_count; i++)
        free(l->names[i]);
    free(l->names);
    free(l->newly_dead);
    free(l->suspects);
    free(l->hosts);
}

static struct overview_link suspect(struct store *store, const struct stored_latest *latest,
                                    int64_t now)
{
    struct past *history = NULL;
    size_t count = telling_history(store, latest->key, &history);
    struct overview_link link = {.key = latest->key,
                                 .reason = latest->reason,
                                 .since = latest->since,
                                 .due = schedule_due(latest->key, history, count),
                                 .is_due = schedule_is_due(latest->key, history, count, now)};
    free(history);
    return link;
}

static void add_host(struct lists *l, const char *key)
{
    struct url_parts parts = {0};
    if (url_parse(key, &parts))
        l->names[l->name_count++] = xstrdup(parts.host);
    url_parts_release(&parts);
}

/* Sorts a key's newest check into the lists. */
static void sort_in(struct overview *o, struct lists *l, struct store *store,
                    const struct stored_latest *latest)
{
    o->verdicts[latest->verdict]++;
    if (latest->newly_dead)
        l->newly_dead[o->newly_dead_count++] = (struct overview_link){
            .key = latest->key, .reason = latest->reason, .since = latest->since};
    if (latest->verdict == VERDICT_SUSPECT)
        l->suspects[o->suspect_count++] = suspect(store, latest, clock_now());
    if (latest->verdict == VERDICT_BLOCKED)
        add_host(l, latest->key);
}

static int by_due(const void *a, const void *b)
{
    const struct overview_link *x = a, *y = b;
    if (x->due != y->due)
        return x->due < y->due ? -1 : 1;
    return strcmp(x->key, y->key);
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The most blocked first. */
static int by_links(const void *a, const void *b)
{
    const struct overview_host *x = a, *y = b;
    if (x->links != y->links)
        return x->links > y->links ? -1 : 1;
    return strcmp(x->name, y->name);
}

static size_t count_hosts(struct lists *l)
{
    size_t count = 0;
    qsort(l->names, l->name_count, sizeof *l->names, by_name);
    for (size_t i = 0; i < l->name_count; i++) {
        if (count == 0 || strcmp(l->hosts[count - 1].name, l->names[i]) != 0)
            l->hosts[count++].name = l->names[i];
        l->hosts[count - 1].links++;
    }
    qsort(l->hosts, count, sizeof *l->hosts, by_links);
    return count;
}

static struct overview whole_cache(struct store *store, const char *folder)
{
    struct stored_run run = store_get_last_run(store);
    struct stored_sizes sizes = store_get_sizes(store);
    return (struct overview){.folder = folder,
                             .bytes = sizes.bytes,
                             .pages = sizes.pages,
                             .works = sizes.works,
                             .checks = sizes.checks,
                             .started = run.started,
                             .finished = run.finished,
                             .run_links = run.links,
                             .requests = run.requests,
                             .open_since = run.open_since};
}

static void tell_status(const struct settings *s, struct store *store, const char *folder)
{
    struct stored_latest *latest = NULL;
    size_t count = store_get_latest(store, &latest);
    struct lists lists = lists_new(count);
    struct overview o = whole_cache(store, folder);
    for (size_t i = 0; i < count; i++)
        sort_in(&o, &lists, store, &latest[i]);
    qsort(lists.suspects, o.suspect_count, sizeof *lists.suspects, by_due);
    o.newly_dead = lists.newly_dead;
    o.suspects = lists.suspects;
    o.host_count = count_hosts(&lists);
    o.hosts = lists.hosts;
    o.color = results_color(s, stdout);
    if (s->json)
        overview_json(stdout, &o);
    else
        overview_text(stdout, &o);
    lists_release(&lists);
    stored_latest_free(latest, count);
}

static int run_status(const struct settings *s, char **operands, size_t count, struct err *err)
{
    char *folder = NULL;
    struct store *store = NULL;
    bool ok = false;
    if (count > 0) {
        (void)err_set(err, ERR_USAGE,
                      "status tells of the whole cache and takes no %s; gloss explain takes URLs",
                      operands[0]);
        return -1;
    }
    store = telling_open(s, &folder, err);
    if (store) {
        tell_status(s, store, folder);
        ok = telling_close(store, err);
    }
    free(folder);
    return ok ? 0 : -1;
}

const struct verb verb_status = {"status", VERB_STATUS, "",
                                 "what the whole cache knows, in a screen; no network", run_status};
