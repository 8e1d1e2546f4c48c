/* signs: what the names that authors of pages give to elements say about them.
 *
 * Classes and ids are free text, but people write "byline", "post-date" and "comments" all over the
 * web; this is the one list of such words. Pure; any thread. */
#ifndef GLOSS_PAGE_SIGNS_H
#define GLOSS_PAGE_SIGNS_H

#include <stdbool.h>

/* enum sign bits of an element; the attributes may be NULL. */
unsigned signs_of(const char *tag, const char *class, const char *id, const char *rel,
                  const char *href);

/* Whether an address is on a host of code (GitHub, GitLab...). */
bool signs_lead_to_code(const char *href);

/* enum where bits that an element adds for what is inside it. */
unsigned where_of(const char *tag, const char *class, const char *id, const char *role,
                  const char *href);

#endif
