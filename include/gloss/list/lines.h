/* lines: where the lines of a text begin, as Markdown counts them. Internal to the list room.
 *
 * A line ends with LF, CR LF or a lone CR, as in CommonMark. What stands before the Markdown (a
 * byte order mark, front matter) is left out, so that line 0 is the first one the parser sees. */
#ifndef GLOSS_LIST_LINES_H
#define GLOSS_LIST_LINES_H

#include <stdbool.h>
#include <stddef.h>

struct lines {
    const char *text; /* borrowed; offsets are counted from here */
    size_t len;
    size_t skip;   /* bytes of byte order mark and front matter */
    size_t *start; /* `count` offsets, then len once more */
    size_t count;
};

void lines_init(struct lines *l, const char *text, size_t len);
/* The same with nothing skipped: line 0 is the first one of the file. */
void lines_init_whole(struct lines *l, const char *text, size_t len);
void lines_release(struct lines *l);

/* The offset just after the last byte of line i, its line end not counted. */
size_t lines_end(const struct lines *l, size_t i);

/* The line that offset `at` stands on. */
size_t lines_find(const struct lines *l, size_t at);

/* The offset after the line that `at` stands on, line end included; at most len. */
size_t line_next(const char *text, size_t len, size_t at);

/* Bytes of byte order mark and front matter at the start of a text. */
size_t front_matter_length(const char *text, size_t len);

#endif
