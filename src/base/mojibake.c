/* mojibake: UTF-8 that somebody read as Windows-1252 and stored as UTF-8 again.
 *
 * Declared in text.h. The damage is undone run by run, because a page often holds damaged and sound
 * text side by side. The danger is to damage sound text: any capital with an accent before a
 * quotation mark ("LIBERTÉ”") happens to be a valid UTF-8 sequence in Windows-1252. So a sequence
 * that could be sound text is only undone next to one that could not. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "gloss/base/buf.h"
#include "gloss/base/mem.h"
#include "gloss/base/text.h"
#include "gloss/base/utf8.h"

enum { ROUNDS_MAX = 3 };

/* Windows-1252, 80 to 9F. The five bytes it leaves free are read as the C1 controls of that number.
 */
static const uint16_t high_half[32] = {
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178,
};

/* The Windows-1252 byte of a code point from 80 up, or 0. Latin-1's C1 controls stand for
 * themselves. */
static unsigned char byte_of(int32_t cp)
{
    if (cp >= 0x80 && cp <= 0xFF)
        return (unsigned char)cp;
    for (size_t i = 0; i < 32; i++)
        if (high_half[i] == cp)
            return (unsigned char)(0x80 + i);
    return 0;
}

/* Bytes whose character may follow a word in sound text: quotes, dashes, dots, trade marks,
 * ordinals. */
static bool may_follow_word(unsigned char byte)
{
    return byte == 0x82 || byte == 0x84 || byte == 0x85 || (byte >= 0x91 && byte <= 0x97) ||
           byte == 0x99 || byte == 0x9B || byte == 0xA0 || (byte >= 0xA8 && byte <= 0xAB) ||
           byte == 0xAE || (byte >= 0xB0 && byte <= 0xB3) || byte == 0xB7 || byte == 0xB9 ||
           byte == 0xBA || byte == 0xBB || byte == 0x86 || byte == 0x87;
}

/* What stands before a row, as far as it tells sound text from damage. */
enum before { BEFORE_OTHER, BEFORE_CAPITALS, BEFORE_LETTER };

/* Whether the sequence can hardly be sound text. */
static bool is_surely_damage(const char *bytes, size_t length, enum before before)
{
    unsigned char lead = (unsigned char)bytes[0];
    unsigned char second = (unsigned char)bytes[1];

    if (length == 4)
        return true; /* ð and three more */
    if (length == 3)
        return !(may_follow_word(second) && may_follow_word((unsigned char)bytes[2]));
    /* Â and Ã begin most of the damaged Latin text there is, and genuine ones before a quotation
     * mark end a word in capitals. Ä and Å come next, but 5 Å² is sound. */
    if (lead == 0xC2 || lead == 0xC3)
        return !(before == BEFORE_CAPITALS && may_follow_word(second));
    if (lead == 0xC4 || lead == 0xC5)
        return before == BEFORE_LETTER || !may_follow_word(second);
    return !may_follow_word(second) && second < 0xA0;
}

/* One maximal row of sequences that decode, as bytes of the damaged text's Windows-1252 form. */
struct row {
    struct buf bytes;
    size_t end;     /* where the row ends in the damaged text */
    size_t members; /* sequences in it */
    bool sure;      /* one of them can hardly be sound text */
};

/* Reads at `at` one sequence that decodes; returns its length in Windows-1252 bytes, 0 when there
 * is none, and where it ends. */
static size_t read_sequence(const char *s, size_t n, size_t at, char bytes[UTF8_BYTES_MAX],
                            size_t *end)
{
    size_t count = 0;
    int32_t cp;

    while (count < UTF8_BYTES_MAX && at < n) {
        size_t length = utf8_read(s + at, n - at, &cp);
        unsigned char byte = byte_of(cp);

        if (byte == 0)
            return 0;
        bytes[count++] = (char)byte;
        at += length;
        if (count > 1 && utf8_read(bytes, count, &cp) == count && cp >= 0) {
            *end = at;
            return count;
        }
    }
    return 0;
}

static enum before before_row(const char *s, size_t at)
{
    if (at >= 1 && s[at - 1] >= 'a' && s[at - 1] <= 'z')
        return BEFORE_LETTER;
    if (at >= 2 && s[at - 1] >= 'A' && s[at - 1] <= 'Z' && s[at - 2] >= 'A' && s[at - 2] <= 'Z')
        return BEFORE_CAPITALS;
    return BEFORE_OTHER;
}

static void read_row(const char *s, size_t n, size_t at, struct row *row)
{
    char bytes[UTF8_BYTES_MAX];
    enum before before = before_row(s, at);
    size_t length;

    buf_clear(&row->bytes);
    row->end = at;
    row->members = 0;
    row->sure = false;
    while ((length = read_sequence(s, n, row->end, bytes, &row->end)) > 0) {
        buf_add(&row->bytes, bytes, length);
        row->members++;
        row->sure = row->sure || is_surely_damage(bytes, length, before);
    }
}

/* One round; returns false when nothing was undone. */
static bool undo(const char *s, size_t n, struct buf *out)
{
    struct row row;
    bool undone = false;

    buf_init(&row.bytes, n);
    for (size_t i = 0; i < n;) {
        size_t ascii = utf8_ascii_prefix(s + i, n - i);
        size_t length;
        int32_t cp;

        buf_add(out, s + i, ascii);
        i += ascii;
        if (i == n)
            break;
        read_row(s, n, i, &row);
        if (row.sure || row.members > 1) {
            buf_add(out, row.bytes.data, row.bytes.len);
            undone = true;
            i = row.end;
            continue;
        }
        length = utf8_read(s + i, n - i, &cp);
        buf_add(out, s + i, length);
        i += length;
    }
    buf_release(&row.bytes);
    return undone;
}

char *text_unmojibake(const char *s)
{
    size_t n = strlen(s);
    struct buf current;
    bool undone = false;

    if (utf8_ascii_prefix(s, n) == n || !text_is_utf8(s, n))
        return NULL;
    buf_init(&current, n);
    buf_add(&current, s, n);
    for (int round = 0; round < ROUNDS_MAX; round++) {
        struct buf next;

        buf_init(&next, n);
        if (!undo(current.data, current.len, &next)) {
            buf_release(&next);
            break;
        }
        buf_release(&current);
        current = next;
        undone = true;
    }
    if (!undone) {
        buf_release(&current);
        return NULL;
    }
    return buf_take(&current, NULL);
}
