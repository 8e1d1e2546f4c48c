/* err: the sentence that says why something failed.
 *
 * One flat struct and no allocation, so that an error can be reported in any state the program is
 * in. */
#include "gloss/base/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "gloss/base/utf8.h"

static void fill(struct err *e, enum err_kind kind, const char *format, va_list args)
    __attribute__((format(printf, 3, 0)));

static void fill(struct err *e, enum err_kind kind, const char *format, va_list args)
{
    int n = vsnprintf(e->message, sizeof(e->message), format, args);

    e->kind = kind;
    if (n < 0)
        snprintf(e->message, sizeof(e->message), "an error whose text cannot be written");
    else if ((size_t)n >= sizeof(e->message))
        e->message[utf8_whole(e->message, sizeof(e->message) - 1)] = '\0';
}

bool err_set(struct err *e, enum err_kind kind, const char *format, ...)
{
    va_list args;

    if (e == NULL || e->kind != ERR_NONE)
        return false;
    va_start(args, format);
    fill(e, kind, format, args);
    va_end(args);
    return false;
}

bool err_set_errno(struct err *e, enum err_kind kind, int number, const char *format, ...)
{
    char words[256];
    char tail[300];
    size_t length;
    size_t tail_length;
    va_list args;

    if (e == NULL || e->kind != ERR_NONE)
        return false;
    va_start(args, format);
    fill(e, kind, format, args);
    va_end(args);

    /* The cause matters more than the end of an over-long file name: it always fits. */
    snprintf(tail, sizeof(tail), ": %s", strerror_r(number, words, sizeof(words)));
    tail_length = strlen(tail);
    length = strlen(e->message);
    if (length + tail_length >= sizeof(e->message))
        length = utf8_whole(e->message, sizeof(e->message) - 1 - tail_length);
    memcpy(e->message + length, tail, tail_length + 1);
    return false;
}

void err_clear(struct err *e)
{
    e->kind = ERR_NONE;
    e->message[0] = '\0';
}
