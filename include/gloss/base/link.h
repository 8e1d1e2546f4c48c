/* link: one link as it stands in an input, and the input it stands in.
 *
 * Plain values made by the list room and read by everybody. All strings live in the listing's
 * arena; nothing is changed after listing_read (list/listing.h) returns. */
#ifndef GLOSS_BASE_LINK_H
#define GLOSS_BASE_LINK_H

#include "gloss/base/ignore.h"

#include <stdbool.h>
#include <stddef.h>

enum link_kind { LINK_INLINE, LINK_IMAGE, LINK_AUTOLINK, LINK_BARE, LINK_DEFINITION, LINK_HTML };
enum task_state { TASK_NONE, TASK_OPEN, TASK_DONE };

/* No slot: the link stands in no list item, so no block goes under it. */
#define NO_SLOT ((size_t)-1)

struct link {
    const char *file; /* as the user named it; "-" is standard input */
    size_t line;      /* from 1, in the file as it is on disk */
    size_t column;    /* from 1, in bytes */
    size_t start;     /* byte span of the whole construct in the file as it is on disk */
    size_t end;
    size_t url_start;  /* byte span of the destination as written there, start == end if it does */
    size_t url_end;    /* not stand there literally (a use of a reference) */
    size_t dest_start; /* the same wherever it is written, for a use of a reference in its */
    size_t dest_end;   /* definition; start == end where the place is not known for certain */
    size_t text_start; /* byte span of the text as written where that is nothing but text in one */
    size_t text_end;   /* piece, and not a reference's label too; else start == end */
    enum link_kind kind;
    const char *text;           /* link text, plain; "" when it has none */
    const char *url;            /* destination as CommonMark reads it, nothing re-encoded */
    const char *const *section; /* heading path, outermost first */
    size_t section_count;
    const char *const *group; /* texts of enclosing list items without a link of their own */
    size_t group_count;
    enum task_state task;
    size_t slot;                 /* index into the listing's slots, or NO_SLOT */
    const struct ignore *ignore; /* what its document says of leaving it alone, or NULL */
};

/* Where an annotation block goes: under one list item. */
struct slot {
    size_t offset; /* byte offset in the *bare* text, always just after a line end or at its end */
    const char *indent; /* bytes to put before each line of the block: the item's content column,
                           with "> " prefixes where the list stands inside a quote */
};

struct listing {
    const char *path;
    const char *bytes; /* the file as it is on disk */
    size_t len;
    const char *bare; /* the same without gloss's blocks; may be == bytes */
    size_t bare_len;
    const char *eol;    /* "\n" or "\r\n": what the file uses */
    struct link *links; /* in order of `start` */
    size_t link_count;
    struct slot *slots; /* in order of `offset`; empty for formats that take no blocks */
    size_t slot_count;
    char **warnings; /* "FILE:LINE: ..." sentences about the input, e.g. an undefined reference */
    size_t warning_count;
};

const char *link_kind_name(enum link_kind k);   /* as in the JSON: link image autolink bare ... */
const char *task_state_name(enum task_state t); /* "open", "done", NULL */

#endif
