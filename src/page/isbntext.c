/* isbntext: the ISBN that the page of a book gives to its readers.
 *
 * Such a page says it early and of one book only. A list of books names many, and an article that
 * reviews one says so further down; of those nothing is taken. */
#include "gloss/page/vocabulary.h"

#include "gloss/base/isbn.h"

enum { NEAR_TOP = 4000, RANK = 700 }; /* bytes of text in which it must stand */

static void propose_isbntext(const struct observed *o, struct proposals *out)
{
    char isbn[ISBN_SIZE];
    if (isbn_find(o->text, isbn) && isbn_find(observed_text(o, 0, NEAR_TOP), isbn))
        propose(out, META_ISBN, VALUE_ISBN, isbn, "isbn-text", RANK);
}

const struct vocabulary vocabulary_isbntext = {"isbn-text", propose_isbntext};
