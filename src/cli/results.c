/* As in pandoc the extension of -o chooses the format, and -t overrides it. */
#include "gloss/cli/results.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "gloss/base/mem.h"

static void add(struct results *r, const char *path, const struct renderer *renderer)
{
    r->items[r->count++] = (struct output){.path = path, .renderer = renderer};
}

static bool unknown_format(const char *what, const char *value, struct err *err)
{
    char *names = renderer_names();
    (void)err_set(err, ERR_USAGE, "%s %s: there is no such output format; there are %s", what,
                  value, names);
    free(names);
    return false;
}

/* The renderer that -t or --json names; NULL with no err when they name none. */
static const struct renderer *named(const struct settings *s, struct err *err)
{
    const char *name = s->format ? s->format : s->json ? "json" : NULL;
    const struct renderer *renderer = name ? renderer_by_name(name) : NULL;
    if (name && !renderer)
        (void)unknown_format("-t", name, err);
    return renderer;
}

bool results_plan(struct results *r, const struct settings *s, const char *fallback, bool always,
                  size_t listings, struct err *err)
{
    r->count = 0;
    r->items = xcalloc(s->output.count + 1, sizeof *r->items);
    const struct renderer *chosen = named(s, err);
    bool ok = err->kind == ERR_NONE;
    bool onto_stdout = false;
    for (size_t i = 0; ok && i < s->output.count; i++) {
        const char *path = s->output.items[i];
        bool dash = strcmp(path, "-") == 0;
        const struct renderer *renderer = s->format ? chosen : renderer_for_path(path);
        if (!renderer && dash)
            renderer = chosen ? chosen : renderer_by_name(fallback ? fallback : "term");
        if (renderer)
            add(r, path, renderer);
        else
            ok = unknown_format("-o", path, err);
        onto_stdout = onto_stdout || dash;
    }
    bool implied =
        s->json || (s->output.count == 0 && (chosen || fallback)) || (always && fallback);
    if (ok && implied && !onto_stdout)
        add(r, "-",
            chosen && (s->json || s->output.count == 0) ? chosen : renderer_by_name(fallback));
    for (size_t i = 0; ok && i < r->count; i++)
        ok = output_check(&r->items[i], listings, err);
    if (!ok)
        results_release(r);
    return ok;
}

void results_release(struct results *r)
{
    free(r->items);
    *r = (struct results){0};
}

bool results_cite(const struct results *r)
{
    for (size_t i = 0; i < r->count; i++)
        if (r->items[i].renderer->cites)
            return true;
    return false;
}

bool results_write(const struct results *r, const struct report *report, const struct report *news,
                   struct err *err)
{
    for (size_t i = 0; i < r->count; i++) {
        const struct renderer *renderer = r->items[i].renderer;
        bool whole = renderer->one_listing || renderer->cites;
        if (!output_write(&r->items[i], whole ? report : news, err))
            return false;
    }
    return true;
}

bool results_color(const struct settings *s, FILE *stream)
{
    const char *none = getenv("NO_COLOR");
    const char *term = getenv("TERM");
    if (s->color != COLOR_AUTO)
        return s->color == COLOR_ALWAYS;
    return !(none && *none) && isatty(fileno(stream)) && term && strcmp(term, "dumb") != 0;
}
