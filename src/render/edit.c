#include "gloss/render/edit.h"

#include <stdlib.h>
#include <string.h>

#include "gloss/base/drift.h"
#include "gloss/base/mem.h"
#include "gloss/base/text.h"
#include "gloss/render/diff.h"
#include "gloss/render/plain.h"
#include "gloss/render/spelling.h"

enum { TITLE_MAX = 500 /* bytes; what is longer is an abstract or a mistake */ };

static const char *const kind_names[] = {
#define X(symbol, name) name,
    EDIT_KINDS(X)
#undef X
};

const char *edit_kind_name(enum edit_kind k)
{
    return kind_names[k];
}

bool edit_is_of_url(const struct edit *e)
{
    return e->kind != EDIT_MENDED && e->kind != EDIT_TITLED;
}

static void edit_release(struct edit *e)
{
    free(e->spelling);
    free(e->other);
    free(e->becomes);
}

void edits_release(struct edits *e)
{
    for (size_t i = 0; i < e->count; i++)
        edit_release(&e->items[i]);
    free(e->items);
    *e = (struct edits){0};
}

void edit_respell(struct edit *e)
{
    free(e->spelling);
    e->spelling = e->other;
    e->other = NULL;
}

/* Adds one over [start, end), which cannot be made where that is empty. Takes `becomes`. */
static struct edit *add(struct edits *e, const struct outcome *o, enum edit_kind kind, size_t start,
                        size_t end, char *becomes)
{
    grow_array(&e->items, &e->room, e->count + 1, sizeof(*e->items));
    struct edit *edit = &e->items[e->count++];
    *edit = (struct edit){
        .kind = kind, .link = o->link, .start = start, .end = end, .becomes = becomes};
    if (start == end)
        edit->start = edit->end = o->link->start;
    return edit;
}

/* Addresses */

/* What this link should say: the suggestion with the link's own fragment, since links that differ
 * in nothing else share a finding. Where the server named a fragment, that is part of the answer.
 * The caller frees; NULL when there is nothing better. */
static char *better_url(const struct outcome *o)
{
    const struct finding *f = o->finding;
    const char *url = f ? f->suggestion_url : NULL;
    if (!url || !spelling_can_hold(url))
        return NULL;
    bool named = f->final_url && strchr(url, '#') && strcmp(url, f->final_url) == 0;
    const char *fragment = strchr(o->link->url, '#');
    char *better = named
                       ? xstrdup(url)
                       : xasprintf("%.*s%s", (int)strcspn(url, "#"), url, fragment ? fragment : "");
    if (strcmp(better, o->link->url) != 0 && spelling_can_hold(better))
        return better;
    free(better);
    return NULL;
}

static enum edit_kind kind_of(const struct outcome *o, const char *better)
{
    const struct finding *f = o->finding;
    if (f->suggestion_why && text_istarts(f->suggestion_why, "archived copy"))
        return EDIT_ARCHIVED;
    if (f->verdict == VERDICT_MOVED)
        return EDIT_MOVED;
    bool secure = text_istarts(o->link->url, "http://") && text_istarts(better, "https://") &&
                  strcmp(o->link->url + strlen("http"), better + strlen("https")) == 0;
    return secure ? EDIT_SECURE : EDIT_ADDRESS;
}

static void plan_url(struct edits *e, const struct listing *l, const struct outcome *o)
{
    char *better = better_url(o);
    if (!better)
        return;
    struct edit *edit =
        add(e, o, kind_of(o, better), o->link->dest_start, o->link->dest_end, better);
    if (edit->start < edit->end)
        edit->spelling = spelling_of_url(l, o->link, better, &edit->other);
}

/* Texts */

/* The work's title, cleaned, where the link's text should be it and is not; NULL otherwise. What
 * the list's own text is taken for is no title. The caller frees. */
static char *wanted_title(const struct outcome *o)
{
    const struct finding *f = o->finding;
    const char *title = meta_get(o->meta, META_TITLE);
    const char *source = meta_source(o->meta, META_TITLE);
    bool alive = f && (f->verdict == VERDICT_ALIVE || f->verdict == VERDICT_MOVED);
    if (!alive || !title || strlen(title) > TITLE_MAX || o->link->kind == LINK_IMAGE ||
        (source && strcmp(source, "list") == 0))
        return NULL;
    switch (drift_likeness(o->link->text, title, NULL, 0)) {
    case LIKENESS_EQUAL:
    case LIKENESS_LABEL:
    case LIKENESS_LONGER:
        return NULL;
    case LIKENESS_OTHER: /* of a page that has become another the text is all that is left */
        return f->work ? text_clean(title, strlen(title)) : NULL;
    default:
        return text_clean(title, strlen(title));
    }
}

