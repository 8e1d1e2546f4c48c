/* layout: where the next word goes. */
#include "gloss/render/layout.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "gloss/base/mem.h"
#include "gloss/base/text.h"
#include "gloss/render/paint.h"
#include "gloss/render/plain.h"

enum { COLUMNS = 80, MARGIN = 2, LABEL = 12 };

typedef void write_fn(FILE *out, const char *s);

void layout_init(struct layout *l, FILE *out, bool color)
{
    *l = (struct layout){.out = out, .color = color, .empty = true};
}

static void paint(const struct layout *l, const char *color)
{
    if (l->color && color != NULL)
        (void)fputs(color, l->out);
}

void layout_label(struct layout *l, const char *label)
{
    (void)fprintf(l->out, "%*s", MARGIN, "");
    if (*label != '\0')
        paint(l, DIM);
    (void)fprintf(l->out, "%-*s", LABEL, label);
    if (*label != '\0')
        paint(l, PLAIN);
    l->indent = MARGIN + LABEL;
    l->at = l->indent;
    l->empty = true;
}

void layout_indent(struct layout *l)
{
    (void)fprintf(l->out, "%*s", MARGIN, "");
    l->at += MARGIN;
    l->indent += MARGIN;
}

void layout_hang(struct layout *l)
{
    l->indent = l->at + 1;
}

/* The word as it will stand there: what is made harmless may be wider than it was. The caller
 * frees. */
static char *harmless(const char *word, write_fn *write)
{
    char *text = NULL;
    size_t len = 0;
    FILE *out = open_memstream(&text, &len);

    if (out == NULL)
        return xstrdup("");
    write(out, word);
    if (fclose(out) == 0)
        return text;
    free(text);
    return xstrdup("");
}

/* A word that does not fit goes to the next line; on a line of its own it may be of any length. */
static void put(struct layout *l, const char *word, write_fn *write, const char *color)
{
    char *text = harmless(word, write);
    size_t width = text_width(text);

    if (!l->empty && l->at + 1 + width > COLUMNS) {
        (void)fprintf(l->out, "\n%*s", (int)l->indent, "");
        l->at = l->indent;
        l->empty = true;
    }
    if (!l->empty) {
        (void)fputc(' ', l->out);
        l->at++;
    }
    paint(l, color);
    (void)fputs(text, l->out);
    if (color != NULL)
        paint(l, PLAIN);
    l->at += width;
    l->empty = false;
    free(text);
}

void layout_words(struct layout *l, const char *text, const char *color)
{
    for (const char *s = text + strspn(text, " "); *s != '\0'; s += strspn(s, " ")) {
        size_t n = strcspn(s, " ");
        char *word = xstrndup(s, n);

        put(l, word, plain_text, color);
        free(word);
        s += n;
    }
}

void layout_url(struct layout *l, const char *url, const char *color)
{
    put(l, url, plain_url, color);
}

void layout_wordsf(struct layout *l, const char *format, ...)
{
    char *text = NULL;
    va_list args;

    va_start(args, format);
    if (vasprintf(&text, format, args) < 0)
        text = NULL;
    va_end(args);
    if (text != NULL)
        layout_words(l, text, NULL);
    free(text);
}

void layout_end(struct layout *l)
{
    (void)fputc('\n', l->out);
    l->at = 0;
}
