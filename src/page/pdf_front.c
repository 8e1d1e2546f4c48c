/* pdf_front: see gloss/page/pdf_front.h.
 *
 * Lines of one size that follow each other are a group; of the groups above the text the one in the
 * largest type wins, and bold counts for a little more. */
#include "gloss/page/pdf_front.h"

#include <ctype.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "gloss/base/text.h"
#include "gloss/page/pdf_lines.h"

enum {
    GROUP_LINES_MAX = 8,
    TITLE_BYTES_MAX = 300,
    PARAGRAPH_LINES = 3, /* so many long lines of body text are a paragraph */
    LONG_LINE = 36,      /* bytes */
};

struct group {
    const struct pdf_line *lines[GROUP_LINES_MAX];
    size_t count;
    int left, right;
};

/* ---- where the text begins */

static bool is_body_line(const struct pdf_line *l, int body)
{
    size_t lower = 0;
    size_t len = strlen(l->text);
    for (size_t i = 0; i < len; i++)
        lower += islower((unsigned char)l->text[i]) != 0;
    return !l->up && !l->bold && len >= LONG_LINE && lower * 10 > len * 6 &&
           abs(l->size - body) * 20 <= body;
}

/* Whether a line goes on where the one before it ends. */
static bool is_next_below(const struct pdf_line *before, const struct pdf_line *l)
{
    return l->y > before->y && l->y - before->y < 2 * before->size && l->x < before->right &&
           l->right > before->x;
}

/* The first heading or paragraph that begins below `from`, in the columns between left and right.
 */
static void find_floor(struct pdf_front *f, int from, int left, int right)
{
    f->floor = f->page->height > 0 ? f->page->height : INT_MAX;
    int run = 0;
    for (size_t i = 0; i < f->page->count; i++) {
        const struct pdf_line *l = &f->page->lines[i];
        const char *rest;
        bool body = is_body_line(l, f->body);
        run = body ? (run > 0 && is_next_below(l - 1, l) ? run + 1 : 1) : 0;
        bool heading = pdf_line_heading(l, &rest) != PDF_HEADING_NONE;
        const struct pdf_line *first = heading ? l : l - PARAGRAPH_LINES + 1;
        if (!l->up && (heading || run == PARAGRAPH_LINES) && first->y >= from &&
            first->y < f->floor && first->x < right && first->right > left) {
            f->floor = first->y;
            f->floor_size = first->size;
        }
    }
}

/* ---- the title */

static bool has_letters(const char *text, size_t least)
{
    size_t letters = 0;
    for (; *text != '\0'; text++)
        letters += isalpha((unsigned char)*text) || (unsigned char)*text >= 0xc0;
    return letters >= least;
}

/* What weighs in the choice: the size, and a little more for bold. */
static int weight(const struct pdf_line *l)
{
    return l->bold ? l->size * 27 / 25 : l->size;
}

/* Whether a line may belong to a title. What stands beside or below the beginning of the text must
 * be much larger than it. */
static bool may_be_title(const struct pdf_front *f, const struct pdf_line *l)
{
    const char *rest;
    bool above = l->y < f->floor || l->size * 10 > f->floor_size * 13;
    return !l->up && above && has_letters(l->text, 3) && l->y * 10 < f->page->height * 7 &&
           weight(l) * 20 >= f->body * 21 && !pdf_line_is_banner(l->text) &&
           pdf_line_heading(l, &rest) == PDF_HEADING_NONE;
}

static bool is_shouted(const char *text)
{
    for (const char *c = text; *c != '\0'; c++)
        if (islower((unsigned char)*c))
            return false;
    return pdf_word_count(text) >= 3;
}

static bool has_same_face(const struct pdf_line *a, const struct pdf_line *b)
{
    int tolerance = a->bitmap ? a->size / 8 : a->size / 16;
    return abs(a->size - b->size) <= tolerance && a->bold == b->bold &&
           (!is_shouted(a->text) || is_shouted(b->text) || pdf_word_count(b->text) < 3);
}

