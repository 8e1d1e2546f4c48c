/* challenge: how the walls that websites put up against robots give themselves away, by headers and
 * the bytes of small bodies. Internal to the judge room; what they say to readers is wall.h's. */
#ifndef GLOSS_JUDGE_CHALLENGE_H
#define GLOSS_JUDGE_CHALLENGE_H

#include "gloss/base/reply.h"

/* Words for the wall that this reply shows ("a Cloudflare challenge"), or NULL when it is none. */
const char *challenge_find(const struct reply *reply);

#endif
