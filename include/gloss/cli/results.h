/* results: where a verb's results go: -o, -t, --json, -i, or standard output. */
#ifndef GLOSS_CLI_RESULTS_H
#define GLOSS_CLI_RESULTS_H

#include "gloss/base/err.h"
#include "gloss/cli/options.h"
#include "gloss/cli/output.h"

#include <stdbool.h>
#include <stddef.h>

struct results {
    struct output *items;
    size_t count;
};

/* Works out the outputs and checks that each can be written. `fallback` is the format of standard
 * output when nothing else is asked for (NULL: nothing goes there); with `always`, it goes there
 * beside -o files as well. */
bool results_plan(struct results *r, const struct settings *s, const char *fallback, bool always,
                  size_t listings, struct err *err);
void results_release(struct results *r);

/* Whether any of them is a bibliography. */
bool results_cite(const struct results *r);

/* Writes them: what shows the list itself or its works shows the whole report, what tells of links
 * shows `news` (the same where all are to be told of). */
bool results_write(const struct results *r, const struct report *report, const struct report *news,
                   struct err *err);

/* Whether the terminal report on this stream should be coloured. */
bool results_color(const struct settings *s, FILE *stream);

#endif
