/* walk: the only place that sees libxml2's tree of a page.
 *
 * The walk is a loop, not a recursion, with a frame a level: what is above an element (article,
 * navigation, comments...) is carried down in the frame, and its text is appended to one buffer as
 * it comes, so that nothing is visited twice. */
#include "gloss/page/walk.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include <libxml/HTMLparser.h>
#include <libxml/tree.h>

#include "gloss/base/buf.h"
#include "gloss/base/mem.h"
#include "gloss/base/text.h"
#include "gloss/page/glance.h"
#include "gloss/page/signs.h"

enum {
    SPOTS_MAX = 20000,
    METAS_MAX = 5000,
    LINKS_MAX = 5000,
    SCRIPTS_MAX = 200,
    APART_MAX = 50000,
    FALLBACK_MAX = 4096,
    SHELL_TEXT_MAX = 24, /* "Loading..." */
};

/* What is known of one element's attributes; borrowed from the tree, NULL when absent. */
struct attributes {
    const char *class, *id, *itemprop, *itemtype, *rel, *href, *datetime, *content, *name,
        *property, *equiv, *type, *lang, *role, *src, *title;
    bool itemscope;
    bool parking;
};

static const struct attribute_row {
    const char *name;
    size_t offset;
} attribute_rows[] = {
    {"class", offsetof(struct attributes, class)},
    {"id", offsetof(struct attributes, id)},
    {"itemprop", offsetof(struct attributes, itemprop)},
    {"itemtype", offsetof(struct attributes, itemtype)},
    {"rel", offsetof(struct attributes, rel)},
    {"href", offsetof(struct attributes, href)},
    {"datetime", offsetof(struct attributes, datetime)},
    {"content", offsetof(struct attributes, content)},
    {"contents", offsetof(struct attributes, content)},
    {"value", offsetof(struct attributes, content)},
    {"name", offsetof(struct attributes, name)},
    {"property", offsetof(struct attributes, property)},
    {"http-equiv", offsetof(struct attributes, equiv)},
    {"type", offsetof(struct attributes, type)},
    {"lang", offsetof(struct attributes, lang)},
    {"xml:lang", offsetof(struct attributes, lang)},
    {"role", offsetof(struct attributes, role)},
    {"src", offsetof(struct attributes, src)},
    {"title", offsetof(struct attributes, title)},
};

struct frame {
    unsigned where;
    int parent; /* nearest spot around, -1 */
    int scope;  /* nearest itemscope around, -1 */
    int spot;   /* the element's own spot, -1 */
    bool block; /* its end breaks the line */
    enum glance mark;
    bool apart;  /* it, or what is around it, is set apart */
    bool begins; /* it is the outermost of those */
    size_t from; /* where its text begins */
};

struct walk {
    struct observed *o;
    struct buf text;
    struct buf fallback;
    struct frame *frames;
    size_t depth, room;
    bool title_seen;
    bool base_seen;
};

static bool is_any(const char *name, const char *const *names)
{
    for (; *names != NULL; names++)
        if (name[0] == **names && strcmp(name, *names) == 0)
            return true;
    return false;
}

/* Elements whose text nobody reads. */
static const char *const unread[] = {
    "style", "noscript", "template", "svg",    "select",   "textarea", "iframe", "object", "canvas",
    "video", "audio",    "button",   "script", "datalist", "map",      "title",  NULL};

/* Elements that flow with the text; all others stand on lines of their own. */
static const char *const inlines[] = {"a",   "abbr", "b",     "bdi",   "bdo",  "cite",    "code",
                                      "em",  "font", "i",     "img",   "ins",  "kbd",     "mark",
                                      "q",   "s",    "samp",  "small", "span", "strong",  "sub",
                                      "sup", "time", "tt",    "u",     "var",  "wbr",     "data",
                                      "del", "dfn",  "label", "nobr",  "big",  "acronym", NULL};

static const char *attribute_text(const xmlAttr *a)
{
    const xmlNode *value = a->children;
    return value != NULL && value->content != NULL ? (const char *)value->content : "";
}

