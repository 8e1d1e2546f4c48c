/* citation: the Highwire Press tags (citation_*), which publishers write for Google Scholar.
 *
 * The most careful metadata on the web: one tag an author, first publication and online date apart.
 * Repositories write the same under bepress_citation_ and eprints. */
#include "gloss/page/metarow.h"
#include "gloss/page/vocabulary.h"

#define SOURCE "citation-meta"

static const struct meta_row rows[] = {
    {"citation_title", META_TITLE, VALUE_MARKUP, SOURCE, 990},
    {"citation_author", META_AUTHORS, VALUE_NAME, SOURCE, 990},
    {"citation_authors", META_AUTHORS, VALUE_NAMES, SOURCE, 985},
    {"citation_publication_date", META_PUBLISHED, VALUE_DATE, SOURCE, 990},
    {"citation_date", META_PUBLISHED, VALUE_DATE, SOURCE, 985},
    {"citation_cover_date", META_PUBLISHED, VALUE_DATE, SOURCE, 970},
    {"citation_online_date", META_PUBLISHED, VALUE_DATE, SOURCE, 965},
    {"citation_year", META_PUBLISHED, VALUE_DATE, SOURCE, 600},
    {"citation_online_date", META_MODIFIED, VALUE_DATE, SOURCE, 900},
    {"citation_abstract", META_ABSTRACT, VALUE_MARKUP, SOURCE, 990},
    {"citation_journal_title", META_VENUE, VALUE_MARKUP, SOURCE, 990},
    {"citation_conference_title", META_VENUE, VALUE_MARKUP, SOURCE, 985},
    {"citation_conference", META_VENUE, VALUE_MARKUP, SOURCE, 980},
    {"citation_inbook_title", META_VENUE, VALUE_MARKUP, SOURCE, 975},
    {"citation_dissertation_institution", META_VENUE, VALUE_MARKUP, SOURCE, 970},
    {"citation_doi", META_DOI, VALUE_DOI, SOURCE, 990},
    {"citation_arxiv_id", META_ARXIV, VALUE_ARXIV, SOURCE, 990},
    {"citation_isbn", META_ISBN, VALUE_ISBN, SOURCE, 990},
    {"citation_language", META_LANGUAGE, VALUE_LANGUAGE, SOURCE, 700},
    {"citation_pdf_url", META_PDF, VALUE_URL, SOURCE, 990},
    {"citation_keywords", META_TAGS, VALUE_WORDS, SOURCE, 900},
    {"bepress_citation_title", META_TITLE, VALUE_MARKUP, SOURCE, 980},
    {"bepress_citation_author", META_AUTHORS, VALUE_NAME, SOURCE, 980},
    {"bepress_citation_date", META_PUBLISHED, VALUE_DATE, SOURCE, 980},
    {"bepress_citation_doi", META_DOI, VALUE_DOI, SOURCE, 980},
    {"bepress_citation_pdf_url", META_PDF, VALUE_URL, SOURCE, 980},
    {"bepress_citation_journal_title", META_VENUE, VALUE_MARKUP, SOURCE, 980},
    {"eprints.title", META_TITLE, VALUE_MARKUP, SOURCE, 975},
    {"eprints.creators_name", META_AUTHORS, VALUE_NAME, SOURCE, 975},
    {"eprints.date", META_PUBLISHED, VALUE_DATE, SOURCE, 975},
    {"eprints.abstract", META_ABSTRACT, VALUE_MARKUP, SOURCE, 975},
    {"eprints.publication", META_VENUE, VALUE_MARKUP, SOURCE, 975},
    {"eprints.document_url", META_PDF, VALUE_URL, SOURCE, 975},
};

/* What kind of work a tag shows it to be; CSL's words. */
static const struct type_row {
    const char *key;
    const char *type;
    int rank;
} types[] = {
    {"citation_journal_title", "article-journal", 900},
    {"citation_conference_title", "paper-conference", 895},
    {"citation_conference", "paper-conference", 895},
    {"citation_dissertation_institution", "thesis", 890},
    {"citation_technical_report_institution", "report", 890},
    {"citation_inbook_title", "chapter", 885},
    {"citation_arxiv_id", "article", 880},
    {"citation_isbn", "book", 870},
};

static void propose_citation(const struct observed *o, struct proposals *out)
{
    for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++)
        if (observed_meta(o, types[i].key) != NULL)
            propose(out, META_TYPE, VALUE_TEXT, types[i].type, SOURCE, types[i].rank);
    metarow_propose(o, out, rows, sizeof(rows) / sizeof(rows[0]));
}

const struct vocabulary vocabulary_citation = {"citation", propose_citation};
