#include "gloss/list/guard.h"

#include <string.h>

#include "gloss/base/mem.h"
#include "gloss/list/lines.h"
#include "gloss/list/scan.h"

/* Patterns on which cmark-gfm 0.29.0.gfm.6 is quadratic, each with a limit that no text written for
 * readers comes near. A paragraph is here what stands between blank lines. What is overwritten
 * could not have become anything: the 201st nested item, an HTML declaration that never ends. */

enum {
    NESTED_ITEMS = 200,  /* list markers at the start of one line */
    COLUMNS = 256,       /* bars in the line that makes a table */
    TABLE_BELOW = 8192,  /* lines of a paragraph on which a table may follow */
    DELIMITER_ROWS = 64, /* such lines in a paragraph: each looks at all lines above it */
    PARENTHESES = 200, /* closing ones in a word: counted anew for each at the end of a bare URL */
    OPEN_BRACKETS = 500,     /* at once in a paragraph */
    MISSING_CELLS = 1 << 18, /* in all tables together */
    OPEN_MARKUP = 16,        /* `<?` or `<!` in a paragraph that holds no end for them */
};

struct guard {
    const char *text;
    size_t len;
    char *masked; /* NULL until something is */
    size_t first;
    size_t lines;   /* of the paragraph so far */
    size_t rows;    /* delimiter rows in the paragraph so far */
    size_t columns; /* that the last of them makes */
    size_t dash;    /* a dash of it */
    size_t missing; /* cells, in the whole text */
};

static void mask(struct guard *g, size_t at)
{
    if (!g->masked) {
        g->masked = xstrndup(g->text, g->len);
        g->first = at;
    }
    g->masked[at] = 'x';
    g->first = at < g->first ? at : g->first;
}

/* Whether the line [at, end) is blank but for quote marks. */
static bool is_blank(const struct guard *g, size_t at, size_t end)
{
    while (at < end && (scan_is_space(g->text[at]) || g->text[at] == '>'))
        at++;
    return at == end;
}

static void limit_items(struct guard *g, size_t at, size_t end)
{
    size_t items = 0;
    size_t stop = scan_container_marks(g->text, at, end);
    for (; at < stop; at++)
        if (strchr("-+*.)", g->text[at]) && ++items > NESTED_ITEMS)
            mask(g, at);
}

/* A line of only bars, dashes, colons and blanks makes a table; what its rows lack of cells the
 * parser adds, 200 bytes each. */
static void limit_table(struct guard *g, size_t at, size_t end)
{
    size_t bars = 0;
    size_t dash = SCAN_NONE;
    bool delimiters = true;
    for (size_t i = at; i < end; i++) {
        bars += g->text[i] == '|';
        dash = g->text[i] == '-' ? i : dash;
        delimiters = delimiters && strchr("|-: \t\v\f>\r\n", g->text[i]);
    }
    if (delimiters && dash != SCAN_NONE) {
        g->columns = bars + 1;
        g->dash = dash;
        bool many = ++g->rows > DELIMITER_ROWS || g->lines > TABLE_BELOW;
        if (bars > COLUMNS || many)
            mask(g, dash);
    } else if (g->columns > bars + 1) {
        g->missing += g->columns - bars - 1;
        if (g->missing > MISSING_CELLS)
            mask(g, g->dash);
    }
}

static void limit_words(struct guard *g, size_t at, size_t end)
{
    size_t closing = 0;
    for (; at < end; at++)
        if (scan_is_space(g->text[at]))
            closing = 0;
        else if (g->text[at] == ')' && ++closing > PARENTHESES)
            mask(g, at);
}

static void limit_brackets(struct guard *g, size_t at, size_t end)
{
    size_t open = 0;
    for (; at < end; at++) {
        if (g->text[at] == ']') {
            open -= open > 0;
        } else if (g->text[at] == '[' && ++open > OPEN_BRACKETS) {
            mask(g, at);
            open--;
        }
    }
}

/* The offset of the last `mark` in [at, end), or `at`. */
static size_t last(const struct guard *g, size_t at, size_t end, const char *mark)
{
    size_t n = strlen(mark);
    for (size_t i = end; i >= at + n; i--)
        if (memcmp(g->text + i - n, mark, n) == 0)
            return i - n;
    return at;
}

static void limit_markup(struct guard *g, size_t at, size_t end)
{
    static const struct {
        const char *open;
        const char *close;
    } marks[] = {{"<?", "?>"}, {"<![CDATA[", "]]>"}, {"<!", ">"}};
    for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
        size_t from = last(g, at, end, marks[i].close);
        size_t open = 0;
        while (from < end) {
            const char *found =
                memmem(g->text + from, end - from, marks[i].open, strlen(marks[i].open));
            if (!found)
                break;
            from = (size_t)(found - g->text) + 1;
            if (++open > OPEN_MARKUP)
                mask(g, from - 1);
        }
    }
}

static void limit_paragraph(struct guard *g, size_t at, size_t end)
{
    limit_brackets(g, at, end);
    limit_markup(g, at, end);
}

char *guard_mask(const char *text, size_t len, size_t *at)
{
    struct guard g = {.text = text, .len = len};
    size_t paragraph = 0;
    for (size_t line = 0, next; line < len; line = next) {
        next = line_next(text, len, line);
        g.lines++;
        limit_items(&g, line, next);
        limit_table(&g, line, next);
        limit_words(&g, line, next);
        if (!is_blank(&g, line, next))
            continue;
        limit_paragraph(&g, paragraph, line);
        paragraph = next;
        g.lines = 0;
        g.rows = 0;
        g.columns = 0;
    }
    limit_paragraph(&g, paragraph, len);
    *at = g.first;
    return g.masked;
}
