/* render: what a run found, as text: one file per output format, one table.
 *
 * Renderers are pure: sorted input, no clock, no environment; the same facts give the same bytes,
 * and golden files test them. Everything that came from outside is escaped for where it goes:
 * terminal, Markdown, JSON. */
#ifndef GLOSS_RENDER_RENDER_H
#define GLOSS_RENDER_RENDER_H

#include "gloss/base/err.h"
#include "gloss/base/finding.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

enum annotate_style { STYLE_QUOTE, STYLE_DETAILS, STYLE_LINE };

struct report {
    const struct listing *const *listings; /* in the order given on the command line */
    size_t listing_count;
    const struct outcome *outcomes; /* in order of listing, then link */
    size_t outcome_count;
    bool checked;    /* false for `gloss links`: no verdicts */
    int64_t started; /* seconds since 1970 */
    int64_t finished;
    size_t requests;
    bool strict;
    bool interrupted; /* Ctrl-C or --deadline: some links were not asked */
    bool changes;     /* the outcomes are only those that are news */
    bool color;       /* terminal report only */
    bool verbose;     /* terminal report: every link, not only what needs a look */
    bool enriched;    /* metadata was gathered */
    enum annotate_style style;
    bool biblatex; /* .bib for BibLaTeX rather than BibTeX */
};

struct renderer {
    const char *name;              /* for -t: "json" */
    const char *const *extensions; /* with dots, longest match wins: ".csl.json" before ".json" */
    bool (*render)(FILE *out, const struct report *report, struct err *err);
    bool one_listing; /* can show only a single input (the annotated list) */
    bool cites;       /* a bibliography: its entries are works, by outcome.citekey */
};

/* The table, NULL-terminated. */
extern const struct renderer *const renderers[];

const struct renderer *renderer_by_name(const char *name);
/* By the file name's extension; NULL when no row has it. */
const struct renderer *renderer_for_path(const char *path);

/* "term, md, json, jsonl": for messages. The caller frees. */
char *renderer_names(void);
/* ".md .markdown .json ...": for help. The caller frees. */
char *renderer_extensions(void);

/* One line of totals ("86 links: 80 alive, 3 moved, ..."), no newline. The caller frees. */
char *render_totals(const struct report *report);

/* The annotated text of one listing, into out (also used by -i). */
bool render_annotated(FILE *out, const struct report *report, const struct listing *listing,
                      struct err *err);

/* One extraction result as a JSON object with id, url, meta, meta_sources; caller frees. `id` and
 * `url` may be NULL. */
char *render_extracted(const char *id, const char *url, const struct meta *meta);

#endif
