/* The options table and everything that walks it. Long names are curl's and git's where they have
 * one. */
#include "gloss/cli/options.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "gloss/base/buf.h"
#include "gloss/base/date.h"
#include "gloss/base/mem.h"
#include "gloss/base/text.h"
#include "gloss/render/render.h"

enum option_type {
    OPTION_FLAG,     /* bool */
    OPTION_STRING,   /* char * */
    OPTION_WORDS,    /* struct words, repeatable */
    OPTION_INTEGER,  /* long long within min and max */
    OPTION_DURATION, /* int64_t milliseconds within min and max */
    OPTION_CHOICE,   /* int: index into the words of `choices` */
};

struct option_row {
    const char *name;
    char letter; /* 0: none */
    enum option_type type;
    size_t offset; /* of the field in struct settings */
    unsigned verbs;
    const char *argument; /* as in --help; for a choice its words, "a|b|c" */
    const char *fallback; /* default, in the same words a user would type; NULL: none */
    long long min;
    long long max;
    const char *help;
};

#define AT(field) offsetof(struct settings, field)
#define DAY_MS (24LL * 3600 * 1000)

static const struct option_row rows[] = {
    {"output", 'o', OPTION_WORDS, AT(output), VERB_SHOWING, "FILE", NULL, 0, 0,
     "write results to FILE in the format of its extension ({extensions}); may be repeated; - is "
     "standard output"},
    {"to", 't', OPTION_STRING, AT(format), VERB_SHOWING, "FORMAT", NULL, 0, 0,
     "the format of the results ({formats}) whatever the extension"},
    {"json", 0, OPTION_FLAG, AT(json), VERB_REPORTING, NULL, NULL, 0, 0,
     "JSON on standard output: of check, enrich and links the same as -t json; of explain an "
     "object a link, a line each; of status one object"},
    {"in-place", 'i', OPTION_FLAG, AT(in_place), VERB_ENRICH, NULL, NULL, 0, 0,
     "write the annotated list over its input"},
    {"style", 0, OPTION_CHOICE, AT(style), VERB_ENRICH, "quote|details|line", "quote", 0, 0,
     "how the annotated list shows what is known of an item"},
    {"write", 0, OPTION_FLAG, AT(write), VERB_FIX, NULL, NULL, 0, 0,
     "make the edits in the files instead of showing them; of standard input the fixed text goes "
     "to standard output"},
    {"titles", 0, OPTION_FLAG, AT(titles), VERB_FIX, NULL, NULL, 0, 0,
     "also make link texts the titles of what they lead to"},
    {"biblatex", 0, OPTION_FLAG, AT(biblatex), VERB_CHECKING, NULL, NULL, 0, 0,
     "write .bib files for BibLaTeX rather than BibTeX"},
    {"changes", 0, OPTION_FLAG, AT(changes), VERB_CHECKING, NULL, NULL, 0, 0,
     "report only what is new since the last finished run: newly dead, newly suspect, moved, "
     "withdrawn, recovered; nothing at all when nothing is"},
    {"strict", 0, OPTION_FLAG, AT(strict), VERB_CHECKING, NULL, NULL, 0, 0,
     "suspect and blocked links fail the check too"},
    {"cache", 0, OPTION_STRING, AT(cache), VERB_ASKING | VERB_TELLING, "DIR", NULL, 0, 0,
     "the cache folder (default: $GLOSS_CACHE, ./cache where that is a gloss cache, "
     "$XDG_CACHE_HOME/gloss, ~/.cache/gloss)"},
    {"max-age", 0, OPTION_DURATION, AT(max_age), VERB_ASKING, "DUR", NULL, 0, 3650 * DAY_MS,
     "do not ask again what was answered less than DUR ago (default: each source's own lifetime; "
     "pages are revalidated, but those that were well for weeks only every few days); 0 asks "
     "everything, as before sharing a list"},
    {"fresh", 0, OPTION_FLAG, AT(fresh), VERB_ASKING, NULL, NULL, 0, 0,
     "ask everything again, whatever the cache holds"},
    {"offline", 0, OPTION_FLAG, AT(offline), VERB_ASKING, NULL, NULL, 0, 0,
     "use the cache only; ask nobody"},
    {"jobs", 'j', OPTION_INTEGER, AT(jobs), VERB_ASKING, "N", "64", 1, 1024,
     "requests in flight over all hosts; each host has its own, smaller limit"},
    {"threads", 0, OPTION_INTEGER, AT(threads), VERB_ASKING, "N", "0", 0, 64,
     "fetch workers; 0 is one a processor, 4 at most"},
    {"timeout", 'm', OPTION_DURATION, AT(timeout), VERB_ASKING, "DUR", "30s", 1, DAY_MS,
     "the longest one request may take"},
    {"deadline", 0, OPTION_DURATION, AT(deadline), VERB_ASKING, "DUR", NULL, 0, 30 * DAY_MS,
     "ask nothing new after DUR and report what is known by then"},
    {"retries", 0, OPTION_INTEGER, AT(retries), VERB_ASKING, "N", "2", 0, 20,
     "more tries after a failure that may pass"},
    {"exclude", 0, OPTION_WORDS, AT(exclude), VERB_ASKING, "REGEX", NULL, 0, 0,
     "do not ask URLs that match (POSIX extended); may be repeated"},
    {"include", 0, OPTION_WORDS, AT(include), VERB_ASKING, "REGEX", NULL, 0, 0,
     "ask URLs that match even where --exclude matches too; may be repeated"},
    {"accept", 0, OPTION_STRING, AT(accept), VERB_ASKING, "CODES", NULL, 0, 0,
     "HTTP statuses that count as alive besides 2xx, e.g. 403,500..=599"},
    {"direct", 0, OPTION_FLAG, AT(direct), VERB_ASKING, NULL, NULL, 0, 0,
     "GET every link itself, even where a registry can vouch for it"},
    {"archive", 0, OPTION_FLAG, AT(archive), VERB_ASKING, NULL, NULL, 0, 0,
     "ask the Wayback Machine for a copy of what is dead, and whether it has seen what is blocked "
     "(gloss fix always does)"},
    {"contact", 0, OPTION_STRING, AT(contact), VERB_ASKING, "MAIL", NULL, 0, 0,
     "an address for the User-Agent, so that site owners can reach you"},
    {"user-agent", 'A', OPTION_STRING, AT(user_agent), VERB_ASKING, "STRING", NULL, 0, 0,
     "the whole User-Agent"},
    {"header", 'H', OPTION_WORDS, AT(header), VERB_ASKING, "'HOST: NAME: VALUE'", NULL, 0, 0,
     "send a header to HOST, and to no other; may be repeated"},
    {"proxy", 'x', OPTION_STRING, AT(proxy), VERB_ASKING, "URL", NULL, 0, 0,
     "send requests through this proxy (default: the environment's, as in curl)"},
    {"cacert", 0, OPTION_STRING, AT(cacert), VERB_ASKING, "FILE", NULL, 0, 0,
     "trust these certificates (PEM) instead of the system's"},
    {"insecure", 'k', OPTION_FLAG, AT(insecure), VERB_ASKING, NULL, NULL, 0, 0,
     "do not verify certificates"},
    {"connect-to", 0, OPTION_WORDS, AT(connect_to), VERB_ASKING, "HOST1:PORT1:HOST2:PORT2", NULL, 0,
     0, "connect to HOST2:PORT2 instead of HOST1:PORT1, as in curl; may be repeated"},
    {"resolve", 0, OPTION_WORDS, AT(resolve), VERB_ASKING, "HOST:PORT:ADDRESS", NULL, 0, 0,
     "use this address for HOST:PORT, as in curl; may be repeated"},
    {"dns-servers", 0, OPTION_STRING, AT(dns_servers), VERB_ASKING, "ADDRESS[:PORT],...", NULL, 0,
     0, "ask these DNS servers instead of the system's"},
    {"allow-private", 0, OPTION_FLAG, AT(allow_private), VERB_ASKING, NULL, NULL, 0, 0,
     "ask private, loopback and link-local addresses too"},
    {"url", 0, OPTION_STRING, AT(url), VERB_EXTRACT, "URL", NULL, 0, 0,
     "where the page was saved from"},
    {"content-type", 0, OPTION_STRING, AT(content_type), VERB_EXTRACT, "TYPE", NULL, 0, 0,
     "the Content-Type it was served with"},
    {"batch", 0, OPTION_FLAG, AT(batch), VERB_EXTRACT, NULL, NULL, 0, 0,
     "FILE is a manifest: one JSON object {\"id\", \"url\", \"content_type\", \"file\"} a line in, "
     "one "
     "result a line out, in order"},
    {"color", 0, OPTION_CHOICE, AT(color), VERB_REPORTING, "auto|always|never", "auto", 0, 0,
     "colours in the terminal report; auto heeds NO_COLOR"},
    {"config", 0, OPTION_STRING, AT(config), VERB_ALL, "FILE", NULL, 0, 0,
     "read settings from FILE (default: $XDG_CONFIG_HOME/gloss/config)"},
    {"quiet", 'q', OPTION_FLAG, AT(quiet), VERB_LISTING, NULL, NULL, 0, 0,
     "no progress bar and no remarks; errors only"},
    {"verbose", 'v', OPTION_FLAG, AT(verbose), VERB_SHOWING | VERB_EXPLAIN, NULL, NULL, 0, 0,
     "report every link, not only those that need a look; explain: every value and every check in "
     "full"},
    {"help", 'h', OPTION_FLAG, AT(help), VERB_ALL, NULL, NULL, 0, 0, "print this help"},
};

