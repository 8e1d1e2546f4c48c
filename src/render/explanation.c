/* explanation: from the verdict down to what it rests on, a row for each. */
#include "gloss/render/explanation.h"

#include <stdlib.h>
#include <string.h>

#include "gloss/base/buf.h"
#include "gloss/base/date.h"
#include "gloss/base/mem.h"
#include "gloss/base/text.h"
#include "gloss/render/contest.h"
#include "gloss/render/layout.h"
#include "gloss/render/paint.h"

enum { LOOKS_SHOWN = 12, ITEMS_SHOWN = 8, TEXT_CELLS = 240, VALUE_CAP = 1 << 20 };

static bool has(const char *s)
{
    return s != NULL && *s != '\0';
}

/* ---- verdict
 * ---------------------------------------------------------------------------------------------
 */

static void add_since(struct layout *l, int64_t since, const char *more)
{
    char day[DATE_SIZE];

    if (since != 0)
        layout_wordsf(l, "since %s%s", date_format(date_of_instant(since), day), more);
}

static void write_verdict(struct layout *l, const struct explanation *x)
{
    const struct finding *f = x->finding;
    char checked[INSTANT_SIZE];
    char due[INSTANT_SIZE];

    layout_label(l, "verdict");
    layout_words(l, verdict_name(f->verdict), paint_of(f->verdict));
    add_since(l, f->since, "");
    layout_end(l);
    if (has(f->reason)) {
        layout_label(l, "reason");
        layout_words(l, f->reason, NULL);
        layout_end(l);
    }
    layout_label(l, "checked");
    layout_wordsf(l, "%s, due %s %s", instant_format(f->checked_at, checked),
                  x->is_due ? "since" : "again", instant_format(x->due, due));
    layout_end(l);
}

static void write_names(struct layout *l, const struct finding *f)
{
    const char *label = "facts";

    for (unsigned i = 0; i < FACT_COUNT; i++) {
        if ((f->facts & FACT_BIT(i)) == 0)
            continue;
        layout_label(l, label);
        layout_words(l, fact_name((enum fact)i), NULL);
        layout_end(l);
        label = "";
    }
    if (f->work != NULL) {
        layout_label(l, "work");
        layout_words(l, f->work, NULL);
        layout_end(l);
    }
    label = "besides";
    for (size_t i = 0; i < f->beside_count; i++) {
        layout_label(l, label);
        layout_words(l, f->besides[i], NULL);
        layout_end(l);
        label = "";
    }
}

static void write_addresses(struct layout *l, const struct finding *f)
{
    const char *label = "redirects";

    for (size_t i = 0; i < f->hop_count; i++) {
        layout_label(l, label);
        layout_wordsf(l, "%d", f->hops[i].status);
        layout_url(l, f->hops[i].url, NULL);
        layout_end(l);
        label = "";
    }
    if (has(f->final_url)) {
        layout_label(l, "page");
        layout_url(l, f->final_url, NULL);
        layout_end(l);
    }
    if (has(f->suggestion_url)) {
        layout_label(l, "instead");
        layout_url(l, f->suggestion_url, NULL);
        if (has(f->suggestion_why))
            layout_wordsf(l, "(%s)", f->suggestion_why);
        layout_end(l);
    }
}

/* The status stands in most of the words already. */
static bool says_status(const struct evidence *e)
{
    char status[16];

    (void)snprintf(status, sizeof(status), "%d", e->status);
    return e->status == 0 || strstr(e->says, status) != NULL;
}

static void write_evidence(struct layout *l, const struct finding *f)
{
    for (size_t i = 0; i < f->evidence_count; i++) {
        const struct evidence *e = &f->evidence[i];
        char at[INSTANT_SIZE];

        layout_label(l, i == 0 ? "evidence" : "");
        layout_words(l, instant_format(e->at, at), NULL);
        layout_hang(l);
        layout_wordsf(l, "%s:", e->source);
        if (!says_status(e))
            layout_wordsf(l, "%d", e->status);
        layout_wordsf(l, "%s (%s)", e->says, evidence_class_name(e->class));
        layout_end(l);
    }
}

/* ---- who is known to have said something
 * ---------------------------------------------------------------------------------------------
 */

static void write_witness(struct layout *l, const struct witness *w, const char *label)
{
    char asked[INSTANT_SIZE];
    char fresh[INSTANT_SIZE];

    layout_label(l, label);
    layout_words(l, instant_format(w->asked_at, asked), NULL);
    layout_hang(l);
    layout_wordsf(l, "%s: %s%s", w->source, w->work, w->absent ? " is not listed" : "");
    if (w->version > 0)
        layout_wordsf(l, "up to version %d", w->version);
    layout_wordsf(l, "(fresh until %s)", instant_format(w->fresh_until, fresh));
    layout_end(l);
}