/* Whether a line goes on with the group: to the right of its last line, or just below. */
static bool goes_on(const struct group *g, const struct pdf_line *l)
{
    const struct pdf_line *last = g->lines[g->count - 1];
    int down = l->y - last->y;
    if (!has_same_face(last, l))
        return false;
    if (abs(down) * 3 < last->size)
        return l->x >= last->right && l->x - last->right < 4 * last->size;
    return down > 0 && down * 10 <= last->size * 19 && l->x < g->right && l->right > g->left;
}

static int by_place(const void *a, const void *b)
{
    const struct pdf_line *const *x = a;
    const struct pdf_line *const *y = b;
    return (*x)->y != (*y)->y ? (*x)->y - (*y)->y : (*x)->x - (*y)->x;
}

static struct group group_from(const struct pdf_line **lines, size_t count, size_t first)
{
    struct group g = {
        .lines = {lines[first]}, .count = 1, .left = lines[first]->x, .right = lines[first]->right};
    for (size_t i = first + 1; i < count && g.count < GROUP_LINES_MAX; i++) {
        if (!goes_on(&g, lines[i]))
            continue;
        g.lines[g.count++] = lines[i];
        g.left = lines[i]->x < g.left ? lines[i]->x : g.left;
        g.right = lines[i]->right > g.right ? lines[i]->right : g.right;
    }
    return g;
}

/* Notes to a title are marked at its end. */
static const char *without_marks(struct arena *a, const char *title)
{
    static const char *const marks[] = {
        " ",        "*",        "\xE2\x88\x97", "\xE2\x80\xA0", "\xE2\x80\xA1",
        "\xC2\xA7", "\xC2\xB6", "\xE2\x8B\x86"};
    char *s = arena_strdup(a, title);
    size_t before;
    do {
        before = strlen(s);
        for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
            if (text_iends(s, marks[i]))
                s[strlen(s) - strlen(marks[i])] = '\0';
    } while (strlen(s) != before);
    return s;
}

/* Whether the group has the words and the type of a title. */
static bool is_title(const struct group *g, const struct pdf_front *f)
{
    size_t words = 0;
    size_t bytes = 0;
    for (size_t i = 0; i < g->count; i++) {
        words += pdf_word_count(g->lines[i]->text);
        bytes += strlen(g->lines[i]->text) + 1;
        if (!has_letters(g->lines[i]->text, strlen(g->lines[i]->text) / 2))
            return false;
    }
    bool large = weight(g->lines[0]) * 10 >= f->body * 13;
    return bytes <= TITLE_BYTES_MAX && (words > 2 || (words == 2 && large));
}

/* The group in the largest type; the first of those that are about as large. */
static void find_title(const struct pdf_document *d, struct pdf_front *f)
{
    const struct pdf_line **lines = arena_alloc(d->arena, (f->page->count + 1) * sizeof *lines);
    struct group best = {.count = 0};
    size_t count = 0;
    for (size_t i = 0; i < f->page->count; i++)
        if (may_be_title(f, &f->page->lines[i]))
            lines[count++] = &f->page->lines[i];
    qsort(lines, count, sizeof(const struct pdf_line *), by_place);
    for (size_t i = 0; i < count; i++) {
        int margin = lines[i]->bitmap ? 115 : 103;
        if (best.count > 0 && weight(lines[i]) * 100 <= weight(best.lines[0]) * margin)
            continue;
        struct group g = group_from(lines, count, i);
        if (is_title(&g, f))
            best = g;
    }
    if (best.count == 0)
        return;
    f->title = without_marks(d->arena, pdf_lines_join(d, best.lines, best.count));
    f->title_left = best.left;
    f->title_right = best.right;
    f->title_bottom = best.lines[best.count - 1]->bottom;
    f->title_size = weight(best.lines[0]);
    f->title_clear = f->title_size * 100 >= f->body * 107;
}

void pdf_front_read(const struct pdf_document *d, struct pdf_front *out)
{
    *out = (struct pdf_front){.page = &d->page[0]};
    out->legible = pdf_page_is_legible(out->page);
    out->body = pdf_body_size(d);
    if (!out->legible || out->body == 0)
        return;
    find_floor(out, INT_MIN, INT_MIN, INT_MAX);
    find_title(d, out);
    if (out->title && out->floor < out->title_bottom)
        find_floor(out, out->title_bottom, out->title_left, out->title_right);
}
