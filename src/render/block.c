/* block: the answer to "why did I want to read this?".
 *
 * For each link a part: what is wrong with it (death first, since it decides whether to read on),
 * what it is, and how its abstract begins. Nothing that changes from night to night goes in: no
 * counts, no times of checking. */
#include "gloss/render/block.h"

#include <stdlib.h>
#include <string.h>

#include "gloss/base/date.h"
#include "gloss/base/text.h"
#include "gloss/render/dialect.h"

enum {
    TITLE_CELLS = 300,
    NAME_CELLS = 80,
    FIELD_CELLS = 120,
    REASON_CELLS = 200,
    TEASER_CHARS = 300,
    ABSTRACT_CELLS = 6000,
    AUTHORS_SHOWN = 3,
    LINKS_MAX = 256, /* of one item; what has more is no item that a person reads */
    PART_CAP = 32 << 10
};

static const char dot[] = " \xC2\xB7 ";

/* What a verdict says in a block; the others say nothing. */
static const struct notice {
    const char *words;
    enum verdict verdict;
    bool strong;
    bool dated;   /* say since when */
    bool reason;  /* say why */
    bool address; /* link to the new address */
} notices[] = {
    {"Dead link", VERDICT_DEAD, true, true, true, false},
    {"Invalid address", VERDICT_INVALID, true, false, true, false},
    {"Perhaps dead", VERDICT_SUSPECT, true, true, true, false},
    {"Not verified", VERDICT_BLOCKED, false, false, true, false},
    {"Moved to a", VERDICT_MOVED, false, false, false, true},
};

/* Facts worth a word; one that shows itself or that time changes has none. */
static const struct {
    const char *words;
    enum fact fact;
    bool strong;
} fact_words[] = {
    {"Withdrawn", FACT_WITHDRAWN_INDEX, true},
    {"Retracted", FACT_RETRACTED_INDEX, true},
    {"archived repository", FACT_ARCHIVED_INDEX, false},
    {"a newer version exists", FACT_SUPERSEDED_INDEX, false},
    {"the page is no longer what the link says", FACT_DRIFTED_INDEX, false},
};

/* A part being written, in one dialect. */
struct part {
    struct buf b;
    const struct dialect *d;
    bool glue; /* something stands in this line: a dot goes before what comes next */
};

static void part_glue(struct part *p)
{
    if (p->glue)
        (void)buf_adds(&p->b, dot);
    p->glue = true;
}

static void part_strong(struct part *p, const char *s, size_t cells)
{
    (void)buf_adds(&p->b, p->d->strong);
    p->d->text(&p->b, s, cells);
    (void)buf_adds(&p->b, p->d->plain);
}

static void part_words(struct part *p, const char *words, bool strong)
{
    if (strong)
        part_strong(p, words, FIELD_CELLS);
    else
        p->d->text(&p->b, words, FIELD_CELLS);
}

static void part_field(struct part *p, const char *s, size_t cells)
{
    if (s != NULL && *s != '\0') {
        part_glue(p);
        p->d->text(&p->b, s, cells);
    }
}

static void part_link(struct part *p, const char *label, const char *url)
{
    if (dialect_can_link(url)) {
        part_glue(p);
        p->d->link(&p->b, label, url);
    }
}

static const struct notice *notice_of(const struct finding *f)
{
    for (size_t i = 0; f != NULL && i < sizeof(notices) / sizeof(*notices); i++)
        if (notices[i].verdict == f->verdict)
            return &notices[i];
    return NULL;
}

/* `text` names the link where the item has several. */
static void write_notice(struct part *p, const struct notice *n, const struct outcome *o,
                         bool several)
{
    const struct finding *f = o->finding;
    char day[DATE_SIZE];

    if (n->address && !dialect_can_link(f->final_url))
        return;
    part_glue(p);
    part_words(p, n->words, n->strong);
    if (n->address) {
        (void)buf_addch(&p->b, ' ');
        p->d->link(&p->b, "new address", f->final_url);
    }
    if (several && o->link->text[0] != '\0') {
        (void)buf_adds(&p->b, " (");
        p->d->text(&p->b, o->link->text, FIELD_CELLS);
        (void)buf_adds(&p->b, ")");
    }
    if (n->dated && f->since != 0)
        (void)buf_addf(&p->b, " since %s", date_format(date_of_instant(f->since), day));
    if (n->reason && f->reason != NULL && *f->reason != '\0') {
        (void)buf_adds(&p->b, ": ");
        p->d->text(&p->b, f->reason, REASON_CELLS);
    }
}

