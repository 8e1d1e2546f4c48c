/* annotated: the input with a block under each list item.
 *
 * The input's own bytes go through untouched; only between them, where the list room found room for
 * it, lines are put in. */
#include <stdlib.h>
#include <string.h>

#include "gloss/base/mem.h"
#include "gloss/render/block.h"
#include "gloss/render/formats.h"

static const char marker_open[] = "<!-- gloss -->";
static const char marker_close[] = "<!-- /gloss -->";

static bool belongs(const struct outcome *o, const struct listing *l)
{
    return o->link >= l->links && o->link < l->links + l->link_count && o->link->slot != NO_SLOT &&
           o->link->slot < l->slot_count;
}

static int by_slot(const void *a, const void *b)
{
    const struct outcome *x = *(const struct outcome *const *)a;
    const struct outcome *y = *(const struct outcome *const *)b;

    if (x->link->slot != y->link->slot)
        return x->link->slot < y->link->slot ? -1 : 1;
    return x < y ? -1 : x > y;
}

/* The outcomes that go under items of this listing, in order of slot, then link. The caller frees.
 */
static const struct outcome **place(const struct report *report, const struct listing *l,
                                    size_t *count)
{
    const struct outcome **placed = xcalloc(report->outcome_count + 1, sizeof(void *));
    size_t n = 0;

    for (size_t i = 0; i < report->outcome_count; i++)
        if (belongs(&report->outcomes[i], l))
            placed[n++] = &report->outcomes[i];
    qsort(placed, n, sizeof(void *), by_slot);
    *count = n;
    return placed;
}

/* Lines on their way into the document. An item that ends the document without a line end gets one
 * before its block and none after it, so that taking the block out restores the bytes. */
struct inlet {
    FILE *out;
    const struct listing *listing;
    const struct slot *slot;
    bool at_bare_end;
};

static void inlet_line(const struct inlet *in, const char *line, size_t len)
{
    if (in->at_bare_end)
        (void)fputs(in->listing->eol, in->out);
    (void)fputs(in->slot->indent, in->out);
    (void)fwrite(line, 1, len, in->out);
    if (!in->at_bare_end)
        (void)fputs(in->listing->eol, in->out);
}

static void write_block(const struct inlet *in, const char *lines)
{
    inlet_line(in, marker_open, strlen(marker_open));
    while (*lines != '\0') {
        size_t n = strcspn(lines, "\n");

        inlet_line(in, lines, n);
        lines += lines[n] == '\n' ? n + 1 : n;
    }
    inlet_line(in, marker_close, strlen(marker_close));
}

/* Whether the slot is at the very end of a text that does not end in a line end. */
static bool is_at_bare_end(const struct listing *l, const struct slot *slot)
{
    return slot->offset == l->bare_len && l->bare_len > 0 && l->bare[l->bare_len - 1] != '\n' &&
           l->bare[l->bare_len - 1] != '\r';
}

/* Writes the block of outcomes that all belong under one item. */
static void write_slot(FILE *out, const struct report *report, const struct listing *l,
                       const struct outcome *const *outcomes, size_t n)
{
    const struct slot *slot = &l->slots[outcomes[0]->link->slot];
    struct inlet in = {out, l, slot, is_at_bare_end(l, slot)};
    struct buf lines;

    buf_init(&lines, BLOCK_CAP);
    block_write(&lines, outcomes, n, report->style);
    if (lines.len > 0)
        write_block(&in, lines.data);
    buf_release(&lines);
}

bool render_annotated(FILE *out, const struct report *report, const struct listing *listing,
                      struct err *err)
{
    size_t count = 0;
    size_t at = 0;
    const struct outcome **placed = place(report, listing, &count);

    for (size_t i = 0; i < count;) {
        size_t slot = placed[i]->link->slot;
        size_t offset = listing->slots[slot].offset;
        size_t n = 1;

        while (i + n < count && placed[i + n]->link->slot == slot)
            n++;
        (void)fwrite(listing->bare + at, 1, offset - at, out);
        at = offset;
        write_slot(out, report, listing, &placed[i], n);
        i += n;
    }
    (void)fwrite(listing->bare + at, 1, listing->bare_len - at, out);
    free(placed);
    return render_finish(out, err);
}

static bool render_first(FILE *out, const struct report *report, struct err *err)
{
    return render_annotated(out, report, report->listings[0], err);
}

static const char *const extensions[] = {".md", ".markdown", NULL};

const struct renderer renderer_annotated = {
    .name = "md",
    .extensions = extensions,
    .render = render_first,
    .one_listing = true,
};
