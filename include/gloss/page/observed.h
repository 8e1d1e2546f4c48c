/* observed: what one walk of a page saw, before anybody judges it.
 *
 * The visible text stands once, in `text`, with '\n' between blocks; a spot is an element worth
 * remembering, with the span of that text which it covers. Vocabularies read this and nothing else,
 * so that none of them walks the tree again. Everything lives in the arena; nothing changes after
 * walk_page returns. */
#ifndef GLOSS_PAGE_OBSERVED_H
#define GLOSS_PAGE_OBSERVED_H

#include "gloss/base/arena.h"

#include <stdbool.h>
#include <stddef.h>

/* Where an element stands: bits of its ancestors. */
enum where {
    IN_ARTICLE = 1 << 0, /* article, or an h-entry */
    IN_MAIN = 1 << 1,    /* main, role=main */
    IN_HEADER = 1 << 2,
    IN_FOOTER = 1 << 3,
    IN_NAV = 1 << 4,
    IN_ASIDE = 1 << 5,   /* aside, or a container called sidebar, widget, related... */
    IN_COMMENT = 1 << 6, /* a container called comment, respond... */
    IN_LINK = 1 << 7,    /* inside an a[href] */
};

/* What an element's class, id or rel calls it. */
enum sign {
    SIGN_AUTHOR = 1 << 0,    /* author, writer, autor... */
    SIGN_BYLINE = 1 << 1,    /* byline */
    SIGN_DATE = 1 << 2,      /* date, time, datum... */
    SIGN_PUBLISHED = 1 << 3, /* publish, posted, entry-date... */
    SIGN_UPDATED = 1 << 4,   /* updated, modified... */
    SIGN_HOME = 1 << 8,      /* a link to the front page, or what is called logo, site-title... */
    SIGN_PERSON = 1 << 9,    /* the icon of a person */
    SIGN_CODE = 1 << 10,     /* a link to a host of code */
    SIGN_SUMMARY = 1 << 7,   /* summary */
};

struct observed_meta {
    const char *key; /* one token of name, property or http-equiv; lower case */
    const char *value;
};

struct observed_link { /* link elements, and a elements with a rel */
    const char *rel;   /* lower case, as written; "" when none */
    const char *href;  /* never NULL */
    const char *type;  /* the attributes; "" when absent */
    const char *title;
};

struct observed_script {
    bool front_matter; /* Distill's d-front-matter; else JSON-LD */
    const char *text;
    size_t len;
};

struct spot {
    const char *tag;   /* lower case */
    const char *class; /* the attributes; NULL when absent */
    const char *itemprop;
    const char *itemtype; /* "" for an itemscope without a type */
    const char *rel;
    const char *href;
    const char *datetime;
    const char *content; /* content, or the like of it */
    size_t from, to;     /* its text in observed.text */
    unsigned where;
    unsigned signs;
    int scope;  /* index of the spot whose itemscope this belongs to, -1 when none */
    int parent; /* index of the nearest spot around it, -1 when none */
};

/* A run of the text that is not what the page is about. */
struct set_apart {
    size_t from, to;
    bool link; /* an a[href]; else navigation, a footer, an aside or comments */
};

struct observed {
    struct arena *arena;
    const char *url;  /* final URL, "" when unknown */
    const char *base; /* what relative links are resolved against; "" when unknown */
    int now_year;
    const char *lang;  /* html@lang, NULL when none */
    const char *title; /* first title element, cleaned, "" when none */
    struct observed_meta *metas;
    size_t meta_count, meta_room;
    struct observed_link *links;
    size_t link_count, link_room;
    struct observed_script *scripts;
    size_t script_count, script_room;
    struct spot *spots; /* in document order */
    size_t spot_count, spot_room;
    const char *text;
    size_t text_len;
    struct set_apart *apart; /* in document order; none holds another */
    size_t apart_count, apart_room;
    const char *fallback; /* text for readers without scripts or frames; "" when none */
    size_t programs;      /* script elements that are programs */
    bool password;        /* an input asks for one */
    bool parked;          /* marks of a service that parks domains */
    bool shell;           /* an element that scripts are to fill is next to empty */
    int heading;          /* the spot that is the page's headline, -1 when none is known */
};

struct observed *observed_new(const char *url, int now_year);
void observed_free(struct observed *o);

/* The first non-empty value of that meta key, or NULL. */
const char *observed_meta(const struct observed *o, const char *key);

/* The text of a spot, cleaned; "" when it has none. In the arena. */
const char *spot_text(const struct observed *o, const struct spot *s);

/* Whether it stands in navigation, footer, an aside or comments; unless the headline does so too,
 * for then the names of containers mean something else on this page. */
bool spot_is_elsewhere(const struct observed *o, const struct spot *s);

/* The text between two offsets, cleaned; spans past the end are cut. In the arena. */
const char *observed_text(const struct observed *o, size_t from, size_t to);

/* Whether the blank-separated list `tokens` (NULL: none) holds `token`, case-insensitively. */
bool tokens_have(const char *tokens, const char *token);

/* Whether an absolute URL is this page's, whatever its scheme, "www.", final slash or fragment. */
bool observed_is_page(const struct observed *o, const char *url);

/* `href` made absolute, http or https only; NULL when it cannot be. In the arena. */
const char *observed_url(const struct observed *o, const char *href);

#endif
