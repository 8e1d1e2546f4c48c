/* opengraph: og:*, article:* and twitter:*, written for the cards of social networks.
 *
 * og:title is often dressed with the site's name, and article:author is a profile's address as
 * often as a name; the cascade and the names' own rules deal with both. */
#include "gloss/page/metarow.h"
#include "gloss/page/vocabulary.h"

#include <string.h>

#define OG "open-graph"
#define TWITTER "twitter"

static const struct meta_row rows[] = {
    {"og:title", META_TITLE, VALUE_MARKUP, OG, 690},
    {"twitter:title", META_TITLE, VALUE_MARKUP, TWITTER, 650},
    {"og:description", META_ABSTRACT, VALUE_MARKUP, OG, 700},
    {"twitter:description", META_ABSTRACT, VALUE_MARKUP, TWITTER, 600},
    {"og:site_name", META_SITE, VALUE_MARKUP, OG, 950},
    {"article:published_time", META_PUBLISHED, VALUE_DATE, OG, 950},
    {"og:article:published_time", META_PUBLISHED, VALUE_DATE, OG, 949},
    {"article:published", META_PUBLISHED, VALUE_DATE, OG, 948},
    {"article:post_date", META_PUBLISHED, VALUE_DATE, OG, 947},
    {"og:published_time", META_PUBLISHED, VALUE_DATE, OG, 946},
    {"og:pubdate", META_PUBLISHED, VALUE_DATE, OG, 945},
    {"book:release_date", META_PUBLISHED, VALUE_DATE, OG, 900},
    {"article:modified_time", META_MODIFIED, VALUE_DATE, OG, 716},
    {"article:modified", META_MODIFIED, VALUE_DATE, OG, 715},
    {"og:article:modified_time", META_MODIFIED, VALUE_DATE, OG, 714},
    {"og:updated_time", META_MODIFIED, VALUE_DATE, OG, 705},
    {"article:author:name", META_AUTHORS, VALUE_NAMES, OG, 620},
    {"article:author_name", META_AUTHORS, VALUE_NAMES, OG, 620},
    {"article:author", META_AUTHORS, VALUE_NAMES, OG, 560},
    {"og:article:author", META_AUTHORS, VALUE_NAMES, OG, 560},
    {"book:author", META_AUTHORS, VALUE_NAMES, OG, 560},
    {"og:author", META_AUTHORS, VALUE_NAMES, OG, 555},
    {"book:isbn", META_ISBN, VALUE_ISBN, OG, 900},
    {"og:locale", META_LANGUAGE, VALUE_LANGUAGE, OG, 600},
    {"article:tag", META_TAGS, VALUE_WORDS, OG, 850},
    {"og:url", META_CANONICAL, VALUE_URL, OG, 800},
};

/* twitter:label1 "Written by", data1 "A. Name"; label2 "Est. reading time", data2 "5 minutes". */
static void propose_labelled(const struct observed *o, struct proposals *out)
{
    static const char *const keys[][2] = {{"twitter:label1", "twitter:data1"},
                                          {"twitter:label2", "twitter:data2"},
                                          {"twitter:label3", "twitter:data3"}};
    for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
        const char *label = observed_meta(o, keys[i][0]);
        const char *data = observed_meta(o, keys[i][1]);
        if (label == NULL || data == NULL)
            continue;
        if (strcasestr(label, "written by") != NULL || strcasestr(label, "verfasst von") != NULL ||
            strcasestr(label, "escrito por") != NULL || strcasestr(label, "crit par") != NULL ||
            strcasestr(label, "scritto da") != NULL || strcasestr(label, "geschreven door") != NULL)
            propose(out, META_AUTHORS, VALUE_NAMES, data, TWITTER, 700);
        else
            propose(out, META_MINUTES, VALUE_MINUTES, data, TWITTER, 900);
    }
}

static void propose_opengraph(const struct observed *o, struct proposals *out)
{
    metarow_propose(o, out, rows, sizeof(rows) / sizeof(rows[0]));
    propose_labelled(o, out);
}

const struct vocabulary vocabulary_opengraph = {"open-graph", propose_opengraph};
