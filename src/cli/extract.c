/* gloss extract: the metadata extractor on saved pages, without any network. */
#include <errno.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "gloss/base/buf.h"
#include "gloss/base/clock.h"
#include "gloss/base/date.h"
#include "gloss/base/json.h"
#include "gloss/base/mem.h"
#include "gloss/cli/options.h"
#include "gloss/cli/verbs.h"
#include "gloss/page/page.h"
#include "gloss/render/render.h"
#include "gloss/source/saved_record.h"

enum { LINE_MAX_BYTES = 1 << 20 };

static bool read_stream(FILE *file, const char *name, struct buf *body, struct err *err)
{
    char chunk[65536];
    size_t n;
    while (!body->overflow && (n = fread(chunk, 1, sizeof chunk, file)) > 0)
        (void)buf_add(body, chunk, n);
    if (ferror(file))
        return err_set_errno(err, ERR_USAGE, errno, "cannot read %s", name);
    return true;
}

static bool read_file(const char *path, struct buf *body, struct err *err)
{
    if (strcmp(path, "-") == 0)
        return read_stream(stdin, "standard input", body, err);
    FILE *file = fopen(path, "re");
    if (!file)
        return err_set_errno(err, ERR_USAGE, errno, "cannot read %s", path);
    bool ok = read_stream(file, path, body, err);
    (void)fclose(file);
    return ok;
}

struct saved {
    const char *id;
    const char *url;
    const char *content_type;
    const char *path;
};

static bool extract_one(const struct saved *page, struct err *err)
{
    struct buf body;
    buf_init(&body, PAGE_PDF_MAX);
    bool ok = read_file(page->path, &body, err);
    if (ok) {
        bool cut = body.overflow || (body.len > PAGE_BODY_MAX && !page_is_pdf(body.data, body.len));
        if (cut && !page_is_pdf(body.data, body.len))
            buf_truncate(&body, PAGE_BODY_MAX);
        const struct page_input in = {.url = page->url,
                                      .content_type = page->content_type,
                                      .bytes = body.data,
                                      .len = body.len,
                                      .truncated = cut,
                                      .now_year = date_of_instant(clock_now()).year};
        struct meta *meta = saved_record_read(page->url, body.data, body.len);
        if (!meta)
            meta = page_extract(&in, NULL);
        char *line = render_extracted(page->id, page->url, meta);
        if (puts(line) < 0)
            ok = err_set_errno(err, ERR_OURS, errno, "cannot write standard output");
        free(line);
        meta_free(meta);
    }
    buf_release(&body);
    return ok;
}

/* Paths in a manifest are relative to the manifest. The caller frees. */
static char *beside(const char *manifest, const char *path)
{
    const char *slash = strrchr(manifest, '/');
    if (path[0] == '/' || !slash)
        return xstrdup(path);
    return xasprintf("%.*s/%s", (int)(slash - manifest), manifest, path);
}

static bool extract_line(const char *manifest, size_t number, const char *line, size_t len,
                         struct err *err)
{
    json_t *row = json_parse(line, len);
    const char *file = row ? json_get(row, "file") : NULL;
    if (!file) {
        json_decref(row);
        return err_set(err, ERR_USAGE, "%s:%zu: not a JSON object with a \"file\"", manifest,
                       number);
    }
    char *path = beside(manifest, file);
    const struct saved page = {.id = json_get(row, "id"),
                               .url = json_get(row, "url"),
                               .content_type = json_get(row, "content_type"),
                               .path = path};
    bool ok = extract_one(&page, err);
    free(path);
    json_decref(row);
    return ok;
}

static bool extract_batch(const char *manifest, struct err *err)
{
    bool standard = strcmp(manifest, "-") == 0;
    FILE *file = standard ? stdin : fopen(manifest, "re");
    if (!file)
        return err_set_errno(err, ERR_USAGE, errno, "cannot read %s", manifest);
    char *line = NULL;
    size_t room = 0, number = 0;
    ssize_t n;
    bool ok = true;
    while (ok && (n = getline(&line, &room, file)) > 0) {
        number++;
        while (n > 0 && (line[n - 1] == '\n' || line[n - 1] == '\r'))
            n--;
        if (n > LINE_MAX_BYTES)
            ok = err_set(err, ERR_USAGE, "%s:%zu: a line of more than %d bytes", manifest, number,
                         LINE_MAX_BYTES);
        else if (n > 0)
            ok = extract_line(manifest, number, line, (size_t)n, err);
    }
    free(line);
    if (!standard)
        (void)fclose(file);
    return ok;
}

static int run_extract(const struct settings *s, char **operands, size_t count, struct err *err)
{
    if (count != 1) {
        (void)err_set(err, ERR_USAGE, "extract takes one FILE, not %zu; - is standard input",
                      count);
        return -1;
    }
    const struct saved page = {.url = s->url, .content_type = s->content_type, .path = operands[0]};
    bool ok = s->batch ? extract_batch(operands[0], err) : extract_one(&page, err);
    if (ok && fflush(stdout) != 0)
        ok = err_set_errno(err, ERR_OURS, errno, "cannot write standard output");
    return ok ? 0 : -1;
}

const struct verb verb_extract = {"extract", VERB_EXTRACT, "FILE",
                                  "run the metadata extractor on a saved page; no network",
                                  run_extract};
