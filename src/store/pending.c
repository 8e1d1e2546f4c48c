/* pending: the batch in hand. Small (STORE_BATCH rows), so a plain array searched from end to end
 * is quicker than anything clever. */
#include "gloss/store/pending.h"

#include <stdlib.h>
#include <string.h>

#include "gloss/base/mem.h"

void row_text(struct pending_row *row, char *text)
{
    struct cell *c = &row->cells[row->count++];

    c->type = text != NULL ? CELL_TEXT : CELL_NULL;
    c->text = text;
}

void row_copy(struct pending_row *row, const char *text)
{
    row_text(row, xstrdup(text));
}

void row_int(struct pending_row *row, int64_t number)
{
    row->cells[row->count++] = (struct cell){.type = CELL_INT, .number = number};
}

void row_release(struct pending_row *row)
{
    for (size_t i = 0; i < row->count; i++)
        free(row->cells[i].text);
    row->count = 0;
}

struct pending_row *pending_add(struct pending *p, enum pending_kind kind)
{
    struct pending_row *row = NULL;

    grow_array(&p->rows, &p->room, p->count + 1, sizeof(*p->rows));
    row = &p->rows[p->count++];
    *row = (struct pending_row){.kind = kind};
    return row;
}

static bool cell_is(const struct cell *c, const char *text)
{
    return text == NULL || (c->type == CELL_TEXT && strcmp(c->text, text) == 0);
}

bool pending_has(const struct pending *p, enum pending_kind kind, const char *first,
                 const char *second)
{
    for (size_t i = 0; i < p->count; i++) {
        const struct pending_row *row = &p->rows[i];

        if (row->kind == kind && cell_is(&row->cells[0], first) && cell_is(&row->cells[1], second))
            return true;
    }
    return false;
}

void pending_clear(struct pending *p)
{
    for (size_t i = 0; i < p->count; i++)
        row_release(&p->rows[i]);
    p->count = 0;
}

void pending_release(struct pending *p)
{
    pending_clear(p);
    free(p->rows);
    *p = (struct pending){0};
}
