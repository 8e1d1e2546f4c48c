/* pdf_xmp: see gloss/page/pdf_xmp.h. Properties are known by their local names, because files in
 * the wild bind the right prefixes to wrong namespaces, and the other way round. */
#include "gloss/page/pdf_xmp.h"

#include <stdlib.h>
#include <string.h>

#include "gloss/page/xml.h"

/* Where a property goes; its first description that has it counts. */
static const struct property {
    const char *name;
    size_t offset;
} properties[] = {
    {"title", offsetof(struct pdf_xmp, title)},
    {"creator", offsetof(struct pdf_xmp, creator)},
    {"description", offsetof(struct pdf_xmp, description)},
    {"subject", offsetof(struct pdf_xmp, subject)},
    {"language", offsetof(struct pdf_xmp, language)},
    {"identifier", offsetof(struct pdf_xmp, identifier)},
    {"doi", offsetof(struct pdf_xmp, doi)},
    {"DOI", offsetof(struct pdf_xmp, doi)},
    {"publicationName", offsetof(struct pdf_xmp, venue)},
};

/* Takes `text` over. */
static void add_value(struct arena *a, struct pdf_xmp_values *v, char *text)
{
    if (text && v->count < PDF_XMP_ITEMS_MAX) {
        if (!v->items)
            v->items = arena_alloc(a, PDF_XMP_ITEMS_MAX * sizeof *v->items);
        v->items[v->count++] = arena_strdup(a, text);
    }
    free(text);
}

/* The list in which a property has its values, or NULL. */
static const struct xml_node *list_of(const struct xml_node *property)
{
    static const char *const lists[] = {"Alt", "Seq", "Bag"};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        const struct xml_node *list = xml_child(property, lists[i]);
        if (list)
            return list;
    }
    return NULL;
}

static void read_property(struct arena *a, const struct xml_node *description,
                          const struct property *p, struct pdf_xmp_values *v)
{
    const struct xml_node *element = xml_child(description, p->name);
    const struct xml_node *list = list_of(element);
    if (!element)
        add_value(a, v, xml_attribute(description, p->name));
    else if (!list)
        add_value(a, v, xml_text(element));
    for (const struct xml_node *li = xml_child(list, "li"); li; li = xml_next(li, "li"))
        add_value(a, v, xml_text(li));
}

static void read_description(struct arena *a, const struct xml_node *description,
                             struct pdf_xmp *out)
{
    for (size_t i = 0; i < sizeof properties / sizeof *properties; i++) {
        struct pdf_xmp_values *v =
            (struct pdf_xmp_values *)(void *)((char *)out + properties[i].offset);
        if (v->count == 0)
            read_property(a, description, &properties[i], v);
    }
}

void pdf_xmp_read(struct arena *a, const char *packet, struct pdf_xmp *out)
{
    *out = (struct pdf_xmp){.title = {.count = 0}};
    struct xml *x = packet ? xml_parse(packet, strlen(packet)) : NULL;
    const struct xml_node *root = xml_root(x);
    const struct xml_node *rdf = xml_child(root, "RDF");
    const struct xml_node *d = xml_child(rdf ? rdf : root, "Description");
    for (; d; d = xml_next(d, "Description"))
        read_description(a, d, out);
    xml_free(x);
}

const char *pdf_xmp_first(const struct pdf_xmp_values *v)
{
    return v->count > 0 ? v->items[0] : NULL;
}
