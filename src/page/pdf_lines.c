/* pdf_lines: see gloss/page/pdf_lines.h. */
#include "gloss/page/pdf_lines.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "gloss/base/buf.h"
#include "gloss/base/date.h"
#include "gloss/base/mem.h"
#include "gloss/base/text.h"
#include "gloss/base/utf8.h"

enum {
    JOINED_MAX = 20000,  /* bytes of lines that are joined */
    FOLDED_MAX = 600000, /* bytes of a page's text */
    SIZE_MOST = 2000,    /* tenths of a point; larger is no text to read */
    DIVIDED_MAX = 60,    /* bytes of a word that is divided */
};

/* ---- joining */

static bool is_letter(char c)
{
    return isalpha((unsigned char)c) || (c & 0x80);
}

/* Whether one of the pages has the word, folded by the caller. */
static bool is_on_pages(char *const pages[PDF_PAGES], const char *word)
{
    char *folded = text_fold(word);
    char *whole = xasprintf(" %s ", folded);
    bool found = false;
    for (int i = 0; i < PDF_PAGES && !found; i++)
        found = folded[0] != '\0' && strstr(pages[i], whole) != NULL;
    free(whole);
    free(folded);
    return found;
}

static bool all_capitals(const char *s)
{
    for (; *s != '\0'; s++)
        if (islower((unsigned char)*s))
            return false;
    return true;
}

/* Whether the hyphen at the end of `before` belongs to the word that goes on in `after`. */
static bool keeps_hyphen(char *const pages[PDF_PAGES], const char *before, const char *after)
{
    size_t len = strlen(before) - 1;
    size_t from = len;
    while (from > 0 && is_letter(before[from - 1]))
        from--;
    size_t more = 0;
    while (is_letter(after[more]))
        more++;
    if (len - from + more > DIVIDED_MAX)
        return true;
    char *joined = xasprintf("%.*s%.*s", (int)(len - from), before + from, (int)more, after);
    char *hyphened = xasprintf("%.*s-%.*s", (int)(len - from), before + from, (int)more, after);
    bool keeps = isupper((unsigned char)after[0]) && !all_capitals(before);
    if (is_on_pages(pages, joined))
        keeps = false;
    else if (is_on_pages(pages, hyphened))
        keeps = true;
    free(joined);
    free(hyphened);
    return keeps;
}

/* A hyphen at the end of a line, after a letter. */
static bool is_divided(const struct buf *b)
{
    return b->len > 1 && b->data[b->len - 1] == '-' && is_letter(b->data[b->len - 2]);
}

static void add_line(struct buf *b, char *const pages[PDF_PAGES], const char *text)
{
    if (!is_divided(b)) {
        (void)buf_adds(b, b->len > 0 ? " " : "");
    } else if (!is_letter(text[0])) {
        /* "2-" and "3-valued": nothing to undo */
    } else if (!keeps_hyphen(pages, b->data, text)) {
        buf_truncate(b, b->len - 1);
    }
    (void)buf_adds(b, text);
}

const char *pdf_lines_join(const struct pdf_document *d, const struct pdf_line *const *lines,
                           size_t count)
{
    char *pages[PDF_PAGES];
    for (int i = 0; i < PDF_PAGES; i++)
        pages[i] = pdf_page_folded(&d->page[i]);
    struct buf b;
    buf_init(&b, JOINED_MAX);
    for (size_t i = 0; i < count; i++)
        add_line(&b, pages, lines[i]->text);
    const char *joined = arena_strndup(d->arena, b.data, utf8_whole(b.data, b.len));
    buf_release(&b);
    for (int i = 0; i < PDF_PAGES; i++)
        free(pages[i]);
    return joined;
}

char *pdf_page_folded(const struct pdf_page *page)
{
    struct buf b;
    buf_init(&b, FOLDED_MAX);
    for (size_t i = 0; i < page->count; i++) {
        char *folded = text_fold(page->lines[i].text);
        (void)buf_addf(&b, " %s \n", folded);
        free(folded);
    }
    return buf_take(&b, NULL);
}

/* ---- pages */

bool pdf_page_is_legible(const struct pdf_page *page)
{
    size_t odd = 0;
    size_t all = 0;
    for (size_t i = 0; i < page->count; i++) {
        const char *c = page->lines[i].text;
        size_t n = strlen(c);
        for (size_t at = 0; at < n;) {
            int32_t cp;
            at += utf8_read(c + at, n - at, &cp);
            all++;
            /* ASCII's own signs apart from those of prose, and Latin-1's: plenty in a wrong code */
            odd += cp == UTF8_REPLACEMENT || cp < 0 || (cp >= 0xa1 && cp < 0xc0) ||
                   (cp < 0x80 && cp > 0 && strchr("!#$%&*+/<=>?@[\\]^_`{|}~", cp) != NULL) ||
                   (cp >= 0xe000 && cp < 0xf900);
        }
    }
    return all > 0 && odd * 6 < all;
}

int pdf_body_size(const struct pdf_document *d)
{
    size_t *weights = xcalloc(SIZE_MOST + 1, sizeof *weights);
    int best = 0;
    for (int p = 0; p < PDF_PAGES; p++)
        for (size_t i = 0; i < d->page[p].count; i++) {
            const struct pdf_line *l = &d->page[p].lines[i];
            if (l->size > 0 && l->size <= SIZE_MOST)
                weights[l->size] += strlen(l->text);
        }
    for (int s = 1; s <= SIZE_MOST; s++)
        if (weights[s] > weights[best])
            best = s;
    free(weights);
    return best;
}

/* ---- headings */

