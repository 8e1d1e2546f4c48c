/* jsonld: schema.org's JSON-LD.
 *
 * Blocks of a page are one graph: nodes are collected from all of them, so that {"@id": ...} finds
 * its node wherever it stands. Of the nodes that may be the page's subject, the one whose address
 * is the page's wins, then the one whose headline is the page's, then the likelier type. What is
 * below a property such as "comment" or "itemListElement" is somebody else's, and is only looked
 * up. */
#include "gloss/page/vocabulary.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "gloss/base/json.h"
#include "gloss/base/mem.h"
#include "gloss/base/reading.h"
#include "gloss/base/text.h"

#define SOURCE "json-ld"

enum { DEPTH_MAX = 40, NODES_MAX = 2000, LIST_MAX = 200 };

struct block {
    json_t *root; /* owned; NULL where a script is no JSON */
};

struct node {
    const json_t *json; /* borrowed from a block */
    const char *id;     /* NULL when it has none */
    bool subject;       /* may be what the page is about */
};

struct graph {
    const struct observed *o;
    struct proposals *out;
    struct node *nodes;
    size_t count, room;
};

enum class { CLASS_OTHER, CLASS_PAGE, CLASS_WORK, CLASS_ARTICLE };

static const struct type_row {
    const char *name;
    enum class class;
    const char *csl;
} type_rows[] = {
    {"Article", CLASS_ARTICLE, "article"},
    {"NewsArticle", CLASS_ARTICLE, "article-newspaper"},
    {"AnalysisNewsArticle", CLASS_ARTICLE, "article-newspaper"},
    {"AskPublicNewsArticle", CLASS_ARTICLE, "article-newspaper"},
    {"BackgroundNewsArticle", CLASS_ARTICLE, "article-newspaper"},
    {"OpinionNewsArticle", CLASS_ARTICLE, "article-newspaper"},
    {"ReportageNewsArticle", CLASS_ARTICLE, "article-newspaper"},
    {"ReviewNewsArticle", CLASS_ARTICLE, "article-newspaper"},
    {"BlogPosting", CLASS_ARTICLE, "post-weblog"},
    {"LiveBlogPosting", CLASS_ARTICLE, "post-weblog"},
    {"SocialMediaPosting", CLASS_ARTICLE, "post"},
    {"DiscussionForumPosting", CLASS_ARTICLE, "post"},
    {"ScholarlyArticle", CLASS_ARTICLE, "article-journal"},
    {"MedicalScholarlyArticle", CLASS_ARTICLE, "article-journal"},
    {"TechArticle", CLASS_ARTICLE, "article"},
    {"APIReference", CLASS_ARTICLE, "article"},
    {"Report", CLASS_ARTICLE, "report"},
    {"Thesis", CLASS_WORK, "thesis"},
    {"Dataset", CLASS_WORK, "dataset"},
    {"SoftwareSourceCode", CLASS_WORK, "software"},
    {"SoftwareApplication", CLASS_WORK, "software"},
    {"Book", CLASS_WORK, "book"},
    {"Chapter", CLASS_WORK, "chapter"},
    {"CreativeWork", CLASS_WORK, NULL},
    {"Review", CLASS_WORK, "review"},
    {"Recipe", CLASS_WORK, "webpage"},
    {"HowTo", CLASS_WORK, "webpage"},
    {"Course", CLASS_WORK, "webpage"},
    {"VideoObject", CLASS_WORK, "motion_picture"},
    {"PodcastEpisode", CLASS_WORK, "broadcast"},
    {"Event", CLASS_OTHER, "webpage"},
    {"WebPage", CLASS_PAGE, "webpage"},
    {"AboutPage", CLASS_PAGE, "webpage"},
    {"ItemPage", CLASS_PAGE, "webpage"},
    {"FAQPage", CLASS_PAGE, "webpage"},
    {"QAPage", CLASS_PAGE, "webpage"},
    {"CollectionPage", CLASS_PAGE, "webpage"},
    {"MedicalWebPage", CLASS_PAGE, "webpage"},
};

