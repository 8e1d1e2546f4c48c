/* err: why something failed, in words a person can act on.
 *
 * A function that can fail returns bool and takes a struct err. On false the err holds a complete
 * sentence: what happened, to which file, line or URL, and what to do. The first error wins:
 * setting one that is set changes nothing, so callers may add context only before. Any thread, one
 * err per thread. */
#ifndef GLOSS_BASE_ERR_H
#define GLOSS_BASE_ERR_H

#include <stdbool.h>

/* The value is the process's exit status when the error ends the run (gloss(1), EXIT STATUS). */
enum err_kind {
    ERR_NONE = 0,
    ERR_USAGE = 2,   /* the command line, the config, or an unreadable input */
    ERR_OURS = 3,    /* an output or the cache cannot be written, or a library failed */
    ERR_OFFLINE = 4, /* this machine has no working network */
};

struct err {
    enum err_kind kind;
    char message[1024]; /* one or more sentences, no newline at the end; UTF-8 */
};

#define ERR_INIT                                                                                   \
    {                                                                                              \
        ERR_NONE, ""                                                                               \
    }

/* Sets `e` unless it is set already (or NULL). Always returns false, so that a function can end in
 * `return err_set(e, ...)`. Over-long messages are cut at a character boundary. */
bool err_set(struct err *e, enum err_kind kind, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Like err_set, with ": " and the words for errno value `number` appended. */
bool err_set_errno(struct err *e, enum err_kind kind, int number, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* Forgets what `e` holds. */
void err_clear(struct err *e);

#endif