static bool plan_title(struct edits *e, const struct outcome *o)
{
    char *title = wanted_title(o);
    if (!title)
        return false;
    struct edit *edit = add(e, o, EDIT_TITLED, o->link->text_start, o->link->text_end, title);
    if (edit->start < edit->end)
        edit->spelling = spelling_of_text(o->link, title);
    return true;
}

/* The damage is undone in the source, so that its escapes and references stay as they are. */
static void plan_mending(struct edits *e, const struct listing *l, const struct outcome *o)
{
    const struct link *link = o->link;
    char *mended = strstr(link->text, "://") ? NULL : text_unmojibake(link->text);
    if (!mended)
        return;
    struct edit *edit = add(e, o, EDIT_MENDED, link->text_start, link->text_end, mended);
    char *source = xstrndup(l->bytes + edit->start, edit->end - edit->start);
    edit->spelling = text_unmojibake(source);
    free(source);
}

static void plan_text(struct edits *e, const struct listing *l, const struct outcome *o,
                      bool titles)
{
    if (!o->link->text[0] || o->link->kind == LINK_DEFINITION)
        return;
    if (!titles || !plan_title(e, o))
        plan_mending(e, l, o);
}

/* All together */

static int by_place(const void *a, const void *b)
{
    const struct edit *x = a;
    const struct edit *y = b;
    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    if (x->end != y->end)
        return x->end < y->end ? -1 : 1;
    return (x->link > y->link) - (x->link < y->link);
}

/* Uses of one definition all ask for the same edit. What overlaps otherwise is given up. */
static void settle(struct edits *e)
{
    size_t kept = 0;
    size_t end = 0;
    if (e->count)
        qsort(e->items, e->count, sizeof(*e->items), by_place);
    for (size_t i = 0; i < e->count; i++) {
        struct edit *edit = &e->items[i];
        const struct edit *last = kept ? &e->items[kept - 1] : NULL;
        if (last && edit->spelling && last->spelling && last->start == edit->start &&
            last->end == edit->end && strcmp(last->becomes, edit->becomes) == 0) {
            edit_release(edit);
            continue;
        }
        while (edit->spelling && edit->start < end)
            edit_respell(edit);
        if (edit->spelling)
            end = edit->end;
        e->items[kept++] = *edit;
    }
    e->count = kept;
}

void edits_plan(struct edits *e, const struct report *report, const struct listing *l, bool titles)
{
    *e = (struct edits){0};
    for (size_t i = 0; i < report->outcome_count; i++) {
        const struct outcome *o = &report->outcomes[i];
        if (o->link < l->links || o->link >= l->links + l->link_count)
            continue;
        plan_url(e, l, o);
        plan_text(e, l, o, titles);
    }
    settle(e);
}

void edits_apply(const struct edits *e, const struct listing *l, struct buf *out)
{
    size_t at = 0;
    for (size_t i = 0; i < e->count; i++) {
        const struct edit *edit = &e->items[i];
        if (!edit->spelling)
            continue;
        buf_add(out, l->bytes + at, edit->start - at);
        buf_adds(out, edit->spelling);
        at = edit->end;
    }
    buf_add(out, l->bytes + at, l->len - at);
}

void edits_diff(FILE *out, const struct edits *e, const struct listing *l, const char *name)
{
    struct replacement *changes = xcalloc(e->count + 1, sizeof(*changes));
    size_t count = 0;
    for (size_t i = 0; i < e->count; i++)
        if (e->items[i].spelling)
            changes[count++] =
                (struct replacement){e->items[i].start, e->items[i].end, e->items[i].spelling};
    diff_write(out, name, l->bytes, l->len, changes, count);
    free(changes);
}

void edits_tell_missed(FILE *out, const struct edits *e)
{
    for (size_t i = 0; i < e->count; i++) {
        const struct edit *edit = &e->items[i];
        if (edit->spelling)
            continue;
        plain_text(out, edit->link->file);
        (void)fprintf(out, ":%zu: cannot be edited there: ", edit->link->line);
        if (edit_is_of_url(edit)) {
            plain_url(out, edit->link->url);
            (void)fputs(" -> ", out);
            plain_url(out, edit->becomes);
        } else {
            (void)fputs("the text \"", out);
            plain_text(out, edit->link->text);
            (void)fputs("\" -> \"", out);
            plain_text(out, edit->becomes);
            (void)fputc('"', out);
        }
        (void)fputc('\n', out);
    }
}

void edits_count(const struct edits *e, size_t counts[EDIT_KIND_COUNT])
{
    for (size_t i = 0; i < e->count; i++)
        counts[e->items[i].kind] += e->items[i].spelling != NULL;
}
