/* dublincore: dc.*, dcterms.* and prism.*, the librarians' words in meta elements. */
#include "gloss/page/metarow.h"
#include "gloss/page/vocabulary.h"

#define SOURCE "dublin-core"

static const struct meta_row rows[] = {
    {"dc.title", META_TITLE, VALUE_MARKUP, SOURCE, 640},
    {"dcterms.title", META_TITLE, VALUE_MARKUP, SOURCE, 640},
    {"dc:title", META_TITLE, VALUE_MARKUP, SOURCE, 640},
    {"dc.creator", META_AUTHORS, VALUE_NAME, SOURCE, 780},
    {"dc.creator.personalname", META_AUTHORS, VALUE_NAME, SOURCE, 780},
    {"dcterms.creator", META_AUTHORS, VALUE_NAME, SOURCE, 779},
    {"dc:creator", META_AUTHORS, VALUE_NAME, SOURCE, 779},
    {"dcterms.issued", META_PUBLISHED, VALUE_DATE, SOURCE, 900},
    {"dc.date.issued", META_PUBLISHED, VALUE_DATE, SOURCE, 900},
    {"dcterms.created", META_PUBLISHED, VALUE_DATE, SOURCE, 880},
    {"dc.date.created", META_PUBLISHED, VALUE_DATE, SOURCE, 880},
    {"dcterms.available", META_PUBLISHED, VALUE_DATE, SOURCE, 870},
    {"dcterms.date", META_PUBLISHED, VALUE_DATE, SOURCE, 870},
    {"dc.date", META_PUBLISHED, VALUE_DATE, SOURCE, 870},
    {"dc:date", META_PUBLISHED, VALUE_DATE, SOURCE, 870},
    {"prism.publicationdate", META_PUBLISHED, VALUE_DATE, SOURCE, 900},
    {"prism.coverdate", META_PUBLISHED, VALUE_DATE, SOURCE, 860},
    {"dcterms.modified", META_MODIFIED, VALUE_DATE, SOURCE, 740},
    {"dc.date.modified", META_MODIFIED, VALUE_DATE, SOURCE, 740},
    {"dcterms.abstract", META_ABSTRACT, VALUE_MARKUP, SOURCE, 980},
    {"dc.description.abstract", META_ABSTRACT, VALUE_MARKUP, SOURCE, 970},
    {"dc.description", META_ABSTRACT, VALUE_MARKUP, SOURCE, 640},
    {"dcterms.description", META_ABSTRACT, VALUE_MARKUP, SOURCE, 640},
    {"dc:description", META_ABSTRACT, VALUE_MARKUP, SOURCE, 640},
    {"prism.publicationname", META_VENUE, VALUE_MARKUP, SOURCE, 900},
    {"dc.source", META_VENUE, VALUE_MARKUP, SOURCE, 300},
    {"prism.doi", META_DOI, VALUE_DOI, SOURCE, 960},
    {"dc.identifier", META_DOI, VALUE_DOI, SOURCE, 940},
    {"dc.identifier.doi", META_DOI, VALUE_DOI, SOURCE, 950},
    {"dcterms.identifier", META_DOI, VALUE_DOI, SOURCE, 930},
    {"dc.language", META_LANGUAGE, VALUE_LANGUAGE, SOURCE, 650},
    {"dcterms.language", META_LANGUAGE, VALUE_LANGUAGE, SOURCE, 650},
    {"dc.rights", META_LICENSE, VALUE_URL, SOURCE, 600},
    {"dcterms.license", META_LICENSE, VALUE_URL, SOURCE, 700},
    {"dc.subject", META_TAGS, VALUE_WORDS, SOURCE, 700},
    {"dcterms.subject", META_TAGS, VALUE_WORDS, SOURCE, 700},
};

static void propose_dublincore(const struct observed *o, struct proposals *out)
{
    metarow_propose(o, out, rows, sizeof(rows) / sizeof(rows[0]));
}

const struct vocabulary vocabulary_dublincore = {"dublin-core", propose_dublincore};