enum { ROW_COUNT = sizeof rows / sizeof *rows, FIRST_LONG = 256 };

void words_add(struct words *w, const char *word)
{
    grow_array(&w->items, &w->room, w->count + 2, sizeof *w->items);
    w->items[w->count++] = xstrdup(word);
    w->items[w->count] = NULL;
}

static void *field(struct settings *s, const struct option_row *row)
{
    return (char *)s + row->offset;
}

/* ---- setting
 * ------------------------------------------------------------------------------------------------
 */

static bool set_choice(int *out, const char *words, const char *value)
{
    size_t n = strlen(value);
    int index = 0;
    for (const char *word = words; n; index++) {
        size_t len = strcspn(word, "|");
        if (len == n && memcmp(word, value, n) == 0) {
            *out = index;
            return true;
        }
        if (!word[len])
            break;
        word += len + 1;
    }
    return false;
}

static bool set_flag(bool *out, const char *value)
{
    if (!value || text_ieq(value, "true") || text_ieq(value, "yes") || text_ieq(value, "on"))
        *out = true;
    else if (text_ieq(value, "false") || text_ieq(value, "no") || text_ieq(value, "off"))
        *out = false;
    else
        return false;
    return true;
}

/* What a value should have looked like. */
static const char *expected(const struct option_row *row, char out[128])
{
    switch (row->type) {
    case OPTION_INTEGER:
        (void)snprintf(out, 128, "a whole number from %lld to %lld", row->min, row->max);
        break;
    case OPTION_DURATION:
        (void)snprintf(out, 128, "a duration such as 90s, 1.5h or 7d");
        break;
    case OPTION_CHOICE:
        (void)snprintf(out, 128, "one of %s", row->argument);
        break;
    case OPTION_FLAG:
        (void)snprintf(out, 128, "true or false");
        break;
    default:
        (void)snprintf(out, 128, "a value");
    }
    return out;
}

