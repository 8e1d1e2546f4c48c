/* charset: the bytes of a page as UTF-8.
 *
 * A byte order mark decides first; then bytes that are valid UTF-8 with a multi-byte sequence in
 * them, whatever was declared; then the HTTP header; then a meta element in the first 4096 bytes;
 * else windows-1252, as in browsers. Names are those of the WHATWG Encoding Standard; others are
 * ignored. Pure; linear; any thread. */
#ifndef GLOSS_PAGE_CHARSET_H
#define GLOSS_PAGE_CHARSET_H

#include <stddef.h>

/* Returns new NUL-terminated UTF-8 (the caller frees) and its length; what cannot be read becomes
 * U+FFFD, a byte order mark is dropped. `content_type` may be NULL. */
char *charset_to_utf8(const char *bytes, size_t len, const char *content_type, size_t *out_len);

#endif