/* How far the fields of a node of each class are trusted. */
static const struct trust {
    int title, author, published, modified, abstract;
} trusts[] = {
    [CLASS_OTHER] = {0, 0, 0, 0, 0},
    [CLASS_PAGE] = {560, 700, 880, 770, 660},
    [CLASS_WORK] = {640, 760, 860, 760, 680},
    [CLASS_ARTICLE] = {790, 810, 940, 790, 695},
};

static const char *string_of(const json_t *v)
{
    const char *s = json_string_value(v);
    return s != NULL && s[0] != '\0' ? s : NULL;
}

/* The first string of a value that is a string or a list of them. */
static const char *first_string(const json_t *v)
{
    return json_is_array(v) ? string_of(json_array_get(v, 0)) : string_of(v);
}

static bool is_type(const char *type, const char *name)
{
    const char *tail = strrchr(type, '/');
    const char *colon = strrchr(type, ':');
    if (tail == NULL || (colon != NULL && colon > tail))
        tail = colon;
    return text_ieq(tail == NULL ? type : tail + 1, name);
}

static bool has_type(const json_t *node, const char *name)
{
    const json_t *type = json_object_get(node, "@type");
    if (string_of(type) != NULL)
        return is_type(string_of(type), name);
    for (size_t i = 0; i < json_array_size(type) && i < LIST_MAX; i++)
        if (string_of(json_array_get(type, i)) != NULL &&
            is_type(string_of(json_array_get(type, i)), name))
            return true;
    return false;
}

static const struct type_row *type_of(const json_t *node)
{
    const struct type_row *best = NULL;
    for (size_t i = 0; i < sizeof(type_rows) / sizeof(type_rows[0]); i++)
        if (has_type(node, type_rows[i].name) && (best == NULL || type_rows[i].class > best->class))
            best = &type_rows[i];
    return best;
}

static bool leads_to_subject(const char *key)
{
    return strcmp(key, "@graph") == 0 || strcmp(key, "mainEntity") == 0 ||
           strcmp(key, "mainEntityOfPage") == 0;
}

static void collect(struct graph *g, json_t *v, bool subject, int depth)
{
    if (depth > DEPTH_MAX || g->count >= NODES_MAX)
        return;
    if (json_is_array(v))
        for (size_t i = 0; i < json_array_size(v); i++)
            collect(g, json_array_get(v, i), subject, depth + 1);
    if (!json_is_object(v))
        return;
    const char *id = string_of(json_object_get(v, "@id"));
    if (id != NULL || json_object_get(v, "@type") != NULL) {
        grow_array(&g->nodes, &g->room, g->count + 1, sizeof(*g->nodes));
        g->nodes[g->count++] = (struct node){v, id, subject};
    }
    void *at = json_object_iter(v);
    for (; at != NULL; at = json_object_iter_next(v, at))
        collect(g, json_object_iter_value(at),
                subject && leads_to_subject(json_object_iter_key(at)), depth + 1);
}

/* The node that a mere reference names, with something in it; else the value itself. */
static const json_t *resolve(const struct graph *g, const json_t *v)
{
    const char *id = string_of(json_object_get(v, "@id"));
    if (id == NULL || json_object_get(v, "name") != NULL)
        return v;
    for (size_t i = 0; i < g->count; i++)
        if (g->nodes[i].id != NULL && strcmp(g->nodes[i].id, id) == 0 &&
            json_object_size(g->nodes[i].json) > json_object_size(v))
            return g->nodes[i].json;
    return v;
}

static const char *name_of(const struct graph *g, const json_t *v)
{
    if (json_is_array(v))
        v = json_array_get(v, 0);
    return string_of(v) != NULL ? string_of(v)
                                : first_string(json_object_get(resolve(g, v), "name"));
}

/* A node's own address, or that of the page it is the main entity of. */
static bool is_about_page(const struct graph *g, const json_t *node)
{
    static const char *const paths[] = {"url", "mainEntityOfPage", "mainEntityOfPage.@id",
                                        "mainEntityOfPage.url", "@id"};
    for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++) {
        const char *url = strchr(paths[i], '.') != NULL
                              ? json_get(node, paths[i])
                              : string_of(json_object_get(node, paths[i]));
        if (url != NULL && observed_is_page(g->o, url))
            return true;
    }
    return false;
}

