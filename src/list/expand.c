#include <errno.h>
#include <fts.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "gloss/base/mem.h"
#include "gloss/list/format.h"
#include "gloss/list/listing.h"

/* FILE arguments turned into files: a directory stands for the Markdown files below it. What a
 * version control system or a package manager keeps there is nobody's reading list. */

struct paths {
    char **items; /* NULL-terminated */
    size_t count;
    size_t room;
};

static void add(struct paths *p, const char *path)
{
    grow_array(&p->items, &p->room, p->count + 2, sizeof(*p->items));
    p->items[p->count++] = xstrdup(path);
    p->items[p->count] = NULL;
}

static int by_name(const FTSENT **a, const FTSENT **b)
{
    return strcmp((*a)->fts_name, (*b)->fts_name);
}

static bool is_left_out(const FTSENT *entry)
{
    return entry->fts_level > FTS_ROOTLEVEL &&
           (entry->fts_name[0] == '.' || strcmp(entry->fts_name, "node_modules") == 0);
}

static bool visit(FTS *tree, FTSENT *entry, struct paths *paths, struct err *err)
{
    switch (entry->fts_info) {
    case FTS_D:
        if (is_left_out(entry))
            fts_set(tree, entry, FTS_SKIP);
        return true;
    case FTS_F:
        if (!is_left_out(entry) && listing_is_markdown_name(entry->fts_name))
            add(paths, entry->fts_path);
        return true;
    case FTS_DNR:
    case FTS_ERR:
    case FTS_NS:
        return err_set_errno(err, ERR_USAGE, entry->fts_errno, "cannot read %s", entry->fts_path);
    default:
        return true;
    }
}

static bool walk(const char *directory, struct paths *paths, struct err *err)
{
    char *root = xstrdup(directory);
    size_t n = strlen(root);
    size_t before = paths->count;
    while (n > 1 && root[n - 1] == '/')
        root[--n] = '\0';
    char *const roots[] = {root, NULL};
    FTS *tree = fts_open(roots, FTS_PHYSICAL | FTS_COMFOLLOW | FTS_NOCHDIR, by_name);
    bool ok = tree || err_set_errno(err, ERR_USAGE, errno, "cannot read %s", directory);
    FTSENT *entry;
    while (ok && (entry = fts_read(tree)))
        ok = visit(tree, entry, paths, err);
    if (tree)
        fts_close(tree);
    free(root);
    if (ok && paths->count == before)
        return err_set(err, ERR_USAGE, "%s holds no Markdown files (.md).", directory);
    return ok;
}

static bool expand(const char *arg, struct paths *paths, struct err *err)
{
    struct stat st;
    if (strcmp(arg, "-") == 0) {
        add(paths, arg);
        return true;
    }
    if (stat(arg, &st) != 0)
        return err_set_errno(err, ERR_USAGE, errno, "cannot read %s", arg);
    if (S_ISDIR(st.st_mode))
        return walk(arg, paths, err);
    add(paths, arg);
    return true;
}

bool listing_expand(char *const *args, size_t count, char ***paths, struct err *err)
{
    struct paths found = {0};
    bool ok = true;
    *paths = NULL;
    for (size_t i = 0; i < count && ok; i++)
        ok = expand(args[i], &found, err);
    if (!ok) {
        listing_paths_free(found.items);
        return false;
    }
    grow_array(&found.items, &found.room, found.count + 1, sizeof(*found.items));
    found.items[found.count] = NULL;
    *paths = found.items;
    return true;
}

void listing_paths_free(char **paths)
{
    for (char **p = paths; p && *p; p++)
        free(*p);
    free(paths);
}
