/* Rules are few, so each link is held against all of them. */
#include "gloss/run/ignores.h"

#include <regex.h>
#include <stdlib.h>
#include <string.h>

#include "gloss/base/mem.h"
#include "gloss/base/text.h"
#include "gloss/net/url.h"

struct rule {
    struct ignore ignore;
    char *until; /* owns what the ignore points to */
    char *why;
    char *where;
    char *key; /* of the one address it means; NULL: the pattern counts */
    regex_t pattern;
};

struct ignores {
    struct rule *rules;
    size_t count;
    size_t room;
};

struct ignores *ignores_new(void)
{
    return xcalloc(1, sizeof(struct ignores));
}

void ignores_free(struct ignores *i)
{
    if (!i)
        return;
    for (size_t k = 0; k < i->count; k++) {
        struct rule *rule = &i->rules[k];
        if (!rule->key)
            regfree(&rule->pattern);
        free(rule->key);
        free(rule->until);
        free(rule->why);
        free(rule->where);
    }
    free(i->rules);
    free(i);
}

static bool is_address(const char *what)
{
    return (text_istarts(what, "http://") || text_istarts(what, "https://")) &&
           !strpbrk(what, "*[]^$|\\");
}

/* What the members of a rule are is what its ignore shows. */
static void show(struct rule *rule)
{
    rule->ignore = (struct ignore){.until = rule->until,
                                   .why = rule->why ? rule->why : "",
                                   .source = "config",
                                   .where = rule->where};
}

bool ignores_add(struct ignores *i, const char *what, const char *where, struct err *err)
{
    if (!*what) /* would match everything */
        return err_set(err, ERR_USAGE, "%s: expected [ignore \"REGEX or URL\"]", where);
    struct rule rule = {.key = is_address(what) ? url_key(what) : NULL};
    int code = rule.key ? 0 : regcomp(&rule.pattern, what, REG_EXTENDED | REG_NOSUB);
    if (code != 0) {
        char why[128];
        (void)regerror(code, &rule.pattern, why, sizeof why);
        return err_set(err, ERR_USAGE, "%s: [ignore \"%s\"]: %s", where, what, why);
    }
    rule.where = xstrdup(where);
    show(&rule);
    grow_array(&i->rules, &i->room, i->count + 1, sizeof *i->rules);
    i->rules[i->count++] = rule;
    return true;
}

static void add_reason(struct rule *rule, const char *value)
{
    char *clean = text_clean(value, strlen(value));
    char *whole = rule->why ? xasprintf("%s %s", rule->why, clean) : xstrdup(clean);
    free(clean);
    free(rule->why);
    rule->why = whole;
}

bool ignores_set(struct ignores *i, const char *name, const char *value, const char *where,
                 struct err *err)
{
    struct rule *rule = &i->rules[i->count - 1];
    if (strcmp(name, "why") == 0) {
        add_reason(rule, value);
    } else if (strcmp(name, "until") == 0 && ignore_is_day(value)) {
        free(rule->until);
        rule->until = xstrdup(value);
    } else {
        return err_set(err, ERR_USAGE,
                       "%s: [ignore] takes until = a day such as 2027-01-01, and why = the reason, "
                       "not %s = %s",
                       where, name, value);
    }
    show(rule);
    return true;
}

static bool rule_names(const struct rule *rule, const char *url, const char *key)
{
    if (rule->key)
        return key && strcmp(rule->key, key) == 0;
    return regexec(&rule->pattern, url, 0, NULL, 0) == 0;
}

const struct ignore *ignores_find(const struct ignores *i, const struct link *link, int64_t now)
{
    const struct ignore *found = link->ignore;
    char *key = i && i->count ? url_key(link->url) : NULL;
    for (size_t k = 0; i && k < i->count; k++) {
        if (found && !ignore_has_lapsed(found, now))
            break;
        const struct ignore *own = &i->rules[k].ignore;
        if ((!found || !ignore_has_lapsed(own, now)) && rule_names(&i->rules[k], link->url, key))
            found = own;
    }
    free(key);
    return found;
}
