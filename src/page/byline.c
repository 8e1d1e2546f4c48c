/* byline: authors as readers see them.
 *
 * Four things look like an author: a link with rel=author, a link to an author's page, an element
 * called author or byline, and a line that begins with "By". What stands nearest to the headline
 * is the byline; names further off belong to other articles as often as not, and are believed
 * only where there is but one of them. */
#include "gloss/page/vocabulary.h"

#include <stdlib.h>
#include <string.h>

#include "gloss/base/mem.h"
#include "gloss/base/text.h"
#include "gloss/page/credit.h"

enum {
    BYLINE_MAX = 200, /* bytes of a byline's element */
    LINE_MAX = 120,   /* bytes of a line that begins with "By"... */
    LIST_MAX = 400,   /* ...and names many people: four commas at least */
    NEAR_BEFORE = 300,
    NEAR_AFTER = 700,
    SAME_BYLINE = 80, /* bytes between two names of one byline */
    SPOTS_MAX = 500,
    SENTENCE_WORD_MIN = 4, /* bytes */
    HEADLINE_MIN = 12,     /* bytes; shorter lines are alike by chance */
};

/* What makes a spot look like an author, best first. */
static const struct kind {
    const char *source;
    int rank_near;
    int rank_far; /* for a name that is the only one of the page */
    bool marked;  /* by markup, not merely by a class */
} kinds[] = {
    {"rel-author", 870, 780, true},
    {"author-link", 850, 740, true},
    {"byline", 750, 560, false},
    {"author-class", 740, 550, false},
};

struct found {
    const struct spot *spot;
    const struct kind *kind;
    size_t distance; /* bytes from the headline */
};

struct finds {
    struct found items[SPOTS_MAX];
    size_t count;
};

static const struct kind *kind_of(const struct spot *s)
{
    if (tokens_have(s->rel, "author"))
        return &kinds[0];
    if (strcmp(s->tag, "a") == 0 && (s->signs & SIGN_AUTHOR))
        return &kinds[1];
    if (s->signs & SIGN_BYLINE)
        return &kinds[2];
    return s->signs & SIGN_AUTHOR ? &kinds[3] : NULL;
}

static size_t distance_of(const struct observed *o, const struct spot *s)
{
    if (o->heading < 0)
        return o->text_len + 1;
    const struct spot *h = &o->spots[o->heading];
    if (s->to <= h->from)
        return h->from - s->to <= NEAR_BEFORE ? 2 * (h->from - s->to) : o->text_len + 1;
    return s->from >= h->to ? s->from - h->to : 0;
}

/* Whether another author's spot stands within spot `i`: the inner one is the more exact. */
static bool has_inner(const struct observed *o, size_t i)
{
    const struct spot *s = &o->spots[i];
    for (size_t k = i + 1; k < o->spot_count && k < i + 20 && o->spots[k].from < s->to; k++)
        if (kind_of(&o->spots[k]) != NULL && o->spots[k].to > o->spots[k].from)
            return true;
    return false;
}

/* Asides hold the bylines of some designs, but of author boxes and teasers as well: what stands
 * there must be marked up as an author and be near. */
static bool is_out_of_place(const struct observed *o, const struct spot *s, const struct kind *kind)
{
    bool marked = kind->marked && distance_of(o, s) <= NEAR_AFTER;
    return spot_is_elsewhere(o, s) && !(marked && (s->where & (IN_NAV | IN_COMMENT)) == 0);
}

static void find_spots(const struct observed *o, struct finds *f)
{
    for (size_t i = 0; i < o->spot_count && f->count < SPOTS_MAX; i++) {
        const struct spot *s = &o->spots[i];
        const struct kind *kind = kind_of(s);
        if (kind == NULL || is_out_of_place(o, s, kind) || s->to == s->from ||
            s->to - s->from > BYLINE_MAX || has_inner(o, i))
            continue;
        f->items[f->count++] = (struct found){s, kind, distance_of(o, s)};
    }
}

static void propose_spot(const struct observed *o, struct proposals *out, const struct found *f,
                         bool near)
{
    char *text = xstrndup(o->text + f->spot->from, f->spot->to - f->spot->from);
    credit_propose(out, text, f->kind->marked ? CREDIT_MARKED : CREDIT_BYLINE, f->kind->source,
                   near ? f->kind->rank_near : f->kind->rank_far);
    free(text);
}

/* Proposes the nearest spot of one kind with those right beside it. */
static void propose_near(const struct observed *o, struct proposals *out, const struct finds *f,
                         const struct kind *kind)
{
    const struct found *nearest = NULL;
    for (size_t i = 0; i < f->count; i++)
        if (f->items[i].kind == kind && f->items[i].distance <= NEAR_AFTER &&
            (nearest == NULL || f->items[i].distance < nearest->distance))
            nearest = &f->items[i];
    if (nearest == NULL)
        return;
    size_t end = nearest->spot->to;
    propose_spot(o, out, nearest, true);
    for (const struct found *next = nearest + 1; next < f->items + f->count; next++) {
        if (next->spot->from > end + SAME_BYLINE)
            break;
        end = next->spot->to;
        if (next->kind == kind)
            propose_spot(o, out, next, true);
    }
}

