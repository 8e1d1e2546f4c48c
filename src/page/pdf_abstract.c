/* pdf_abstract: see gloss/page/pdf_abstract.h.
 *
 * Reading order is poppler's guess and jumps between columns, so lines are followed by their
 * places: each next one is the nearest below, in the same column and type. */
#include "gloss/page/pdf_abstract.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "gloss/base/text.h"
#include "gloss/page/pdf_lines.h"

enum { ABSTRACT_LINES_MAX = 60, SHORTEST = 200, LONGEST = 4000 };
enum {
    COVER_LINES_MAX = 12,
    SUBTITLE_LINES_MAX = 3,
    PHRASE_WORDS_MIN = 6,
    PHRASE_MAX = 120 /* bytes */
};

struct passage {
    struct pdf_line first; /* what of the heading's line is text */
    const struct pdf_line *lines[ABSTRACT_LINES_MAX];
    size_t count;
    struct pdf_line row; /* the last row, with all its parts */
    int right;           /* the rightmost end of a row */
    bool in_bits;        /* formulas have torn the text apart */
};

static bool is_same_column(const struct pdf_line *a, const struct pdf_line *b)
{
    int overlap = (a->right < b->right ? a->right : b->right) - (a->x > b->x ? a->x : b->x);
    int narrower = a->right - a->x < b->right - b->x ? a->right - a->x : b->right - b->x;
    return overlap * 2 > narrower;
}

static bool is_same_row(const struct pdf_line *a, const struct pdf_line *b)
{
    return abs(a->y - b->y) * 3 < a->size;
}

/* The nearest line below `from` in its column, no farther than `within`, and of its row the
 * leftmost; NULL when there is none. */
static const struct pdf_line *line_below(const struct pdf_page *page, const struct pdf_line *from,
                                         int within)
{
    const struct pdf_line *best = NULL;
    for (size_t i = 0; i < page->count; i++) {
        const struct pdf_line *l = &page->lines[i];
        int down = l->y - from->y;
        if (l->up || down * 2 <= from->size || down > within || !is_same_column(from, l))
            continue;
        if (!best || (is_same_row(best, l) ? l->x < best->x : l->y < best->y))
            best = l;
    }
    return best;
}

static bool is_set_alike(const struct pdf_line *a, const struct pdf_line *b)
{
    return abs(a->size - b->size) * 12 <= a->size && a->bold == b->bold && !b->bitmap;
}

/* The next part of the row, where wide blanks have parted it, in the passage's column; NULL at its
 * end. */
static const struct pdf_line *part_beside(const struct pdf_page *page, const struct passage *p)
{
    const struct pdf_line *row = &p->row;
    for (size_t i = 0; i < page->count; i++) {
        const struct pdf_line *l = &page->lines[i];
        int gap = l->x - row->right;
        if (!l->up && is_same_row(row, l) && is_set_alike(row, l) && gap > 0 &&
            (gap * 2 < 3 * row->size ||
             (gap < 4 * row->size && l->right * 2 <= p->right * 2 + row->size)))
            return l;
    }
    return NULL;
}

static void add_row(const struct pdf_page *page, struct passage *p, const struct pdf_line *line)
{
    p->row = *line;
    while (line && p->count < ABSTRACT_LINES_MAX) {
        p->lines[p->count++] = line;
        p->row.right = line->right;
        line = part_beside(page, p);
    }
    p->in_bits = p->in_bits || p->row.right - p->row.x < p->row.size;
    p->right = p->row.right > p->right ? p->row.right : p->right;
}

static void follow(const struct pdf_page *page, struct passage *p)
{
    const char *rest;
    while (p->count < ABSTRACT_LINES_MAX) {
        const struct pdf_line *next = line_below(page, &p->row, p->row.size * 2);
        if (!next || !is_set_alike(&p->row, next) ||
            pdf_line_heading(next, &rest) != PDF_HEADING_NONE)
            return;
        add_row(page, p, next);
    }
}

static bool is_whole(const char *text)
{
    static const char *const ends[] = {".", "!", "?", ".)", ".\"", ".\xE2\x80\x9D"};
    size_t len = strlen(text);
    if (len < SHORTEST || len > LONGEST || islower((unsigned char)text[0]))
        return false;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (text_iends(text, ends[i]))
            return true;
    return false;
}

const char *pdf_abstract(const struct pdf_document *d, const struct pdf_front *f)
{
    for (size_t i = 0; f->legible && i < f->page->count; i++) {
        const struct pdf_line *l = &f->page->lines[i];
        const char *rest;
        struct passage p = {.count = 0};
        if (l->up || pdf_line_heading(l, &rest) != PDF_HEADING_ABSTRACT)
            continue;
        if (rest[0] != '\0') {
            p.first = *l;
            p.first.text = rest;
            add_row(f->page, &p, &p.first);
        } else {
            const struct pdf_line *first = line_below(f->page, l, l->size * 5);
            if (!first || first->bitmap)
                return NULL;
            add_row(f->page, &p, first);
        }
        follow(f->page, &p);
        const char *text = pdf_lines_join(d, p.lines, p.count);
        return is_whole(text) && !p.in_bits ? text : NULL;
    }
    return NULL;
}

/* ---- what stands under the title of slides */

/* Whether it is a phrase: names, places and meetings are written with capitals. */
static bool is_phrase(const char *text)
{
    size_t small = 0;
    size_t words = 0;
    for (const char *c = text; *c; c++) {
        if (*c == ' ' || (c != text && c[-1] != ' '))
            continue;
        words++;
        small += islower((unsigned char)*c) != 0;
    }
    return strlen(text) <= PHRASE_MAX && words >= PHRASE_WORDS_MIN && small * 4 >= words * 3 &&
           !strpbrk(text, "0123456789@,;:");
}

const char *pdf_subtitle(const struct pdf_document *d, const struct pdf_front *f)
{
    const struct pdf_line *lines[SUBTITLE_LINES_MAX];
    size_t count = 0;
    if (!f->legible || !f->title || f->page->count > COVER_LINES_MAX)
        return NULL;
    for (size_t i = 0; i < f->page->count && count < SUBTITLE_LINES_MAX; i++) {
        const struct pdf_line *l = &f->page->lines[i];
        bool below = !l->up && l->y >= f->title_bottom;
        if (below && (count == 0 || (is_set_alike(lines[0], l) && lines[count - 1]->y < l->y &&
                                     l->y - lines[count - 1]->y <= 2 * l->size)))
            lines[count++] = l;
        else if (count > 0)
            break;
    }
    const char *text = count > 0 ? pdf_lines_join(d, lines, count) : NULL;
    return text && is_phrase(text) ? text : NULL;
}
