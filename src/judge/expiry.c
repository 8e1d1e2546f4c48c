/* expiry: see expiry.h. */
#include "gloss/judge/expiry.h"

enum { SOON_S = 14 * 86400, LIFE_LEFT = 3 };

bool judge_expires_soon(const struct validity *certificate, int64_t now)
{
    int64_t left = certificate->until - now;
    int64_t life = certificate->until - certificate->from;

    /* One that has expired by our clock, and was accepted all the same, proves nothing but that
     * clocks differ. */
    return left > 0 && left <= SOON_S && left < life / LIFE_LEFT;
}
