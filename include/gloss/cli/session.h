/* session: one run over the lists of the command line, whatever a verb makes of it.
 *
 * Main thread only. */
#ifndef GLOSS_CLI_SESSION_H
#define GLOSS_CLI_SESSION_H

#include "gloss/base/err.h"
#include "gloss/cli/inputs.h"
#include "gloss/cli/options.h"
#include "gloss/render/render.h"
#include "gloss/store/store.h"

#include <stdbool.h>
#include <stddef.h>

/* What is the verb's own in it. */
struct session_verb {
    bool enriches; /* the metadata is what it is after */
    bool mends;    /* better addresses are: copies of what is dead, https */
    /* Finds what can be wrong with its outputs before the first request; the lists are read. */
    bool (*prepare)(void *context, const struct inputs *inputs, struct err *err);
    /* Makes of the finished run what it is for; the exit status, or a negative number with err set.
     * The report may be changed: it is not used afterwards. */
    int (*finish)(void *context, struct report *report, struct store *store, struct err *err);
    void *context;
};

/* Reads the lists, asks about their links, and lets the verb finish. The exit status, or a negative
 * number with err set. What was learnt is in the cache also when the verb then fails. */
int session_run(const struct settings *settings, const struct session_verb *verb, char **operands,
                size_t count, struct err *err);

#endif
