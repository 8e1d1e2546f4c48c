/* limits: what the reader of PDFs may use up before the kernel ends it.
 *
 * Set once, before the first byte of a document is read, and for good: soft and hard limits are the
 * same. */
#ifndef GLOSS_PDF_LIMITS_H
#define GLOSS_PDF_LIMITS_H

#include <stdbool.h>

/* False when the kernel refuses one of them: then nothing may be read. */
bool limits_set(void);

#endif
