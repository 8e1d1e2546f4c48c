/* What a link looks like in its source is decided by a parser, so that parser has the last word:
 * nobody's metadata can make of a list what its owner did not see coming. */
#include "gloss/cli/amend.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "gloss/base/text.h"
#include "gloss/list/listing.h"

#define WORD_JOINER "\xE2\x81\xA0"

enum { ROUNDS_MAX = 64 /* readings of one list; what then does not come out is given up */ };

/* The edit that concerns the link's URL (or its text), NULL when there is none. */
static const struct edit *edit_of(const struct edits *e, const struct link *link, bool url)
{
    size_t start = url ? link->dest_start : link->text_start;
    size_t end = url ? link->dest_end : link->text_end;
    size_t low = 0, high = e->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (e->items[middle].start < start)
            low = middle + 1;
        else
            high = middle;
    }
    for (; start < end && low < e->count && e->items[low].start == start; low++)
        if (e->items[low].spelling && e->items[low].end == end)
            return &e->items[low];
    return NULL;
}

/* Equal but for white space and the joiners that keep addresses in titles from becoming links. */
static bool same_text(const char *a, const char *b)
{
    struct buf plain[2];
    for (size_t i = 0; i < 2; i++) {
        const char *s = i ? b : a;
        char *clean = text_clean(s, strlen(s));
        buf_init(&plain[i], (size_t)-1);
        for (const char *p = clean; *p; p++)
            if (strncmp(p, WORD_JOINER, 3) == 0)
                p += 2;
            else
                buf_addch(&plain[i], *p);
        free(clean);
    }
    bool same = strcmp(plain[0].data, plain[1].data) == 0;
    buf_release(&plain[0]);
    buf_release(&plain[1]);
    return same;
}

static bool came_out(const struct edits *e, const struct link *before, const struct link *after)
{
    const struct edit *url = edit_of(e, before, true);
    const struct edit *text = edit_of(e, before, false);
    bool bracketed = before->kind == LINK_BARE && after->kind == LINK_AUTOLINK && url;
    return (before->kind == after->kind || bracketed) && before->task == after->task &&
           before->slot == after->slot &&
           strcmp(after->url, url ? url->becomes : before->url) == 0 &&
           (text ? same_text(after->text, text->becomes) : strcmp(after->text, before->text) == 0);
}

/* Gives the last edit that begins at or before `at` its next spelling, the first one where none
 * does. With `made`, the offset is one of the edited bytes. */
static void blame(struct edits *e, size_t at, bool made)
{
    struct edit *culprit = NULL;
    size_t added = 0, gone = 0;
    for (size_t i = 0; i < e->count; i++) {
        struct edit *edit = &e->items[i];
        if (!edit->spelling)
            continue;
        if (!culprit || edit->start + (made ? added - gone : 0) <= at)
            culprit = edit;
        added += strlen(edit->spelling);
        gone += edit->end - edit->start;
    }
    if (culprit)
        edit_respell(culprit);
}

/* Gives the link's own edits their next spellings; false when it has none, so that another edit
 * must have changed it. */
static bool blame_own(struct edits *e, const struct link *link)
{
    bool blamed = false;
    for (size_t i = 0; i < 2; i++) {
        const struct edit *found = edit_of(e, link, i == 0);
        if (found)
            edit_respell(&e->items[found - e->items]);
        blamed = blamed || found;
    }
    return blamed;
}

/* Links came or went: who is to blame stands at the first that is not as it was. */
static void blame_for_count(struct edits *e, const struct listing *before,
                            const struct listing *after)
{
    size_t i = 0;
    while (i < before->link_count && i < after->link_count &&
           came_out(e, &before->links[i], &after->links[i]))
        i++;
    if (i < after->link_count && before->link_count < after->link_count)
        blame(e, after->links[i].start, true);
    else if (i == before->link_count)
        blame(e, before->len, false);
    else if (!blame_own(e, &before->links[i]))
        blame(e, before->links[i].end, false);
}

/* Whether all is as meant; else what is to blame is spelt differently or given up. */
static bool judge(const struct listing *before, const struct listing *after, struct edits *e)
{
    bool good = true;
    if (before->link_count != after->link_count) {
        blame_for_count(e, before, after);
        return false;
    }
    for (size_t i = 0; i < before->link_count; i++) {
        const struct link *link = &before->links[i];
        if (came_out(e, link, &after->links[i]))
            continue;
        good = false;
        if (!blame_own(e, link)) {
            blame(e, link->end, false);
            return false;
        }
    }
    if (good && before->slot_count != after->slot_count) {
        blame(e, before->len, false);
        return false;
    }
    return good;
}

static bool any(const struct edits *e)
{
    for (size_t i = 0; i < e->count; i++)
        if (e->items[i].spelling)
            return true;
    return false;
}

static void give_up(struct edits *e)
{
    for (size_t i = 0; i < e->count; i++)
        while (e->items[i].spelling)
            edit_respell(&e->items[i]);
}

/* One reading of what the edits make; true when it is as meant. */
static bool try_out(const struct listing *l, struct edits *e, struct buf *out)
{
    struct err err = ERR_INIT;
    buf_clear(out);
    edits_apply(e, l, out);
    struct listing *made = listing_parse(l->path, out->data, out->len, &err);
    bool good = made && judge(l, made, e);
    if (!made)
        give_up(e);
    listing_free(made);
    return good;
}

void amend(const struct listing *l, struct edits *e, struct buf *out)
{
    bool good = false;
    buf_init(out, (size_t)-1);
    for (size_t i = 0; i < ROUNDS_MAX && !good && any(e); i++)
        good = try_out(l, e, out);
    if (!good) {
        give_up(e);
        buf_clear(out);
        edits_apply(e, l, out);
    }
}
