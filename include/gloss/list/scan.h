/* scan: the pieces of CommonMark's link syntax, recognised in bytes. Internal to the list room.
 *
 * The rules are cmark's own, so that what the parser took for a link is found again in the source.
 * Each scan_ function looks at s[at] and gives the offset after what it recognised, or SCAN_NONE.
 * Pure. */
#ifndef GLOSS_LIST_SCAN_H
#define GLOSS_LIST_SCAN_H

#include <stdbool.h>
#include <stddef.h>

#define SCAN_NONE ((size_t)-1)

struct range {
    size_t from;
    size_t to;
};

bool scan_is_punct(char c); /* ASCII punctuation: what a backslash can escape */
bool scan_is_space(char c); /* blank, tab, line ends: what ends a destination */

/* White space, here with vertical tab and form feed; always succeeds. */
size_t scan_spaces(const char *s, size_t len, size_t at);

/* `<...>` or a bare destination; *inner is the destination itself. */
size_t scan_destination(const char *s, size_t len, size_t at, struct range *inner);

/* "...", '...' or (...). */
size_t scan_title(const char *s, size_t len, size_t at);

/* `[label]`, at most 1000 bytes; *inner is the label. */
size_t scan_label(const char *s, size_t len, size_t at, struct range *inner);

/* `(destination "title")`, as it follows a link text. *inner is the destination. */
size_t scan_inline_tail(const char *s, size_t len, size_t at, struct range *inner);

/* `[label]: destination "title"` with the line end. */
size_t scan_definition(const char *s, size_t len, size_t at, struct range *label,
                       struct range *destination, size_t *end);

/* A run of backquotes and what it closes with: the offset after the code span. */
size_t scan_code(const char *s, size_t len, size_t at);

/* The offset of the first byte in [at, end) that is no blank, `>` or list marker: where the
 * content of a line in nested containers begins. */
size_t scan_container_marks(const char *s, size_t at, size_t end);

/* Undoes backslash escapes and character references of a destination as cmark does. The caller
 * frees. */
char *scan_unescape(const char *s, size_t n);

/* The bytes that `&...;` at s[at] stands for, in out (NUL-terminated); the offset after
 * it, or SCAN_NONE when that is no character reference. */
size_t scan_entity(const char *s, size_t len, size_t at, char out[16]);

#endif
