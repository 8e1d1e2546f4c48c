/* guard: a scanner that knows just enough of HTML to rewrite tags as libxml2 is to see them.
 *
 * Guessing where the parser would see a tag end is not enough: wherever the two disagree, a page
 * can hide 30,000 attributes in what one of them takes for a quoted value. So nothing the two could
 * read differently is passed on: comments, declarations and processing instructions go, end tags
 * become bare, and of a start tag only attributes in the parser's own grammar stay. The text is
 * compacted in place as it is read, so the whole costs one pass; a search for a quote that is known
 * not to come any more is never made twice. */
#include "gloss/page/guard.h"

#include <stdbool.h>
#include <string.h>

#include "gloss/base/text.h"

enum { NAME_MAX_BYTES = 90 }; /* the parser splits longer names */

struct scanner {
    char *s;
    size_t len;
    size_t at;       /* next byte to read */
    size_t kept;     /* bytes written so far; never more than `at` */
    bool no_more[2]; /* no further '"', no further '\'' */
};

/* Keeps what stands from `at` up to `to`. */
static void keep(struct scanner *g, size_t to)
{
    if (g->kept != g->at)
        memmove(g->s + g->kept, g->s + g->at, to - g->at);
    g->kept += to - g->at;
    g->at = to;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_name_char(char c)
{
    return is_letter(c) || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == ':' || c == '.';
}

static size_t skip_blanks(const struct scanner *g, size_t i)
{
    while (i < g->len && is_blank(g->s[i]))
        i++;
    return i;
}

static size_t skip_name(const struct scanner *g, size_t i)
{
    while (i < g->len && is_name_char(g->s[i]))
        i++;
    return i;
}

/* The offset of `c` from `i` on, or the length. */
static size_t find_char(const struct scanner *g, size_t i, char c)
{
    const char *found = memchr(g->s + i, c, g->len - i);
    return found == NULL ? g->len : (size_t)(found - g->s);
}

/* The offset after the quote that closes a value opened by `quote` before `from`; 0 when none does.
 */
static size_t quoted_end(struct scanner *g, size_t from, char quote)
{
    bool *none = &g->no_more[quote == '\''];
    size_t end = *none ? g->len : find_char(g, from, quote);
    *none = end == g->len;
    return *none ? 0 : end + 1;
}

/* The offset after the attribute whose name ends at `i`; 0 when it has no end. */
static size_t value_end(struct scanner *g, size_t i)
{
    size_t after = skip_blanks(g, i);
    if (after >= g->len || g->s[after] != '=')
        return i;
    after = skip_blanks(g, after + 1);
    if (after < g->len && (g->s[after] == '"' || g->s[after] == '\''))
        return quoted_end(g, after + 1, g->s[after]);
    while (after < g->len && !is_blank(g->s[after]) && g->s[after] != '>')
        after++;
    return after;
}

/* What stands where an attribute should but is none: up to the next blank or '>'. */
static size_t bogus_end(const struct scanner *g, size_t i)
{
    do
        i++;
    while (i < g->len && !is_blank(g->s[i]) && g->s[i] != '>');
    return i;
}

/* Reads one attribute, or what stands in its place, at `i`; keeps it when `fits`. */
static size_t pass_attribute(struct scanner *g, size_t i, size_t room, bool fits)
{
    size_t name_end = skip_name(g, i);
    size_t end = is_letter(g->s[i]) ? value_end(g, name_end) : 0;
    if (end == 0) {
        g->at = bogus_end(g, i);
        return g->at;
    }
    if (fits && end - i < room && name_end - i <= NAME_MAX_BYTES) {
        /* No room for a blank means a quoted value right before, after which none is needed. */
        if (g->kept < i)
            g->s[g->kept++] = ' ';
        g->at = i;
        keep(g, end);
    }
    g->at = end;
    return end;
}

/* Writes the end of a start tag that was read up to `i`; returns whether it closes itself. */
static bool end_start_tag(struct scanner *g, size_t i, bool closed)
{
    if (closed && g->kept + 1 < i)
        g->s[g->kept++] = ' '; /* lest the slash join an unquoted value */
    if (closed)
        g->s[g->kept++] = '/';
    if (g->kept < g->len)
        g->s[g->kept++] = '>';
    g->at = i < g->len ? i + 1 : i;
    return closed;
}

/* Rewrites the start tag at `at`. Returns whether it closes itself ("/>"). */
static bool pass_start_tag(struct scanner *g)
{
    size_t start = g->kept;
    size_t name_end = skip_name(g, g->at + 1);
    size_t attributes = 0;
    if (name_end - g->at > NAME_MAX_BYTES)
        keep(g, g->at + NAME_MAX_BYTES);
    else
        keep(g, name_end);
    bool closed = false;
    size_t i = g->at = name_end;
    while (i < g->len && g->s[i] != '>') {
        closed = g->s[i] == '/';
        if (is_blank(g->s[i]) || closed) {
            g->at = ++i;
            continue;
        }
        size_t used = g->kept - start;
        i = pass_attribute(g, i, used < GUARD_TAG_BYTES ? GUARD_TAG_BYTES - used : 0,
                           attributes++ < GUARD_TAG_ATTRIBUTES);
    }
    return end_start_tag(g, i, closed);
}

static void pass_end_tag(struct scanner *g)
{
    size_t end = find_char(g, g->at, '>');
    size_t name_end = skip_name(g, g->at + 2);
    if (end == g->len || name_end == g->at + 2 || name_end - g->at > NAME_MAX_BYTES) {
        g->at = end < g->len ? end + 1 : end;
        return;
    }
    keep(g, name_end);
    g->s[g->kept++] = '>';
    g->at = end + 1;
}

/* Whether an end tag of that name begins at `i`. */
static bool ends_raw(const struct scanner *g, size_t i, const char *name)
{
    return text_istarts(g->s + i + 2, name) && !is_name_char(g->s[i + 2 + strlen(name)]);
}

/* The raw text of a script or style element stays, up to its end tag. Other end tags in it, with
 * which the parser would close what is around the script, become a blank. */
static void pass_raw(struct scanner *g, const char *name)
{
    size_t i = g->at;
    while (i < g->len) {
        if (g->s[i] != '<' || g->s[i + 1] != '/') {
            i++;
            continue;
        }
        if (ends_raw(g, i, name))
            break;
        keep(g, i);
        g->s[g->kept++] = ' ';
        i = skip_name(g, i + 2);
        i += i < g->len && g->s[i] == '>';
        g->at = i;
    }
    keep(g, i);
}

static void drop_comment(struct scanner *g)
{
    const char *end = strstr(g->s + g->at + 2, "-->");
    g->at = end == NULL ? g->len : (size_t)(end - g->s) + 3;
}

static bool opens(const struct scanner *g, const char *name)
{
    size_t n = strlen(name);
    return text_istarts(g->s + g->at + 1, name) && !is_name_char(g->s[g->at + 1 + n]);
}

static void pass_markup(struct scanner *g)
{
    const char *s = g->s + g->at;
    const char *raw = opens(g, "script") ? "script" : opens(g, "style") ? "style" : NULL;
    if (strncmp(s, "<!--", 4) == 0) {
        drop_comment(g);
    } else if (is_letter(s[1])) {
        if (!pass_start_tag(g) && raw != NULL)
            pass_raw(g, raw);
    } else if (s[1] == '/') {
        pass_end_tag(g);
    } else if (s[1] == '!' || s[1] == '?') {
        size_t end = find_char(g, g->at, '>');
        g->at = end < g->len ? end + 1 : end;
    } else {
        /* Of "<<", what follows may go, and the first must not join what comes then. */
        g->s[g->kept++] = s[1] == '_' || s[1] == ':' || s[1] == '.' || s[1] == '<' ? ' ' : '<';
        g->at++;
    }
}

size_t guard_html(char *s, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if ((unsigned char)s[i] < ' ' && s[i] != '\n' && s[i] != '\t' && s[i] != '\r')
            s[i] = ' ';
    struct scanner g = {.s = s, .len = len};
    while (g.at < g.len) {
        keep(&g, find_char(&g, g.at, '<'));
        if (g.at < g.len)
            pass_markup(&g);
    }
    s[g.kept] = '\0';
    return g.kept;
}
