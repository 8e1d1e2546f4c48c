/* paint: red fails a check, yellow may come to that, green is well. */
#include "gloss/render/paint.h"

const char *paint_of(enum verdict v)
{
    static const char *const colors[VERDICT_COUNT] = {
        [VERDICT_ALIVE] = GREEN,      [VERDICT_MOVED] = CYAN,     [VERDICT_BLOCKED] = YELLOW,
        [VERDICT_TRANSIENT] = YELLOW, [VERDICT_SUSPECT] = YELLOW, [VERDICT_DEAD] = RED,
        [VERDICT_SKIPPED] = DIM,      [VERDICT_INVALID] = RED,
    };

    return colors[v];
}
