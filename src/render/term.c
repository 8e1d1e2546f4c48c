/* term: the report for people.
 *
 * What needs a look comes first and alone: links that are fine are shown only when asked for. The
 * first line of each entry begins like a compiler's message, so that editors can jump to it. */
#include <stdlib.h>
#include <string.h>

#include "gloss/base/date.h"
#include "gloss/base/text.h"
#include "gloss/render/formats.h"
#include "gloss/render/paint.h"
#include "gloss/render/plain.h"

enum { TEXT_CELLS = 100 }; /* link texts are cut here; addresses never */

static const struct group {
    enum verdict verdict;
    bool verbose_only;
    bool dated; /* since when it holds is worth saying */
} groups[] = {
    {VERDICT_DEAD, false, true},    {VERDICT_INVALID, false, false},
    {VERDICT_SUSPECT, false, true}, {VERDICT_BLOCKED, false, true},
    {VERDICT_MOVED, false, false},  {VERDICT_TRANSIENT, false, false},
    {VERDICT_ALIVE, true, false},   {VERDICT_SKIPPED, true, false},
};

/* Writes a colour when there are colours. */
static void paint(FILE *out, const struct report *report, const char *color)
{
    if (report->color)
        (void)fputs(color, out);
}

static void write_place(FILE *out, const struct link *link)
{
    plain_text(out, link->file);
    (void)fprintf(out, ":%zu:%zu: ", link->line, link->column);
}

static void write_text(FILE *out, const char *s)
{
    char *clean = text_clean(s, strlen(s));
    char *fit = text_fit(clean, TEXT_CELLS);

    plain_text(out, fit);
    free(fit);
    free(clean);
}

static bool has(const char *s)
{
    return s != NULL && *s != '\0';
}

static void write_reason(FILE *out, const struct finding *f, bool dated)
{
    char day[DATE_SIZE];

    if (!has(f->reason))
        return;
    (void)fputs("    ", out);
    plain_text(out, f->reason);
    if (dated && f->since != 0)
        (void)fprintf(out, ", since %s", date_format(date_of_instant(f->since), day));
    (void)fputc('\n', out);
}

static void write_facts(FILE *out, unsigned facts)
{
    const char *glue = "    ";

    for (unsigned i = 0; i < FACT_COUNT; i++) {
        if ((facts & FACT_BIT(i)) != 0) {
            (void)fprintf(out, "%s%s", glue, fact_name((enum fact)i));
            glue = ", ";
        }
    }
    if (facts != 0)
        (void)fputc('\n', out);
}

/* What stands behind facts, where that is more than the fact. */
static void write_notes(FILE *out, const struct finding *f)
{
    for (size_t i = 0; i < f->evidence_count; i++) {
        if (f->evidence[i].class == EVIDENCE_NOTED) {
            (void)fputs("    ", out);
            plain_text(out, f->evidence[i].says);
            (void)fputc('\n', out);
        }
    }
}

static void write_ignore(FILE *out, const struct outcome *o)
{
    char *words = ignore_words(o->ignore, o->lapsed);

    (void)fputs("    ", out);
    plain_text(out, words);
    (void)fputc('\n', out);
    free(words);
}

static void write_address(FILE *out, const char *label, const char *url)
{
    (void)fputs("    ", out);
    plain_text(out, label);
    (void)fputs(": ", out);
    plain_url(out, url);
    (void)fputc('\n', out);
}

static void write_entry(FILE *out, const struct report *report, const struct outcome *o,
                        const char *color, bool dated)
{
    const struct finding *f = o->finding;
    const char *shown = "";

    write_place(out, o->link);
    paint(out, report, color);
    (void)fputs(report->changes ? change_name(f->change) : verdict_name(f->verdict), out);
    paint(out, report, PLAIN);
    (void)fputs("  ", out);
    plain_url(out, o->link->url);
    (void)fputc('\n', out);
    write_reason(out, f, dated);
    if (f->verdict == VERDICT_MOVED && has(f->final_url)) {
        write_address(out, "now at", f->final_url);
        shown = f->final_url;
    }
    if (has(f->suggestion_url) && strcmp(f->suggestion_url, shown) != 0) {
        write_address(out, has(f->suggestion_why) ? f->suggestion_why : "instead",
                      f->suggestion_url);
    }
    write_facts(out, f->facts);
    write_notes(out, f);
    if (o->lapsed) /* one that holds is the reason already */
        write_ignore(out, o);
    if (has(o->link->text)) {
        paint(out, report, DIM);
        (void)fputs("    \"", out);
        write_text(out, o->link->text);
        (void)fputs("\"", out);
        paint(out, report, PLAIN);
        (void)fputc('\n', out);
    }
}

