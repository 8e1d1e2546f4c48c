/* lines: poppler gives a page's text in reading order, a rectangle for each character of it, and
 * runs of characters that share a font; here the three are joined line by line.
 *
 * What poppler calls a line may be two that stand side by side or one above the other without
 * anything between them; those are parted by their places. Blanks it sees where only the font
 * changes (L ARGE in small capitals) are dropped. */
#include "gloss/pdf/lines.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "gloss/base/buf.h"
#include "gloss/base/json.h"
#include "gloss/base/text.h"

enum {
    LINES_MAX = 600,
    LINE_BYTES_MAX = 1000,
    PAGE_BYTES_MAX = 400000,
    SIZES_MAX = 16, /* font sizes of one line that are told apart */
};

static const double GAP_EMS = 1.2;        /* a wider gap parts what stands side by side */
static const double NO_BLANK_EMS = 0.1;   /* a narrower blank is none */
static const double EM_PER_ADVANCE = 2.1; /* how much larger a font is than its letters are wide */

/* The characters of a page, one after another. */
struct reader {
    const char *at;
    guint index;             /* of the character at `at` */
    PopplerRectangle *boxes; /* one a character */
    guint box_count;
    GList *run; /* of characters that share a font */
};

/* A line being gathered, and what its characters say of it. */
struct gathered {
    struct buf text;
    PopplerRectangle last; /* the latest character that is no blank */
    double last_size;      /* in points */
    bool blank;            /* one stood since */
    double left, top, right, bottom;
    double advance; /* widths of its characters, summed up */
    size_t ink;     /* characters that are no blanks */
    size_t bold;
    size_t unnamed; /* in a font without a name, whose size means nothing */
    struct {
        long long size; /* tenths of a point */
        size_t count;
    } sizes[SIZES_MAX];
};

long long lines_tenths(double points)
{
    return isfinite(points) && fabs(points) < 1e6 ? llround(points * 10) : 0;
}

static const PopplerTextAttributes *attributes_here(struct reader *r)
{
    while (r->run && (guint)((PopplerTextAttributes *)r->run->data)->end_index < r->index)
        r->run = r->run->next;
    return r->run ? r->run->data : NULL;
}

static void count_size(struct gathered *l, long long size)
{
    for (size_t i = 0; i < SIZES_MAX; i++) {
        if (l->sizes[i].count == 0)
            l->sizes[i].size = size;
        if (l->sizes[i].size == size) {
            l->sizes[i].count++;
            return;
        }
    }
}

static bool is_bold(const char *font)
{
    return text_ifind(font, "bold") || text_ifind(font, "black") || text_ifind(font, "cmbx") ||
           text_ifind(font, "-medi");
}

static void count_font(struct gathered *l, const PopplerTextAttributes *a)
{
    if (!a)
        return;
    const char *font = a->font_name ? a->font_name : "Default";
    l->last_size = a->font_size;
    count_size(l, lines_tenths(a->font_size));
    l->bold += is_bold(font);
    l->unnamed += strcmp(font, "Default") == 0; /* poppler's word for none: bitmaps of old TeX */
}

static void count_box(struct gathered *l, const PopplerRectangle *box)
{
    l->left = l->ink == 0 ? box->x1 : fmin(l->left, box->x1);
    l->top = l->ink == 0 ? box->y1 : fmin(l->top, box->y1);
    l->right = l->ink == 0 ? box->x2 : fmax(l->right, box->x2);
    l->bottom = l->ink == 0 ? box->y2 : fmax(l->bottom, box->y2);
    l->advance += fabs(box->x2 - box->x1);
    l->last = *box;
    l->ink++;
}

/* The wider of the two gaps, across and down, that part two rectangles; 0 when they touch. */
static double distance(const PopplerRectangle *a, const PopplerRectangle *b)
{
    double across = fmax(b->x1 - a->x2, a->x1 - b->x2);
    double down = fmax(b->y1 - a->y2, a->y1 - b->y2);
    return fmax(0, fmax(across, down));
}

/* Characters that typesetting puts in the place of others: the ligatures of Unicode, and two of
 * TeX's first encoding that arrive as control characters. */