static const char *headline_of(const json_t *node)
{
    const char *headline = first_string(json_object_get(node, "headline"));
    return headline != NULL ? headline : first_string(json_object_get(node, "name"));
}

static int score(const struct graph *g, const struct node *n, const struct type_row *type)
{
    const char *headline = headline_of(n->json);
    bool titled = headline != NULL && text_similarity(g->o->title, headline) > 0.5;
    return (int)type->class * 10 + (is_about_page(g, n->json) ? 8 : 0) + (titled ? 6 : 0);
}

static void propose_person(const struct graph *g, const json_t *v, int rank)
{
    const char *name = name_of(g, v);
    const json_t *node = resolve(g, v);
    const json_t *names = json_object_get(node, "name");
    if (json_is_array(names)) {
        for (size_t i = 0; i < json_array_size(names) && i < LIST_MAX; i++)
            propose(g->out, META_AUTHORS, VALUE_NAMES, string_of(json_array_get(names, i)), SOURCE,
                    rank);
        return;
    }
    const char *given = string_of(json_object_get(node, "givenName"));
    const char *family = string_of(json_object_get(node, "familyName"));
    if (name == NULL && given != NULL && family != NULL)
        name = arena_printf(g->out->arena, "%s %s", given, family);
    propose(g->out, META_AUTHORS, VALUE_NAMES, name, SOURCE, rank);
}

static bool is_group(const struct graph *g, const json_t *v)
{
    const json_t *node = resolve(g, v);
    return has_type(node, "Organization") || has_type(node, "NewsMediaOrganization") ||
           has_type(node, "Corporation") || has_type(node, "WebSite") || has_type(node, "Brand");
}

/* Persons first; groups are named only where there is nobody else, and then with little trust. */
static void propose_authors(const struct graph *g, const json_t *authors, int rank)
{
    size_t n = json_is_array(authors) ? json_array_size(authors) : 1;
    bool persons = false;
    for (size_t i = 0; i < n && i < LIST_MAX; i++)
        persons =
            persons || !is_group(g, json_is_array(authors) ? json_array_get(authors, i) : authors);
    for (size_t i = 0; i < n && i < LIST_MAX; i++) {
        const json_t *author = json_is_array(authors) ? json_array_get(authors, i) : authors;
        if (!persons || !is_group(g, author))
            propose_person(g, author, persons ? rank : rank - 400);
    }
}

static void propose_strings(const struct graph *g, enum meta_field f, enum value_kind kind,
                            const json_t *v, int rank)
{
    propose(g->out, f, kind, string_of(v), SOURCE, rank);
    for (size_t i = 0; i < json_array_size(v) && i < LIST_MAX; i++)
        propose(g->out, f, kind, string_of(json_array_get(v, i)), SOURCE, rank);
}

static void propose_doi(const struct graph *g, const json_t *v)
{
    propose(g->out, META_DOI, VALUE_DOI, string_of(v), SOURCE, 900);
    propose(g->out, META_DOI, VALUE_DOI, string_of(json_object_get(v, "value")), SOURCE, 900);
    for (size_t i = 0; i < json_array_size(v) && i < LIST_MAX; i++)
        if (!json_is_array(json_array_get(v, i)))
            propose_doi(g, json_array_get(v, i));
}

static void propose_minutes(const struct graph *g, const json_t *node)
{
    propose(g->out, META_MINUTES, VALUE_MINUTES, string_of(json_object_get(node, "timeRequired")),
            SOURCE, 800);
    json_int_t words = json_integer_value(json_object_get(node, "wordCount"));
    if (words > 0 && words < 1000000) {
        char *minutes = xasprintf("%ld min", reading_minutes_of_words((long)words));
        propose(g->out, META_MINUTES, VALUE_MINUTES, minutes, SOURCE, 600);
        free(minutes);
    }
}

static void propose_date_of(const struct graph *g, const json_t *node, const char *key,
                            enum meta_field f, int rank)
{
    propose(g->out, f, VALUE_DATE, first_string(json_object_get(node, key)), SOURCE, rank);
}

