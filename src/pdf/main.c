/* gloss-pdf: what a PDF says of itself, read where it can do no harm.
 *
 * A document on standard input, JSON objects on standard output, one a line: first what is
 * said of the whole document, then its XMP packet, then the lines of its first pages. Each line is
 * out before the next is begun, so that a page which ends this process (by a limit or by a fault of
 * the library) costs no more than itself. gloss starts one such process a document and believes
 * nothing it says. */
#include <poppler.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "gloss/base/buf.h"
#include "gloss/base/json.h"
#include "gloss/pdf/limits.h"
#include "gloss/pdf/lines.h"

enum {
    DOCUMENT_MAX = 32 << 20,
    TEXT_MAX = 4096,        /* bytes of a field of the Info dictionary */
    PACKET_MAX = 256 << 10, /* bytes of an XMP packet */
    PAGES_READ = 2,
};

static bool read_all(int fd, struct buf *out)
{
    char chunk[65536];
    ssize_t n;
    while ((n = read(fd, chunk, sizeof chunk)) > 0)
        if (!buf_add(out, chunk, (size_t)n))
            return true; /* what is there may still do */
    return n == 0;
}

/* Takes the string over. */
static void put_capped(json_t *o, const char *key, char *value, size_t most)
{
    if (value) {
        value[strnlen(value, most)] = '\0';
        json_put(o, key, value);
    }
    g_free(value);
}

static void put_info(json_t *o, PopplerDocument *d)
{
    static const struct {
        const char *key;
        char *(*get)(PopplerDocument *);
    } fields[] = {
        {"title", poppler_document_get_title},       {"author", poppler_document_get_author},
        {"subject", poppler_document_get_subject},   {"keywords", poppler_document_get_keywords},
        {"producer", poppler_document_get_producer}, {"creator", poppler_document_get_creator},
    };
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        put_capped(o, fields[i].key, fields[i].get(d), TEXT_MAX);
}

/* When the file was made; nothing that it holds is younger. */
static void put_created(json_t *o, PopplerDocument *d)
{
    GDateTime *created = poppler_document_get_creation_date_time(d);
    if (!created)
        return;
    char *day = g_date_time_format(created, "%Y-%m-%d");
    json_put(o, "created", day);
    g_free(day);
    g_date_time_unref(created);
}

static void say(json_t *o)
{
    char *line = json_text(o);
    (void)puts(line);
    (void)fflush(stdout);
    free(line);
    json_decref(o);
}

static void say_document(PopplerDocument *d)
{
    json_t *o = json_object();
    json_put_int(o, "pages", poppler_document_get_n_pages(d));
    json_t *info = json_object();
    put_info(info, d);
    put_created(info, d);
    json_put_new(o, "info", info);
    say(o);
}

static void say_packet(PopplerDocument *d)
{
    char *packet = poppler_document_get_metadata(d);
    if (!packet)
        return;
    json_t *o = json_object();
    put_capped(o, "xmp", packet, PACKET_MAX);
    say(o);
}

static void say_page(PopplerDocument *d, int index)
{
    PopplerPage *page = poppler_document_get_page(d, index);
    if (!page)
        return;
    double width = 0;
    double height = 0;
    poppler_page_get_size(page, &width, &height);
    json_t *o = json_object();
    json_put_int(o, "page", index + 1);
    json_put_int(o, "width", lines_tenths(width));
    json_put_int(o, "height", lines_tenths(height));
    json_put_new(o, "lines", lines_of(page));
    say(o);
    g_object_unref(page);
}

int main(void)
{
    if (!limits_set())
        return EXIT_FAILURE;
    struct buf body;
    buf_init(&body, DOCUMENT_MAX);
    if (!read_all(STDIN_FILENO, &body))
        return EXIT_FAILURE;
    GBytes *bytes = g_bytes_new_static(body.data, body.len);
    PopplerDocument *d = poppler_document_new_from_bytes(bytes, NULL, NULL);
    if (d) {
        say_document(d);
        say_packet(d);
        int pages = poppler_document_get_n_pages(d);
        for (int i = 0; i < pages && i < PAGES_READ; i++)
            say_page(d, i);
        g_object_unref(d);
    }
    g_bytes_unref(bytes);
    buf_release(&body);
    return d ? EXIT_SUCCESS : EXIT_FAILURE;
}
