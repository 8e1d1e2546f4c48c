/* date_token: the lexer of dates. White space of a page is more than ASCII's, and dashes come in
 * many lengths; all that is levelled here, so that the grammar need not know. */
#include "gloss/base/date_token.h"

#include <ctype.h>
#include <stdint.h>
#include <string.h>

#include "gloss/base/utf8.h"

static const struct {
    int32_t cp;
    char mark;
} marks[] = {
    {0x5E74, 'y'}, {0x6708, 'm'}, {0x65E5, 'd'}, {0xBA, 'o'},   {0xAA, 'o'},   {0xB0, 'o'},
    {0x2D, '-'},   {0x2010, '-'}, {0x2011, '-'}, {0x2013, '-'}, {0x2212, '-'},
};

static bool is_blank(int32_t cp)
{
    return cp == ' ' || (cp >= '\t' && cp <= '\r') || cp == 0xA0 || cp == 0x2009 || cp == 0x202F;
}

bool date_skip_blanks(struct date_cursor *c)
{
    const char *start = c->at;

    while (c->at < c->end) {
        int32_t cp;
        size_t length = utf8_read(c->at, (size_t)(c->end - c->at), &cp);

        if (!is_blank(cp))
            break;
        c->at += length;
    }
    return c->at > start;
}

static void read_number(struct date_cursor *c, struct date_token *t)
{
    t->kind = TOKEN_NUMBER;
    for (; c->at < c->end && isdigit((unsigned char)*c->at); c->at++) {
        if (t->digits < 9)
            t->value = t->value * 10 + (*c->at - '0');
        t->digits += t->digits < 1000;
    }
}

static void read_mark(struct date_cursor *c, struct date_token *t)
{
    int32_t cp;

    c->at += utf8_read(c->at, (size_t)(c->end - c->at), &cp);
    t->kind = TOKEN_MARK;
    t->mark = '?';
    if (cp > ' ' && cp < 0x7F)
        t->mark = (char)cp;
    for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
        if (marks[i].cp == cp)
            t->mark = marks[i].mark;
}

struct date_token date_next(struct date_cursor *c)
{
    struct date_token t = {0};
    size_t letters;

    t.blank = date_skip_blanks(c);
    if (c->at == c->end)
        return t;
    if (isdigit((unsigned char)*c->at)) {
        read_number(c, &t);
        return t;
    }
    letters = date_letters(c->at, (size_t)(c->end - c->at));
    if (letters == 0) {
        read_mark(c, &t);
        return t;
    }
    t.kind = TOKEN_WORD;
    t.word = date_word(c->at, letters, &t.month);
    c->at += letters;
    return t;
}

struct date_token date_peek(struct date_cursor c)
{
    return date_next(&c);
}

bool date_is_mark(struct date_token t, const char *set)
{
    return t.kind == TOKEN_MARK && strchr(set, t.mark) != NULL;
}
