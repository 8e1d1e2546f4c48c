#include "gloss/list/ignores.h"

#include <stdlib.h>
#include <string.h>

#include "gloss/base/mem.h"
#include "gloss/base/text.h"
#include "gloss/list/found.h"
#include "gloss/list/scan.h"

/* What a comment means depends on the whole block it stands in, so it is settled when the block is
 * done. A directive that cannot be read, or means no link, ignores nothing and is complained of: it
 * may be a slip of the pen, and a link that is checked needlessly does no harm. */

static const char prefix[] = "gloss:";

void ignores_release(struct ignores *i)
{
    free(i->items);
    free(i->of_line);
    *i = (struct ignores){0};
}

/* ---- reading a comment ---- */

/* The next word of s from *at on, up to `to`; false when there is none. */
static bool next_word(const char *s, size_t *at, size_t to, struct range *word)
{
    word->from = scan_spaces(s, to, *at);
    *at = word->from;
    while (*at < to && !scan_is_space(s[*at]))
        (*at)++;
    word->to = *at;
    return word->to > word->from;
}

/* Whether the word is NAME=... */
static bool is_setting(const char *s, struct range word, const char *name)
{
    size_t n = strlen(name);
    return word.to - word.from > n && memcmp(s + word.from, name, n) == 0 &&
           s[word.from + n] == '=';
}

static const char *complain(struct arena *arena, const char *before, const char *s,
                            struct range word, const char *after)
{
    enum { WORD_CELLS = 40 };
    char *clean = text_clean(s + word.from, word.to - word.from);
    char *fit = text_fit(clean, WORD_CELLS);
    const char *out = arena_printf(arena, "%s%s%s", before, fit, after);
    free(fit);
    free(clean);
    return out;
}

static const char *set_until(struct ignore *ignore, const char *s, struct range word,
                             struct arena *arena)
{
    struct range day = {word.from + strlen("until="), word.to};
    const char *until = arena_strndup(arena, s + day.from, day.to - day.from);
    if (!ignore_is_day(until))
        return complain(arena, "gloss:ignore until=", s, day, " is no day such as 2027-01-01");
    ignore->until = until;
    return NULL;
}

/* Whether the word looks like a setting with a misspelt name. */
static bool is_unknown_setting(const char *s, struct range word)
{
    size_t at = word.from;
    while (at < word.to && s[at] >= 'a' && s[at] <= 'z')
        at++;
    return at > word.from && at < word.to && s[at] == '=';
}

static bool begins_with_year(const char *s, struct range word)
{
    enum { YEAR_DIGITS = 4 };
    size_t at = word.from;
    while (at < word.to && s[at] >= '0' && s[at] <= '9')
        at++;
    return at - word.from == YEAR_DIGITS;
}

/* Whether `until` is there but written in another way, as in "until 2027-01-01" or "Until: ...": an
 * ignore that was to end must not hold for good. `odd` gets all of it. */
static bool is_odd_until(const char *s, struct range word, size_t to, struct range *odd)
{
    static const char name[] = "until";
    size_t n = sizeof name - 1, at = word.to;
    struct range next;
    *odd = word;
    if (word.to - word.from < n || !text_istarts(s + word.from, name))
        return false;
    if (word.to - word.from > n)
        return s[word.from + n] == '=' || s[word.from + n] == ':';
    if (!next_word(s, &at, to, &next))
        return false;
    odd->to = next.to;
    return s[next.from] == '=' || s[next.from] == ':' || begins_with_year(s, next);
}

/* Reads what follows the name; the complaint, or NULL. */
static const char *read_ignore(struct ignore *ignore, const char *s, size_t at, size_t to,
                               struct arena *arena)
{
    static const char wrong[] = "gloss:ignore takes until=DAY and a reason, not ";
    struct range word, odd;
    struct buf why;
    const char *complaint = NULL, *doubt = NULL;
    buf_init(&why, to - at + 1);
    for (bool first = true; !complaint && next_word(s, &at, to, &word); first = false) {
        if (!ignore->until && is_setting(s, word, "until")) {
            complaint = set_until(ignore, s, word, arena);
            continue;
        }
        if (is_setting(s, word, "why"))
            word.from += strlen("why=");
        else if (first && is_unknown_setting(s, word))
            complaint = complain(arena, wrong, s, word, "");
        else if (is_odd_until(s, word, to, &odd))
            doubt = complain(arena, wrong, s, odd, "");
        buf_addf(&why, "%s%.*s", why.len ? " " : "", (int)(word.to - word.from), s + word.from);
    }
    char *clean = text_clean(why.data ? why.data : "", why.len);
    ignore->why = arena_strdup(arena, clean);
    free(clean);
    buf_release(&why);
    return complaint || ignore->until ? complaint : doubt;
}