static void propose_subject(const struct graph *g, const json_t *node, const struct type_row *type)
{
    const struct trust *t = &trusts[type->class];
    propose(g->out, META_TITLE, VALUE_MARKUP, headline_of(node), SOURCE, t->title);
    const json_t *authors = json_object_get(node, "author");
    propose_authors(g, authors != NULL ? authors : json_object_get(node, "creator"), t->author);
    propose_date_of(g, node, "datePublished", META_PUBLISHED, t->published);
    propose_date_of(g, node, "dateCreated", META_PUBLISHED, t->published - 130);
    if (!has_type(node, "VideoObject"))
        propose_date_of(g, node, "uploadDate", META_PUBLISHED, t->published - 300);
    propose_date_of(g, node, "dateModified", META_MODIFIED, t->modified);
    propose(g->out, META_ABSTRACT, VALUE_MARKUP, first_string(json_object_get(node, "abstract")),
            SOURCE, t->abstract + 240);
    propose(g->out, META_ABSTRACT, VALUE_MARKUP, first_string(json_object_get(node, "description")),
            SOURCE, t->abstract);
    propose(g->out, META_SITE, VALUE_MARKUP, name_of(g, json_object_get(node, "publisher")), SOURCE,
            850);
    propose(g->out, META_LANGUAGE, VALUE_LANGUAGE,
            first_string(json_object_get(node, "inLanguage")), SOURCE, 500);
    propose(g->out, META_TYPE, VALUE_MARKUP, type->csl, SOURCE, 500 + 100 * (int)type->class);
    propose(g->out, META_ISBN, VALUE_ISBN, first_string(json_object_get(node, "isbn")), SOURCE,
            900);
    propose(g->out, META_LICENSE, VALUE_URL, first_string(json_object_get(node, "license")), SOURCE,
            850);
    propose(g->out, META_CODE, VALUE_URL, first_string(json_object_get(node, "codeRepository")),
            SOURCE, 900);
    propose_strings(g, META_TAGS, VALUE_WORDS, json_object_get(node, "keywords"), 800);
    propose_doi(g, json_object_get(node, "identifier"));
    propose_doi(g, json_object_get(node, "sameAs"));
    propose_minutes(g, node);
}

/* The best node of one class; subjects of other classes may fill in what it lacks. */
static void propose_best(const struct graph *g, enum class class)
{
    const struct node *best = NULL;
    const struct type_row *best_type = NULL;
    int best_score = -1;
    for (size_t i = 0; i < g->count; i++) {
        const struct type_row *type = g->nodes[i].subject ? type_of(g->nodes[i].json) : NULL;
        if (type == NULL || type->class != class)
            continue;
        int s = score(g, &g->nodes[i], type);
        if (s > best_score) {
            best = &g->nodes[i];
            best_type = type;
            best_score = s;
        }
    }
    if (best != NULL)
        propose_subject(g, best->json, best_type);
}

static void propose_site(const struct graph *g)
{
    for (size_t i = 0; i < g->count; i++)
        if (has_type(g->nodes[i].json, "WebSite"))
            propose(g->out, META_SITE, VALUE_MARKUP, name_of(g, g->nodes[i].json), SOURCE, 840);
}

static void propose_jsonld(const struct observed *o, struct proposals *out)
{
    struct graph g = {.o = o, .out = out};
    struct block *blocks = xcalloc(o->script_count + 1, sizeof(*blocks));
    for (size_t i = 0; i < o->script_count; i++) {
        if (o->scripts[i].front_matter)
            continue;
        blocks[i].root = json_parse_lenient(o->scripts[i].text, o->scripts[i].len);
        collect(&g, blocks[i].root, true, 0);
    }
    for (enum class c = CLASS_ARTICLE; c > CLASS_OTHER; c--)
        propose_best(&g, c);
    propose_site(&g);
    for (size_t i = 0; i < o->script_count; i++)
        json_decref(blocks[i].root);
    free(blocks);
    free(g.nodes);
}

const struct vocabulary vocabulary_jsonld = {"json-ld", propose_jsonld};
