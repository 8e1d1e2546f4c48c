/* name_judge: whether what is left after cleaning is a name.
 *
 * A wrong author is worse than none, so the doubtful is refused: addresses, templates, roles,
 * prose. */
#include "gloss/base/name_judge.h"

#include <ctype.h>
#include <stdint.h>
#include <string.h>

#include <utf8proc.h>

#include "gloss/base/name.h"
#include "gloss/base/name_words.h"
#include "gloss/base/text.h"
#include "gloss/base/utf8.h"

enum {
    NAME_LONGEST = 120,  /* bytes */
    PERSON_WORDS_MAX = 7 /* only organisations have longer names */
};

bool name_consists_of(const char *s, unsigned allowed, unsigned wanted)
{
    struct name_words w;
    bool any = false;

    name_words_split(s, &w);
    for (size_t i = 0; i < w.count; i++) {
        unsigned kinds = name_word_kind(w.at[i], w.length[i]);

        if ((kinds & allowed) == 0)
            return false;
        any = any || (kinds & wanted) != 0;
    }
    return any && !w.overflow;
}

/* "Staff Writer", "Senior Engineer at Google"; but "Google Research" is a name. */
bool name_is_role(const char *s)
{
    unsigned allowed = KIND_ROLE | KIND_PLACEHOLDER | KIND_CONNECTOR;

    return name_consists_of(s, strstr(s, " at ") != NULL ? allowed | KIND_BRAND : allowed,
                            KIND_ROLE);
}

static bool has_letter(const char *s)
{
    size_t n = strlen(s);

    for (size_t i = 0; i < n;) {
        int32_t cp;
        utf8proc_category_t category;

        i += utf8_read(s + i, n - i, &cp);
        category = utf8proc_category(cp);
        if (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO)
            return true;
    }
    return false;
}

/* Addresses and templates: what a name never contains. */
static bool has_machine_text(const char *s)
{
    static const char *const domains[] = {".com", ".org", ".net", ".io", ".dev", ".edu", ".html"};
    struct name_words w;

    if (strpbrk(s, "@{}<>=\\%_$?!/") != NULL || text_istarts(s, "www."))
        return true;
    name_words_split(s, &w);
    for (size_t i = 0; i < w.count; i++) {
        for (size_t j = 0; j < sizeof(domains) / sizeof(domains[0]); j++) {
            size_t n = strlen(domains[j]);

            if (w.length[i] > n && memcmp(w.at[i] + w.length[i] - n, domains[j], n) == 0)
                return true;
        }
    }
    return false;
}

/* Words of navigation and prose that get caught in bylines. */
static bool reads_like_prose(const char *s)
{
    static const char *const starts[] = {"about ",    "view ",     "read ",      "follow ",
                                         "share ",    "sign in",   "log in",     "login",
                                         "subscribe", "click ",    "updated",    "published",
                                         "posted ",   "all posts", "originally "};
    struct name_words w;

    for (size_t i = 0; i < sizeof(starts) / sizeof(starts[0]); i++)
        if (text_istarts(s, starts[i]))
            return true;
    name_words_split(s, &w);
    for (size_t i = 0; i < w.count; i++)
        if (islower((unsigned char)w.at[i][0]) &&
            (name_word_kind(w.at[i], w.length[i]) & KIND_PROSE) != 0)
            return !name_is_organisation(s);
    return false;
}

bool name_is_plausible(const char *s)
{
    struct name_words w;

    name_words_split(s, &w);
    return strlen(s) <= NAME_LONGEST && has_letter(s) && !isdigit((unsigned char)s[0]) &&
           !has_machine_text(s) && !reads_like_prose(s) && !w.overflow &&
           (w.count <= PERSON_WORDS_MAX || name_is_organisation(s)) &&
           !name_consists_of(s, KIND_PLACEHOLDER | KIND_GROUP | KIND_ROLE | KIND_CONNECTOR,
                             KIND_PLACEHOLDER | KIND_GROUP) &&
           !name_is_role(s) &&
           !name_consists_of(s, KIND_DEGREE | KIND_GENERATION | KIND_CONNECTOR, ~0U);
}
