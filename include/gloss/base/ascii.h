/* ascii: text of any language brought down to the letters that file names and keys are made of.
 *
 * Pure; any thread. */
#ifndef GLOSS_BASE_ASCII_H
#define GLOSS_BASE_ASCII_H

/* The words of s in lower-case ASCII letters and digits, single blanks between them: accents are
 * dropped ("Lélio" is lelio), letters with a customary spelling get it ("Groß" is gross, "Łukasz"
 * lukasz), apostrophes join ("Google’s" is googles), everything else separates; letters of other
 * scripts vanish. The caller frees; "" when nothing is left. */
char *ascii_words(const char *s);

#endif
