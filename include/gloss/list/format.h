/* format: one input format's contract with the table in list/listing.c. Internal to the list room.
 */
#ifndef GLOSS_LIST_FORMAT_H
#define GLOSS_LIST_FORMAT_H

#include "gloss/base/arena.h"
#include "gloss/base/err.h"
#include "gloss/base/link.h"

/* Fills in bare, links, slots and warnings of a listing whose path, bytes, len and eol are set; all
 * memory from `arena`. */
typedef bool format_fn(struct listing *l, struct arena *arena, struct err *err);

struct format {
    const char *name;
    const char *const *extensions; /* with dots, lower case, NULL-terminated */
    format_fn *read;
    bool walked; /* found when a directory is walked */
};

extern const struct format format_markdown; /* list/markdown.c */
extern const struct format format_urls;     /* list/urls.c */

struct slugs;

/* Whether a file's name says that it is Markdown (unlike listing_is_markdown, which takes for
 * Markdown what no other format claims). */
bool listing_is_markdown_name(const char *path);

/* The headings of the listing itself, for links within it; the listing owns them. NULL when its
 * format has none or nothing asked for them. */
void listing_set_slugs(struct listing *l, struct slugs *slugs);
const struct slugs *listing_slugs(const struct listing *l);

/* Builders for formats (list/listing.c). `link_new` appends a zeroed link with file set. */
struct link *link_new(struct listing *l);
void listing_warn(struct listing *l, struct arena *arena, size_t line, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

#endif
