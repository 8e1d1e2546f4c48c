/* A row a lead. An id found on a page is a stranger's word: it is read as a link to that work would
 * be, and what the registry says of it is merged in and vouches for nothing. */
#include "gloss/run/leads.h"

#include <stdlib.h>
#include <string.h>

#include "gloss/base/date.h"
#include "gloss/base/drift.h"
#include "gloss/base/mem.h"
#include "gloss/base/text.h"
#include "gloss/net/url.h"

enum { TITLE_WORDS = 4, STAMP_SIZE = 16 };

static struct inquiry *ask(struct run *r, const char *source_name, const char *id)
{
    const struct source *source = source_by_name(source_name);
    return source ? targets_inquiry(&r->targets, source, id) : NULL;
}

/* A page that names its own work leads to that work's registry. */
static struct inquiry *follow_id(struct run *r, const struct target *t, enum meta_field field,
                                 const char *address)
{
    const char *id = t->resource && t->resource->meta ? meta_get(t->resource->meta, field) : NULL;
    if (t->inquiry || t->also_count || !id)
        return NULL;
    char *encoded = url_encode(id);
    char *url = xasprintf("%s%s", address, encoded);
    struct work_ref ref;
    const struct source *source = source_for_url(url, &ref);
    struct inquiry *q = source ? targets_inquiry(&r->targets, source, ref.id) : NULL;
    free(url);
    free(encoded);
    return q;
}

static struct inquiry *follow_arxiv(struct run *r, const struct target *t)
{
    return follow_id(r, t, META_ARXIV, "https://arxiv.org/abs/");
}

static struct inquiry *follow_doi(struct run *r, const struct target *t)
{
    return follow_id(r, t, META_DOI, "https://doi.org/");
}

/* A book's page often shows its ISBN and not its authors. */
static struct inquiry *follow_isbn(struct run *r, const struct target *t)
{
    const struct meta *page = t->resource ? t->resource->meta : NULL;
    const char *isbn = page ? meta_get(page, META_ISBN) : NULL;
    bool whole = target_knows(t, META_AUTHORS) && target_knows(t, META_PUBLISHED);
    return isbn && !whole ? ask(r, "openlibrary", isbn) : NULL;
}

static bool is_of(const struct inquiry *q, const char *scheme)
{
    return q && strcmp(q->source->scheme, scheme) == 0;
}

/* A repository without a CITATION.cff is its owner's, whom GitHub knows by name. */
static struct inquiry *follow_owner(struct run *r, const struct target *t)
{
    if (!is_of(t->inquiry, "github") || t->inquiry->record.state != RECORD_FOUND ||
        target_knows(t, META_AUTHORS))
        return NULL;
    char *login = xstrndup(t->inquiry->id, strcspn(t->inquiry->id, "/"));
    struct inquiry *q = ask(r, "github-owner", login);
    free(login);
    return q;
}

static bool is_in_crossref(const struct inquiry *q)
{
    return q && q->record.state == RECORD_FOUND && text_istarts(q->source->name, "crossref");
}

/* Many publishers give Crossref no abstracts. */
static struct inquiry *follow_abstract(struct run *r, const struct target *t)
{
    const struct inquiry *work = is_in_crossref(t->inquiry) ? t->inquiry : NULL;
    for (size_t i = 0; i < t->also_count && !work; i++)
        work = is_in_crossref(t->also[i]) ? t->also[i] : NULL;
    return work && !target_knows(t, META_ABSTRACT) ? ask(r, "s2-doi", work->id) : NULL;
}

static size_t words_in(const char *s)
{
    size_t words = 0;
    for (s += strspn(s, " "); *s; s += strspn(s, " ")) {
        words++;
        s += strcspn(s, " ");
    }
    return words;
}

/* OpenReview shows nothing to robots; most of what it holds is on arXiv under the same title. */
static struct inquiry *follow_title(struct run *r, const struct target *t)
{
    if (!is_of(t->inquiry, "openreview") || target_knows(t, META_TITLE))
        return NULL;
    char *folded = text_fold(t->link->text);
    bool telling = words_in(folded) >= TITLE_WORDS;
    free(folded);
    return telling ? ask(r, "arxiv-search", t->link->text) : NULL;
}

static struct inquiry *(*const leads[])(struct run *r, const struct target *t) = {
    follow_arxiv, follow_doi, follow_isbn, follow_owner, follow_title, follow_abstract,
};

bool leads_follow(struct run *r, struct target *t)
{
    for (size_t i = 0; i < sizeof leads / sizeof *leads; i++) {
        struct inquiry *q = t->leads & 1U << i ? NULL : leads[i](r, t);
        size_t before = t->also_count;
        if (!q)
            continue;
        t->leads |= 1U << i;
        target_also(t, q);
        if (t->also_count > before)
            return true;
    }
    return false;
}

/* A paper with a later version whose title is not the link's may have had another in its first. */
bool leads_first(struct run *r, struct target *t)
{
    const struct inquiry *q = t->inquiry;
    const char *title = is_of(q, "arxiv") ? meta_get(q->record.meta, META_TITLE) : NULL;
    if (t->first || !title || q->record.version < 2 ||
        drift_likeness(t->link->text, title, NULL, 0) < LIKENESS_VARIANT)
        return false;
    t->first = ask(r, "arxiv-first", q->id);
    return t->first != NULL;
}

/* The copy closest to when the item was put on the list: as near as gloss knows, its first check;
 * for what a wall hides, the newest one. */
bool leads_archive(struct run *r, struct target *t)
{
    enum verdict verdict = t->finding->verdict;
    bool lost = verdict == VERDICT_DEAD;
    if (!r->options.archive || t->archive || !t->url || (!lost && verdict != VERDICT_BLOCKED))
        return false;
    int64_t at = r->options.now;
    if (lost && r->store)
        (void)store_get_first_seen(r->store, t->key, &at);
    struct date day = date_of_instant(at);
    char *id = xasprintf("%04d%02d%02d/%s", day.year, day.month, day.day, t->url);
    t->archive = ask(r, "wayback", id);
    free(id);
    return t->archive != NULL;
}
