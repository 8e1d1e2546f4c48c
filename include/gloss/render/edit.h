/* edit: what would make a list right: better addresses, sound link texts.
 *
 * Pure. An edit replaces bytes of the input that are known to be a link's destination or text, and
 * nothing else. Whether it comes out as meant is for the caller to see by reading the edited list:
 * no format's reader is known here. */
#ifndef GLOSS_RENDER_EDIT_H
#define GLOSS_RENDER_EDIT_H

#include "gloss/base/buf.h"
#include "gloss/render/render.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* X(symbol, what was done, in a summary) */
#define EDIT_KINDS(X)                                                                              \
    X(MOVED, "moved")                                                                              \
    X(SECURE, "to https")                                                                          \
    X(ARCHIVED, "archived")                                                                        \
    X(ADDRESS, "readdressed") /* any other better address */                                       \
    X(MENDED, "mended")       /* mojibake in a link text */                                        \
    X(TITLED, "titled")       /* the work's title for a link text */

enum edit_kind {
#define X(symbol, name) EDIT_##symbol,
    EDIT_KINDS(X)
#undef X
        EDIT_KIND_COUNT
};

const char *edit_kind_name(enum edit_kind k);

struct edit {
    enum edit_kind kind;
    const struct link *link; /* borrowed; of several that share a definition the first */
    size_t start;            /* the bytes it replaces */
    size_t end;
    char *spelling; /* by what; NULL: it cannot be made */
    char *other;    /* another spelling to try, or NULL */
    char *becomes;  /* the link's URL or text afterwards */
};

/* By place; those that can be made do not overlap. */
struct edits {
    struct edit *items;
    size_t count;
    size_t room;
};

bool edit_is_of_url(const struct edit *e);

/* Fills in those of one listing of the report. With `titles`, link texts are to be titles. */
void edits_plan(struct edits *e, const struct report *report, const struct listing *listing,
                bool titles);
void edits_release(struct edits *e); /* a zeroed one is fine */

/* Takes the edit's next spelling, or gives it up. */
void edit_respell(struct edit *e);

/* Adds the listing's bytes with the edits made that can be. */
void edits_apply(const struct edits *e, const struct listing *listing, struct buf *out);

/* Writes them as a unified diff, nothing when there are none; `name` is the path in its head. */
void edits_diff(FILE *out, const struct edits *e, const struct listing *listing, const char *name);

/* Writes a line for each edit that is wanted and cannot be made. */
void edits_tell_missed(FILE *out, const struct edits *e);

/* Adds those that can be made to the counts. */
void edits_count(const struct edits *e, size_t counts[EDIT_KIND_COUNT]);

#endif
