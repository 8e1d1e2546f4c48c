/* name_list: one string, many names.
 *
 * Declared in name.h. Brackets go first, because they hold commas and "&"; then hard separators cut
 * (";", "|", " / ", a bullet), then commas and "and". The hard question is the comma, which also
 * stands inside "Family, Given": see is_inverted. */
#include <stdlib.h>
#include <string.h>

#include "gloss/base/date.h"
#include "gloss/base/mem.h"
#include "gloss/base/name.h"
#include "gloss/base/name_words.h"
#include "gloss/base/text.h"

enum { LIST_LONGEST = 65536, NAMES_MAX = 2000, PIECES_MAX = 4000 };

struct names {
    char **items;
    size_t count;
    size_t room;
};

/* Pieces of one string, cut in place. */
struct pieces {
    char **items;
    size_t count;
    size_t room;
};

static void add_piece(struct pieces *p, char *piece)
{
    piece += strspn(piece, " ");
    for (size_t n = strlen(piece); n > 0 && piece[n - 1] == ' '; n--)
        piece[n - 1] = '\0';
    if (piece[0] == '\0' || p->count == PIECES_MAX)
        return;
    grow_array(&p->items, &p->room, p->count + 1, sizeof(*p->items));
    p->items[p->count++] = piece;
}

static void add_name(struct names *names, const char *raw)
{
    char *name = names->count < NAMES_MAX ? name_clean(raw) : NULL;

    if (name == NULL)
        return;
    if (names->count > 0 && strcmp(names->items[names->count - 1], name) == 0) {
        free(name);
        return;
    }
    grow_array(&names->items, &names->room, names->count + 1, sizeof(*names->items));
    names->items[names->count++] = name;
}

/* The separator that s begins with, in bytes, 0 for none. */
static size_t separator_length(const char *s, const char *const *separators)
{
    for (; *separators != NULL; separators++) {
        size_t n = strlen(*separators);

        if (text_istarts(s, *separators))
            return n;
    }
    return 0;
}

static void cut_pieces(char *s, const char *const *separators, struct pieces *out)
{
    char *start = s;

    while (*s != '\0') {
        size_t n = separator_length(s, separators);

        if (n == 0) {
            s++;
            continue;
        }
        *s = '\0';
        add_piece(out, start);
        s += n;
        start = s;
    }
    add_piece(out, start);
}

static size_t count_words(const char *s)
{
    struct name_words w;

    name_words_split(s, &w);
    return w.count;
}

static bool is_suffix(const char *s)
{
    struct name_words w;

    name_words_split(s, &w);
    for (size_t i = 0; i < w.count; i++)
        if ((name_word_kind(w.at[i], w.length[i]) & (KIND_GENERATION | KIND_DEGREE)) == 0)
            return false;
    return w.count > 0;
}

static bool is_initials(const char *s)
{
    struct name_words w;

    name_words_split(s, &w);
    for (size_t i = 0; i < w.count; i++)
        if (strchr(w.at[i], '.') == NULL || w.length[i] > 6 ||
            memchr(w.at[i], '.', w.length[i]) == NULL)
            return false;
    return w.count > 0;
}

/* Whether "left, right" is one name in inverted order. A family name is one word, or begins with a
 * particle, or stands before a single given name or initials. Two full names are two people. */
static bool is_inverted(const char *left, const char *right)
{
    struct name_words w;

    if (name_is_organisation(left) || name_is_organisation(right) || name_is_east_asian(left))
        return false;
    name_words_split(left, &w);
    return w.count == 1 || is_initials(right) ||
           (name_word_kind(w.at[0], w.length[0]) & KIND_PARTICLE) != 0 || count_words(right) == 1;
}

/* "University of California, Berkeley" */
static bool is_place(const char *left, const char *right)
{
    return name_is_organisation(left) && count_words(left) > 1 && count_words(right) == 1 &&
           !name_is_organisation(right);
}

/* Adds "left, right" as one name, whose order name_clean sets right. */
static void add_inverted(struct names *names, const char *left, const char *right)
{
    char *joined = xasprintf("%s, %s", left, right);

    add_name(names, joined);
    free(joined);
}

/* Whether all pieces are single words or initials, an even number: Smith, J., Doe, K. */
static bool are_pairs(const struct pieces *p)
{
    for (size_t i = 0; i < p->count; i++)
        if (count_words(p->items[i]) != 1 && !(i % 2 == 1 && is_initials(p->items[i])))
            return false;
    return p->count >= 4 && p->count % 2 == 0;
}

/* Pieces that would only be mistaken for half a name: addresses, footnote numbers, dates. */
static bool is_junk(const char *piece)
{
    return strchr(piece, '@') != NULL || name_is_date_part(piece) ||
           piece[strspn(piece, " .*0123456789")] == '\0';
}

