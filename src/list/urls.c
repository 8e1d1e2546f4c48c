#include <string.h>

#include "gloss/list/format.h"
#include "gloss/list/lines.h"
#include "gloss/list/scan.h"

/* Plain URL lists: a URL a line, and after it, if anything, what it is. Blank lines and lines that
 * begin with "#" say nothing. */

static void read_line(struct listing *l, struct arena *arena, size_t from, size_t to, size_t number,
                      size_t line_start)
{
    size_t at = scan_spaces(l->bytes, to, from);
    if (at >= to || l->bytes[at] == '#')
        return;
    size_t end = at;
    while (end < to && !scan_is_space(l->bytes[end]))
        end++;
    size_t text = scan_spaces(l->bytes, to, end);
    while (to > text && scan_is_space(l->bytes[to - 1]))
        to--;
    bool www = end - at > 4 && memcmp(l->bytes + at, "www.", 4) == 0;
    struct link *link = link_new(l);
    link->line = number;
    link->column = at - line_start + 1;
    link->start = at;
    link->end = end;
    link->url_start = at;
    link->url_end = end;
    link->dest_start = at;
    link->dest_end = end;
    link->text_start = text;
    link->text_end = to;
    link->kind = LINK_BARE;
    link->url = arena_printf(arena, "%s%.*s", www ? "http://" : "", (int)(end - at), l->bytes + at);
    link->text = arena_strndup(arena, l->bytes + text, to - text);
    link->slot = NO_SLOT;
}

static bool urls_read(struct listing *l, struct arena *arena, struct err *err)
{
    size_t number = 1;
    size_t bom = l->len >= 3 && memcmp(l->bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    (void)err;
    l->bare = l->bytes;
    l->bare_len = l->len;
    for (size_t at = 0; at < l->len; number++) {
        size_t next = line_next(l->bytes, l->len, at);
        read_line(l, arena, at ? at : bom, next, number, at);
        at = next;
    }
    return true;
}

static const char *const extensions[] = {".txt", ".urls", NULL};

const struct format format_urls = {"urls", extensions, urls_read, false};
