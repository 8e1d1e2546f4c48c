/* atom: the elements of RFC 4287, and those that arXiv adds to them, as a table. */
#include "gloss/page/atom.h"

#include <stdlib.h>
#include <string.h>

#include "gloss/base/text.h"
#include "gloss/page/xml.h"

#define SOURCE "atom"

enum { RANK = 950, AUTHORS_MAX = 5000 };

static const struct row {
    const char *element;
    enum meta_field field;
    enum value_kind kind;
} rows[] = {
    {"title", META_TITLE, VALUE_TEXT},
    {"summary", META_ABSTRACT, VALUE_TEXT},
    {"published", META_PUBLISHED, VALUE_DATE},
    {"updated", META_MODIFIED, VALUE_DATE},
    {"doi", META_DOI, VALUE_DOI},
    {"journal_ref", META_VENUE, VALUE_TEXT},
    {"comment", META_NOTE, VALUE_TEXT},
};

static void propose_child(struct proposals *out, const struct xml_node *n, enum meta_field f,
                          enum value_kind kind)
{
    char *text = xml_text(n);
    propose(out, f, kind, text, SOURCE, RANK);
    free(text);
}

static void propose_attribute(struct proposals *out, const struct xml_node *n, const char *name,
                              enum meta_field f, enum value_kind kind)
{
    char *text = xml_attribute(n, name);
    propose(out, f, kind, text, SOURCE, RANK);
    free(text);
}

/* The id of an arXiv entry is the address of its abstract page. */
static void propose_arxiv_id(struct proposals *out, const struct xml_node *entry)
{
    char *id = xml_text(xml_child(entry, "id"));
    const char *at = id == NULL ? NULL : strstr(id, "arxiv.org/abs/");
    if (at != NULL)
        propose(out, META_ARXIV, VALUE_ARXIV, at + strlen("arxiv.org/abs/"), SOURCE, RANK);
    free(id);
}

static void propose_pdf(struct proposals *out, const struct xml_node *entry)
{
    for (const struct xml_node *n = xml_child(entry, "link"); n != NULL; n = xml_next(n, "link")) {
        char *title = xml_attribute(n, "title");
        if (title != NULL && text_ieq(title, "pdf"))
            propose_attribute(out, n, "href", META_PDF, VALUE_URL);
        free(title);
    }
}

static void propose_entry(struct proposals *out, const struct xml_node *entry)
{
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
        propose_child(out, xml_child(entry, rows[i].element), rows[i].field, rows[i].kind);
    int n = 0;
    for (const struct xml_node *a = xml_child(entry, "author"); a != NULL && n < AUTHORS_MAX;
         a = xml_next(a, "author"), n++)
        propose_child(out, xml_child(a, "name"), META_AUTHORS, VALUE_NAME);
    propose_arxiv_id(out, entry);
    propose_pdf(out, entry);
    propose_attribute(out, xml_child(entry, "primary_category"), "term", META_CATEGORY, VALUE_TEXT);
}

void atom_propose(struct proposals *out, const char *bytes, size_t len)
{
    struct xml *x = xml_parse(bytes, len);
    const struct xml_node *entry = xml_child(xml_root(x), "entry");
    if (entry != NULL && xml_next(entry, "entry") == NULL)
        propose_entry(out, entry);
    xml_free(x);
}
