/* columns: hops, evidence and metadata to JSON text and back.
 *
 * What is read here was written by this program, but the file may have been edited or damaged
 * since: every value is checked again, and what is no good is left out. */
#include "gloss/store/columns.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gloss/base/json.h"
#include "gloss/base/mem.h"
#include "gloss/base/utf8.h"

enum { NAMES_MAX = 64 };

/* Takes the array; NULL when it is empty. */
static char *array_text(json_t *array)
{
    char *text = json_array_size(array) > 0 ? json_text(array) : NULL;

    json_decref(array);
    return text;
}

/* The array in the text, or NULL. The caller decrefs. */
static json_t *read_array(const char *text)
{
    json_t *array = text != NULL ? json_parse(text, strlen(text)) : NULL;

    if (!json_is_array(array)) {
        json_decref(array);
        return NULL;
    }
    return array;
}

static int read_status(const json_t *object)
{
    json_int_t status = json_integer_value(json_object_get(object, "status"));

    return status > 0 && status <= 999 ? (int)status : 0;
}

char *hops_text(const struct hop *hops, size_t count)
{
    json_t *array = json_array();

    for (size_t i = 0; i < count; i++) {
        json_t *hop = json_object();

        json_put_int(hop, "status", hops[i].status);
        json_put(hop, "url", hops[i].url);
        (void)json_array_append_new(array, hop);
    }
    return array_text(array);
}

size_t hops_read(const char *text, struct hop *hops)
{
    json_t *array = read_array(text);
    size_t count = 0;

    for (size_t i = 0; i < json_array_size(array) && count < HOPS_MAX; i++) {
        const json_t *hop = json_array_get(array, i);
        const char *url = json_string_value(json_object_get(hop, "url"));

        if (url != NULL) {
            hops[count].status = read_status(hop);
            hops[count].url = xstrdup(url);
            count++;
        }
    }
    json_decref(array);
    return count;
}

char *evidence_text(const struct evidence *evidence, size_t count)
{
    json_t *array = json_array();

    for (size_t i = 0; i < count; i++) {
        const struct evidence *e = &evidence[i];
        json_t *object = json_object();

        json_put(object, "class", evidence_class_name(e->class));
        json_put(object, "source", e->source);
        json_put_int(object, "at", e->at);
        if (e->status != 0)
            json_put_int(object, "status", e->status);
        json_put(object, "says", e->says);
        (void)json_array_append_new(array, object);
    }
    return array_text(array);
}

/* A finding points to its sources' names, which are constants where it is made. For one that is
 * read back they are kept here once each until the process ends, so that it may outlive the store.
 * There are as many as gloss has sources; a file that names more was not written by gloss. */
static const char *keep_name(const char *name)
{
    static char *names[NAMES_MAX];

    for (size_t i = 0; name != NULL && i < NAMES_MAX; i++) {
        if (names[i] == NULL)
            names[i] = xstrdup(name);
        if (strcmp(names[i], name) == 0)
            return names[i];
    }
    return "unknown";
}

static bool read_evidence(const json_t *object, struct evidence *e)
{
    const char *class = json_string_value(json_object_get(object, "class"));
    const char *says = json_string_value(json_object_get(object, "says"));
    size_t len = says != NULL ? strlen(says) : 0;

    *e = (struct evidence){0};
    if (class == NULL || !evidence_class_from_name(class, &e->class))
        return false;
    e->source = keep_name(json_string_value(json_object_get(object, "source")));
    e->at = json_integer_value(json_object_get(object, "at"));
    e->status = read_status(object);
    if (len >= sizeof(e->says))
        len = utf8_whole(says, sizeof(e->says) - 1);
    if (len > 0)
        memcpy(e->says, says, len);
    return true;
}

size_t evidence_read(const char *text, struct evidence *evidence)
{
    json_t *array = read_array(text);
    size_t count = 0;

    for (size_t i = 0; i < json_array_size(array) && count < EVIDENCE_MAX; i++)
        count += read_evidence(json_array_get(array, i), &evidence[count]) ? 1 : 0;
    json_decref(array);
    return count;
}

char *besides_text(const struct finding *f)
{
    json_t *array = json_array();

    for (size_t i = 0; i < f->beside_count; i++)
        (void)json_array_append_new(array, json_string(f->besides[i]));
    return array_text(array);
}

void besides_read(const char *text, struct finding *f)
{
    json_t *array = read_array(text);

    for (size_t i = 0; i < json_array_size(array); i++) {
        const char *name = json_string_value(json_array_get(array, i));

        if (name != NULL)
            finding_add_beside(f, name);
    }
    json_decref(array);
}

/* Takes the object; NULL when it is NULL or empty. */
static char *object_text(json_t *object)
{
    char *text = json_object_size(object) > 0 ? json_text(object) : NULL;

    json_decref(object);
    return text;
}

struct meta_columns meta_columns(const struct meta *m)
{
    struct meta_columns c = {0};

    if (m != NULL) {
        c.values = object_text(meta_to_json(m));
        c.sources = object_text(meta_sources_to_json(m));
        c.ranks = object_text(meta_ranks_to_json(m));
    }
    return c;
}

static json_t *read_any(const char *text)
{
    return text != NULL ? json_parse(text, strlen(text)) : NULL;
}

struct meta *meta_from_columns(const char *values, const char *sources, const char *ranks)
{
    json_t *v = read_any(values);
    json_t *s = read_any(sources);
    json_t *r = read_any(ranks);
    struct meta *m = v != NULL ? meta_from_json(v, s, r) : NULL;

    json_decref(v);
    json_decref(s);
    json_decref(r);
    return m;
}
