#include "gloss/list/lines.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "gloss/base/mem.h"

/* Lines are counted the way cmark counts them, so that a node's line number can index the table.
 * Front matter is not Markdown, but a thematic break followed by a list looks much like it; the
 * rule that tells them apart is that the first line inside must look like YAML or TOML. */

size_t line_next(const char *text, size_t len, size_t at)
{
    while (at < len && text[at] != '\n' && text[at] != '\r')
        at++;
    if (at + 1 < len && text[at] == '\r' && text[at + 1] == '\n')
        at++;
    return at < len ? at + 1 : len;
}

static size_t trimmed_end(const char *text, size_t from, size_t to)
{
    while (to > from && (text[to - 1] == '\n' || text[to - 1] == '\r'))
        to--;
    return to;
}

/* The line [from, to) without trailing white space is `word`. */
static bool line_is(const char *text, size_t from, size_t to, const char *word)
{
    while (to > from && isspace((unsigned char)text[to - 1]))
        to--;
    return to - from == strlen(word) && memcmp(text + from, word, to - from) == 0;
}

/* A comment, "key: value", or in TOML "key = value" or "[table]". */
static bool looks_like_settings(const char *text, size_t from, size_t to, char sign)
{
    if (from < to && text[from] == '#')
        return true;
    if (sign == '=' && from < to && text[from] == '[')
        return true;
    size_t at = from;
    while (at < to && (isalnum((unsigned char)text[at]) || strchr("_-.\"' ", text[at])))
        at++;
    if (at == from || at == to || text[at] != sign || text[from] == '-' || text[from] == ' ')
        return false;
    return sign == '=' || at + 1 == to || isspace((unsigned char)text[at + 1]);
}

size_t front_matter_length(const char *text, size_t len)
{
    size_t start = len >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    size_t at = line_next(text, len, start);
    bool yaml = line_is(text, start, at, "---");
    if (!yaml && !line_is(text, start, at, "+++"))
        return start;
    bool first = true;
    while (at < len) {
        size_t next = line_next(text, len, at);
        if (line_is(text, at, next, yaml ? "---" : "+++") ||
            (yaml && line_is(text, at, next, "...")))
            return next;
        if (first && !looks_like_settings(text, at, trimmed_end(text, at, next), yaml ? ':' : '='))
            return start;
        first = false;
        at = next;
    }
    return start;
}

static void find_lines(struct lines *l)
{
    size_t room = 0;
    for (size_t at = l->skip; at < l->len; at = line_next(l->text, l->len, at)) {
        grow_array(&l->start, &room, l->count + 2, sizeof(*l->start));
        l->start[l->count++] = at;
    }
    grow_array(&l->start, &room, l->count + 1, sizeof(*l->start));
    l->start[l->count] = l->len;
}

void lines_init(struct lines *l, const char *text, size_t len)
{
    *l = (struct lines){text, len, front_matter_length(text, len), NULL, 0};
    find_lines(l);
}

void lines_init_whole(struct lines *l, const char *text, size_t len)
{
    *l = (struct lines){text, len, 0, NULL, 0};
    find_lines(l);
}

void lines_release(struct lines *l)
{
    free(l->start);
    l->start = NULL;
}

size_t lines_end(const struct lines *l, size_t i)
{
    size_t end = l->start[i + 1];
    if (end > l->start[i] && l->text[end - 1] == '\n')
        end--;
    if (end > l->start[i] && l->text[end - 1] == '\r')
        end--;
    return end;
}

size_t lines_find(const struct lines *l, size_t at)
{
    size_t low = 0;
    size_t high = l->count;
    while (low + 1 < high) {
        size_t middle = low + (high - low) / 2;
        if (l->start[middle] <= at)
            low = middle;
        else
            high = middle;
    }
    return low;
}
