/* readme_text: a line scanner, as readme_title is. Paragraphs are runs of lines that begin like
 * prose; the first that says a sentence is what the repository is about. News come and go, so what
 * is announced as such is passed over. */
#include "gloss/source/readme_text.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "gloss/base/buf.h"
#include "gloss/base/mem.h"
#include "gloss/base/text.h"
#include "gloss/source/readme_title.h"

enum {
    TRIES_MAX = 40,      /* paragraphs looked at */
    PARAGRAPH_MIN = 60,  /* bytes; shorter ones are mottos and badges */
    PARAGRAPH_MAX = 900, /* bytes read of one: what readme_plain takes */
    EXCERPT = 800,       /* characters kept */
    READ_MAX = 64 * 1024,
};

struct lines {
    const char *at;
    const char *end;
    char fence; /* '`' or '~' inside fenced code, else 0 */
    bool comment;
};

struct line {
    const char *text;
    size_t n;
    bool indented;
};

static bool next_line(struct lines *s, struct line *out)
{
    if (s->at >= s->end)
        return false;
    const char *stop = memchr(s->at, '\n', (size_t)(s->end - s->at));
    const char *end = stop ? stop : s->end;
    const char *text = s->at;
    while (text < end && (*text == ' ' || *text == '\t'))
        text++;
    out->indented = text - s->at > 3 || (text > s->at && *s->at == '\t');
    while (end > text && strchr(" \t\r", end[-1]))
        end--;
    out->text = text;
    out->n = (size_t)(end - text);
    s->at = stop ? stop + 1 : s->end;
    return true;
}

static bool begins(const struct line *l, const char *with)
{
    return l->n >= strlen(with) && strncmp(l->text, with, strlen(with)) == 0;
}

/* Whether a line is within code or a comment; its first and last lines are. */
static bool is_hidden(struct lines *s, const struct line *l)
{
    bool fence = begins(l, "```") || begins(l, "~~~");
    if (s->comment) {
        s->comment = !memmem(l->text, l->n, "-->", 3);
        return true;
    }
    if (s->fence) {
        s->fence = (char)(fence && l->text[0] == s->fence ? 0 : s->fence);
        return true;
    }
    if (fence)
        s->fence = l->text[0];
    else if (begins(l, "<!--"))
        s->comment = !memmem(l->text, l->n, "-->", 3);
    return fence || begins(l, "<!--");
}

static bool is_list_item(const struct line *l)
{
    size_t digits = 0;
    while (digits < l->n && l->text[digits] >= '0' && l->text[digits] <= '9')
        digits++;
    return begins(l, "- ") || begins(l, "* ") || begins(l, "+ ") ||
           (digits > 0 && digits + 1 < l->n && strchr(".)", l->text[digits]) &&
            l->text[digits + 1] == ' ');
}

/* Whether a paragraph may begin with the line. */
static bool is_prose(const struct line *l)
{
    return l->n > 0 && !strchr("#>|<=:", l->text[0]) && !begins(l, "---") && !begins(l, "***") &&
           !begins(l, "![") && !begins(l, "[![") && !is_list_item(l);
}

/* What ends a paragraph without an empty line. */
static bool is_break(const struct line *l)
{
    return l->n == 0 || strchr("#>|<=", l->text[0]) || begins(l, "---") || begins(l, "```") ||
           begins(l, "~~~") || is_list_item(l);
}

/* Whether the paragraph just read is a heading, by the line that ended it. */
static bool is_underline(const struct line *l)
{
    return begins(l, "===") || begins(l, "---");
}

/* Whether a text says what the repository is, rather than what is new or where else to look. */
static bool is_telling(const char *text)
{
    static const char *const notices[] = {"update",
                                          "news:",
                                          "news!",
                                          "note:",
                                          "notice:",
                                          "warning:",
                                          "important:",
                                          "[update",
                                          "deprecat",
                                          "table of ",
                                          "this repository is no longer",
                                          "this project is no longer"};
    for (size_t i = 0; i < sizeof notices / sizeof *notices; i++)
        if (text_istarts(text, notices[i]))
            return false;
    return strlen(text) >= PARAGRAPH_MIN && strpbrk(text, ".!?");
}

/* Headings of parts that tell how, not what: nothing below the first of them is looked at. */
static bool is_how_to(const struct line *l)
{
    static const char *const words[] = {
        "install", "usage", "getting started", "quick",        "citing", "citation",     "cite",
        "how to",  "licen", "contribut",       "requirements", "setup",  "prerequisites"};
    if (!begins(l, "##"))
        return false; /* a title may begin with such a word */
    char *heading = readme_plain(l->text, l->n);
    const char *text = heading + strspn(heading, "# ");
    bool found = false;
    for (size_t i = 0; i < sizeof words / sizeof *words && !found; i++)
        found = text_istarts(text, words[i]);
    free(heading);
    return found;
}

/* Reads the paragraph that begins with `l`, as far as is worth it; "" for a heading. The caller
 * frees. */
static char *read_paragraph(struct lines *s, struct line l)
{
    struct buf b;
    struct lines before;
    bool underlined = false;
    bool room = true;
    buf_init(&b, PARAGRAPH_MAX);
    do {
        room = room && buf_adds(&b, b.len > 0 ? " " : "") && buf_add(&b, l.text, l.n);
        before = *s;
    } while (next_line(s, &l) && !is_break(&l));
    underlined = is_underline(&l);
    if (!underlined)
        *s = before;
    char *plain = underlined ? xstrdup("") : readme_plain(b.data ? b.data : "", b.len);
    buf_release(&b);
    return plain;
}

/* Past the YAML between "---" and "---" with which a document may begin. */
static void skip_front_matter(struct lines *s)
{
    struct lines start = *s;
    struct line l;
    if (!next_line(s, &l) || l.n != 3 || !begins(&l, "---")) {
        *s = start;
        return;
    }
    while (next_line(s, &l))
        if (l.n == 3 && begins(&l, "---"))
            return;
    *s = start;
}

char *readme_paragraph(const char *bytes, size_t n)
{
    struct lines s = {.at = bytes, .end = bytes + (n < READ_MAX ? n : READ_MAX)};
    struct line l;
    if (n >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0)
        s.at += 3;
    skip_front_matter(&s);
    for (int tries = 0; tries < TRIES_MAX && next_line(&s, &l);) {
        bool hidden = is_hidden(&s, &l) || l.indented;
        if (!hidden && is_how_to(&l))
            return NULL;
        if (hidden || !is_prose(&l))
            continue;
        tries++;
        char *text = read_paragraph(&s, l);
        char *excerpt = is_telling(text) ? text_sentences(text, EXCERPT) : NULL;
        free(text);
        if (excerpt)
            return excerpt;
    }
    return NULL;
}