static struct attributes attributes_of(const xmlNode *n)
{
    struct attributes at = {0};
    for (const xmlAttr *a = n->properties; a != NULL; a = a->next) {
        const char *name = (const char *)a->name;
        if (strcmp(name, "itemscope") == 0)
            at.itemscope = true;
        at.parking = at.parking || glance_is_parking_mark(name);
        for (size_t i = 0; i < sizeof(attribute_rows) / sizeof(attribute_rows[0]); i++) {
            if (name[0] != attribute_rows[i].name[0] || strcmp(name, attribute_rows[i].name) != 0)
                continue;
            const char **slot = (const char **)(void *)((char *)&at + attribute_rows[i].offset);
            if (*slot == NULL)
                *slot = attribute_text(a);
            break;
        }
    }
    return at;
}

static char *lowered(struct arena *a, const char *s, size_t n)
{
    char *copy = arena_strndup(a, s, n);
    for (char *c = copy; *c != '\0'; c++)
        if (*c >= 'A' && *c <= 'Z')
            *c = (char)(*c - 'A' + 'a');
    return copy;
}

static void add_meta_tokens(struct observed *o, const char *tokens, const char *value)
{
    while (tokens != NULL && *tokens != '\0' && o->meta_count < METAS_MAX) {
        tokens += strspn(tokens, " \t\r\n");
        size_t n = strcspn(tokens, " \t\r\n");
        if (n > 0) {
            grow_array(&o->metas, &o->meta_room, o->meta_count + 1, sizeof(*o->metas));
            o->metas[o->meta_count++] = (struct observed_meta){lowered(o->arena, tokens, n), value};
        }
        tokens += n;
    }
}

static void see_meta(struct walk *w, const struct attributes *at)
{
    if (at->content == NULL)
        return;
    const char *value = arena_strdup(w->o->arena, at->content);
    add_meta_tokens(w->o, at->name, value);
    if (at->property != NULL && (at->name == NULL || !text_ieq(at->name, at->property)))
        add_meta_tokens(w->o, at->property, value);
    add_meta_tokens(w->o, at->equiv, value);
}

static void see_link(struct walk *w, const struct attributes *at)
{
    struct observed *o = w->o;
    if (at->href == NULL || at->rel == NULL || o->link_count >= LINKS_MAX)
        return;
    grow_array(&o->links, &o->link_room, o->link_count + 1, sizeof(*o->links));
    o->links[o->link_count++] = (struct observed_link){
        lowered(o->arena, at->rel, strlen(at->rel)), arena_strdup(o->arena, at->href),
        at->type == NULL ? "" : arena_strdup(o->arena, at->type),
        at->title == NULL ? "" : arena_strdup(o->arena, at->title)};
}

static void see_script(struct walk *w, const xmlNode *n, const struct attributes *at)
{
    struct observed *o = w->o;
    const char *type = at->type == NULL ? "" : at->type + strspn(at->type, " ");
    o->programs += glance_is_program(type);
    o->parked = o->parked || glance_is_parking_script(at->src);
    bool jsonld = text_istarts(type, "application/ld+json");
    bool distill = text_istarts(type, "text/json") &&
                   ((n->parent->name != NULL &&
                     strcmp((const char *)n->parent->name, "d-front-matter") == 0) ||
                    (at->id != NULL && text_ieq(at->id, "distill-front-matter")));
    if ((!jsonld && !distill) || n->children == NULL || n->children->content == NULL ||
        o->script_count >= SCRIPTS_MAX)
        return;
    const char *text = arena_strdup(o->arena, (const char *)n->children->content);
    grow_array(&o->scripts, &o->script_room, o->script_count + 1, sizeof(*o->scripts));
    o->scripts[o->script_count++] = (struct observed_script){distill, text, strlen(text)};
}

static void see_title(struct walk *w, const xmlNode *n)
{
    if (w->title_seen || n->children == NULL || n->children->content == NULL)
        return;
    const char *raw = (const char *)n->children->content;
    char *clean = text_clean(raw, strlen(raw));
    w->title_seen = clean[0] != '\0';
    w->o->title = arena_strdup(w->o->arena, clean);
    free(clean);
}

static void see_base(struct walk *w, const struct attributes *at)
{
    const char *base = w->base_seen ? NULL : observed_url(w->o, at->href);
    if (base == NULL)
        return;
    w->base_seen = true;
    w->o->base = base;
}

