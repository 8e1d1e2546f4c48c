/* object: one link and what is known of it, for programs.
 *
 * The order of keys is part of the output: the same facts give the same bytes. Absent is absent:
 * no nulls and no empty strings; only the two paths, which say where in the document a link stands,
 * are there even when they are empty. */
#include "gloss/render/object.h"

#include <stdlib.h>
#include <string.h>

#include "gloss/base/buf.h"
#include "gloss/base/date.h"
#include "gloss/base/json.h"
#include "gloss/base/text.h"
#include "gloss/base/utf8.h"
#include "gloss/render/plain.h"

enum { TEXT_CAP = 64 << 20, BMP_LAST = 0xFFFF, DELETE = 0x7F };

static json_t *strings(const char *const *items, size_t count)
{
    json_t *array = json_array();

    for (size_t i = 0; i < count; i++) {
        char *valid = text_repair(items[i], strlen(items[i]));

        (void)json_array_append_new(array, json_string(valid));
        free(valid);
    }
    return array;
}

void object_put_instant(json_t *obj, const char *key, int64_t t)
{
    char text[INSTANT_SIZE];

    if (t != 0)
        json_put(obj, key, instant_format(t, text));
}

static void put_link(json_t *obj, const struct outcome *o)
{
    const struct link *l = o->link;

    json_put(obj, "file", l->file);
    json_put_int(obj, "line", (long long)l->line);
    json_put_int(obj, "column", (long long)l->column);
    json_put(obj, "kind", link_kind_name(l->kind));
    json_put(obj, "text", l->text);
    json_put(obj, "url", l->url);
    json_put(obj, "key", o->key);
    (void)json_object_set_new(obj, "section", strings(l->section, l->section_count));
    (void)json_object_set_new(obj, "group", strings(l->group, l->group_count));
    json_put(obj, "task", task_state_name(l->task));
}

static void put_ignore(json_t *obj, const struct outcome *o)
{
    if (o->ignore == NULL)
        return;
    json_t *ignore = json_object();

    json_put(ignore, "source", o->ignore->source);
    json_put(ignore, "where", o->ignore->where);
    json_put(ignore, "until", o->ignore->until);
    json_put(ignore, "why", o->ignore->why);
    if (o->lapsed)
        (void)json_object_set_new(ignore, "lapsed", json_true());
    (void)json_object_set_new(obj, "ignore", ignore);
}

static json_t *hops_array(const struct finding *f)
{
    json_t *array = json_array();

    for (size_t i = 0; i < f->hop_count; i++) {
        json_t *hop = json_object();

        json_put_int(hop, "status", f->hops[i].status);
        json_put(hop, "url", f->hops[i].url);
        (void)json_array_append_new(array, hop);
    }
    return array;
}

static json_t *evidence_array(const struct finding *f)
{
    json_t *array = json_array();

    for (size_t i = 0; i < f->evidence_count; i++) {
        const struct evidence *e = &f->evidence[i];
        json_t *obj = json_object();

        json_put(obj, "source", e->source);
        object_put_instant(obj, "at", e->at);
        json_put(obj, "class", evidence_class_name(e->class));
        if (e->status != 0)
            json_put_int(obj, "status", e->status);
        json_put(obj, "says", e->says[0] != '\0' ? e->says : evidence_class_name(e->class));
        (void)json_array_append_new(array, obj);
    }
    return array;
}

json_t *object_facts(unsigned facts)
{
    json_t *array = json_array();

    for (unsigned i = 0; i < FACT_COUNT; i++)
        if ((facts & FACT_BIT(i)) != 0)
            (void)json_array_append_new(array, json_string(fact_name((enum fact)i)));
    return array;
}

void object_put_finding(json_t *obj, const struct finding *f)
{
    json_put(obj, "verdict", verdict_name(f->verdict));
    json_put(obj, "change", change_name(f->change));
    json_put(obj, "reason", f->reason);
    if (f->status != 0)
        json_put_int(obj, "status", f->status);
    json_put(obj, "final_url", f->final_url);
    json_put_new(obj, "hops", hops_array(f));
    json_put_new(obj, "evidence", evidence_array(f));
    object_put_instant(obj, "since", f->since);
    object_put_instant(obj, "checked_at", f->checked_at);
    json_put_new(obj, "facts", object_facts(f->facts));
    json_put(obj, "work", f->work);
}

void object_put_suggestion(json_t *obj, const struct finding *f)
{
    json_t *suggestion = json_object();

    json_put(suggestion, "url", f->suggestion_url);
    json_put(suggestion, "why", f->suggestion_why);
    json_put_new(obj, "suggestion", suggestion);
}

json_t *object_of_outcome(const struct outcome *o)
{
    json_t *obj = json_object();

    put_link(obj, o);
    put_ignore(obj, o);
    if (o->finding != NULL)
        object_put_finding(obj, o->finding);
    if (o->meta != NULL) {
        json_put_new(obj, "meta", meta_to_json(o->meta));
        json_put_new(obj, "meta_sources", meta_sources_to_json(o->meta));
    }
    if (o->finding != NULL)
        object_put_suggestion(obj, o->finding);
    return obj;
}

static void add_escape(struct buf *b, int32_t cp)
{
    if (cp <= BMP_LAST) {
        (void)buf_addf(b, "\\u%04x", (unsigned)cp);
        return;
    }
    cp -= BMP_LAST + 1;
    (void)buf_addf(b, "\\u%04x\\u%04x", 0xD800U + ((unsigned)cp >> 10),
                   0xDC00U + ((unsigned)cp & 0x3FF));
}

/* jansson escapes C0 controls; the rest of what is unsafe stands inside strings only, where an
 * escape means the same. */
char *object_text(json_t *value)
{
    char *text = json_dumps(value, JSON_ENCODE_ANY);
    const char *s = text;
    size_t left = text != NULL ? strlen(text) : 0;
    struct buf b;

    buf_init(&b, TEXT_CAP);
    while (left > 0) {
        int32_t cp = 0;
        size_t n = utf8_read(s, left, &cp);

        if (cp >= DELETE && plain_is_unsafe(cp))
            add_escape(&b, cp);
        else
            (void)buf_add(&b, s, n);
        s += n;
        left -= n;
    }
    free(text);
    json_decref(value);
    return buf_take(&b, NULL);
}

char *render_extracted(const char *id, const char *url, const struct meta *meta)
{
    json_t *obj = json_object();

    json_put(obj, "id", id);
    json_put(obj, "url", url);
    (void)json_object_set_new(obj, "meta", meta != NULL ? meta_to_json(meta) : json_object());
    (void)json_object_set_new(obj, "meta_sources",
                              meta != NULL ? meta_sources_to_json(meta) : json_object());
    return object_text(obj);
}
