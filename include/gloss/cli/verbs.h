/* verbs: what gloss can do, one file and one row each. */
#ifndef GLOSS_CLI_VERBS_H
#define GLOSS_CLI_VERBS_H

#include "gloss/base/err.h"

#include <stddef.h>

struct settings;

/* For the options table: which verbs take an option. */
enum {
    VERB_CHECK = 1 << 0,
    VERB_ENRICH = 1 << 1,
    VERB_LINKS = 1 << 2,
    VERB_EXTRACT = 1 << 3,
    VERB_EXPLAIN = 1 << 4,
    VERB_STATUS = 1 << 5,
    VERB_FIX = 1 << 6,
    VERB_CHECKING = VERB_CHECK | VERB_ENRICH,  /* those that report what they found out */
    VERB_ASKING = VERB_CHECKING | VERB_FIX,    /* those that may use the network */
    VERB_SHOWING = VERB_CHECKING | VERB_LINKS, /* those that show links in some format */
    VERB_LISTING = VERB_SHOWING | VERB_FIX,    /* those that read lists */
    VERB_TELLING = VERB_EXPLAIN | VERB_STATUS, /* those that tell what the cache knows */
    VERB_REPORTING = VERB_SHOWING | VERB_TELLING,
    VERB_ALL = VERB_LISTING | VERB_TELLING | VERB_EXTRACT,
};

struct verb {
    const char *name;
    unsigned bit;
    const char *operands; /* "FILE..." */
    const char *summary;  /* one line, for `gloss --help` */
    /* Does it; the exit status, or a negative number with err set. */
    int (*run)(const struct settings *settings, char **operands, size_t count, struct err *err);
};

extern const struct verb verb_check;   /* cli/check.c */
extern const struct verb verb_enrich;  /* cli/check.c */
extern const struct verb verb_fix;     /* cli/fix.c */
extern const struct verb verb_links;   /* cli/links.c */
extern const struct verb verb_extract; /* cli/extract.c */
extern const struct verb verb_explain; /* cli/explain.c */
extern const struct verb verb_status;  /* cli/status.c */

/* The table, NULL-terminated, in the order of --help. */
extern const struct verb *const verbs[];

const struct verb *verb_by_name(const char *name);

/* Runs the command line; returns the exit status. Prints every error. */
int verbs_main(int argc, char **argv);

#endif