/* What a reader without scripts, or a server that blocks its frame, shows instead. */
static void see_fallback(struct walk *w, const xmlNode *n)
{
    for (const xmlNode *c = n->children; c != NULL && !w->fallback.overflow; c = c->next) {
        if (c->type == XML_ELEMENT_NODE && is_any((const char *)c->name, unread))
            continue;
        xmlChar *text = xmlNodeGetContent(c);
        buf_adds(&w->fallback, (const char *)text);
        buf_addch(&w->fallback, ' ');
        xmlFree(text);
    }
}

static void see_root(struct walk *w, const struct attributes *at)
{
    if (at->lang != NULL && w->o->lang == NULL)
        w->o->lang = arena_strdup(w->o->arena, at->lang);
    w->o->parked = w->o->parked || at->parking;
}

/* Elements that say something without being text. */
static void see_silent(struct walk *w, const xmlNode *n, const struct attributes *at)
{
    const char *name = (const char *)n->name;
    if (strcmp(name, "meta") == 0)
        see_meta(w, at);
    else if (strcmp(name, "link") == 0 || strcmp(name, "a") == 0)
        see_link(w, at);
    else if (strcmp(name, "script") == 0)
        see_script(w, n, at);
    else if (strcmp(name, "title") == 0)
        see_title(w, n);
    else if (strcmp(name, "base") == 0)
        see_base(w, at);
    else if (strcmp(name, "noscript") == 0 || strcmp(name, "iframe") == 0)
        see_fallback(w, n);
    else if (strcmp(name, "html") == 0)
        see_root(w, at);
}

static void break_line(struct walk *w)
{
    if (w->text.len > 0 && w->text.data[w->text.len - 1] != '\n')
        buf_addch(&w->text, '\n');
}

static int add_spot(struct walk *w, const xmlNode *n, const struct attributes *at, unsigned signs,
                    const struct frame *f)
{
    struct observed *o = w->o;
    if (o->spot_count >= SPOTS_MAX)
        return -1;
    grow_array(&o->spots, &o->spot_room, o->spot_count + 1, sizeof(*o->spots));
    struct spot *s = &o->spots[o->spot_count];
    *s = (struct spot){
        .tag = arena_strdup(o->arena, (const char *)n->name),
        .class = arena_strdup(o->arena, at->class),
        .itemprop = arena_strdup(o->arena, at->itemprop),
        .itemtype =
            at->itemscope ? arena_strdup(o->arena, at->itemtype == NULL ? "" : at->itemtype) : NULL,
        .rel = arena_strdup(o->arena, at->rel),
        .href = arena_strdup(o->arena, at->href),
        .datetime = arena_strdup(o->arena, at->datetime),
        .content = arena_strdup(o->arena, at->content),
        .from = w->text.len,
        .to = w->text.len,
        .where = f->where,
        .signs = signs,
        .scope = f->scope,
        .parent = f->parent,
    };
    return (int)o->spot_count++;
}

static bool is_spot(const char *name, const struct attributes *at, unsigned signs)
{
    static const char *const always[] = {"h1",      "h2",      "h3",   "time",
                                         "address", "article", "body", NULL};
    return signs != 0 || at->itemprop != NULL || at->itemscope || is_any(name, always);
}

static void enter(struct walk *w, const xmlNode *n)
{
    const char *name = (const char *)n->name;
    struct attributes at = attributes_of(n);
    see_silent(w, n, &at);
    const struct frame *up = w->depth > 0 ? &w->frames[w->depth - 1] : NULL;
    struct frame f = {.parent = -1, .scope = -1, .spot = -1, .block = !is_any(name, inlines)};
    if (up != NULL)
        f = (struct frame){.where = up->where,
                           .parent = up->spot >= 0 ? up->spot : up->parent,
                           .scope = up->scope,
                           .spot = -1,
                           .block = f.block,
                           .apart = up->apart};
    if (f.block)
        break_line(w);
    unsigned signs = signs_of(name, at.class, at.id, at.rel, at.href);
    if (is_spot(name, &at, signs))
        f.spot = add_spot(w, n, &at, signs, &f);
    unsigned added = where_of(name, at.class, at.id, at.role, at.href);
    if (f.where & IN_ARTICLE)
        added &= ~(unsigned)IN_FOOTER; /* an article's own footer is about the article */
    f.where |= added;
    f.from = w->text.len;
    f.begins = !f.apart && (f.where & (IN_NAV | IN_FOOTER | IN_ASIDE | IN_COMMENT | IN_LINK)) != 0;
    f.apart = f.apart || f.begins;
    f.mark = glance_at(name, at.type, at.id);
    w->o->password = w->o->password || f.mark == GLANCE_PASSWORD;
    if (f.spot >= 0 && at.itemscope)
        f.scope = f.spot;
    grow_array(&w->frames, &w->room, w->depth + 1, sizeof(*w->frames));
    w->frames[w->depth++] = f;
}

