/* heading: the headings of the page as its title.
 *
 * A heading is what people read, so its typography is the best there is; but sites put their logo
 * and their slogans into h1 too. A heading that stands within what the head calls the page is the
 * title; one in an article is likely to be; others are guesses. Where several qualify, as a site's
 * name and a post's title both do in old themes, what links to the front page is the logo. */
#include "gloss/page/heading.h"

#include <stdlib.h>
#include <string.h>

#include "gloss/base/mem.h"
#include "gloss/base/text.h"
#include "gloss/page/vocabulary.h"

#define SOURCE "html-h1"

enum { HEADING_MAX = 400, CONFIRMATIONS_MAX = 300, TITLE_MAX = 1000 };
enum { DOUBTFUL = 250 }; /* what ranks no higher is no headline */

/* Whether the head's words for the page hold this text. */
static bool is_confirmed(const struct observed *o, const char *text)
{
    static const char *const keys[] = {"og:title", "twitter:title", "citation_title", "dc.title"};
    if (strlen(o->title) <= TITLE_MAX && text_contains(o->title, text))
        return true;
    for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
        const char *value = observed_meta(o, keys[i]);
        if (value != NULL && strlen(value) <= TITLE_MAX && text_contains(value, text))
            return true;
    }
    return false;
}

/* Whether the heading at `i` is the site's own name: inside, or around, a link to the front page.
 */
static bool is_logo(const struct observed *o, size_t i)
{
    const struct spot *h = &o->spots[i];
    if (h->signs & SIGN_HOME)
        return true;
    for (int up = h->parent, n = 0; up >= 0 && n < 3; up = o->spots[up].parent, n++)
        if (o->spots[up].signs & SIGN_HOME)
            return true;
    for (size_t k = i + 1; k < o->spot_count && o->spots[k].from < h->to; k++)
        if (o->spots[k].signs & SIGN_HOME)
            return true;
    return false;
}

static size_t count_h1(const struct observed *o)
{
    size_t n = 0;
    for (size_t i = 0; i < o->spot_count; i++)
        n += strcmp(o->spots[i].tag, "h1") == 0 && !spot_is_elsewhere(o, &o->spots[i]) &&
             !is_logo(o, i);
    return n;
}

static int rank_of_h1(const struct observed *o, size_t i, size_t h1s, const char *text)
{
    const struct spot *s = &o->spots[i];
    if (is_logo(o, i))
        return 200;
    bool elsewhere = spot_is_elsewhere(o, s);
    if (is_confirmed(o, text))
        return elsewhere ? 860 : s->where & IN_ARTICLE ? 890 : 880;
    if (elsewhere)
        return 250;
    if (h1s == 1)
        return 650;
    return s->where & (IN_ARTICLE | IN_MAIN) ? 600 : 300;
}

/* How likely the spot is to be the headline, in the terms of ranks; 0 when it is no heading. */
static int rank_of(const struct observed *o, size_t i, size_t h1s, const char *text)
{
    const struct spot *s = &o->spots[i];
    if (strcmp(s->tag, "h1") == 0)
        return rank_of_h1(o, i, h1s, text);
    bool heads = strcmp(s->tag, "h2") == 0 || strcmp(s->tag, "h3") == 0;
    return heads && !spot_is_elsewhere(o, s) && !is_logo(o, i) && is_confirmed(o, text) ? 700 : 0;
}

static bool is_heading(const struct spot *s)
{
    return s->tag[0] == 'h' && s->tag[1] >= '1' && s->tag[1] <= '3' && s->tag[2] == '\0' &&
           s->to > s->from && s->to - s->from <= HEADING_MAX;
}

void heading_settle(struct observed *o)
{
    size_t h1s = count_h1(o);
    int best = DOUBTFUL;
    size_t tries = 0;
    for (size_t i = 0; i < o->spot_count && tries < CONFIRMATIONS_MAX; i++) {
        if (!is_heading(&o->spots[i]))
            continue;
        tries++;
        int rank = rank_of(o, i, h1s, spot_text(o, &o->spots[i]));
        if (rank > best) {
            best = rank;
            o->heading = (int)i;
        }
    }
}

/* A heading's permanent link is no part of its words. The caller frees. */
static char *without_permalink(const char *text)
{
    static const char *const marks[] = {"\u00B6", "\U0001F517"}; /* pilcrow, link symbol */
    char *s = xstrdup(text);
    for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
        if (text_iends(s, marks[i]))
            s[strlen(s) - strlen(marks[i])] = '\0';
    return s;
}

static void propose_heading(const struct observed *o, struct proposals *out)
{
    size_t h1s = count_h1(o);
    size_t tries = 0;
    for (size_t i = 0; i < o->spot_count && tries < CONFIRMATIONS_MAX; i++) {
        const struct spot *s = &o->spots[i];
        if (!is_heading(s))
            continue;
        tries++;
        const char *text = spot_text(o, s);
        int rank = rank_of(o, i, h1s, text);
        if (rank <= 0)
            continue;
        char *words = without_permalink(text);
        propose(out, META_TITLE, VALUE_TEXT, words, strcmp(s->tag, "h1") == 0 ? SOURCE : "html-h2",
                rank);
        free(words);
    }
}

const struct vocabulary vocabulary_heading = {"heading", propose_heading};
