/* citation_cff: YAML, so libyaml reads it: indentation, quoting and folding leave no safe shortcut.
 *
 * The loader shares what aliases repeat, and only the second level is looked at, so a document made
 * to explode does not. But libyaml takes time by the square of how deep brackets nest and of how
 * many anchors there are (17 s for 128 KiB of "["), so more of them than any list of authors has
 * are refused beforehand. The format: https://citation-file-format.github.io */
#include "gloss/source/citation_cff.h"

#include <stdlib.h>
#include <string.h>
#include <yaml.h>

#include "gloss/base/buf.h"
#include "gloss/base/date.h"
#include "gloss/base/text.h"

enum { RELEASE_RANK = 100, NAME_MAX = 1024, COSTLY_MAX = 2000 };

struct citation {
    yaml_document_t document;
    const yaml_node_t *root;
    struct meta *meta;
    const char *source;
    int rank;
};

static const yaml_node_t *node_at(struct citation *c, int index)
{
    return yaml_document_get_node(&c->document, index);
}

/* The value of a key of a mapping, or NULL. */
static const yaml_node_t *value_of(struct citation *c, const yaml_node_t *map, const char *key)
{
    if (!map || map->type != YAML_MAPPING_NODE)
        return NULL;
    for (const yaml_node_pair_t *p = map->data.mapping.pairs.start; p < map->data.mapping.pairs.top;
         p++) {
        const yaml_node_t *name = node_at(c, p->key);
        if (name && name->type == YAML_SCALAR_NODE &&
            strcmp((const char *)name->data.scalar.value, key) == 0)
            return node_at(c, p->value);
    }
    return NULL;
}

/* The text of a key, or NULL; an empty value and null are no text. */
static const char *text_of(struct citation *c, const yaml_node_t *map, const char *key)
{
    const yaml_node_t *value = value_of(c, map, key);
    if (!value || value->type != YAML_SCALAR_NODE)
        return NULL;
    const char *text = (const char *)value->data.scalar.value;
    bool is_null = value->data.scalar.style == YAML_PLAIN_SCALAR_STYLE &&
                   (strcmp(text, "~") == 0 || text_ieq(text, "null"));
    return text[0] && !is_null ? text : NULL;
}

static void add_word(struct buf *b, const char *word)
{
    if (word && b->len > 0)
        (void)buf_addch(b, ' ');
    (void)buf_adds(b, word);
}

/* A person in parts, or an entity under one name. An alias is a handle and no name. */
static void add_author(struct citation *c, const yaml_node_t *author)
{
    const char *given = text_of(c, author, "given-names");
    struct buf family;
    struct buf name;
    buf_init(&family, NAME_MAX);
    buf_init(&name, NAME_MAX);
    add_word(&family, text_of(c, author, "name-particle"));
    add_word(&family, text_of(c, author, "family-names"));
    add_word(&family, text_of(c, author, "name-suffix"));
    add_word(&name, given);
    add_word(&name, family.len > 0 ? family.data : NULL);
    if (name.len > 0)
        (void)meta_append_author(c->meta, name.data, given, family.len > 0 ? family.data : NULL,
                                 c->source, c->rank);
    else
        (void)meta_append(c->meta, META_AUTHORS, text_of(c, author, "name"), c->source, c->rank);
    buf_release(&family);
    buf_release(&name);
}

static void add_authors(struct citation *c)
{
    const yaml_node_t *list = value_of(c, c->root, "authors");
    if (!list || list->type != YAML_SEQUENCE_NODE)
        return;
    for (const yaml_node_item_t *item = list->data.sequence.items.start;
         item < list->data.sequence.items.top; item++)
        add_author(c, node_at(c, *item));
}

static void add_doi(struct citation *c)
{
    const char *text = text_of(c, c->root, "doi");
    const char *doi = text ? strstr(text, "10.") : NULL;
    if (!doi)
        return;
    struct buf lower;
    buf_init(&lower, NAME_MAX);
    for (; *doi; doi++)
        (void)buf_addch(&lower, (char)(*doi >= 'A' && *doi <= 'Z' ? *doi - 'A' + 'a' : *doi));
    (void)meta_propose(c->meta, META_DOI, lower.data, c->source, c->rank);
    buf_release(&lower);
}

/* The date of one release among many says only when the work was there already. */
static void add_date(struct citation *c)
{
    const char *text = text_of(c, c->root, "date-released");
    struct date released;
    char day[DATE_SIZE];
    if (text && date_parse(text, 0, &released))
        (void)meta_propose(c->meta, META_PUBLISHED, date_format(released, day), c->source,
                           RELEASE_RANK);
}

static bool fill(struct citation *c)
{
    const char *title = text_of(c, c->root, "title");
    if (!title || !meta_propose(c->meta, META_TITLE, title, c->source, c->rank))
        return false;
    add_authors(c);
    add_doi(c);
    add_date(c);
    (void)meta_propose(c->meta, META_LICENSE, text_of(c, c->root, "license"), c->source, c->rank);
    (void)meta_propose(c->meta, META_ABSTRACT, text_of(c, c->root, "abstract"), c->source, c->rank);
    return true;
}

static bool is_cheap(const char *bytes, size_t n)
{
    size_t costly = 0;
    for (size_t i = 0; i < n && costly <= COSTLY_MAX; i++)
        costly += bytes[i] == '[' || bytes[i] == '{' || bytes[i] == '&' || bytes[i] == '%';
    return costly <= COSTLY_MAX;
}

bool citation_cff_read(struct meta *m, const char *bytes, size_t n, const char *source, int rank)
{
    struct citation c = {.meta = m, .source = source, .rank = rank};
    yaml_parser_t parser;
    if (!is_cheap(bytes, n) || !yaml_parser_initialize(&parser))
        return false;
    yaml_parser_set_input_string(&parser, (const unsigned char *)bytes, n);
    bool found = false;
    if (yaml_parser_load(&parser, &c.document)) {
        c.root = yaml_document_get_root_node(&c.document);
        found = c.root && fill(&c);
        yaml_document_delete(&c.document);
    }
    yaml_parser_delete(&parser);
    return found;
}
