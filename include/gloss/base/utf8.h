/* utf8: one code point at a time, out of bytes that may be anything.
 *
 * For the loops of base/text and its neighbours; everybody else works with whole strings (text.h).
 * Pure; any thread. */
#ifndef GLOSS_BASE_UTF8_H
#define GLOSS_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { UTF8_REPLACEMENT = 0xFFFD, UTF8_BYTES_MAX = 4 };

/* Reads the code point at s (n >= 1 bytes are there) and returns how many bytes it takes. Of an
 * ill-formed sequence *cp becomes -1 and its longest meaningless prefix is counted, as browsers do
 * it: one U+FFFD stands for that many bytes. */
size_t utf8_read(const char *s, size_t n, int32_t *cp);

/* Writes cp (a Unicode scalar value) to `out` and returns the number of bytes. No NUL. */
size_t utf8_write(int32_t cp, char out[UTF8_BYTES_MAX]);

/* How many of the n bytes are ASCII before the first that is not. */
size_t utf8_ascii_prefix(const char *s, size_t n);

/* Length of s[0, n) without a sequence that is cut short at its end. */
size_t utf8_whole(const char *s, size_t n);

#endif