static void write_page(struct layout *l, const struct kept_page *page, const char *label)
{
    char asked[INSTANT_SIZE];

    if (page->url == NULL)
        return;
    layout_label(l, label);
    layout_words(l, instant_format(page->asked_at, asked), NULL);
    layout_hang(l);
    layout_wordsf(l, "http: %d", page->status);
    layout_url(l, page->url, NULL);
    if (has(page->etag))
        layout_wordsf(l, "(ETag %s)", page->etag);
    if (has(page->last_modified))
        layout_wordsf(l, "(Last-Modified %s)", page->last_modified);
    layout_end(l);
}

static void write_witnesses(struct layout *l, const struct explanation *x)
{
    for (size_t i = 0; i < x->witness_count; i++)
        write_witness(l, &x->witnesses[i], i == 0 ? "kept" : "");
    write_page(l, &x->page, x->witness_count == 0 ? "kept" : "");
}

/* ---- metadata
 * ---------------------------------------------------------------------------------------------
 */

/* What a source says of a field, in one line. The caller frees. */
static char *value_text(const struct meta *m, enum meta_field f, bool verbose)
{
    size_t count = meta_count(m, f);
    size_t shown = verbose || count <= ITEMS_SHOWN ? count : ITEMS_SHOWN;
    struct buf b;

    buf_init(&b, VALUE_CAP);
    for (size_t i = 0; i < shown; i++)
        (void)buf_addf(&b, "%s%s", i > 0 ? ", " : "", meta_item(m, f, i)->text);
    if (shown < count)
        (void)buf_addf(&b, " + %zu", count - shown);
    if (!verbose && !meta_field_is_list(f)) {
        char *fit = text_fit(b.data, TEXT_CELLS);

        buf_release(&b);
        return fit;
    }
    return buf_take(&b, NULL);
}

static void write_other(struct layout *l, const struct explanation *x, const struct meta *other,
                        enum meta_field f)
{
    char *text = NULL;

    if (other == NULL || contest_agrees(x->meta, other, f))
        return;
    text = value_text(other, f, x->verbose);
    layout_label(l, "");
    layout_words(l, meta_source(other, f), YELLOW);
    layout_words(l, "says", YELLOW);
    layout_words(l, text, NULL);
    layout_end(l);
    free(text);
}

static void write_field(struct layout *l, const struct explanation *x, enum meta_field f)
{
    char *text = value_text(x->meta, f, x->verbose);

    layout_label(l, meta_field_name(f));
    layout_words(l, text, NULL);
    layout_wordsf(l, "(%s)", meta_source(x->meta, f));
    layout_end(l);
    free(text);
    for (size_t i = 0; i < x->witness_count; i++)
        write_other(l, x, x->witnesses[i].meta, f);
    write_other(l, x, x->page.meta, f);
}

static void write_meta(struct layout *l, const struct explanation *x)
{
    for (int f = 0; f < META_FIELD_COUNT; f++)
        if (meta_count(x->meta, (enum meta_field)f) > 0)
            write_field(l, x, (enum meta_field)f);
}

/* ---- history
 * ---------------------------------------------------------------------------------------------
 */

static bool same_look(const struct look *a, const struct look *b)
{
    return a->verdict == b->verdict && a->class == b->class && a->since == b->since;
}

/* Looks that found the same share a row, which has the time of the newest. */
static void write_history(struct layout *l, const struct explanation *x)
{
    size_t rows = 0;

    for (size_t i = 0, n = 0; i < x->look_count; i += n, rows++) {
        const struct look *look = &x->looks[i];
        char at[INSTANT_SIZE];

        for (n = 1; i + n < x->look_count && same_look(look, &x->looks[i + n]);)
            n++;
        layout_label(l, rows == 0 ? "history" : "");
        if (rows == LOOKS_SHOWN && !x->verbose) {
            layout_wordsf(l, "and %zu before (-v shows them)", x->look_count - i);
            layout_end(l);
            return;
        }
        layout_words(l, instant_format(look->at, at), NULL);
        layout_hang(l);
        layout_words(l, verdict_name(look->verdict), paint_of(look->verdict));
        layout_wordsf(l, "(%s)", evidence_class_name(look->class));
        add_since(l, look->since, n > 1 ? "," : "");
        if (n > 1)
            layout_wordsf(l, "%zu times", n);
        layout_end(l);
    }
}

void explanation_text(FILE *out, const struct explanation *x)
{
    struct layout l;

    layout_init(&l, out, x->color);
    layout_words(&l, x->finding->key, BOLD);
    layout_end(&l);
    write_verdict(&l, x);
    write_names(&l, x->finding);
    write_addresses(&l, x->finding);
    write_evidence(&l, x->finding);
    write_history(&l, x);
    write_witnesses(&l, x);
    write_meta(&l, x);
}