/* The notice of withdrawal or retraction itself, in a sentence. */
static void write_note(struct part *p, const struct meta *meta)
{
    const char *note = meta_get(meta, META_NOTE);

    if (note != NULL) {
        char *first = text_sentences(note, REASON_CELLS);

        (void)buf_adds(&p->b, ": ");
        p->d->text(&p->b, first, REASON_CELLS);
        free(first);
    }
}

static void write_facts(struct part *p, unsigned facts, const struct meta *meta)
{
    for (size_t i = 0; i < sizeof(fact_words) / sizeof(*fact_words); i++) {
        if ((facts & FACT_BIT(fact_words[i].fact)) != 0) {
            part_glue(p);
            part_words(p, fact_words[i].words, fact_words[i].strong);
            if (fact_words[i].strong)
                write_note(p, meta);
        }
    }
}

/* What is wrong with the link, in one line. */
static void write_state(struct part *p, const struct outcome *o, bool several)
{
    const struct finding *f = o->finding;
    const struct notice *n = notice_of(f);

    if (f == NULL)
        return;
    if (n != NULL)
        write_notice(p, n, o, several);
    write_facts(p, f->facts, o->meta);
    if (n != NULL && f->suggestion_url != NULL &&
        (!n->address || f->final_url == NULL || strcmp(f->suggestion_url, f->final_url) != 0))
        part_link(p, f->suggestion_why != NULL ? f->suggestion_why : "instead", f->suggestion_url);
}

static void write_authors(struct part *p, const struct meta *m)
{
    size_t count = meta_count(m, META_AUTHORS);

    for (size_t i = 0; i < count && i < AUTHORS_SHOWN; i++) {
        if (i == 0)
            part_glue(p);
        else
            (void)buf_adds(&p->b, ", ");
        p->d->text(&p->b, meta_item(m, META_AUTHORS, i)->text, NAME_CELLS);
    }
    if (count > AUTHORS_SHOWN)
        (void)buf_addf(&p->b, " + %zu", count - AUTHORS_SHOWN);
}

/* Where it appeared: the narrowest of what is known. */
static const char *place_of(const struct meta *m)
{
    static const enum meta_field by_rank[] = {META_CATEGORY, META_VENUE, META_SITE};

    for (size_t i = 0; i < sizeof(by_rank) / sizeof(*by_rank); i++)
        if (meta_count(m, by_rank[i]) > 0)
            return meta_get(m, by_rank[i]);
    return NULL;
}

static void write_minutes(struct part *p, const struct meta *m)
{
    const char *minutes = meta_get(m, META_MINUTES);

    if (minutes != NULL) {
        part_field(p, minutes, FIELD_CELLS);
        (void)buf_adds(&p->b, " min");
    }
}

static void write_details(struct part *p, const struct outcome *o)
{
    const struct meta *m = o->meta;
    const char *pdf = meta_get(m, META_PDF);

    write_authors(p, m);
    part_field(p, meta_get(m, META_PUBLISHED), FIELD_CELLS);
    part_field(p, place_of(m), FIELD_CELLS);
    if (pdf != NULL && strcmp(pdf, o->link->url) != 0)
        part_link(p, "pdf", pdf);
    write_minutes(p, m);
}

static bool has_details(const struct outcome *o)
{
    struct part probe = {.d = &dialect_markdown};
    bool any = false;

    buf_init(&probe.b, PART_CAP);
    write_details(&probe, o);
    any = probe.b.len > 0;
    buf_release(&probe.b);
    return any;
}

/* A title by itself that only repeats the link's text tells nothing. */
static const char *title_of(const struct outcome *o)
{
    const char *title = meta_get(o->meta, META_TITLE);
    char *a = NULL;
    char *b = NULL;
    bool same = false;

    if (title == NULL || has_details(o) || meta_get(o->meta, META_ABSTRACT) != NULL)
        return title;
    a = text_fold(title);
    b = text_fold(o->link->text);
    same = strcmp(a, b) == 0;
    free(a);
    free(b);
    return same ? NULL : title;
}

static void part_end_line(struct part *p)
{
    (void)buf_addch(&p->b, '\n');
    p->glue = false;
}

/* An empty line, unless it would be the part's first. */
static void part_gap(struct part *p)
{
    if (p->b.len > 0)
        (void)buf_addch(&p->b, '\n');
}

