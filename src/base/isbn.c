/* isbn: numbers of books. A run of ten digits may be anything; one whose check digit is right, and
 * that stands behind the word, is an ISBN. */
#include "gloss/base/isbn.h"

#include <ctype.h>
#include <stddef.h>
#include <string.h>

#include "gloss/base/text.h"

enum {
    LENGTH_10 = 10,
    LENGTH_13 = 13,
    LABEL_REACH = 24, /* bytes from the word to the first digit: "-13 (paperback): " */
};

/* How many bytes of UTF-8 a hyphen or a blank between digits takes at s; 0 when there is none. */
static size_t separator_length(const char *s)
{
    static const char *const wide[] = {"\xC2\xA0", "\xE2\x80\x90", "\xE2\x80\x91", "\xE2\x80\x92",
                                       "\xE2\x80\x93"}; /* no-break space, hyphens, en dash */

    if (*s == '-' || *s == ' ')
        return 1;
    for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
        if (strncmp(s, wide[i], strlen(wide[i])) == 0)
            return strlen(wide[i]);
    return 0;
}

/* The digits that begin at s, single separators between them, up to `max`; X only as the tenth.
 * Returns the bytes read. */
static size_t read_digits(const char *s, size_t max, char digits[LENGTH_13 + 1], size_t *count)
{
    size_t at = 0;

    for (*count = 0; *count < max;) {
        size_t gap = *count > 0 ? separator_length(s + at) : 0;
        char c = s[at + gap];
        bool is_x = *count == LENGTH_10 - 1 && (c == 'X' || c == 'x');

        if (!isdigit((unsigned char)c) && !is_x)
            break;
        digits[(*count)++] = c;
        at += gap + 1;
        if (is_x)
            break;
    }
    digits[*count] = '\0';
    return at;
}

static bool checks_10(const char *d)
{
    int sum = 0;

    for (int i = 0; i < LENGTH_10; i++)
        sum += (LENGTH_10 - i) * (isdigit((unsigned char)d[i]) ? d[i] - '0' : 10);
    return sum % 11 == 0;
}

static int sum_13(const char *d, int n)
{
    int sum = 0;

    for (int i = 0; i < n; i++)
        sum += (i % 2 ? 3 : 1) * (d[i] - '0');
    return sum;
}

static bool checks_13(const char *d)
{
    return (strncmp(d, "978", 3) == 0 || strncmp(d, "979", 3) == 0) &&
           sum_13(d, LENGTH_13) % 10 == 0;
}

/* Numbers made up for examples: all the same digit. */
static bool is_made_up(const char *d)
{
    return strspn(d, (const char[]){d[0], '\0'}) >= LENGTH_10 - 1;
}

/* Whether the digits are an ISBN; writes its thirteen. */
static bool take(const char *digits, size_t count, char out[ISBN_SIZE])
{
    out[0] = '\0';
    if (is_made_up(digits))
        return false;
    if (count == LENGTH_13 && checks_13(digits)) {
        memcpy(out, digits, LENGTH_13 + 1);
        return true;
    }
    if (count != LENGTH_10 || !checks_10(digits))
        return false;
    memcpy(out, "978", 3);
    memcpy(out + 3, digits, LENGTH_10 - 1);
    out[LENGTH_13 - 1] = (char)('0' + (10 - sum_13(out, LENGTH_13 - 1) % 10) % 10);
    out[LENGTH_13] = '\0';
    return true;
}

/* Behind "-13:" or " 10 ", which may follow the word. */
static const char *behind_length(const char *s)
{
    const char *digits = s + (*s == '-' || *s == ' ');

    if ((strncmp(digits, "13", 2) == 0 || strncmp(digits, "10", 2) == 0) && digits[2] &&
        strchr(": )", digits[2]))
        return digits + 2;
    return s;
}

bool isbn_parse(const char *s, char out[ISBN_SIZE])
{
    char digits[LENGTH_13 + 1];
    size_t count;

    s += strspn(s, " ");
    s += text_istarts(s, "urn:") ? strlen("urn:") : 0;
    if (text_istarts(s, "isbn")) {
        s = behind_length(s + strlen("isbn"));
        s += strspn(s, ": ");
    }
    s += read_digits(s, LENGTH_13, digits, &count);
    out[0] = '\0';
    return s[strspn(s, " ")] == '\0' && take(digits, count, out);
}

/* The length of the ISBN that begins at s and is no part of a longer number; 0 when none does. */
static size_t isbn_length(const char *s, char out[ISBN_SIZE])
{
    static const size_t lengths[] = {LENGTH_13, LENGTH_10};
    char digits[LENGTH_13 + 1];

    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        size_t count;
        size_t n = read_digits(s, lengths[i], digits, &count);

        if (count == lengths[i] && !isalnum((unsigned char)s[n]) && take(digits, count, out))
            return n;
    }
    return 0;
}

/* Reads the ISBNs behind the word, with little between it and the first and between them, and
 * leaves *s behind the last. False when they are not all the one in `out`, or the first when there
 * is none yet. */
static bool read_labelled(const char **s, char out[ISBN_SIZE])
{
    const char *at = behind_length(*s);

    for (int left = LABEL_REACH; *at && left > 0; left--) {
        char found[ISBN_SIZE];
        size_t n = isdigit((unsigned char)*at) ? isbn_length(at, found) : 0;

        if (n == 0) { /* a number that is none is passed over whole */
            n = strspn(at, "0123456789");
            at += n > 0 ? n : 1;
            continue;
        }
        if (out[0] && strcmp(out, found) != 0)
            return false;
        memcpy(out, found, ISBN_SIZE);
        at += n;
        left = LABEL_REACH;
        *s = at;
    }
    return true;
}

bool isbn_find(const char *text, char out[ISBN_SIZE])
{
    const char *at = text;

    out[0] = '\0';
    while ((at = text_ifind(at, "isbn")) != NULL) {
        bool starts = at == text || !isalnum((unsigned char)at[-1]);

        at += strlen("isbn");
        if (starts && !isalpha((unsigned char)*at) && !read_labelled(&at, out)) {
            out[0] = '\0';
            return false;
        }
    }
    return out[0] != '\0';
}
