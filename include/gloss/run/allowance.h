/* allowance: memory that many bodies share, beyond what each may have for itself.
 *
 * Requests in flight times the size of the largest PDF would be more than a machine has; few
 * bodies are that large at the same time. Any thread. */
#ifndef GLOSS_RUN_ALLOWANCE_H
#define GLOSS_RUN_ALLOWANCE_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

struct allowance {
    atomic_size_t left; /* bytes */
};

/* Takes that many bytes; false when fewer are left. */
bool allowance_take(struct allowance *a, size_t bytes);
void allowance_give_back(struct allowance *a, size_t bytes);

#endif
