/* Fuzzes reading Markdown: no input may crash it, every span lies within the bytes, and blocks in
 * the slots leave the document what it was.
 *
 * The first byte chooses which slots are filled. Seeds: fixtures/reading-list.md and the documents
 * of tests/unit/list. */
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "../unit/list/annotate.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool holds, const char *what)
{
    if (!holds) {
        fprintf(stderr, "broken: %s\n", what);
        abort();
    }
}

static void check_link(const struct listing *l, const struct link *link)
{
    require(link->start <= link->end && link->end <= l->len, "span within the bytes");
    require(link->url_start <= link->url_end && link->url_end <= l->len, "url within the bytes");
    require(link->url_start >= link->start && link->url_end <= link->end, "url within the span");
    require(link->line >= 1 && link->column >= 1, "place counted from 1");
    require(link->url[0] != '\0', "a destination");
    require(link->slot == NO_SLOT || link->slot < l->slot_count, "slot");
}

static void check_round_trip(const struct listing *l, uint64_t mask)
{
    struct buf text;
    struct err err = ERR_INIT;
    annotate(&text, l, mask);
    struct listing *again = listing_parse("list.md", text.data, text.len, &err);
    require(again != NULL, err.message);
    const char *differs = annotated_differs(l, again);
    require(differs == NULL, differs);
    listing_free(again);
    buf_release(&text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct err err = ERR_INIT;
    if (size == 0)
        return 0;
    struct listing *l = listing_parse("list.md", (const char *)data + 1, size - 1, &err);
    if (!l) {
        require(err.kind == ERR_USAGE && err.message[0], "a reason");
        return 0;
    }
    for (size_t i = 0; i < l->link_count; i++) {
        check_link(l, &l->links[i]);
        require(i == 0 || l->links[i - 1].start <= l->links[i].start, "links in order");
    }
    if (l->bare_len == l->len && l->slot_count)
        check_round_trip(l, data[0] * UINT64_C(0x0101010101010101));
    listing_free(l);
    return 0;
}
