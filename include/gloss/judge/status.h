/* status: what an HTTP status or a failure says on its own. Internal to the judge room.
 *
 * Pure tables; any thread. */
#ifndef GLOSS_JUDGE_STATUS_H
#define GLOSS_JUDGE_STATUS_H

#include "gloss/base/finding.h"
#include "gloss/base/reply.h"

#include <stdbool.h>

struct status_rule {
    int status;                /* 0 in the rule for a whole hundred */
    enum evidence_class class; /* what it says about the link's life */
    bool retryable;            /* asking again may help */
    const char *phrase;        /* "Not Found" */
};

/* The rule of a status, or of its hundred when it has none of its own. Never NULL. */
const struct status_rule *status_rule(int status);

struct failure_rule {
    enum evidence_class class;
    bool retryable;
};

const struct failure_rule *failure_rule(enum reply_failure failure);

#endif
