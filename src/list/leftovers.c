#include "gloss/list/leftovers.h"

#include <string.h>

/* All of it only looks at the bytes of one text node, so that code, tags and links, which are nodes
 * of their own, cannot be mistaken. */

enum { REACH = 256 };

/* The "[" that the "]" at `close` belongs to, when it begins a word; else SCAN_NONE. */
static size_t reference_start(const char *s, size_t from, size_t close)
{
    size_t lowest = close - from > REACH ? close - REACH : from;
    size_t at = close;
    while (at > lowest && s[at - 1] != '[' && s[at - 1] != ']')
        at--;
    if (at <= lowest || at == close || s[at - 1] != '[' || s[close - 1] == '\\')
        return SCAN_NONE;
    at--;
    bool begins_word = at == from || scan_is_space(s[at - 1]) || strchr("(*_\"'", s[at - 1]);
    return begins_word && s[at + 1] != '^' ? at : SCAN_NONE;
}

bool leftover_reference(const char *s, size_t from, size_t to, size_t *at, size_t *open,
                        struct range *label)
{
    while (*at < to) {
        const char *found = memmem(s + *at, to - *at, "][", 2);
        if (!found)
            break;
        size_t close = (size_t)(found - s);
        size_t end = scan_label(s, to, close + 1, label);
        *at = close + 1;
        *open = reference_start(s, from, close);
        if (*open != SCAN_NONE && end != SCAN_NONE && label->from < label->to &&
            s[label->from] != '^')
            return true;
    }
    return false;
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_host_character(char c)
{
    return is_letter(c) || (c >= '0' && c <= '9') || c < 0;
}

/* The offset of the "h" before the "://" at `colon`, or SCAN_NONE. */
static size_t scheme_start(const char *s, size_t from, size_t colon)
{
    static const char *const schemes[] = {"https", "http"};
    for (size_t i = 0; i < 2; i++) {
        size_t n = strlen(schemes[i]);
        if (colon - from >= n && strncasecmp(s + colon - n, schemes[i], n) == 0 &&
            (colon - from == n || !is_letter(s[colon - n - 1])))
            return colon - n;
    }
    return SCAN_NONE;
}

/* Where a URL that begins at `at` ends: as in GFM, without the punctuation after it and without
 * closing parentheses that it does not open. */
static size_t url_end(const char *s, size_t at, size_t to)
{
    size_t end = at;
    size_t most = at + leftover_bare_length(s + at);
    size_t opened = 0;
    size_t closed = 0;
    most = most < to ? most : to;
    for (; end < most && !strchr("<[]", s[end]); end++) {
        opened += s[end] == '(';
        closed += s[end] == ')';
    }
    while (end > at) {
        if (s[end - 1] == ')' && closed > opened)
            closed--;
        else if (!strchr("?!.,:*_~'\"", s[end - 1]))
            break;
        end--;
    }
    return end;
}

bool leftover_url(const char *s, size_t to, size_t *at, struct range *url)
{
    while (*at < to) {
        const char *found = memmem(s + *at, to - *at, "://", 3);
        if (!found)
            return false;
        size_t host = (size_t)(found - s) + 3;
        size_t start = scheme_start(s, *at, host - 3);
        *at = host;
        if (start == SCAN_NONE || host >= to || !is_host_character(s[host]))
            continue;
        *url = (struct range){start, url_end(s, start, to)};
        *at = url->to > host ? url->to : host;
        if (url->to > host)
            return true;
    }
    return false;
}

size_t leftover_bare_length(const char *url)
{
    static const char *const enders[] = {
        "\x7F",         "\xC2\xA0",     "\xC2\xAD",     "\xE1\x9A\x80", "\xE2\x80\x80",
        "\xE2\x80\x81", "\xE2\x80\x82", "\xE2\x80\x83", "\xE2\x80\x84", "\xE2\x80\x85",
        "\xE2\x80\x86", "\xE2\x80\x87", "\xE2\x80\x88", "\xE2\x80\x89", "\xE2\x80\x8A",
        "\xE2\x80\x8B", "\xE2\x80\x8C", "\xE2\x80\x8D", "\xE2\x80\x8E", "\xE2\x80\x8F",
        "\xE2\x80\xA8", "\xE2\x80\xA9", "\xE2\x80\xAF", "\xE2\x81\x9F", "\xE2\x81\xA0",
        "\xE3\x80\x80", "\xEF\xBB\xBF",
    };
    size_t n = 0;
    for (; url[n] && !scan_is_space(url[n]); n++) {
        if (url[n] != '\x7F' && url[n] >= 0)
            continue;
        for (size_t i = 0; i < sizeof(enders) / sizeof(enders[0]); i++)
            if (strncmp(url + n, enders[i], strlen(enders[i])) == 0)
                return n;
    }
    return n;
}
