/* name_case: names that were shouted, brought back to how they are written. Pure; any thread. */
#ifndef GLOSS_BASE_NAME_CASE_H
#define GLOSS_BASE_NAME_CASE_H

/* Takes s and gives it back, or a re-cased copy when it is a full name all in capitals ("MART VAN
 * BAALEN" becomes "Mart van Baalen"). The caller frees. */
char *name_recase(char *s);

#endif
