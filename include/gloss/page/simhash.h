/* simhash: a fingerprint of text that changes little when the text changes little (Charikar 2002).
 *
 * Pure; linear; any thread. */
#ifndef GLOSS_PAGE_SIMHASH_H
#define GLOSS_PAGE_SIMHASH_H

#include <stddef.h>
#include <stdint.h>

/* The fingerprint of n bytes of UTF-8, over runs of three words without ASCII case; words with
 * digits are skipped, and each character of a script without blanks is a word. 0 for text without
 * words. The cache keeps fingerprints: to change the function is to forget them all. */
uint64_t simhash(const char *s, size_t n);

#endif
