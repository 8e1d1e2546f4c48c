/* meta: one record a work, filled by sources that disagree.
 *
 * Each field holds what the best-ranked source said and nothing of the others. Texts live in an
 * arena: what loses is small and goes when the record goes. Lists remember a hash of each item's
 * folded text, so that dropping duplicates stays cheap for the papers with thousands of authors. */
#include "gloss/base/meta.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "gloss/base/arena.h"
#include "gloss/base/json.h"
#include "gloss/base/mem.h"
#include "gloss/base/name.h"
#include "gloss/base/text.h"
#include "gloss/base/utf8.h"

/* A list is never longer than the largest collaborations, a text never longer than a long abstract:
 * what exceeds that is no metadata. */
enum { ITEMS_MAX = 5000, TEXT_MAX = 65536 };

static const struct {
    const char *name;
    bool is_list;
} fields[META_FIELD_COUNT] = {
#define X(symbol, name, list) [META_##symbol] = {name, list},
    META_FIELDS(X)
#undef X
};

struct field {
    struct meta_item *items; /* heap; their texts are in the arena */
    uint64_t *hashes;        /* of the items' folded texts, lists only */
    size_t count;
    size_t items_room;
    size_t hashes_room;
    const char *source;
    int rank;
};

struct meta {
    struct arena *arena;
    struct field fields[META_FIELD_COUNT];
};

struct meta *meta_new(void)
{
    struct meta *m = xcalloc(1, sizeof(*m));

    m->arena = arena_new();
    return m;
}

void meta_free(struct meta *m)
{
    if (m == NULL)
        return;
    for (int f = 0; f < META_FIELD_COUNT; f++) {
        free(m->fields[f].items);
        free(m->fields[f].hashes);
    }
    arena_free(m->arena);
    free(m);
}

const char *meta_field_name(enum meta_field f)
{
    return fields[f].name;
}

bool meta_field_is_list(enum meta_field f)
{
    return fields[f].is_list;
}

/* FNV-1a, 64 bits: a collision would lose one author in 2^64. */
static uint64_t hash_folded(const char *text)
{
    uint64_t hash = UINT64_C(0xCBF29CE484222325);
    char *folded = text_fold(text);

    /* A text of nothing but punctuation folds to ""; then the text itself is what counts. */
    for (const char *p = folded[0] != '\0' ? folded : text; *p != '\0'; p++)
        hash = (hash ^ (unsigned char)*p) * UINT64_C(0x100000001B3);
    free(folded);
    return hash;
}

/* Cleans `text` into m's arena; NULL when nothing is left. */
static const char *keep(struct meta *m, const char *text)
{
    size_t n = text != NULL ? strlen(text) : 0;
    const char *kept = NULL;
    char *clean;

    clean = n > 0 ? text_clean(text, n <= TEXT_MAX ? n : utf8_whole(text, TEXT_MAX)) : NULL;
    if (clean != NULL && clean[0] != '\0')
        kept = arena_strdup(m->arena, clean);
    free(clean);
    return kept;
}

/* Adds an item whose strings are in the arena; duplicates and items beyond the cap are dropped. */
static void push(struct field *field, bool is_list, struct meta_item item)
{
    if (is_list) {
        uint64_t hash = hash_folded(item.text);

        for (size_t i = 0; i < field->count; i++)
            if (field->hashes[i] == hash)
                return;
        if (field->count == ITEMS_MAX)
            return;
        grow_array(&field->hashes, &field->hashes_room, field->count + 1, sizeof(*field->hashes));
        field->hashes[field->count] = hash;
    }
    grow_array(&field->items, &field->items_room, field->count + 1, sizeof(*field->items));
    field->items[field->count++] = item;
}

static bool wins(const struct field *field, int rank)
{
    return field->count == 0 || rank > field->rank;
}

static void replace(struct meta *m, enum meta_field f, struct meta_item item, const char *source,
                    int rank)
{
    struct field *field = &m->fields[f];

    field->count = 0;
    field->source = source;
    field->rank = rank;
    push(field, fields[f].is_list, item);
}

bool meta_propose(struct meta *m, enum meta_field f, const char *text, const char *source, int rank)
{
    struct meta_item item = {0};

    if (!wins(&m->fields[f], rank))
        return false;
    item.text = keep(m, text);
    if (item.text == NULL)
        return false;
    replace(m, f, item, source, rank);
    return true;
}

/* Whether `source` is the one whose list the field holds. */
static bool owns(const struct field *field, const char *source, int rank)
{
    return field->count > 0 && field->rank == rank && strcmp(field->source, source) == 0;
}

static bool append(struct meta *m, enum meta_field f, struct meta_item item, const char *source,
                   int rank)
{
    struct field *field = &m->fields[f];

    if (wins(field, rank)) {
        replace(m, f, item, source, rank);
        return true;
    }
    if (!owns(field, source, rank))
        return false;
    push(field, true, item);
    return true;
}

bool meta_append(struct meta *m, enum meta_field f, const char *text, const char *source, int rank)
{
    struct meta_item item = {0};

    if (!fields[f].is_list)
        return meta_propose(m, f, text, source, rank);
    item.text = keep(m, text);
    return item.text != NULL && append(m, f, item, source, rank);
}

bool meta_append_author(struct meta *m, const char *name, const char *given, const char *family,
                        const char *source, int rank)
{
    struct meta_item item = {keep(m, name), keep(m, given), keep(m, family)};

    return item.text != NULL && append(m, META_AUTHORS, item, source, rank);
}

