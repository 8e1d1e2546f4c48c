/* latex: escapes, braces, and BibTeX's idea of a name. */
#include "gloss/render/latex.h"

#include <ctype.h>
#include <string.h>

#include "gloss/base/text.h"

/* ---- characters */

static const struct {
    char character;
    const char *escape;
} escapes[] = {
    {'&', "\\&"},
    {'%', "\\%"},
    {'$', "\\$"},
    {'#', "\\#"},
    {'_', "\\_"},
    {'~', "\\textasciitilde{}"},
    {'^', "\\textasciicircum{}"},
    {'\\', "\\textbackslash{}"},
};

/* Whether every brace of a text has its partner; then \{ and \} can stand for them. */
static bool is_balanced(const char *s)
{
    size_t depth = 0;
    for (; *s; s++) {
        if (*s == '{')
            depth++;
        if (*s == '}' && depth-- == 0)
            return false;
    }
    return depth == 0;
}

static void add_brace(struct buf *b, char brace, bool balanced)
{
    if (balanced)
        (void)buf_addf(b, "\\%c", brace);
    else
        (void)buf_adds(b, brace == '{' ? "\\textbraceleft{}" : "\\textbraceright{}");
}

static void add_escaped(struct buf *b, const char *s, size_t n, bool balanced)
{
    for (size_t i = 0; i < n; i++) {
        const char *escape = NULL;
        for (size_t k = 0; k < sizeof escapes / sizeof *escapes; k++)
            if (escapes[k].character == s[i])
                escape = escapes[k].escape;
        if (s[i] == '{' || s[i] == '}')
            add_brace(b, s[i], balanced);
        else if (escape)
            (void)buf_adds(b, escape);
        else
            (void)buf_addch(b, s[i]);
    }
}

void latex_text(struct buf *b, const char *s)
{
    add_escaped(b, s, strlen(s), is_balanced(s));
}

void latex_verbatim(struct buf *b, const char *s)
{
    if (is_balanced(s) && !strpbrk(s, "\\ "))
        (void)buf_adds(b, s);
}

/* ---- titles */

static bool is_word_byte(char c)
{
    return isalnum((unsigned char)c) || (unsigned char)c >= 0x80;
}

/* Whether lower case would spoil a word: capitals behind its first letter, capitals with digits, a
 * letter that stands for itself. Words are told apart by ASCII: BibTeX changes no other letters. */
static bool needs_braces(const char *word, size_t n)
{
    size_t capitals = 0, digits = 0;
    for (size_t i = 0; i < n; i++) {
        capitals += isupper((unsigned char)word[i]) != 0;
        digits += isdigit((unsigned char)word[i]) != 0;
    }
    if (n == 1)
        return capitals > 0 && *word != 'A';
    return capitals > 0 && (digits > 0 || capitals > 1 || !isupper((unsigned char)*word));
}

void latex_title(struct buf *b, const char *s)
{
    bool balanced = is_balanced(s);
    while (*s) {
        size_t n = 0;
        while (is_word_byte(s[n]))
            n++;
        bool braces = n > 0 && needs_braces(s, n);
        if (n == 0)
            n = 1;
        if (braces)
            (void)buf_addch(b, '{');
        add_escaped(b, s, n, balanced);
        if (braces)
            (void)buf_addch(b, '}');
        s += n;
    }
}

/* ---- names */

/* Whether every word begins with a capital that BibTeX takes for one. */
static bool is_capitalised(const char *s)
{
    for (; *s; s += strspn(s, " ")) {
        if (!isupper((unsigned char)*s))
            return false;
        s += strcspn(s, " ");
    }
    return true;
}

/* Whether BibTeX finds the same parts in "Given particle Family": it takes the last word for the
 * family name, and the words in lower case before it for the particle. */
static bool reads_in_order(const struct person *p)
{
    return !p->suffix && is_capitalised(p->given) && is_capitalised(p->family) &&
           (p->particle || !strchr(p->family, ' '));
}

static bool needs_whole(const char *s)
{
    return s && (strchr(s, ',') || text_contains(s, "and"));
}

static void add_whole(struct buf *b, const char *const *parts, size_t count)
{
    const char *glue = "";
    (void)buf_addch(b, '{');
    for (size_t i = 0; i < count; i++) {
        if (!parts[i])
            continue;
        (void)buf_adds(b, glue);
        latex_text(b, parts[i]);
        glue = " ";
    }
    (void)buf_addch(b, '}');
}

static void add_part(struct buf *b, const char *before, const char *part)
{
    if (!part)
        return;
    (void)buf_adds(b, before);
    latex_text(b, part);
}

static void add_name(struct buf *b, const struct person *p)
{
    const char *const parts[] = {p->literal, p->given, p->particle, p->family, p->suffix};
    enum { PARTS = sizeof parts / sizeof *parts };
    bool whole = p->literal != NULL;
    for (size_t i = 0; i < PARTS; i++)
        whole = whole || needs_whole(parts[i]);
    if (whole) {
        add_whole(b, parts, PARTS);
    } else if (reads_in_order(p)) {
        add_part(b, "", p->given);
        add_part(b, " ", p->particle);
        add_part(b, " ", p->family);
    } else {
        add_part(b, "", p->particle);
        add_part(b, p->particle ? " " : "", p->family);
        add_part(b, ", ", p->suffix);
        add_part(b, ", ", p->given);
    }
}

void latex_names(struct buf *b, const struct person *people, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        (void)buf_adds(b, i > 0 ? " and " : "");
        add_name(b, &people[i]);
    }
}
