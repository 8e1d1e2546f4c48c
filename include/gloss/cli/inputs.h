/* inputs: the lists named on the command line, read. */
#ifndef GLOSS_CLI_INPUTS_H
#define GLOSS_CLI_INPUTS_H

#include "gloss/base/err.h"
#include "gloss/base/link.h"

#include <stdbool.h>
#include <stddef.h>

struct inputs {
    struct listing **items;
    size_t count;
};

/* Reads every FILE operand (folders are walked). Prints the inputs' warnings on standard error
 * unless quiet. */
bool inputs_read(struct inputs *in, char **operands, size_t count, bool quiet, struct err *err);
void inputs_release(struct inputs *in);

#endif