static void add_apart(struct walk *w, const struct frame *f)
{
    struct observed *o = w->o;
    if (w->text.len == f->from || o->apart_count >= APART_MAX)
        return;
    grow_array(&o->apart, &o->apart_room, o->apart_count + 1, sizeof(*o->apart));
    o->apart[o->apart_count++] = (struct set_apart){
        f->from, w->text.len, (f->where & (IN_NAV | IN_FOOTER | IN_ASIDE | IN_COMMENT)) == 0};
}

static void leave(struct walk *w)
{
    const struct frame *f = &w->frames[--w->depth];
    if (f->begins)
        add_apart(w, f);
    if (f->mark == GLANCE_SHELL && w->text.len - f->from < SHELL_TEXT_MAX)
        w->o->shell = true;
    if (f->spot >= 0)
        w->o->spots[f->spot].to = w->text.len;
    if (f->block)
        break_line(w);
}

/* Appends text with each run of white space as one blank, so that distances in it mean something.
 */
static void add_text(struct walk *w, const char *s)
{
    while (*s != '\0') {
        size_t n = strcspn(s, " \t\r\n\f");
        buf_add(&w->text, s, n);
        s += n;
        size_t blanks = strspn(s, " \t\r\n\f");
        if (blanks > 0 && w->text.len > 0 && strchr(" \n", w->text.data[w->text.len - 1]) == NULL)
            buf_addch(&w->text, ' ');
        s += blanks;
    }
}

/* Visits one node; returns whether its children are to be visited, after which leave is due. */
static bool visit(struct walk *w, const xmlNode *n)
{
    if ((n->type == XML_TEXT_NODE || n->type == XML_CDATA_SECTION_NODE) && n->content != NULL)
        add_text(w, (const char *)n->content);
    if (n->type != XML_ELEMENT_NODE)
        return false;
    enter(w, n);
    if (n->children != NULL && !is_any((const char *)n->name, unread))
        return true;
    leave(w);
    return false;
}

static void walk_tree(struct walk *w, const xmlNode *root)
{
    const xmlNode *n = root;
    while (n != NULL) {
        if (visit(w, n)) {
            n = n->children;
            continue;
        }
        while (n != root && n->next == NULL) {
            n = n->parent;
            leave(w);
        }
        n = n == root ? NULL : n->next;
    }
}

bool walk_page(struct observed *o, const char *html, size_t len)
{
    if (len == 0 || len > INT_MAX)
        return false;
    htmlParserCtxt *parser = htmlNewParserCtxt();
    if (parser == NULL)
        return false;
    htmlDocPtr doc =
        htmlCtxtReadMemory(parser, html, (int)len, NULL, "UTF-8",
                           HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                               HTML_PARSE_NONET | HTML_PARSE_COMPACT);
    htmlFreeParserCtxt(parser);
    const xmlNode *root = doc == NULL ? NULL : xmlDocGetRootElement(doc);
    if (root != NULL) {
        struct walk w = {.o = o};
        buf_init(&w.text, 2 * len + 16);
        buf_init(&w.fallback, FALLBACK_MAX);
        walk_tree(&w, root);
        o->fallback = arena_strndup(o->arena, w.fallback.data, w.fallback.len);
        buf_release(&w.fallback);
        o->text = arena_strndup(o->arena, w.text.data, w.text.len);
        o->text_len = w.text.len;
        buf_release(&w.text);
        free(w.frames);
    }
    xmlFreeDoc(doc);
    return root != NULL;
}
