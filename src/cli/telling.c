/* telling: the cache opened, read and closed, without a network anywhere. */
#include "gloss/cli/telling.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "gloss/base/mem.h"

enum { FIRST_ROOM = 256 };

struct store *telling_open(const struct settings *s, char **folder, struct err *err)
{
    *folder = s->cache ? xstrdup(s->cache) : store_default_dir();
    return store_open_read(*folder, err);
}

bool telling_close(struct store *store, struct err *err)
{
    errno = 0;
    if ((fflush(stdout) != 0 || ferror(stdout)) && errno != EPIPE)
        (void)err_set_errno(err, ERR_OURS, errno ? errno : EIO, "cannot write standard output");
    return store_close(store, err) && err->kind == ERR_NONE;
}

size_t telling_history(struct store *store, const char *key, struct past **out)
{
    struct stored_check *checks = NULL;
    size_t room = FIRST_ROOM, count = 0;
    for (;; room *= 2) {
        checks = xreallocarray(checks, room, sizeof *checks);
        count = store_get_checks(store, key, checks, room);
        if (count < room)
            break;
    }
    *out = xcalloc(count + 1, sizeof **out);
    for (size_t i = 0; i < count; i++)
        (*out)[i] = (struct past){.at = checks[i].at,
                                  .verdict = checks[i].verdict,
                                  .class = checks[i].deciding,
                                  .since = checks[i].since};
    free(checks);
    return count;
}
