/* pdf_process: see gloss/page/pdf_process.h.
 *
 * The child gets two pipes, an environment without our secrets, and a process group of its own, so
 * that it can be ended with whatever it started, and so that Ctrl-C reaches only us. Our ends of
 * the pipes are closed on exec: several workers start readers at the same time, and a stray copy of
 * a write end would keep another's document from ever ending. */
#include "gloss/page/pdf_process.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#include "gloss/base/clock.h"
#include "gloss/base/mem.h"

enum { PATH_BYTES_MAX = 4096, READ_END = 0, WRITE_END = 1 };

/* Two pipes; -1 for an end that is closed. */
struct pipes {
    int document[2];
    int says[2];
};

static void close_end(int *fd)
{
    if (*fd >= 0)
        (void)close(*fd);
    *fd = -1;
}

static void pipes_close(struct pipes *p)
{
    for (int i = 0; i < 2; i++) {
        close_end(&p->document[i]);
        close_end(&p->says[i]);
    }
}

static bool pipes_open(struct pipes *p)
{
    *p = (struct pipes){{-1, -1}, {-1, -1}};
    if (pipe2(p->document, O_CLOEXEC) == 0 && pipe2(p->says, O_CLOEXEC) == 0 &&
        fcntl(p->document[WRITE_END], F_SETFL, O_NONBLOCK) == 0)
        return true;
    pipes_close(p);
    return false;
}

/* `name` in the folder of the running program, when it can be run; else NULL. The caller frees. */
static char *beside_program(const char *name)
{
    char self[PATH_BYTES_MAX];
    ssize_t n = readlink("/proc/self/exe", self, sizeof self - 1);
    if (n <= 0)
        return NULL;
    self[n] = '\0';
    char *slash = strrchr(self, '/');
    if (!slash)
        return NULL;
    char *path = xasprintf("%.*s/%s", (int)(slash - self), self, name);
    if (access(path, X_OK) == 0)
        return path;
    free(path);
    return NULL;
}

static char *reader_path(void)
{
    const char *named = secure_getenv("GLOSS_PDF");
    if (named && named[0] != '\0')
        return xstrdup(named);
    char *path = beside_program("gloss-pdf");
    return path ? path : beside_program("../libexec/gloss/gloss-pdf");
}

static bool set_attributes(posix_spawnattr_t *a)
{
    sigset_t none;
    sigset_t ours; /* what gloss ignores or blocks is for the child to meet as ever */
    (void)sigemptyset(&none);
    (void)sigemptyset(&ours);
    (void)sigaddset(&ours, SIGPIPE);
    (void)sigaddset(&ours, SIGINT);
    return posix_spawnattr_setpgroup(a, 0) == 0 && posix_spawnattr_setsigmask(a, &none) == 0 &&
           posix_spawnattr_setsigdefault(a, &ours) == 0 &&
           posix_spawnattr_setflags(a, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK |
                                           POSIX_SPAWN_SETSIGDEF) == 0;
}

static bool set_files(posix_spawn_file_actions_t *f, const struct pipes *p)
{
    return posix_spawn_file_actions_adddup2(f, p->document[READ_END], STDIN_FILENO) == 0 &&
           posix_spawn_file_actions_adddup2(f, p->says[WRITE_END], STDOUT_FILENO) == 0 &&
           posix_spawn_file_actions_addopen(f, STDERR_FILENO, "/dev/null", O_WRONLY, 0) == 0 &&
           posix_spawn_file_actions_addclosefrom_np(f, STDERR_FILENO + 1) == 0;
}

/* The child's process id, or 0. */
static pid_t start(const struct pipes *p)
{
    char *path = reader_path();
    if (!path)
        return 0;
    char locale[] = "LC_ALL=C.UTF-8";
    char search[] = "PATH=/usr/bin:/bin";
    char *const environment[] = {locale, search, NULL};
    char *const arguments[] = {path, NULL};
    posix_spawnattr_t attributes;
    posix_spawn_file_actions_t files;
    pid_t pid = 0;
    (void)posix_spawnattr_init(&attributes);
    (void)posix_spawn_file_actions_init(&files);
    if (!set_attributes(&attributes) || !set_files(&files, p) ||
        posix_spawn(&pid, path, &files, &attributes, arguments, environment) != 0)
        pid = 0;
    (void)posix_spawn_file_actions_destroy(&files);
    (void)posix_spawnattr_destroy(&attributes);
    free(path);
    return pid;
}

/* What is left of the document to write. */
struct rest {
    const char *at;
    size_t len;
};

/* Writes what the pipe takes; closes it at the end of the document or when nobody reads on. */
static void feed(struct pipes *p, struct rest *rest)
{
    ssize_t n = write(p->document[WRITE_END], rest->at, rest->len);
    if (n > 0) {
        rest->at += n;
        rest->len -= (size_t)n;
    }
    if (rest->len == 0 || (n < 0 && errno != EAGAIN && errno != EINTR))
        close_end(&p->document[WRITE_END]);
}

/* Whether more may come. */
static bool listen_once(const struct pipes *p, struct buf *out)
{
    char chunk[65536];
    ssize_t n = read(p->says[READ_END], chunk, sizeof chunk);
    if (n < 0)
        return errno == EINTR || errno == EAGAIN;
    return n > 0 && buf_add(out, chunk, (size_t)n);
}

/* Writes and reads at the same time, for the child may do either first. */
static void converse(struct pipes *p, struct rest rest, int wall_ms, struct buf *out)
{
    int64_t deadline = clock_ms() + wall_ms;
    for (;;) {
        struct pollfd fds[] = {{.fd = p->says[READ_END], .events = POLLIN},
                               {.fd = p->document[WRITE_END], .events = POLLOUT}};
        int64_t left = deadline - clock_ms();
        if (left <= 0)
            return;
        if (poll(fds, 2, (int)left) < 0 && errno != EINTR)
            return;
        if (fds[1].revents != 0)
            feed(p, &rest);
        if (fds[0].revents != 0 && !listen_once(p, out))
            return;
    }
}

void pdf_process_read(const char *bytes, size_t len, int wall_ms, struct buf *out)
{
    struct pipes p;
    if (!pipes_open(&p))
        return;
    pid_t pid = start(&p);
    if (pid > 0) {
        close_end(&p.document[READ_END]);
        close_end(&p.says[WRITE_END]);
        converse(&p, (struct rest){bytes, len}, wall_ms, out);
        (void)kill(-pid, SIGKILL);
        while (waitpid(pid, NULL, 0) < 0 && errno == EINTR)
            continue;
    }
    pipes_close(&p);
}
