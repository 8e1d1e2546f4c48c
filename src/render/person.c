/* person: a source's own split is believed; else base/name splits, and leaves whole what it cannot
 * be sure of. */
#include "gloss/render/person.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "gloss/base/name.h"
#include "gloss/base/name_words.h"
#include "gloss/base/text.h"
#include "gloss/render/entry.h"

static bool is_particle(const char *word, size_t n)
{
    return islower((unsigned char)word[0]) && name_word_kind(word, n) & KIND_PARTICLE;
}

/* How many bytes of a family name are particles and the blanks behind them: "de las " of "de las
 * Casas". A particle that is the whole name is the name. */
static size_t particles_length(const char *family)
{
    size_t length = 0;
    for (;;) {
        size_t n = strcspn(family + length, " ");
        if (!family[length + n] || !is_particle(family + length, n))
            return length;
        length += n + 1;
    }
}

/* Where "Jr." and the like begin in a family name, or NULL. Filho and Neto are part of it. */
static const char *generation(const char *family)
{
    static const char *const words[] = {"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"};
    const char *blank = strrchr(family, ' ');
    for (size_t i = 0; blank && blank != family && i < sizeof words / sizeof *words; i++)
        if (text_ieq(blank + 1, words[i]))
            return blank + 1;
    return NULL;
}

static size_t trimmed(const char *s, size_t n)
{
    while (n > 0 && (s[n - 1] == ' ' || s[n - 1] == ','))
        n--;
    return n;
}

static void split_family(struct arena *a, const char *family, struct person *p)
{
    const char *suffix = generation(family);
    size_t n = suffix ? trimmed(family, (size_t)(suffix - family)) : strlen(family);
    char *rest = arena_strndup(a, family, n);
    size_t particles = particles_length(rest);
    p->suffix = suffix ? arena_strdup(a, suffix) : NULL;
    p->particle = particles > 0 ? arena_strndup(a, rest, particles - 1) : NULL;
    p->family = rest + particles;
}

struct person person_of(struct arena *a, const struct meta_item *author)
{
    struct person p = {0};
    char *given = NULL, *family = NULL;
    const char *known = NULL;
    if (author->given && author->family) {
        p.given = entry_text(a, author->given);
        known = entry_text(a, author->family);
    } else if (!text_contains(author->text, "and") && /* a firm, or two people in one string */
               name_parts(author->text, &given, &family)) {
        p.given = entry_text(a, given);
        known = entry_text(a, family);
    }
    free(given);
    free(family);
    if (known)
        split_family(a, known, &p);
    if (!p.given || !p.family || !*p.family)
        p = (struct person){.literal = entry_text(a, author->text)};
    return p;
}
