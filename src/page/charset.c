/* charset: see the header for the order in which the witnesses are heard.
 *
 * The names are a table, because iconv alone knows too much (UTF-7, paths to its modules) and too
 * little (that the web's latin1 is windows-1252). */
#include "gloss/page/charset.h"

#include <errno.h>
#include <iconv.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "gloss/base/buf.h"
#include "gloss/base/mem.h"
#include "gloss/base/text.h"

enum { META_WINDOW = 4096, LABEL_MAX = 40 };

struct encoding {
    const char *iconv;  /* NULL: UTF-8, which needs none */
    const char *labels; /* blank-separated, lower case, a blank at both ends */
};

static const struct encoding encodings[] = {
    {NULL, " utf-8 utf8 unicode-1-1-utf-8 x-unicode20utf8 "},
    {"CP1252", " windows-1252 iso-8859-1 iso8859-1 iso_8859-1 iso88591 latin1 latin-1 l1 ascii "
               "us-ascii cp1252 x-cp1252 ansi_x3.4-1968 cp819 ibm819 "},
    {"CP1250", " windows-1250 cp1250 x-cp1250 "},
    {"CP1251", " windows-1251 cp1251 x-cp1251 "},
    {"CP1253", " windows-1253 cp1253 x-cp1253 "},
    {"CP1254", " windows-1254 cp1254 x-cp1254 iso-8859-9 iso8859-9 iso_8859-9 latin5 l5 "},
    {"CP1255", " windows-1255 cp1255 x-cp1255 "},
    {"CP1256", " windows-1256 cp1256 x-cp1256 "},
    {"CP1257", " windows-1257 cp1257 x-cp1257 "},
    {"CP1258", " windows-1258 cp1258 x-cp1258 "},
    {"CP874", " windows-874 tis-620 iso-8859-11 iso8859-11 dos-874 "},
    {"ISO-8859-2", " iso-8859-2 iso8859-2 iso_8859-2 latin2 l2 "},
    {"ISO-8859-3", " iso-8859-3 iso8859-3 iso_8859-3 latin3 l3 "},
    {"ISO-8859-4", " iso-8859-4 iso8859-4 iso_8859-4 latin4 l4 "},
    {"ISO-8859-5", " iso-8859-5 iso8859-5 iso_8859-5 cyrillic "},
    {"ISO-8859-6", " iso-8859-6 iso8859-6 iso_8859-6 arabic "},
    {"ISO-8859-7", " iso-8859-7 iso8859-7 iso_8859-7 greek greek8 "},
    {"ISO-8859-8", " iso-8859-8 iso-8859-8-i iso8859-8 iso_8859-8 hebrew visual logical "},
    {"ISO-8859-10", " iso-8859-10 iso8859-10 latin6 l6 "},
    {"ISO-8859-13", " iso-8859-13 iso8859-13 "},
    {"ISO-8859-14", " iso-8859-14 iso8859-14 "},
    {"ISO-8859-15", " iso-8859-15 iso8859-15 iso_8859-15 latin9 latin-9 l9 "},
    {"ISO-8859-16", " iso-8859-16 iso8859-16 "},
    {"KOI8-R", " koi8-r koi8 koi koi8_r cskoi8r "},
    {"KOI8-U", " koi8-u koi8-ru "},
    {"CP866", " ibm866 cp866 866 csibm866 "},
    {"MACINTOSH", " macintosh mac x-mac-roman "},
    {"GB18030", " gb18030 gbk x-gbk gb2312 gb_2312-80 gb_2312 chinese "},
    {"BIG5-HKSCS", " big5 big5-hkscs big5hkscs cn-big5 x-x-big5 "},
    {"EUC-JP", " euc-jp x-euc-jp "},
    {"CP932", " shift_jis shift-jis sjis x-sjis ms_kanji windows-31j ms932 "},
    {"ISO-2022-JP", " iso-2022-jp csiso2022jp "},
    {"CP949", " euc-kr windows-949 korean ks_c_5601-1987 ks_c_5601 ksc5601 ksc_5601 "},
    {"UTF-16LE", " utf-16 utf-16le ucs-2 unicode "},
    {"UTF-16BE", " utf-16be "},
};

static char lower_case(char c)
{
    if (c >= 'A' && c <= 'Z')
        return (char)(c - 'A' + 'a');
    return c;
}

/* The encoding a label names, or NULL; labels are compared without case, quotes or blanks. */
static const struct encoding *encoding_named(const char *label, size_t len)
{
    char wanted[LABEL_MAX + 3] = " ";
    size_t n = 1;
    for (size_t i = 0; i < len; i++) {
        char c = label[i];
        if (c == '"' || c == '\'' || c == ' ' || c == '\t')
            continue;
        if (n > LABEL_MAX)
            return NULL;
        wanted[n++] = lower_case(c);
    }
    if (n == 1)
        return NULL;
    wanted[n++] = ' ';
    wanted[n] = '\0';
    for (size_t i = 0; i < sizeof(encodings) / sizeof(encodings[0]); i++)
        if (strstr(encodings[i].labels, wanted) != NULL)
            return &encodings[i];
    return NULL;
}

/* The encoding named after the first "charset=" (blanks allowed) of a string. */
static const struct encoding *encoding_in(const char *s)
{
    for (const char *at = s; (at = text_ifind(at, "charset")) != NULL;) {
        at += strlen("charset");
        at += strspn(at, " \t\r\n");
        if (*at != '=')
            continue;
        at++;
        at += strspn(at, " \t\r\n\"'");
        const struct encoding *e = encoding_named(at, strcspn(at, " \t\r\n\"';>/,"));
        if (e != NULL)
            return e;
    }
    return NULL;
}

