/* pdf_lines: lines of a PDF's page put back together, and what single lines are.
 *
 * Pure; any thread. */
#ifndef GLOSS_PAGE_PDF_LINES_H
#define GLOSS_PAGE_PDF_LINES_H

#include "gloss/page/pdf_document.h"

#include <stdbool.h>
#include <stddef.h>

/* The lines as running text. A word divided at the end of a line is joined, with its hyphen or
 * without, as the rest of the document writes it; else without, unless a capital follows. In the
 * document's arena. */
const char *pdf_lines_join(const struct pdf_document *d, const struct pdf_line *const *lines,
                           size_t count);

/* All of a page's text for searching: folded, a line a line, blanks at both ends of each. The
 * caller frees. */
char *pdf_page_folded(const struct pdf_page *page);

/* Whether its text means anything: fonts may map codes to the wrong characters. */
bool pdf_page_is_legible(const struct pdf_page *page);

/* The font size in which most of the first pages is set; 0 when there is no text. */
int pdf_body_size(const struct pdf_document *d);

/* What headings of a paper's parts are called. */
enum pdf_heading {
    PDF_HEADING_NONE,
    PDF_HEADING_ABSTRACT,
    PDF_HEADING_OTHER, /* an introduction, keywords, a table of contents */
};

/* Which of them the line is or begins with ("Abstract. We present"): `*rest` is what follows on the
 * line, "" when nothing does. */
enum pdf_heading pdf_line_heading(const struct pdf_line *line, const char **rest);

/* Whether what is printed around papers, rather than in them, reads like this: "Published as a
 * conference paper at...", dates, numbers, addresses. */
bool pdf_line_is_banner(const char *text);

/* How many of its words have letters. */
size_t pdf_word_count(const char *text);

#endif
