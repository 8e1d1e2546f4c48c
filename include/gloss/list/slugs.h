/* slugs: the names by which a Markdown document's places can be linked to. Internal to the list
 * room. */
#ifndef GLOSS_LIST_SLUGS_H
#define GLOSS_LIST_SLUGS_H

#include <cmark-gfm.h>
#include <stdbool.h>
#include <stddef.h>

struct slugs;

/* Of a Markdown text: GitHub's slug of each heading, `{#id}`, and id= and name= of raw HTML. */
struct slugs *slugs_of(const char *text, size_t len);
struct slugs *slugs_of_tree(cmark_node *root);
void slugs_free(struct slugs *s);

bool slugs_have(const struct slugs *s, const char *fragment);

/* GitHub's slug of a heading's text: lower case, punctuation dropped, blanks to "-". The caller
 * frees. */
char *slug_of(const char *heading);

#endif