/* What a meta element, or an XML declaration, near the top declares. A declaration of UTF-16 in
 * bytes that could be read as ASCII is a lie; browsers take it for UTF-8. */
static const struct encoding *encoding_declared(const char *bytes, size_t len)
{
    char *head = xstrndup(bytes, len < META_WINDOW ? len : META_WINDOW);
    const struct encoding *e = NULL;
    if (strncmp(head, "<?xml", 5) == 0) {
        head[strcspn(head, ">")] = '\0';
        const char *at = strstr(head, "encoding=");
        if (at != NULL) {
            at += strlen("encoding=") + strspn(at + strlen("encoding="), "\"'");
            e = encoding_named(at, strcspn(at, "\"'? "));
        }
        head[strlen(head)] = ' ';
    }
    for (char *at = head; e == NULL && (at = strstr(at, "<")) != NULL; at++) {
        if (!text_istarts(at, "<meta"))
            continue;
        size_t n = strcspn(at, ">");
        char saved = at[n];
        at[n] = '\0';
        e = encoding_in(at);
        at[n] = saved;
    }
    free(head);
    return e != NULL && e->iconv != NULL && strncmp(e->iconv, "UTF-16", 6) == 0 ? encodings : e;
}

/* Length of the well-formed UTF-8 sequence at s, 0 when there is none. */
static size_t sequence_length(const char *s, size_t n)
{
    unsigned char c = (unsigned char)s[0];
    size_t want = c < 0x80 ? 1 : c < 0xc2 ? 0 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : c < 0xf5 ? 4 : 0;
    return want <= n && want > 0 && text_is_utf8(s, want) ? want : 0;
}

struct shape {
    size_t multibyte; /* well-formed sequences of two bytes and more */
    size_t broken;    /* bytes that belong to no well-formed sequence */
};

/* A sequence cut off by the end of the bytes is not counted as broken. */
static struct shape shape_of(const char *s, size_t n)
{
    struct shape shape = {0, 0};
    size_t i = 0;
    while (i < n) {
        if ((unsigned char)s[i] < 0x80) {
            i++;
            continue;
        }
        size_t length = sequence_length(s + i, n - i);
        if (length > 0)
            shape.multibyte++;
        else if (n - i > 3)
            shape.broken++;
        i += length > 0 ? length : 1;
    }
    return shape;
}

static char *convert(const char *encoding, const char *bytes, size_t len, size_t *out_len)
{
    iconv_t cd = iconv_open("UTF-8", encoding);
    if ((intptr_t)cd == -1)
        return NULL;
    struct buf out;
    buf_init(&out, 4 * len + 16);
    char *in; /* iconv only reads there, but its prototype is older than const */
    memcpy(&in, &bytes, sizeof(in));
    size_t left = len;
    while (left > 0) {
        char chunk[8192];
        char *to = chunk;
        size_t room = sizeof(chunk);
        size_t result = iconv(cd, &in, &left, &to, &room);
        int why = errno;
        buf_add(&out, chunk, sizeof(chunk) - room);
        if (result != (size_t)-1 || why == E2BIG)
            continue;
        buf_adds(&out, "\xef\xbf\xbd");
        in++;
        left--;
    }
    iconv_close(cd);
    return buf_take(&out, out_len);
}

static char *repaired(const char *bytes, size_t len, size_t *out_len)
{
    /* text_repair returns a C string: NULs are made blank first, as they would be later anyway. */
    char *copy = xmalloc(len + 1);
    memcpy(copy, bytes, len);
    copy[len] = '\0';
    for (size_t i = 0; i < len; i++)
        if (copy[i] == '\0')
            copy[i] = ' ';
    if (text_is_utf8(copy, len)) {
        *out_len = len;
        return copy;
    }
    char *s = text_repair(copy, len);
    free(copy);
    *out_len = strlen(s);
    return s;
}

static char *converted(const struct encoding *e, const char *bytes, size_t len, size_t *out_len)
{
    char *s = e->iconv == NULL ? NULL : convert(e->iconv, bytes, len, out_len);
    return s != NULL ? s : repaired(bytes, len, out_len);
}

/* UTF-16 with a byte order mark; NULL when there is none. */
static const struct encoding *encoding_of_mark(const char *bytes, size_t len)
{
    if (len >= 2 && memcmp(bytes, "\xff\xfe", 2) == 0)
        return encoding_named("utf-16le", strlen("utf-16le"));
    if (len >= 2 && memcmp(bytes, "\xfe\xff", 2) == 0)
        return encoding_named("utf-16be", strlen("utf-16be"));
    return NULL;
}

char *charset_to_utf8(const char *bytes, size_t len, const char *content_type, size_t *out_len)
{
    if (len >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0)
        return repaired(bytes + 3, len - 3, out_len);
    const struct encoding *e = encoding_of_mark(bytes, len);
    if (e != NULL)
        return converted(e, bytes + 2, len - 2, out_len);
    struct shape shape = shape_of(bytes, len);
    if (shape.multibyte > 0 && shape.broken == 0)
        return repaired(bytes, len, out_len);
    if (content_type != NULL)
        e = encoding_in(content_type);
    if (e == NULL)
        e = encoding_declared(bytes, len);
    bool claims_utf8 = e != NULL && e->iconv == NULL;
    if (e == NULL || (claims_utf8 && shape.broken > shape.multibyte))
        e = encoding_named("windows-1252", strlen("windows-1252"));
    return converted(e, bytes, len, out_len);
}
