/* accept: the list of statuses that the user calls alive. Internal to the judge room; the grammar
 * is checked by judge_accept_valid. */
#ifndef GLOSS_JUDGE_ACCEPT_H
#define GLOSS_JUDGE_ACCEPT_H

#include <stdbool.h>

/* Whether `accept` (may be NULL) names `status`. A malformed rest of the list names nothing. */
bool accept_has(const char *accept, int status);

#endif
