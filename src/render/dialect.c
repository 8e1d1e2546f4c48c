/* dialect: escaping for Markdown and for HTML.
 *
 * Markdown: a backslash before what could begin emphasis, code, a link, strikethrough or math; a
 * reference for a `<` that could begin a tag or a comment, so that not even a search for our own
 * markers finds one in the text; and a word joiner, which is invisible, inside what GitHub would
 * make a link without any markup: bare addresses, www., mail addresses and @mentions. What is
 * harmless stays as it is, since the list is also read as plain text. */
#include "gloss/render/dialect.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "gloss/base/text.h"

#define WORD_JOINER "\xE2\x81\xA0"

enum { URL_MAX_BYTES = 2048, ENTITY_MAX = 32 };

static bool is_word(unsigned char c)
{
    return c >= 0x80 || isalnum(c);
}

/* Whether `s`, at an ampersand, would be read as a character reference. */
static bool is_reference(const char *s)
{
    size_t n = 1;

    if (s[n] == '#')
        n++;
    while (n < ENTITY_MAX && isalnum((unsigned char)s[n]))
        n++;
    return s[n] == ';';
}

/* Whether what stands at s[at] would be made a link by itself, but for a joiner after `before`
 * bytes. */
static bool breaks_autolink(const char *s, size_t at, size_t *before)
{
    if (strncmp(s + at, "://", 3) == 0 || (s[at] == '@' && is_word((unsigned char)s[at + 1]))) {
        *before = 1;
        return true;
    }
    if (text_istarts(s + at, "www.")) {
        *before = 3;
        return true;
    }
    return false;
}

/* Cleaned and cut; the caller frees. */
static char *prepare(const char *s, size_t cells)
{
    char *clean = text_clean(s, strlen(s));
    char *fit = text_fit(clean, cells);

    free(clean);
    return fit;
}

/* Markdown */

static bool at_line_start(const struct buf *b)
{
    return b->len == 0 || b->data[b->len - 1] == '\n';
}

/* Escapes what is markup only where a line begins: headings, list items, quotes, tables, rules. */
static size_t add_line_start(struct buf *b, const char *s)
{
    size_t digits = strspn(s, "0123456789");

    if (digits > 0 && (s[digits] == '.' || s[digits] == ')')) {
        (void)buf_add(b, s, digits);
        (void)buf_addch(b, '\\');
        (void)buf_addch(b, s[digits]);
        return digits + 1;
    }
    if (*s != '\0' && strchr("#+-=>:|", *s) != NULL) {
        (void)buf_addch(b, '\\');
        (void)buf_addch(b, *s);
        return 1;
    }
    return 0;
}

static bool needs_backslash(const char *s, size_t at)
{
    if (strchr("\\`*[]~$", s[at]) != NULL)
        return true;
    if (s[at] == '_') /* inside a word it is only itself */
        return at == 0 || !is_word((unsigned char)s[at - 1]) || !is_word((unsigned char)s[at + 1]);
    return s[at] == '&' && is_reference(s + at);
}

static bool begins_tag(const char *s)
{
    unsigned char next = (unsigned char)s[1];

    return s[0] == '<' && (isalpha(next) || next == '/' || next == '!' || next == '?');
}

/* Appends the byte or bytes at s[at]; returns how many were taken. */
static size_t add_inline(struct buf *b, const char *s, size_t at)
{
    size_t before = 0;

    if (breaks_autolink(s, at, &before)) {
        (void)buf_add(b, s + at, before);
        (void)buf_adds(b, WORD_JOINER);
        return before;
    }
    if (begins_tag(s + at)) {
        (void)buf_adds(b, "&lt;");
        return 1;
    }
    if (strncmp(s + at, "-->", 3) == 0) {
        (void)buf_adds(b, "--&gt;");
        return 3;
    }
    if (needs_backslash(s, at))
        (void)buf_addch(b, '\\');
    (void)buf_addch(b, s[at]);
    return 1;
}

static void markdown_text(struct buf *b, const char *s, size_t cells)
{
    char *fit = prepare(s, cells);
    size_t at = at_line_start(b) ? add_line_start(b, fit) : 0;

    while (fit[at] != '\0')
        at += add_inline(b, fit, at);
    free(fit);
}

/* Percent-encodes what could end a destination, begin code or hide the address. Parentheses are
 * escaped instead: they mean something to some servers. */
static void add_destination(struct buf *b, const char *url)
{
    for (const char *p = url; *p != '\0'; p++) {
        unsigned char c = (unsigned char)*p;

        if (c <= ' ' || c >= 0x7F || strchr("<>\"`\\^{}|", c) != NULL)
            (void)buf_addf(b, "%%%02X", c);
        else if (c == '(' || c == ')')
            (void)buf_addf(b, "\\%c", c);
        else if (c == '&' && is_reference(p))
            (void)buf_adds(b, "&amp;");
        else
            (void)buf_addch(b, (char)c);
    }
}

static void markdown_link(struct buf *b, const char *label, const char *url)
{
    (void)buf_addch(b, '[');
    markdown_text(b, label, URL_MAX_BYTES);
    (void)buf_adds(b, "](");
    add_destination(b, url);
    (void)buf_addch(b, ')');
}

const struct dialect dialect_markdown = {
    .text = markdown_text,
    .link = markdown_link,
    .strong = "**",
    .plain = "**",
};

/* HTML */

static const char *reference_of(char c)
{
    static const struct {
        char c;
        const char *reference;
    } rows[] = {
        {'&', "&amp;"},  {'<', "&lt;"},  {'>', "&gt;"}, {'"', "&quot;"},
        {'\'', "&#39;"}, {'$', "&#36;"}, /* GitHub looks for math inside HTML, too */
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
        if (rows[i].c == c)
            return rows[i].reference;
    return NULL;
}

static void html_text(struct buf *b, const char *s, size_t cells)
{
    char *fit = prepare(s, cells);

    for (size_t at = 0; fit[at] != '\0';) {
        const char *reference = reference_of(fit[at]);
        size_t n = 1;

        if (breaks_autolink(fit, at, &n)) {
            (void)buf_add(b, fit + at, n);
            (void)buf_adds(b, WORD_JOINER);
        } else if (reference != NULL) {
            (void)buf_adds(b, reference);
        } else {
            (void)buf_addch(b, fit[at]);
        }
        at += n;
    }
    free(fit);
}

static void html_link(struct buf *b, const char *label, const char *url)
{
    (void)buf_adds(b, "<a href=\"");
    for (const char *p = url; *p != '\0'; p++) {
        unsigned char c = (unsigned char)*p;

        if (c <= ' ' || c >= 0x7F || strchr("<>\"`\\^{}|'", c) != NULL)
            (void)buf_addf(b, "%%%02X", c);
        else if (c == '&')
            (void)buf_adds(b, "&amp;");
        else
            (void)buf_addch(b, (char)c);
    }
    (void)buf_adds(b, "\">");
    html_text(b, label, URL_MAX_BYTES);
    (void)buf_adds(b, "</a>");
}

const struct dialect dialect_html = {
    .text = html_text,
    .link = html_link,
    .strong = "<b>",
    .plain = "</b>",
};

bool dialect_can_link(const char *url)
{
    return url != NULL && strlen(url) <= URL_MAX_BYTES &&
           (text_istarts(url, "http://") || text_istarts(url, "https://"));
}