void meta_drop(struct meta *m, enum meta_field f)
{
    m->fields[f].count = 0;
    m->fields[f].source = NULL;
    m->fields[f].rank = 0;
}

void meta_merge(struct meta *into, const struct meta *from)
{
    for (int f = 0; f < META_FIELD_COUNT; f++) {
        const struct field *field = &from->fields[f];
        const char *source;

        if (field->count == 0 || !wins(&into->fields[f], field->rank))
            continue;
        meta_drop(into, (enum meta_field)f);
        source = arena_strdup(into->arena, field->source);
        for (size_t i = 0; i < field->count; i++) {
            struct meta_item item = {
                arena_strdup(into->arena, field->items[i].text),
                arena_strdup(into->arena, field->items[i].given),
                arena_strdup(into->arena, field->items[i].family),
            };

            push(&into->fields[f], fields[f].is_list, item);
        }
        into->fields[f].source = source;
        into->fields[f].rank = field->rank;
    }
}

const char *meta_get(const struct meta *m, enum meta_field f)
{
    return meta_count(m, f) > 0 ? m->fields[f].items[0].text : NULL;
}

size_t meta_count(const struct meta *m, enum meta_field f)
{
    return m != NULL ? m->fields[f].count : 0;
}

const struct meta_item *meta_item(const struct meta *m, enum meta_field f, size_t i)
{
    return i < meta_count(m, f) ? &m->fields[f].items[i] : NULL;
}

const char *meta_source(const struct meta *m, enum meta_field f)
{
    return meta_count(m, f) > 0 ? m->fields[f].source : NULL;
}

int meta_rank(const struct meta *m, enum meta_field f)
{
    return meta_count(m, f) > 0 ? m->fields[f].rank : 0;
}

static json_t *author_to_json(const struct meta_item *item)
{
    json_t *author = json_object();
    char *given = NULL;
    char *family = NULL;
    bool known = item->given != NULL || item->family != NULL;

    json_put(author, "name", item->text);
    if (!known && !name_is_organisation(item->text))
        name_parts(item->text, &given, &family);
    json_put(author, "given", known ? item->given : given);
    json_put(author, "family", known ? item->family : family);
    free(given);
    free(family);
    return author;
}

static json_t *list_to_json(const struct meta *m, enum meta_field f)
{
    json_t *list = json_array();

    for (size_t i = 0; i < meta_count(m, f); i++) {
        const struct meta_item *item = meta_item(m, f, i);

        json_array_append_new(list,
                              f == META_AUTHORS ? author_to_json(item) : json_string(item->text));
    }
    return list;
}

json_t *meta_to_json(const struct meta *m)
{
    json_t *values = json_object();

    for (int i = 0; i < META_FIELD_COUNT; i++) {
        enum meta_field f = (enum meta_field)i;
        long long minutes;

        if (fields[f].is_list) {
            json_put_new(values, fields[f].name, list_to_json(m, f));
        } else if (f == META_MINUTES && meta_count(m, f) > 0) {
            if (text_to_int(meta_get(m, f), 0, 1000000, &minutes))
                json_put_int(values, fields[f].name, minutes);
        } else {
            json_put(values, fields[f].name, meta_get(m, f));
        }
    }
    return values;
}

json_t *meta_sources_to_json(const struct meta *m)
{
    json_t *sources = json_object();

    for (int f = 0; f < META_FIELD_COUNT; f++)
        json_put(sources, fields[f].name, meta_source(m, (enum meta_field)f));
    return sources;
}

json_t *meta_ranks_to_json(const struct meta *m)
{
    json_t *ranks = json_object();

    for (int f = 0; f < META_FIELD_COUNT; f++)
        if (meta_count(m, (enum meta_field)f) > 0)
            json_put_int(ranks, fields[f].name, meta_rank(m, (enum meta_field)f));
    return ranks;
}

/* Adds one JSON value to a field: a string, a number, or an author's object. */
static void take_value(struct meta *m, enum meta_field f, const json_t *value, const char *source,
                       int rank)
{
    char digits[32];

    if (json_is_integer(value) && f == META_MINUTES) {
        snprintf(digits, sizeof(digits), "%lld", (long long)json_integer_value(value));
        meta_append(m, f, digits, source, rank);
    } else if (json_is_object(value) && f == META_AUTHORS) {
        meta_append_author(m, json_get(value, "name"), json_get(value, "given"),
                           json_get(value, "family"), source, rank);
    } else {
        meta_append(m, f, json_string_value(value), source, rank);
    }
}

struct meta *meta_from_json(const json_t *values, const json_t *sources, const json_t *ranks)
{
    struct meta *m;

    if (!json_is_object(values))
        return NULL;
    m = meta_new();
    for (int i = 0; i < META_FIELD_COUNT; i++) {
        enum meta_field f = (enum meta_field)i;
        const json_t *value = json_object_get(values, fields[f].name);
        const char *named = json_string_value(json_object_get(sources, fields[f].name));
        const char *source = arena_strdup(m->arena, named != NULL ? named : "unknown");
        json_int_t stored = json_integer_value(json_object_get(ranks, fields[f].name));
        int rank = stored > -1000000 && stored < 1000000 ? (int)stored : 0;

        if (!json_is_array(value))
            take_value(m, f, value, source, rank);
        for (size_t j = 0; j < json_array_size(value); j++)
            take_value(m, f, json_array_get(value, j), source, rank);
    }
    return m;
}
