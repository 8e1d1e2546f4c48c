/* readme_title: a line scanner, for one heading needs no parser of the language.
 *
 * It knows what may hide a heading (comments, fenced and indented code, front matter) and the three
 * ways to write one of level 1. What it finds is a title unless it is a word by which READMEs name
 * their parts; then the document has no title, and the repository's name stands. */
#include "gloss/source/readme_title.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "gloss/base/mem.h"
#include "gloss/base/text.h"

enum { TITLE_MAX = 300, HEADINGS_MAX = 20, H1_MAX = 4096, INDENT_MAX = 3 };

static const char *const parts[] = {
    "about",
    "abstract",
    "background",
    "changelog",
    "code",
    "contents",
    "demo",
    "description",
    "documentation",
    "example",
    "examples",
    "features",
    "getting started",
    "hello",
    "home",
    "important",
    "install",
    "installation",
    "introduction",
    "license",
    "licence",
    "news",
    "note",
    "overview",
    "prerequisites",
    "project",
    "project name",
    "project title",
    "quick start",
    "quickstart",
    "readme",
    "readmemd",
    "requirements",
    "setup",
    "summary",
    "table of contents",
    "title",
    "toc",
    "todo",
    "update",
    "updates",
    "usage",
    "warning",
    "welcome",
    "what is this",
    "about the project",
    "about this project",
    "about this repository",
};

/* Where the scan stands. */
struct scan {
    const char *at;
    const char *end;
    const char *paragraph; /* where the paragraph began that this line may underline, or NULL */
    char fence;            /* '`' or '~' inside fenced code, else 0 */
    size_t fence_length;
    size_t headings;
    bool over;
    char *title;
};

/* One line without its end, and its indentation skipped. */
struct row {
    const char *begin;
    const char *text;
    size_t n;
};

static struct row next_row(struct scan *s)
{
    const char *stop = memchr(s->at, '\n', (size_t)(s->end - s->at));
    const char *end = stop ? stop : s->end;
    struct row row = {.begin = s->at, .text = s->at};
    s->at = stop ? stop + 1 : s->end;
    while (row.text < end && *row.text == ' ')
        row.text++;
    while (end > row.text && (end[-1] == '\r' || end[-1] == ' ' || end[-1] == '\t'))
        end--;
    row.n = (size_t)(end - row.text);
    return row;
}

static size_t run_length(const char *s, size_t n, char c)
{
    size_t i = 0;
    while (i < n && s[i] == c)
        i++;
    return i;
}

static bool is_part(const char *title)
{
    char *folded = text_fold(title);
    bool found = false;
    for (size_t i = 0; i < sizeof parts / sizeof *parts && !found; i++)
        found = strcmp(folded, parts[i]) == 0;
    free(folded);
    return found;
}

/* "[ICLR 2024] Title": a bracket with a year in it says where the work was published. */
static void cut_venue(char *title)
{
    const char *close = title[0] == '[' ? strchr(title, ']') : NULL;
    const char *rest = close ? close + 1 + strspn(close + 1, " :-") : NULL;
    const char *digit = title + strcspn(title, "0123456789");
    if (rest && *rest && digit < close && strspn(digit, "0123456789") >= 2)
        memmove(title, rest, strlen(rest) + 1);
}

/* Takes a heading; one that is only a picture leaves the title to the next. */
static void take_heading(struct scan *s, const char *text, size_t n)
{
    char *title = readme_plain(text, n);
    cut_venue(title);
    s->over = title[0] || ++s->headings == HEADINGS_MAX;
    if (title[0] && strlen(title) <= TITLE_MAX && !is_part(title))
        s->title = title;
    else
        free(title);
}

/* A fence opens or closes; true for each line that is code. */
static bool is_code(struct scan *s, const struct row *row)
{
    char c = (char)(row->n > 0 ? row->text[0] : '\0');
    size_t n = c == '`' || c == '~' ? run_length(row->text, row->n, c) : 0;
    if (s->fence) {
        if (c == s->fence && n >= s->fence_length && n == row->n)
            s->fence = '\0';
        return true;
    }
    if (n < 3 || (c == '`' && memchr(row->text + n, '`', row->n - n)))
        return false;
    s->fence = c;
    s->fence_length = n;
    return true;
}

