/* folder: where the cache lives.
 *
 * The marker CACHEDIR.TAG tells backup programs to leave the folder out, and tells gloss that a
 * folder called "cache" beside the list is its own and not the user's. */
#include "gloss/store/folder.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "gloss/base/mem.h"
#include "gloss/store/store.h"

static const char tag_name[] = "CACHEDIR.TAG";
static const char tag_signature[] = "Signature: 8a477f597d28d172789f06886806bc55";
static const char tag_rest[] =
    "\n# This folder is a cache made by gloss; everything in it can be made again.\n"
    "# For information about cache directory tags see https://bford.info/cachedir/\n";

static bool is_folder(const char *path)
{
    struct stat st;

    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

static bool make_one(const char *path, const char *dir, struct err *err)
{
    struct stat st;

    if (mkdir(path, S_IRWXU) == 0 || (errno == EEXIST && is_folder(path)))
        return true;
    if ((errno == EEXIST || errno == ENOTDIR) && stat(path, &st) == 0) {
        return err_set(err, ERR_OURS,
                       "%s is a file, so the cache folder %s cannot be made. Name another folder "
                       "with --cache.",
                       path, dir);
    }
    return err_set(err, ERR_OURS,
                   "The cache folder %s cannot be made: %s: %s. Name another folder with --cache.",
                   dir, path, strerror(errno));
}

/* Makes every missing folder on the way to `dir`. */
static bool make_all(const char *dir, struct err *err)
{
    char *path = xstrdup(dir);
    bool ok = true;

    for (char *p = path + 1; ok && *path != '\0' && *p != '\0'; p++) {
        if (*p == '/' && p[-1] != '/') {
            *p = '\0';
            /* What is there already may lie in a folder that we could not make one in. */
            ok = is_folder(path) || make_one(path, dir, err);
            *p = '/';
        }
    }
    ok = ok && (is_folder(path) || make_one(path, dir, err));
    free(path);
    return ok;
}

static char *tag_path(const char *dir)
{
    return xasprintf("%s/%s", dir, tag_name);
}

/* A missing marker is no reason to fail: the database says by itself what cannot be written. */
static void write_tag(const char *dir)
{
    char *path = tag_path(dir);
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
    FILE *f = fd >= 0 ? fdopen(fd, "w") : NULL;

    if (f != NULL) {
        (void)fputs(tag_signature, f);
        (void)fputs(tag_rest, f);
        if (fclose(f) != 0)
            (void)unlink(path);
    } else if (fd >= 0) {
        (void)close(fd);
    }
    free(path);
}

bool folder_make(const char *dir, struct err *err)
{
    if (!make_all(dir, err))
        return false;
    write_tag(dir);
    return true;
}

bool folder_is_cache(const char *dir)
{
    char text[512] = "";
    char *path = tag_path(dir);
    FILE *f = fopen(path, "rbe");
    size_t n = 0;

    free(path);
    if (f == NULL)
        return false;
    n = fread(text, 1, sizeof(text) - 1, f);
    (void)fclose(f);
    text[n] = '\0';
    return strncmp(text, tag_signature, strlen(tag_signature)) == 0 &&
           strstr(text, "gloss") != NULL;
}

char *store_default_dir(void)
{
    const char *named = getenv("GLOSS_CACHE");
    const char *xdg = getenv("XDG_CACHE_HOME");
    const char *home = getenv("HOME");

    if (named != NULL && *named != '\0')
        return xstrdup(named);
    if (folder_is_cache("cache"))
        return xstrdup("cache");
    /* The specification of XDG_CACHE_HOME has relative paths ignored. */
    if (xdg != NULL && *xdg == '/')
        return xasprintf("%s/gloss", xdg);
    return home != NULL && *home != '\0' ? xasprintf("%s/.cache/gloss", home) : xstrdup("cache");
}