static bool set_value(struct settings *s, const struct option_row *row, const char *value)
{
    switch (row->type) {
    case OPTION_FLAG:
        return set_flag(field(s, row), value);
    case OPTION_STRING: {
        char **string = field(s, row);
        free(*string);
        *string = xstrdup(value);
        return true;
    }
    case OPTION_WORDS:
        words_add(field(s, row), value);
        return true;
    case OPTION_INTEGER:
        return text_to_int(value, row->min, row->max, field(s, row));
    case OPTION_DURATION: {
        int64_t ms;
        if (!duration_parse(value, &ms) || ms < row->min || ms > row->max)
            return false;
        *(int64_t *)field(s, row) = ms;
        return true;
    }
    case OPTION_CHOICE:
        return set_choice(field(s, row), row->argument, value);
    }
    return false;
}

void settings_init(struct settings *s)
{
    *s = (struct settings){.max_age = -1};
    for (size_t i = 0; i < ROW_COUNT; i++)
        if (rows[i].fallback)
            (void)set_value(s, &rows[i], rows[i].fallback);
}

void settings_release(struct settings *s)
{
    for (size_t i = 0; i < ROW_COUNT; i++) {
        if (rows[i].type == OPTION_STRING) {
            char **string = field(s, &rows[i]);
            free(*string);
        } else if (rows[i].type == OPTION_WORDS) {
            struct words *words = field(s, &rows[i]);
            for (size_t k = 0; k < words->count; k++)
                free(words->items[k]);
            free(words->items);
        }
    }
    *s = (struct settings){0};
}

