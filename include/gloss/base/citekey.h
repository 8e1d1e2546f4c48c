/* citekey: what a work is called in a bibliography: jiang2024mixtral.
 *
 * Family name, year and first word of the title, as Google Scholar has them; what is not known is
 * "noauthor" and "nodate". Keys are of [a-z0-9], begin with a letter, and are no longer than
 * CITEKEY_MAX. Which work gets a key that two propose is the store's to say. Pure; any thread. */
#ifndef GLOSS_BASE_CITEKEY_H
#define GLOSS_BASE_CITEKEY_H

#include "gloss/base/meta.h"

#include <stddef.h>

enum { CITEKEY_MAX = 96 };

/* The key that a work asks for. The caller frees. */
char *citekey_propose(const struct meta *m);

/* The n-th form of it: itself, then with a, b, ... z, aa, ab... behind it. The caller frees. */
char *citekey_numbered(const char *proposed, size_t n);

#endif
