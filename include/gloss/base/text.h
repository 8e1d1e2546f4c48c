/* text: strings from strangers made safe, comparable and short.
 *
 * Everything gloss reads from a page, an API or a list passes here before it is stored or shown.
 * Functions returning char * return a new string that the caller frees, valid UTF-8 in NFC,
 * never NULL unless stated. Pure; any thread. */
#ifndef GLOSS_BASE_TEXT_H
#define GLOSS_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>

/* Whether the n bytes are well-formed UTF-8 (RFC 3629: no surrogates, no overlong forms). */
bool text_is_utf8(const char *s, size_t n);

/* Copies n bytes, each ill-formed sequence replaced by U+FFFD; not normalised. NULs stay. */
char *text_repair(const char *s, size_t n);

/* Cleans a run of text for storing: repaired, NFC, white space of every kind (also NBSP, zero-width
 * space, soft hyphen dropped) folded to single blanks and trimmed, control characters, bidi
 * embeddings/overrides/isolates (U+202A-202E, U+2066-2069), BOM and noncharacters removed. */
char *text_clean(const char *s, size_t n);

/* text_clean for HTML text that arrives inside an attribute or JSON: character references are
 * decoded once, and once more only when a known one remains (double-encoded metadata); then tags
 * (`<name ...>`, `</name>`, comments) are stripped, with block tags acting as blanks. A `<` that
 * does not begin a tag stays. */
char *text_clean_html(const char *s, size_t n);

/* Decodes HTML character references (named ones of HTML 4, decimal, hex) in place once; returns the
 * new length. Windows-1252 numbers (128-159) are read as HTML5 does. */
size_t text_decode_entities(char *s, size_t n);

/* Undoes UTF-8 that was read as Windows-1252 (or Latin-1) and encoded again ("Googleâ€™s"), run by
 * run; the rest of s stays byte for byte. Returns the repaired string, or NULL when nothing in s
 * looks like that or s is no UTF-8. Sound text that happens to decode ("LIBERTÉ”") is left alone.
 */
char *text_unmojibake(const char *s);

/* For comparing: NFKC, case-folded, accents kept, quotes, full stops and commas dropped, dashes and
 * all other punctuation turned into blanks (but for + and #), white space collapsed. "The TPUv4i —
 * Google’s" and "the tpuv4i googles" fold alike, and so do "Low-Rank" and "low rank". */
char *text_fold(const char *s);

/* F1 over the folded words of both, 0 to 1; two empty strings give 0. */
double text_similarity(const char *a, const char *b);

/* Whether folded `part` is a run of whole words of folded `whole`. Empty part: false. */
bool text_contains(const char *whole, const char *part);

/* Cells a terminal needs for s (utf8proc widths; combining marks 0, wide 2). */
size_t text_width(const char *s);

/* s cleaned (text_clean) and cut to at most `cells` terminal cells, at a word end where one is
 * near, with "…" when cut. Characters as people see them are never cut in two. */
char *text_fit(const char *s, size_t cells);

/* The first sentences of s, cleaned, as many as fit into `max` characters and are whole (at least
 * one, cut with "…" when the first alone is longer). Abbreviations ("et al.", "e.g.", "vs.") and
 * initials end no sentence. */
char *text_sentences(const char *s, size_t max);

/* ASCII-only comparisons and searches, independent of the locale. */
bool text_ieq(const char *a, const char *b);
/* Whether s is one of the words; IS_ANY takes an array of them. */
bool text_is_any(const char *s, const char *const *words, size_t count);
#define IS_ANY(s, words) text_is_any(s, words, sizeof(words) / sizeof(*(words)))
bool text_istarts(const char *s, const char *prefix);
bool text_iends(const char *s, const char *suffix);
const char *text_ifind(const char *haystack, const char *needle);

/* Reads a whole decimal string within [min, max]; false on junk, sign trouble or overflow. */
bool text_to_int(const char *s, long long min, long long max, long long *out);

#endif
