/* csljson: works for citeproc (pandoc, Zotero, Word's plugins): one item a line. */
#include <stdlib.h>

#include "gloss/base/buf.h"
#include "gloss/base/date.h"
#include "gloss/base/json.h"
#include "gloss/render/entries.h"
#include "gloss/render/entry.h"
#include "gloss/render/formats.h"
#include "gloss/render/object.h"

enum { TAGS_CAP = 1 << 20, ID_CAP = 1024 };

/* {"date-parts": [[2024, 1, 8]]}, as many parts as are known; NULL for no date. */
static json_t *date_parts(struct date d)
{
    const int parts[] = {d.year, d.month, d.day};
    json_t *list = json_array();
    for (size_t i = 0; i < sizeof parts / sizeof *parts && parts[i] > 0; i++)
        (void)json_array_append_new(list, json_integer(parts[i]));
    if (json_array_size(list) == 0) {
        json_decref(list);
        return NULL;
    }
    return json_pack("{s:[o]}", "date-parts", list);
}

static json_t *authors(const struct entry *e)
{
    json_t *list = json_array();
    for (size_t i = 0; i < e->author_count; i++) {
        const struct person *p = &e->authors[i];
        json_t *name = json_object();
        json_put(name, "literal", p->literal);
        json_put(name, "family", p->family);
        json_put(name, "given", p->given);
        json_put(name, "non-dropping-particle", p->particle);
        json_put(name, "suffix", p->suffix);
        (void)json_array_append_new(list, name);
    }
    return list;
}

static void put_tags(json_t *item, const struct entry *e)
{
    struct buf b;
    buf_init(&b, TAGS_CAP);
    for (size_t i = 0; i < e->tag_count; i++)
        (void)buf_addf(&b, "%s%s", i > 0 ? ", " : "", e->tags[i]);
    json_put(item, "keyword", b.data);
    buf_release(&b);
}

/* obj[key] = prefix and id; nothing without an id. */
static void put_id(json_t *item, const char *key, const char *prefix, const char *id)
{
    struct buf b;
    buf_init(&b, ID_CAP);
    (void)buf_addf(&b, "%s%s", prefix, id);
    json_put(item, key, b.data);
    buf_release(&b);
}

/* What arXiv is to a work: its number and DOI, or, once it is published elsewhere, a remark. */
static void put_ids(json_t *item, const struct entry *e)
{
    if (e->preprint) {
        json_put(item, "genre", "Preprint");
        put_id(item, "number", "arXiv:", e->arxiv);
    }
    if (e->doi)
        json_put(item, "DOI", e->doi);
    else if (e->preprint)
        put_id(item, "DOI", "10.48550/arXiv.", e->arxiv);
    json_put(item, "ISBN", e->isbn);
    json_put(item, "URL", e->url);
}

static void put_note(json_t *item, const struct entry *e)
{
    struct buf b;
    buf_init(&b, ID_CAP);
    (void)buf_adds(&b, e->note);
    if (e->arxiv && !e->preprint)
        (void)buf_addf(&b, "%sarXiv: %s", b.len > 0 ? "\n" : "", e->arxiv);
    json_put(item, "note", b.data);
    buf_release(&b);
}

static json_t *item_of(const struct entry *e)
{
    json_t *item = json_object();
    json_put(item, "id", e->key);
    json_put(item, "type", e->kind->csl);
    json_put(item, "title", e->title);
    json_put_new(item, "author", authors(e));
    json_put_new(item, "issued", date_parts(e->published));
    json_put(item, e->kind->contained ? "container-title" : "publisher", e->holder);
    put_ids(item, e);
    json_put_new(item, "accessed", date_parts(e->accessed));
    json_put(item, "language", e->language);
    put_tags(item, e);
    put_note(item, e);
    json_put(item, "abstract", e->abstract);
    return item;
}

static bool render_csljson(FILE *out, const struct report *report, struct err *err)
{
    struct entries entries;
    entries_collect(&entries, report);
    (void)fputs("[", out);
    for (size_t i = 0; i < entries.count; i++) {
        struct entry e;
        entry_init(&e, &report->outcomes[entries.items[i]]);
        char *text = object_text(item_of(&e));
        (void)fprintf(out, "%s\n  %s", i > 0 ? "," : "", text);
        free(text);
        entry_release(&e);
    }
    (void)fputs(entries.count > 0 ? "\n]\n" : "]\n", out);
    entries_release(&entries);
    return render_finish(out, err);
}

static const char *const extensions[] = {".csl.json", NULL};

const struct renderer renderer_csljson = {
    .name = "csljson",
    .extensions = extensions,
    .render = render_csljson,
    .cites = true,
};
