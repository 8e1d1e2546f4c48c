/* The settings file, read with inih. Each `[gloss]` key is a long option's name and goes through
 * the options table, so that the file and the command line cannot disagree about what a value may
 * be. */
#include "gloss/cli/config.h"

#include <errno.h>
#include <ini.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "gloss/base/date.h"
#include "gloss/base/mem.h"
#include "gloss/base/text.h"

enum { HOST_RULES_MAX = 256 };

/* `[host "NAME"]` sections, kept until the run builds its table of hosts. */
static struct host_rule host_rules[HOST_RULES_MAX];
static char *host_patterns[HOST_RULES_MAX]; /* owns what the rules point to */
static size_t host_rule_count;

static struct ignores *ignores; /* `[ignore "WHAT"]` sections; NULL: none */

struct reading {
    const char *path;
    FILE *file;
    int line; /* inih as Debian builds it does not tell its handler the line, so the reader counts
               */
    bool ignoring; /* it is in a section that ignores something */
    struct settings *settings;
    struct err *err;
};

/* NAME of `host "NAME"`, newly allocated, or NULL. */
static char *host_of(const char *section)
{
    static const char prefix[] = "host \"";
    size_t n = strlen(section), head = sizeof prefix - 1;
    if (n <= head + 1 || strncmp(section, prefix, head) != 0 || section[n - 1] != '"')
        return NULL;
    return xstrndup(section + head, n - head - 1);
}

static struct host_rule *rule_for(const char *host)
{
    for (size_t i = 0; i < host_rule_count; i++)
        if (text_ieq(host_rules[i].pattern, host))
            return &host_rules[i];
    if (host_rule_count == HOST_RULES_MAX)
        return NULL;
    host_patterns[host_rule_count] = xstrdup(host);
    host_rules[host_rule_count] =
        (struct host_rule){.pattern = host_patterns[host_rule_count], .gap_ms = -1};
    return &host_rules[host_rule_count++];
}

static bool set_host(const char *host, const char *name, const char *value, const char *where,
                     struct err *err)
{
    struct host_rule *rule = rule_for(host);
    long long slots;
    if (!rule)
        return err_set(err, ERR_USAGE, "%s: more than %d hosts", where, HOST_RULES_MAX);
    if (strcmp(name, "slots") == 0 && text_to_int(value, 1, 64, &slots))
        rule->slots = (int)slots;
    else if (strcmp(name, "gap") != 0 || !duration_parse(value, &rule->gap_ms))
        return err_set(
            err, ERR_USAGE,
            "%s: [host \"%s\"] takes slots = 1..64 and gap = a duration such as 500ms, not %s = %s",
            where, host, name, value);
    return true;
}

/* Secrets live where nobody else can read them; what the environment says goes before them. */
static bool set_secret(const struct reading *reading, const char *name, const char *value,
                       const char *where)
{
    static const char *const names[] = {"GITHUB_TOKEN", "OPENREVIEW_USERNAME",
                                        "OPENREVIEW_PASSWORD", "S2_API_KEY"};
    struct stat file;
    if (fstat(fileno(reading->file), &file) != 0 || (file.st_mode & (S_IRWXG | S_IRWXO)) != 0)
        return err_set(reading->err, ERR_USAGE,
                       "%s: a file with [secrets] must be yours alone: chmod 600 %s", where,
                       reading->path);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(names[i], name) == 0)
            return setenv(name, value, 0) == 0 ||
                   err_set(reading->err, ERR_USAGE, "%s: no memory for %s", where, name);
    return err_set(reading->err, ERR_USAGE,
                   "%s: [secrets] takes GITHUB_TOKEN, OPENREVIEW_USERNAME, OPENREVIEW_PASSWORD "
                   "and S2_API_KEY, not %s",
                   where, name);
}

