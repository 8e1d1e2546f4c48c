/* render: the table of output formats. */
#include "gloss/render/render.h"

#include <errno.h>
#include <string.h>

#include "gloss/base/buf.h"
#include "gloss/base/text.h"
#include "gloss/render/formats.h"

enum { NAMES_CAP = 4096 };

const struct renderer *const renderers[] = {
    &renderer_term,  &renderer_annotated, &renderer_json,
    &renderer_jsonl, &renderer_bib,       &renderer_csljson,
    &renderer_ris,   &renderer_csv,       NULL,
};

const struct renderer *renderer_by_name(const char *name)
{
    for (size_t i = 0; renderers[i] != NULL; i++)
        if (strcmp(renderers[i]->name, name) == 0)
            return renderers[i];
    return NULL;
}

/* The length of the row's longest extension that the path ends in; 0 when it has none. A file that
 * is all extension (".json") has no name for it to be the extension of. */
static size_t match_extension(const struct renderer *r, const char *file)
{
    size_t best = 0;

    for (size_t i = 0; r->extensions[i] != NULL; i++) {
        size_t n = strlen(r->extensions[i]);

        if (n > best && strlen(file) > n && text_iends(file, r->extensions[i]))
            best = n;
    }
    return best;
}

const struct renderer *renderer_for_path(const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *file = slash != NULL ? slash + 1 : path;
    const struct renderer *found = NULL;
    size_t longest = 0;

    for (size_t i = 0; renderers[i] != NULL; i++) {
        size_t n = match_extension(renderers[i], file);

        if (n > longest) {
            longest = n;
            found = renderers[i];
        }
    }
    return found;
}

char *renderer_names(void)
{
    struct buf b;

    buf_init(&b, NAMES_CAP);
    for (size_t i = 0; renderers[i] != NULL; i++)
        (void)buf_addf(&b, "%s%s", i > 0 ? ", " : "", renderers[i]->name);
    return buf_take(&b, NULL);
}

char *renderer_extensions(void)
{
    struct buf b;

    buf_init(&b, NAMES_CAP);
    for (size_t i = 0; renderers[i] != NULL; i++)
        for (const char *const *e = renderers[i]->extensions; *e != NULL; e++)
            (void)buf_addf(&b, "%s%s", b.len > 0 ? " " : "", *e);
    return buf_take(&b, NULL);
}

bool render_finish(FILE *out, struct err *err)
{
    errno = 0;
    if (fflush(out) == 0 && !ferror(out))
        return true;
    return err_set(err, ERR_OURS, "The output cannot be written: %s.",
                   errno != 0 ? strerror(errno) : "an earlier write failed");
}
