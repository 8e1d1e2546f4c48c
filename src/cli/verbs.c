/* The command line: which verb, which settings (config file first, then options), and every error's
 * one way out. */
#include "gloss/cli/verbs.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "gloss/base/clock.h"
#include "gloss/cli/config.h"
#include "gloss/cli/options.h"
#include "gloss/version.h"

const struct verb *const verbs[] = {&verb_check,   &verb_enrich,  &verb_fix,    &verb_links,
                                    &verb_extract, &verb_explain, &verb_status, NULL};

enum { STATUS_USAGE = 2, STATUS_OURS = 3 };

const struct verb *verb_by_name(const char *name)
{
    for (size_t i = 0; verbs[i]; i++)
        if (strcmp(verbs[i]->name, name) == 0)
            return verbs[i];
    return NULL;
}

static void print_overview(FILE *out)
{
    (void)fputs("gloss reads a reading list, checks its links, and says what each one is.\n\n"
                "usage: gloss VERB [OPTIONS] FILE...\n\n",
                out);
    for (size_t i = 0; verbs[i]; i++)
        (void)fprintf(out, "  %-8s %s\n", verbs[i]->name, verbs[i]->summary);
    (void)fputs(
        "\nFILE is Markdown, a list of URLs (.txt), a folder of Markdown files, or - for standard "
        "input.\n"
        "gloss VERB --help lists the options of a verb; gloss --version says which gloss this is.\n"
        "Exit status: 0 nothing dead, 1 dead links, 2 usage or input, 3 output or cache, 4 no "
        "network.\n",
        out);
}

static void print_verb_help(const struct verb *verb)
{
    (void)printf("usage: gloss %s [OPTIONS]%s%s\n\n%s\n\n", verb->name, *verb->operands ? " " : "",
                 verb->operands, verb->summary);
    options_help(stdout, verb);
}

static int print_error(const struct err *err)
{
    (void)fprintf(stderr, "gloss: %s\n", err->message);
    return (int)err->kind;
}

static int finish_stdout(int status)
{
    if (fflush(stdout) == 0 || errno == EPIPE)
        return status;
    (void)fprintf(stderr, "gloss: cannot write standard output: %s\n", strerror(errno));
    return STATUS_OURS;
}

static int run_verb(const struct verb *verb, int argc, char **argv)
{
    struct settings settings;
    struct err err = ERR_INIT;
    int first = 0, status = -1;
    settings_init(&settings);
    if (clock_start(&err) && config_read(options_config_path(argc, argv), &settings, &err) &&
        options_parse(&settings, verb, argc, argv, &first, &err)) {
        if (settings.help) {
            print_verb_help(verb);
            status = finish_stdout(0);
        } else {
            status = verb->run(&settings, argv + first, (size_t)(argc - first), &err);
        }
    }
    if (err.kind != ERR_NONE)
        status = print_error(&err);
    settings_release(&settings);
    config_release();
    return status;
}

int verbs_main(int argc, char **argv)
{
    const char *word = argc > 1 ? argv[1] : "";
    if (strcmp(word, "--version") == 0) {
        (void)puts("gloss " GLOSS_VERSION);
        return finish_stdout(0);
    }
    if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0 || strcmp(word, "help") == 0) {
        print_overview(stdout);
        return finish_stdout(0);
    }
    if (strcmp(word, "--help-mdoc") == 0) { /* for `make man`: the options as the table has them */
        options_mdoc(stdout);
        return finish_stdout(0);
    }
    const struct verb *verb = verb_by_name(word);
    if (!verb) {
        if (*word)
            (void)fprintf(stderr, "gloss: unknown verb %s; gloss --help lists them\n", word);
        else
            print_overview(stderr);
        return STATUS_USAGE;
    }
    return run_verb(verb, argc - 1, argv + 1);
}
