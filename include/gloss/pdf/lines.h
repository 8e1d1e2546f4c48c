/* lines: a page's text as lines with their place and size.
 *
 * Lengths are tenths of a point, coordinates those from the upper left corner of the page. */
#ifndef GLOSS_PDF_LINES_H
#define GLOSS_PDF_LINES_H

#include <jansson.h>
#include <poppler.h>

/* [{"text", "x", "y", "right", "bottom", "size", "bold", "up", "bitmap"}...] in reading order.
 * "size" is the font size of most of the line. There when true: "bold", "up" (it runs up or down
 * the page), "bitmap" (its font has no name: the size is a guess, and ligatures may be missing). No
 * more than a page of text has lines. The caller decrefs. */
json_t *lines_of(PopplerPage *page);

/* A length in points as it goes into JSON. */
long long lines_tenths(double points);

#endif