static void write_quote(struct part *p, const struct outcome *o, bool work_known, bool several)
{
    const struct meta *m = work_known ? NULL : o->meta;
    const char *title = work_known ? NULL : title_of(o);
    const char *abstract = meta_get(m, META_ABSTRACT);
    bool details = m != NULL && has_details(o);

    write_state(p, o, several);
    if (p->glue)
        part_end_line(p);
    if (title != NULL) {
        part_gap(p);
        part_strong(p, title, TITLE_CELLS);
        (void)buf_adds(&p->b, details ? " \xC2\xB7\n" : "\n");
    }
    if (details) {
        if (title == NULL)
            part_gap(p);
        write_details(p, o);
        part_end_line(p);
    }
    if (abstract != NULL) {
        char *teaser = text_sentences(abstract, TEASER_CHARS);

        part_gap(p);
        p->d->text(&p->b, teaser, TEASER_CHARS + 1);
        part_end_line(p);
        free(teaser);
    }
}

/* State, title and details in one line. */
static void write_headline(struct part *p, const struct outcome *o, bool work_known, bool several)
{
    const char *title = work_known ? NULL : title_of(o);

    write_state(p, o, several);
    if (title != NULL) {
        part_glue(p);
        part_strong(p, title, TITLE_CELLS);
    }
    if (!work_known)
        write_details(p, o);
}

static void write_line(struct part *p, const struct outcome *o, bool work_known, bool several)
{
    write_headline(p, o, work_known, several);
    if (p->glue)
        part_end_line(p);
}

/* One HTML block: it must hold no empty line, which would end it. Without an abstract there is
 * nothing to fold away. */
static void write_folded(struct part *p, const struct outcome *o, bool work_known, bool several)
{
    const char *abstract = work_known ? NULL : meta_get(o->meta, META_ABSTRACT);

    if (abstract == NULL) {
        write_line(p, o, work_known, several);
        return;
    }
    p->d = &dialect_html;
    (void)buf_adds(&p->b, "<details><summary>");
    write_headline(p, o, work_known, several);
    (void)buf_adds(&p->b, p->glue ? "</summary>\n<p>" : "Abstract</summary>\n<p>");
    p->d->text(&p->b, abstract, ABSTRACT_CELLS);
    (void)buf_adds(&p->b, "</p></details>\n");
}

typedef void style_fn(struct part *p, const struct outcome *o, bool work_known, bool several);

static style_fn *const styles[] = {
    [STYLE_QUOTE] = write_quote,
    [STYLE_DETAILS] = write_folded,
    [STYLE_LINE] = write_line,
};

/* Whether an earlier link of the item shows the same work: its metadata would be the same. */
static bool is_shown(const struct outcome *const *outcomes, size_t i)
{
    const struct finding *mine = outcomes[i]->finding;

    for (size_t k = 0; k < i; k++) {
        const struct finding *f = outcomes[k]->finding;

        if (outcomes[k]->key[0] != '\0' && strcmp(outcomes[k]->key, outcomes[i]->key) == 0)
            return true;
        if (mine != NULL && f != NULL && mine->work != NULL && f->work != NULL &&
            strcmp(mine->work, f->work) == 0)
            return true;
    }
    return false;
}

/* Appends the part's lines as a quotation. */
static void quote_lines(struct buf *out, const char *lines)
{
    while (*lines != '\0') {
        size_t n = strcspn(lines, "\n");

        (void)buf_adds(out, n > 0 ? "> " : ">");
        (void)buf_add(out, lines, n);
        (void)buf_addch(out, '\n');
        lines += lines[n] == '\n' ? n + 1 : n;
    }
}

static void add_part(struct buf *out, const struct part *p)
{
    /* Room for "> " before every line, each of which has a byte at least, and for the gap. */
    if (p->b.len == 0 || p->b.overflow || out->len + 3 * p->b.len + 2 > out->cap)
        return;
    if (out->len > 0)
        (void)buf_adds(out, ">\n");
    quote_lines(out, p->b.data);
}

void block_write(struct buf *out, const struct outcome *const *outcomes, size_t count,
                 enum annotate_style style)
{
    for (size_t i = 0; i < count && i < LINKS_MAX; i++) {
        struct part p = {.d = &dialect_markdown};

        buf_init(&p.b, PART_CAP);
        styles[style](&p, outcomes[i], is_shown(outcomes, i), count > 1);
        add_part(out, &p);
        buf_release(&p.b);
    }
}
