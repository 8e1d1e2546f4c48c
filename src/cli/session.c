/* Everything that can be found wrong is found before the first request; everything held is released
 * whole. */
#include "gloss/cli/session.h"

#include <errno.h>
#include <regex.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "gloss/base/clock.h"
#include "gloss/base/mem.h"
#include "gloss/cli/config.h"
#include "gloss/cli/progress.h"
#include "gloss/cli/results.h"
#include "gloss/judge/judge.h"
#include "gloss/run.h"
#include "gloss/version.h"

enum {
    HOST_SLOTS = 2, /* what a site's owner hardly notices */
    HOST_GAP_MS = 100,
    CONNECT_TIMEOUT_MS = 15000,
    HEADER_MAX = 256 << 10,   /* some sites send 100 KB of security policy */
    STATUS_INTERRUPTED = 130, /* 128 + SIGINT, as shells report it */
};

static volatile sig_atomic_t stop;

static void on_signal(int number)
{
    (void)number;
    if (stop) /* asked twice: at once */
        _Exit(STATUS_INTERRUPTED);
    stop = 1;
}

static void catch_signals(void)
{
    struct sigaction action = {.sa_handler = on_signal};
    (void)sigemptyset(&action.sa_mask);
    (void)sigaction(SIGINT, &action, NULL);
    (void)sigaction(SIGTERM, &action, NULL);
}

/* Patterns of --exclude or --include, compiled. */
struct patterns {
    regex_t *items;
    size_t count;
};

static bool patterns_compile(struct patterns *p, const char *option, const struct words *words,
                             struct err *err)
{
    p->count = 0;
    p->items = xcalloc(words->count + 1, sizeof *p->items);
    for (size_t i = 0; i < words->count; i++) {
        int code = regcomp(&p->items[i], words->items[i], REG_EXTENDED | REG_NOSUB);
        if (code != 0) {
            char why[128];
            (void)regerror(code, &p->items[i], why, sizeof why);
            return err_set(err, ERR_USAGE, "%s %s: %s", option, words->items[i], why);
        }
        p->count++;
    }
    return true;
}

static void patterns_release(struct patterns *p)
{
    for (size_t i = 0; i < p->count; i++)
        regfree(&p->items[i]);
    free(p->items);
}

struct session {
    const struct settings *settings;
    const struct session_verb *verb;
    struct inputs inputs;
    struct patterns exclude;
    struct patterns include;
    struct hosts *hosts;
    struct store *store;
    struct progress progress;
    char *user_agent;
    struct run *run;
};

static void session_release(struct session *s)
{
    run_free(s->run);
    hosts_free(s->hosts);
    patterns_release(&s->exclude);
    patterns_release(&s->include);
    inputs_release(&s->inputs);
    free(s->user_agent);
}

static char *user_agent(const struct settings *s)
{
    if (s->user_agent)
        return xstrdup(s->user_agent);
    if (s->contact)
        return xasprintf("gloss/" GLOSS_VERSION " (reading-list checker; mailto:%s)", s->contact);
    return xstrdup("gloss/" GLOSS_VERSION " (reading-list checker)");
}

static bool check_headers(const struct words *headers, struct err *err)
{
    for (size_t i = 0; i < headers->count; i++) {
        const char *colon = strchr(headers->items[i], ':');
        if (!colon || colon == headers->items[i] || !strchr(colon + 1, ':'))
            return err_set(err, ERR_USAGE, "--header %s: expected 'HOST: NAME: VALUE'",
                           headers->items[i]);
    }
    return true;
}

static bool check_settings(const struct settings *set, struct err *err)
{
    if (set->accept && !judge_accept_valid(set->accept))
        return err_set(err, ERR_USAGE,
                       "--accept %s: expected statuses and ranges such as 403,500..=599",
                       set->accept);
    if (set->fresh && set->offline)
        return err_set(err, ERR_USAGE,
                       "--fresh asks everything and --offline nothing; give one of them");
    if (set->cacert && access(set->cacert, R_OK) != 0)
        return err_set_errno(err, ERR_USAGE, errno, "--cacert %s: cannot read the certificates",
                             set->cacert);
    return check_headers(&set->header, err);
}

static bool session_prepare(struct session *s, char **operands, size_t count, struct err *err)
{
    const struct settings *set = s->settings;
    return check_settings(set, err) &&
           patterns_compile(&s->exclude, "--exclude", &set->exclude, err) &&
           patterns_compile(&s->include, "--include", &set->include, err) &&
           inputs_read(&s->inputs, operands, count, set->quiet || set->changes, err) &&
           s->verb->prepare(s->verb->context, &s->inputs, err);
}

static bool open_store(struct session *s, struct err *err)
{
    char *dir = s->settings->cache ? xstrdup(s->settings->cache) : store_default_dir();
    s->store = s->settings->offline ? store_open_read(dir, err) : store_open(dir, err);
    free(dir);
    return s->store != NULL;
}

