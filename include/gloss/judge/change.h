/* change: what is new about a link since it was last reported. Pure; any thread. */
#ifndef GLOSS_JUDGE_CHANGE_H
#define GLOSS_JUDGE_CHANGE_H

#include "gloss/base/finding.h"

/* What was last reported of a link that says something lasting: nights on which nothing was learnt
 * or a wall stood in the way are left out. */
struct settled {
    bool known; /* false: never reported */
    enum verdict verdict;
    unsigned facts;
    const char *address; /* where it had moved to; NULL when it had not */
};

/* Whether a verdict says something that lasts: not transient, blocked or skipped. */
bool judge_settles(enum verdict v);

/* What a finding says that `before` did not. */
enum change judge_change(const struct finding *now, const struct settled *before);

#endif
