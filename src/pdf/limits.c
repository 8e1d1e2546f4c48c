/* limits: memory, processor time, files and processes, as a table.
 *
 * A PDF is a program for a large interpreter written in C++. What goes wrong in it should end this
 * process and nothing else: no file can be written or process started, and no memory or time beyond
 * these be had. A filter of system calls (seccomp) would narrow it further and is not set yet. */
#include "gloss/pdf/limits.h"

#include <stddef.h>
#include <sys/prctl.h>
#include <sys/resource.h>

/* Sanitizers reserve terabytes of addresses. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define MEMORY RLIM_INFINITY
#else
#define MEMORY ((rlim_t)1 << 30)
#endif

static const struct limit {
    int resource;
    rlim_t most;
} limits[] = {
    {RLIMIT_AS, MEMORY}, /* bytes; a paper needs a tenth of this */
    {RLIMIT_CPU, 10},    /* seconds; a paper needs a tenth of one */
    {RLIMIT_FSIZE, 0},   /* no file is written; standard output is a pipe */
    {RLIMIT_NOFILE, 32}, /* the three standard streams, and tables of character codes */
    {RLIMIT_NPROC, 0},   /* nothing is started (root is exempt) */
    {RLIMIT_CORE, 0},
};

bool limits_set(void)
{
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
        struct rlimit both = {.rlim_cur = limits[i].most, .rlim_max = limits[i].most};
        struct rlimit now;
        if (getrlimit(limits[i].resource, &now) != 0)
            return false;
        if (now.rlim_max < both.rlim_max) /* stricter already */
            both.rlim_cur = both.rlim_max = now.rlim_max;
        if (setrlimit(limits[i].resource, &both) != 0)
            return false;
    }
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0;
}
