/* pdf_authors: see gloss/page/pdf_authors.h.
 *
 * Metadata name the person at whose desk the file was made, the first author only, or a login, as
 * often as the authors; so they are held against the page. */
#include "gloss/page/pdf_authors.h"

#include <stdlib.h>
#include <string.h>

#include "gloss/base/buf.h"
#include "gloss/base/mem.h"
#include "gloss/base/name.h"
#include "gloss/base/name_words.h"
#include "gloss/base/text.h"
#include "gloss/page/pdf_byline.h"
#include "gloss/page/pdf_lines.h"

enum {
    RANK_METADATA = 870,
    RANK_BYLINE = 850,
    ENOUGH_TEXT = 200,
    VALUE_BYTES_MAX = 8000,
    NAMES_BYTES_MAX = 40000
};

/* The names of one source; none when it names anything but people. */
struct crew {
    const char **names;
    size_t count;
};

static void crew_add(const struct pdf_document *d, struct crew *c, const char *name)
{
    if (!c->names)
        c->names = arena_alloc(d->arena, PDF_NAMES_MAX * sizeof *c->names);
    if (c->count < PDF_NAMES_MAX)
        c->names[c->count++] = arena_strdup(d->arena, name);
}

/* Adds the names of a value; false when it holds anything else, or says that it is cut. */
static bool read_value(const struct pdf_document *d, struct crew *c, const char *value)
{
    if (strlen(value) > VALUE_BYTES_MAX || text_ifind(value, "et al") ||
        text_ifind(value, "and others"))
        return false;
    char **names = NULL;
    size_t n = name_split_list(value, &names);
    bool people = n > 0;
    for (size_t i = 0; i < n; i++) {
        people = people && (pdf_is_person(names[i]) || name_is_east_asian(names[i]));
        if (people)
            crew_add(d, c, names[i]);
    }
    if (names)
        name_list_free(names, n);
    return people;
}

static struct crew crew_read(const struct pdf_document *d, const char *const *values, size_t count)
{
    struct crew c = {.count = 0};
    for (size_t i = 0; i < count; i++)
        if (!read_value(d, &c, values[i]))
            return (struct crew){.count = 0};
    return c;
}

/* The last word of a name, folded, a blank at both ends. The caller frees. */
static char *family_of(const char *name)
{
    const char *blank = strrchr(name, ' ');
    char *folded = text_fold(blank ? blank + 1 : name);
    char *family = xasprintf(" %s ", folded);
    free(folded);
    return family;
}

static size_t count_on_page(const struct crew *c, const char *page)
{
    size_t found = 0;
    for (size_t i = 0; i < c->count; i++) {
        char *family = family_of(c->names[i]);
        found += strstr(page, family) != NULL;
        free(family);
    }
    return found;
}

/* All names of a crew as text to search. The caller frees. */
static char *folded_names(const struct pdf_byline *b)
{
    struct buf all;
    buf_init(&all, NAMES_BYTES_MAX);
    (void)buf_addch(&all, ' ');
    for (size_t i = 0; i < b->count; i++) {
        char *folded = text_fold(b->names[i]);
        (void)buf_addf(&all, "%s ", folded);
        free(folded);
    }
    return buf_take(&all, NULL);
}

/* Whether the page names all of the crew below its title, and others. */
static bool byline_has_more(const struct pdf_byline *b, const struct crew *c)
{
    if (b->count <= c->count)
        return false;
    char *names = folded_names(b);
    bool all = count_on_page(c, names) == c->count;
    free(names);
    return all;
}

static bool is_credible(const struct pdf_front *f, const struct pdf_byline *b, const struct crew *c)
{
    if (c->count == 0 || byline_has_more(b, c) || (c->count == 1 && b->seen > 1))
        return false;
    char *page = pdf_page_folded(f->page);
    bool blank = !f->legible || strlen(page) < ENOUGH_TEXT;
    bool named = blank || count_on_page(c, page) * 2 > c->count;
    free(page);
    return named;
}

static void propose_all(struct proposals *out, const char *const *names, size_t count,
                        const char *source, int rank)
{
    for (size_t i = 0; i < count; i++)
        propose(out, META_AUTHORS, VALUE_NAME, names[i], source, rank);
}

void pdf_authors_propose(const struct pdf_document *d, const struct pdf_front *f,
                         const struct pdf_xmp *xmp, struct proposals *out)
{
    struct pdf_byline b;
    pdf_byline_read(d, f, &b);
    struct crew by_xmp = crew_read(d, xmp->creator.items, xmp->creator.count);
    struct crew by_info = crew_read(d, &d->author, d->author ? 1 : 0);
    if (is_credible(f, &b, &by_xmp) && by_xmp.count >= by_info.count)
        propose_all(out, by_xmp.names, by_xmp.count, "pdf-xmp", RANK_METADATA);
    else if (is_credible(f, &b, &by_info))
        propose_all(out, by_info.names, by_info.count, "pdf-info", RANK_METADATA);
    propose_all(out, b.names, b.count, "pdf-text", RANK_BYLINE);
}
