/* xml: the registries' XML read without anything that XML can do beyond markup.
 *
 * A reply from a registry needs no DTD, so a document that declares entities (the material of every
 * expansion attack) or default attributes is refused at the declaration, in whatever encoding it
 * comes, by the parser's own callback. Depth and text size stay under libxml2's limits, because
 * HUGE is never asked for. A struct xml_node is an xmlNode under a name of ours, so that callers
 * need no libxml2 header. */
#include "gloss/page/xml.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include <libxml/parser.h>
#include <libxml/tree.h>

#include "gloss/base/mem.h"
#include "gloss/base/text.h"

enum { XML_BYTES_MAX = 64 << 20 }; /* more than any page of a registry's answer */

struct xml {
    xmlDoc *doc;
};

static void refuse(xmlParserCtxt *parser)
{
    parser->wellFormed = 0; /* so that no half-read tree is handed back */
    xmlStopParser(parser);
}

static void refuse_entity(void *ctx, const xmlChar *name, int type, const xmlChar *public_id,
                          const xmlChar *system_id, xmlChar *content)
{
    (void)name, (void)type, (void)public_id, (void)system_id, (void)content;
    refuse(ctx);
}

static void refuse_attribute(void *ctx, const xmlChar *element, const xmlChar *name, int type,
                             int def, const xmlChar *value, xmlEnumeration *tree)
{
    (void)element, (void)name, (void)type, (void)def, (void)value;
    xmlFreeEnumeration(tree); /* the callback owns it */
    refuse(ctx);
}

struct xml *xml_parse(const char *bytes, size_t len)
{
    if (bytes == NULL || len == 0 || len > XML_BYTES_MAX)
        return NULL;
    xmlParserCtxt *parser = xmlNewParserCtxt();
    if (parser == NULL)
        return NULL;
    parser->sax->entityDecl = refuse_entity;
    parser->sax->attributeDecl = refuse_attribute;
    xmlDoc *doc = xmlCtxtReadMemory(parser, bytes, (int)len, NULL, NULL,
                                    XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
                                        XML_PARSE_NOCDATA | XML_PARSE_COMPACT);
    xmlFreeParserCtxt(parser);
    if (doc == NULL)
        return NULL;
    struct xml *x = xcalloc(1, sizeof(*x));
    x->doc = doc;
    return x;
}

void xml_free(struct xml *x)
{
    if (x == NULL)
        return;
    xmlFreeDoc(x->doc);
    free(x);
}

const struct xml_node *xml_root(const struct xml *x)
{
    return x == NULL ? NULL : (const struct xml_node *)xmlDocGetRootElement(x->doc);
}

/* The first element named `name` among `n` and its later siblings. */
static const struct xml_node *named_from(const xmlNode *n, const char *name)
{
    for (; n != NULL; n = n->next)
        if (n->type == XML_ELEMENT_NODE && strcmp((const char *)n->name, name) == 0)
            return (const struct xml_node *)n;
    return NULL;
}

const struct xml_node *xml_child(const struct xml_node *n, const char *name)
{
    return n == NULL ? NULL : named_from(((const xmlNode *)n)->children, name);
}

const struct xml_node *xml_next(const struct xml_node *n, const char *name)
{
    return n == NULL ? NULL : named_from(((const xmlNode *)n)->next, name);
}

const char *xml_space(const struct xml_node *n)
{
    const xmlNs *ns = ((const xmlNode *)n)->ns;
    return ns == NULL || ns->href == NULL ? "" : (const char *)ns->href;
}

/* Cleans what libxml2 gave and frees it; NULL when nothing is left. */
static char *take_clean(xmlChar *content)
{
    if (content == NULL)
        return NULL;
    char *clean = text_clean((const char *)content, strlen((const char *)content));
    xmlFree(content);
    if (clean[0] != '\0')
        return clean;
    free(clean);
    return NULL;
}

char *xml_text(const struct xml_node *n)
{
    return n == NULL ? NULL : take_clean(xmlNodeGetContent((const xmlNode *)n));
}

char *xml_attribute(const struct xml_node *n, const char *name)
{
    if (n == NULL)
        return NULL;
    for (const xmlAttr *a = ((const xmlNode *)n)->properties; a != NULL; a = a->next)
        if (strcmp((const char *)a->name, name) == 0)
            return take_clean(xmlNodeGetContent((const xmlNode *)a));
    return NULL;
}
