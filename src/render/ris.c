/* ris: works for reference managers. A tag a line, two blanks, a dash, a blank; lines end in CR LF,
 * and no value may hold a line end, which entry.c sees to. */
#include "gloss/base/date.h"
#include "gloss/render/entries.h"
#include "gloss/render/entry.h"
#include "gloss/render/formats.h"

static void tag(FILE *out, const char *name, const char *value)
{
    if (value)
        (void)fprintf(out, "%s  - %s\r\n", name, value);
}

/* "2024/01/08/": always three slashes, with nothing between them for what is not known. */
static void tag_date(FILE *out, const char *name, struct date d)
{
    if (d.year == 0)
        return;
    (void)fprintf(out, "%s  - %04d/", name, d.year);
    if (d.month > 0)
        (void)fprintf(out, "%02d", d.month);
    (void)fputc('/', out);
    if (d.day > 0)
        (void)fprintf(out, "%02d", d.day);
    (void)fputs("/\r\n", out);
}

static void tag_author(FILE *out, const struct person *p)
{
    if (p->literal) {
        tag(out, "AU", p->literal);
        return;
    }
    (void)fprintf(out, "AU  - %s%s%s, %s%s%s\r\n", p->particle ? p->particle : "",
                  p->particle ? " " : "", p->family, p->given, p->suffix ? ", " : "",
                  p->suffix ? p->suffix : "");
}

static void write_entry(FILE *out, const struct entry *e)
{
    tag(out, "TY", e->kind->ris);
    tag(out, "ID", e->key);
    tag(out, "TI", e->title);
    for (size_t i = 0; i < e->author_count; i++)
        tag_author(out, &e->authors[i]);
    if (e->published.year > 0)
        (void)fprintf(out, "PY  - %04d\r\n", e->published.year);
    tag_date(out, "DA", e->published);
    tag(out, e->kind->contained ? "T2" : "PB", e->holder);
    if (e->arxiv)
        (void)fprintf(out, "AN  - arXiv:%s\r\n", e->arxiv);
    tag(out, "DO", e->doi);
    tag(out, "SN", e->isbn);
    tag(out, "UR", e->url);
    tag_date(out, "Y2", e->accessed);
    tag(out, "L1", e->pdf);
    tag(out, "LA", e->language);
    for (size_t i = 0; i < e->tag_count; i++)
        tag(out, "KW", e->tags[i]);
    tag(out, "N1", e->note);
    tag(out, "AB", e->abstract);
    (void)fputs("ER  - \r\n", out);
}

static bool render_ris(FILE *out, const struct report *report, struct err *err)
{
    struct entries entries;
    entries_collect(&entries, report);
    for (size_t i = 0; i < entries.count; i++) {
        struct entry e;
        entry_init(&e, &report->outcomes[entries.items[i]]);
        (void)fputs(i > 0 ? "\r\n" : "", out);
        write_entry(out, &e);
        entry_release(&e);
    }
    entries_release(&entries);
    return render_finish(out, err);
}

static const char *const extensions[] = {".ris", NULL};

const struct renderer renderer_ris = {
    .name = "ris",
    .extensions = extensions,
    .render = render_ris,
    .cites = true,
};
