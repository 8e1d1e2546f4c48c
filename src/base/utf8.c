/* utf8: the decoder under everything that reads text.
 *
 * utf8proc's own iterator refuses a bad sequence without saying how long it is, and takes a call
 * for each ASCII byte; this one says how long, and lets callers skip ASCII eight bytes at a time.
 */
#include "gloss/base/utf8.h"

#include <string.h>

/* Rows of the table of well-formed sequences in RFC 3629, section 4: what the second byte may be
 * depends on the first; the rest are always 80..BF. */
struct lead {
    unsigned char first, last;       /* range of the first byte */
    unsigned char second, second_to; /* range of the second */
    unsigned char length;
};

static const struct lead leads[] = {
    {0xC2, 0xDF, 0x80, 0xBF, 2}, {0xE0, 0xE0, 0xA0, 0xBF, 3}, {0xE1, 0xEC, 0x80, 0xBF, 3},
    {0xED, 0xED, 0x80, 0x9F, 3}, {0xEE, 0xEF, 0x80, 0xBF, 3}, {0xF0, 0xF0, 0x90, 0xBF, 4},
    {0xF1, 0xF3, 0x80, 0xBF, 4}, {0xF4, 0xF4, 0x80, 0x8F, 4},
};

static const struct lead *lead_of(unsigned char c)
{
    for (size_t i = 0; i < sizeof(leads) / sizeof(leads[0]); i++)
        if (c >= leads[i].first && c <= leads[i].last)
            return &leads[i];
    return NULL;
}

size_t utf8_read(const char *s, size_t n, int32_t *cp)
{
    const unsigned char *p = (const unsigned char *)s;
    const struct lead *lead;
    int32_t value;

    if (p[0] < 0x80) {
        *cp = p[0];
        return 1;
    }
    lead = lead_of(p[0]);
    *cp = -1;
    if (lead == NULL || n < 2 || p[1] < lead->second || p[1] > lead->second_to)
        return 1;
    value = p[0] & (0xFF >> (lead->length + 1));
    value = value << 6 | (p[1] & 0x3F);
    for (size_t i = 2; i < lead->length; i++) {
        if (i >= n || (p[i] & 0xC0) != 0x80)
            return i;
        value = value << 6 | (p[i] & 0x3F);
    }
    *cp = value;
    return lead->length;
}

size_t utf8_write(int32_t cp, char out[UTF8_BYTES_MAX])
{
    unsigned u = (unsigned)cp;

    if (u < 0x80) {
        out[0] = (char)u;
        return 1;
    }
    if (u < 0x800) {
        out[0] = (char)(0xC0 | u >> 6);
        out[1] = (char)(0x80 | (u & 0x3F));
        return 2;
    }
    if (u < 0x10000) {
        out[0] = (char)(0xE0 | u >> 12);
        out[1] = (char)(0x80 | (u >> 6 & 0x3F));
        out[2] = (char)(0x80 | (u & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | u >> 18);
    out[1] = (char)(0x80 | (u >> 12 & 0x3F));
    out[2] = (char)(0x80 | (u >> 6 & 0x3F));
    out[3] = (char)(0x80 | (u & 0x3F));
    return 4;
}

size_t utf8_ascii_prefix(const char *s, size_t n)
{
    const uint64_t high_bits = UINT64_C(0x8080808080808080);
    size_t i = 0;

    for (; n - i >= sizeof(uint64_t); i += sizeof(uint64_t)) {
        uint64_t word;

        memcpy(&word, s + i, sizeof(word));
        if ((word & high_bits) != 0)
            break;
    }
    while (i < n && (unsigned char)s[i] < 0x80)
        i++;
    return i;
}

size_t utf8_whole(const char *s, size_t n)
{
    size_t start = n;

    while (start > 0 && n - start < UTF8_BYTES_MAX - 1 &&
           ((unsigned char)s[start - 1] & 0xC0) == 0x80)
        start--;
    if (start > 0) {
        const struct lead *lead = lead_of((unsigned char)s[start - 1]);

        if (lead != NULL && n - (start - 1) < lead->length)
            return start - 1;
    }
    return n;
}
