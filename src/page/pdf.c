/* pdf: see gloss/page/pdf.h. */
#include "gloss/page/pdf.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gloss/base/date.h"
#include "gloss/base/reading.h"
#include "gloss/base/text.h"
#include "gloss/page/cascade.h"
#include "gloss/page/pdf_abstract.h"
#include "gloss/page/pdf_authors.h"
#include "gloss/page/pdf_document.h"
#include "gloss/page/pdf_front.h"
#include "gloss/page/pdf_ids.h"
#include "gloss/page/pdf_lines.h"
#include "gloss/page/pdf_process.h"
#include "gloss/page/pdf_title.h"
#include "gloss/page/pdf_xmp.h"
#include "gloss/page/proposal.h"

enum {
    RANK_TEXT = 700,
    RANK_METADATA = 750,
    RANK_PAGES = 300,
    RANK_SUBTITLE = 100,     /* below every registry's abstract */
    DESCRIPTION_LEAST = 200, /* bytes; shorter ones are subjects */
};

/* Slides turn at their own pace. */
static void propose_minutes(const struct pdf_document *d, struct proposals *out)
{
    char words[32];
    if (reading_minutes_of_pages(d->pages) == 0 || d->page[0].width > d->page[0].height)
        return;
    (void)snprintf(words, sizeof words, "%ld min", reading_minutes_of_pages(d->pages));
    propose(out, META_MINUTES, VALUE_MINUTES, words, "pdf-pages", RANK_PAGES);
}

/* A report's day stands in a line like "Technical Report, December 7, 2019". */
static bool find_date(const char *line, int now_year, struct date *out)
{
    static const char *const reports[] = {"report",  "technical report", "draft",
                                          "version", "white paper",      "whitepaper"};
    static const char *const seasons[] = {", spring ", ", summer ", ", autumn ", ", fall ",
                                          ", winter "};
    if (strspn(line, "0123456789") != strlen(line) && date_parse(line, now_year, out))
        return true;
    for (size_t i = 0; i < sizeof reports / sizeof *reports; i++)
        if (text_istarts(line, reports[i]))
            return date_find(line, now_year, out);
    for (size_t i = 0; i < sizeof seasons / sizeof *seasons; i++) {
        const char *season = text_ifind(line, seasons[i]);
        if (season)
            return date_parse(season + strlen(seasons[i]), now_year, out);
    }
    return false;
}

/* The date printed between title and text. No file can be older than what it holds, so one that is
 * later than the file's own is no date of publication. */
static void propose_date(const struct pdf_document *d, const struct pdf_front *f,
                         struct proposals *out)
{
    struct date made;
    struct date date;
    char iso[DATE_SIZE];
    bool known = d->created && date_parse(d->created, 0, &made);
    if (!f->legible || !f->title)
        return;
    for (size_t i = 0; i < f->page->count; i++) {
        const struct pdf_line *l = &f->page->lines[i];
        if (l->up || l->y < f->title_bottom || l->y >= f->floor ||
            !find_date(l->text, out->now_year, &date))
            continue;
        if (!known || date_compare(date, made) <= 0)
            propose(out, META_PUBLISHED, VALUE_DATE, date_format(date, iso), "pdf-text", RANK_TEXT);
        return;
    }
}

static void propose_rest(const struct pdf_document *d, const struct pdf_front *f,
                         const struct pdf_xmp *xmp, struct proposals *out)
{
    const char *description = pdf_xmp_first(&xmp->description);
    if (description && strlen(description) >= DESCRIPTION_LEAST)
        propose(out, META_ABSTRACT, VALUE_MARKUP, description, "pdf-xmp", RANK_METADATA);
    propose(out, META_ABSTRACT, VALUE_TEXT, pdf_abstract(d, f), "pdf-text", RANK_TEXT);
    propose(out, META_ABSTRACT, VALUE_TEXT, pdf_subtitle(d, f), "pdf-subtitle", RANK_SUBTITLE);
    propose(out, META_LANGUAGE, VALUE_LANGUAGE, pdf_xmp_first(&xmp->language), "pdf-xmp",
            RANK_METADATA);
    propose(out, META_VENUE, VALUE_TEXT, pdf_xmp_first(&xmp->venue), "pdf-xmp", RANK_METADATA);
    for (size_t i = 0; i < xmp->subject.count; i++)
        propose(out, META_TAGS, VALUE_WORDS, xmp->subject.items[i], "pdf-xmp", RANK_METADATA);
    propose(out, META_TAGS, VALUE_WORDS, d->keywords, "pdf-info", RANK_TEXT);
}

/* The best proposal of each field, as it is: the choosers of the cascade know web pages only. */
static void take_best(const struct proposals *ps, struct meta *m)
{
    const struct choice c = {.ps = ps, .out = m};
    for (int f = 0; f < META_FIELD_COUNT; f++) {
        const struct proposal *best = proposals_best(ps, (enum meta_field)f, INT_MAX);
        if (best)
            choice_take(&c, best);
    }
}

void pdf_extract_said(const struct page_input *in, const char *says, size_t len, struct meta *m)
{
    struct pdf_document *d = pdf_document_parse(says, len);
    if (!d)
        return;
    struct proposals ps = {.arena = d->arena, .now_year = in->now_year};
    struct pdf_front f;
    struct pdf_xmp xmp;
    pdf_front_read(d, &f);
    pdf_xmp_read(d->arena, d->xmp, &xmp);
    pdf_ids_propose(d, &f, &xmp, &ps);
    pdf_title_propose(d, &f, pdf_xmp_first(&xmp.title), in->url, &ps);
    pdf_authors_propose(d, &f, &xmp, &ps);
    propose_date(d, &f, &ps);
    propose_rest(d, &f, &xmp, &ps);
    propose_minutes(d, &ps);
    take_best(&ps, m);
    proposals_release(&ps);
    pdf_document_free(d);
}

void pdf_extract(const struct page_input *in, struct meta *m)
{
    struct buf says;
    buf_init(&says, PDF_SAYS_MAX);
    pdf_process_read(in->bytes, in->len, PDF_WALL_MS, &says);
    pdf_extract_said(in, says.data, says.len, m);
    buf_release(&says);
}
