/* pdf_byline: see gloss/page/pdf_byline.h.
 *
 * What stands between title and text is put together into paragraphs; a paragraph is names when all
 * its pieces are. The first such one shows how names are set in this paper; everything else set so
 * must be names too, or have a word that no name has. */
#include "gloss/page/pdf_byline.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "gloss/base/buf.h"
#include "gloss/base/date.h"
#include "gloss/base/name.h"
#include "gloss/base/name_judge.h"
#include "gloss/base/name_words.h"
#include "gloss/base/text.h"
#include "gloss/page/pdf_lines.h"

enum { PARAGRAPH_MAX = 8000, PIECE_MAX = 120 };

enum kind {
    PARAGRAPH_OTHER,  /* certainly no names */
    PARAGRAPH_UNSURE, /* some names, or a single word that may be half of one */
    PARAGRAPH_NAMES,
};

struct paragraph {
    const char *text;
    struct pdf_line first, last;
    enum kind kind;
    const char **names;
    size_t count;
    bool listed; /* it is evidence by itself: several names, or "by", a date or a mark with one */
};

/* ---- paragraphs */

static bool is_set_alike(const struct pdf_line *a, const struct pdf_line *b)
{
    return abs(a->size - b->size) * 32 <= a->size && a->bold == b->bold;
}

static const char *last_piece(const char *s)
{
    const char *piece = s;
    for (; *s != '\0'; s++)
        if (*s == ',' || *s == ';')
            piece = s + 1;
    return piece + strspn(piece, " ");
}

/* Whether a piece is no whole name: one word, or nothing but initials. */
static bool is_half_name(const char *s, size_t n)
{
    bool initials = true;
    size_t words = 0;
    for (size_t i = 0; i < n;) {
        size_t word = strcspn(s + i, " ,;");
        if (i + word > n)
            word = n - i;
        words += word > 0;
        initials = initials && (word == 0 || name_word_is_initial(s + i, word));
        i += word + 1;
    }
    return words < 2 || initials;
}

/* How a list of names goes on in the next line: what joins them; NULL when it does not. */
static const char *joint(const char *before, const struct pdf_line *last, const struct pdf_line *l)
{
    bool below = l->y > last->y && l->y - last->y < 2 * last->size && l->x < last->right &&
                 l->right > last->x;
    bool list = strchr(before, ',') || text_ifind(before, " and ") || text_iends(before, " and");
    if (!below || !list || !is_set_alike(last, l) || strchr(l->text, '@') ||
        (islower((unsigned char)l->text[0]) && !text_istarts(l->text, "and ")))
        return NULL;
    const char *piece = last_piece(before);
    if (piece[0] == '\0' || text_iends(before, " and") || text_istarts(l->text, "and "))
        return " ";
    if (is_half_name(piece, strlen(piece)) || is_half_name(l->text, strcspn(l->text, ",;")))
        return " ";
    return strpbrk(l->text, ",;") || text_ifind(l->text, " and ") ? ", " : NULL;
}

/* Reads the paragraph that begins with line *i, and moves past it. */
static void read_paragraph(const struct pdf_document *d, const struct pdf_line *lines, size_t count,
                           size_t *i, struct paragraph *out)
{
    struct buf b;
    buf_init(&b, PARAGRAPH_MAX);
    *out = (struct paragraph){.first = lines[*i], .last = lines[*i]};
    (void)buf_adds(&b, lines[(*i)++].text);
    const char *with;
    while (*i < count && (with = joint(b.data, &out->last, &lines[*i])) != NULL) {
        (void)buf_adds(&b, with);
        (void)buf_adds(&b, lines[*i].text);
        out->last = lines[(*i)++];
    }
    out->text = arena_strndup(d->arena, b.data, b.len);
    buf_release(&b);
}

/* ---- pieces */

/* Bytes up to the next separator of names, whose length goes to *past. */
static size_t piece_length(const char *s, size_t *past)
{
    static const char *const separators[] = {
        "\xE2\x88\x97", "\xE2\x80\xA0", "\xE2\x80\xA1", "*",  ",", ";", " and ",
        " & ",          "\xC2\xB7",     "\xE2\x80\xA2", " | "};
    for (size_t n = 0; s[n] != '\0'; n++)
        for (size_t i = 0; i < sizeof separators / sizeof *separators; i++) {
            *past = strlen(separators[i]);
            if (strncasecmp(s + n, separators[i], *past) == 0)
                return n;
        }
    *past = 0;
    return strlen(s);
}

/* A year, alone or behind a month or a season. */
static bool is_date(const char *piece)
{
    static const char *const seasons[] = {"spring ", "summer ", "autumn ", "fall ", "winter "};
    struct date date;
    for (size_t i = 0; i < sizeof seasons / sizeof *seasons; i++)
        if (text_istarts(piece, seasons[i]))
            piece += strlen(seasons[i]);
    return date_parse(piece, 0, &date);
}

static bool has_word_of(const char *piece, unsigned kinds)
{
    struct name_words w;
    name_words_split(piece, &w);
    for (size_t i = 0; i < w.count; i++)
        if ((name_word_kind(w.at[i], w.length[i]) & kinds) != 0)
            return true;
    return false;
}

