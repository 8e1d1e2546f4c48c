/* url_bytes: the bytes of URLs: escapes made and undone, dot segments resolved.
 *
 * Apart from url.c because it knows nothing of what a URL means: tables of characters and three
 * walks over bytes, each linear. */
#include "gloss/net/url_bytes.h"

#include <stdlib.h>
#include <string.h>

#include "gloss/base/mem.h"
#include "gloss/net/url.h"

bool byte_is_alpha(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool byte_is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_unreserved(char c)
{
    return byte_is_alpha(c) || byte_is_digit(c) || (c && strchr("-._~", c));
}

/* Bytes that may stand in a URL as they are; "%" among them. */
static bool is_url_byte(char c)
{
    return is_unreserved(c) || (c && strchr("%:/?#[]@!$&'()*+,;=", c));
}

static int hex_value(char c)
{
    if (byte_is_digit(c))
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* The byte that an escape at s stands for, or -1 when there is none within n bytes. */
static int escaped_byte(const char *s, size_t n)
{
    if (n < 3 || s[0] != '%' || hex_value(s[1]) < 0 || hex_value(s[2]) < 0)
        return -1;
    return hex_value(s[1]) * 16 + hex_value(s[2]);
}

void span_add_encoded(struct buf *out, struct span s)
{
    for (size_t i = 0; i < s.n; i++)
        if (is_url_byte(s.s[i]))
            buf_addch(out, s.s[i]);
        else
            buf_addf(out, "%%%02X", (unsigned char)s.s[i]);
}

void span_add_normal(struct buf *out, struct span s)
{
    for (size_t i = 0; i < s.n; i++) {
        int byte = escaped_byte(s.s + i, s.n - i);

        if (byte >= 0 && is_unreserved((char)byte))
            buf_addch(out, (char)byte);
        else if (byte >= 0 || !is_url_byte(s.s[i]) || s.s[i] == '%')
            buf_addf(out, "%%%02X", byte >= 0 ? (unsigned)byte : (unsigned char)s.s[i]);
        else
            buf_addch(out, s.s[i]);
        i += byte >= 0 ? 2 : 0;
    }
}

/* "." segments vanish, ".." takes the segment before it away; done in place. */
void path_remove_dots(struct buf *out, size_t start)
{
    char *path = out->data + start;
    size_t n = out->len - start;
    size_t kept = 0;
    size_t i = 0;

    while (i < n) { /* path[i] is the slash before a segment */
        const char *slash = memchr(path + i + 1, '/', n - i - 1);
        size_t end = slash ? (size_t)(slash - path) : n;
        size_t segment = end - i - 1;
        bool up = segment == 2 && path[i + 1] == '.' && path[i + 2] == '.';

        if (up) {
            while (kept > 0 && path[--kept] != '/') {
            }
        }
        if (up || (segment == 1 && path[i + 1] == '.')) {
            if (!slash)
                path[kept++] = '/';
        } else {
            memmove(path + kept, path + i, end - i);
            kept += end - i;
        }
        i = end;
    }
    buf_truncate(out, start + kept);
}

char *url_decode(const char *s)
{
    size_t n = strlen(s);
    char *out = xmalloc(n + 1);
    size_t len = 0;

    for (size_t i = 0; i < n; i++) {
        int byte = escaped_byte(s + i, n - i);

        if (byte == 0) {
            free(out);
            return NULL;
        }
        out[len++] = s[i];
        if (byte > 0) {
            out[len - 1] = (char)byte;
            i += 2;
        }
    }
    out[len] = '\0';
    return out;
}

char *url_encode(const char *s)
{
    static const char digits[] = "0123456789ABCDEF";
    char *out = xmalloc(strlen(s) * 3 + 1);
    size_t len = 0;

    for (; *s; s++) {
        unsigned char byte = (unsigned char)*s;

        if (is_unreserved(*s)) {
            out[len++] = *s;
        } else {
            out[len++] = '%';
            out[len++] = digits[byte >> 4];
            out[len++] = digits[byte & 15];
        }
    }
    out[len] = '\0';
    return out;
}
