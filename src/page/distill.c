/* distill: the JSON front matter of Distill articles, which many academic blogs are made with. */
#include "gloss/page/vocabulary.h"

#include <jansson.h>

#include "gloss/base/json.h"

#define SOURCE "distill"

enum { AUTHORS_MAX = 500 };

static void propose_front_matter(struct proposals *out, const json_t *root)
{
    propose(out, META_TITLE, VALUE_MARKUP, json_get(root, "title"), SOURCE, 890);
    propose(out, META_ABSTRACT, VALUE_MARKUP, json_get(root, "description"), SOURCE, 750);
    propose(out, META_PUBLISHED, VALUE_DATE, json_get(root, "published"), SOURCE, 960);
    propose(out, META_PUBLISHED, VALUE_DATE, json_get(root, "publishedDate"), SOURCE, 960);
    propose(out, META_DOI, VALUE_DOI, json_get(root, "doi"), SOURCE, 900);
    const json_t *authors = json_object_get(root, "authors");
    for (size_t i = 0; i < json_array_size(authors) && i < AUTHORS_MAX; i++) {
        const json_t *author = json_array_get(authors, i);
        const char *name = json_string_value(json_object_get(author, "author"));
        if (name == NULL)
            name = json_string_value(json_object_get(author, "name"));
        propose(out, META_AUTHORS, VALUE_NAME, name != NULL ? name : json_string_value(author),
                SOURCE, 960);
    }
}

static void propose_distill(const struct observed *o, struct proposals *out)
{
    for (size_t i = 0; i < o->script_count; i++) {
        if (!o->scripts[i].front_matter)
            continue;
        json_t *root = json_parse_lenient(o->scripts[i].text, o->scripts[i].len);
        propose_front_matter(out, root);
        json_decref(root);
    }
}

const struct vocabulary vocabulary_distill = {"distill", propose_distill};
