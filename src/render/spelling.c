/* Each place has its own marks that end it: parentheses and blanks, angle brackets, quotes, the
 * bars of a table. What needs no escape gets none: a list is also read as plain text. */
#include "gloss/render/spelling.h"

#include <ctype.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "gloss/base/buf.h"
#include "gloss/base/mem.h"
#include "gloss/base/utf8.h"
#include "gloss/render/dialect.h"
#include "gloss/render/plain.h"

enum { SPELLED_CAP = 64 << 10, NO_CUT = 1 << 20, REFERENCE_MAX = 32 };

bool spelling_can_hold(const char *url)
{
    size_t n = url ? strlen(url) : 0;
    if (!dialect_can_link(url))
        return false;
    for (size_t i = 0; i < n;) {
        int32_t cp;
        i += utf8_read(url + i, n - i, &cp);
        if (cp <= ' ' || plain_is_unsafe(cp))
            return false;
    }
    return true;
}

/* "&name;" or "&#1;" */
static bool is_reference(const char *s)
{
    size_t n = s[0] == '&' ? 1 + (s[1] == '#') : 0;
    size_t first = n;
    while (n > 0 && n < REFERENCE_MAX && isalnum((unsigned char)s[n]))
        n++;
    return n > first && s[n] == ';';
}

static bool is_balanced(const char *s)
{
    size_t depth = 0;
    for (; *s; s++) {
        if (*s == ')' && depth-- == 0)
            return false;
        depth += *s == '(';
    }
    return depth == 0;
}

/* The address with a backslash before those marks, read in Markdown. */
static char *markdown_url(const char *url, const char *marks)
{
    struct buf b;
    buf_init(&b, SPELLED_CAP);
    for (const char *p = url; *p; p++) {
        if (strchr(marks, *p))
            buf_addch(&b, '\\');
        buf_adds(&b, is_reference(p) ? "&amp;" : (char[]){*p, '\0'});
    }
    return buf_take(&b, NULL);
}

static char *with_references(const char *s, const char *marks)
{
    struct buf b;
    buf_init(&b, SPELLED_CAP);
    for (const char *p = s; *p; p++)
        if (strchr(marks, *p))
            buf_addf(&b, *p == '&' ? "&amp;" : "&#%d;", *p);
        else
            buf_addch(&b, *p);
    return buf_take(&b, NULL);
}

static char *attribute_url(const char *url, char before)
{
    bool quoted = before == '"' || before == '\'';
    return with_references(url, quoted ? "&\"'<>|" : "&\"'<>|`=");
}

char *spelling_of_url(const struct listing *listing, const struct link *link, const char *url,
                      char **other)
{
    char before = '\0';
    if (link->dest_start > 0)
        before = listing->bytes[link->dest_start - 1];
    *other = NULL;
    if (link->kind == LINK_HTML)
        return attribute_url(url, before);
    if (link->kind == LINK_AUTOLINK)
        return markdown_url(url, "");
    if (link->kind == LINK_BARE) { /* its end is guessed from what follows, but not in brackets */
        char *plain = markdown_url(url, "");
        *other = xasprintf("<%s>", plain);
        free(plain);
        return xstrdup(url);
    }
    return markdown_url(url, before == '<' ? "<>\\|" : is_balanced(url) ? "\\|" : "()\\|");
}

/* Text in brackets, where nothing can stand at a line's beginning. */
static char *markdown_text(const char *text)
{
    struct buf b, spelled;
    buf_init(&b, SPELLED_CAP);
    buf_init(&spelled, SPELLED_CAP);
    buf_addch(&b, '[');
    dialect_markdown.text(&b, text, NO_CUT);
    if (b.data[1] == '^') /* "[^" begins a footnote */
        buf_addch(&spelled, '\\');
    for (size_t i = 1; i < b.len; i++) {
        if (b.data[i] == '|') /* which in a table ends the cell */
            buf_addch(&spelled, '\\');
        buf_addch(&spelled, b.data[i]);
    }
    buf_release(&b);
    return buf_take(&spelled, NULL);
}

/* In a paragraph of Markdown it is read as that, too: references are no markup in either. */
static char *html_text(const char *text)
{
    struct buf b;
    buf_init(&b, SPELLED_CAP);
    dialect_html.text(&b, text, NO_CUT);
    char *spelled = with_references(b.data, "*_[]\\~|`");
    buf_release(&b);
    return spelled;
}

char *spelling_of_text(const struct link *link, const char *text)
{
    if (link->kind == LINK_HTML)
        return html_text(text);
    if (link->kind == LINK_BARE) /* in a list of URLs nothing is markup */
        return xstrdup(text);
    return markdown_text(text);
}
