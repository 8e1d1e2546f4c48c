/* pdf_said: what gloss-pdf says of a document, written short, for tests.
 *
 * A page is lines of "SIZE[B][^][t] X Y TEXT": B bold, ^ up the page, t a font without name. */
#ifndef GLOSS_TESTS_PAGE_PDF_SAID_H
#define GLOSS_TESTS_PAGE_PDF_SAID_H

#include "expect.h"

#include <stdio.h>

#include "gloss/base/json.h"
#include "gloss/base/mem.h"
#include "gloss/page/pdf.h"

struct said {
    const char *info; /* members of the object; NULL: none */
    const char *xmp;  /* what stands in rdf:RDF; NULL: none */
    const char *pages[2];
};

static inline json_t *said_line(const char *line, size_t len)
{
    char *text = xstrndup(line, len);
    char *at = text;
    json_t *o = json_object();
    long size = strtol(at, &at, 10);
    for (; *at != ' ' && *at != '\0'; at++)
        json_put_new(o, *at == 'B' ? "bold" : *at == '^' ? "up" : "bitmap", json_true());
    long x = strtol(at, &at, 10);
    long y = strtol(at, &at, 10);
    at += *at == ' ';
    json_put(o, "text", at);
    json_put_int(o, "x", x);
    json_put_int(o, "y", y);
    json_put_int(o, "right", x + (long)strlen(at) * size / 2);
    json_put_int(o, "bottom", y + size);
    json_put_int(o, "size", size);
    free(text);
    return o;
}

static inline void said_page(struct buf *b, int number, const char *lines)
{
    json_t *o = json_object();
    json_t *array = json_array();
    while (*lines != '\0') {
        size_t n = strcspn(lines, "\n");
        json_array_append_new(array, said_line(lines, n));
        lines += n + (lines[n] == '\n');
    }
    json_put_int(o, "page", number);
    json_put_int(o, "width", 6120);
    json_put_int(o, "height", 7920);
    json_put_new(o, "lines", array);
    char *text = json_text(o);
    (void)buf_addf(b, "%s\n", text);
    free(text);
    json_decref(o);
}

static inline char *said_text(const struct said *s, size_t *len)
{
    struct buf b;
    buf_init(&b, 1 << 20);
    (void)buf_addf(&b, "{\"pages\":12,\"info\":{%s}}\n", s->info ? s->info : "");
    json_t *packet = json_object();
    char *xml = xasprintf("<?xpacket begin=''?><x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF "
                          "xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>%s</rdf:RDF>"
                          "</x:xmpmeta><?xpacket end='w'?>",
                          s->xmp ? s->xmp : "");
    json_put(packet, "xmp", s->xmp ? xml : NULL);
    char *text = json_text(packet);
    (void)buf_addf(&b, "%s\n", text);
    free(text);
    free(xml);
    json_decref(packet);
    for (int i = 0; i < 2 && s->pages[i]; i++)
        said_page(&b, i + 1, s->pages[i]);
    return buf_take(&b, len);
}

static inline struct meta *said_meta(const struct said *s)
{
    size_t len;
    char *text = said_text(s, &len);
    struct meta *m = meta_new();
    const struct page_input in = {.url = "https://www.example.org/papers/tea-cools.pdf",
                                  .now_year = EXPECT_YEAR};
    pdf_extract_said(&in, text, len, m);
    free(text);
    return m;
}

struct said_case {
    struct said said;
    enum meta_field field;
    const char *expected; /* items joined by "; "; NULL: nothing */
    const char *source;   /* NULL: any */
};

static inline void said_expect(const struct said_case *c, size_t row)
{
    struct meta *m = said_meta(&c->said);
    char *got = joined(m, c->field);
    const char *source = meta_source(m, c->field);
    if (strcmp(got, c->expected ? c->expected : "") != 0)
        fail_msg("row %zu, %s: \"%s\" instead of \"%s\"", row, meta_field_name(c->field), got,
                 c->expected ? c->expected : "");
    if (c->source && (!source || strcmp(source, c->source) != 0))
        fail_msg("row %zu, %s: from %s instead of %s", row, meta_field_name(c->field),
                 source ? source : "nowhere", c->source);
    free(got);
    meta_free(m);
}

#define said_expect_all(table)                                                                     \
    for (size_t row = 0; row < sizeof(table) / sizeof((table)[0]); row++)                          \
    said_expect(&(table)[row], row)

/* A paper's first page as many are: 17 point title, 12 point names, 10 point text. */
#define SAID_TITLE                                                                                 \
    "172 1200 1000 How Tea Cools in Cups of\n"                                                     \
    "172 1500 1220 Various Materials\n"
#define SAID_BODY                                                                                  \
    "100 720 2600 the heat of tea goes into the air above it and into the cup below it\n"          \
    "100 720 2720 and from the cup into the table on which it stands, as everybody knows\n"        \
    "100 720 2840 who has waited for a cup of tea to cool while others had already drunk\n"        \
    "100 720 2960 theirs and were gone to do the things that people do after their tea\n"
#define SAID_ABSTRACT "120B 720 2400 Abstract\n"

#endif
