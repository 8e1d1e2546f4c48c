/* One line, redrawn in place. It is never written where standard error is a file or a pipe: cron
 * mails hold words, not carriage returns. */
#include "gloss/cli/progress.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "gloss/base/clock.h"

enum { BAR_CELLS = 30, REDRAW_MS = 100 };

void progress_init(struct progress *p, bool quiet)
{
    const char *term = getenv("TERM");
    p->shown = !quiet && isatty(STDERR_FILENO) && term && strcmp(term, "dumb") != 0;
    p->last_ms = 0;
}

void progress_tell(void *context, size_t done, size_t total, size_t in_flight)
{
    struct progress *p = context;
    int64_t now = clock_ms();
    if (!p->shown || total == 0 || now - p->last_ms < REDRAW_MS)
        return;
    p->last_ms = now;
    char bar[BAR_CELLS + 1];
    size_t filled = done * BAR_CELLS / total;
    memset(bar, '#', filled);
    memset(bar + filled, '.', BAR_CELLS - filled);
    bar[BAR_CELLS] = '\0';
    (void)fprintf(stderr, "\r[%s] %zu/%zu, asking %zu\033[K", bar, done, total, in_flight);
    (void)fflush(stderr);
}

void progress_end(struct progress *p)
{
    if (p->shown && p->last_ms)
        (void)fputs("\r\033[K", stderr);
}
