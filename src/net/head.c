/* head: see head.h. */
#include "gloss/net/head.h"

#include <stdlib.h>
#include <string.h>

#include "gloss/base/mem.h"

void head_init(struct head *h, struct reply *reply, size_t max)
{
    *h = (struct head){.reply = reply, .max = max};
    buf_init(&h->line, max);
}

void head_release(struct head *h)
{
    buf_release(&h->line);
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

/* Puts the header gathered so far into the reply. */
static void flush(struct head *h)
{
    size_t len = h->line.len;
    while (len > 0 && is_blank(h->line.data[len - 1]))
        len--;
    buf_truncate(&h->line, len);
    char *colon = strchr(h->line.data, ':');
    if (colon != NULL && colon != h->line.data) {
        char *value = colon + 1;
        while (is_blank(*value))
            value++;
        char *name = xstrndup(h->line.data, (size_t)(colon - h->line.data));
        reply_add_header(h->reply, name, value);
        free(name);
    }
    buf_clear(&h->line);
}

/* The status of "HTTP/1.1 200 OK" or "HTTP/2 200", 0 when there is none. */
static int status_of(const char *line, size_t len)
{
    size_t at = 0;
    while (at < len && line[at] != ' ')
        at++;
    while (at < len && line[at] == ' ')
        at++;
    int status = 0;
    for (size_t digits = 0; digits < 3; digits++, at++) {
        if (at >= len || line[at] < '0' || line[at] > '9')
            return 0;
        status = status * 10 + (line[at] - '0');
    }
    return status;
}

static void response_ends(struct head *h)
{
    if (h->status >= 200) {
        flush(h);
        h->whole = true;
    }
    h->status = 0;
}

/* A line of the final response: a header, or more of the one before (obsolete, but it occurs). */
static void header_line(struct head *h, const char *line, size_t len)
{
    if (is_blank(line[0])) {
        while (len > 0 && is_blank(*line)) {
            line++;
            len--;
        }
        buf_addch(&h->line, ' ');
    } else {
        flush(h);
    }
    buf_add(&h->line, line, len);
}

bool head_add(struct head *h, const char *line, size_t len)
{
    h->bytes += len;
    if (h->bytes > h->max) {
        h->reply->truncated = true;
        return false;
    }
    if (h->whole)
        return true;
    while (len > 0 && (line[len - 1] == '\n' || line[len - 1] == '\r'))
        len--;
    if (h->status == 0) {
        h->status = status_of(line, len);
        h->reply->status = h->status >= 200 ? h->status : 0;
    } else if (len == 0) {
        response_ends(h);
    } else if (h->status >= 200) {
        header_line(h, line, len);
    }
    return true;
}
