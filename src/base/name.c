/* name: one name, cleaned of what bylines wrap around it.
 *
 * Each step takes one kind of wrapping off; what is left is then judged, and refused when it reads
 * like anything but a name. Nothing is invented: a step that is not sure leaves the text alone. */
#include "gloss/base/name.h"

#include <ctype.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>

#include "gloss/base/date.h"
#include "gloss/base/mem.h"
#include "gloss/base/name_case.h"
#include "gloss/base/name_judge.h"
#include "gloss/base/name_words.h"
#include "gloss/base/text.h"
#include "gloss/base/utf8.h"

enum {
    RAW_LONGEST = 1000, /* bytes before cleaning: affiliations may be long */
    PARTS_MAX = 4       /* "King, Martin Luther, Jr., PhD" */
};

/* Marks that point to a footnote or decorate: they are no part of a name wherever they stand. */
static bool is_decoration(int32_t cp)
{
    utf8proc_category_t category = utf8proc_category(cp);

    if (cp < 0x80)
        return cp == '*' || cp == '#' || cp == '^' || cp == '~';
    return category == UTF8PROC_CATEGORY_SO || category == UTF8PROC_CATEGORY_CO ||
           category == UTF8PROC_CATEGORY_NO || category == UTF8PROC_CATEGORY_ME ||
           category == UTF8PROC_CATEGORY_SK || category == UTF8PROC_CATEGORY_SM || cp == 0x2020 ||
           cp == 0x2021 || cp == 0xA7 || cp == 0xB6 || cp == 0xFE0F || cp == 0xFE0E || cp == 0xFFFD;
}

/* Removes decorations in place; a joiner goes with the emoji it follows. */
static void strip_decorations(char *s)
{
    size_t n = strlen(s);
    size_t out = 0;
    bool dropped = false;

    for (size_t i = 0; i < n;) {
        int32_t cp;
        size_t length = utf8_read(s + i, n - i, &cp);

        dropped = is_decoration(cp) || (dropped && cp == 0x200D);
        if (!dropped) {
            memmove(s + out, s + i, length);
            out += length;
        }
        i += length;
    }
    s[out] = '\0';
}

/* What bylines put in front. */
static const char *const openings[] = {
    "by",           "posted by",       "written by",    "published by",    "words by",  "story by",
    "article by",   "authored by",     "guest post by", "a guest post by", "text by",   "post by",
    "verfasst von", "geschrieben von", "escrito por",   "scritto da",      "écrit par",
};

/* The same in other languages, where a name may begin with the word: it only opens a full name. */
static const char *const short_openings[] = {"von", "par", "por", "door"};

static const char *const labels[] = {"author", "authors", "by",  "autor",
                                     "autore", "auteur",  "text"};

/* How many bytes of s a word of the table takes when `mark` follows it, 0 for none; the longest. */
static size_t opening_length(const char *s, const char *const *table, size_t rows, char mark)
{
    size_t longest = 0;

    for (size_t i = 0; i < rows; i++) {
        size_t n = strlen(table[i]);

        if (n >= longest && text_istarts(s, table[i]) && s[n] == mark)
            longest = n + 1;
    }
    return longest;
}

#define OPENING_LENGTH(s, table, mark)                                                             \
    opening_length(s, table, sizeof(table) / sizeof((table)[0]), mark)

/* "von" is German for "by" and begins noble names; only before two words with capitals it is taken
 * for the former. */
static bool opens_full_name(const char *s)
{
    struct name_words w;

    name_words_split(s, &w);
    return w.count >= 3 && strchr(s, ',') == NULL && !islower((unsigned char)w.at[1][0]);
}

static const char *skip_blanks(const char *s)
{
    return s + strspn(s, " ");
}

static const char *skip_openings(const char *s)
{
    size_t n;

    s += strspn(s, " ,;:-|/.");
    do {
        n = OPENING_LENGTH(s, openings, ' ');
        n = n > 0 ? n : OPENING_LENGTH(s, openings, ':');
        n = n > 0 ? n : OPENING_LENGTH(s, labels, ':');
        n = n > 0 || !opens_full_name(s) ? n : OPENING_LENGTH(s, short_openings, ' ');
        s = skip_blanks(s + n);
    } while (n > 0);
    return s;
}

static const char *skip_titles(const char *s)
{
    for (;;) {
        size_t n = strcspn(s, " ");

        if (s[n] == '\0' || (name_word_kind(s, n) & KIND_TITLE) == 0)
            return s;
        s = skip_blanks(s + n);
    }
}

