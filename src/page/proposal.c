/* proposal: values are read and cleaned here, once, so that no vocabulary need think of it. */
#include "gloss/page/proposal.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "gloss/base/date.h"
#include "gloss/base/isbn.h"
#include "gloss/base/mem.h"
#include "gloss/base/name.h"
#include "gloss/base/text.h"

enum { FIELD_MAX = 2000, NAMES_LENGTH_MAX = 4000, WORDS_MAX = 40, WORD_LENGTH_MAX = 80 };

void proposals_release(struct proposals *ps)
{
    free(ps->items);
    ps->items = NULL;
    ps->count = ps->room = 0;
}

/* What templates and frameworks leave behind when they had nothing to say. */
static bool is_placeholder(const char *s)
{
    static const char *const placeholders[] = {"undefined", "null",     "none", "nan",
                                               "n/a",       "untitled", "{}",   "[object object]"};
    for (size_t i = 0; i < sizeof(placeholders) / sizeof(placeholders[0]); i++)
        if (text_ieq(s, placeholders[i]))
            return true;
    return strstr(s, "{{") != NULL || strstr(s, "<%") != NULL;
}

static struct proposal *add(struct proposals *ps, enum meta_field f, const char *clean,
                            const char *source, int rank)
{
    if (clean == NULL || clean[0] == '\0' || is_placeholder(clean) || ps->of_field[f] >= FIELD_MAX)
        return NULL;
    ps->of_field[f]++;
    grow_array(&ps->items, &ps->room, ps->count + 1, sizeof(*ps->items));
    struct proposal *p = &ps->items[ps->count++];
    *p = (struct proposal){f, arena_strdup(ps->arena, clean), NULL, NULL, source, rank};
    return p;
}

/* A "Family, Given" tells its split; names with more commas do not. */
static void keep_split(struct proposals *ps, struct proposal *p, const char *text)
{
    const char *comma = strchr(text, ',');
    if (p == NULL || comma == NULL || strchr(comma + 1, ',') != NULL)
        return;
    char *family = text_clean(text, (size_t)(comma - text));
    char *given = text_clean(comma + 1, strlen(comma + 1));
    char *both = xasprintf("%s %s", given, family);
    if (given[0] != '\0' && family[0] != '\0' && strcmp(both, p->text) == 0) {
        p->given = arena_strdup(ps->arena, given);
        p->family = arena_strdup(ps->arena, family);
    }
    free(both);
    free(given);
    free(family);
}

/* Profiles are given by their address as often as by a name. */
static bool is_address(const char *s)
{
    return strstr(s, "://") != NULL || text_istarts(s, "www.") || s[0] == '/';
}

static void add_name(struct proposals *ps, enum meta_field f, const char *clean, const char *source,
                     int rank)
{
    char *name = is_address(clean) ? NULL : name_clean(clean);
    keep_split(ps, add(ps, f, name, source, rank), clean);
    free(name);
}

static void add_names(struct proposals *ps, enum meta_field f, const char *clean,
                      const char *source, int rank)
{
    char **names = NULL;
    size_t n =
        strlen(clean) > NAMES_LENGTH_MAX || is_address(clean) ? 0 : name_split_list(clean, &names);
    for (size_t i = 0; i < n; i++)
        add(ps, f, names[i], source, rank);
    if (names != NULL)
        name_list_free(names, n);
}

/* The day on which computers' clocks begin is what programs write that know no date. */
static bool is_epoch(struct date d)
{
    return d.year == 1970 && d.month == 1 && d.day == 1;
}

