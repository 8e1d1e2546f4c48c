/* pdf_ids: see gloss/page/pdf_ids.h. */
#include "gloss/page/pdf_ids.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "gloss/base/date.h"
#include "gloss/base/mem.h"
#include "gloss/base/text.h"

enum {
    RANK_STAMP = 900,
    RANK_METADATA = 880,
    RANK_PRINTED = 820,
    DOI_MAX = 200,      /* bytes */
    ID_MAX = 40,        /* bytes of an arXiv id */
    BARE_LINE_MAX = 60, /* bytes of a line that holds a DOI and little else */
};

/* ---- arXiv's stamp */

/* The parts of "arXiv:2401.04088v1 [cs.LG] 8 Jan 2024". */
struct stamp {
    char *id;       /* without version */
    bool first;     /* its version is 1 */
    char *category; /* NULL: not given */
    const char *date;
};

static void stamp_release(struct stamp *s)
{
    free(s->id);
    free(s->category);
}

static size_t digits(const char *s)
{
    return strspn(s, "0123456789");
}

/* Bytes of the arXiv id at s, without its version; 0 when there is none. */
static size_t arxiv_id_length(const char *s)
{
    size_t n = digits(s);
    if (n == 4 && s[4] == '.') {
        size_t number = digits(s + 5);
        return number == 4 || number == 5 ? 5 + number : 0;
    }
    n = strspn(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-");
    return n > 1 && n + 8 < ID_MAX && s[n] == '/' && digits(s + n + 1) == 7 ? n + 8 : 0;
}

/* Reads a line that is a stamp from its beginning to its end. */
static bool stamp_read(const char *s, struct stamp *out)
{
    *out = (struct stamp){.id = NULL};
    if (!text_istarts(s, "arXiv:"))
        return false;
    s += strlen("arXiv:");
    s += strspn(s, " ");
    size_t n = arxiv_id_length(s);
    if (n == 0)
        return false;
    const char *id = s;
    s += n;
    if (s[0] == 'v' && digits(s + 1) > 0) {
        out->first = s[1] == '1' && digits(s + 1) == 1;
        s += 1 + digits(s + 1);
    }
    s += strspn(s, " ");
    const char *category = s[0] == '[' ? s + 1 : NULL;
    if (category) {
        s = strchr(s, ']');
        if (!s)
            return false;
        out->category = xstrndup(category, (size_t)(s - category));
        s += 1 + strspn(s + 1, " ");
    }
    struct date date;
    if (s[0] != '\0' && !date_parse(s, 0, &date)) {
        free(out->category);
        return false;
    }
    out->date = s;
    out->id = xstrndup(id, n);
    return true;
}

static void propose_stamp(const struct pdf_page *page, struct proposals *out)
{
    for (size_t i = 0; i < page->count; i++) {
        struct stamp s;
        if (!stamp_read(page->lines[i].text, &s))
            continue;
        propose(out, META_ARXIV, VALUE_ARXIV, s.id, "pdf-stamp", RANK_STAMP);
        propose(out, META_CATEGORY, VALUE_TEXT, s.category, "pdf-stamp", RANK_STAMP);
        if (s.first)
            propose(out, META_PUBLISHED, VALUE_DATE, s.date, "pdf-stamp", RANK_STAMP);
        stamp_release(&s);
        return;
    }
}

/* ---- DOIs */

/* Bytes of the DOI at s; 0 when none begins there. A DOI may end in nearly anything, but printed
 * ones are followed by the marks of prose. */
static size_t doi_length(const char *s)
{
    if (strncmp(s, "10.", 3) != 0)
        return 0;
    size_t registrant = strspn(s + 3, "0123456789.");
    if (registrant < 4 || registrant > 12 || s[3 + registrant] != '/')
        return 0;
    size_t start = 3 + registrant + 1;
    size_t n = start + strcspn(s + start, " ,;\"<>{}|\\^");
    while (n > start && strchr(".:)]*'", s[n - 1]) != NULL &&
           !(s[n - 1] == ')' && memchr(s + start, '(', n - start)))
        n--;
    return n > start && n <= DOI_MAX ? n : 0;
}

/* The first DOI at or after s, in lower case; NULL when there is none. `*end` is behind it. The
 * caller frees. A blank that crept in behind the slash is dropped. */
static char *doi_in(const char *s, const char **begin, const char **end)
{
    for (const char *at = s; (at = strstr(at, "10.")) != NULL; at += 3) {
        if (at > s && (isdigit((unsigned char)at[-1]) || at[-1] == '.'))
            continue;
        const char *slash = strchr(at, '/');
        char *closed = slash && slash[1] == ' ' && isdigit((unsigned char)slash[2])
                           ? xasprintf("%.*s%s", (int)(slash + 1 - at), at, slash + 2)
                           : NULL;
        size_t n = doi_length(closed ? closed : at);
        char *doi = n > 0 ? xstrndup(closed ? closed : at, n) : NULL;
        *begin = at;
        *end = at + n + (closed != NULL);
        free(closed);
        for (char *c = doi; c && *c != '\0'; c++)
            *c = (char)tolower((unsigned char)*c);
        if (doi)
            return doi;
    }
    return NULL;
}

/* arXiv's own DOIs are arXiv ids. */
static void propose_doi(struct proposals *out, const char *doi, const char *source, int rank)
{
    static const char arxiv[] = "10.48550/arxiv.";
    if (text_istarts(doi, arxiv))
        propose(out, META_ARXIV, VALUE_ARXIV, doi + strlen(arxiv), source, rank);
    else
        propose(out, META_DOI, VALUE_DOI, doi, source, rank);
}

/* A DOI somewhere in a field of the metadata. */
static bool propose_doi_in(struct proposals *out, const char *text, const char *source)
{
    const char *begin;
    const char *end;
    char *doi = text ? doi_in(text, &begin, &end) : NULL;
    if (doi)
        propose_doi(out, doi, source, RANK_METADATA);
    free(doi);
    return doi != NULL;
}

/* Whether the words before a DOI on its line (or, when it begins the line, at the end of the line
 * before) call it one. */
static bool is_called_doi(const struct pdf_page *page, size_t i, const char *begin)
{
    const char *line = page->lines[i].text;
    char *before = xstrndup(line, (size_t)(begin - line));
    const char *words = before;
    if (strspn(before, " (") == strlen(before) && i > 0)
        words = page->lines[i - 1].text;
    const char *doi = words;
    bool called = false;
    while ((doi = text_ifind(doi, "doi")) != NULL) {
        doi += strlen("doi");
        called = called || strlen(doi) <= strlen(".org/ : ");
    }
    free(before);
    return called;
}

/* Whether the line looks like an entry of a bibliography or like running text around a DOI: the
 * paper's own stands at the beginning of a line, or on a line with little else. */
static bool is_own_place(const struct pdf_front *f, const struct pdf_line *l, const char *begin)
{
    if (l->text[0] == '[' || isdigit((unsigned char)l->text[0]))
        return begin == l->text;
    bool at_edge = l->y * 5 < f->page->height || l->y * 4 > f->page->height * 3 || l->y < f->floor;
    bool begins = text_istarts(l->text, "doi") || text_istarts(l->text, "http") ||
                  text_istarts(l->text, "digital object") || begin == l->text;
    return begins || (at_edge && !strstr(l->text, "et al")) || strlen(l->text) < BARE_LINE_MAX;
}

static bool is_references(const struct pdf_line *l)
{
    static const char *const headings[] = {"references", "bibliography", "literature cited"};
    for (size_t i = 0; i < sizeof headings / sizeof *headings; i++)
        if (text_iends(l->text, headings[i]) && strlen(l->text) < strlen(headings[i]) + 4)
            return true;
    return false;
}

/* Whether a DOI that ends a line may go on in the next. */
static bool is_cut(const struct pdf_page *page, size_t i, const char *end)
{
    const char *next = i + 1 < page->count ? page->lines[i + 1].text : "";
    if (end[0] == '\0')
        return end[-1] == '-' || end[-1] == '/' || end[-1] == '_';
    return strcmp(end, ".") == 0 && isdigit((unsigned char)next[0]);
}

/* The DOI that line i of a page prints as the paper's own, or NULL. The caller frees. */
static char *own_doi(const struct pdf_front *f, const struct pdf_page *page, size_t i)
{
    const char *begin;
    const char *end;
    char *doi = doi_in(page->lines[i].text, &begin, &end);
    if (doi && is_called_doi(page, i, begin) && is_own_place(f, &page->lines[i], begin) &&
        !is_cut(page, i, end))
        return doi;
    free(doi);
    return NULL;
}

/* Proposes the one DOI that a page prints as its own: none when there are two. Returns whether the
 * page had any. */
static bool propose_printed(const struct pdf_front *f, const struct pdf_page *page,
                            struct proposals *out)
{
    char *own = NULL;
    bool several = false;
    for (size_t i = 0; i < page->count && !is_references(&page->lines[i]); i++) {
        char *doi = own_doi(f, page, i);
        several = several || (own && doi && strcmp(own, doi) != 0);
        if (own)
            free(doi);
        else
            own = doi;
    }
    if (own && !several)
        propose_doi(out, own, "pdf-text", RANK_PRINTED);
    bool any = own != NULL;
    free(own);
    return any;
}

void pdf_ids_propose(const struct pdf_document *d, const struct pdf_front *f,
                     const struct pdf_xmp *xmp, struct proposals *out)
{
    propose_stamp(&d->page[0], out);
    if (propose_doi_in(out, pdf_xmp_first(&xmp->doi), "pdf-xmp") ||
        propose_doi_in(out, pdf_xmp_first(&xmp->identifier), "pdf-xmp") ||
        propose_doi_in(out, d->subject, "pdf-info"))
        return;
    for (int i = 0; i < PDF_PAGES; i++)
        if (propose_printed(f, &d->page[i], out))
            return;
}
