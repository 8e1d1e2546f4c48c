/* Writes go to a temporary file in the target's own folder, are flushed to disk, and take the
 * target's place by rename(2). A symbolic link is followed first, so that it stays one; what is no
 * regular file (a pipe, /dev/null) is written straight. */
#include "gloss/cli/output.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "gloss/base/link.h"
#include "gloss/base/mem.h"

typedef bool write_fn(FILE *out, const void *what, struct err *err);

/* Folder of a path: "." when it has none. The caller frees. */
static char *folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    if (!slash)
        return xstrdup(".");
    return slash == path ? xstrdup("/") : xstrndup(path, (size_t)(slash - path));
}

/* Where a path really is; itself when it does not exist yet. The caller frees. */
static char *real_path(const char *path)
{
    char *resolved = realpath(path, NULL);
    return resolved ? resolved : xstrdup(path);
}

/* Only making a file tells for sure that one can be made: permissions do not know of read-only file
 * systems, quotas or /proc. */
static bool probe(const char *real)
{
    char *temporary = xasprintf("%s.gloss-XXXXXX", real);
    int fd = mkstemp(temporary);
    int saved = errno;
    if (fd >= 0) {
        (void)close(fd);
        (void)unlink(temporary);
    }
    free(temporary);
    errno = saved;
    return fd >= 0;
}

static bool check_folder(const char *path, struct err *err)
{
    char *real = real_path(path);
    char *folder = folder_of(real);
    struct stat st;
    bool ok = false;
    if (stat(folder, &st) != 0 || !S_ISDIR(st.st_mode))
        (void)err_set(err, ERR_OURS, "cannot write %s: there is no folder %s; make it first", path,
                      folder);
    else if (!probe(real))
        (void)err_set_errno(err, ERR_OURS, errno,
                            "cannot write %s: no file can be made in folder %s", path, folder);
    else
        ok = true;
    free(folder);
    free(real);
    return ok;
}

bool output_check(const struct output *o, size_t listings, struct err *err)
{
    if (o->renderer->one_listing && listings != 1)
        return err_set(err, ERR_USAGE,
                       "an annotated list shows one file, not %zu; name one, or use -i to annotate "
                       "each in place",
                       listings);
    return output_check_path(o->path, err);
}

bool output_check_path(const char *path, struct err *err)
{
    struct stat st;
    if (strcmp(path, "-") == 0)
        return true;
    if (stat(path, &st) == 0) {
        if (S_ISDIR(st.st_mode))
            return err_set(err, ERR_OURS, "cannot write %s: it is a folder", path);
        if (!S_ISREG(st.st_mode))
            return true;
    }
    return check_folder(path, err);
}

/* Renders and flushes. What the stream says of a failed write (which file, which errno) is worth
 * more than what the renderer could tell. */
static bool fill(FILE *file, const char *name, write_fn *write, const void *what, struct err *err)
{
    struct err own = ERR_INIT;
    errno = 0;
    bool ok = write(file, what, &own);
    if (fflush(file) != 0 || ferror(file)) {
        if (errno == EPIPE && file == stdout)
            return true; /* a reader that has seen enough (head, a pager) is no failure to tell of
                          */
        return err_set_errno(err, ERR_OURS, errno ? errno : EIO, "cannot write %s", name);
    }
    return ok ? true : err_set(err, own.kind, "%s", own.message);
}

static bool write_straight(const char *path, write_fn *write, const void *what, struct err *err)
{
    bool standard = strcmp(path, "-") == 0;
    FILE *file = standard ? stdout : fopen(path, "we");
    if (!file)
        return err_set_errno(err, ERR_OURS, errno, "cannot write %s", path);
    bool ok = fill(file, standard ? "standard output" : path, write, what, err);
    if (!standard && fclose(file) != 0 && ok)
        ok = err_set_errno(err, ERR_OURS, errno, "cannot write %s", path);
    return ok;
}

static mode_t mode_for(const char *path)
{
    struct stat st;
    if (stat(path, &st) == 0)
        return st.st_mode & 07777;
    mode_t mask = umask(0);
    (void)umask(mask);
    return 0666 & ~mask;
}

/* Fills the temporary file; it is closed in any case. */
static bool fill_descriptor(int fd, const char *path, write_fn *write, const void *what,
                            struct err *err)
{
    FILE *file = fdopen(fd, "w");
    if (!file) {
        (void)close(fd);
        return err_set_errno(err, ERR_OURS, errno, "cannot write %s", path);
    }
    bool ok = fill(file, path, write, what, err);
    if (ok && fsync(fd) != 0 && errno != EINVAL && errno != EROFS)
        ok = err_set_errno(err, ERR_OURS, errno, "cannot write %s", path);
    if (ok && fchmod(fd, mode_for(path)) != 0)
        ok = err_set_errno(err, ERR_OURS, errno, "cannot write %s", path);
    if (fclose(file) != 0 && ok)
        ok = err_set_errno(err, ERR_OURS, errno, "cannot write %s", path);
    return ok;
}

static bool write_by_rename(const char *path, write_fn *write, const void *what, struct err *err)
{
    char *real = real_path(path);
    char *temporary = xasprintf("%s.gloss-XXXXXX", real);
    int fd = mkstemp(temporary);
    bool ok = fd >= 0;
    if (!ok)
        (void)err_set_errno(err, ERR_OURS, errno, "cannot write %s", path);
    if (ok) {
        ok = fill_descriptor(fd, real, write, what, err);
        if (ok && rename(temporary, real) != 0)
            ok = err_set_errno(err, ERR_OURS, errno, "cannot write %s", path);
        if (!ok)
            (void)unlink(temporary);
    }
    free(temporary);
    free(real);
    return ok;
}

static bool write_to(const char *path, write_fn *write, const void *what, struct err *err)
{
    struct stat st;
    bool straight = strcmp(path, "-") == 0 || (stat(path, &st) == 0 && !S_ISREG(st.st_mode));
    return straight ? write_straight(path, write, what, err)
                    : write_by_rename(path, write, what, err);
}

struct job {
    const struct output *output;
    const struct listing *listing;
    const struct report *report;
};

static bool render_job(FILE *out, const void *what, struct err *err)
{
    const struct job *job = what;
    if (job->listing)
        return render_annotated(out, job->report, job->listing, err);
    return job->output->renderer->render(out, job->report, err);
}

bool output_write(const struct output *o, const struct report *report, struct err *err)
{
    const struct job job = {.output = o, .report = report};
    return write_to(o->path, render_job, &job, err);
}

bool output_in_place(const struct report *report, const struct listing *listing, struct err *err)
{
    const struct job job = {.listing = listing, .report = report};
    return write_to(listing->path, render_job, &job, err);
}

static bool write_buf(FILE *out, const void *what, struct err *err)
{
    const struct buf *bytes = what;
    (void)err; /* what the stream could not take is told by `fill` */
    (void)fwrite(bytes->data, 1, bytes->len, out);
    return true;
}

bool output_bytes(const char *path, const struct buf *bytes, struct err *err)
{
    return write_to(path, write_buf, bytes, err);
}
