/* arxivid: the two generations of arXiv identifiers, read strictly.
 *
 * Strictly, because one malformed id in a batch makes the API refuse the whole batch, and because a
 * path that merely looks like an id must not be taken for a work. New ids are YYMM and a number of
 * four digits (April 2007 to December 2014) or five; old ones an archive, YYMM and three digits.
 * https://info.arxiv.org/help/arxiv_identifier.html */
#include <stdio.h>
#include <string.h>

#include "gloss/base/text.h"
#include "gloss/source/source.h"

/* Archives that gave old-style ids, the ones closed long ago included. */
static const char *const archives[] = {
    "acc-phys", "adap-org", "alg-geom", "ao-sci",   "astro-ph", "atom-ph",  "bayes-an",
    "chao-dyn", "chem-ph",  "cmp-lg",   "comp-gas", "cond-mat", "cs",       "dg-ga",
    "funct-an", "gr-qc",    "hep-ex",   "hep-lat",  "hep-ph",   "hep-th",   "math",
    "math-ph",  "mtrl-th",  "nlin",     "nucl-ex",  "nucl-th",  "patt-sol", "physics",
    "plasm-ph", "q-alg",    "q-bio",    "quant-ph", "solv-int", "supr-con",
};

enum { FIRST_NEW = 704, LAST_SHORT = 1412, LAST_OLD = 703, VERSION_MAX = 999 };

static size_t count_digits(const char *s)
{
    return strspn(s, "0123456789");
}

/* The number in the first n characters, all of them digits. */
static int number(const char *s, size_t n)
{
    int value = 0;

    for (size_t i = 0; i < n; i++)
        value = value * 10 + (s[i] - '0');
    return value;
}

/* YYMM of a month that exists, -1 otherwise. */
static int year_month(const char *s)
{
    int month;

    if (count_digits(s) < 4)
        return -1;
    month = number(s + 2, 2);
    return month >= 1 && month <= 12 ? number(s, 4) : -1;
}

/* "v7", or nothing, and then the end. */
static bool read_version(const char *s, int *version)
{
    size_t digits;

    *version = 0;
    if (*s == '\0')
        return true;
    digits = count_digits(s + 1);
    if (*s != 'v' || digits == 0 || digits > 3 || s[1] == '0' || s[1 + digits])
        return false;
    *version = number(s + 1, digits);
    return *version <= VERSION_MAX;
}

static bool read_new(const char *s, char id[WORK_ID_SIZE], int *version)
{
    int when = year_month(s);
    size_t digits;

    /* Two digits of a year go round in 2091, where old ids begin. */
    if (when < FIRST_NEW || when >= 9100 || s[4] != '.')
        return false;
    digits = count_digits(s + 5);
    if (digits != (when <= LAST_SHORT ? 4U : 5U) || number(s + 5, digits) == 0)
        return false;
    (void)snprintf(id, WORK_ID_SIZE, "%.*s", (int)(5 + digits), s);
    return read_version(s + 5 + digits, version);
}

static const char *archive_named(const char *s, size_t n)
{
    for (size_t i = 0; i < sizeof archives / sizeof *archives; i++)
        if (strlen(archives[i]) == n && text_istarts(s, archives[i]))
            return archives[i];
    return NULL;
}

/* ".GT", ".flu-dyn": a subject class, long since not part of the id. */
static bool is_class(const char *s, size_t n)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-";

    return n == 0 || (n >= 3 && n <= 16 && s[0] == '.' && strspn(s + 1, letters) >= n - 1);
}

static bool read_old(const char *s, char id[WORK_ID_SIZE], int *version)
{
    const char *slash = strchr(s, '/');
    size_t name = strcspn(s, "./");
    const char *archive = archive_named(s, name);
    int when;

    if (!slash || !archive || !is_class(s + name, (size_t)(slash - s) - name))
        return false;
    when = year_month(slash + 1);
    if (when < 0 || (when > LAST_OLD && when < 9100) || count_digits(slash + 1) != 7 ||
        number(slash + 5, 3) == 0)
        return false;
    (void)snprintf(id, WORK_ID_SIZE, "%s/%.7s", archive, slash + 1);
    return read_version(slash + 8, version);
}

bool arxiv_id_parse(const char *s, char id[WORK_ID_SIZE], int *version)
{
    *version = 0;
    if (text_istarts(s, "arXiv:"))
        s += strlen("arXiv:");
    if (read_new(s, id, version) || read_old(s, id, version))
        return true;
    id[0] = '\0';
    *version = 0;
    return false;
}