/* inih's callback: 0 stops with an error. */
static int set(void *user, const char *section, const char *name, const char *value)
{
    struct reading *reading = user;
    char *where = xasprintf("%s:%d", reading->path, reading->line);
    char *host = host_of(section);
    bool ok;
    if (reading->ignoring)
        ok = ignores_set(ignores, name, value, where, reading->err);
    else if (host)
        ok = set_host(host, name, value, where, reading->err);
    else if (strcmp(section, "secrets") == 0)
        ok = set_secret(reading, name, value, where);
    else if (strcmp(section, "gloss") == 0)
        ok = options_set(reading->settings, name, value, where, reading->err);
    else
        ok = err_set(reading->err, ERR_USAGE,
                     "%s: unknown section [%s]; there are [gloss], [secrets], [host \"NAME\"] and "
                     "[ignore \"REGEX or URL\"]",
                     where, section);
    free(host);
    free(where);
    return ok;
}

/* inih cuts names of sections at their first "]", and at 50 bytes; what is to be ignored may be
 * longer, and have brackets in it. It also tells of no section without a setting. */
static bool begin_section(struct reading *reading, const char *line)
{
    static const char head[] = "[ignore \"", tail[] = "\"]";
    const char *what = line + sizeof head - 1;
    reading->ignoring = strncmp(line, head, sizeof head - 1) == 0;
    if (!reading->ignoring)
        return true;
    const char *end = NULL;
    for (const char *at = strstr(what, tail); at; at = strstr(at + 1, tail))
        end = at;
    char *where = xasprintf("%s:%d", reading->path, reading->line);
    char *name = end ? xstrndup(what, (size_t)(end - what)) : xstrdup("");
    if (!ignores)
        ignores = ignores_new();
    bool ok = ignores_add(ignores, name, where, reading->err);
    free(name);
    free(where);
    return ok;
}

/* inih's reader, as fgets; the end of the file when a line is wrong. */
static char *read_line(char *into, int room, void *stream)
{
    struct reading *reading = stream;
    char *got = fgets(into, room, reading->file);
    size_t n = got ? strlen(got) : 0;
    if (!got)
        return NULL;
    reading->line++;
    if (n + 1 == (size_t)room && got[n - 1] != '\n') {
        (void)err_set(reading->err, ERR_USAGE,
                      "%s:%d: longer than %d bytes; what follows \"=\" may go on in a line that "
                      "begins with blanks",
                      reading->path, reading->line, room - 2);
        return NULL;
    }
    return *got != '[' || begin_section(reading, got) ? got : NULL;
}

static char *default_path(void)
{
    const char *base = getenv("XDG_CONFIG_HOME");
    const char *home = getenv("HOME");
    if (base && *base)
        return xasprintf("%s/gloss/config", base);
    return home && *home ? xasprintf("%s/.config/gloss/config", home) : NULL;
}

bool config_read(const char *path, struct settings *s, struct err *err)
{
    char *own = path ? NULL : default_path();
    const char *from = path ? path : own;
    if (!from)
        return true;
    FILE *file = fopen(from, "re");
    if (!file) {
        bool fine = !path && (errno == ENOENT || errno == ENOTDIR);
        if (!fine)
            (void)err_set_errno(err, ERR_USAGE, errno, "cannot read the config file %s", from);
        free(own);
        return fine;
    }
    struct reading reading = {.path = from, .file = file, .settings = s, .err = err};
    int line = ini_parse_stream(read_line, &reading, set, &reading);
    (void)fclose(file);
    if (line > 0)
        (void)err_set(err, ERR_USAGE,
                      "%s:%d: not a line of an INI file; write NAME = VALUE or [SECTION]", from,
                      line);
    else if (line < 0)
        (void)err_set(err, ERR_USAGE, "cannot read the config file %s", from);
    free(own);
    return err->kind == ERR_NONE;
}

const struct ignores *config_ignores(void)
{
    return ignores;
}

void config_add_hosts(struct hosts *hosts)
{
    for (size_t i = 0; i < host_rule_count; i++)
        hosts_add(hosts, &host_rules[i]);
}

void config_release(void)
{
    for (size_t i = 0; i < host_rule_count; i++)
        free(host_patterns[i]);
    host_rule_count = 0;
    ignores_free(ignores);
    ignores = NULL;
}
