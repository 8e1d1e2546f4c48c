#include "gloss/list/cursor.h"

#include <string.h>

#include "gloss/list/scan.h"
#include "gloss/list/tree.h"

/* The differences between a node's literal and its source that cmark makes on the way: escapes and
 * references resolved, blanks at line ends dropped, tabs in lazy lines made blanks. */

enum { LABEL_MAX = 1000, TAIL_LONGEST = 16, TAIL_SHORTEST = 2, TAIL_REACH = 4096 };

static bool at_end(const struct cursor *c)
{
    return c->at >= c->len;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

bool cursor_bytes(struct cursor *c, const char *bytes, size_t n)
{
    if (c->len - c->at < n || memcmp(c->s + c->at, bytes, n) != 0)
        return false;
    c->at += n;
    return true;
}

/* Moves over the source of one byte or character reference of a literal; gives the bytes of the
 * literal it stands for, 0 when it is something else. */
static size_t match_character(struct cursor *c, const char *literal)
{
    char decoded[16];
    const char *s = c->s + c->at;
    if (at_end(c))
        return 0;
    if (*s == '\\' && c->at + 1 < c->len && scan_is_punct(s[1]) && s[1] == *literal) {
        c->at += 2;
        return 1;
    }
    if (*s == '&') {
        size_t next = scan_entity(c->s, c->len, c->at, decoded);
        size_t n = next == SCAN_NONE ? 0 : strlen(decoded);
        if (n > 0 && strncmp(literal, decoded, n) == 0) {
            c->at = next;
            return n;
        }
    }
    if (*s == *literal) {
        c->at++;
        return 1;
    }
    return 0;
}

/* Tree and source differ: steps over a blank in one that is not in the other, as where the parser
 * dropped blanks or resolved a tab. */
static bool forgive(struct cursor *c, const char **literal)
{
    if (!at_end(c) && scan_is_space(c->s[c->at]) && c->s[c->at] != '\n')
        c->at++;
    else if (is_blank(**literal))
        (*literal)++;
    else
        return false;
    return true;
}

/* Moves over `[^label]`: of a footnote that is not there the source is kept as it is, escapes and
 * all. */
static size_t match_dangling_footnote(struct cursor *c, const char *literal)
{
    size_t n = 0;
    while (literal[0] == '[' && literal[1] == '^' && literal[n] && literal[n] != ']' &&
           n < LABEL_MAX)
        n++;
    return n > 0 && cursor_bytes(c, literal, n) ? n : 0;
}

/* cmark cuts a footnote call that it gives back as text by counting columns, which goes wrong over
 * lines or markup: on to where the rest of the literal stands. */
static bool skip_to_tail(struct cursor *c, const char *literal)
{
    size_t n = strlen(literal);
    size_t reach = c->len - c->at < TAIL_REACH ? c->len - c->at : TAIL_REACH;
    for (size_t length = TAIL_LONGEST; length >= TAIL_SHORTEST; length /= 2) {
        size_t used = length < n ? length : n;
        const char *found = memmem(c->s + c->at, reach, literal + n - used, used);
        if (found) {
            c->at = (size_t)(found - c->s) + used;
            return true;
        }
    }
    return false;
}

bool cursor_text(struct cursor *c, const char *literal)
{
    bool footnote = strstr(literal, "[^") != NULL;
    while (*literal) {
        size_t n = match_dangling_footnote(c, literal);
        n = n ? n : match_character(c, literal);
        if (n == 0 && !forgive(c, &literal))
            return footnote && skip_to_tail(c, literal);
        literal += n;
    }
    return true;
}

/* Moves over a literal that the tree holds word for word. */
bool cursor_verbatim(struct cursor *c, const char *literal)
{
    while (*literal) {
        if (!at_end(c) && c->s[c->at] == *literal) {
            c->at++;
            literal++;
        } else if (!forgive(c, &literal)) {
            return false;
        }
    }
    return true;
}

static bool match_break(struct cursor *c)
{
    while (!at_end(c) && is_blank(c->s[c->at]))
        c->at++;
    if (!at_end(c) && c->s[c->at] == '\\')
        c->at++;
    if (!cursor_bytes(c, "\n", 1))
        return false;
    while (!at_end(c) && is_blank(c->s[c->at]))
        c->at++;
    return true;
}

static bool match_code(struct cursor *c)
{
    size_t next = scan_code(c->s, c->len, c->at);
    if (next == SCAN_NONE)
        return false;
    c->at = next;
    return true;
}

static bool match_delimiters(struct cursor *c, cmark_node *node)
{
    if (tree_kind(node) == TREE_STRIKE) {
        size_t run = 0;
        while (c->at + run < c->len && c->s[c->at + run] == '~')
            run++;
        c->at += run;
        return run > 0;
    }
    if (cmark_node_get_type(node) == CMARK_NODE_STRONG)
        return cursor_bytes(c, "**", 2) || cursor_bytes(c, "__", 2);
    return cursor_bytes(c, "*", 1) || cursor_bytes(c, "_", 1);
}

static bool match_footnote_call(struct cursor *c)
{
    if (!cursor_bytes(c, "[^", 2))
        return false;
    const char *close = memchr(c->s + c->at, ']', c->len - c->at);
    if (!close)
        return false;
    c->at = (size_t)(close - c->s) + 1;
    return true;
}

bool cursor_node(struct cursor *c, cmark_node *node)
{
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_SOFTBREAK:
    case CMARK_NODE_LINEBREAK:
        return match_break(c);
    case CMARK_NODE_CODE:
        return match_code(c);
    case CMARK_NODE_FOOTNOTE_REFERENCE:
        return match_footnote_call(c);
    default:
        return match_delimiters(c, node);
    }
}

char cursor_peek(const struct cursor *c)
{
    if (at_end(c))
        return '\0';
    return c->s[c->at];
}