/* Whether `piece` belongs to the name before it: "Jr." and "Inc." are put back behind it (the
 * pieces lie in one string, parted by NULs), "PhD" is dropped. */
static bool rejoin(char *before, const char *piece)
{
    unsigned kinds = name_word_kind(piece, strlen(piece));
    char *end = before + strlen(before);

    if ((kinds & (KIND_GENERATION | KIND_GROUP)) != 0) {
        memset(end, ' ', (size_t)(piece - end));
        if ((kinds & KIND_GROUP) != 0)
            *end = ',';
        return true;
    }
    return is_suffix(piece);
}

/* Takes junk and suffixes out of the pieces. */
static void tidy_pieces(struct pieces *p)
{
    size_t kept = 0;

    for (size_t i = 0; i < p->count; i++) {
        char *piece = p->items[i];

        if (is_junk(piece))
            continue;
        if (kept > 0 && rejoin(p->items[kept - 1], piece))
            continue;
        p->items[kept++] = piece;
    }
    p->count = kept;
}

static void add_comma_list(struct names *names, char *s)
{
    static const char *const commas[] = {",", "，", "、", NULL};
    struct pieces p = {0};

    if (name_is_organisation(s) && strchr(s, ',') == NULL) {
        add_name(names, s);
        return;
    }
    cut_pieces(s, commas, &p);
    tidy_pieces(&p);
    if (p.count == 2 && (is_inverted(p.items[0], p.items[1]) || is_place(p.items[0], p.items[1])))
        add_inverted(names, p.items[0], p.items[1]);
    else if (are_pairs(&p))
        for (size_t i = 0; i < p.count; i += 2)
            add_inverted(names, p.items[i], p.items[i + 1]);
    else
        for (size_t i = 0; i < p.count; i++)
            add_name(names, p.items[i]);
    free(p.items);
}

/* "y", "e", "&" stand inside names, too: they separate only between two full names, or in a list.
 */
static bool separates(const char *left, const char *right)
{
    return count_words(left) >= 2 && count_words(right) >= 2;
}

/* Cuts at the words of one table when both sides are full names. */
static void cut_careful(char *s, struct pieces *out)
{
    static const char *const words[] = {" & ", " y ", " e ", " en ", NULL};
    char *copy = xstrdup(s);
    struct pieces tried = {0};
    bool sure = true;

    cut_pieces(copy, words, &tried);
    for (size_t i = 0; i + 1 < tried.count; i++) {
        const char *last_comma = strrchr(tried.items[i], ',');
        const char *left = last_comma != NULL ? last_comma + 1 : tried.items[i];

        sure = sure && (separates(left, tried.items[i + 1]) || last_comma != NULL);
    }
    free(tried.items);
    free(copy);
    if (sure)
        cut_pieces(s, words, out);
    else
        add_piece(out, s);
}

/* One piece between hard separators: names joined by commas and "and". */
static void add_group(struct names *names, char *s)
{
    static const char *const ands[] = {", and ", " and ", " und ", " et ", ", & ", " with ", NULL};
    struct pieces groups = {0};

    if (strchr(s, ',') == NULL && name_is_organisation(s)) {
        add_name(names, s);
        return;
    }
    if (text_istarts(s, "et ") || strstr(s, " et al") != NULL) {
        char *tail = strstr(s, " et al");

        if (tail != NULL)
            *tail = '\0';
    }
    cut_pieces(s, ands, &groups);
    for (size_t i = 0; i < groups.count; i++) {
        struct pieces careful = {0};

        cut_careful(groups.items[i], &careful);
        for (size_t j = 0; j < careful.count; j++)
            add_comma_list(names, careful.items[j]);
        free(careful.items);
    }
    free(groups.items);
}

size_t name_split_list(const char *s, char ***names)
{
    static const char *const hard[] = {";", "|", " / ", "•", "·", "//", NULL};
    size_t n = strnlen(s, LIST_LONGEST + 1);
    struct pieces groups = {0};
    struct names found = {0};
    char *text;

    *names = NULL;
    if (n > LIST_LONGEST)
        return 0;
    text = text_clean(s, n);
    name_strip_brackets(text);
    cut_pieces(text, hard, &groups);
    for (size_t i = 0; i < groups.count; i++) {
        struct date date;

        /* A date's comma would make two names of it. */
        if (!date_parse(groups.items[i], 0, &date))
            add_group(&found, groups.items[i]);
    }
    free(groups.items);
    free(text);
    *names = found.items;
    return found.count;
}

void name_list_free(char **names, size_t n)
{
    for (size_t i = 0; i < n; i++)
        free(names[i]);
    free(names);
}
