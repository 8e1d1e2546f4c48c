/* banned: functions that do not compile here, each with the reason.
 *
 * Force-included before every source file of src/ (see the Makefile), after the system headers
 * that declare them, so that a use is an error wherever it stands. */
#ifndef GLOSS_BASE_BANNED_H
#define GLOSS_BASE_BANNED_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* No bound on the destination. Use struct buf, or snprintf with a tested result. */
#pragma GCC poison strcpy strcat sprintf vsprintf gets
/* May leave the destination unterminated, or silently cut. */
#pragma GCC poison strncpy strncat
/* Hidden static state, shared between threads. */
#pragma GCC poison strtok localtime gmtime ctime asctime
/* Cannot report overflow or junk. Use strtol and friends, or base/text. */
#pragma GCC poison atoi atol atoll atof
/* Input without bounds. */
#pragma GCC poison scanf fscanf

#endif