static void add_character(struct gathered *l, gunichar c)
{
    static const char *const ligatures[] = {"ff", "fi", "fl", "ffi", "ffl", "st", "st"};
    enum { FIRST = 0xfb00, LAST = 0xfb06, TEX_FFI = 0x0e, TEX_FFL = 0x0f };
    char utf8[6];
    if (c == TEX_FFI || c == TEX_FFL)
        (void)buf_adds(&l->text, c == TEX_FFI ? "ffi" : "ffl");
    else if (c >= FIRST && c <= LAST)
        (void)buf_adds(&l->text, ligatures[c - FIRST]);
    else
        (void)buf_add(&l->text, utf8, (size_t)g_unichar_to_utf8(c, utf8));
}

/* Whether the blanks before a character are real: not where small capitals follow a capital. */
static bool has_blank(const struct gathered *l, double gap, const PopplerTextAttributes *a)
{
    if (!l->blank || l->ink == 0)
        return false;
    return !a || a->font_size == l->last_size || gap > NO_BLANK_EMS * l->last_size;
}

static bool is_bitmap(const struct gathered *l)
{
    return l->unnamed * 2 > l->ink;
}

/* The size of most of the line, in tenths of a point. */
static long long common_size(const struct gathered *l)
{
    size_t best = 0;
    for (size_t i = 1; i < SIZES_MAX; i++)
        if (l->sizes[i].count > l->sizes[best].count)
            best = i;
    if (is_bitmap(l))
        return lines_tenths(EM_PER_ADVANCE * l->advance / (double)l->ink);
    return l->sizes[best].size;
}

/* Appends the line to `out` when it has text, and begins another. */
static void end_line(struct gathered *l, json_t *out)
{
    char *text = text_clean(l->text.data, l->text.len);
    if (l->ink > 0 && text[0] != '\0') {
        json_t *o = json_object();
        json_put(o, "text", text);
        json_put_int(o, "x", lines_tenths(l->left));
        json_put_int(o, "y", lines_tenths(l->top));
        json_put_int(o, "right", lines_tenths(l->right));
        json_put_int(o, "bottom", lines_tenths(l->bottom));
        json_put_int(o, "size", common_size(l));
        if (l->bold * 2 > l->ink)
            json_put_new(o, "bold", json_true());
        if (l->ink > 2 && l->bottom - l->top > 2 * (l->right - l->left))
            json_put_new(o, "up", json_true());
        if (is_bitmap(l))
            json_put_new(o, "bitmap", json_true());
        (void)json_array_append_new(out, o);
    }
    free(text);
    struct buf kept = l->text;
    *l = (struct gathered){.text = kept};
    buf_clear(&l->text);
}

static void take_character(struct reader *r, struct gathered *l, json_t *out, gunichar c)
{
    if (g_unichar_isspace(c)) {
        l->blank = true;
        return;
    }
    const PopplerRectangle *box = r->index < r->box_count ? &r->boxes[r->index] : NULL;
    const PopplerTextAttributes *a = box ? attributes_here(r) : NULL;
    double gap = box && l->ink > 0 ? distance(&l->last, box) : 0;
    if (gap > GAP_EMS * fmax(l->last_size, 1))
        end_line(l, out);
    if (has_blank(l, gap, a))
        (void)buf_addch(&l->text, ' ');
    l->blank = false;
    add_character(l, c);
    if (box)
        count_box(l, box);
    count_font(l, a);
}

static void read_lines(struct reader *r, json_t *out)
{
    const char *end = r->at + PAGE_BYTES_MAX;
    struct gathered l = {.ink = 0};
    buf_init(&l.text, LINE_BYTES_MAX);
    for (; *r->at != '\0' && r->at < end && json_array_size(out) < LINES_MAX; r->index++) {
        gunichar c = g_utf8_get_char(r->at);
        if (c == '\n')
            end_line(&l, out);
        else
            take_character(r, &l, out, c);
        r->at = g_utf8_next_char(r->at);
    }
    end_line(&l, out);
    buf_release(&l.text);
}

json_t *lines_of(PopplerPage *page)
{
    json_t *out = json_array();
    char *bytes = poppler_page_get_text(page);
    if (bytes && g_utf8_validate(bytes, -1, NULL)) {
        GList *runs = poppler_page_get_text_attributes(page);
        struct reader r = {.at = bytes, .run = runs};
        (void)poppler_page_get_text_layout(page, &r.boxes, &r.box_count);
        read_lines(&r, out);
        poppler_page_free_text_attributes(runs);
        g_free(r.boxes);
    }
    g_free(bytes);
    return out;
}