static void add_date(struct proposals *ps, enum meta_field f, const char *clean, const char *source,
                     int rank)
{
    struct date d;
    char iso[DATE_SIZE];
    if (date_parse(clean, ps->now_year, &d) && !is_epoch(d))
        add(ps, f, date_format(d, iso), source, rank);
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static char *lower_case(char *s)
{
    for (char *c = s; *c != '\0'; c++)
        if (*c >= 'A' && *c <= 'Z')
            *c = (char)(*c - 'A' + 'a');
    return s;
}

/* "10.", digits, a slash, and something without blanks. */
static void add_doi(struct proposals *ps, enum meta_field f, const char *clean, const char *source,
                    int rank)
{
    static const char *const before[] = {"",
                                         "doi:",
                                         "doi: ",
                                         "info:doi/",
                                         "https://doi.org/",
                                         "http://doi.org/",
                                         "https://dx.doi.org/",
                                         "http://dx.doi.org/"};
    for (size_t i = 0; i < sizeof(before) / sizeof(before[0]); i++) {
        const char *doi = clean + strlen(before[i]);
        if (!text_istarts(clean, before[i]) || strncmp(doi, "10.", 3) != 0 || !is_digit(doi[3]))
            continue;
        const char *slash = strchr(doi, '/');
        if (slash == NULL || slash[1] == '\0' || strchr(doi, ' ') != NULL)
            continue;
        char *lower = lower_case(xstrdup(doi));
        add(ps, f, lower, source, rank);
        free(lower);
        return;
    }
}

static void add_arxiv(struct proposals *ps, enum meta_field f, const char *clean,
                      const char *source, int rank)
{
    const char *id = text_istarts(clean, "arxiv:") ? clean + strlen("arxiv:") : clean;
    if (strspn(id, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789./-") !=
        strlen(id))
        return;
    char *bare = xstrdup(id);
    char *v = strrchr(bare, 'v');
    if (v != NULL && v > bare && is_digit(v[-1]) && is_digit(v[1]))
        *v = '\0';
    if (strpbrk(bare, "0123456789") != NULL)
        add(ps, f, bare, source, rank);
    free(bare);
}

static void add_isbn(struct proposals *ps, enum meta_field f, const char *clean, const char *source,
                     int rank)
{
    char isbn[ISBN_SIZE];
    if (isbn_parse(clean, isbn))
        add(ps, f, isbn, source, rank);
}

static void add_language(struct proposals *ps, enum meta_field f, const char *clean,
                         const char *source, int rank)
{
    char *tag = xstrdup(clean);
    tag[strcspn(tag, ",; .")] = '\0';
    for (char *c = tag; *c != '\0'; c++)
        if (*c == '_')
            *c = '-';
    size_t primary = strcspn(tag, "-");
    size_t letters = strspn(tag, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
    if ((primary == 2 || primary == 3) && letters == primary && strlen(tag) <= 35) {
        for (size_t i = 0; i < primary; i++)
            if (tag[i] >= 'A' && tag[i] <= 'Z')
                tag[i] = (char)(tag[i] - 'A' + 'a');
        add(ps, f, tag, source, rank);
    }
    free(tag);
}

static void add_words(struct proposals *ps, enum meta_field f, const char *clean,
                      const char *source, int rank)
{
    const char *at = clean;
    for (int n = 0; *at != '\0' && n < WORDS_MAX; n++) {
        size_t len = strcspn(at, ",;");
        char *word = text_clean(at, len);
        if (strlen(word) <= WORD_LENGTH_MAX)
            add(ps, f, word, source, rank);
        free(word);
        at += len + (at[len] != '\0');
    }
}

/* The minutes of "PT1H5M" or of "7 min read"; 0 when it is neither. */
static long minutes_in(const char *s)
{
    long total = 0;
    bool iso = text_istarts(s, "PT");
    s += iso ? 2 : strcspn(s, "0123456789");
    while (is_digit(*s)) {
        char *end;
        long n = strtol(s, &end, 10);
        if (n > 10000)
            return 0;
        end += iso ? 0 : strspn(end, " -");
        if (text_istarts(end, "h"))
            total += 60 * n;
        else if (text_istarts(end, "m"))
            total += n;
        else if (!iso || !text_istarts(end, "s"))
            return 0;
        s = iso && *end != '\0' ? end + 1 : "";
    }
    return total;
}

static void add_minutes(struct proposals *ps, enum meta_field f, const char *clean,
                        const char *source, int rank)
{
    long minutes = minutes_in(clean);
    if (minutes <= 0 || minutes > 6000)
        return;
    char *text = xasprintf("%ld", minutes);
    add(ps, f, text, source, rank);
    free(text);
}

static void add_text(struct proposals *ps, enum meta_field f, const char *clean, const char *source,
                     int rank)
{
    add(ps, f, clean, source, rank);
}

static void add_url(struct proposals *ps, enum meta_field f, const char *clean, const char *source,
                    int rank)
{
    if (text_istarts(clean, "http://") || text_istarts(clean, "https://"))
        add(ps, f, clean, source, rank);
}

void propose(struct proposals *ps, enum meta_field f, enum value_kind kind, const char *text,
             const char *source, int rank)
{
    typedef void adder(struct proposals *, enum meta_field, const char *, const char *, int);
    static adder *const adders[] = {
        [VALUE_TEXT] = add_text,   [VALUE_MARKUP] = add_text,     [VALUE_NAME] = add_name,
        [VALUE_NAMES] = add_names, [VALUE_DATE] = add_date,       [VALUE_DOI] = add_doi,
        [VALUE_ARXIV] = add_arxiv, [VALUE_ISBN] = add_isbn,       [VALUE_LANGUAGE] = add_language,
        [VALUE_WORDS] = add_words, [VALUE_MINUTES] = add_minutes, [VALUE_URL] = add_url,
    };
    if (text == NULL)
        return;
    size_t n = strlen(text);
    char *clean =
        kind == VALUE_TEXT || kind == VALUE_URL ? text_clean(text, n) : text_clean_html(text, n);
    adders[kind](ps, f, clean, source, rank);
    free(clean);
}

const struct proposal *proposals_best(const struct proposals *ps, enum meta_field f, int below)
{
    const struct proposal *best = NULL;
    for (size_t i = 0; i < ps->count; i++) {
        const struct proposal *p = &ps->items[i];
        if (p->field == f && p->rank < below && (best == NULL || p->rank > best->rank))
            best = p;
    }
    return best;
}
