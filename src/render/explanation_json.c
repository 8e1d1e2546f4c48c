/* explanation_json: the object of a link with what stands behind it. */
#include <stdlib.h>

#include "gloss/base/json.h"
#include "gloss/render/contest.h"
#include "gloss/render/explanation.h"
#include "gloss/render/object.h"

static json_t *besides_array(const struct finding *f)
{
    json_t *array = json_array();

    for (size_t i = 0; i < f->beside_count; i++)
        (void)json_array_append_new(array, json_string(f->besides[i]));
    return array;
}

static json_t *history_array(const struct explanation *x)
{
    json_t *array = json_array();

    for (size_t i = 0; i < x->look_count; i++) {
        const struct look *look = &x->looks[i];
        json_t *obj = json_object();

        object_put_instant(obj, "at", look->at);
        json_put(obj, "verdict", verdict_name(look->verdict));
        json_put(obj, "class", evidence_class_name(look->class));
        object_put_instant(obj, "since", look->since);
        (void)json_array_append_new(array, obj);
    }
    return array;
}

static json_t *page_object(const struct kept_page *page)
{
    json_t *obj = json_object();

    if (page->url == NULL)
        return obj;
    json_put(obj, "url", page->url);
    json_put_int(obj, "status", page->status);
    object_put_instant(obj, "asked_at", page->asked_at);
    json_put(obj, "etag", page->etag);
    json_put(obj, "last_modified", page->last_modified);
    return obj;
}

static json_t *records_array(const struct explanation *x)
{
    json_t *array = json_array();

    for (size_t i = 0; i < x->witness_count; i++) {
        const struct witness *w = &x->witnesses[i];
        json_t *obj = json_object();

        json_put(obj, "source", w->source);
        json_put(obj, "work", w->work);
        (void)json_object_set_new(obj, "listed", json_boolean(!w->absent));
        if (w->version > 0)
            json_put_int(obj, "version", w->version);
        json_put_new(obj, "facts", object_facts(w->facts));
        object_put_instant(obj, "asked_at", w->asked_at);
        object_put_instant(obj, "fresh_until", w->fresh_until);
        (void)json_array_append_new(array, obj);
    }
    return array;
}

/* Adds what `other` says of the field to array, in the shape it has in "meta". */
static void add_other(json_t *array, const struct explanation *x, const struct meta *other,
                      enum meta_field f)
{
    json_t *all = NULL;
    json_t *obj = NULL;

    if (other == NULL || contest_agrees(x->meta, other, f))
        return;
    all = meta_to_json(other);
    obj = json_object();
    json_put(obj, "source", meta_source(other, f));
    (void)json_object_set(obj, "value", json_object_get(all, meta_field_name(f)));
    (void)json_array_append_new(array, obj);
    json_decref(all);
}

static json_t *disagreements(const struct explanation *x)
{
    json_t *obj = json_object();

    for (int f = 0; f < META_FIELD_COUNT; f++) {
        json_t *array = json_array();

        for (size_t i = 0; i < x->witness_count; i++)
            add_other(array, x, x->witnesses[i].meta, (enum meta_field)f);
        add_other(array, x, x->page.meta, (enum meta_field)f);
        json_put_new(obj, meta_field_name((enum meta_field)f), array);
    }
    return obj;
}

void explanation_json(FILE *out, const struct explanation *x)
{
    json_t *obj = json_object();
    char *text = NULL;

    json_put(obj, "key", x->finding->key);
    object_put_finding(obj, x->finding);
    json_put_new(obj, "besides", besides_array(x->finding));
    object_put_suggestion(obj, x->finding);
    object_put_instant(obj, "due", x->due);
    json_put_new(obj, "history", history_array(x));
    json_put_new(obj, "page", page_object(&x->page));
    json_put_new(obj, "records", records_array(x));
    if (x->meta != NULL) {
        json_put_new(obj, "meta", meta_to_json(x->meta));
        json_put_new(obj, "meta_sources", meta_sources_to_json(x->meta));
        json_put_new(obj, "disagreements", disagreements(x));
    }
    text = object_text(obj);
    (void)fprintf(out, "%s\n", text);
    free(text);
}
