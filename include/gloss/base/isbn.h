/* isbn: numbers of books, known to be such by their check digit.
 *
 * ISO 2108: ten digits (the last may be X) until 2006, thirteen since; every ISBN-10 has one form
 * of thirteen digits, and that is what is kept. Pure; any thread. */
#ifndef GLOSS_BASE_ISBN_H
#define GLOSS_BASE_ISBN_H

#include <stdbool.h>

enum { ISBN_SIZE = 14 };

/* Reads a string that is an ISBN: with or without "urn:isbn:", "ISBN", "ISBN-13:" before it,
 * hyphens or single blanks in it. Writes its thirteen digits; false, and "" written, when it is
 * none or its check digit is wrong. */
bool isbn_parse(const char *s, char out[ISBN_SIZE]);

/* Finds the one ISBN that running text gives behind the word "ISBN"; false when there is none, or
 * when there are two that are not the same in thirteen digits. */
bool isbn_find(const char *text, char out[ISBN_SIZE]);

#endif
