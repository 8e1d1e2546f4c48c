/* clock: how much time has passed, whatever anybody does to the date, and what the date is. */
#ifndef GLOSS_BASE_CLOCK_H
#define GLOSS_BASE_CLOCK_H

#include "gloss/base/err.h"

#include <stdbool.h>
#include <stdint.h>

/* Milliseconds of CLOCK_MONOTONIC (clock_gettime(2)); only differences mean something. Any thread.
 */
int64_t clock_ms(void);

/* Seconds since 1970, on the clock that clock_start set. Any thread. */
int64_t clock_now(void);

/* Lets clock_now begin at $GLOSS_NOW ("2026-02-01T03:00:00Z"), so that
 * nights can pass in seconds and an old report can be made again; without it clock_now is the
 * system's. ERR_USAGE when it cannot be read. Before any other thread starts. */
bool clock_start(struct err *err);

#endif
