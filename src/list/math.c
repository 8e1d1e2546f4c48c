#include "gloss/list/math.h"

#include <stdlib.h>
#include <string.h>

#include "gloss/base/mem.h"
#include "gloss/list/scan.h"

/* One pass over the bytes; every search that fails is remembered, so that a paragraph of nothing
 * but dollars or backquotes costs linear time. */

enum { RUN_MAX = 32 };

struct pass {
    struct math *math;
    const char *s;
    size_t len;
    bool no_code[RUN_MAX]; /* no code span opened by so many backquotes closes any more */
    bool no_display;       /* no `$$` is left */
};

static bool is_word(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c < 0;
}

static bool looks_like_math(const char *s, size_t from, size_t to)
{
    if (from < to && s[from] == '[')
        return true;
    for (size_t i = from; i < to; i++)
        if (strchr("\\^_{}=+<>|", s[i]) && s[i])
            return true;
    return false;
}

static size_t add(struct pass *p, size_t from, size_t inner, size_t inner_to, size_t to)
{
    if (!looks_like_math(p->s, inner, inner_to))
        return to;
    struct math *m = p->math;
    grow_array(&m->ranges, &m->room, m->count + 1, sizeof(*m->ranges));
    m->ranges[m->count++] = (struct math_range){from, to};
    return to;
}

static size_t display(struct pass *p, size_t at)
{
    const char *close = p->no_display ? NULL : memmem(p->s + at + 2, p->len - at - 2, "$$", 2);
    if (!close) {
        p->no_display = true;
        return at + 2;
    }
    size_t to = (size_t)(close - p->s);
    return add(p, at, at + 2, to, to + 2);
}

static size_t inline_math(struct pass *p, size_t at)
{
    size_t i = at + 1;
    if (i >= p->len || scan_is_space(p->s[i]) || (at > 0 && is_word(p->s[at - 1])))
        return i;
    while (i < p->len && p->s[i] != '$')
        i += p->s[i] == '\\' ? 2 : 1;
    if (i >= p->len)
        return p->len;
    if (scan_is_space(p->s[i - 1]) || (i + 1 < p->len && is_word(p->s[i + 1])))
        return i;
    return add(p, at, at + 1, i, i + 1);
}

static size_t code(struct pass *p, size_t at)
{
    size_t run = 0;
    while (at + run < p->len && p->s[at + run] == '`')
        run++;
    if (run >= RUN_MAX || p->no_code[run])
        return at + run;
    size_t next = scan_code(p->s, p->len, at);
    p->no_code[run] = next == SCAN_NONE;
    return next == SCAN_NONE ? at + run : next;
}

void math_find(struct math *m, const char *s, size_t len)
{
    struct pass p = {m, s, len, {false}, false};
    *m = (struct math){0};
    size_t at = memchr(s, '$', len) ? 0 : len;
    while (at < len)
        if (s[at] == '\\')
            at += 2;
        else if (s[at] == '`')
            at = code(&p, at);
        else if (s[at] == '$' && at + 1 < len && s[at + 1] == '$')
            at = display(&p, at);
        else if (s[at] == '$')
            at = inline_math(&p, at);
        else
            at++;
}

void math_release(struct math *m)
{
    free(m->ranges);
}

bool math_covers(const struct math *m, size_t at)
{
    size_t low = 0;
    size_t high = m->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (m->ranges[middle].to <= at)
            low = middle + 1;
        else
            high = middle;
    }
    return low < m->count && m->ranges[low].from <= at;
}
