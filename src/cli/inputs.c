/* Every input is read before anything is asked: a misspelt second file should not be found after an
 * hour's run. */
#include "gloss/cli/inputs.h"

#include <stdio.h>
#include <stdlib.h>

#include "gloss/base/mem.h"
#include "gloss/list/listing.h"

static size_t length(char **paths)
{
    size_t n = 0;
    while (paths[n])
        n++;
    return n;
}

bool inputs_read(struct inputs *in, char **operands, size_t count, bool quiet, struct err *err)
{
    *in = (struct inputs){0};
    char **paths = NULL;
    if (count == 0)
        return err_set(err, ERR_USAGE,
                       "no FILE given; name a Markdown list, a folder, or - for standard input");
    if (!listing_expand(operands, count, &paths, err))
        return false;
    in->items = xcalloc(length(paths) + 1, sizeof(struct listing *));
    bool ok = true;
    for (size_t i = 0; ok && paths[i]; i++) {
        struct listing *l = listing_read(paths[i], err);
        ok = l != NULL;
        if (!ok)
            break;
        in->items[in->count++] = l;
        for (size_t k = 0; !quiet && k < l->warning_count; k++)
            (void)fprintf(stderr, "gloss: %s\n", l->warnings[k]);
    }
    listing_paths_free(paths);
    if (!ok)
        inputs_release(in);
    return ok;
}

void inputs_release(struct inputs *in)
{
    for (size_t i = 0; i < in->count; i++)
        listing_free(in->items[i]);
    free(in->items);
    *in = (struct inputs){0};
}
