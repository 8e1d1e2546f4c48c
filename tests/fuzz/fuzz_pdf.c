/* fuzz_pdf: what a reader of PDFs may say, under libFuzzer.
 *
 * Half of the inputs are its JSON as it is. The others are made into JSON, for a fuzzer does not
 * find its way through that: title, author, keywords and XMP packet a line each, then lines of a
 * page, of which the first six bytes are place, size and face. */
#include <jansson.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "gloss/base/buf.h"
#include "gloss/base/json.h"
#include "gloss/base/mem.h"
#include "gloss/base/text.h"
#include "gloss/page/pdf.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc;
    (void)argv;
    page_init();
    return 0;
}

static void read_said(const char *says, size_t len)
{
    const struct page_input in = {.url = "https://www.example.org/a.pdf", .now_year = 2026};
    struct meta *m = meta_new();
    pdf_extract_said(&in, says, len, m);
    for (int f = 0; f < META_FIELD_COUNT; f++)
        for (size_t i = 0; i < meta_count(m, (enum meta_field)f); i++) {
            const char *text = meta_item(m, (enum meta_field)f, i)->text;
            if (text[0] == '\0' || !text_is_utf8(text, strlen(text)))
                abort();
        }
    meta_free(m);
}

struct input {
    const char *at, *end;
};

/* The next line as a string. The caller frees. */
static char *next_line(struct input *in)
{
    const char *newline = memchr(in->at, '\n', (size_t)(in->end - in->at));
    const char *stop = newline ? newline : in->end;
    char *line = xstrndup(in->at, (size_t)(stop - in->at));
    in->at = newline ? newline + 1 : in->end;
    return line;
}

static void put_line(json_t *o, const char *key, struct input *in)
{
    char *line = next_line(in);
    json_put(o, key, line);
    free(line);
}

static json_t *page_line(struct input *in)
{
    enum { HEAD = 6 };
    char *line = next_line(in);
    json_t *o = json_object();
    if (strlen(line) > HEAD) {
        const unsigned char *head = (const unsigned char *)line;
        json_put_int(o, "x", head[0] * 24);
        json_put_int(o, "right", (head[0] + head[1]) * 24);
        json_put_int(o, "y", head[2] * 32 + head[3]);
        json_put_int(o, "bottom", head[2] * 32 + head[3] + head[4]);
        json_put_int(o, "size", head[4]);
        json_put_new(o, "bold", json_boolean(head[5] & 1));
        json_put_new(o, "up", json_boolean((head[5] & 6) == 6));
        json_put(o, "text", line + HEAD);
    }
    free(line);
    return o;
}

static void say(struct buf *b, json_t *o)
{
    char *text = json_text(o);
    (void)buf_addf(b, "%s\n", text);
    free(text);
    json_decref(o);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 1)
        return 0;
    struct input in = {(const char *)data + 1, (const char *)data + size};
    if (data[0] & 1) {
        read_said(in.at, size - 1);
        return 0;
    }
    struct buf b;
    buf_init(&b, 8 << 20);
    json_t *info = json_object();
    put_line(info, "title", &in);
    put_line(info, "author", &in);
    put_line(info, "keywords", &in);
    json_t *packet = json_object();
    put_line(packet, "xmp", &in);
    json_t *page = json_object();
    json_t *lines = json_array();
    while (in.at < in.end)
        (void)json_array_append_new(lines, page_line(&in));
    json_put_int(page, "page", 1);
    json_put_int(page, "width", 6120);
    json_put_int(page, "height", 7920);
    json_put_new(page, "lines", lines);
    json_t *document = json_object();
    json_put_int(document, "pages", 9);
    json_put_new(document, "info", info);
    say(&b, document);
    say(&b, packet);
    say(&b, page);
    read_said(b.data, b.len);
    buf_release(&b);
    return 0;
}