/* News comes by kind of news. */
static const struct {
    const char *color;
    bool dated;
} news[CHANGE_COUNT] = {
    [CHANGE_DIED] = {.color = RED, .dated = true},
    [CHANGE_SUSPECTED] = {.color = YELLOW, .dated = true},
    [CHANGE_MOVED] = {.color = CYAN},
    [CHANGE_WITHDRAWN] = {.color = YELLOW},
    [CHANGE_RECOVERED] = {.color = GREEN},
};

static void write_news(FILE *out, const struct report *report)
{
    for (int c = CHANGE_NONE + 1; c < CHANGE_COUNT; c++)
        for (size_t i = 0; i < report->outcome_count; i++)
            if ((int)report->outcomes[i].finding->change == c)
                write_entry(out, report, &report->outcomes[i], news[c].color, news[c].dated);
}

/* Whether a link that is well, or not asked, needs a look all the same. One that the user wants
 * ignored does not, whatever is known of its address. */
static bool is_notable(const struct outcome *o)
{
    static const unsigned notable = FACT_BIT(FACT_WITHDRAWN_INDEX) |
                                    FACT_BIT(FACT_RETRACTED_INDEX) | FACT_BIT(FACT_DRIFTED_INDEX);

    if (o->ignore != NULL)
        return o->lapsed;
    return (o->finding->facts & notable) != 0;
}

/* Writes the entries of one verdict and an empty line after them. */
static void write_group(FILE *out, const struct report *report, const struct group *group)
{
    bool any = false;

    for (size_t i = 0; i < report->outcome_count; i++) {
        const struct outcome *o = &report->outcomes[i];

        if (o->finding != NULL && o->finding->verdict == group->verdict &&
            (report->verbose || !group->verbose_only || is_notable(o))) {
            write_entry(out, report, o, paint_of(group->verdict), group->dated);
            any = true;
        }
    }
    if (any)
        (void)fputc('\n', out);
}

/* `gloss links`: a link a line. */
static void write_links(FILE *out, const struct report *report)
{
    for (size_t i = 0; i < report->outcome_count; i++) {
        const struct link *link = report->outcomes[i].link;

        write_place(out, link);
        (void)fprintf(out, "%s  ", link_kind_name(link->kind));
        plain_url(out, link->url);
        if (has(link->text)) {
            (void)fputs("  \"", out);
            write_text(out, link->text);
            (void)fputc('"', out);
        }
        (void)fputc('\n', out);
        if (report->outcomes[i].ignore != NULL)
            write_ignore(out, &report->outcomes[i]);
    }
}

static void write_totals(FILE *out, const struct report *report)
{
    char *totals = render_totals(report);

    paint(out, report, BOLD);
    (void)fputs(totals, out);
    paint(out, report, PLAIN);
    (void)fputs(report->interrupted ? "; stopped before all were asked\n" : "\n", out);
    free(totals);
}

static bool render_term(FILE *out, const struct report *report, struct err *err)
{
    if (!report->checked) {
        write_links(out, report);
        return render_finish(out, err);
    }
    if (report->changes) {
        write_news(out, report);
        return render_finish(out, err);
    }
    for (size_t i = 0; i < sizeof(groups) / sizeof(*groups); i++)
        write_group(out, report, &groups[i]);
    write_totals(out, report);
    return render_finish(out, err);
}

static const char *const no_extensions[] = {NULL};

const struct renderer renderer_term = {
    .name = "term",
    .extensions = no_extensions,
    .render = render_term,
};