/* Reads the comment [from, to); false when it is nobody's directive. */
static bool read_comment(struct directive *d, const char *s, size_t from, size_t to,
                         struct arena *arena)
{
    size_t n = strlen(prefix);
    struct range name;
    if (!next_word(s, &from, to, &name) || name.to - name.from < n ||
        memcmp(s + name.from, prefix, n) != 0)
        return false;
    d->ignore = arena_alloc(arena, sizeof(*d->ignore));
    *d->ignore = (struct ignore){.why = "", .source = "document", .where = ""};
    if (name.to - name.from == n + strlen("ignore") &&
        memcmp(s + name.from + n, "ignore", strlen("ignore")) == 0)
        d->complaint = read_ignore(d->ignore, s, from, to, arena);
    else
        d->complaint = complain(arena, "there is no ", s, name, "; there is gloss:ignore");
    return true;
}

void ignores_note(struct ignores *i, const struct spans *spans, const struct content *c,
                  struct arena *arena)
{
    for (size_t k = 0; k < spans->comment_count; k++) {
        const struct html_comment *comment = &spans->comments[k];
        struct directive d = {0};
        if (!read_comment(&d, c->text.data, comment->from, comment->to, arena))
            continue;
        d.at = content_origin(c, comment->from);
        d.end = content_origin_end(c, comment->to);
        grow_array(&i->items, &i->room, i->count + 1, sizeof(*i->items));
        i->items[i->count++] = d;
    }
}

/* ---- which links it means ---- */

static void ignore_link(struct directive *d, struct found *f)
{
    f->link.ignore = d->ignore;
    d->used = true;
}

static bool is_within(cmark_node *block, cmark_node *container)
{
    while (block && block != container)
        block = cmark_node_parent(block);
    return block != NULL;
}

/* Whether something stands between the directive and the line that no block covers: a link
 * reference definition. */
static bool is_cut_off(const struct directive *d, size_t line, const struct lines *l,
                       const bool *covered)
{
    for (size_t i = lines_find(l, d->end) + 1; i < line; i++)
        if (!covered[i] &&
            scan_container_marks(l->text, l->start[i], lines_end(l, i)) < lines_end(l, i))
            return true;
    return false;
}

/* The links of the block that a directive before it was waiting for. */
static void apply_waiting(struct ignores *i, cmark_node *block, struct found *links, size_t count,
                          const struct lines *l, const bool *covered)
{
    struct directive *d = &i->items[i->waiting - 1];
    int line = cmark_node_get_start_line(block);
    bool html = cmark_node_get_type(block) == CMARK_NODE_HTML_BLOCK;
    if (html && count == 0) /* nothing that is seen stands between */
        return;
    i->waiting = 0;
    if (!is_within(block, i->waiting_in) ||
        (line > 0 && is_cut_off(d, (size_t)line - 1, l, covered)))
        return;
    for (size_t k = 0; k < count; k++)
        ignore_link(d, &links[k]);
}

/* Where the directives of this block stand. */
static void mark_lines(struct ignores *i, const struct lines *l)
{
    if (!i->of_line)
        i->of_line = xcalloc(l->count + 1, sizeof(*i->of_line));
    for (size_t k = i->seen; k < i->count; k++) {
        const struct directive *d = &i->items[k];
        size_t last = lines_find(l, d->end);
        for (size_t line = lines_find(l, d->at); !d->complaint && line <= last; line++)
            i->of_line[line] = k + 1;
    }
}

static void apply_lines(struct ignores *i, struct found *links, size_t count, const struct lines *l)
{
    for (size_t k = 0; k < count; k++) {
        const struct link *link = &links[k].link;
        size_t number = i->of_line[lines_find(l, link->start)];
        if (!number && link->end > link->start)
            number = i->of_line[lines_find(l, link->end - 1)];
        if (number)
            ignore_link(&i->items[number - 1], &links[k]);
    }
}

void ignores_apply(struct ignores *i, cmark_node *block, struct found *links, size_t count,
                   const struct lines *l, const bool *covered)
{
    if (i->waiting)
        apply_waiting(i, block, links, count, l, covered);
    if (i->seen == i->count)
        return;
    mark_lines(i, l);
    apply_lines(i, links, count, l);
    for (; i->seen < i->count; i->seen++) {
        const struct directive *d = &i->items[i->seen];
        if (d->used || d->complaint)
            continue;
        i->waiting = i->seen + 1;
        i->waiting_in = cmark_node_parent(block);
    }
}
