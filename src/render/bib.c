/* bib: BibTeX in the shape of arXiv's own export, or BibLaTeX. Each is a list of fields, a row
 * each, in the order in which they are written. */
#include <stdlib.h>
#include <string.h>

#include "gloss/base/buf.h"
#include "gloss/base/date.h"
#include "gloss/render/entries.h"
#include "gloss/render/entry.h"
#include "gloss/render/formats.h"
#include "gloss/render/latex.h"

/* Appends a field's value, nothing when there is none. */
typedef void field_fn(struct buf *b, const struct entry *e);

struct field {
    const char *name; /* NULL: the kind's name for where a work stands */
    field_fn *value;
    bool bare; /* without braces: a macro */
};

static void add_text(struct buf *b, const char *s)
{
    if (s)
        latex_text(b, s);
}

static void title(struct buf *b, const struct entry *e)
{
    latex_title(b, e->title);
}

static void author(struct buf *b, const struct entry *e)
{
    latex_names(b, e->authors, e->author_count);
}

static void holder(struct buf *b, const struct entry *e)
{
    add_text(b, e->holder);
}

static void year(struct buf *b, const struct entry *e)
{
    if (e->published.year > 0)
        (void)buf_addf(b, "%d", e->published.year);
}

static void month(struct buf *b, const struct entry *e)
{
    static const char macros[][4] = {"jan", "feb", "mar", "apr", "may", "jun",
                                     "jul", "aug", "sep", "oct", "nov", "dec"};
    if (e->published.month > 0)
        (void)buf_adds(b, macros[e->published.month - 1]);
}

static void date(struct buf *b, const struct entry *e)
{
    char text[DATE_SIZE];
    (void)buf_adds(b, date_format(e->published, text));
}

static void eprint(struct buf *b, const struct entry *e)
{
    if (e->arxiv)
        latex_verbatim(b, e->arxiv);
}

static void archive_prefix(struct buf *b, const struct entry *e)
{
    (void)buf_adds(b, e->arxiv ? "arXiv" : "");
}

static void eprint_type(struct buf *b, const struct entry *e)
{
    (void)buf_adds(b, e->arxiv ? "arxiv" : "");
}

static void primary_class(struct buf *b, const struct entry *e)
{
    if (e->arxiv && e->category)
        latex_verbatim(b, e->category);
}

static void doi(struct buf *b, const struct entry *e)
{
    if (e->doi)
        latex_verbatim(b, e->doi);
}

static void isbn(struct buf *b, const struct entry *e)
{
    if (e->isbn)
        latex_verbatim(b, e->isbn);
}

static void url(struct buf *b, const struct entry *e)
{
    (void)buf_adds(b, e->url);
}

static void accessed(struct buf *b, const struct entry *e)
{
    char text[DATE_SIZE];
    (void)buf_adds(b, date_format(e->accessed, text));
}

/* BibTeX's styles print no url field; of a page nothing else tells where it is. */
static void url_unless_online(struct buf *b, const struct entry *e)
{
    if (!e->kind->online)
        url(b, e);
}

static void how_published(struct buf *b, const struct entry *e)
{
    if (e->kind->online && e->url)
        (void)buf_addf(b, "\\url{%s}", e->url);
}

static void note(struct buf *b, const struct entry *e)
{
    (void)buf_adds(b, e->note);
}

static void note_and_day(struct buf *b, const struct entry *e)
{
    note(b, e);
    if (e->accessed.year > 0) {
        (void)buf_adds(b, e->note ? ". Accessed: " : "Accessed: ");
        accessed(b, e);
    }
}

static void abstract(struct buf *b, const struct entry *e)
{
    add_text(b, e->abstract);
}

/* A tag with a comma in it is one tag only within braces. */
static void keywords(struct buf *b, const struct entry *e)
{
    for (size_t i = 0; i < e->tag_count; i++) {
        bool comma = strchr(e->tags[i], ',') != NULL;
        (void)buf_adds(b, i > 0 ? ", " : "");
        (void)buf_adds(b, comma ? "{" : "");
        latex_text(b, e->tags[i]);
        (void)buf_adds(b, comma ? "}" : "");
    }
}

static const struct field bibtex[] = {
    {"title", title, false},
    {"author", author, false},
    {NULL, holder, false},
    {"year", year, false},
    {"month", month, true},
    {"eprint", eprint, false},
    {"archivePrefix", archive_prefix, false},
    {"primaryClass", primary_class, false},
    {"doi", doi, false},
    {"isbn", isbn, false},
    {"url", url_unless_online, false},
    {"howpublished", how_published, false},
    {"note", note_and_day, false},
};

static const struct field biblatex[] = {
    {"title", title, false},
    {"author", author, false},
    {NULL, holder, false},
    {"date", date, false},
    {"eprint", eprint, false},
    {"eprinttype", eprint_type, false},
    {"eprintclass", primary_class, false},
    {"doi", doi, false},
    {"isbn", isbn, false},
    {"url", url, false},
    {"urldate", accessed, false},
    {"note", note, false},
    {"keywords", keywords, false},
    {"abstract", abstract, false},
};

static void write_field(FILE *out, const struct field *f, const char *name, const struct entry *e)
{
    struct buf b;
    buf_init(&b, LATEX_CAP);
    f->value(&b, e);
    if (b.len > 0 && !b.overflow) /* cut, its braces would not match */
        (void)fprintf(out, "      %s=%s%s%s,\n", name, f->bare ? "" : "{", b.data,
                      f->bare ? "" : "}");
    buf_release(&b);
}

static void write_entry(FILE *out, const struct entry *e, bool latex)
{
    const struct field *fields = latex ? biblatex : bibtex;
    size_t count = latex ? sizeof biblatex / sizeof *biblatex : sizeof bibtex / sizeof *bibtex;
    const char *place = latex ? e->kind->biblatex_holder : e->kind->bibtex_holder;
    (void)fprintf(out, "@%s{%s,\n", latex ? e->kind->biblatex : e->kind->bibtex, e->key);
    for (size_t i = 0; i < count; i++) {
        const char *name = fields[i].name ? fields[i].name : place;
        if (name)
            write_field(out, &fields[i], name, e);
    }
    (void)fputs("}\n", out);
}

static bool render_bib(FILE *out, const struct report *report, struct err *err)
{
    struct entries entries;
    entries_collect(&entries, report);
    for (size_t i = 0; i < entries.count; i++) {
        struct entry e;
        entry_init(&e, &report->outcomes[entries.items[i]]);
        (void)fputs(i > 0 ? "\n" : "", out);
        write_entry(out, &e, report->biblatex);
        entry_release(&e);
    }
    entries_release(&entries);
    return render_finish(out, err);
}

static const char *const extensions[] = {".bib", NULL};

const struct renderer renderer_bib = {
    .name = "bib",
    .extensions = extensions,
    .render = render_bib,
    .cites = true,
};
