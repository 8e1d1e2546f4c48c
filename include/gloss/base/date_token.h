/* date_token: the words, numbers and marks of which written dates are made.
 *
 * For base/date and its grammar. Pure; any thread. */
#ifndef GLOSS_BASE_DATE_TOKEN_H
#define GLOSS_BASE_DATE_TOKEN_H

#include <stdbool.h>

#include "gloss/base/month.h"

enum date_token_kind { TOKEN_END, TOKEN_NUMBER, TOKEN_WORD, TOKEN_MARK };

struct date_token {
    enum date_token_kind kind;
    int value;  /* of a number, as far as nine digits go */
    int digits; /* of a number, counted up to 1000 */
    enum date_word word;
    int month;
    char mark; /* an ASCII character; 'y' 'm' 'd' for the Chinese signs; 'o' for º ª °; else '?' */
    bool blank; /* white space stands before it */
};

/* A place in a text. Copied freely: looking ahead is reading from a copy. */
struct date_cursor {
    const char *at;
    const char *end;
};

/* Moves past white space; whether there was any. */
bool date_skip_blanks(struct date_cursor *c);

/* Reads a token and moves behind it; TOKEN_END at the end. */
struct date_token date_next(struct date_cursor *c);
/* The same without moving. */
struct date_token date_peek(struct date_cursor c);

/* Whether t is one of the marks in `set`. */
bool date_is_mark(struct date_token t, const char *set);

#endif
