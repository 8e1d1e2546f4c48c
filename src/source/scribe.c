/* scribe: registries pass on what publishers typed in: JATS and HTML tags in titles (<scp>, <i>,
 * <mml:math>), character references, UTF-8 that someone read as Latin-1, formulas twice. Cleaning
 * it in one place keeps every registry's reader to where things stand. */
#include "gloss/source/scribe.h"

#include <stdlib.h>
#include <string.h>

#include "gloss/base/mem.h"
#include "gloss/base/name_case.h"
#include "gloss/base/text.h"

/* Tags, references and mojibake off; NULL for NULL. The caller frees. */
static char *mended(const char *text)
{
    char *clean = text ? text_clean_html(text, strlen(text)) : NULL;
    char *repaired = clean ? text_unmojibake(clean) : NULL;

    if (!repaired)
        return clean;
    free(clean);
    return repaired;
}

void scribe_word(const struct scribe *s, enum meta_field f, const char *word)
{
    (void)meta_propose(s->meta, f, word, s->source, s->rank);
}

void scribe_text(const struct scribe *s, enum meta_field f, const char *text)
{
    char *clean = mended(text);

    scribe_word(s, f, clean);
    free(clean);
}

void scribe_item(const struct scribe *s, enum meta_field f, const char *text)
{
    char *clean = mended(text);

    if (clean)
        (void)meta_append(s->meta, f, clean, s->source, s->rank);
    free(clean);
}

/* Cuts every stretch from `open` to `close` out of s, both included. */
static void cut_between(char *s, const char *open, const char *close)
{
    char *out = strcasestr(s, open);

    for (char *from = out; from;) {
        char *end = strcasestr(from, close);
        char *rest = end ? end + strlen(close) : from + strlen(from);
        char *next = strcasestr(rest, open);
        size_t kept = next ? (size_t)(next - rest) : strlen(rest);

        memmove(out, rest, kept);
        out += kept;
        *out = '\0';
        from = next;
    }
}

void scribe_abstract(const struct scribe *s, const char *jats)
{
    static const struct {
        const char *open;
        const char *close;
    } unwanted[] = {
        {"<jats:tex-math", "</jats:tex-math>"}, /* stands beside the same in MathML */
        {"<jats:title>Abstract", "</jats:title>"},
        {"<title>Abstract", "</title>"},
    };
    char *text = xstrdup(jats);

    for (size_t i = 0; text && i < sizeof unwanted / sizeof *unwanted; i++)
        cut_between(text, unwanted[i].open, unwanted[i].close);
    scribe_text(s, META_ABSTRACT, text);
    free(text);
}

static bool is_filled(const char *s)
{
    return s && *s;
}

/* The whole name; one all in capitals is re-cased, and its parts with it. The caller frees. */
static char *recase(char *first, char *last)
{
    size_t n = strlen(first);
    char *name = name_recase(xasprintf("%s %s", first, last));

    if (strlen(name) == n + 1 + strlen(last) && name[n] == ' ') {
        memcpy(first, name, n);
        memcpy(last, name + n + 1, strlen(last));
    }
    return name;
}

void scribe_person(const struct scribe *s, const char *given, const char *family,
                   const char *suffix)
{
    char *first = mended(given);
    char *last = mended(family);
    char *name = NULL;

    if (is_filled(last) && is_filled(suffix)) {
        char *whole = xasprintf("%s %s", last, suffix);

        free(last);
        last = whole;
    }
    if (is_filled(first) && is_filled(last)) {
        name = recase(first, last);
        (void)meta_append_author(s->meta, name, first, last, s->source, s->rank);
    } else if (is_filled(first) || is_filled(last)) {
        (void)meta_append(s->meta, META_AUTHORS, is_filled(last) ? last : first, s->source,
                          s->rank);
    }
    free(first);
    free(last);
    free(name);
}

void scribe_date(const struct scribe *s, enum meta_field f, struct date date)
{
    char text[DATE_SIZE];

    scribe_word(s, f, date_format(date, text));
}

static int parts_known(struct date d)
{
    return (d.year > 0) + (d.month > 0) + (d.day > 0);
}

struct date date_first(struct date a, struct date b)
{
    int order = date_compare(a, b);

    if (a.year == 0 || b.year == 0)
        return a.year == 0 ? b : a;
    if (order != 0)
        return order < 0 ? a : b;
    return parts_known(b) > parts_known(a) ? b : a;
}
