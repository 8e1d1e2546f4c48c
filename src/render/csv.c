/* csv: a row a link, for spreadsheets and scripts (RFC 4180, UTF-8, CR LF).
 *
 * A spreadsheet runs a cell that begins like a formula. Text from outside that does so gets an
 * apostrophe before it, which spreadsheets take for "this is text". */
#include <stdbool.h>
#include <string.h>

#include "gloss/base/buf.h"
#include "gloss/base/date.h"
#include "gloss/base/utf8.h"
#include "gloss/render/formats.h"
#include "gloss/render/plain.h"

/* 5000 authors at most, and texts of 64 KiB. */
enum { CELL_CAP = 16 << 20 };

/* Appends a column's text for a link, nothing when there is none. */
typedef void column_fn(struct buf *b, const struct outcome *o);

static void file(struct buf *b, const struct outcome *o)
{
    (void)buf_adds(b, o->link->file);
}

static void line(struct buf *b, const struct outcome *o)
{
    (void)buf_addf(b, "%zu", o->link->line);
}

static void url(struct buf *b, const struct outcome *o)
{
    (void)buf_adds(b, o->link->url);
}

static void verdict(struct buf *b, const struct outcome *o)
{
    (void)buf_adds(b, o->finding ? verdict_name(o->finding->verdict) : NULL);
}

static void reason(struct buf *b, const struct outcome *o)
{
    (void)buf_adds(b, o->finding ? o->finding->reason : NULL);
}

static void status(struct buf *b, const struct outcome *o)
{
    if (o->finding && o->finding->status > 0)
        (void)buf_addf(b, "%d", o->finding->status);
}

static void final_url(struct buf *b, const struct outcome *o)
{
    (void)buf_adds(b, o->finding ? o->finding->final_url : NULL);
}

static void since(struct buf *b, const struct outcome *o)
{
    char text[INSTANT_SIZE];
    if (o->finding && o->finding->since > 0)
        (void)buf_adds(b, instant_format(o->finding->since, text));
}

static void title(struct buf *b, const struct outcome *o)
{
    (void)buf_adds(b, meta_get(o->meta, META_TITLE));
}

static void authors(struct buf *b, const struct outcome *o)
{
    for (size_t i = 0; i < meta_count(o->meta, META_AUTHORS); i++)
        (void)buf_addf(b, "%s%s", i > 0 ? "; " : "", meta_item(o->meta, META_AUTHORS, i)->text);
}

static void published(struct buf *b, const struct outcome *o)
{
    (void)buf_adds(b, meta_get(o->meta, META_PUBLISHED));
}

static void venue(struct buf *b, const struct outcome *o)
{
    (void)buf_adds(b, meta_get(o->meta, META_VENUE));
}

static void doi(struct buf *b, const struct outcome *o)
{
    (void)buf_adds(b, meta_get(o->meta, META_DOI));
}

static void arxiv(struct buf *b, const struct outcome *o)
{
    (void)buf_adds(b, meta_get(o->meta, META_ARXIV));
}

static void abstract(struct buf *b, const struct outcome *o)
{
    (void)buf_adds(b, meta_get(o->meta, META_ABSTRACT));
}

static const struct {
    const char *name;
    column_fn *value;
} columns[] = {
    {"file", file},
    {"line", line},
    {"url", url},
    {"verdict", verdict},
    {"reason", reason},
    {"status", status},
    {"final_url", final_url},
    {"since", since},
    {"title", title},
    {"authors", authors},
    {"published", published},
    {"venue", venue},
    {"doi", doi},
    {"arxiv", arxiv},
    {"abstract", abstract},
};

enum { COLUMN_COUNT = sizeof columns / sizeof *columns };

/* Also the full-width signs, which some spreadsheets take for the same. */
static bool begins_formula(const char *s)
{
    static const char *const signs[] = {"=", "+", "-", "@", "＝", "＋", "－", "＠"};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (strncmp(s, signs[i], strlen(signs[i])) == 0)
            return s[strlen(signs[i])] != '\0'; /* "-", standard input, computes nothing */
    return false;
}

/* Copies without what could act on a terminal, and on one line. */
static void add_plain(struct buf *b, const char *s, size_t n)
{
    for (size_t i = 0; i < n;) {
        int32_t cp = 0;
        size_t length = utf8_read(s + i, n - i, &cp);
        if (plain_is_unsafe(cp))
            (void)buf_adds(b, cp == '\n' || cp == '\r' || cp == '\t' ? " " : "\xEF\xBF\xBD");
        else
            (void)buf_add(b, s + i, length);
        i += length;
    }
}

static void write_cell(FILE *out, const char *s)
{
    size_t n = strlen(s);
    bool quoted = strpbrk(s, "\",;") || s[0] == ' ' || (n > 0 && s[n - 1] == ' ');
    const char *sign = begins_formula(s) ? "'" : "";
    if (!quoted) {
        (void)fprintf(out, "%s%s", sign, s);
        return;
    }
    (void)fprintf(out, "\"%s", sign);
    for (; *s; s++) {
        if (*s == '"')
            (void)fputc('"', out);
        (void)fputc(*s, out);
    }
    (void)fputc('"', out);
}

static void write_row(FILE *out, const struct outcome *o)
{
    for (size_t i = 0; i < COLUMN_COUNT; i++) {
        struct buf raw, cell;
        buf_init(&raw, CELL_CAP);
        buf_init(&cell, (size_t)3 * CELL_CAP);
        columns[i].value(&raw, o);
        add_plain(&cell, raw.data, raw.len);
        (void)fputs(i > 0 ? "," : "", out);
        write_cell(out, cell.data);
        buf_release(&raw);
        buf_release(&cell);
    }
    (void)fputs("\r\n", out);
}

static bool render_csv(FILE *out, const struct report *report, struct err *err)
{
    for (size_t i = 0; i < COLUMN_COUNT; i++)
        (void)fprintf(out, "%s%s", i > 0 ? "," : "", columns[i].name);
    (void)fputs("\r\n", out);
    for (size_t i = 0; i < report->outcome_count; i++)
        write_row(out, &report->outcomes[i]);
    return render_finish(out, err);
}

static const char *const extensions[] = {".csv", NULL};

const struct renderer renderer_csv = {
    .name = "csv",
    .extensions = extensions,
    .render = render_csv,
};
