/* name_judge: whether a cleaned string is a name, and what else it may be. Pure; any thread. */
#ifndef GLOSS_BASE_NAME_JUDGE_H
#define GLOSS_BASE_NAME_JUDGE_H

#include <stdbool.h>

/* Whether every word of s is of one of the kinds (name_words.h) in `allowed`, and one of `wanted`.
 */
bool name_consists_of(const char *s, unsigned allowed, unsigned wanted);

/* Whether s tells what somebody does rather than who it is. */
bool name_is_role(const char *s);

/* Whether s may stand as an author. */
bool name_is_plausible(const char *s);

#endif
