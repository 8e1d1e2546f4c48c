/* entry: cleans and sorts what is known of a work, once for all formats. */
#include "gloss/render/entry.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "gloss/base/buf.h"
#include "gloss/base/text.h"
#include "gloss/base/utf8.h"
#include "gloss/render/entries.h"
#include "gloss/render/plain.h"

/* ---- texts */

const char *entry_text(struct arena *a, const char *s)
{
    if (!s)
        return NULL;
    char *clean = text_clean(s, strlen(s));
    size_t n = strlen(clean);
    struct buf b;
    buf_init(&b, n);
    for (size_t i = 0; i < n;) {
        int32_t cp = 0;
        size_t length = utf8_read(clean + i, n - i, &cp);
        if (!plain_is_unsafe(cp))
            (void)buf_add(&b, clean + i, length);
        i += length;
    }
    const char *kept = b.len > 0 ? arena_strndup(a, b.data, b.len) : NULL;
    buf_release(&b);
    free(clean);
    return kept;
}

/* RFC 3986, section 2: unreserved and reserved characters, and the sign of an escape. */
static bool may_stand_in_url(unsigned char c)
{
    return c < 0x80 && (isalnum(c) || (c && strchr("-._~:/?#[]@!$&'()*+,;=%", c)));
}

const char *entry_url(struct arena *a, const char *s)
{
    size_t n = s ? strlen(s) : 0;
    struct buf b;
    if (n == 0)
        return NULL;
    buf_init(&b, 3 * n);
    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)s[i];
        if (may_stand_in_url(c))
            (void)buf_addch(&b, (char)c);
        else
            (void)buf_addf(&b, "%%%02X", c);
    }
    const char *url = arena_strndup(a, b.data, b.len);
    buf_release(&b);
    return url;
}

/* ---- one entry */

static struct date date_field(const struct meta *m, enum meta_field f)
{
    struct date d = {0};
    const char *text = meta_get(m, f);
    if (text)
        (void)date_parse(text, 0, &d);
    return d;
}

/* The day on which a page was seen to be there. What has an id is cited by it, whenever it was
 * looked at. */
static struct date accessed(const struct entry *e, const struct finding *f)
{
    bool seen =
        f && f->checked_at > 0 && (f->verdict == VERDICT_ALIVE || f->verdict == VERDICT_MOVED);
    bool by_id = e->doi || e->arxiv || e->isbn;
    return seen && e->kind->online && !by_id ? date_of_instant(f->checked_at) : (struct date){0};
}

static const char *notice(const struct finding *f)
{
    unsigned facts = f ? f->facts : 0;
    if (facts & FACT_BIT(FACT_RETRACTED_INDEX))
        return "Retracted";
    return facts & FACT_BIT(FACT_WITHDRAWN_INDEX) ? "Withdrawn" : NULL;
}

static const char *address(struct entry *e, const struct outcome *o)
{
    if (!e->arxiv || strncmp(entry_identity(o), "arxiv:", strlen("arxiv:")) != 0)
        return entry_url(e->arena, o->link->url);
    return entry_url(e->arena, arena_printf(e->arena, "https://arxiv.org/abs/%s", e->arxiv));
}

static void take_lists(struct entry *e, const struct meta *m)
{
    size_t authors = meta_count(m, META_AUTHORS), tags = meta_count(m, META_TAGS);
    e->authors = arena_alloc(e->arena, (authors + 1) * sizeof *e->authors);
    for (size_t i = 0; i < authors; i++) {
        struct person p = person_of(e->arena, meta_item(m, META_AUTHORS, i));
        if (p.literal || p.family)
            e->authors[e->author_count++] = p;
    }
    e->tags = arena_alloc(e->arena, (tags + 1) * sizeof *e->tags);
    for (size_t i = 0; i < tags; i++) {
        const char *tag = entry_text(e->arena, meta_item(m, META_TAGS, i)->text);
        if (tag)
            e->tags[e->tag_count++] = tag;
    }
}

void entry_init(struct entry *e, const struct outcome *o)
{
    const struct meta *m = o->meta;
    struct arena *a = arena_new();
    *e = (struct entry){.arena = a, .key = o->citekey, .kind = entry_kind_of(m)};
    const char *holder = entry_venue(m);
    if (!holder && e->kind->site)
        holder = meta_get(m, META_SITE);
    e->title = entry_text(a, meta_get(m, META_TITLE));
    e->holder = entry_text(a, holder);
    e->abstract = entry_text(a, meta_get(m, META_ABSTRACT));
    e->doi = entry_text(a, entry_doi(m));
    if (!e->kind->online) /* a repository or a data set gives the id of the paper it belongs to */
        e->arxiv = entry_text(a, meta_get(m, META_ARXIV));
    e->category = entry_text(a, meta_get(m, META_CATEGORY));
    e->isbn = entry_text(a, meta_get(m, META_ISBN));
    e->language = entry_text(a, meta_get(m, META_LANGUAGE));
    e->pdf = entry_url(a, meta_get(m, META_PDF));
    e->preprint = e->arxiv && strcmp(e->kind->csl, "article") == 0;
    if (e->preprint)
        e->holder = "arXiv";
    e->url = address(e, o);
    e->note = notice(o->finding);
    e->published = date_field(m, META_PUBLISHED);
    e->accessed = accessed(e, o->finding);
    take_lists(e, m);
}

void entry_release(struct entry *e)
{
    arena_free(e->arena);
}
