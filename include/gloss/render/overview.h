/* overview: what the whole cache says, in a screen. Pure, like render.h. */
#ifndef GLOSS_RENDER_OVERVIEW_H
#define GLOSS_RENDER_OVERVIEW_H

#include "gloss/base/finding.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/* A link that is worth naming. */
struct overview_link {
    const char *key;
    const char *reason; /* NULL when none is known */
    int64_t since;
    int64_t due; /* when it is due again */
    bool is_due; /* now */
};

struct overview_host {
    const char *name;
    size_t links; /* of it that are blocked */
};

/* All borrowed; lists in the order in which they are to be shown. */
struct overview {
    const char *folder; /* of the cache */
    size_t bytes;
    size_t pages;
    size_t works;
    size_t checks;
    int64_t started; /* the last run that finished; 0: none has */
    int64_t finished;
    size_t run_links;
    size_t requests;
    int64_t open_since;             /* a run begun after it was cut off or is going on; 0: none */
    size_t verdicts[VERDICT_COUNT]; /* how many links have it, by their newest check */
    const struct overview_link *newly_dead;
    size_t newly_dead_count;
    const struct overview_link *suspects;
    size_t suspect_count;
    const struct overview_host *hosts; /* that refuse robots */
    size_t host_count;
    bool color; /* text only */
};

/* For people: aligned rows of 80 columns. */
void overview_text(FILE *out, const struct overview *o);
/* For programs: one object, on a line. */
void overview_json(FILE *out, const struct overview *o);

#endif
