/* readme_plain: the words of a heading without its dress. People put badges, logos, emoji and their
 * shortcodes into the headings of READMEs, and none of them belongs to the title. */
#include <stdlib.h>
#include <string.h>

#include "gloss/base/buf.h"
#include "gloss/base/mem.h"
#include "gloss/base/text.h"
#include "gloss/base/utf8.h"
#include "gloss/source/readme_title.h"

enum { LINE_MAX_BYTES = 1000, SHORTCODE_MAX = 40 };

static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

/* A line being read; text is NUL-terminated. */
struct line {
    const char *text;
    const char *at;
    size_t stars; /* one alone stands for itself ("A* search") */
    struct buf out;
};

static bool is_letter(char c)
{
    return c != '\0' && strchr(letters, c);
}

/* Just behind the bracket that closes the one at s, or NULL. */
static const char *past_bracket(const char *s, char open, char close)
{
    int depth = 0;
    for (; *s; s++)
        if (*s == '\\' && s[1])
            s++;
        else if (*s == open)
            depth++;
        else if (*s == close && --depth == 0)
            return s + 1;
    return NULL;
}

/* Just behind "(address)" or "[reference]" at s; s itself when neither stands there. */
static const char *past_target(const char *s)
{
    const char *end = NULL;
    if (*s == '(')
        end = past_bracket(s, '(', ')');
    else if (*s == '[')
        end = past_bracket(s, '[', ']');
    return end ? end : s;
}

/* "![alt](image)" and "[^note]" are left out. */
static bool skip_image(struct line *l)
{
    const char *s = l->at;
    if (s[0] != '!' && s[1] != '^')
        return false;
    const char *open = s[0] == '!' ? s + 1 : s;
    const char *end = *open == '[' ? past_bracket(open, '[', ']') : NULL;
    if (!end || (s[0] == '!' && past_target(end) == end))
        return false;
    l->at = past_target(end);
    return true;
}

/* Of "[text](address)" the text is kept: its opening bracket goes here, the rest at its closing
 * bracket. A bracket that belongs to no link stays. */
static bool skip_link_mark(struct line *l)
{
    const char *end;
    if (*l->at == '[') {
        end = past_bracket(l->at, '[', ']');
        if (!end || past_target(end) == end)
            return false;
        l->at++;
        return true;
    }
    end = *l->at == ']' ? past_target(l->at + 1) : l->at + 1;
    if (end == l->at + 1)
        return false;
    l->at = end;
    return true;
}

static bool skip_emphasis(struct line *l)
{
    const char *s = l->at;
    bool inside_word = s > l->text && is_letter(s[-1]) && is_letter(s[1]);
    if ((*s == '*' && l->stars > 1) || *s == '`' || (*s == '_' && !inside_word)) {
        l->at++;
        return true;
    }
    if (s[0] == '~' && s[1] == '~') {
        l->at += 2;
        return true;
    }
    return false;
}

/* ":rocket:" */
static bool skip_shortcode(struct line *l)
{
    static const char bytes[] = "abcdefghijklmnopqrstuvwxyz0123456789_+-";
    const char *s = l->at;
    size_t n = *s == ':' ? strspn(s + 1, bytes) : 0;
    if (n == 0 || n > SHORTCODE_MAX || s[1 + n] != ':' || is_letter(s[2 + n]) ||
        (s > l->text && (is_letter(s[-1]) || s[-1] == ':')))
        return false;
    l->at += n + 2;
    return true;
}

/* Pictures, and what joins and colours them. */
static bool is_emoji(int32_t cp)
{
    static const struct {
        int32_t first;
        int32_t last;
    } ranges[] = {{0x200D, 0x200D}, {0x20E3, 0x20E3},   {0x231A, 0x231B},
                  {0x23E9, 0x23FA}, {0x2600, 0x27BF},   {0x2B05, 0x2B55},
                  {0xFE0E, 0xFE0F}, {0x1F000, 0x1FAFF}, {0xE0020, 0xE007F}};
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
        if (cp >= ranges[i].first && cp <= ranges[i].last)
            return true;
    return false;
}

static bool skip_emoji(struct line *l)
{
    int32_t cp;
    size_t n =
        utf8_read(l->at, strlen(l->at) < UTF8_BYTES_MAX ? strlen(l->at) : UTF8_BYTES_MAX, &cp);
    if (!is_emoji(cp))
        return false;
    l->at += n;
    return true;
}

static void copy_one(struct line *l)
{
    static const char punctuation[] = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
    if (*l->at == '\\' && l->at[1] && strchr(punctuation, l->at[1]))
        l->at++;
    (void)buf_addch(&l->out, *l->at++);
}

static size_t count_char(const char *s, char c)
{
    size_t n = 0;
    for (; *s; s++)
        n += *s == c;
    return n;
}

/* Dashes and colons that an emoji or a badge stood beside. */
static void trim_loose_ends(char *s)
{
    static const char loose[] = " :|-,";
    size_t n = strlen(s);
    while (n > 0 && strchr(loose, s[n - 1]))
        s[--n] = '\0';
    size_t lead = strspn(s, loose);
    memmove(s, s + lead, n - lead + 1);
}

char *readme_plain(const char *line, size_t n)
{
    char *text = xstrndup(line, n < LINE_MAX_BYTES ? n : LINE_MAX_BYTES);
    struct line l = {.text = text, .at = text, .stars = count_char(text, '*')};
    buf_init(&l.out, LINE_MAX_BYTES);
    while (*l.at)
        if (!skip_image(&l) && !skip_link_mark(&l) && !skip_emphasis(&l) && !skip_shortcode(&l) &&
            !skip_emoji(&l))
            copy_one(&l);
    char *plain = text_clean_html(l.out.data, l.out.len);
    trim_loose_ends(plain);
    buf_release(&l.out);
    free(text);
    return plain;
}
