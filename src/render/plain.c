/* plain: what a page, a list or a file name may not do to a terminal.
 *
 * An escape sequence can retitle the window, hide lines or type commands; a bidi override can make
 * an address read as another one. */
#include "gloss/render/plain.h"

#include <stddef.h>
#include <string.h>

#include "gloss/base/utf8.h"

static const struct {
    int32_t first;
    int32_t last;
} unsafe[] = {
    {-1, 0x1F},         /* ill-formed bytes, C0 controls */
    {0x7F, 0x9F},       /* DEL, C1 controls: an escape sequence in one character */
    {0x061C, 0x061C},   /* Arabic letter mark */
    {0x200B, 0x200B},   /* zero width space; the joiners beside it are parts of words and emoji */
    {0x200E, 0x200F},   /* left-to-right and right-to-left marks */
    {0x2028, 0x202E},   /* line and paragraph separators, embeddings and overrides */
    {0x2060, 0x206F},   /* invisible operators, isolates */
    {0xFEFF, 0xFEFF},   /* byte order mark */
    {0xFFF9, 0xFFFB},   /* interlinear annotation */
    {0xE0000, 0xE0FFF}, /* tags: invisible text */
};

bool plain_is_unsafe(int32_t cp)
{
    for (size_t i = 0; i < sizeof(unsafe) / sizeof(*unsafe); i++)
        if (cp >= unsafe[i].first && cp <= unsafe[i].last)
            return true;
    return false;
}

void plain_text(FILE *out, const char *s)
{
    size_t left = strlen(s);

    while (left > 0) {
        int32_t cp = 0;
        size_t n = utf8_read(s, left, &cp);

        if (plain_is_unsafe(cp))
            (void)fputs("\xEF\xBF\xBD", out);
        else
            (void)fwrite(s, 1, n, out);
        s += n;
        left -= n;
    }
}

void plain_url(FILE *out, const char *s)
{
    size_t left = strlen(s);

    while (left > 0) {
        int32_t cp = 0;
        size_t n = utf8_read(s, left, &cp);

        if (plain_is_unsafe(cp) || cp == ' ')
            for (size_t i = 0; i < n; i++)
                (void)fprintf(out, "%%%02X", (unsigned char)s[i]);
        else
            (void)fwrite(s, 1, n, out);
        s += n;
        left -= n;
    }
}
