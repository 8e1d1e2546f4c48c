/* site: names are kept squashed (folded, without blanks), so that "Handwerk Magazin" and
 * handwerk-magazin.de are one name. */
#include "gloss/page/site.h"

#include <stdlib.h>
#include <string.h>

#include "gloss/base/mem.h"
#include "gloss/base/text.h"

enum { NAMES_MAX = 16, NAME_LENGTH_MAX = 200, TITLE_LENGTH_MAX = 1000 };

struct names {
    char *items[NAMES_MAX]; /* squashed */
    size_t count;
};

struct site {
    struct names names;
    struct names authors; /* whose names end titles too, but are no site's */
};

static char *squash(const char *text)
{
    char *folded = text_fold(text);
    char *to = folded;
    for (const char *c = folded; *c != '\0'; c++)
        if (*c != ' ')
            *to++ = *c;
    *to = '\0';
    return folded;
}

static void add_name(struct names *s, const char *text)
{
    if (s->count >= NAMES_MAX || strlen(text) > NAME_LENGTH_MAX)
        return;
    char *name = squash(text);
    if (name[0] == '\0')
        free(name);
    else
        s->items[s->count++] = name;
}

/* "www.handwerk-magazin.de" names itself, itself without www, and "handwerk-magazin". */
static void add_host(struct names *s, const char *url)
{
    const char *host = strstr(url, "://");
    if (host == NULL)
        return;
    host += 3;
    char *name = xstrndup(host, strcspn(host, "/?#:"));
    char *bare = text_istarts(name, "www.") ? name + 4 : name;
    add_name(s, name);
    add_name(s, bare);
    char *dot = strrchr(bare, '.');
    if (dot != NULL) {
        *dot = '\0';
        add_name(s, bare);
        char *label = strrchr(bare, '.');
        if (label != NULL && strlen(label + 1) > 3)
            add_name(s, label + 1);
        if (label != NULL)
            *label = '\0';
        if (label != NULL && strlen(bare) > 3)
            add_name(s, bare);
    }
    free(name);
}

struct site *site_new(const struct observed *o, const struct proposals *ps)
{
    struct site *s = xcalloc(1, sizeof(*s));
    add_host(&s->names, o->url);
    for (size_t i = 0; i < ps->count; i++) {
        const struct proposal *p = &ps->items[i];
        if (p->field == META_SITE)
            add_name(&s->names, p->text);
        if (p->field == META_AUTHORS)
            add_name(&s->authors, p->text);
    }
    return s;
}

static void release_names(struct names *s)
{
    for (size_t i = 0; i < s->count; i++)
        free(s->items[i]);
}

void site_free(struct site *s)
{
    if (s == NULL)
        return;
    release_names(&s->names);
    release_names(&s->authors);
    free(s);
}

static bool names_hold(const struct names *s, const char *text)
{
    if (strlen(text) > NAME_LENGTH_MAX)
        return false;
    char *name = squash(text);
    bool found = false;
    for (size_t i = 0; i < s->count && !found; i++)
        found = strcmp(s->items[i], name) == 0;
    free(name);
    return found;
}

bool site_is_name(const struct site *s, const char *text)
{
    return names_hold(&s->names, text);
}

/* The length of the separator that starts at `at`, 0 when none does. */
static size_t separator_length(const char *at)
{
    static const char *const separators[] = {
        " | ",  " - ", " – ", " — ", " · ", " • ", " » ", " « ", " ~ ", " / ", ": ", " : ",
        " :: ", " ▷ ", " │ ", "｜",  " > ", " < ", " ‹ ", " › ", " @ ", " ● ", "|"};
    for (size_t i = 0; i < sizeof(separators) / sizeof(separators[0]); i++)
        if (strncmp(at, separators[i], strlen(separators[i])) == 0)
            return strlen(separators[i]);
    return 0;
}

/* Cuts one site's or author's name off the end of `title`, at its last separator; false when there
 * is none. */
static bool strip_end(const struct site *s, char *title)
{
    for (size_t i = strlen(title); i > 1; i--) {
        size_t n = separator_length(title + i - 1);
        if (n == 0)
            continue;
        if (site_is_name(s, title + i - 1 + n) || names_hold(&s->authors, title + i - 1 + n)) {
            title[i - 1] = '\0';
            return true;
        }
    }
    return false;
}

static bool strip_start(const struct site *s, char *title)
{
    for (size_t i = 1; title[i] != '\0'; i++) {
        size_t n = separator_length(title + i);
        if (n == 0)
            continue;
        char saved = title[i];
        title[i] = '\0';
        bool found = site_is_name(s, title);
        title[i] = saved;
        if (found && title[i + n] != '\0') {
            memmove(title, title + i + n, strlen(title + i + n) + 1);
            return true;
        }
        if (i > NAME_LENGTH_MAX)
            return false;
    }
    return false;
}

char *site_strip(const struct site *s, const char *title)
{
    char *kept = xstrdup(title);
    if (strlen(kept) > TITLE_LENGTH_MAX)
        return kept;
    for (int n = 0; n < 3 && strip_end(s, kept); n++)
        ;
    strip_start(s, kept);
    char *clean = text_clean(kept, strlen(kept));
    free(kept);
    return clean;
}
