/* explanation: why a link has its verdict, and who said what of its work. Pure, like render.h. */
#ifndef GLOSS_RENDER_EXPLANATION_H
#define GLOSS_RENDER_EXPLANATION_H

#include "gloss/base/finding.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/* One look of the link's history. */
struct look {
    int64_t at;
    enum verdict verdict;
    enum evidence_class class;
    int64_t since;
};

/* What a registry's answer about a work left in the cache. */
struct witness {
    const char *source; /* "arxiv-api" */
    const char *work;   /* "arxiv:2401.04088" */
    bool absent;        /* it does not list the work */
    int version;        /* newest it knows, 0 when not */
    unsigned facts;
    int64_t asked_at;
    int64_t fresh_until;
    const struct meta *meta; /* NULL when it said nothing */
};

/* What a page's answer left there. */
struct kept_page {
    const char *url; /* NULL: no page is kept */
    int status;
    int64_t asked_at;
    const char *etag;          /* NULL when it sent none */
    const char *last_modified; /* likewise */
    const struct meta *meta;   /* NULL when it said nothing */
};

/* All borrowed. */
struct explanation {
    const struct finding *finding; /* the newest */
    const struct look *looks;      /* newest first */
    size_t look_count;
    int64_t due; /* when the link is due again */
    bool is_due; /* now; text only */
    const struct witness *witnesses;
    size_t witness_count;
    struct kept_page page;
    const struct meta *meta; /* what came of all of them; NULL when nothing is known */
    bool color;              /* text only */
    bool verbose;            /* text only: everything in full */
};

/* For people: aligned rows of 80 columns. */
void explanation_text(FILE *out, const struct explanation *x);
/* For programs: one object on a line: as that of a link, with "class" and "status" in each piece of
 * evidence, and "due", "history", "page", "records" (what registries said) and "disagreements" (by
 * field: who says what else). */
void explanation_json(FILE *out, const struct explanation *x);

#endif
