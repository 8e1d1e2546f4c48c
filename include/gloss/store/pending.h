/* pending: rows on their way into the database. Private to the store room.
 *
 * Rows wait in memory, not in an open transaction: an open one would shut every other process out
 * for as long as this one waits for the network. */
#ifndef GLOSS_STORE_PENDING_H
#define GLOSS_STORE_PENDING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum pending_kind { PENDING_PAGE, PENDING_WORK, PENDING_CHECK, PENDING_KINDS };

enum { PENDING_COLUMNS = 17 };

struct cell {
    enum { CELL_NULL, CELL_TEXT, CELL_INT } type;
    char *text; /* owned */
    int64_t number;
};

struct pending_row {
    enum pending_kind kind;
    size_t count;
    struct cell cells[PENDING_COLUMNS];
};

/* Appends a cell. text takes the string (NULL: an SQL NULL), copy copies it. */
void row_text(struct pending_row *row, char *text);
void row_copy(struct pending_row *row, const char *text);
void row_int(struct pending_row *row, int64_t number);
void row_release(struct pending_row *row);

struct pending {
    struct pending_row *rows;
    size_t count;
    size_t room;
};

/* Appends an empty row of that kind; borrowed until the next call. */
struct pending_row *pending_add(struct pending *p, enum pending_kind kind);
/* Whether a row of that kind waits whose first cell is `first` and, unless NULL, second `second`.
 */
bool pending_has(const struct pending *p, enum pending_kind kind, const char *first,
                 const char *second);
void pending_clear(struct pending *p);   /* drops the rows */
void pending_release(struct pending *p); /* and the memory */

#endif
