/* The places of the changes are known, so nothing is searched for: each change concerns whole
 * lines, neighbours are taken together, and what lies between is the same on both sides. A line
 * ends at
 * "\n" and nowhere else, as for git and patch. */
#include "gloss/render/diff.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "gloss/base/buf.h"
#include "gloss/base/mem.h"

enum { CONTEXT = 3 };

/* Lines [first, last] of the old text that changes [from, to) are in. */
struct block {
    size_t first;
    size_t last;
    size_t from;
    size_t to;
    size_t new_lines; /* how many lines come of them */
};

struct writer {
    FILE *out;
    const char *bytes;
    size_t *starts; /* of lines, and after the last one the length */
    size_t line_count;
    const struct replacement *changes;
    struct block *blocks;
    size_t block_count;
};

static void find_lines(struct writer *w, size_t len)
{
    size_t room = 0;
    for (size_t at = 0; at < len;) {
        const char *end = memchr(w->bytes + at, '\n', len - at);
        grow_array(&w->starts, &room, w->line_count + 2, sizeof(*w->starts));
        w->starts[w->line_count++] = at;
        at = end ? (size_t)(end - w->bytes) + 1 : len;
        w->starts[w->line_count] = at;
    }
}

/* The line of the byte at `at`, at or after line `from`. */
static size_t line_at(const struct writer *w, size_t from, size_t at)
{
    while (from + 1 < w->line_count && w->starts[from + 1] <= at)
        from++;
    return from;
}

static size_t line_ends(const char *s, size_t n)
{
    size_t ends = 0;
    for (size_t i = 0; i < n; i++)
        ends += s[i] == '\n';
    return ends;
}

/* Adds a change to the last block when it is next to it, else to a new one. */
static void add_to_blocks(struct writer *w, size_t i)
{
    const struct replacement *c = &w->changes[i];
    struct block *b = &w->blocks[w->block_count > 0 ? w->block_count - 1 : 0];
    size_t first = line_at(w, b->last, c->start);
    size_t last = line_at(w, first, c->end > c->start ? c->end - 1 : c->end);
    if (w->block_count == 0 || first > b->last + 1) {
        b = &w->blocks[w->block_count++];
        *b = (struct block){.first = first, .last = last, .from = i, .new_lines = last + 1 - first};
    } else {
        b->new_lines += last - b->last;
        b->last = last;
    }
    b->to = i + 1;
    b->new_lines += line_ends(c->put, strlen(c->put));
    b->new_lines -= line_ends(w->bytes + c->start, c->end - c->start);
}

static void write_line(FILE *out, char mark, const char *line, size_t n)
{
    (void)fputc(mark, out);
    (void)fwrite(line, 1, n, out);
    if (n == 0 || line[n - 1] != '\n')
        (void)fputs("\n\\ No newline at end of file\n", out);
}

static void write_old(const struct writer *w, char mark, size_t first, size_t end)
{
    for (size_t i = first; i < end; i++)
        write_line(w->out, mark, w->bytes + w->starts[i], w->starts[i + 1] - w->starts[i]);
}

/* The lines of a block with its changes made. */
static void write_new(const struct writer *w, const struct block *b)
{
    struct buf text;
    size_t at = w->starts[b->first];
    buf_init(&text, (size_t)-1);
    for (size_t i = b->from; i < b->to; i++) {
        buf_add(&text, w->bytes + at, w->changes[i].start - at);
        buf_adds(&text, w->changes[i].put);
        at = w->changes[i].end;
    }
    buf_add(&text, w->bytes + at, w->starts[b->last + 1] - at);
    for (size_t from = 0; from < text.len;) {
        const char *end = memchr(text.data + from, '\n', text.len - from);
        size_t next = end ? (size_t)(end - text.data) + 1 : text.len;
        write_line(w->out, '+', text.data + from, next - from);
        from = next;
    }
    buf_release(&text);
}

static void write_range(FILE *out, char sign, size_t first, size_t count)
{
    (void)fprintf(out, " %c%zu", sign, count ? first + 1 : first);
    if (count != 1)
        (void)fprintf(out, ",%zu", count);
}

/* One hunk: blocks [from, to). `shift` is how many lines fewer the new text has before it. */
static size_t write_hunk(const struct writer *w, size_t from, size_t to, size_t shift)
{
    const struct block *b = &w->blocks[from];
    size_t first = b->first > CONTEXT ? b->first - CONTEXT : 0;
    size_t end = w->blocks[to - 1].last + 1 + CONTEXT;
    size_t lost = 0;
    if (end > w->line_count)
        end = w->line_count;
    for (size_t i = from; i < to; i++)
        lost += w->blocks[i].last + 1 - w->blocks[i].first - w->blocks[i].new_lines;
    (void)fputs("@@", w->out);
    write_range(w->out, '-', first, end - first);
    write_range(w->out, '+', first - shift, end - first - lost);
    (void)fputs(" @@\n", w->out);
    for (size_t i = from; i < to; i++) {
        write_old(w, ' ', first, w->blocks[i].first);
        write_old(w, '-', w->blocks[i].first, w->blocks[i].last + 1);
        write_new(w, &w->blocks[i]);
        first = w->blocks[i].last + 1;
    }
    write_old(w, ' ', first, end);
    return shift + lost;
}

static bool needs_quotes(const char *name)
{
    for (const unsigned char *p = (const unsigned char *)name; *p; p++)
        if (*p < ' ' || *p >= 0x7F || *p == '"' || *p == '\\')
            return true;
    return false;
}

/* As git writes names: in C's quotes where anything is odd, and with a tab after a name with
 * blanks, which ends it for patch. */
static void write_name(FILE *out, const char *head, char side, const char *name)
{
    static const char letters[] = "\a\b\t\n\v\f\r\"\\";
    bool quoted = needs_quotes(name);
    (void)fprintf(out, "%s %s%c/", head, quoted ? "\"" : "", side);
    for (const unsigned char *p = (const unsigned char *)name; *p; p++) {
        const char *known = strchr(letters, *p);
        if (known)
            (void)fprintf(out, "\\%c", "abtnvfr\"\\"[known - letters]);
        else if (*p < ' ' || *p >= 0x7F)
            (void)fprintf(out, "\\%03o", *p);
        else
            (void)fputc(*p, out);
    }
    (void)fputs(quoted ? "\"\n" : strchr(name, ' ') ? "\t\n" : "\n", out);
}

void diff_write(FILE *out, const char *name, const char *bytes, size_t len,
                const struct replacement *changes, size_t count)
{
    struct writer w = {.out = out, .bytes = bytes, .changes = changes};
    size_t shift = 0;
    if (count == 0 || len == 0)
        return;
    find_lines(&w, len);
    w.blocks = xcalloc(count, sizeof(*w.blocks));
    for (size_t i = 0; i < count; i++)
        add_to_blocks(&w, i);
    write_name(out, "---", 'a', name);
    write_name(out, "+++", 'b', name);
    for (size_t from = 0, to; from < w.block_count; from = to) {
        for (to = from + 1; to < w.block_count; to++)
            if (w.blocks[to].first > w.blocks[to - 1].last + 1 + 2 * (size_t)CONTEXT)
                break;
        shift = write_hunk(&w, from, to, shift);
    }
    free(w.starts);
    free(w.blocks);
}