/* Cuts s where a dash or "et al." begins something that is no part of the name. */
static void cut_tail(char *s)
{
    static const char *const tails[] = {" - ",     " – ",         " — ",  " et al",
                                        " et al.", " and others", " via "};

    for (size_t i = 0; i < sizeof(tails) / sizeof(tails[0]); i++) {
        char *found = strstr(s, tails[i]);

        if (found != NULL && found > s)
            *found = '\0';
    }
}

/* Removes digits and punctuation from the end; a stop stays behind an initial and an abbreviation.
 */
static void trim_end(char *s)
{
    size_t n = strlen(s);

    while (n > 0) {
        bool stop = s[n - 1] == '.';
        size_t word = n;

        while (word > 0 && s[word - 1] != ' ')
            word--;
        if (stop &&
            (name_word_is_initial(s + word, n - word) || name_word_kind(s + word, n - word) != 0 ||
             memchr(s + word, '.', n - word - 1) != NULL))
            break;
        if (!stop && strchr(" ,;:-|/0123456789", s[n - 1]) == NULL)
            break;
        n--;
    }
    s[n] = '\0';
}

/* Cuts degrees off the end: "Jane Doe PhD". A name of one word is left alone. */
static void cut_degrees(char *s)
{
    for (;;) {
        struct name_words w;
        size_t last;

        name_words_split(s, &w);
        if (w.count < 3 || w.overflow)
            return;
        last = w.count - 1;
        if ((name_word_kind(w.at[last], w.length[last]) & KIND_DEGREE) == 0)
            return;
        s[w.at[last] - s] = '\0';
        trim_end(s);
    }
}

/* The parts of "Family, Given, Jr., PhD" worth keeping, and the suffix apart. Cuts s in place. */
struct parts {
    char *kept[PARTS_MAX];
    size_t count;
    const char *generation;
    bool overflow;
};

static void split_parts(char *s, struct parts *p)
{
    char *rest = s;
    char *part;

    memset(p, 0, sizeof(*p));
    while ((part = strsep(&rest, ",")) != NULL) {
        part += strspn(part, " ");
        trim_end(part);
        if (part[0] == '\0' || name_is_role(part) ||
            name_consists_of(part, KIND_DEGREE, KIND_DEGREE))
            continue;
        if (p->count > 0 && name_consists_of(part, KIND_GENERATION, KIND_GENERATION))
            p->generation = part;
        else if (p->count < PARTS_MAX)
            p->kept[p->count++] = part;
        else
            p->overflow = true;
    }
}

/* Puts "Family, Given, Jr." into the order of speech; takes s. NULL for what is a list. */
static char *turn_round(char *s)
{
    struct parts p;
    char *turned = NULL;
    const char *generation;

    if (strchr(s, ',') == NULL)
        return s;
    split_parts(s, &p);
    generation = p.generation != NULL ? p.generation : "";
    if (p.count == 1) {
        turned = xasprintf("%s%s%s", p.kept[0], generation[0] != '\0' ? " " : "", generation);
    } else if (p.count == 2 && !p.overflow) {
        turned = xasprintf("%s %s%s%s", p.kept[1], p.kept[0], generation[0] != '\0' ? " " : "",
                           generation);
    }
    free(s);
    return turned;
}

/* "Jane Doe Jane Doe" comes from bylines that hold a name and its link. */
static void cut_repetition(char *s)
{
    size_t half = strlen(s) / 2;

    if (half > 0 && s[half] == ' ' && strncmp(s, s + half + 1, half) == 0 &&
        s[half * 2 + 1] == '\0' && memchr(s, ' ', half) != NULL)
        s[half] = '\0';
}

/* Replaces s by a part of it. */
static char *narrow(char *s, const char *part)
{
    char *copy = xstrdup(part);

    free(s);
    return copy;
}

char *name_clean(const char *s)
{
    size_t n = strnlen(s, RAW_LONGEST + 1);
    struct date date;
    char *name;
    char *tidy;

    if (n > RAW_LONGEST || strchr(s, '@') != NULL || date_parse(s, 0, &date) ||
        date_find(s, 0, &date) || name_is_date_part(s))
        return NULL;
    name = text_clean(s, n);
    name_strip_brackets(name);
    strip_decorations(name);
    tidy = text_clean(name, strlen(name)); /* what was removed leaves double blanks */
    free(name);
    name = narrow(tidy, skip_titles(skip_openings(tidy)));
    cut_tail(name);
    trim_end(name);
    if (!name_is_organisation(name)) {
        name = turn_round(name);
        if (name == NULL)
            return NULL;
        name = narrow(name, skip_titles(name));
        cut_degrees(name);
        cut_repetition(name);
        name = name_recase(name);
    }
    if (!name_is_plausible(name)) {
        free(name);
        return NULL;
    }
    return name;
}
