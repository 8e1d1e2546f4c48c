/* minutes: reading time where no vocabulary states it: what the page says in sight ("5 min read"),
 * else what its words come to. Only articles are read from end to end, so what has no headline, few
 * paragraphs or few words has none. */
#include "gloss/page/vocabulary.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gloss/base/reading.h"
#include "gloss/base/text.h"

enum {
    NEAR = 700,          /* bytes from the headline within which it is stated */
    STATED_MAX = 30,     /* bytes of "12 minutes read" */
    PARAGRAPH_MIN = 100, /* bytes; shorter lines are captions and menus */
    PARAGRAPHS_LEAST = 3,
    WORDS_LEAST = 200,
    RANK_STATED = 700,
    RANK_COUNTED = 200,
};

/* "5 min read" near the headline. */
static bool propose_stated(const struct observed *o, struct proposals *out, const struct spot *h)
{
    static const char *const units[] = {"min read",       "min. read",     "mins read",
                                        "minute read",    "minutes read",  "minutes to read",
                                        "min de lectura", "min. lesezeit", "minuten lesezeit"};
    size_t from = h->from > NEAR ? h->from - NEAR : 0;
    const char *near = observed_text(o, from, h->to + NEAR);
    for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++) {
        const char *unit = text_ifind(near, units[i]);
        const char *digits = unit;
        while (digits != NULL && digits > near && strchr(" -", digits[-1]) != NULL)
            digits--;
        while (digits != NULL && digits > near && isdigit((unsigned char)digits[-1]))
            digits--;
        if (digits == NULL || digits == unit || !isdigit((unsigned char)digits[0]))
            continue;
        char stated[STATED_MAX];
        (void)snprintf(stated, sizeof(stated), "%ld min", strtol(digits, NULL, 10));
        propose(out, META_MINUTES, VALUE_MINUTES, stated, "stated-minutes", RANK_STATED);
        return true;
    }
    return false;
}

/* ---- counting ---- */

struct count {
    struct reading reading;
    size_t paragraphs;
};

static void count_lines(struct count *c, const char *text, size_t len)
{
    for (size_t at = 0; at < len;) {
        const char *stop = memchr(text + at, '\n', len - at);
        size_t n = stop == NULL ? len - at : (size_t)(stop - text) - at;
        c->paragraphs += n >= PARAGRAPH_MIN && (memchr(text + at, '.', n) != NULL ||
                                                memmem(text + at, n, "\u3002", 3) != NULL);
        reading_add(&c->reading, text + at, n);
        at += n + 1;
    }
}

/* Counts what follows the headline and is not set apart from the article. */
static void count_article(const struct observed *o, const struct spot *h, struct count *c)
{
    size_t at = h->to;
    for (size_t i = 0; i < o->apart_count; i++) {
        const struct set_apart *a = &o->apart[i];
        bool holds = a->from <= h->from && h->to <= a->to;
        if (a->link || holds || a->from < at)
            continue;
        count_lines(c, o->text + at, a->from - at);
        at = a->to;
    }
    if (at < o->text_len)
        count_lines(c, o->text + at, o->text_len - at);
}

static bool is_front_page(const char *url)
{
    const char *host = strstr(url, "://");
    const char *path = host == NULL ? NULL : strchr(host + 3, '/');
    return host != NULL && (path == NULL || path[1] == '\0');
}

static void propose_minutes(const struct observed *o, struct proposals *out)
{
    if (o->heading < 0)
        return;
    const struct spot *h = &o->spots[o->heading];
    struct count c = {{0, 0}, 0};
    if (propose_stated(o, out, h) || is_front_page(o->url))
        return;
    count_article(o, h, &c);
    if (c.paragraphs < PARAGRAPHS_LEAST || c.reading.words + c.reading.ideographs <= WORDS_LEAST)
        return;
    char minutes[STATED_MAX];
    (void)snprintf(minutes, sizeof(minutes), "%ld min", reading_minutes(&c.reading));
    propose(out, META_MINUTES, VALUE_MINUTES, minutes, "word-count", RANK_COUNTED);
}

const struct vocabulary vocabulary_minutes = {"minutes", propose_minutes};
