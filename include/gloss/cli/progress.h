/* progress: a bar on standard error while a run lasts, only where that is a terminal. */
#ifndef GLOSS_CLI_PROGRESS_H
#define GLOSS_CLI_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct progress {
    bool shown;      /* standard error is a terminal that can move its cursor */
    int64_t last_ms; /* of the last drawing */
};

void progress_init(struct progress *p, bool quiet);

/* For run_options.progress; draws at most ten times a second. */
void progress_tell(void *context, size_t done, size_t total, size_t in_flight);

/* Clears the bar's line. */
void progress_end(struct progress *p);

#endif