static const struct {
    const char *word; /* lower case, letters only */
    enum pdf_heading kind;
} headings[] = {
    {"abstract", PDF_HEADING_ABSTRACT},
    {"summary", PDF_HEADING_ABSTRACT},
    {"introduction", PDF_HEADING_OTHER},
    {"contents", PDF_HEADING_OTHER},
    {"tableofcontents", PDF_HEADING_OTHER},
    {"keywords", PDF_HEADING_OTHER},
    {"indexterms", PDF_HEADING_OTHER},
    {"executivesummary", PDF_HEADING_OTHER},
    {"ccsconcepts", PDF_HEADING_OTHER},
    {"categoriesandsubjectdescriptors", PDF_HEADING_OTHER},
    {"generalterms", PDF_HEADING_OTHER},
    {"acmreferenceformat", PDF_HEADING_OTHER},
    {"keywordsandphrases", PDF_HEADING_OTHER},
};

/* Skips "1", "1.", "I." before a heading. */
static const char *past_number(const char *s)
{
    size_t n = strspn(s, "0123456789IVX");
    if (n > 0 && (s[n] == '.' || s[n] == ' '))
        return s + n + strspn(s + n, ". ");
    return s;
}

/* How much of s spells the word, blanks between the letters ("A B S T R A C T") and case apart; 0:
 * not at all. */
static size_t spelt(const char *s, const char *word)
{
    size_t at = 0;
    for (; *word != '\0'; word++, at++) {
        at += strspn(s + at, " ");
        if (tolower((unsigned char)s[at]) != *word)
            return 0;
    }
    return at;
}

/* Whether what follows the word makes it a heading, and where the text after it begins. */
static bool ends_heading(const char *after, const char **rest)
{
    static const char *const marks[] = {"\xE2\x80\x94", "\xE2\x80\x93", ".", ":", "-"};
    const char *s = after + strspn(after, " ");
    bool marked = false;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (strncmp(s, marks[i], strlen(marks[i])) == 0) {
            s += strlen(marks[i]);
            marked = true;
        }
    *rest = s + strspn(s, " ");
    return **rest == '\0' || marked;
}

enum pdf_heading pdf_line_heading(const struct pdf_line *line, const char **rest)
{
    const char *s = past_number(line->text);
    for (size_t i = 0; i < sizeof headings / sizeof *headings; i++) {
        size_t n = spelt(s, headings[i].word);
        if (n > 0 && ends_heading(s + n, rest))
            return headings[i].kind;
    }
    return PDF_HEADING_NONE;
}

/* ---- banners */

/* How lines begin that are printed above and around titles. */
static const char *const banner_starts[] = {
    "published as",
    "preprint",
    "under review",
    "arxiv:",
    "to appear",
    "submitted to",
    "submission to",
    "accepted ",
    "proceedings of",
    "in proceedings",
    "in proc.",
    "volume ",
    "vol. ",
    "http:",
    "https:",
    "www.",
    "doi",
    "issn",
    "isbn",
    "copyright",
    "©",
    "(c) ",
    "technical report",
    "contents lists",
    "available online",
    "available at",
    "see discussions",
    "received ",
    "running head",
    "do not quote",
    "ieee transactions",
    "ieee trans.",
    "acm trans",
    "acm transactions",
    "appears in",
    "appeared in",
    "this paper appear",
    "working paper",
    "discussion paper",
    "nber ",
    "open access",
    "downloaded from",
    "this is a preprint",
    "this is the author",
    "this version",
    "permission to",
    "authorized licensed",
    "noname manuscript",
    "manuscript",
    "draft",
    "confidential",
    "a thesis",
    "a dissertation",
    "thesis for",
    "email:",
    "e-mail:",
    "page ",
    "provided by",
    "cite this",
    "citation:",
    "citations",
    "presented at",
    "conference paper",
    "journal homepage",
    "international journal of",
    "international conference",
    "advances in neural",
    "research article",
    "original article",
    "original paper",
    "review article",
    "the following paper",
    "usenix association",
    "university of",
    "institute of",
    "department of",
    "school of",
    "springer",
    "elsevier",
    "jmlr",
    "journal of machine learning",
};

/* What such lines are as a whole. */
static const char *const banners[] = {
    "article",
    "articles",
    "review",
    "reviews",
    "research",
    "research paper",
    "letter",
    "letters",
    "perspective",
    "perspectives",
    "keynote",
    "whitepaper",
    "white paper",
    "feature",
    "viewpoint",
    "practice",
    "report",
    "paper",
    "tutorial",
    "survey",
    "short paper",
    "full paper",
    "by",
    "and",
    "invited paper",
    "extended abstract",
    "contributed articles",
    "special issue",
    "editorial",
    "authors",
    "author",
    "unclassified",
    "computing practices",
    "key words",
    "open",
};

static bool is_listed(const char *text)
{
    for (size_t i = 0; i < sizeof banner_starts / sizeof *banner_starts; i++)
        if (text_istarts(text, banner_starts[i]))
            return true;
    for (size_t i = 0; i < sizeof banners / sizeof *banners; i++)
        if (text_ieq(text, banners[i]))
            return true;
    return false;
}

size_t pdf_word_count(const char *text)
{
    size_t words = 0;
    bool inside = false;
    for (; *text != '\0'; text++) {
        if (is_letter(*text) && !inside) {
            words++;
            inside = true;
        } else if (*text == ' ') {
            inside = false;
        }
    }
    return words;
}

bool pdf_line_is_banner(const char *text)
{
    struct date date;
    return is_listed(text) || strchr(text, '@') != NULL || date_parse(text, 0, &date) ||
           pdf_word_count(text) == 0;
}
