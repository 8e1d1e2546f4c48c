/* pdf_document: see gloss/page/pdf_document.h. The reader may have been cut off in the middle of a
 * line, or taken over by the document it read: each line is taken or left for itself. */
#include "gloss/page/pdf_document.h"

#include <stdlib.h>
#include <string.h>

#include "gloss/base/json.h"
#include "gloss/base/mem.h"
#include "gloss/base/text.h"

enum { LINES_MAX = 600, LENGTH_MAX = 1000000, PAGES_MAX = 1000000, OBJECTS_MAX = 8 };

static int length_of(const json_t *o, const char *key)
{
    json_int_t n = json_integer_value(json_object_get(o, key));
    return n < -LENGTH_MAX || n > LENGTH_MAX ? 0 : (int)n;
}

/* The cleaned string of a key, in the arena; NULL when there is none. */
static const char *text_of(struct arena *a, const json_t *o, const char *key)
{
    const json_t *value = json_object_get(o, key);
    if (!json_is_string(value))
        return NULL;
    char *clean = text_clean(json_string_value(value), json_string_length(value));
    const char *kept = clean[0] != '\0' ? arena_strdup(a, clean) : NULL;
    free(clean);
    return kept;
}

static bool read_line(struct arena *a, const json_t *o, struct pdf_line *out)
{
    *out = (struct pdf_line){.text = text_of(a, o, "text"),
                             .x = length_of(o, "x"),
                             .y = length_of(o, "y"),
                             .right = length_of(o, "right"),
                             .bottom = length_of(o, "bottom"),
                             .size = length_of(o, "size"),
                             .bold = json_is_true(json_object_get(o, "bold")),
                             .up = json_is_true(json_object_get(o, "up")),
                             .bitmap = json_is_true(json_object_get(o, "bitmap"))};
    return out->text && out->size > 0;
}

static void read_page(struct pdf_document *d, const json_t *o)
{
    json_int_t number = json_integer_value(json_object_get(o, "page"));
    const json_t *lines = json_object_get(o, "lines");
    size_t count = json_array_size(lines) < LINES_MAX ? json_array_size(lines) : LINES_MAX;
    if (number < 1 || number > PDF_PAGES || d->page[number - 1].lines)
        return;
    struct pdf_page *page = &d->page[number - 1];
    page->width = length_of(o, "width");
    page->height = length_of(o, "height");
    page->lines = arena_alloc(d->arena, (count + 1) * sizeof *page->lines);
    for (size_t i = 0; i < count; i++)
        page->count += read_line(d->arena, json_array_get(lines, i), &page->lines[page->count]);
}

static void read_info(struct pdf_document *d, const json_t *o)
{
    const json_t *info = json_object_get(o, "info");
    json_int_t pages = json_integer_value(json_object_get(o, "pages"));
    d->pages = pages > 0 && pages <= PAGES_MAX ? (long)pages : 0;
    d->title = text_of(d->arena, info, "title");
    d->author = text_of(d->arena, info, "author");
    d->subject = text_of(d->arena, info, "subject");
    d->keywords = text_of(d->arena, info, "keywords");
    d->producer = text_of(d->arena, info, "producer");
    d->creator = text_of(d->arena, info, "creator");
    d->created = text_of(d->arena, info, "created");
}

static void read_packet(struct pdf_document *d, const json_t *o)
{
    if (!d->xmp)
        d->xmp = arena_strdup(d->arena, json_string_value(json_object_get(o, "xmp")));
}

static bool read_object(struct pdf_document *d, const char *line, size_t len)
{
    json_t *o = json_parse(line, len);
    bool is_page = json_object_get(o, "page") != NULL;
    bool is_info = json_object_get(o, "info") != NULL || json_object_get(o, "pages") != NULL;
    if (is_page)
        read_page(d, o);
    else if (is_info)
        read_info(d, o);
    else
        read_packet(d, o);
    json_decref(o);
    return is_page || is_info || d->xmp;
}

struct pdf_document *pdf_document_parse(const char *says, size_t len)
{
    struct pdf_document *d = xcalloc(1, sizeof *d);
    d->arena = arena_new();
    bool any = false;
    const char *end = says + len;
    const char *newline;
    for (int n = 0; n < OBJECTS_MAX && (newline = memchr(says, '\n', (size_t)(end - says))); n++) {
        any = read_object(d, says, (size_t)(newline - says)) || any;
        says = newline + 1;
    }
    if (any)
        return d;
    pdf_document_free(d);
    return NULL;
}

void pdf_document_free(struct pdf_document *d)
{
    if (!d)
        return;
    arena_free(d->arena);
    free(d);
}
