/* pdf_title: see gloss/page/pdf_title.h.
 *
 * A title in the metadata that the first page prints too is the title. One that it does not print
 * is a template's or an earlier draft's when the page has a title of its own. */
#include "gloss/page/pdf_title.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "gloss/base/mem.h"
#include "gloss/base/text.h"
#include "gloss/page/pdf_lines.h"

enum { RANK_ON_PAGE = 880, RANK_TEXT = 860, RANK_METADATA = 840, STEM_MAX = 300 };

/* ---- junk */

static const char *const file_endings[] = {
    ".dvi",  ".doc",  ".docx", ".tex", ".pdf", ".ps",  ".eps",  ".ppt", ".pptx", ".pages", ".key",
    ".indd", ".indb", ".rtf",  ".odt", ".odp", ".txt", ".fm",   ".wpd", ".xls",  ".xlsx",  ".qxd",
    ".qxp",  ".cdr",  ".ai",   ".pub", ".md",  ".htm", ".html", ".lyx", ".p65",  ".pmd",   ".book",
    ".log",  ".mif",  ".svg",  ".jpg", ".png", ".tif", ".ltx",  ".sxw", ".wps",  ".hwp",   ".docm",
};

/* How titles begin that programs and templates made up. */
static const char *const junk_starts[] = {
    "microsoft word",
    "microsoft powerpoint",
    "microsoft office",
    "powerpoint presentation",
    "pii:",
    "doi:",
    "arxiv:",
    "untitled",
    "ieee paper title",
    "ieee paper template",
    "proceedings template",
    "instructions for",
    "author guidelines",
    "preparation of papers",
    "formatting instructions",
    "slide ",
    "http:",
    "https:",
    "file:",
    "www.",
    "c:\\",
    "insert ",
    "your title",
    "paper title",
    "title of ",
    "type the title",
    "click to",
    "sample ",
    "latex ",
    "layout ",
    "binder",
    "scan",
    "bookmark",
    "print",
    "template",
    "acm conference",
    "acm proceedings",
    "sig proceedings",
    "conference paper title",
    "paste special",
    "book title",
    "full page photo",
    "no title",
};

static const char *const junk_titles[] = {
    "title",
    "paper",
    "main",
    "ms",
    "manuscript",
    "draft",
    "final",
    "presentation",
    "none",
    "article",
    "report",
    "document",
    "journal",
    "contents",
    "cover",
    "front cover",
    "abstract",
    "thesis",
    "whitepaper",
    "white paper",
    "slides",
    "lecture",
    "camera-ready",
    "camera ready",
    "main.dvi",
    "word document",
    "new document",
    "final report",
    "technical report",
    "front matter",
    "research paper",
    "conference paper",
    "final version",
    "full text",
    "table of contents",
    "acmart",
};

static bool is_listed(const char *title)
{
    for (size_t i = 0; i < sizeof file_endings / sizeof *file_endings; i++)
        if (text_iends(title, file_endings[i]))
            return true;
    for (size_t i = 0; i < sizeof junk_starts / sizeof *junk_starts; i++)
        if (text_istarts(title, junk_starts[i]))
            return true;
    for (size_t i = 0; i < sizeof junk_titles / sizeof *junk_titles; i++)
        if (text_ieq(title, junk_titles[i]))
            return true;
    return false;
}

static bool same(const char *a, const char *b)
{
    if (!a || !b)
        return false;
    char *x = text_fold(a);
    char *y = text_fold(b);
    bool equal = strcmp(x, y) == 0;
    free(x);
    free(y);
    return equal;
}

/* Whether a title of one or two words is the name of the file. */
static bool names_file(const char *title, const char *url)
{
    const char *slash = url ? strrchr(url, '/') : NULL;
    if (!slash || pdf_word_count(title) > 2)
        return false;
    size_t n = strcspn(slash + 1, "?#");
    const char *dot = memrchr(slash + 1, '.', n);
    if (dot)
        n = (size_t)(dot - slash - 1);
    char *stem = xstrndup(slash + 1, n < STEM_MAX ? n : STEM_MAX);
    bool is = same(title, stem);
    free(stem);
    return is;
}

static bool is_mostly_letters(const char *s)
{
    size_t letters = 0;
    size_t all = 0;
    for (; *s != '\0'; s++) {
        all += *s != ' ';
        letters += isalpha((unsigned char)*s) || (*s & 0x80);
    }
    return letters * 5 > all * 3;
}

/* One word that no title is: "recursive", "CompilerTalk-2019", "tr97-12". East Asian titles are one
 * word, too. */
static bool is_lone_word(const char *title)
{
    return strchr(title, ' ') == NULL && (title[0] & 0x80) == 0;
}

bool pdf_title_is_junk(const struct pdf_document *d, const char *title, const char *url)
{
    return is_listed(title) || is_lone_word(title) || strchr(title, '_') || strchr(title, '\\') ||
           strstr(title, "{{") || strstr(title, "\xEF\xBF\xBD") || !is_mostly_letters(title) ||
           same(title, d->producer) || same(title, d->creator) || names_file(title, url);
}

/* ---- choosing */

/* Archives put their number before the title: "[1706.03762v5] Attention". */
static const char *past_number(const char *title)
{
    const char *close = title[0] == '[' ? strchr(title, ']') : NULL;
    if (!close || strcspn(title, "0123456789") > (size_t)(close - title))
        return title;
    const char *rest = close + 1 + strspn(close + 1, " ");
    return pdf_word_count(rest) >= 2 ? rest : title;
}

/* Whether four of five words of the title are on the page. */
static bool is_on_page(const char *title, const struct pdf_page *page)
{
    char *text = pdf_page_folded(page);
    char *folded = text_fold(title);
    size_t words = 0;
    size_t found = 0;
    for (char *at = folded; *at != '\0';) {
        size_t n = strcspn(at, " ");
        char *word = xasprintf(" %.*s ", (int)n, at);
        words++;
        found += strstr(text, word) != NULL;
        free(word);
        at += n + (at[n] == ' ');
    }
    free(folded);
    free(text);
    return words > 0 && found * 5 >= words * 4;
}

/* Whether the page's title says more: "Raft" against "Raft: In Search of an Algorithm". */
static bool says_more(const char *text, const char *title)
{
    char *longer = text_fold(text);
    char *shorter = text_fold(title);
    size_t n = strlen(shorter);
    bool more = pdf_word_count(title) < 3 && strncmp(longer, shorter, n) == 0 && longer[n] == ' ';
    free(longer);
    free(shorter);
    return more;
}

void pdf_title_propose(const struct pdf_document *d, const struct pdf_front *f, const char *xmp,
                       const char *url, struct proposals *out)
{
    const struct {
        const char *title;
        const char *source;
    } said[] = {{xmp, "pdf-xmp"}, {d->title, "pdf-info"}};
    bool clear = f->legible && f->title && f->title_clear;
    for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
        const char *title = said[i].title ? past_number(said[i].title) : NULL;
        if (!title || pdf_title_is_junk(d, title, url))
            continue;
        bool printed = f->legible && is_on_page(title, f->page);
        if (printed && clear && says_more(f->title, title))
            continue;
        propose(out, META_TITLE, VALUE_TEXT, title, said[i].source,
                printed ? RANK_ON_PAGE : RANK_METADATA);
    }
    if (clear)
        propose(out, META_TITLE, VALUE_TEXT, f->title, "pdf-text", RANK_TEXT);
}
