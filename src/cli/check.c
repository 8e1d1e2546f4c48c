/* gloss check and gloss enrich: one run over the lists; they differ in what they show. */
#include <stdlib.h>
#include <string.h>

#include "gloss/base/mem.h"
#include "gloss/cli/citekeys.h"
#include "gloss/cli/inputs.h"
#include "gloss/cli/options.h"
#include "gloss/cli/results.h"
#include "gloss/cli/session.h"
#include "gloss/cli/verbs.h"
#include "gloss/list/listing.h"

enum { STATUS_DEAD = 1 };

struct check {
    const struct settings *settings;
    bool enrich;
    const struct inputs *inputs;
    struct results results;
    struct outcome *changed; /* those of the report that are news */
    struct citekeys citekeys;
};

static bool check_in_place(const struct inputs *inputs, struct err *err)
{
    for (size_t i = 0; i < inputs->count; i++) {
        const struct output own = {.path = inputs->items[i]->path,
                                   .renderer = renderer_by_name("md")};
        if (strcmp(own.path, "-") == 0)
            return err_set(err, ERR_USAGE, "-i cannot write over standard input; use -o FILE");
        if (!listing_is_markdown(own.path))
            return err_set(err, ERR_USAGE, "-i annotates Markdown files, and %s is none", own.path);
        if (!output_check(&own, 1, err))
            return false;
    }
    return true;
}

static bool prepare(void *context, const struct inputs *inputs, struct err *err)
{
    struct check *c = context;
    const char *fallback = c->enrich ? "md" : "term";
    if (c->enrich && c->settings->in_place)
        fallback = NULL;
    c->inputs = inputs;
    if (!results_plan(&c->results, c->settings, fallback, !c->enrich, inputs->count, err))
        return false;
    return !c->settings->in_place || check_in_place(inputs, err);
}

/* The report with nothing but news in it. */
static struct report only_changes(struct check *c, const struct report *report)
{
    struct report news = *report;
    c->changed = xcalloc(report->outcome_count + 1, sizeof *c->changed);
    news.outcomes = c->changed;
    news.outcome_count = 0;
    news.changes = true;
    for (size_t i = 0; i < report->outcome_count; i++)
        if (report->outcomes[i].finding->change != CHANGE_NONE)
            c->changed[news.outcome_count++] = report->outcomes[i];
    return news;
}

static bool write_results(struct check *c, const struct report *report, struct err *err)
{
    struct report news = c->settings->changes ? only_changes(c, report) : *report;
    for (size_t i = 0; c->settings->in_place && i < c->inputs->count; i++)
        if (!output_in_place(report, c->inputs->items[i], err))
            return false;
    if (!results_write(&c->results, report, &news, err))
        return false;
    if (c->enrich && !c->settings->quiet) { /* what needs a look, beside the list */
        struct report remarks = news;
        remarks.color = results_color(c->settings, stderr);
        return renderer_by_name("term")->render(stderr, &remarks, err);
    }
    return true;
}

static int exit_status(const struct report *report, bool changes)
{
    for (size_t i = 0; i < report->outcome_count; i++)
        if (changes ? change_fails(report->outcomes[i].finding->change, report->strict)
                    : verdict_fails(report->outcomes[i].finding->verdict, report->strict))
            return STATUS_DEAD;
    return 0;
}

static int finish(void *context, struct report *report, struct store *store, struct err *err)
{
    struct check *c = context;
    if (results_cite(&c->results) && !citekeys_assign(&c->citekeys, report, store, err))
        return -1;
    return write_results(c, report, err) ? exit_status(report, c->settings->changes) : -1;
}

static int run_both(const struct settings *settings, bool enrich, char **operands, size_t count,
                    struct err *err)
{
    struct check c = {.settings = settings, .enrich = enrich};
    const struct session_verb verb = {
        .enriches = enrich, .prepare = prepare, .finish = finish, .context = &c};
    int status = session_run(settings, &verb, operands, count, err);
    citekeys_release(&c.citekeys);
    results_release(&c.results);
    free(c.changed);
    return status;
}

static int run_check(const struct settings *s, char **operands, size_t count, struct err *err)
{
    return run_both(s, false, operands, count, err);
}

static int run_enrich(const struct settings *s, char **operands, size_t count, struct err *err)
{
    return run_both(s, true, operands, count, err);
}

const struct verb verb_check = {"check", VERB_CHECK, "FILE...",
                                "are the links alive? reports what needs a look", run_check};
const struct verb verb_enrich = {"enrich", VERB_ENRICH, "FILE...",
                                 "check, gather metadata, and write the annotated list",
                                 run_enrich};