static struct run_options run_options(struct session *s, int64_t now)
{
    const struct settings *set = s->settings;
    int64_t connect = set->timeout < CONNECT_TIMEOUT_MS ? set->timeout : CONNECT_TIMEOUT_MS;
    return (struct run_options){.fetch = {.workers = (size_t)set->threads,
                                          .user_agent = s->user_agent,
                                          .proxy = set->proxy,
                                          .cacert = set->cacert,
                                          .dns_servers = set->dns_servers,
                                          .connect_to = set->connect_to.items,
                                          .resolve = set->resolve.items,
                                          .connect_timeout_ms = connect,
                                          .timeout_ms = set->timeout,
                                          .header_max = HEADER_MAX,
                                          .insecure = set->insecure,
                                          .allow_private = set->allow_private},
                                .hosts = s->hosts,
                                .jobs = (size_t)set->jobs,
                                .retries = (int)set->retries,
                                .max_age_ms = set->max_age,
                                .deadline_ms = set->deadline,
                                .fresh = set->fresh,
                                .offline = set->offline,
                                .changes = set->changes,
                                .direct = set->direct,
                                .archive = set->archive || s->verb->mends,
                                .secure = s->verb->mends,
                                .accept = set->accept,
                                .exclude = s->exclude.items,
                                .exclude_count = s->exclude.count,
                                .include = s->include.items,
                                .include_count = s->include.count,
                                .ignores = config_ignores(),
                                .headers = set->header.items,
                                .now = now,
                                .progress = progress_tell,
                                .progress_context = &s->progress,
                                .stop = &stop};
}

static struct report make_report(const struct session *s, int64_t started)
{
    size_t count = 0;
    const struct outcome *outcomes = run_outcomes(s->run, &count);
    return (struct report){.listings = (const struct listing *const *)s->inputs.items,
                           .listing_count = s->inputs.count,
                           .outcomes = outcomes,
                           .outcome_count = count,
                           .checked = true,
                           .started = started,
                           .finished = clock_now(),
                           .requests = run_requests(s->run),
                           .strict = s->settings->strict,
                           .interrupted = run_interrupted(s->run),
                           .color = results_color(s->settings, stdout),
                           .verbose = s->settings->verbose,
                           .enriched = s->verb->enriches,
                           .style = (enum annotate_style)s->settings->style,
                           .biblatex = s->settings->biblatex};
}

/* Ignores that are over are told of once each, however many links they named. Those of a document
 * name neighbours; those of the config file are few. */
static void tell_lapses(const struct session *s)
{
    size_t count = 0, told_count = 0, room = 0;
    const struct outcome *outcomes = run_outcomes(s->run, &count);
    const struct ignore **told = NULL, *last = NULL;
    for (size_t i = 0; i < count; i++) {
        const struct ignore *ignore = outcomes[i].lapsed ? outcomes[i].ignore : last;
        bool known = ignore == last;
        for (size_t k = 0; k < told_count && !known; k++)
            known = told[k] == ignore;
        last = ignore;
        if (known)
            continue;
        char *words = ignore_words(ignore, true);
        (void)fprintf(stderr, "gloss: %s: %s (checked again)\n", ignore->where, words);
        free(words);
        if (ignore == outcomes[i].link->ignore)
            continue;
        grow_array(&told, &room, told_count + 1, sizeof *told);
        told[told_count++] = ignore;
    }
    free(told);
}

static int session_go(struct session *s, struct err *err)
{
    int64_t started = clock_now();
    s->hosts = hosts_new(HOST_SLOTS, HOST_GAP_MS);
    config_add_hosts(s->hosts);
    s->user_agent = user_agent(s->settings);
    progress_init(&s->progress, s->settings->quiet);
    const struct run_options options = run_options(s, started);
    s->run = run_new(&options, s->store, s->inputs.items, s->inputs.count);
    bool ok = run_go(s->run, err);
    progress_end(&s->progress);
    if (!ok)
        return -1;
    if (stop) {
        (void)fprintf(
            stderr,
            "gloss: interrupted; what was answered is in the cache, no output was written\n");
        return STATUS_INTERRUPTED;
    }
    if (run_login_refused(s->run) && !s->settings->quiet)
        (void)fprintf(stderr, "gloss: the login was refused: %s\n", run_login_refused(s->run));
    if (!s->settings->quiet && !s->settings->changes)
        tell_lapses(s);
    struct report report = make_report(s, started);
    return s->verb->finish(s->verb->context, &report, s->store, err);
}

int session_run(const struct settings *settings, const struct session_verb *verb, char **operands,
                size_t count, struct err *err)
{
    struct session s = {.settings = settings, .verb = verb};
    int status = -1;
    if (session_prepare(&s, operands, count, err) && open_store(&s, err)) {
        catch_signals();
        status = session_go(&s, err);
    }
    if (err->kind == ERR_OFFLINE && s.store)
        store_rollback(s.store);
    session_release(&s);
    if (!store_close(s.store, err))
        status = -1;
    return status;
}