/* ---- reading a command line
 * ----------------------------------------------------------------------------- */

struct getopt_tables {
    char letters[2 * ROW_COUNT + 3];
    struct option longs[ROW_COUNT + 1];
};

static void build_tables(struct getopt_tables *t, unsigned verb)
{
    size_t letters = 0, longs = 0;
    t->letters[letters++] = ':';
    for (size_t i = 0; i < ROW_COUNT; i++) {
        if (!(rows[i].verbs & verb))
            continue;
        bool takes = rows[i].type != OPTION_FLAG;
        t->longs[longs++] = (struct option){rows[i].name, takes ? required_argument : no_argument,
                                            NULL, FIRST_LONG + (int)i};
        if (rows[i].letter) {
            t->letters[letters++] = rows[i].letter;
            if (takes)
                t->letters[letters++] = ':';
        }
    }
    t->letters[letters] = '\0';
    t->longs[longs] = (struct option){0};
}

static const struct option_row *row_for(int code, unsigned verb)
{
    if (code >= FIRST_LONG && code < FIRST_LONG + ROW_COUNT)
        return &rows[code - FIRST_LONG];
    for (size_t i = 0; i < ROW_COUNT; i++)
        if (rows[i].letter == code && rows[i].verbs & verb)
            return &rows[i];
    return NULL;
}

static bool bad_option(const struct verb *verb, int code, char **argv, struct err *err)
{
    const char *seen = argv[optind - 1];
    if (code == ':')
        return err_set(err, ERR_USAGE, "option %s needs a value; see gloss %s --help", seen,
                       verb->name);
    if (optopt > 0 && optopt < FIRST_LONG)
        return err_set(err, ERR_USAGE, "unknown option -%c; see gloss %s --help", optopt,
                       verb->name);
    return err_set(err, ERR_USAGE, "unknown option %s; see gloss %s --help", seen, verb->name);
}

bool options_parse(struct settings *s, const struct verb *verb, int argc, char **argv, int *first,
                   struct err *err)
{
    struct getopt_tables tables;
    build_tables(&tables, verb->bit);
    opterr = 0;
    optind = 0;
    int code;
    while ((code = getopt_long(argc, argv, tables.letters, tables.longs, NULL)) != -1) {
        const struct option_row *row = code == '?' || code == ':' ? NULL : row_for(code, verb->bit);
        if (!row)
            return bad_option(verb, code, argv, err);
        char want[128];
        if (!set_value(s, row, optarg))
            return err_set(err, ERR_USAGE, "--%s %s: expected %s", row->name, optarg,
                           expected(row, want));
    }
    *first = optind;
    return true;
}

const char *options_config_path(int argc, char *const *argv)
{
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
        if (strcmp(argv[i], "--config") == 0)
            return i + 1 < argc ? argv[i + 1] : NULL;
        if (strncmp(argv[i], "--config=", 9) == 0)
            return argv[i] + 9;
    }
    return NULL;
}

