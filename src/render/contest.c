/* contest: what counts as another value, and what is only another way to write it. */
#include "gloss/render/contest.h"

#include <stdlib.h>
#include <string.h>

#include "gloss/base/text.h"

/* "2024" is no other date than "2024-01-08". */
static bool is_less_precise(const char *less, const char *more)
{
    size_t n = strlen(less);

    return text_istarts(more, less) && (more[n] == '\0' || more[n] == '-');
}

static bool same_words(const char *a, const char *b)
{
    char *x = text_fold(a);
    char *y = text_fold(b);
    /* What folds to nothing (a title of signs) has only its signs to tell it apart. */
    bool same = strcmp(x, y) == 0 && (*x != '\0' || strcmp(a, b) == 0);

    free(x);
    free(y);
    return same;
}

static bool same_text(enum meta_field f, const char *a, const char *b)
{
    switch (f) {
    case META_PUBLISHED:
    case META_MODIFIED:
    case META_LANGUAGE:
        return is_less_precise(a, b) || is_less_precise(b, a);
    case META_DOI:
    case META_ARXIV:
        return text_ieq(a, b);
    case META_OPENREVIEW:
    case META_ISBN:
    case META_CODE:
    case META_PDF:
    case META_CANONICAL:
    case META_MINUTES:
        return strcmp(a, b) == 0;
    default:
        return same_words(a, b);
    }
}

bool contest_agrees(const struct meta *a, const struct meta *b, enum meta_field f)
{
    size_t count = meta_count(a, f);

    if (count == 0 || meta_count(b, f) == 0)
        return true;
    if (count != meta_count(b, f))
        return false;
    for (size_t i = 0; i < count; i++)
        if (!same_text(f, meta_item(a, f, i)->text, meta_item(b, f, i)->text))
            return false;
    return true;
}
