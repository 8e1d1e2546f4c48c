/* microdata: itemprop attributes, and the h-entry classes of microformats, which say the same in
 * other words.
 *
 * Properties are taken wherever they stand, for many pages forget the itemscope; but not from
 * comments, reviews or asides. */
#include "gloss/page/vocabulary.h"

#include <string.h>

#include "gloss/base/text.h"

#define SOURCE "microdata"
#define HENTRY "h-entry"

static const struct row {
    const char *prop;
    enum meta_field field;
    enum value_kind kind;
    int rank;
    int rank_hidden; /* when the value stands in an attribute, where nobody reads it */
} rows[] = {
    {"headline", META_TITLE, VALUE_MARKUP, 760, 700},
    {"datePublished", META_PUBLISHED, VALUE_DATE, 969, 930},
    {"dateCreated", META_PUBLISHED, VALUE_DATE, 900, 806},
    {"dateModified", META_MODIFIED, VALUE_DATE, 780, 780},
    {"description", META_ABSTRACT, VALUE_MARKUP, 500, 640},
    {"abstract", META_ABSTRACT, VALUE_MARKUP, 800, 800},
    {"inLanguage", META_LANGUAGE, VALUE_LANGUAGE, 480, 480},
    {"keywords", META_TAGS, VALUE_WORDS, 700, 700},
    {"timeRequired", META_MINUTES, VALUE_MINUTES, 700, 700},
    {"isbn", META_ISBN, VALUE_ISBN, 800, 800},
};

static const struct class_row {
    const char *class;
    enum meta_field field;
    enum value_kind kind;
    int rank;
} class_rows[] = {
    {"dt-published", META_PUBLISHED, VALUE_DATE, 960},
    {"dt-updated", META_MODIFIED, VALUE_DATE, 790},
    {"p-author", META_AUTHORS, VALUE_NAMES, 780},
    {"p-summary", META_ABSTRACT, VALUE_MARKUP, 600},
};

static bool is_foreign_type(const char *itemtype)
{
    return text_ifind(itemtype, "comment") != NULL || text_ifind(itemtype, "/review") != NULL ||
           text_ifind(itemtype, "/product") != NULL || text_ifind(itemtype, "/offer") != NULL;
}

/* Whether a spot belongs to something that is not the page's subject. */
static bool is_foreign(const struct observed *o, const struct spot *s)
{
    if (s->where & (IN_COMMENT | IN_ASIDE | IN_NAV))
        return true;
    for (int i = s->scope; i >= 0; i = o->spots[i].scope)
        if (is_foreign_type(o->spots[i].itemtype))
            return true;
    return false;
}

/* The value of a spot: its attribute, else its text. */
static const char *value_of(const struct observed *o, const struct spot *s, bool *hidden)
{
    const char *attribute = s->content != NULL && s->content[0] != '\0'     ? s->content
                            : s->datetime != NULL && s->datetime[0] != '\0' ? s->datetime
                                                                            : NULL;
    *hidden = attribute != NULL && s->to == s->from;
    return attribute != NULL ? attribute : spot_text(o, s);
}

/* The property `name` of the item that spot number `scope` is, or NULL. */
static const struct spot *property_of(const struct observed *o, size_t scope, const char *name)
{
    for (size_t i = scope + 1; i < o->spot_count && o->spots[i].from <= o->spots[scope].to; i++)
        if (o->spots[i].scope == (int)scope && tokens_have(o->spots[i].itemprop, name))
            return &o->spots[i];
    return NULL;
}

static void propose_author(const struct observed *o, struct proposals *out, size_t i)
{
    const struct spot *s = &o->spots[i];
    bool hidden;
    const struct spot *name = s->itemtype != NULL ? property_of(o, i, "name") : NULL;
    if (name != NULL)
        propose(out, META_AUTHORS, VALUE_NAMES, value_of(o, name, &hidden), SOURCE, 820);
    else
        propose(out, META_AUTHORS, VALUE_NAMES, value_of(o, s, &hidden), SOURCE, 790);
}

static void propose_property(const struct observed *o, struct proposals *out, size_t i)
{
    const struct spot *s = &o->spots[i];
    bool hidden;
    const char *value = value_of(o, s, &hidden);
    for (size_t r = 0; r < sizeof(rows) / sizeof(rows[0]); r++)
        if (tokens_have(s->itemprop, rows[r].prop))
            propose(out, rows[r].field, rows[r].kind, value, SOURCE,
                    hidden ? rows[r].rank_hidden : rows[r].rank);
    if (tokens_have(s->itemprop, "author") || tokens_have(s->itemprop, "creator"))
        propose_author(o, out, i);
    const struct spot *name = tokens_have(s->itemprop, "publisher") && s->itemtype != NULL
                                  ? property_of(o, i, "name")
                                  : NULL;
    if (name != NULL)
        propose(out, META_SITE, VALUE_MARKUP, value_of(o, name, &hidden), SOURCE, 700);
}

static void propose_classes(const struct observed *o, struct proposals *out, const struct spot *s)
{
    bool hidden;
    for (size_t r = 0; r < sizeof(class_rows) / sizeof(class_rows[0]); r++)
        if (tokens_have(s->class, class_rows[r].class))
            propose(out, class_rows[r].field, class_rows[r].kind, value_of(o, s, &hidden), HENTRY,
                    class_rows[r].rank);
}

static void propose_microdata(const struct observed *o, struct proposals *out)
{
    for (size_t i = 0; i < o->spot_count; i++) {
        const struct spot *s = &o->spots[i];
        if ((s->itemprop == NULL && s->class == NULL) || is_foreign(o, s))
            continue;
        if (s->itemprop != NULL)
            propose_property(o, out, i);
        if (s->class != NULL)
            propose_classes(o, out, s);
    }
}

const struct vocabulary vocabulary_microdata = {"microdata", propose_microdata};
