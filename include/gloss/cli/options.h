/* options: one table that drives parsing, --help, the config file and the man page.
 *
 * A row is an option; adding one is a row and a field of struct settings. */
#ifndef GLOSS_CLI_OPTIONS_H
#define GLOSS_CLI_OPTIONS_H

#include "gloss/base/err.h"
#include "gloss/cli/verbs.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/* A list of strings that options append to; NULL-terminated, owned. */
struct words {
    char **items;
    size_t count;
    size_t room;
};

void words_add(struct words *w, const char *word);

enum color_choice { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };

/* What the user asked for. Durations in milliseconds. */
struct settings {
    struct words output;
    char *format;
    bool in_place;
    int style; /* enum annotate_style */
    bool biblatex;
    bool json;
    bool write;
    bool titles;
    bool changes;
    bool strict;
    int color; /* enum color_choice */
    bool quiet;
    bool verbose;

    char *cache;
    int64_t max_age; /* -1: each source's own */
    bool fresh;
    bool offline;

    long long jobs;
    long long threads;
    int64_t timeout;
    int64_t deadline;
    long long retries;
    struct words exclude;
    struct words include;
    char *accept;
    bool direct;
    bool archive;

    char *contact;
    char *user_agent;
    struct words header;
    char *proxy;
    char *cacert;
    bool insecure;
    struct words connect_to;
    struct words resolve;
    char *dns_servers;
    bool allow_private;
    char *config;

    char *url;
    char *content_type;
    bool batch;

    bool help;
};

/* Every setting at its default, from the table. */
void settings_init(struct settings *s);
void settings_release(struct settings *s);

/* Reads a verb's arguments (argv[0] is the verb). Operands are moved to the end; *first is where
 * they begin. ERR_USAGE with what is wrong and what to type. */
bool options_parse(struct settings *s, const struct verb *verb, int argc, char **argv, int *first,
                   struct err *err);

/* Finds only --config in argv, before everything else. Borrowed, or NULL. */
const char *options_config_path(int argc, char *const *argv);

/* Sets an option by its long name as the config file does; `where` ("FILE:LINE") goes into
 * messages. */
bool options_set(struct settings *s, const char *name, const char *value, const char *where,
                 struct err *err);

/* The verb's options for --help, wrapped for 80 columns. */
void options_help(FILE *out, const struct verb *verb);

/* The same rows as mdoc list items for the man page: all verbs. */
void options_mdoc(FILE *out);

#endif