bool options_set(struct settings *s, const char *name, const char *value, const char *where,
                 struct err *err)
{
    for (size_t i = 0; i < ROW_COUNT; i++) {
        if (strcmp(rows[i].name, name) != 0)
            continue;
        if (rows[i].offset == AT(help) || rows[i].offset == AT(config))
            break;
        char want[128];
        if (set_value(s, &rows[i], value))
            return true;
        return err_set(err, ERR_USAGE, "%s: %s = %s: expected %s", where, name, value,
                       expected(&rows[i], want));
    }
    return err_set(err, ERR_USAGE,
                   "%s: unknown setting \"%s\"; settings are named as the long options are", where,
                   name);
}

/* ---- telling
 * ------------------------------------------------------------------------------------------------
 */

enum { HELP_COLUMN = 26, HELP_WIDTH = 80 };

static void print_wrapped(FILE *out, const char *text, int column)
{
    int at = column;
    for (const char *word = text; *word;) {
        int n = (int)strcspn(word, " ");
        if (at > column && at + 1 + n > HELP_WIDTH) {
            (void)fprintf(out, "\n%*s", column, "");
            at = column;
        } else if (at > column) {
            (void)fputc(' ', out);
            at++;
        }
        (void)fprintf(out, "%.*s", n, word);
        at += n;
        word += n;
        word += strspn(word, " ");
    }
    (void)fputc('\n', out);
}

/* What a word in braces stands for in help texts. */
static const struct {
    const char *word;
    char *(*value)(void);
} placeholders[] = {{"{formats}", renderer_names}, {"{extensions}", renderer_extensions}};

/* Appends a help text with the placeholders filled in. */
static void add_filled(struct buf *out, const char *help)
{
    for (size_t i = 0; i < sizeof placeholders / sizeof *placeholders; i++) {
        const char *at = strstr(help, placeholders[i].word);
        if (!at)
            continue;
        char *value = placeholders[i].value();
        (void)buf_add(out, help, (size_t)(at - help));
        (void)buf_adds(out, value);
        help = at + strlen(placeholders[i].word);
        free(value);
    }
    (void)buf_adds(out, help);
}

/* A row's help and its default. The caller releases. */
static void describe(struct buf *out, const struct option_row *row)
{
    buf_init(out, 2048);
    add_filled(out, row->help);
    if (row->fallback && strcmp(row->fallback, "0") != 0)
        (void)buf_addf(out, " (default %s)", row->fallback);
}

void options_help(FILE *out, const struct verb *verb)
{
    for (size_t i = 0; i < ROW_COUNT; i++) {
        if (!(rows[i].verbs & verb->bit))
            continue;
        struct buf head, text;
        buf_init(&head, 128);
        describe(&text, &rows[i]);
        if (rows[i].letter)
            buf_addf(&head, "  -%c, --%s", rows[i].letter, rows[i].name);
        else
            buf_addf(&head, "      --%s", rows[i].name);
        if (rows[i].argument)
            buf_addf(&head, " %s", rows[i].argument);
        if (head.len + 2 > HELP_COLUMN)
            (void)fprintf(out, "%s\n%*s", head.data, HELP_COLUMN, "");
        else
            (void)fprintf(out, "%-*s", HELP_COLUMN, head.data);
        print_wrapped(out, text.data, HELP_COLUMN);
        buf_release(&head);
        buf_release(&text);
    }
}

void options_mdoc(FILE *out)
{
    for (size_t i = 0; i < ROW_COUNT; i++) {
        (void)fprintf(out, ".It ");
        if (rows[i].letter)
            (void)fprintf(out, "Fl %c , ", rows[i].letter);
        (void)fprintf(out, "Fl \\-%s", rows[i].name);
        if (rows[i].argument)
            (void)fprintf(out, " Ar %s", rows[i].argument);
        struct buf text;
        describe(&text, &rows[i]);
        (void)fprintf(out, "\n%s.\n", text.data);
        buf_release(&text);
    }
}
