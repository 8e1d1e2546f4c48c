/* name: people's names out of the strings in which the web writes them.
 *
 * Leaves a field empty rather than fill it with junk: e-mail addresses, @handles, URLs,
 * placeholders ("admin", "{{author}}"), dates and roles are no names. Pure; any thread. */
#ifndef GLOSS_BASE_NAME_H
#define GLOSS_BASE_NAME_H

#include <stdbool.h>
#include <stddef.h>

/* One name cleaned: "By ", "Posted by ", "Written by ", "von " prefixes, trailing asterisks,
 * digits, daggers, emoji, titles (Dr., Prof.) and degrees (PhD, MD) removed; "Family, Given" turned
 * round; ALL CAPS re-cased. Returns a new string the caller frees, or NULL when no name is left. */
char *name_clean(const char *s);

/* Splits one string that may hold many names ("Zihao Ye (UW), Size Zheng (UW & PKU) and X*") into
 * cleaned names: parentheses are removed first; then commas, semicolons, "and", "&", "|", " / " and
 * their translations separate. A single "Family, Given" is one name (a family name is one word,
 * begins with a particle, or stands before one given name or initials), and so are alternating ones
 * ("Smith, J., Doe, K."); brackets, dates and addresses are dropped. Returns how many; *names is an
 * array of strings, all the caller's to free (name_list_free). */
size_t name_split_list(const char *s, char ***names);
void name_list_free(char **names, size_t n);

/* Splits "Diego de las Casas" into given "Diego" and family "de las Casas": lower-case particles go
 * to the family, Jr./Sr./III stay with the family. Where the order cannot be known (mononyms,
 * "Aishwarya P S", organisations) both are NULL and false is returned. The caller frees both. */
bool name_parts(const char *name, char **given, char **family);

/* Whether it reads as an organisation or team ("Google DeepMind", "The Hugging Face Team", "Team
 * PyTorch", "OpenAI Inc."). Conservative: false when unsure. */
bool name_is_organisation(const char *name);

#endif
