/* paragraph: the first paragraph under the headline, for pages that do not describe themselves. */
#include "gloss/page/vocabulary.h"

#include <stdlib.h>
#include <string.h>

#include "gloss/base/mem.h"
#include "gloss/base/text.h"

enum {
    REACH = 6000,        /* bytes after the headline within which it must begin */
    PARAGRAPH_MIN = 100, /* bytes; shorter lines are captions and bylines */
    EXCERPT = 400,       /* characters kept */
};

static void propose_paragraph(const struct observed *o, struct proposals *out)
{
    if (o->heading < 0)
        return;
    size_t at = o->spots[o->heading].to;
    size_t stop = at + REACH < o->text_len ? at + REACH : o->text_len;
    while (at < stop) {
        at += strspn(o->text + at, "\n ");
        size_t len = strcspn(o->text + at, "\n");
        if (len >= PARAGRAPH_MIN && memchr(o->text + at, '.', len) != NULL) {
            char *paragraph = text_clean(o->text + at, len);
            char *excerpt = text_sentences(paragraph, EXCERPT);
            propose(out, META_ABSTRACT, VALUE_TEXT, excerpt, "first-paragraph", 100);
            free(excerpt);
            free(paragraph);
            return;
        }
        at += len;
    }
}

const struct vocabulary vocabulary_paragraph = {"paragraph", propose_paragraph};
