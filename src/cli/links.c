/* gloss links: the links an input holds, without asking anybody. */
#include <stdlib.h>

#include "gloss/base/clock.h"
#include "gloss/base/mem.h"
#include "gloss/cli/config.h"
#include "gloss/cli/inputs.h"
#include "gloss/cli/options.h"
#include "gloss/cli/results.h"
#include "gloss/cli/verbs.h"
#include "gloss/net/url.h"

/* One outcome a link; the keys they point to are in `keys`. */
struct listed {
    struct outcome *outcomes;
    char **keys;
    size_t count;
};

static struct outcome list_link(const struct link *link, const char *key, int64_t now)
{
    const struct ignore *ignore = ignores_find(config_ignores(), link, now);
    return (struct outcome){.link = link,
                            .key = key ? key : "",
                            .ignore = ignore,
                            .lapsed = ignore && ignore_has_lapsed(ignore, now)};
}

static struct listed list_links(const struct inputs *in)
{
    struct listed l = {0};
    int64_t now = clock_now();
    size_t n = 0;
    for (size_t i = 0; i < in->count; i++)
        n += in->items[i]->link_count;
    l.outcomes = xcalloc(n + 1, sizeof *l.outcomes);
    l.keys = xcalloc(n + 1, sizeof *l.keys);
    for (size_t i = 0; i < in->count; i++)
        for (size_t k = 0; k < in->items[i]->link_count; k++, l.count++) {
            const struct link *link = &in->items[i]->links[k];
            l.keys[l.count] = url_key(link->url);
            l.outcomes[l.count] = list_link(link, l.keys[l.count], now);
        }
    return l;
}

static void listed_release(struct listed *l)
{
    for (size_t i = 0; i < l->count; i++)
        free(l->keys[i]);
    free(l->keys);
    free(l->outcomes);
}

static int run_links(const struct settings *s, char **operands, size_t count, struct err *err)
{
    struct inputs in;
    struct results results;
    if (!inputs_read(&in, operands, count, s->quiet, err))
        return -1;
    if (!results_plan(&results, s, "term", false, in.count, err)) {
        inputs_release(&in);
        return -1;
    }
    if (results_cite(&results)) {
        results_release(&results);
        inputs_release(&in);
        (void)err_set(err, ERR_USAGE,
                      "gloss links asks nobody, so it has nothing to fill a bibliography with; "
                      "gloss enrich writes one");
        return -1;
    }
    struct listed listed = list_links(&in);
    const struct report report = {.listings = (const struct listing *const *)in.items,
                                  .listing_count = in.count,
                                  .outcomes = listed.outcomes,
                                  .outcome_count = listed.count,
                                  .color = results_color(s, stdout),
                                  .verbose = true};
    bool ok = results_write(&results, &report, &report, err);
    listed_release(&listed);
    results_release(&results);
    inputs_release(&in);
    return ok ? 0 : -1;
}

const struct verb verb_links = {"links", VERB_LINKS, "FILE...", "list the links found; no network",
                                run_links};
