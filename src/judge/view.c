/* view: what all checks need of a look, worked out once. */
#include "gloss/judge/view.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gloss/base/mem.h"
#include "gloss/base/text.h"

enum { THIN = 1200, BARE = 450, UNSPACED = 0xE0 }; /* bytes of opening */

static const struct signs nothing_seen;

/* The length of a separator between a title's parts, 0 when none begins at `at`. Titles in scripts
 * without blanks have none around their hyphens either. */
static size_t separator(const char *start, const char *at)
{
    static const char *const separators[] = {"|",   "｜",  " - ", " – ", " — ",  " · ", " • ",
                                             " » ", " « ", ": ",  " / ", " :: ", "：",  " ~ ",
                                             " > ", " < ", " ‹ ", " › ", " ⋅ ",  "│"};
    for (size_t i = 0; i < sizeof(separators) / sizeof(*separators); i++)
        if (strncmp(at, separators[i], strlen(separators[i])) == 0)
            return strlen(separators[i]);
    bool unspaced = at > start && (unsigned char)at[-1] >= 0x80 && (unsigned char)at[1] >= UNSPACED;
    return (*at == '-' || *at == '_') && unspaced ? 1 : 0;
}

static void add_part(struct view *v, const char *from, size_t n)
{
    char *part = xstrndup(from, n);
    char *folded = text_fold(part);
    free(part);
    if (folded[0] == '\0' || v->part_count == VIEW_PARTS)
        free(folded);
    else
        v->parts[v->part_count++] = folded;
}

static void split_title(struct view *v)
{
    const char *title = v->signs->title;
    const char *from = title;
    for (const char *at = title; *at != '\0';) {
        size_t n = separator(title, at);
        if (n > 0)
            add_part(v, from, (size_t)(at - from));
        at += n > 0 ? n : 1;
        if (n > 0)
            from = at;
    }
    add_part(v, from, strlen(from));
}

static bool is_elsewhere(const struct place *a, const struct place *b)
{
    return strcmp(a->host, b->host) != 0 || strcmp(a->path, b->path) != 0 ||
           strcmp(a->query, b->query) != 0;
}

void view_init(struct view *v, const struct look *look)
{
    memset(v, 0, sizeof(*v));
    v->look = look;
    v->signs = look->signs == NULL ? &nothing_seen : look->signs;
    v->thin = strlen(v->signs->opening) < THIN;
    v->bare = strlen(v->signs->opening) < BARE;
    place_read(&v->asked, look->asked);
    place_read(&v->final, look->final == NULL ? look->asked : look->final);
    bool refreshed = v->thin && v->signs->refresh[0] != '\0';
    if (refreshed)
        place_read(&v->final, v->signs->refresh);
    /* Without a redirect, another spelling is still the same address. */
    v->elsewhere = (look->redirects > 0 || refreshed) && is_elsewhere(&v->asked, &v->final);
    v->ok = look->status >= 200 && look->status < 300;
    v->title = text_fold(v->signs->title);
    v->h1 = text_fold(v->signs->h1);
    v->opening = text_fold(v->signs->opening);
    split_title(v);
}

void view_release(struct view *v)
{
    for (size_t i = 0; i < v->part_count; i++)
        free(v->parts[i]);
    free(v->title);
    free(v->h1);
    free(v->opening);
}

/* Compares folded text without its blanks to a name without its hyphens. */
static bool is_squashed(const char *folded, const char *name)
{
    for (;;) {
        folded += strspn(folded, " ");
        name += strspn(name, "-.");
        if (*folded == '\0' || *folded != *name)
            return *folded == *name;
        folded++;
        name++;
    }
}

bool view_is_titled_by_site(const struct view *v)
{
    char name[64];
    place_name(&v->final, name);
    if (v->title[0] == '\0' || is_squashed(v->title, name) || is_squashed(v->title, v->final.host))
        return true;
    return v->part_count > 0 && is_squashed(v->parts[0], name);
}

bool view_say(struct evidence *out, enum evidence_class class, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    out->class = class;
    (void)vsnprintf(out->says, sizeof(out->says), format, arguments);
    va_end(arguments);
    return true;
}