static bool take_atx(struct scan *s, const struct row *row)
{
    if (row->n < 2 || row->text[0] != '#' || (row->text[1] != ' ' && row->text[1] != '\t'))
        return false;
    size_t n = row->n;
    while (n > 0 && row->text[n - 1] == '#')
        n--;
    if (row->text[n - 1] != ' ' && row->text[n - 1] != '\t')
        n = row->n;
    take_heading(s, row->text + 1, n - 1);
    return true;
}

static bool take_setext(struct scan *s, const struct row *row)
{
    if (!s->paragraph || row->n == 0 || run_length(row->text, row->n, '=') != row->n)
        return false;
    size_t n = (size_t)(row->begin - s->paragraph);
    if (n <= H1_MAX)
        take_heading(s, s->paragraph, n);
    return true;
}

/* Where the line holds "<h1>" or "<h1 ...>", or NULL. */
static const char *find_h1(const struct row *row)
{
    for (size_t i = 0; i + 4 <= row->n; i++)
        if (row->text[i] == '<' && text_istarts(row->text + i, "<h1") &&
            strchr("> \t\n", row->text[i + 3]))
            return row->text + i;
    return NULL;
}

/* "<h1 align="center">Title</h1>", perhaps over several lines. */
static bool take_html(struct scan *s, const struct row *row)
{
    const char *open = find_h1(row);
    if (!open)
        return false;
    size_t n = (size_t)(s->end - open) < H1_MAX ? (size_t)(s->end - open) : H1_MAX;
    char *text = xstrndup(open, n);
    const char *inside = strchr(text, '>');
    const char *close = inside ? text_ifind(inside, "</h1") : NULL;
    if (close) {
        take_heading(s, inside + 1, (size_t)(close - inside - 1));
        s->at = open + (close - text);
    } else if (++s->headings == HEADINGS_MAX) {
        s->over = true;
    }
    free(text);
    return true;
}

/* Whether a line can belong to a paragraph that "===" turns into a heading. */
static bool is_prose(const struct row *row)
{
    return row->n > 0 && !strchr("#>-*+<|=", row->text[0]);
}

static void scan_row(struct scan *s, const struct row *row)
{
    bool is_indented = row->text - row->begin > INDENT_MAX || (row->n > 0 && row->text[0] == '\t');
    if (is_code(s, row) || (is_indented && !s->paragraph)) {
        s->paragraph = NULL;
        return;
    }
    if (take_atx(s, row) || take_setext(s, row) || take_html(s, row) || !is_prose(row))
        s->paragraph = NULL;
    else if (!s->paragraph)
        s->paragraph = row->text;
}

/* Blanks out comments, which may hold headings that nobody is shown. */
static void blank_comments(char *bytes, size_t n)
{
    char *at = bytes;
    char *end = bytes + n;
    while ((at = memmem(at, (size_t)(end - at), "<!--", 4))) {
        char *close = memmem(at, (size_t)(end - at), "-->", 3);
        if (!close)
            return;
        for (; at < close + 3; at++)
            if (*at != '\n')
                *at = ' ';
    }
}

/* Past the YAML between "---" and "---" with which a document may begin. */
static void skip_front_matter(struct scan *s)
{
    const char *start = s->at;
    struct row row = next_row(s);
    if (row.n != 3 || memcmp(row.text, "---", 3) != 0) {
        s->at = start;
        return;
    }
    while (s->at < s->end) {
        row = next_row(s);
        if (row.n == 3 && memcmp(row.text, "---", 3) == 0)
            return;
    }
    s->at = start;
}

char *readme_title(const char *bytes, size_t n)
{
    static const char bom[] = "\xEF\xBB\xBF";
    char *copy = xstrndup(bytes, n);
    size_t length = strlen(copy);
    struct scan s = {.at = copy, .end = copy + length};
    if (strncmp(copy, bom, 3) == 0)
        s.at += 3;
    blank_comments(copy, length);
    skip_front_matter(&s);
    while (s.at < s.end && !s.over) {
        struct row row = next_row(&s);
        scan_row(&s, &row);
    }
    free(copy);
    return s.title;
}
