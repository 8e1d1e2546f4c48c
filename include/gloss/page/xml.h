/* xml: safe reading of XML replies (Atom feeds, OAI) for the source room, so that libxml2 stays in
 * page.
 *
 * No network, no entities, no DTD (STYLE: never NOENT or DTDLOAD). A tree lives in one thread. */
#ifndef GLOSS_PAGE_XML_H
#define GLOSS_PAGE_XML_H

#include <stddef.h>

struct xml;      /* a document */
struct xml_node; /* an element in it; borrowed from the document */

/* NULL when the bytes are not well-formed XML. */
struct xml *xml_parse(const char *bytes, size_t len);
void xml_free(struct xml *x);

const struct xml_node *xml_root(const struct xml *x);
/* The first child element of that local name (namespace prefixes are ignored), or NULL. NULL node:
 * NULL. */
const struct xml_node *xml_child(const struct xml_node *n, const char *name);
/* The next sibling element of the same local name as `name`, or NULL. */
const struct xml_node *xml_next(const struct xml_node *n, const char *name);
/* The namespace of an element, "" when it is in none. */
const char *xml_space(const struct xml_node *n);
/* Its text, cleaned (text_clean); the caller frees; NULL when empty or n is NULL. */
char *xml_text(const struct xml_node *n);
/* An attribute's value, cleaned; the caller frees; NULL when absent. */
char *xml_attribute(const struct xml_node *n, const char *name);

#endif
