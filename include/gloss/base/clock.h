/* clock: how much time has passed, whatever anybody does to the date. */
#ifndef GLOSS_BASE_CLOCK_H
#define GLOSS_BASE_CLOCK_H

#include <stdint.h>

/* Milliseconds of CLOCK_MONOTONIC (clock_gettime(2)); only differences mean something. Any thread.
 */
int64_t clock_ms(void);

#endif