/* Marks of footnotes stand behind names and titles, not behind places. */
static bool is_marked(const char *text)
{
    static const char *const marks[] = {"*", "\xE2\x88\x97", "\xE2\x80\xA0", "\xE2\x80\xA1"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (text_iends(text, marks[i]))
            return true;
    return false;
}

static bool has_letter(const char *s)
{
    for (; *s != '\0'; s++)
        if (isalpha((unsigned char)*s) || (*s & 0x80))
            return true;
    return false;
}

struct pieces {
    size_t names, dates;
    size_t strangers; /* no names for certain */
    size_t unknown;
};

/* Takes one piece of a paragraph in. */
static void take_piece(const struct pdf_document *d, const char *piece, struct paragraph *p,
                       struct pieces *n)
{
    char *name = strlen(piece) <= PIECE_MAX ? name_clean(piece) : NULL;
    if (is_date(piece)) {
        n->dates++;
    } else if (name && pdf_is_person(name) && p->count < PDF_NAMES_MAX) {
        if (!p->names)
            p->names = arena_alloc(d->arena, PDF_NAMES_MAX * sizeof *p->names);
        p->names[p->count++] = arena_strdup(d->arena, name);
        n->names++;
    } else if (has_letter(piece) && !name_consists_of(piece, KIND_DEGREE, KIND_DEGREE)) {
        bool stranger = pdf_is_no_name(piece);
        n->strangers += stranger;
        n->unknown += !stranger;
    }
    free(name);
}

/* Four words, none of them an initial or a particle: perhaps two names side by side. */
static bool is_crowded(const char *name)
{
    struct name_words w;
    name_words_split(name, &w);
    for (size_t i = 0; i < w.count; i++)
        if (name_word_is_initial(w.at[i], w.length[i]) || name_word_kind(w.at[i], w.length[i]) != 0)
            return false;
    return w.count > 3;
}

static void judge_paragraph(const struct pdf_document *d, struct paragraph *p)
{
    struct pieces n = {0};
    const char *s = p->text;
    bool by = text_istarts(s, "by ");
    s += by ? strlen("by ") : 0;
    for (size_t past; *s != '\0';) {
        size_t len = piece_length(s, &past);
        char *piece = text_clean(s, len);
        take_piece(d, text_istarts(piece, "and ") ? piece + strlen("and ") : piece, p, &n);
        free(piece);
        s += len + past;
    }
    if (n.names == 1 && is_crowded(p->names[0]) && strpbrk(p->text, ",;") == NULL)
        n.unknown++;
    p->listed = n.names > 1 || (n.names == 1 && (by || n.dates > 0 || is_marked(p->text)));
    if (n.names > 0)
        p->kind = n.strangers + n.unknown == 0 ? PARAGRAPH_NAMES : PARAGRAPH_UNSURE;
    else if (n.unknown > 0 && n.strangers == 0 && !text_ieq(p->text, "by") && !is_date(p->text))
        p->kind = PARAGRAPH_UNSURE;
}

/* ---- the byline */

/* After these words people are named who did not write the paper. */
static bool ends_byline(const char *text)
{
    static const char *const words[] = {"committee", "advisor",  "adviser",   "supervis",
                                        "examin",    "editor",   "edited by", "acknowledg",
                                        "dedicated", "reviewer", "translat"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (text_ifind(text, words[i]))
            return true;
    return false;
}

static bool is_evidence(const char *text)
{
    return strchr(text, '@') || text_ieq(text, "by") || has_word_of(text, KIND_GROUP);
}

/* The paragraphs between title and text; returns how many. */
static size_t read_front(const struct pdf_document *d, const struct pdf_front *f,
                         struct paragraph *out)
{
    struct pdf_line *lines = arena_alloc(d->arena, (f->page->count + 1) * sizeof *lines);
    size_t count = 0;
    for (size_t i = 0; i < f->page->count; i++) {
        const struct pdf_line *l = &f->page->lines[i];
        if (!l->up && l->y * 2 >= f->title_bottom * 2 - f->title_size && l->y < f->floor)
            lines[count++] = *l;
    }
    size_t paragraphs = 0;
    for (size_t i = 0; i < count && !ends_byline(lines[i].text);) {
        read_paragraph(d, lines, count, &i, &out[paragraphs]);
        judge_paragraph(d, &out[paragraphs]);
        paragraphs++;
    }
    return paragraphs;
}

static void take_names(const struct pdf_document *d, const struct paragraph *p,
                       struct pdf_byline *out)
{
    if (!out->names)
        out->names = arena_alloc(d->arena, PDF_NAMES_MAX * sizeof *out->names);
    for (size_t i = 0; i < p->count && out->count < PDF_NAMES_MAX; i++)
        out->names[out->count++] = p->names[i];
}

void pdf_byline_read(const struct pdf_document *d, const struct pdf_front *f,
                     struct pdf_byline *out)
{
    *out = (struct pdf_byline){.count = 0};
    if (!f->legible || !f->title || !f->title_clear)
        return;
    struct paragraph *p = arena_alloc(d->arena, (f->page->count + 1) * sizeof *p);
    size_t count = read_front(d, f, p);
    const struct pdf_line *model = NULL;
    bool evidence = false;
    bool unsure = false;
    for (size_t i = 0; i < count; i++) {
        out->seen += p[i].count;
        evidence = evidence || p[i].listed || is_evidence(p[i].text);
        if (!model && p[i].kind == PARAGRAPH_NAMES)
            model = &p[i].first;
    }
    for (size_t i = 0; model && i < count; i++) {
        bool before = p[i].first.y < model->y && p[i].count > 0;
        if (!is_set_alike(model, &p[i].first) && !before)
            continue;
        unsure = unsure || p[i].kind == PARAGRAPH_UNSURE;
        if (p[i].kind == PARAGRAPH_NAMES && !before)
            take_names(d, &p[i], out);
    }
    if (unsure || (!evidence && out->count < 3))
        out->count = 0;
}
