/* headmeta: the plain words of the head: meta author, description, date, and the like of them from
 * the analytics of newspapers (parsely, sailthru); links to the canonical page and the licence. */
#include "gloss/page/metarow.h"
#include "gloss/page/vocabulary.h"

static const struct meta_row rows[] = {
    {"author", META_AUTHORS, VALUE_NAMES, "meta-author", 550},
    {"authors", META_AUTHORS, VALUE_NAMES, "meta-author", 550},
    {"parsely-author", META_AUTHORS, VALUE_NAMES, "meta-author", 700},
    {"sailthru.author", META_AUTHORS, VALUE_NAMES, "meta-author", 690},
    {"byl", META_AUTHORS, VALUE_NAMES, "meta-author", 680},
    {"title", META_TITLE, VALUE_MARKUP, "meta-title", 600},
    {"parsely-title", META_TITLE, VALUE_MARKUP, "meta-title", 700},
    {"sailthru.title", META_TITLE, VALUE_MARKUP, "meta-title", 700},
    {"hdl", META_TITLE, VALUE_MARKUP, "meta-title", 690},
    {"description", META_ABSTRACT, VALUE_MARKUP, "meta-description", 710},
    {"abstract", META_ABSTRACT, VALUE_MARKUP, "meta-description", 500},
    {"sailthru.description", META_ABSTRACT, VALUE_MARKUP, "meta-description", 650},
    {"parsely-pub-date", META_PUBLISHED, VALUE_DATE, "meta-date", 930},
    {"sailthru.date", META_PUBLISHED, VALUE_DATE, "meta-date", 920},
    {"pubdate", META_PUBLISHED, VALUE_DATE, "meta-date", 900},
    {"publish-date", META_PUBLISHED, VALUE_DATE, "meta-date", 900},
    {"publish_date", META_PUBLISHED, VALUE_DATE, "meta-date", 900},
    {"publishdate", META_PUBLISHED, VALUE_DATE, "meta-date", 900},
    {"publication_date", META_PUBLISHED, VALUE_DATE, "meta-date", 900},
    {"published-date", META_PUBLISHED, VALUE_DATE, "meta-date", 900},
    {"displaydate", META_PUBLISHED, VALUE_DATE, "meta-date", 890},
    {"pdate", META_PUBLISHED, VALUE_DATE, "meta-date", 890},
    {"ptime", META_PUBLISHED, VALUE_DATE, "meta-date", 890},
    {"article.published", META_PUBLISHED, VALUE_DATE, "meta-date", 890},
    {"article_date_original", META_PUBLISHED, VALUE_DATE, "meta-date", 890},
    {"originalpublicationdate", META_PUBLISHED, VALUE_DATE, "meta-date", 890},
    {"date", META_PUBLISHED, VALUE_DATE, "meta-date", 850},
    {"created", META_PUBLISHED, VALUE_DATE, "meta-date", 800},
    {"last-modified", META_MODIFIED, VALUE_DATE, "meta-date", 600},
    {"revised", META_MODIFIED, VALUE_DATE, "meta-date", 600},
    {"lastmod", META_MODIFIED, VALUE_DATE, "meta-date", 600},
    {"article.updated", META_MODIFIED, VALUE_DATE, "meta-date", 650},
    {"application-name", META_SITE, VALUE_MARKUP, "application-name", 600},
    {"apple-mobile-web-app-title", META_SITE, VALUE_MARKUP, "application-name", 500},
    {"language", META_LANGUAGE, VALUE_LANGUAGE, "meta-language", 550},
    {"content-language", META_LANGUAGE, VALUE_LANGUAGE, "meta-language", 560},
    {"keywords", META_TAGS, VALUE_WORDS, "meta-keywords", 600},
    {"news_keywords", META_TAGS, VALUE_WORDS, "meta-keywords", 650},
};

static const struct link_row {
    const char *rel;
    enum meta_field field;
    const char *source;
    int rank;
} links[] = {
    {"canonical", META_CANONICAL, "rel-canonical", 900},
    {"license", META_LICENSE, "rel-license", 900},
};

static void propose_links(const struct observed *o, struct proposals *out)
{
    for (size_t i = 0; i < o->link_count; i++)
        for (size_t r = 0; r < sizeof(links) / sizeof(links[0]); r++)
            if (tokens_have(o->links[i].rel, links[r].rel))
                propose(out, links[r].field, VALUE_URL, observed_url(o, o->links[i].href),
                        links[r].source, links[r].rank);
}

static void propose_headmeta(const struct observed *o, struct proposals *out)
{
    metarow_propose(o, out, rows, sizeof(rows) / sizeof(rows[0]));
    propose_links(o, out);
    propose(out, META_LANGUAGE, VALUE_LANGUAGE, o->lang, "html-lang", 900);
    propose(out, META_TITLE, VALUE_TEXT, o->title, "html-title", 570);
}

const struct vocabulary vocabulary_headmeta = {"head-meta", propose_headmeta};
