/* name_parts: given and family names, and whose name it is at all.
 *
 * Declared in name.h. Order is a convention of the writer's language, which a string does not tell:
 * the rules here hold for names as papers in English print them, and say "unknown" for the rest. */
#include <ctype.h>
#include <stdint.h>
#include <string.h>

#include "gloss/base/mem.h"
#include "gloss/base/name.h"
#include "gloss/base/name_words.h"
#include "gloss/base/text.h"
#include "gloss/base/utf8.h"

static unsigned kind(const struct name_words *w, size_t i)
{
    return name_word_kind(w->at[i], w->length[i]);
}

/* "AI" and "ML" in capitals end the names of companies, not of people. */
static bool is_field(const struct name_words *w, size_t i)
{
    return w->length[i] == 2 && (memcmp(w->at[i], "AI", 2) == 0 || memcmp(w->at[i], "ML", 2) == 0);
}

/* Whether word i makes the name a group's. "Staff" and the like also are roles: those do so only at
 * the end, and not behind a comma ("Jane Doe, Staff Writer"). */
static bool names_group(const struct name_words *w, size_t i)
{
    unsigned kinds = kind(w, i);

    if ((kinds & KIND_GROUP) == 0)
        return false;
    return (kinds & KIND_ROLE) == 0 ||
           (i > 0 && i + 1 == w->count && w->at[i - 1][w->length[i - 1] - 1] != ',');
}

bool name_is_organisation(const char *name)
{
    struct name_words w;

    name_words_split(name, &w);
    if (w.count == 0)
        return false;
    if ((kind(&w, 0) & KIND_BRAND) != 0 &&
        (w.count == 1 || !name_word_is_initial(w.at[1], w.length[1])))
        return true;
    if (w.count > 1 && (is_field(&w, w.count - 1) || text_istarts(name, "the ")))
        return true;
    for (size_t i = 0; i < w.count; i++)
        if (w.count > 1 && names_group(&w, i))
            return true;
    return false;
}

/* Whether word i begins the family name: a particle, but not one before an initial ("de M.
 * Estevão"). */
static bool begins_family(const struct name_words *w, size_t i, size_t last)
{
    bool lower = islower((unsigned char)w->at[i][0]) != 0;
    unsigned wanted = lower ? KIND_PARTICLE : KIND_CAPITAL;

    return i < last && (kind(w, i) & wanted) != 0 &&
           !name_word_is_initial(w->at[i + 1], w->length[i + 1]);
}

/* The index of the first word of the family name; `last` is its last without Jr. and the like. */
static size_t family_start(const struct name_words *w, size_t last)
{
    for (size_t i = 1; i <= last; i++) {
        if (begins_family(w, i, last))
            return i;
        if (i >= 2 && i < last && (kind(w, i) & KIND_LINK) != 0 && w->length[i] == 1 &&
            islower((unsigned char)w->at[i][0]))
            return i - 1; /* Ortega y Gasset */
    }
    return last;
}

static bool has_digit_or_separator(const char *s)
{
    return strpbrk(s, "0123456789,;&@/|") != NULL;
}

bool name_parts(const char *name, char **given, char **family)
{
    struct name_words w;
    size_t last;
    size_t start;

    *given = NULL;
    *family = NULL;
    name_words_split(name, &w);
    if (w.count < 2 || w.overflow || name_is_organisation(name) || name_is_east_asian(name) ||
        has_digit_or_separator(name) || text_istarts(name, "fnu "))
        return false;
    last = w.count - 1;
    while (last > 1 && (kind(&w, last) & KIND_GENERATION) != 0)
        last--;
    if (name_word_is_initial(w.at[last], w.length[last]))
        return false; /* Aishwarya P S */
    start = family_start(&w, last);
    if (islower((unsigned char)w.at[0][0]) && (kind(&w, 0) & KIND_PARTICLE) != 0)
        return false; /* a family name alone: van der Berg */
    *given = xstrndup(name, (size_t)(w.at[start - 1] + w.length[start - 1] - name));
    *family = xstrdup(w.at[start]);
    return true;
}
