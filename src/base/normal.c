/* normal: the only caller of utf8proc's normaliser. */
#include "gloss/base/normal.h"

#include <stdint.h>
#include <stdlib.h>

#include <utf8proc.h>

#include "gloss/base/mem.h"
#include "gloss/base/utf8.h"

static const utf8proc_option_t options[] = {
    [NORMAL_NFC] = UTF8PROC_STABLE | UTF8PROC_COMPOSE,
    [NORMAL_NFKC_FOLD] =
        UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE,
    [NORMAL_BARE] = UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD |
                    UTF8PROC_IGNORE | UTF8PROC_STRIPMARK,
};

/* Drops, in place, the marks beyond NORMAL_MARKS_MAX in a row. */
static void limit_marks(struct buf *b)
{
    size_t kept = 0;
    size_t run = 0;

    for (size_t i = 0; i < b->len;) {
        int32_t cp;
        size_t length = utf8_read(b->data + i, b->len - i, &cp);
        bool mark = cp >= 0x300 && utf8proc_get_property(cp)->combining_class != 0;

        run = mark ? run + 1 : 0;
        if (run <= NORMAL_MARKS_MAX)
            for (size_t j = 0; j < length; j++)
                b->data[kept++] = b->data[i + j];
        i += length;
    }
    buf_truncate(b, kept);
}

void normal_apply(struct buf *b, enum normal_form form)
{
    utf8proc_uint8_t *mapped = NULL;
    utf8proc_ssize_t n;

    limit_marks(b);
    n = utf8proc_map((const utf8proc_uint8_t *)b->data, (utf8proc_ssize_t)b->len, &mapped,
                     options[form]);
    if (n == UTF8PROC_ERROR_NOMEM || n == UTF8PROC_ERROR_OVERFLOW) {
        free(mapped);
        xmalloc(SIZE_MAX); /* ends the program with the usual sentence */
    } else if (n >= 0) {
        buf_clear(b);
        if ((size_t)n > b->cap)
            b->cap = (size_t)n;
        buf_add(b, mapped, (size_t)n);
        free(mapped);
    }
    /* Any other error means ill-formed input, which callers have ruled out: b stays as it is. */
}
