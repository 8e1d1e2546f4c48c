/* login: pages that stand in front of the page: logins, consent, browser checks by redirect.
 * Internal to the judge room. */
#ifndef GLOSS_JUDGE_LOGIN_H
#define GLOSS_JUDGE_LOGIN_H

#include "gloss/judge/view.h"

#include <stdbool.h>

/* Evidence BLOCKED when the link did not ask for such a page itself. */
bool login_find(const struct view *v, struct evidence *out);

#endif
