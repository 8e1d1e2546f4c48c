/* gloss fix: better addresses and sound link texts, as a diff or written into the files. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "gloss/base/mem.h"
#include "gloss/cli/amend.h"
#include "gloss/cli/inputs.h"
#include "gloss/cli/options.h"
#include "gloss/cli/output.h"
#include "gloss/cli/session.h"
#include "gloss/cli/verbs.h"
#include "gloss/render/edit.h"

struct fix {
    const struct settings *settings;
    const struct inputs *inputs;
    char **names; /* of the inputs in a diff */
    size_t counts[EDIT_KIND_COUNT];
};

static bool is_stdin(const struct listing *l)
{
    return strcmp(l->path, "-") == 0;
}

/* The path without "." and ".." and doubled slashes, as its words say: no links are followed. The
 * caller frees. */
static char *normal_path(const char *path)
{
    char *rest;
    char *copy = xstrdup(path);
    char *out = xcalloc(strlen(path) + 2, 1);
    size_t len = 0;
    for (char *part = strtok_r(copy, "/", &rest); part; part = strtok_r(NULL, "/", &rest)) {
        if (strcmp(part, ".") == 0)
            continue;
        if (strcmp(part, "..") == 0) {
            while (len > 0 && out[--len] != '/')
                ;
            out[len] = '\0';
            continue;
        }
        out[len++] = '/';
        memcpy(out + len, part, strlen(part) + 1);
        len += strlen(part);
    }
    free(copy);
    return out;
}

/* A list's name in a diff: relative to the folder we are in, where git and patch look for it; of
 * what is outside of it, the path from the root. The caller frees. */
static char *diff_name(const struct listing *l)
{
    if (is_stdin(l))
        return xstrdup("stdin");
    char *here = getcwd(NULL, 0);
    char *path = l->path[0] == '/' || !here ? xstrdup(l->path) : xasprintf("%s/%s", here, l->path);
    char *whole = normal_path(path);
    size_t n = here ? strlen(here) : 0;
    bool below = n > 1 && strncmp(whole, here, n) == 0 && whole[n] == '/';
    char *name = xstrdup(below ? whole + n + 1 : whole + 1);
    free(whole);
    free(path);
    free(here);
    return name;
}

static bool prepare(void *context, const struct inputs *inputs, struct err *err)
{
    struct fix *f = context;
    f->inputs = inputs;
    f->names = xcalloc(inputs->count + 1, sizeof *f->names);
    for (size_t i = 0; i < inputs->count; i++)
        f->names[i] = diff_name(inputs->items[i]);
    for (size_t i = 0; f->settings->write && i < inputs->count; i++)
        if (!output_check_path(inputs->items[i]->path, err))
            return false;
    return true;
}

/* A file that somebody saved while we asked around is theirs. */
static bool check_unchanged(const struct listing *l, struct err *err)
{
    char chunk[1 << 14];
    size_t at = 0, n;
    FILE *in = fopen(l->path, "rbe");
    bool same = in != NULL;
    while (same && (n = fread(chunk, 1, sizeof chunk, in)) > 0) {
        same = n <= l->len - at && memcmp(chunk, l->bytes + at, n) == 0;
        at += n;
    }
    if (in)
        (void)fclose(in);
    if (same && at == l->len)
        return true;
    return err_set(err, ERR_OURS,
                   "%s has changed since it was read, and is left as it is; run gloss fix again",
                   l->path);
}

static bool write_fixed(const struct listing *l, const struct edits *e, const struct buf *fixed,
                        struct err *err)
{
    size_t counts[EDIT_KIND_COUNT] = {0};
    size_t made = 0;
    edits_count(e, counts);
    for (size_t k = 0; k < EDIT_KIND_COUNT; k++)
        made += counts[k];
    if (is_stdin(l))
        return output_bytes("-", fixed, err);
    return made == 0 || (check_unchanged(l, err) && output_bytes(l->path, fixed, err));
}

/* Proposes or makes the edits of one list. */
static bool fix_listing(struct fix *f, const struct report *report, size_t index, struct err *err)
{
    const struct listing *l = f->inputs->items[index];
    struct edits edits;
    struct buf fixed;
    bool ok = true;
    edits_plan(&edits, report, l, f->settings->titles);
    amend(l, &edits, &fixed);
    if (f->settings->write)
        ok = write_fixed(l, &edits, &fixed, err);
    else
        edits_diff(stdout, &edits, l, f->names[index]);
    if (ok && !f->settings->quiet)
        edits_tell_missed(stderr, &edits);
    edits_count(&edits, f->counts);
    buf_release(&fixed);
    edits_release(&edits);
    return ok;
}

/* Whether an earlier operand named the same file. */
static bool is_repeated(const struct fix *f, size_t index)
{
    for (size_t i = 0; i < index && !is_stdin(f->inputs->items[index]); i++)
        if (!is_stdin(f->inputs->items[i]) && strcmp(f->names[i], f->names[index]) == 0)
            return true;
    return false;
}

/* "2 moved, 1 archived", and what no edit can help. */
static void tell(const struct fix *f, const struct report *report)
{
    size_t helpless = 0, told = 0;
    for (size_t i = 0; i < report->outcome_count; i++) {
        const struct finding *finding = report->outcomes[i].finding;
        helpless += finding->verdict == VERDICT_DEAD && !finding->suggestion_url;
    }
    (void)fputs("gloss: ", stderr);
    for (size_t k = 0; k < EDIT_KIND_COUNT; k++)
        if (f->counts[k] > 0)
            (void)fprintf(stderr, "%s%zu %s", told++ ? ", " : "", f->counts[k], edit_kind_name(k));
    if (told == 0)
        (void)fputs("nothing to fix", stderr);
    if (helpless > 0)
        (void)fprintf(stderr, "; %zu dead with no copy to link to (gloss check names them)",
                      helpless);
    if (report->interrupted)
        (void)fputs("; not all links could be asked in time", stderr);
    (void)fputc('\n', stderr);
}

static int finish(void *context, struct report *report, struct store *store, struct err *err)
{
    struct fix *f = context;
    (void)store;
    for (size_t i = 0; i < f->inputs->count; i++)
        if (!is_repeated(f, i) && !fix_listing(f, report, i, err))
            return -1;
    if (fflush(stdout) != 0 && errno != EPIPE) {
        (void)err_set_errno(err, ERR_OURS, errno, "cannot write standard output");
        return -1;
    }
    if (!f->settings->quiet)
        tell(f, report);
    return 0;
}

static int run_fix(const struct settings *settings, char **operands, size_t count, struct err *err)
{
    struct fix f = {.settings = settings};
    const struct session_verb verb = {.enriches = settings->titles,
                                      .mends = true,
                                      .prepare = prepare,
                                      .finish = finish,
                                      .context = &f};
    int status = session_run(settings, &verb, operands, count, err);
    for (size_t i = 0; f.names && f.names[i]; i++)
        free(f.names[i]);
    free(f.names);
    return status;
}

const struct verb verb_fix = {
    "fix", VERB_FIX, "FILE...",
    "propose better addresses as a diff: moved, https, archived copies of the dead", run_fix};