/* Proposes the only name of one kind on the page. */
static void propose_only(const struct observed *o, struct proposals *out, const struct finds *f,
                         const struct kind *kind)
{
    const struct found *only = NULL;
    char *name = NULL;
    bool several = false;
    for (size_t i = 0; i < f->count && !several; i++) {
        if (f->items[i].kind != kind)
            continue;
        char *folded = text_fold(spot_text(o, f->items[i].spot));
        several = name != NULL && strcmp(name, folded) != 0;
        only = only == NULL ? &f->items[i] : only;
        free(name);
        name = folded;
    }
    if (only != NULL && !several)
        propose_spot(o, out, only, false);
    free(name);
}

/* Short, or a list: running text that begins with "By" is neither. */
static bool may_be_byline(const char *line, size_t len)
{
    size_t commas = 0;
    for (size_t i = 0; i < len && i < LIST_MAX; i++)
        commas += line[i] == ',';
    return len < LINE_MAX || (len < LIST_MAX && commas >= 4 && commas * 40 > len);
}

/* The length of the first sentence of a line that can only name an author, 0 for other lines:
 * "Written by Alpin. Corrections are welcome." Short words before a dot are initials and titles. */
static size_t written_by(const char *line, size_t len)
{
    static const char *const words[] = {"written by ", "posted by "};
    size_t start = 0;
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
        if (len > strlen(words[i]) && text_istarts(line, words[i]))
            start = strlen(words[i]);
    size_t letters = 0;
    for (size_t i = start; start > 0 && i + 1 < len && i < LINE_MAX; i++) {
        if (line[i] == '.' && line[i + 1] == ' ' && letters >= SENTENCE_WORD_MIN &&
            !text_istarts(line + i - letters, "prof."))
            return i;
        letters = line[i] == ' ' ? 0 : letters + 1;
    }
    return 0;
}

/* Where the headline stands: the heading, else the line that says what the head calls the page, for
 * some pages have no heading at all. */
static bool find_headline(const struct observed *o, size_t *from, size_t *to)
{
    const char *title = observed_meta(o, "og:title");
    if (o->heading >= 0) {
        *from = o->spots[o->heading].from;
        *to = o->spots[o->heading].to;
        return true;
    }
    size_t n = title == NULL ? 0 : strlen(title);
    for (const char *at = o->text; n >= HEADLINE_MIN && (at = strstr(at, title)) != NULL; at += n) {
        *from = (size_t)(at - o->text);
        *to = *from + n;
        if ((at == o->text || at[-1] == '\n') && (at[n] == '\n' || at[n] == '\0'))
            return true;
    }
    return false;
}

/* Lines near the headline that begin with "By". */
static void propose_lines(const struct observed *o, struct proposals *out)
{
    size_t from;
    size_t to;
    if (!find_headline(o, &from, &to))
        return;
    size_t at = from > NEAR_BEFORE ? from - NEAR_BEFORE : 0;
    size_t stop = to + NEAR_AFTER < o->text_len ? to + NEAR_AFTER : o->text_len;
    size_t before = out->count;
    while (at < stop && out->count == before) {
        at += strspn(o->text + at, " \n");
        size_t len = strcspn(o->text + at, "\n");
        size_t sentence = written_by(o->text + at, len);
        if (sentence > 0 || may_be_byline(o->text + at, len)) {
            char *line = xstrndup(o->text + at, sentence > 0 ? sentence : len);
            credit_propose(out, line, CREDIT_LINE, "byline", 720);
            free(line);
        }
        at += len;
    }
}

/* What follows the icon of a person, on the same line. */
static void propose_icons(const struct observed *o, struct proposals *out)
{
    for (size_t i = 0; i < o->spot_count; i++) {
        const struct spot *s = &o->spots[i];
        if (!(s->signs & SIGN_PERSON) || s->to != s->from || spot_is_elsewhere(o, s) ||
            distance_of(o, s) > NEAR_AFTER)
            continue;
        size_t len = strcspn(o->text + s->to, "\n");
        char *line = xstrndup(o->text + s->to, len < LINE_MAX ? len : 0);
        credit_propose(out, line, CREDIT_BYLINE, "byline", 725);
        free(line);
    }
}

static void propose_byline(const struct observed *o, struct proposals *out)
{
    struct finds *f = xcalloc(1, sizeof(*f));
    find_spots(o, f);
    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
        propose_near(o, out, f, &kinds[i]);
        propose_only(o, out, f, &kinds[i]);
    }
    free(f);
    propose_icons(o, out);
    propose_lines(o, out);
}

const struct vocabulary vocabulary_byline = {"byline", propose_byline};
